"""A plan that comes back: what a person changed in it is found, whatever else happened to the table."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dondoc.reading.corrections import BadPlan, Change, Correction, NotAPlan, OtherDocument, corrected, read_plan, to_data
from dondoc.reading.errors import DamagedFile, TooLarge
from dondoc.reading.model import Span
from dondoc.reading.writers.csvfile import write_csv
from dondoc.reading.writers.docx import write_docx
from dondoc.reading.writers.planrows import COLUMNS, PlanTable, Row, When, fingerprint
from dondoc.reading.writers.xlsx import write_xlsx

FIRST = 5
"""The first row of the workbook below the heading."""
LEAD, DEADLINE = 3, 5
TABLE = PlanTable(
    "Thực hiện Chỉ thị số 07/CT-UBND",
    (
        Row(1, "Rà soát hồ sơ", "Sở Y tế", "Sở Tài chính", When("15/03/2026", date(2026, 3, 15)), "Báo cáo", "UBND tỉnh", "Mục 1", "10-60"),
        Row(2, "+1 là nội dung", "Sở Xây dựng", "", When("Trong quý III/2026"), "", "", "Mục 2", "61-99"),
        Row(3, "Tổng hợp", "", "", When("17:00 20/03/2026", datetime.fromisoformat("2026-03-20T17:00")), "", "", "", "100-140"),
    ),
    fingerprint("văn bản"),
)
WRITERS = {".xlsx": write_xlsx, ".docx": write_docx, ".csv": write_csv}


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """``plan(edit)``: the workbook, after ``edit(sheet)``."""

    def write(edit: Callable[[Any], object] | None = None, table: PlanTable = TABLE) -> Path:
        path = written(tmp_path / "plan.xlsx", table)
        if edit:
            book = load_workbook(path)
            edit(book.worksheets[0])
            book.save(path)
        return path

    return write


def written(path: Path, table: PlanTable) -> Path:
    with path.open("wb") as stream:
        WRITERS[path.suffix](table, stream)
    return path


def changes(corrections: tuple[Correction, ...]) -> list[tuple[str, str | None, dict[str, str]]]:
    return [(item.change.value, item.key, {field.name: field.after for field in item.fields}) for item in corrections]


def put(row: int, column: int, value: object) -> Callable[[Any], None]:
    return lambda sheet: sheet.cell(row, column).__setattr__("value", value)


def move(sheet: Any, order: list[int]) -> None:
    """Sort the rows below the heading, cell by cell, as a spreadsheet does."""
    rows = [[cell.value for cell in sheet[FIRST + at]] for at in order]
    for line, row in enumerate(rows, FIRST):
        for column, value in enumerate(row, 1):
            sheet.cell(line, column).value = value


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_nobody_touched_gives_no_corrections(tmp_path: Path, suffix: str) -> None:
    assert read_plan(written(tmp_path / f"plan{suffix}", TABLE), written=TABLE) == ()


def test_a_workbook_needs_nothing_but_itself(plan: Callable[..., Path]) -> None:
    assert read_plan(plan()) == ()


def test_a_changed_cell_is_told_with_what_it_was_and_the_words_of_the_task(plan: Callable[..., Path]) -> None:
    (correction,) = read_plan(plan(put(FIRST, LEAD, "Sở Nội vụ")))

    assert (correction.change, correction.key, correction.span, correction.line) == (Change.CHANGED, "10-60", Span(10, 60), FIRST)
    assert [(field.name, field.before, field.after) for field in correction.fields] == [("lead", "Sở Y tế", "Sở Nội vụ")]


@pytest.mark.parametrize("order", [[2, 1, 0], [1, 2, 0]])
def test_rows_are_known_again_after_sorting(plan: Callable[..., Path], order: list[int]) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(FIRST, LEAD).value = "Sở Nội vụ"
        move(sheet, order)

    assert changes(read_plan(plan(edit))) == [("changed", "10-60", {"lead": "Sở Nội vụ"})]


def test_an_inserted_row_is_an_addition_and_the_others_stay(plan: Callable[..., Path]) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_rows(FIRST + 1)
        sheet.cell(FIRST + 1, 2).value = "Việc mới"
        sheet.cell(FIRST + 1, DEADLINE).value = datetime.fromisoformat("2026-04-01")

    (added,) = read_plan(plan(edit))

    assert (added.change, added.key, added.line) == (Change.ADDED, None, FIRST + 1)
    assert [(field.name, field.after, field.day) for field in added.fields] == [
        ("action", "Việc mới", None),
        ("deadline", "01/04/2026", date(2026, 4, 1)),
    ]


def test_a_deleted_row_is_a_removal(plan: Callable[..., Path]) -> None:
    (removed,) = read_plan(plan(lambda sheet: sheet.delete_rows(FIRST)))

    assert (removed.change, removed.key, removed.line) == (Change.REMOVED, "10-60", None)
    assert {field.before for field in removed.fields} >= {"Rà soát hồ sơ", "Sở Y tế"}


def test_a_row_that_is_emptied_is_a_removal_too(plan: Callable[..., Path]) -> None:
    def edit(sheet: Any) -> None:
        for column in range(1, len(COLUMNS) + 1):
            sheet.cell(FIRST, column).value = None

    assert [item.change for item in read_plan(plan(edit))] == [Change.REMOVED]


def test_a_copied_row_counts_once_and_the_copy_is_an_addition(plan: Callable[..., Path]) -> None:
    """To split a task a person copies its row and edits both."""

    def edit(sheet: Any) -> None:
        for cell in list(sheet[FIRST]):
            sheet.cell(FIRST + 3, cell.column).value = cell.value
        sheet.cell(FIRST, LEAD).value = "Sở Nội vụ"
        sheet.cell(FIRST + 3, 2).value = "Rà soát kho"
        sheet.cell(FIRST + 3, LEAD).value = "Sở Tư pháp"

    first, second = changes(read_plan(plan(edit)))

    assert first == ("changed", "10-60", {"lead": "Sở Nội vụ"})
    assert (second[:2], second[2]["action"], second[2]["lead"]) == (("added", None), "Rà soát kho", "Sở Tư pháp")


def test_a_column_left_out_changes_nothing_and_columns_may_change_places(plan: Callable[..., Path]) -> None:
    def edit(sheet: Any) -> None:
        sheet.delete_cols(7)
        for line in range(4, FIRST + 3):
            sheet.cell(line, 2).value, sheet.cell(line, 3).value = sheet.cell(line, 3).value, sheet.cell(line, 2).value

    assert read_plan(plan(edit)) == ()


def test_without_its_keys_a_row_is_known_by_its_text_then_by_its_number(plan: Callable[..., Path]) -> None:
    def edit(sheet: Any) -> None:
        sheet.delete_cols(len(COLUMNS) + 1)
        sheet.cell(FIRST, LEAD).value = "Sở Nội vụ"
        sheet.cell(FIRST + 1, 2).value = "Nội dung khác"

    assert changes(read_plan(plan(edit))) == [
        ("changed", "10-60", {"lead": "Sở Nội vụ"}),
        ("changed", "61-99", {"action": "Nội dung khác"}),
    ]


@pytest.mark.parametrize(
    ("value", "words", "day"),
    [
        (datetime.fromisoformat("2026-04-01"), "01/04/2026", date(2026, 4, 1)),
        (datetime.fromisoformat("2026-04-01T08:30"), "08:30 01/04/2026", datetime.fromisoformat("2026-04-01T08:30")),
        ("1/4/2026", "01/04/2026", date(2026, 4, 1)),
        (" 1-4-2026 ", "01/04/2026", date(2026, 4, 1)),
        ("1.4.2026", "01/04/2026", date(2026, 4, 1)),
        ("2026-04-01", "01/04/2026", date(2026, 4, 1)),
        ("8 giờ 30 ngày 1/4/2026", "08:30 01/04/2026", datetime.fromisoformat("2026-04-01T08:30")),
        ("Trong quý II/2026", "Trong quý II/2026", None),
        ("Thường xuyên", "Thường xuyên", None),
        (None, "", None),
    ],
)
def test_a_deadline_may_be_a_date_a_typed_date_or_words(plan: Callable[..., Path], value: object, words: str, day: date | None) -> None:
    (correction,) = read_plan(plan(put(FIRST, DEADLINE, value)))

    assert [(field.name, field.after, field.day) for field in correction.fields] == [("deadline", words, day)]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (DEADLINE, "31/02/2026", "Dòng 5, cột Thời hạn: “31/02/2026” không phải là một ngày có thật."),
        (DEADLINE, "25:00 1/4/2026", "không phải là một ngày có thật"),
        (DEADLINE, "1/4/26", "không đủ bốn chữ số"),
        (DEADLINE, "46113", "là một số, không phải ngày"),
        (DEADLINE, "=TODAY()+7", "công thức “=TODAY()+7”"),
        (LEAD, "=A1", "Dòng 5, cột Cơ quan chủ trì: ô có công thức"),
        (2, None, "chưa có nội dung nhiệm vụ"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_what_to_do(plan: Callable[..., Path], column: int, value: object, said: str) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(plan(put(FIRST, column, value)))

    (error,) = caught.value.errors
    assert said in error.message("vi")
    assert error.message("en").startswith("Row 5, column ")


def test_beside_a_bad_cell_nothing_else_is_lost(plan: Callable[..., Path]) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(FIRST, DEADLINE).value = "31/02/2026"
        sheet.cell(FIRST, LEAD).value = "Sở Nội vụ"
        sheet.cell(FIRST + 1, DEADLINE).value = "1/4/26"
        sheet.cell(FIRST + 2, LEAD).value = "Văn phòng"

    with pytest.raises(BadPlan) as caught:
        read_plan(plan(edit))

    assert [error.line for error in caught.value.errors] == [FIRST, FIRST + 1]
    assert changes(caught.value.corrections) == [
        ("changed", "10-60", {"lead": "Sở Nội vụ"}),
        ("changed", "100-140", {"lead": "Văn phòng"}),
    ]


def test_a_word_table_is_compared_with_the_table_as_written(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.docx", TABLE)
    document = Document(path)
    table = document.tables[1]
    table.rows[1].cells[2].text = "Sở Nội vụ"
    table.add_row().cells[1].text = "Việc mới"
    table._tbl.remove(table.rows[2]._tr)
    document.save(path)

    assert changes(read_plan(path, written=TABLE))[:2] == [
        ("changed", "10-60", {"lead": "Sở Nội vụ"}),
        ("added", None, {"action": "Việc mới"}),
    ]
    assert [item.key for item in read_plan(path, written=TABLE) if item.change is Change.REMOVED] == ["61-99"]


def test_a_table_of_another_document_is_refused(plan: Callable[..., Path]) -> None:
    with pytest.raises(OtherDocument):
        read_plan(plan(), written=PlanTable("", (), fingerprint("văn bản khác")))


def test_a_file_without_the_table_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    for name in ("a.xlsx", "b.csv", "c.pdf"):
        with pytest.raises(NotAPlan):
            read_plan(tmp_path / name, written=TABLE)


def test_a_sheet_that_claims_a_million_rows_is_refused(plan: Callable[..., Path]) -> None:
    with pytest.raises(TooLarge):
        read_plan(plan(put(1_000_000, 2, "Việc mới")))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"khong phai zip"])
@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_broken_file_is_a_typed_error(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"a{suffix}").write_bytes(content)

    with pytest.raises(DamagedFile):
        read_plan(tmp_path / f"a{suffix}", written=TABLE)


def test_corrections_are_made_in_a_table(plan: Callable[..., Path]) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(FIRST, DEADLINE).value = "1/4/2026"
        sheet.cell(FIRST + 1, 4).value = "Sở Tài chính"
        sheet.cell(FIRST + 3, 2).value = "Việc mới"
        sheet.delete_rows(FIRST + 2)

    rows = corrected(TABLE, read_plan(plan(edit))).rows

    assert [(row.number, row.action, row.coordinating) for row in rows] == [
        (1, "Rà soát hồ sơ", "Sở Tài chính"),
        (2, "+1 là nội dung", "Sở Tài chính"),
        (3, "Việc mới", ""),
    ]
    assert rows[0].deadline == When("01/04/2026", date(2026, 4, 1))


def test_corrections_are_data_for_other_programs(plan: Callable[..., Path]) -> None:
    data = to_data(TABLE, read_plan(plan(put(FIRST, DEADLINE, "1/4/2026"))))

    assert data["document"] == TABLE.fingerprint
    assert data["corrections"] == [
        {
            "change": "changed",
            "key": "10-60",
            "start": 10,
            "end": 60,
            "row": FIRST,
            "fields": {"deadline": {"before": "15/03/2026", "after": "01/04/2026", "day": "2026-04-01"}},
        }
    ]


TEXT = st.text(st.sampled_from(string.printable + "ăâđêôơưỦỶ“”…=+@'\x07\u200b\ufeff"), max_size=30)
WHEN = st.one_of(
    st.just(When()),
    st.dates(date(1950, 1, 1)).map(lambda day: When(day.strftime("%d/%m/%Y"), day)),
    st.sampled_from(["Trong quý III/2026", "Thường xuyên", "10 ngày kể từ ngày ký"]).map(When),
)


@st.composite
def tables(draw: st.DrawFn) -> PlanTable:
    from dondoc.reading.writers.planrows import clean

    rows = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        words = [clean(draw(TEXT)) for _ in range(6)]
        rows.append(Row(number, words[0] or "Việc", words[1], words[2], draw(WHEN), *words[3:], key=f"{number * 10}-{number * 10 + 5}"))
    return PlanTable(clean(draw(TEXT)), tuple(rows), "0123456789abcdef")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(table=tables(), suffix=st.sampled_from(sorted(WRITERS)))
def test_what_is_written_and_read_back_has_no_corrections(tmp_path: Path, table: PlanTable, suffix: str) -> None:
    assert read_plan(written(tmp_path / f"plan{suffix}", table), written=table) == ()
