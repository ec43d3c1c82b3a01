"""A register as a workbook: every column, set for A4 landscape, with the heading repeated on each page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from dondoc.office.registry.registers.columns import Column

THIN = Side(style="thin")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def workbook(title: str, columns: Sequence[Column], entries: Iterable[Any]) -> bytes:
    """The bytes of an .xlsx with `title` and a row an entry. Rows are streamed: a year's register needs little memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sổ")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"
    for index, column in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + index)].width = column.width
    sheet.append([_cell(sheet, title, Font(name="Times New Roman", size=14, bold=True), boxed=False)])
    sheet.append([])
    sheet.append([_cell(sheet, str(column.label), Font(name="Times New Roman", size=12, bold=True)) for column in columns])
    body = Font(name="Times New Roman", size=12)
    for entry in entries:
        sheet.append([_cell(sheet, _plain(column.value(entry)), body) for column in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any, font: Font, *, boxed: bool = True) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=boxed)
    if boxed:
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    if hasattr(value, "year"):
        cell.number_format = "dd/mm/yyyy"
    return cell


def _plain(value: Any) -> Any:
    """A value a cell can hold, and that no program takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
