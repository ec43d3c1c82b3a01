"""The assignment table as a workbook, a Word file and CSV, opened again."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook

from dondoc.reading.writers.csvfile import write_csv
from dondoc.reading.writers.docx import write_docx
from dondoc.reading.writers.planrows import COLUMNS, PlanTable, plan_table
from dondoc.reading.writers.xlsx import write_xlsx
from tests.reading.writers.sample import of_tasks, task, whole

MADE = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
HEAD = 4


def written(write: Any, table: PlanTable, **more: Any) -> io.BytesIO:
    stream = io.BytesIO()
    write(table, stream, **more)
    stream.seek(0)
    return stream


@pytest.fixture(scope="module")
def sheet() -> Any:
    return load_workbook(written(write_xlsx, plan_table(whole()), made=MADE)).active


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(written(write_docx, plan_table(whole()), made=MADE))


class TestWorkbook:
    def test_the_heading_of_the_table_stands_below_the_title(self, sheet: Any) -> None:
        assert sheet["A1"].value == "BẢNG PHÂN CÔNG NHIỆM VỤ"
        assert sheet["A2"].value.startswith("Thực hiện Chỉ thị số 07/CT-UBND")
        assert tuple(cell.value for cell in sheet[HEAD])[: len(COLUMNS)] == COLUMNS

    def test_a_deadline_with_a_day_is_a_date_and_another_is_words(self, sheet: Any) -> None:
        first, second = (sheet.cell(HEAD + number, 5) for number in (1, 2))

        assert first.is_date
        assert (first.value, first.number_format) == (datetime.fromisoformat("2025-04-30"), "dd/mm/yyyy")
        assert (second.is_date, second.value) == (False, "Trong quý III/2025")

    def test_rows_are_numbered_with_numbers(self, sheet: Any) -> None:
        assert [sheet.cell(HEAD + number, 1).value for number in (1, 2)] == [1, 2]

    def test_the_heading_stays_in_sight_and_filters_its_columns(self, sheet: Any) -> None:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == (f"A{HEAD + 1}", f"A{HEAD}:I{HEAD + 2}")

    def test_the_key_of_a_row_is_hidden_and_sorted_along_with_it(self, sheet: Any) -> None:
        assert sheet.column_dimensions["I"].hidden
        assert [sheet.cell(HEAD + row.number, 9).value for row in plan_table(whole()).rows] == ["0-1", "0-1.2"]
        assert sheet.parent["dondoc"].sheet_state == "veryHidden"

    def test_it_prints_on_a4_landscape_as_wide_as_the_page_with_the_heading_on_each(self, sheet: Any) -> None:
        setup = sheet.page_setup

        assert (setup.orientation, int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"

    def test_long_cells_wrap(self, sheet: Any) -> None:
        assert sheet.cell(HEAD + 1, 2).alignment.wrap_text

    def test_its_properties_name_it(self, sheet: Any) -> None:
        properties = sheet.parent.properties

        assert (properties.title, properties.creator) == ("Bảng phân công nhiệm vụ", "Dondoc")
        assert properties.created == MADE.replace(tzinfo=None)

    @pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
    def test_a_text_like_a_formula_stays_a_text(self, begin: str) -> None:
        text = begin + 'HYPERLINK("http://x","y")'

        cell = load_workbook(written(write_xlsx, plan_table(of_tasks(task(text))))).active.cell(HEAD + 1, 2)

        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)

    def test_a_text_too_long_for_a_cell_is_cut_and_says_so(self) -> None:
        cell = load_workbook(written(write_xlsx, plan_table(of_tasks(task("a" * 40_000))))).active.cell(HEAD + 1, 2)

        assert len(cell.value) == 32_767
        assert cell.value.endswith("…")
        assert "văn bản gốc" in cell.comment.text

    def test_a_document_without_tasks_gives_a_heading_alone(self) -> None:
        sheet = load_workbook(written(write_xlsx, plan_table(of_tasks()))).active

        assert (sheet.max_row, sheet.auto_filter.ref) == (HEAD, f"A{HEAD}:I{HEAD}")


class TestWord:
    def test_the_page_is_a4_landscape_with_the_margins_of_the_decree(self, document: Any) -> None:
        section = document.sections[0]
        margins = [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]

        assert (section.orientation, round(section.page_width.mm), round(section.page_height.mm)) == (WD_ORIENT.LANDSCAPE, 297, 210)
        assert margins == [20, 20, 30, 15]

    def test_a_long_row_may_break_between_pages_and_a_short_one_stays_whole(self) -> None:
        table = plan_table(of_tasks(task("Rà soát hồ sơ"), task("Rà soát, kiểm tra, " * 100)))

        heading, short, long = Document(written(write_docx, table)).tables[1].rows

        assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (heading, short, long)] == [
            True,
            True,
            False,
        ]

    def test_letters_are_times_new_roman_13(self, document: Any) -> None:
        font = document.styles["Normal"].font

        assert (font.name, font.size.pt) == ("Times New Roman", 13)

    def test_the_heading_block_names_the_country_and_leaves_blank_what_only_the_office_knows(self, document: Any) -> None:
        left, right = document.tables[0].rows[0].cells

        assert right.text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        assert "Số:         /" in left.text
        assert not any(letter.isdigit() for letter in left.text + right.text)

    def test_both_sides_of_the_heading_block_have_a_rule(self, document: Any) -> None:
        assert [len(cell._tc.findall(".//" + qn("w:pBdr"))) for cell in document.tables[0].rows[0].cells] == [1, 1]

    def test_it_is_an_annex_to_the_document_it_carries_out(self, document: Any) -> None:
        lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]

        assert lines[:2] == ["PHỤ LỤC", "BẢNG PHÂN CÔNG NHIỆM VỤ"]
        assert lines[2].startswith("(Kèm theo …")
        assert lines[3].startswith("(Thực hiện Chỉ thị số 07/CT-UBND ngày 12/03/2025")

    def test_the_table_has_a_row_a_task_and_its_heading_repeats(self, document: Any) -> None:
        table = document.tables[1]

        assert tuple(cell.text for cell in table.rows[0].cells) == COLUMNS
        assert [row.cells[0].text for row in table.rows[1:]] == ["1", "2"]
        assert [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]

    def test_columns_fill_the_width_between_the_margins(self, document: Any) -> None:
        assert abs(sum(column.width for column in document.tables[1].columns) - Mm(297 - 30 - 15)) < Mm(1)

    def test_pages_are_numbered_at_the_top_from_the_second_on(self, document: Any) -> None:
        section = document.sections[0]

        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml

    def test_its_properties_name_it_and_not_the_library(self, document: Any) -> None:
        properties = document.core_properties

        assert (properties.title, properties.author, properties.comments) == ("Bảng phân công nhiệm vụ", "Dondoc", "")
        assert properties.created.replace(tzinfo=None) == MADE.replace(tzinfo=None)


class TestCsv:
    def test_excel_sees_that_it_is_utf8(self) -> None:
        assert written(write_csv, plan_table(whole())).read().startswith(b"\xef\xbb\xbfTT,")

    def test_it_has_a_line_of_heads_and_a_row_a_task(self) -> None:
        text = written(write_csv, plan_table(whole())).read().decode("utf-8-sig")

        rows = list(csv.reader(io.StringIO(text)))
        assert tuple(rows[0]) == COLUMNS
        assert [(row[0], row[4]) for row in rows[1:]] == [("1", "30/04/2025"), ("2", "Trong quý III/2025")]

    @pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
    def test_a_text_like_a_formula_is_marked_as_text(self, begin: str) -> None:
        text = written(write_csv, plan_table(of_tasks(task(begin + "1+1")))).read().decode("utf-8-sig")

        assert list(csv.reader(io.StringIO(text)))[1][1] == f"'{begin}1+1"
