"""XLSX: task tables as offices send them round.

A sheet is its title lines, a table, and the lines below it (Nơi nhận, signature). Kept: what cells show, dates as ``15/12/2026``, merged
cells, every visible sheet under its name. Left out, with a note: hidden sheets, rows and columns, and formulas never computed. Comments,
charts and pictures are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO, TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from dondoc.reading.errors import DamagedFile
from dondoc.reading.intake import blocks, kinds, limits
from dondoc.reading.intake.blocks import Block, Grid, GridCell, Paragraph
from dondoc.reading.intake.zips import BROKEN, check_package
from dondoc.reading.model import Format, SourceText
from dondoc.reading.notes import FORMULAS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SURE = 96
"""More than a DOCX has: a workbook may have a Word file in it."""
TABLE_COLUMNS = 3
"""Filled cells a row of a table has at least; title lines and signatures have one or two."""
PIECE = 1 << 16
"""Bytes of a part looked at in one go."""
EMPTY_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?!\s*<(?:\w+:)?v>[^<])")
"""A formula without the value a program computed (ISO/IEC 29500-1 §18.3.1.4: ``f``, then ``v``)."""


def sure(data: bytes) -> int | None:
    """A ZIP with a workbook among its parts."""
    if not kinds.zip_with(b"xl/workbook")(data):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return SURE if any(name.startswith("xl/workbook") for name in package.namelist()) else None
    except BROKEN:
        return SURE


def read(data: bytes) -> SourceText:
    """The text and tables of the visible sheets. Raises DamagedFile, ProtectedFile, TooLarge."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    check_workbook(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        notes = [FORMULAS] if _has_empty_formulas(data) else []
    except (InvalidFileException, KeyError, TypeError, AttributeError, IndexError, SyntaxError, *BROKEN) as error:
        raise DamagedFile(why="bảng tính không mở được / the workbook does not open") from error
    limits.check("số trang tính / sheets", len(book.worksheets), limits.SHEETS)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(visible) < len(book.worksheets):
        notes.append("hidden-sheets-left-out")
    made: list[Block] = []
    cells = 0
    for sheet in visible:
        rows = _rows(sheet, notes)
        cells += sum(len(row) for row in rows)
        limits.check("số ô / cells", cells, limits.SHEET_CELLS)
        if rows and len(visible) > 1:
            made += [Paragraph(""), Paragraph(sheet.title), Paragraph("")]
        made += _blocks(rows)
    return blocks.lay_out(made, format=Format.XLSX, wrapped=False, notes=notes)


def check_workbook(data: bytes) -> None:
    """Refuse what no program writes: too much inside, or XML that declares entities (openpyxl's parsers would follow them)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            check_package(entries)
            for entry in entries:
                with package.open(entry) as stream:
                    _check_prologue(entry, stream)
    except BROKEN as error:
        raise DamagedFile(why="gói ZIP không mở được / the ZIP package does not open") from error


def _check_prologue(entry: zipfile.ZipInfo, stream: IO[bytes]) -> None:
    """Read a part of XML up to its first tag, behind which no DTD can stand: however much white space comes before it, in any encoding."""
    piece = stream.read(PIECE)
    named = entry.filename.endswith((".xml", ".rels", ".vml"))
    if not named and not piece.lstrip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe").startswith(b"<"):
        return  # a picture
    limits.check("dung lượng một phần / part", entry.file_size, limits.PART_BYTES, unit="MB")
    prologue = _Prologue()
    try:
        while piece and not prologue.ended:
            prologue.parser.Parse(piece)
            piece = stream.read(PIECE)
    except ExpatError as error:
        if not prologue.ended:
            raise DamagedFile(why=f"{entry.filename}: XML hỏng / broken XML") from error
    if prologue.declares:
        raise DamagedFile(why=f"{entry.filename}: có khai báo DTD / declares a DTD")


class _Prologue:
    """What stands before the first tag of a part."""

    def __init__(self) -> None:
        self.declares = self.ended = False
        self.parser = ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._declare
        self.parser.StartElementHandler = self._end

    def _declare(self, *_name: object) -> None:
        self.declares = self.ended = True
        raise ExpatError("a DTD")  # nothing of it is looked at

    def _end(self, *_tag: object) -> None:
        self.ended = True
        self.parser.StartElementHandler = None


def _has_empty_formulas(data: bytes) -> bool:
    """Whether a formula was never computed: its cell shows nothing here."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(EMPTY_FORMULA.search(package.read(name)) for name in sheets)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A cell that shows something, at its place among the visible rows and columns."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def _rows(sheet: Worksheet, notes: list[str]) -> list[list[_Filled]]:
    """The visible rows with their filled cells; empty rows are empty lists between filled ones."""
    limits.check("số dòng / rows", len({row for row, _ in sheet._cells}), limits.SHEET_ROWS)
    hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = _hidden_columns(sheet)
    spans = {area.min_row * 100_000 + area.min_col: area for area in sheet.merged_cells.ranges}
    by_row: dict[int, list[Any]] = {}
    for (row, column), cell in sheet._cells.items():
        if column <= limits.SHEET_COLUMNS and cell.value is not None:
            by_row.setdefault(row, []).append(cell)
    if hidden_rows.intersection(by_row):
        notes.append("hidden-rows-left-out")
    if hidden_columns.intersection(cell.column for cells in by_row.values() for cell in cells):
        notes.append("hidden-columns-left-out")
    visible = sorted(row for row in by_row if row not in hidden_rows)
    made: list[list[_Filled]] = []
    before = None
    for number in visible:
        if before is not None and any(row not in hidden_rows for row in range(before + 1, min(number, before + 50))) and not _bridged(
            spans.values(), before, number
        ):
            made.append([])
        before = number
        line = []
        for cell in sorted(by_row[number], key=lambda cell: cell.column):
            text = shown(cell)
            if not text or cell.column in hidden_columns:
                continue
            area = spans.get(number * 100_000 + cell.column)
            rows = 1 if area is None else sum(1 for row in visible if area.min_row <= row <= area.max_row)
            columns = 1 if area is None else sum(1 for place in range(area.min_col, area.max_col + 1) if place not in hidden_columns)
            column = cell.column - 1 - sum(1 for place in hidden_columns if place < cell.column)
            line.append(_Filled(len(made), column, min(rows, limits.SPAN), min(columns, limits.SPAN), text))
        made.append(line)
    return made


