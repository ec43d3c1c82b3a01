"""Tables of a reading: which stand in which, and what of their words stands in which row and cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from dondoc.reading.model import Cell, Table


def outermost(tables: Iterable[Table]) -> list[Table]:
    """The tables that stand in no other, in the order of the text; empty ones left out."""
    found: list[Table] = []
    for table in tables:
        if table.span.start < table.span.end and (not found or table.span.start >= found[-1].span.end):
            found.append(table)
    return found


class Tables:
    """The tables of a text that can be written as tables, asked for by place."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._all = [table for table in tables if is_in_order(table)]
        self._places = {id(table): place for place, table in enumerate(self._all)}
        self._starts = [table.span.start for table in self._all]
        self._outermost = outermost(self._all)
        self._outer_starts = [table.span.start for table in self._outermost]

    def within(self, start: int, end: int) -> list[Table]:
        """The outermost tables that begin in ``text[start:end]``."""
        return self._outermost[bisect_left(self._outer_starts, start) : bisect_left(self._outer_starts, end)]

    def in_cell(self, table: Table, cell: Cell) -> list[Table]:
        """The outermost tables in a cell of `table`."""
        first = max(self._places[id(table)] + 1, bisect_left(self._starts, cell.span.start))
        return outermost(self._all[first : bisect_left(self._starts, cell.span.end)])


def rows(table: Table) -> Iterator[list[tuple[Cell, int]]]:
    """The rows that have cells of their own; each cell with how many of these rows it takes."""
    numbers = sorted({cell.row for cell in table.cells})
    for _, cells in groupby(table.cells, key=lambda cell: cell.row):
        yield [(cell, bisect_left(numbers, cell.row + cell.rows) - bisect_left(numbers, cell.row)) for cell in cells]


def is_in_order(table: Table) -> bool:
    """Whether the cells follow one another in the text as they do in the table, so that the words come once and in order."""
    filled = [cell.span for cell in table.cells if cell.span.end > cell.span.start]
    in_rows = all(one.row <= next_.row for one, next_ in pairwise(table.cells))
    in_text = all(one.end <= next_.start for one, next_ in pairwise(filled))
    return bool(filled) and in_rows and in_text and table.span.start <= filled[0].start and filled[-1].end <= table.span.end
