"""What the tests of intake see of a table."""

from __future__ import annotations

from dondoc.reading.model import SourceText, Table

Seen = tuple[int, int, int, int, str]
"""A cell: row, column, rows, columns, words."""


def texts(source: SourceText, table: Table) -> list[Seen]:
    """The cells of a table."""
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.span.of(source.text)) for cell in table.cells]


def cells(source: SourceText, number: int = 0) -> list[Seen]:
    """The cells of the text's table of that number."""
    return texts(source, source.tables[number])
