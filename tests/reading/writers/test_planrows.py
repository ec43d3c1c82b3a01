"""What stands in which column of the assignment table."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dondoc.reading.model import Body, DeadlineKind, Division, DivisionKind, Reading, SourceText, Span
from dondoc.reading.writers.planrows import COLUMNS, plan_table
from tests.reading.writers.sample import deadline, of_tasks, task, whole

AT_FIVE = datetime.fromisoformat("2025-09-23T17:00")


def only_row(**fields: object):
    (row,) = plan_table(of_tasks(task(**fields))).rows
    return row


def test_a_task_fills_every_column() -> None:
    row = plan_table(whole()).rows[0]

    assert dict(zip(COLUMNS, row.texts(), strict=True)) == {
        "TT": "1",
        "Nội dung nhiệm vụ": "Kiểm tra hồ chứa",
        "Cơ quan chủ trì": "Sở Nông nghiệp và Môi trường",
        "Cơ quan phối hợp": "Sở Xây dựng; Công an tỉnh",
        "Thời hạn": "30/04/2025",
        "Sản phẩm": "Báo cáo kiểm tra",
        "Báo cáo": "UBND tỉnh",
        "Căn cứ": "Khoản 1 Điều 2; Nghị định số 114/2018/NĐ-CP",
    }


def test_rows_are_counted_from_one() -> None:
    assert [row.number for row in plan_table(whole()).rows] == [1, 2]


def test_what_the_text_does_not_say_stays_empty() -> None:
    assert only_row().texts() == ("1", "Kiểm tra hồ chứa", "", "", "", "", "", "")


def test_the_table_says_which_document_it_carries_out() -> None:
    assert plan_table(whole()).source == ("Thực hiện Chỉ thị số 07/CT-UBND ngày 12/03/2025 của UBND tỉnh Về việc bảo đảm an toàn hồ, đập")


def test_a_document_without_heading_is_not_named() -> None:
    assert plan_table(of_tasks(task())).source == ""


@pytest.mark.parametrize(
    ("given", "shown", "day"),
    [
        (deadline("chậm nhất ngày 5/2/2026", due=date(2026, 2, 5)), "05/02/2026", date(2026, 2, 5)),
        (deadline("trước 17 giờ ngày 23/9", due=date(2025, 9, 23), time="17:00"), "17:00 23/09/2025", AT_FIVE),
        (deadline("trước 24 giờ ngày 23/9/2025", due=date(2025, 9, 23), time="24:00"), "23/09/2025", date(2025, 9, 23)),
        (deadline("trong quý I/2026", DeadlineKind.PERIOD, due=date(2026, 3, 31)), "Trong quý I/2026", None),
        (deadline("từ 01/6 đến 30/6/2026", due=date(2026, 6, 30), start=date(2026, 6, 1)), "Từ 01/6 đến 30/6/2026", None),
        (deadline("trước ngày 25/12 hằng năm", DeadlineKind.RECURRING, every="year"), "Trước ngày 25/12 hằng năm", None),
        (deadline("10 ngày kể từ ngày ký", DeadlineKind.RELATIVE, amount=10, unit="day"), "10 ngày kể từ ngày ký", None),
    ],
)
def test_only_a_deadline_that_names_one_day_is_a_date(given, shown, day) -> None:
    row = only_row(deadline=given)

    assert (row.deadline.words, row.deadline.day) == (shown, day)


def test_a_place_is_named_from_the_smallest_division_up() -> None:
    here = Span(0, 1)
    kinds = ((DivisionKind.ROMAN, "III", None), (DivisionKind.CLAUSE, "2", 0), (DivisionKind.POINT, "a", 1), (DivisionKind.BULLET, None, 2))
    divisions = tuple(Division(kind, here, here, number, parent, "hand") for kind, number, parent in kinds)

    table = plan_table(Reading(SourceText("x"), divisions=divisions, tasks=(task(division=3),)))

    assert table.rows[0].basis == "Điểm a mục 2 phần III"


def test_the_mark_that_ends_a_document_does_not_end_a_task() -> None:
    assert only_row(action="đôn đốc việc thực hiện./.").action == "Đôn đốc việc thực hiện."


def test_a_cell_holds_no_line_breaks_and_no_characters_a_file_refuses() -> None:
    row = only_row(action="rà soát\x00\n hồ\ufffe sơ\u200b", lead=(Body("Sở\tY tế", Span(0, 1)), Body("Sở Y tế", Span(0, 1))))

    assert (row.action, row.lead) == ("Rà soát hồ sơ", "Sở Y tế")


def test_a_passage_about_what_persons_think_is_nobody_s_task() -> None:
    reading = of_tasks(task("nắm bắt tâm tư, tư tưởng chính trị của cán bộ"), task("rà soát hồ sơ"))

    assert [row.action for row in plan_table(reading).rows] == ["Rà soát hồ sơ"]
