"""What lies between a format and a :class:`SourceText`: paragraphs and grids, and how they are written as lines.

* A paragraph is a line; a line break inside it starts a new line. An empty paragraph is a blank line; several are one.
* A grid that holds data becomes a :class:`Table`: cell after cell, each cell's paragraphs as lines, a blank line between rows.
* A grid that only places text on the page (the heading block, the foot with Nơi nhận and signature, a frame) comes out as lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from dondoc.reading.intake import limits
from dondoc.reading.model import Cell, Format, SourceText, Span, Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``\\n`` in it is a line break. Empty: a blank line."""

    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid, at its first row and column, counted from 0."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in reading order. `header_rows`: leading rows the file marks as heading."""

    cells: tuple[GridCell, ...]
    header_rows: int = 0


Block: TypeAlias = Paragraph | Grid

LANDMARKS = re.compile(
    r"C[ỘO]NG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do"  # NĐ 30/2020 PL I ô 1; Party heading
    r"|^\s*Nơi nhận\s*:?\s*$|^\s*Nơi (?:nhận|gửi)\s*:"  # ô 9b
    r"|^\s*(?:TM|KT|TL|TUQ|Q)\s*\.\s*[A-ZĐÀ-Ỹ]|^\s*(?:T/M|K/T|T/L)\s+[A-ZĐÀ-Ỹ]"  # ô 7a: the ways to sign
    r"|^\s*Số\s*:?\s*(?:\d+|[.…\s]*)\s*[-/]\s*[A-ZĐ]",  # ô 3
    re.MULTILINE,
)
"""Words that stand in a heading or signature block and in no table of data."""

LAYOUT_COLUMNS = 3
"""A heading or signature block has two columns, sometimes a narrow empty one between."""
LAYOUT_ROWS = 12


def lay_out(blocks: Iterable[Block], *, format: Format, wrapped: bool, notes: Iterable[str] = ()) -> SourceText:  # noqa: A002
    """The text of `blocks` with the tables in it; `notes` lose their repetitions."""
    writer = _Writer()
    writer.write(blocks)
    tables = sorted(writer.tables, key=lambda table: (table.span.start, -table.span.end))
    return SourceText("\n".join(writer.lines), format=format, tables=tuple(tables), wrapped=wrapped, notes=tuple(dict.fromkeys(notes)))


def is_layout(grid: Grid) -> bool:
    """Whether a grid only places text: one row or column, or a heading or signature block."""
    filled = [cell for cell in grid.cells if any(True for _ in _words(cell.blocks))]
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    if len(rows) <= 1 or len(columns) <= 1:
        return True
    if grid.header_rows or len(columns) > LAYOUT_COLUMNS or len(rows) > LAYOUT_ROWS:
        return False
    words = "\n".join(text for cell in filled for text in _words(cell.blocks))
    return LANDMARKS.search(unicodedata.normalize("NFC", words)) is not None


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block.text
        else:
            for cell in block.cells:
                yield from _words(cell.blocks)


class _Writer:
    """Writes blocks as lines and keeps count of where they stand."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._next = 0
        self._started: int | None = None
        """Where the first line since a cell began stands."""
        self._blank = False
        self._depth = 0

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block.text)
            elif is_layout(block):
                self._layout(block)
            else:
                self._table(block)

    def _paragraph(self, text: str) -> None:
        if not text.strip():
            self._blank = True
            return
        for line in text.split("\n"):
            if line.strip():
                self._line(line.strip())

    def _line(self, line: str) -> None:
        if self._blank and self.lines:
            self.lines.append("")
            self._next += 1
        self._blank = False
        self.lines.append(line)
        self._started = self._next if self._started is None else self._started
        self._next += len(line) + 1

    def _layout(self, grid: Grid) -> None:
        self._blank = True
        for cell in grid.cells:
            self.write(cell.blocks)
        self._blank = True

    def _table(self, grid: Grid) -> None:
        self._depth += 1
        limits.check("bảng lồng nhau / nested tables", self._depth, limits.NESTED_TABLES)
        cells: list[Cell] = []
        row = -1
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            self._blank = self._blank or cell.row != row
            row = cell.row
            cells.append(Cell(self._cell(cell.blocks), cell.row, cell.column, cell.rows, cell.columns))
        self._blank = True
        self._depth -= 1
        written = [cell.span for cell in cells if cell.span.end > cell.span.start]
        self.tables.append(Table(Span(written[0].start, written[-1].end), tuple(cells), grid.header_rows))

    def _cell(self, blocks: Iterable[Block]) -> Span:
        """Write a cell; an empty one has an empty span where the text so far ends."""
        outer, self._started = self._started, None
        self.write(block for block in blocks if isinstance(block, Grid) or block.text.strip())
        started, self._started = self._started, outer if outer is not None else self._started
        end = max(self._next - 1, 0)
        return Span(end if started is None else started, end)
