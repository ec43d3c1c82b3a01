"""Working days and reckoned deadlines."""

from datetime import date, timedelta

import pytest

from dondoc.deadlines.working import add_months, add_working_days, is_working_day, reckon

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 11, 23)),
        (FRIDAY, 5, date(2026, 11, 27)),
        (FRIDAY, 10, date(2026, 12, 4)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 5, date(2026, 11, 27)),
    ],
)
def test_working_days_leave_out_weekends(start, amount, due):
    assert add_working_days(start, amount) == due


@pytest.mark.parametrize("offset", range(7))
@pytest.mark.parametrize("amount", range(13))
def test_working_days_agree_with_counting_on_the_fingers(offset, amount):
    start = FRIDAY + timedelta(days=offset)
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    assert add_working_days(start, amount) == day


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(FRIDAY, -1)


def test_a_month_on_from_the_31st_is_the_last_day_of_a_short_month():
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (10, "day", date(2026, 11, 30)),
        (10, "working-day", date(2026, 12, 4)),
        (2, "week", date(2026, 12, 4)),
        (3, "month", date(2027, 2, 20)),
        (1, "year", date(2027, 11, 20)),
    ],
)
def test_a_relative_deadline_is_reckoned_and_says_that_holidays_were_not(amount, unit, due):
    reckoned = reckon(FRIDAY, amount, unit)
    assert reckoned is not None
    assert (reckoned.due, reckoned.holidays_counted) == (due, False)


def test_hours_are_left_to_a_person():
    assert reckon(FRIDAY, 24, "hour") is None
