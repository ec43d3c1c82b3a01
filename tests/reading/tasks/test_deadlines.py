"""Deadlines: every form of the domain notes on tasks, section 3; nothing invented."""

from datetime import date

import pytest

from dondoc.reading.model import DeadlineKind
from dondoc.reading.tasks.deadlines import find_deadline, find_deadline_in_cell

ISSUED = date(2025, 11, 20)


def read(text, issued=ISSUED):
    found = find_deadline(text, 0, len(text), issued)
    assert found is None or 0 <= found.start < found.end <= len(text)
    return found


class TestADay:
    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("báo cáo trước ngày 20/12/2025.", date(2025, 12, 20)),
            ("gửi chậm nhất ngày 15/3/2026", date(2026, 3, 15)),
            ("chậm nhất trước ngày 20 tháng 12 năm 2025", date(2025, 12, 20)),
            ("hoàn thành đến hết ngày 30.6.2026", date(2026, 6, 30)),
            ("hạn cuối là ngày 05-01-2026", date(2026, 1, 5)),
            ("trước ngày 15/12/202 5", date(2025, 12, 15)),
        ],
    )
    def test_is_read_in_every_spelling(self, text, due):
        found = read(text)
        assert (found.kind, found.due) == (DeadlineKind.ABSOLUTE, due)

    def test_before_is_strict_by_the_letter(self):
        assert read("trước ngày 20/12/2025").strict_before
        assert not read("chậm nhất ngày 20/12/2025").strict_before

    def test_takes_a_missing_year_from_the_document(self):
        assert read("trước ngày 20/12").due == date(2025, 12, 20)

    def test_stays_without_a_day_where_no_year_is_known(self):
        found = read("trước ngày 20/12", issued=None)
        assert (found.kind, found.due) == (DeadlineKind.ABSOLUTE, None)

    def test_keeps_the_hour(self):
        found = read("trước 17 giờ 00 ngày 05/12/2025")
        assert (found.time, found.due) == ("17:00", date(2025, 12, 5))

    @pytest.mark.parametrize("hour", ["99 giờ 75", "25 giờ", "24 giờ 30", "17 giờ 60"])
    def test_keeps_no_hour_no_clock_shows(self, hour):
        found = read(f"trước {hour} ngày 05/12/2025")
        assert (found.time, found.due) == (None, date(2025, 12, 5))

    def test_ends_with_its_line_not_in_figures_below(self):
        found = read("hoàn thành trong tháng 6 năm 20\n\n25 hộ dân được hỗ trợ")
        assert (found.kind, found.due) == (DeadlineKind.PERIOD, date(2025, 6, 30))

    def test_that_does_not_exist_is_said_so(self):
        found = read("trước ngày 31/02/2026")
        assert (found.rule, found.due) == ("deadline.impossible", None)

    def test_of_another_document_is_no_deadline(self):
        assert read("theo Kế hoạch số 15/KH-UBND ngày 20/12/2025 của UBND tỉnh") is None

    def test_that_tells_what_has_been_is_no_deadline(self):
        assert read("đến ngày 19 tháng 11 năm 2025 đã có 15 đơn vị gửi báo cáo") is None


class TestAPeriod:
    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("hoàn thành trong tháng 12/2025", date(2025, 12, 31)),
            ("trong tháng 02 năm 2028", date(2028, 2, 29)),
            ("hoàn thành trong quý II năm 2026", date(2026, 6, 30)),
            ("xong trong quý I/2026", date(2026, 3, 31)),
            ("hoàn thành trong năm 2026", date(2026, 12, 31)),
            ("trong 6 tháng đầu năm 2026", date(2026, 6, 30)),
        ],
    )
    def test_ends_on_its_last_day(self, text, due):
        found = read(text)
        assert (found.kind, found.due) == (DeadlineKind.PERIOD, due)

    def test_a_part_of_a_period_is_fuzzy(self):
        assert read("trong đầu quý I/2026").fuzzy

    def test_a_year_in_passing_is_no_deadline(self):
        assert read("hoàn thành các chỉ tiêu của kế hoạch vốn năm 2025 đã giao") is None


class TestARelativeOne:
    def test_keeps_amount_unit_and_event(self):
        found = read("trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ, cơ quan")
        assert (found.kind, found.amount, found.unit, found.event, found.due) == (
            DeadlineKind.RELATIVE,
            10,
            "working-day",
            "ngày nhận đủ hồ sơ",
            None,
        )

    @pytest.mark.parametrize(
        ("text", "amount", "unit"),
        [
            ("trong vòng 24 giờ kể từ khi xảy ra", 24, "hour"),
            ("sau 05 ngày kể từ ngày ký", 5, "day"),
            ("03 tháng kể từ ngày Chỉ thị có hiệu lực", 3, "month"),
            ("trong vòng 5 ngày làm việc", 5, "working-day"),
            ("trong vòng 8 giờ làm việc", 8, "hour"),
            ("trong vòng 2 tuần làm việc", 2, "week"),
        ],
    )
    def test_units(self, text, amount, unit):
        found = read(text)
        assert (found.amount, found.unit) == (amount, unit)

    def test_an_amount_of_time_in_passing_is_no_deadline(self):
        assert read("sau 3 năm thực hiện Nghị quyết") is None


