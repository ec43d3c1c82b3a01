"""Working days against the calendars the Government published, and the office's own table over them."""

from datetime import date, timedelta

import pytest

from dondoc.deadlines.days import ORDINARY, Cause, DayChange, WorkingDays

PUBLISHED = [
    # first and last day of a public holiday as officials had it, weekends beside it included; source of the dates
    ("2019-02-02", "2019-02-10"),  # Tết Kỷ Hợi
    ("2019-04-27", "2019-05-01"),  # 30/4 and 1/5, 29/4 swapped with 4/5
    ("2020-01-23", "2020-01-29"),  # Tết Canh Tý
    ("2021-02-10", "2021-02-16"),  # Tết Tân Sửu
    ("2021-09-02", "2021-09-05"),  # Quốc khánh, two days for the first time
    ("2022-01-29", "2022-02-06"),  # Tết Nhâm Dần
    ("2022-04-09", "2022-04-11"),  # Giỗ Tổ, in lieu of a Sunday
    ("2022-09-01", "2022-09-04"),
    ("2023-01-20", "2023-01-26"),  # Tết Quý Mão
    ("2023-04-29", "2023-05-03"),  # Giỗ Tổ with 30/4 and 1/5
    ("2024-02-08", "2024-02-14"),  # Tết Giáp Thìn
    ("2024-04-27", "2024-05-01"),  # 29/4 swapped with 4/5
    ("2024-08-31", "2024-09-03"),
    ("2025-01-25", "2025-02-02"),  # Tết Ất Tỵ
    ("2025-04-30", "2025-05-04"),  # 2/5 swapped with 26/4
    ("2025-08-30", "2025-09-02"),
    ("2026-02-14", "2026-02-22"),  # Tết Bính Ngọ
    ("2026-04-25", "2026-04-27"),  # Giỗ Tổ, in lieu of a Sunday
]
GIO_TO = {
    2019: (4, 14),
    2020: (4, 2),
    2021: (4, 21),
    2022: (4, 10),
    2023: (4, 29),
    2024: (4, 18),
    2025: (4, 7),
    2026: (4, 26),
}
"""The tenth of the third lunar month, by the published calendars."""


def each(first, last):
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


@pytest.mark.parametrize(("first", "last"), PUBLISHED)
def test_a_published_holiday_is_not_worked_from_its_first_day_to_its_last_and_no_longer(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    assert [day for day in each(first, last) if ORDINARY.is_worked(day)] == []
    assert ORDINARY.is_worked(first - timedelta(days=1))
    assert ORDINARY.is_worked(last + timedelta(days=1))


@pytest.mark.parametrize(("year", "day"), GIO_TO.items())
def test_gio_to_is_the_tenth_of_the_third_lunar_month(year, day):
    rest = ORDINARY.rest(date(year, *day))
    assert rest is not None
    assert (rest.cause, "Hùng Vương" in rest.name, "Hung Kings" in rest.name_en) == (Cause.HOLIDAY, True, True)


@pytest.mark.parametrize("day", ["2019-05-04", "2024-05-04", "2025-04-26"])
def test_a_saturday_swapped_for_a_weekday_is_worked(day):
    assert ORDINARY.is_worked(date.fromisoformat(day))


def test_a_weekend_is_not_worked_and_says_so():
    rest = ORDINARY.rest(date(2026, 11, 21))
    assert rest is not None
    assert (rest.cause, rest.name) == (Cause.WEEKEND, "")


def test_a_holiday_no_law_has_given_yet_is_worked_until_the_office_says_otherwise():
    day = date(2026, 11, 24)
    assert ORDINARY.is_worked(day)
    rest = WorkingDays.of([DayChange(day, works=False, name="Ngày Văn hóa Việt Nam")]).rest(day)
    assert rest is not None
    assert (rest.cause, rest.name) == (Cause.SWAP, "Ngày Văn hóa Việt Nam")


class TestTheOfficesTable:
    DAYS = WorkingDays.of([DayChange(date(2026, 1, 2), works=False, name="Hoán đổi"), DayChange(date(2026, 1, 10), works=True)])

    def test_comes_before_all_else(self):
        assert ORDINARY.is_worked(date(2026, 1, 2))
        assert not self.DAYS.is_worked(date(2026, 1, 2))
        assert not ORDINARY.is_worked(date(2026, 1, 10))
        assert self.DAYS.is_worked(date(2026, 1, 10))

    def test_moves_a_count(self):
        assert ORDINARY.add(date(2025, 12, 31), 1) == date(2026, 1, 2)
        assert self.DAYS.add(date(2025, 12, 31), 1) == date(2026, 1, 5)

    def test_can_make_a_holiday_a_day_of_work(self):
        day = date(2026, 4, 30)
        assert WorkingDays.of([DayChange(day, works=True)]).is_worked(day)


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 10, "2026-12-04"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-02-12", 2, "2026-02-23"),  # over Tết
        ("2026-04-28", 1, "2026-04-29"),
        ("2026-04-29", 1, "2026-05-04"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start, amount, due):
    assert ORDINARY.add(date.fromisoformat(start), amount) == date.fromisoformat(due)


@pytest.mark.parametrize("offset", range(0, 366, 13))
@pytest.mark.parametrize("amount", [1, 2, 5, 23])
def test_counting_on_and_counting_between_agree(offset, amount):
    start = date(2026, 1, 1) + timedelta(days=offset)
    end = ORDINARY.add(start, amount)
    assert ORDINARY.between(start, end) == amount
    assert len(ORDINARY.rests(start, end)) == (end - start).days - amount


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="negative"):
        ORDINARY.add(date(2026, 11, 20), -1)


@pytest.mark.parametrize(
    ("end", "amount", "day"),
    [
        ("2026-03-11", 0, "2026-03-11"),
        ("2026-03-11", 1, "2026-03-10"),
        ("2026-03-09", 1, "2026-03-06"),  # Monday: Friday
        ("2026-03-08", 1, "2026-03-05"),  # Sunday: Friday is the one day left after Thursday
        ("2026-02-24", 2, "2026-02-13"),  # over Tết
    ],
)
def test_working_days_are_counted_back_over_days_of_rest(end, amount, day):
    found = ORDINARY.before(date.fromisoformat(end), amount)
    assert found == date.fromisoformat(day)
    assert ORDINARY.between(found, date.fromisoformat(end)) == amount


def test_no_negative_amount_is_counted_back():
    with pytest.raises(ValueError, match="negative"):
        ORDINARY.before(date(2026, 3, 11), -1)
