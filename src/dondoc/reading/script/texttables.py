"""Tables of plain text: rows of cells between bars, one row a line.

| TT | Nhiệm vụ | Cơ quan chủ trì |
|---|---|---|
| 1 | Rà soát tài sản | Sở Tài chính |
"""

from __future__ import annotations

import re

from dondoc.reading.model import Cell, Span, Table

_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$|^[^\S\n]*[^\n|\s][^\n|]*\|[^\n|]*\|[^\n]*$", re.M)
"""A bar behind each run of other characters, so that a line without bars is given up at its end and not once a character."""
_RULE = re.compile(r"[|\s:=-]+\Z")
_TABBED = re.compile(r"^[^\t\n]*\t[^\t\n]*\t[^\n]*(?:\n[^\t\n]*\t[^\n]*)+", re.M)
_TAB_CELL = re.compile(r"[^\t\n]+")


def text_tables(text: str) -> tuple[Table, ...]:
    """The tables of `text`; spans are those of the words in the cells."""
    barred = _barred(text) if "|" in text else []
    tabbed = [_tabbed(match) for match in _TABBED.finditer(text)] if "\t" in text else []
    return tuple(sorted([*barred, *tabbed], key=lambda table: table.span))


def _tabbed(match: re.Match[str]) -> Table:
    cells = []
    at = match.start()
    for number, line in enumerate(match[0].split("\n")):
        for cell in _TAB_CELL.finditer(line):
            words = cell[0].strip()
            if words:
                start = at + cell.start() + cell[0].index(words)
                cells.append(Cell(Span(start, start + len(words)), number, line.count("\t", 0, cell.start())))
        at += len(line) + 1
    return Table(Span(*match.span()), tuple(cells))


def _barred(text: str) -> list[Table]:
    tables: list[Table] = []
    rows: list[re.Match[str]] = []
    for match in _ROW.finditer(text):
        if rows and (text[rows[-1].end() : match.start()].strip() or _is_open(rows[-1]) != _is_open(match)):
            tables += _table(text, rows)
            rows = []
        rows.append(match)
    tables += _table(text, rows)
    return tables


def _is_open(row: re.Match[str]) -> bool:
    """Whether a row has no bar at its ends."""
    return not row[0].lstrip().startswith("|")


def _table(text: str, rows: list[re.Match[str]]) -> list[Table]:
    ruled = [i for i, row in enumerate(rows) if _RULE.match(row[0])]
    kept = [row for i, row in enumerate(rows) if i not in ruled]
    if len(kept) < 2 or (_is_open(kept[0]) and (len(kept) < 3 or len({row[0].count("|") for row in kept}) > 1)):
        return []
    cells = [cell for number, row in enumerate(kept) for cell in _cells(text, row, number)]
    return [Table(Span(kept[0].start(), kept[-1].end()), tuple(cells), header_rows=1 if ruled and ruled[0] == 1 else 0)]


def _cells(text: str, row: re.Match[str], number: int) -> list[Cell]:
    cells = []
    open_row = _is_open(row)
    at = row.start() if open_row else text.index("|", row.start()) + 1
    end = row.end() if open_row else text.rindex("|", row.start(), row.end())
    for column, words in enumerate(text[at:end].split("|")):
        plain = words.strip()
        start = at + (words.index(plain) if plain else 0)
        cells.append(Cell(Span(start, start + len(plain)), number, column))
        at += len(words) + 1
    return cells
