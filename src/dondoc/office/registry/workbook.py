"""Registers and contents as tables: columns that the page, the paper and the workbook share, and the workbook itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

THIN = Side(style="thin")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what a row has in it, and whether that leads to the row's own page."""

    label: Any
    value: Callable[[Any], Any]
    width: int = 16
    """In the workbook, in characters."""
    opens: bool = False


def as_workbook(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> HttpResponse:
    """The answer that lets a person save the table."""
    response = HttpResponse(workbook(title, columns, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="so-dang-ky-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """The bytes of an .xlsx with `title`, set for A4 landscape, the heading repeated on each page. Rows are streamed."""
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
    for row in rows:
        sheet.append([_cell(sheet, _plain(column.value(row)), body) for column in columns])
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
