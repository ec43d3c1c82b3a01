"""The assignment table as a workbook: real dates, filters, a frozen heading, ready to print on A4 landscape.

Behind the last column stands a hidden one with each row's key, inside the filter so that it is sorted along, and a sheet that Excel does
not offer to show keeps the table as it was written: so :mod:`dondoc.reading.corrections` can tell what a person changed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.reading.writers.planrows import COLUMNS, TITLE, PlanTable, Row

WIDTHS = (6, 60, 28, 30, 18, 24, 22, 30)
"""Of the columns, in characters."""
HEAD_ROW = 4
KEY_HEAD = "Dondoc"
"""Head of the hidden column."""
BASELINE = "dondoc"
"""Name of the hidden sheet: the fingerprint of the document, then a row a task, its key and the texts of its cells."""
LONGEST = 32_767
"""Characters a cell can hold (Excel's limit)."""
DAY, HOUR = "dd/mm/yyyy", "hh:mm dd/mm/yyyy"

FONT = "Times New Roman"
_LINE = Side(style="thin", color="FF808080")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD_FILL = PatternFill("solid", fgColor="FFE7ECF3")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP = Alignment(vertical="top", wrap_text=True)
TOP_CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)


def write_xlsx(table: PlanTable, stream: BinaryIO, *, made: datetime | None = None) -> None:
    """Write `table`. `made` (UTC) is the moment the file's properties give as its creation."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Phân công"
    _title(sheet, table)
    _head(sheet)
    for row in table.rows:
        _row(sheet, row)
    _keys(sheet, table)
    _baseline(book, table)
    _view(sheet)
    _print_layout(sheet)
    _properties(book, table, made)
    book.save(stream)


def _title(sheet: Worksheet, table: PlanTable) -> None:
    for line, (text, font) in enumerate(
        ((TITLE.upper(), Font(name=FONT, size=14, bold=True)), (table.source, Font(name=FONT, size=13, italic=True))), 1
    ):
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(COLUMNS))
        cell = sheet.cell(line, 1)
        _put_text(cell, text)
        cell.font, cell.alignment = font, CENTRED
    characters_a_line = sum(WIDTHS)
    sheet.row_dimensions[2].height = 18.0 * (1 + len(table.source) // characters_a_line)


def _head(sheet: Worksheet) -> None:
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), 1):
        cell = sheet.cell(HEAD_ROW, column, name)
        cell.font, cell.alignment, cell.fill, cell.border = Font(name=FONT, size=12, bold=True), CENTRED, HEAD_FILL, BOX
        sheet.column_dimensions[get_column_letter(column)].width = width


def _row(sheet: Worksheet, row: Row) -> None:
    line = HEAD_ROW + row.number
    values: list[Any] = list(row.texts())
    values[0] = row.number
    deadline = COLUMNS.index("Thời hạn")
    values[deadline] = row.deadline.day or row.deadline.words
    for column, value in enumerate(values, 1):
        cell = cast(Cell, sheet.cell(line, column))
        _put(cell, value)
        cell.font, cell.border = Font(name=FONT, size=12), BOX
        cell.alignment = TOP_CENTRED if column - 1 in (0, deadline) else TOP


def _keys(sheet: Worksheet, table: PlanTable) -> None:
    column = len(COLUMNS) + 1
    sheet.cell(HEAD_ROW, column, KEY_HEAD)
    for row in table.rows:
        _put_text(sheet.cell(HEAD_ROW + row.number, column), row.key)
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _baseline(book: Workbook, table: PlanTable) -> None:
    sheet = book.create_sheet(BASELINE)
    sheet.sheet_state = "veryHidden"
    _put_text(sheet.cell(1, 1), table.fingerprint)
    for line, row in enumerate(table.rows, 2):
        for column, text in enumerate((row.key, *row.texts()), 1):
            _put_text(sheet.cell(line, column), text)


def _put(cell: Cell, value: str | int | date) -> None:
    if isinstance(value, str):
        _put_text(cell, value)
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = HOUR if isinstance(value, datetime) else DAY


def _put_text(cell: Any, text: str) -> None:
    """A text stays a text, also where it begins like a formula, and also when a person edits the cell later."""
    if not text:
        return
    if len(text) > LONGEST:
        cell.comment = Comment("Nội dung dài hơn một ô chứa được; xem văn bản gốc.", "Dondoc")
        text = text[: LONGEST - 1] + "…"
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _view(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    last = max(sheet.max_row, HEAD_ROW)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(COLUMNS) + 1)}{last}"


def _print_layout(sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page and as long as it takes, the heading on each page; margins and numbers of NĐ 30/2020."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    margins = sheet.page_margins
    margins.top = margins.bottom = 20 / 25.4
    margins.left, margins.right = 30 / 25.4, 15 / 25.4
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.differentFirst = True
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(text="&P"))


def _properties(book: Workbook, table: PlanTable, made: datetime | None) -> None:
    properties = book.properties
    properties.title, properties.subject = TITLE, table.source or None
    properties.creator = properties.lastModifiedBy = "Dondoc"
    properties.language = "vi-VN"
    if made:
        properties.created = made.replace(tzinfo=None)
