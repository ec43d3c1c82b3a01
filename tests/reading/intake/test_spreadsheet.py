"""XLSX: task tables as offices send them round."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.reading import read
from dondoc.reading.errors import DamagedFile, EmptyFile, TooLarge, UnsupportedFormat
from dondoc.reading.intake import limits, take_in
from dondoc.reading.model import Format
from tests.reading.intake.tables import cells

HEADER = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
ROWS = [
    [1, "Rà soát quy chế làm việc", "Sở Nội vụ", "Sở Tư pháp", date(2026, 6, 30)],
    [2, "Tập huấn cán bộ cơ sở", "Sở Y tế", "UBND các xã, phường", date(2026, 9, 15)],
]


def saved(made: Workbook) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def plan() -> Workbook:
    """A sheet with a heading in two columns, a title over all columns, the table and a foot."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["UBND TỈNH AN PHÚ HÀ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["VĂN PHÒNG", None, "Độc lập - Tự do - Hạnh phúc"],
        ["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"],
        HEADER,
        *ROWS,
        [],
        ["Nơi nhận:", None, None, "CHÁNH VĂN PHÒNG"],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:E3")
    return made


def test_an_assignment_table_gives_its_tasks() -> None:
    reading = read(saved(plan()), name="phan-cong.xlsx")
    assert reading.source.format is Format.XLSX
    found = [(task.lead[0].name, [body.name for body in task.coordinating], task.deadline and task.deadline.due) for task in reading.tasks]
    assert [(lead, due) for lead, _, due in found] == [("Sở Nội vụ", date(2026, 6, 30)), ("Sở Y tế", date(2026, 9, 15))]
    assert found[0][1] == ["Sở Tư pháp"]


def test_lines_above_and_below_the_table_are_text_in_columns() -> None:
    source = take_in(saved(plan()))
    heading = "UBND TỈNH AN PHÚ HÀ\nVĂN PHÒNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nPHỤ LỤC"
    assert source.text.startswith(heading)
    assert source.text.endswith("Nơi nhận:\n\nCHÁNH VĂN PHÒNG")
    assert len(source.tables) == 1
    assert cells(source)[:5] == [(0, column, 1, 1, words) for column, words in enumerate(HEADER)]


def test_dates_numbers_and_shares_are_written_as_an_official_text_does() -> None:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["a", "b", "c", "d"])
    sheet.append([datetime.fromisoformat("2026-12-05T14:30"), 3.0, 0.25, "hai\ndòng"])
    sheet["C2"].number_format = "0%"
    assert [cell[4] for cell in cells(take_in(saved(made)))[4:]] == ["05/12/2026 14:30", "3", "25%", "hai\ndòng"]


def test_a_merged_cell_is_one_cell() -> None:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (["TT", "Việc", "Chủ trì"], [1, "Rà soát", "Sở Y tế"], [2, "Tổng hợp", None], [3, "Báo cáo", "Sở Nội vụ"]):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    assert (1, 2, 2, 1, "Sở Y tế") in cells(take_in(saved(made)))


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_note() -> None:
    made = plan()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    made.create_sheet("Nháp").sheet_state = "hidden"
    source = take_in(saved(made))
    assert "Tập huấn" not in source.text
    assert "Sở Tư pháp" not in source.text
    assert set(source.notes) == {"hidden-sheets-left-out", "hidden-rows-left-out", "hidden-columns-left-out"}


def test_each_sheet_stands_under_its_name() -> None:
    made = plan()
    made.worksheets[0].title = "Quý I"
    second = made.create_sheet("Quý II")
    for row in (HEADER, *ROWS):
        second.append(row)
    source = take_in(saved(made))
    assert len(source.tables) == 2
    assert source.text.startswith("Quý I\n")
    assert "\nQuý II\n" in source.text


def test_an_empty_workbook_is_empty() -> None:
    with pytest.raises(EmptyFile):
        take_in(saved(Workbook()))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHEET_CELLS", 10)
    with pytest.raises(TooLarge):
        take_in(saved(plan()))


def with_part(name: str, data: bytes) -> bytes:
    """The plan with one part put in place of its own."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(plan()))) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for other in old.namelist():
            made.writestr(other, data if other == name else old.read(other))
    return target.getvalue()


DTD = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "prologue",
    [
        DTD.encode(),
        b" " * 5_000 + DTD.encode(),
        b"<!-- " + b"x" * 500_000 + b" -->" + DTD.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + DTD).encode("utf-16"),
    ],
    ids=["first", "behind 5 kB of spaces", "behind 500 kB of comment", "in UTF-16"],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_entities_is_damaged(prologue: bytes, part: str) -> None:
    encoding = "utf-16-le" if prologue.startswith(b"\xff\xfe") else "utf-8"
    with pytest.raises(DamagedFile, match="declares a DTD"):
        take_in(with_part(part, prologue + "<x>&a;</x>".encode(encoding)))


def test_words_that_speak_of_a_dtd_are_words() -> None:
    made = plan()
    assert isinstance(made.active, Worksheet)
    made.active["B5"] = DTD
    assert DTD in take_in(saved(made)).text


def test_formulas_never_computed_are_noted_and_found() -> None:
    made = plan()
    assert isinstance(made.active, Worksheet)
    made.active["B5"] = '="Rà soát "&A5'
    reading = read(saved(made))
    assert "formulas-without-values" in reading.source.notes
    assert [finding.code for finding in reading.findings][:1] == ["formulas-without-values"]


def test_formulas_with_their_values_are_not_noted() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(plan()))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    computed = sheet.replace(b'<c r="A5" t="n"><v>1</v>', b'<c r="A5" t="n"><f>2-1</f><v>1</v>')
    assert computed != sheet
    source = take_in(with_part("xl/worksheets/sheet1.xml", computed))
    assert source.notes == ()
    assert cells(source)[5][4] == "1"


def test_an_old_workbook_is_named() -> None:
    with pytest.raises(UnsupportedFormat) as refused:
        take_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le"))
    assert ".xls" in refused.value.message("vi")