class TestARecurringOne:
    @pytest.mark.parametrize(
        ("text", "every"),
        [
            ("trước ngày 25/12 hằng năm", "year"),
            ("trước ngày 25/12 hàng năm", "year"),
            ("định kỳ hằng quý báo cáo", "quarter"),
            ("vào thứ Sáu hàng tuần", "week"),
            ("báo cáo hằng ngày.", "day"),
            ("Hằng tháng, tổng hợp", "month"),
            ("Định kỳ 6 tháng, năm báo cáo", "half-year"),
        ],
    )
    def test_says_how_often(self, text, every):
        found = read(text)
        assert (found.kind, found.every, found.due) == (DeadlineKind.RECURRING, every, None)

    @pytest.mark.parametrize("text", ["cập nhật dữ liệu hằng quý;", "Sở Tài chính hằng quý tổng hợp số liệu", "rà soát hằng quý."])
    def test_stands_before_the_verb_or_ends_the_clause(self, text):
        assert read(text).every == "quarter"

    def test_a_month_with_its_number_is_no_recurrence(self):
        assert read("sinh hoạt định kỳ tháng 6/2026").due == date(2026, 6, 30)

    def test_a_holiday_may_be_named_with_its_day(self):
        assert read("hoàn thành trước ngày Quốc khánh 02/9/2026").due == date(2026, 9, 2)

    def test_a_budget_of_every_year_is_no_deadline(self):
        assert read("bố trí từ nguồn ngân sách hằng năm của đơn vị") is None

    def test_and_a_day_in_one_duty_count_both(self):
        found = read("báo cáo vào thứ Sáu hàng tuần; báo cáo tổng thể trước ngày 05/7/2026")
        assert (found.every, found.due) == ("week", date(2026, 7, 5))


class TestAfterALabel:
    @pytest.mark.parametrize(
        ("text", "due", "every"),
        [
            ("Thời gian hoàn thành: Tháng 12/2025.", date(2025, 12, 31), None),
            ("Thời gian hoàn thành: Tháng 11 - 12/2025.", date(2025, 12, 31), None),
            ("Thời hạn hoàn thành: 30/6/2026", date(2026, 6, 30), None),
            ("Thời gian thực hiện: Năm 2025 và các năm tiếp theo.", date(2025, 12, 31), "year"),
            ("Tiến độ: Quý I/2026", date(2026, 3, 31), None),
        ],
    )
    def test_bare_words_are_a_deadline(self, text, due, every):
        found = read(text)
        assert (found.due, found.every) == (due, every)

    def test_a_range_has_a_first_and_a_last_day(self):
        found = read("Thời gian thực hiện: Từ ngày 01/01/2026 đến ngày 31/3/2026.")
        assert (found.from_day, found.due) == (date(2026, 1, 1), date(2026, 3, 31))

    def test_a_range_to_an_event_has_no_last_day(self):
        found = read("Thời gian thực hiện: Từ tháng 11/2025 đến khi kết thúc kiểm kê.")
        assert (found.kind, found.due, found.from_day) == (DeadlineKind.EVENT, None, date(2025, 11, 1))


class TestWithoutADay:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("báo cáo tại Kỳ họp thứ 10 của Hội đồng nhân dân", DeadlineKind.EVENT),
            ("định kỳ hoặc đột xuất báo cáo", DeadlineKind.OPEN),
            ("Thời gian thực hiện: Thường xuyên.", DeadlineKind.OPEN),
        ],
    )
    def test_is_kept_as_what_it_is(self, text, kind):
        found = read(text)
        assert (found.kind, found.due) == (kind, None)

    def test_a_day_without_year_beside_a_period_comes_back(self):
        found = read("Định kỳ hằng năm, trước ngày 15/12, báo cáo kết quả.")
        assert (found.kind, found.due) == (DeadlineKind.RECURRING, None)

    def test_nothing_is_made_up(self):
        assert read("Sở Nội vụ chủ trì rà soát biên chế.") is None


class TestInACell:
    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("Quý I/2026", date(2026, 3, 31)),
            ("30/6/2026", date(2026, 6, 30)),
            ("Tháng 12", date(2025, 12, 31)),
            ("2027", date(2027, 12, 31)),
            ("6/2026", date(2026, 6, 30)),
            ("T6/2026", date(2026, 6, 30)),
            ("Q4/2026", date(2026, 12, 31)),
            ("IV/2026", date(2026, 12, 31)),
            ("Dự kiến trong quý II/2026", date(2026, 6, 30)),
            ("Hoàn thành trước 25/12/2025", date(2025, 12, 25)),
        ],
    )
    def test_a_bare_period_or_day_counts(self, text, due):
        assert find_deadline_in_cell(text, ISSUED).due == due

    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("Từ tháng 12/2025 đến quý I/2026", date(2026, 3, 31)),
            ("01/12/2025 - 15/01/2026", date(2026, 1, 15)),
            ("2026-2030", date(2030, 12, 31)),
            ("Giai đoạn 2026 – 2028", date(2028, 12, 31)),
        ],
    )
    def test_a_stretch_of_time_is_due_at_its_end(self, text, due):
        found = find_deadline_in_cell(text, ISSUED)
        assert (found.kind, found.due) == (DeadlineKind.ABSOLUTE, due)

    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("Hằng năm", None),
            ("Thường xuyên, hằng năm", None),
            ("Quý IV hằng năm", None),
            ("Năm 2026 và những năm tiếp theo", date(2026, 12, 31)),
        ],
    )
    def test_what_comes_back_each_year_says_so(self, text, due):
        found = find_deadline_in_cell(text, ISSUED)
        assert (found.every, found.due) == ("year", due)

    def test_other_words_stay_words(self):
        found = find_deadline_in_cell("Theo tiến độ dự án", ISSUED)
        assert (found.kind, found.due) == (DeadlineKind.OPEN, None)

    def test_an_empty_cell_says_nothing(self):
        assert find_deadline_in_cell("  ", ISSUED) is None