def _bridged(areas: Any, before: int, number: int) -> bool:
    """Whether a merged cell reaches from one row to another, over rows without words of their own."""
    return any(area.min_row <= before and area.max_row >= number - 1 for area in areas)


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            hidden.update(range(dimension.min, min(dimension.max or dimension.min, limits.SHEET_COLUMNS) + 1))
    return hidden


def shown(cell: Any) -> str:
    """What a cell shows, nearly: dates as an official text writes them, whole numbers without a point, percentages."""
    value = cell.value
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, int | float):
        form = str(cell.number_format or "")
        if form.endswith("%"):
            return f"{value * 100:.10g}%"
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    if isinstance(value, timedelta):
        return str(value)
    lines = [" ".join(line.split()) for line in str(value).splitlines()]
    return "\n".join(line for line in lines if line)


def _blocks(rows: list[list[_Filled]]) -> Iterator[Block]:
    """Title lines, the table, the lines below."""
    full = [place for place, row in enumerate(rows) if len(row) >= TABLE_COLUMNS]
    if len(full) < 2:
        if not any(len(row) > 1 for row in rows):
            yield from _lines(rows)
        else:
            yield _grid([row for row in rows if row])
        return
    last = full[-1]
    while last + 1 < len(rows) and rows[last + 1] and any(cell.column < rows[full[0]][1].column for cell in rows[last + 1]):
        last += 1  # a last row of the table with few words; a signature stands after an empty row
    yield from _lines(rows[: full[0]])
    yield _grid([row for row in rows[full[0] : last + 1] if row])
    yield Paragraph("")
    yield from _lines(rows[last + 1 :])


def _lines(rows: list[list[_Filled]]) -> Iterator[Block]:
    """Rows that place text: neighbours with two cells are two columns, read one after the other."""
    columns: list[list[str]] = [[], []]
    for row in rows:
        if len(row) == 2:
            for texts, cell in zip(columns, row, strict=True):
                texts.append(cell.text)
            continue
        if row and columns[0] and row[0].column > 0:
            columns[1] += [cell.text for cell in row]
            continue
        yield from _flushed(columns)
        columns = [[], []]
        yield from (Paragraph(cell.text) for cell in row)
        yield Paragraph("")
    yield from _flushed(columns)


def _flushed(columns: list[list[str]]) -> Iterator[Block]:
    for texts in columns:
        yield from (Paragraph(text) for text in texts)
        if texts:
            yield Paragraph("")


def _grid(rows: list[list[_Filled]]) -> Grid:
    """The table of some rows, with its empty cells, so that columns keep their places."""
    base = {row[0].row: place for place, row in enumerate(rows)}
    left = min(cell.column for row in rows for cell in row)
    right = max(cell.column + cell.columns for row in rows for cell in row)
    cells: list[GridCell] = []
    covered: set[tuple[int, int]] = set()
    for row in rows:
        for cell in row:
            place, column = base[cell.row], cell.column - left
            deep = min(cell.rows, len(rows) - place)
            area = {(r, c) for r in range(place, place + deep) for c in range(column, column + cell.columns)}
            if area & covered:
                deep, area = 1, {(place, column)}
            covered |= area
            wide = max(c for _, c in area) - column + 1
            cells.append(GridCell(place, column, deep, wide, tuple(Paragraph(line) for line in cell.text.split("\n"))))
    empty = [(r, c) for r in range(len(rows)) for c in range(right - left) if (r, c) not in covered]
    cells += [GridCell(r, c, 1, 1, ()) for r, c in empty]
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
