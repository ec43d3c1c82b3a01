"""Tables of assigned work: one task a row.

    | TT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn | Sản phẩm |
    | I  | Hoàn thiện thể chế                                                          |   a group: no task
    | 1  | Rà soát quy chế …  | Sở Nội vụ       | Sở Tư pháp;      | Quý I/2026 | Báo cáo |
    |    |                    |                 | UBND các xã      |            |         |
    | 2  | Tập huấn …         | nt              |                  | 30/6/2026  |         |   'nt': as above

A cell merged over rows counts for each of them; a header repeated on the next page is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dondoc.reading.data import table
from dondoc.reading.model import Body, Cell, Citation, Deadline, Read, SourceText, Span, Table, Task
from dondoc.reading.script import CleanText, clean
from dondoc.reading.tasks.bodies import names_at
from dondoc.reading.tasks.deadlines import Found, find_deadline_in_cell

HEADER_ROWS = 3
"""A header is looked for in this many first rows."""

_SAME = re.compile(r"(?:-?\s*nt\s*-?|n\s*t|như trên|[\"”“']{1,3}|''|″|〃)\Z", re.I)
_NONE = re.compile(r"[-–—.\s/]*\Z")
_ITEM = re.compile(r"\n|;")
_BESIDE = re.compile(r"(?<=[^\W\d_]) (?=(?:Bộ|Sở) [A-ZĐ])")
_MINISTERIAL = ("Bộ ", "Sở ")
"""'Bộ Y tế Bộ Công an' in a cell whose lines a converter ran together: two."""
_LEADING = re.compile(r"\s*(?:[-+•*–]\s*|\d{1,2}[.)]\s*)?")
_SERIES = re.compile(r"\d+(?:[.)]\d+)*[.)]?\Z")
"""The number of a piece of work; 'I', 'A', 'WP1' number groups."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A cell's words in clean text, and the way back to the source."""

    clean: CleanText
    offset: int

    @property
    def text(self) -> str:
        return self.clean.text

    def span(self, start: int, end: int) -> Span:
        found = self.clean.span(start, end)
        return Span(found.start + self.offset, found.end + self.offset)


def tasks_of_tables(source: SourceText, tables: Sequence[Table], today: date | None, citations: Sequence[Citation]) -> list[Task]:
    """The tasks of the tables that assign work."""
    tasks: list[Task] = []
    for item in tables:
        columns, first = _columns(source, item)
        if columns:
            tasks += _Rows(source, item, columns, first, today, citations).tasks()
    return tasks


def is_data(table: Table) -> bool:
    """Whether a table holds data: three columns and three rows at least. Smaller ones set the heading or the foot of a page."""
    return max(cell.column for cell in table.cells) >= 2 and max(cell.row for cell in table.cells) >= 2 if table.cells else False


def assigns_work(source: SourceText, table: Table) -> bool:
    """Whether the heading of a table names who does what; of such a table only the rows are read, however few they are."""
    return bool(_columns(source, table)[0])


def one_line(words: str) -> str:
    """`words` on one line, without the marks around them."""
    return " ".join(words.split()).strip(" ,:;")


def as_action(words: str) -> str:
    """`words` on one line, with a capital first."""
    line = one_line(words)
    return line[:1].upper() + line[1:]


def cited_within(citations: Sequence[Citation], span: Span) -> tuple[int, ...]:
    """Indices of the citations that stand in `span`; `citations` are in the order of the text."""
    found = []
    for index in range(bisect_left(citations, span.start, key=lambda citation: citation.span.start), len(citations)):
        if citations[index].span.end > span.end:
            break
        found.append(index)
    return tuple(found)


def fold(words: str) -> str:
    """Lower case without accents or punctuation."""
    plain = unicodedata.normalize("NFD", words.lower()).replace("đ", "d")
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


@cache
def _roles() -> dict[str, str]:
    return {row["words"]: row["role"] for row in table("table_columns")}


def _role(words: str) -> str | None:
    folded = fold(words)
    exact = _roles().get(f"={folded}")
    if exact:
        return exact
    matches = [known for known in _roles() if folded == known or folded.startswith(known + " ") or f" {known}" in f" {folded}"]
    return _roles()[max(matches, key=len)] if matches and len(folded) < 60 else None


def _columns(source: SourceText, item: Table) -> tuple[dict[int, str], int]:
    """(column → role, first row of work); no columns where the table does not assign work."""
    for row in range(HEADER_ROWS):
        found: dict[int, str] = {}
        for cell in item.cells:
            if cell.row == row:
                role = _role(cell.span.of(source.text))
                if role and role not in found.values():
                    found[cell.column] = role
        if {"action", "lead"} <= set(found.values()) or {"action", "deadline", "with"} <= set(found.values()):
            return found, max(row + 1, item.header_rows)
    return {}, 0


class _Rows:
    def __init__(
        self, source: SourceText, item: Table, columns: dict[int, str], first: int, today: date | None, citations: Sequence[Citation]
    ) -> None:
        self.source, self.item, self.first, self.today, self.citations = source, item, first, today, citations
        self.columns = columns
        self.heading = {role: fold(self._heading(column)) for column, role in columns.items()}
        self.above: dict[str, Cell] = {}

    def _heading(self, column: int) -> str:
        return next((cell.span.of(self.source.text) for cell in self.item.cells if cell.column == column and cell.row < self.first), "")

    def tasks(self) -> list[Task]:
        rows: dict[int, dict[str, Cell]] = {}
        own: set[tuple[int, str]] = set()
        for cell in self.item.cells:
            role = self.columns.get(cell.column)
            for row in range(cell.row, cell.row + cell.rows):
                if row >= self.first and role:
                    rows.setdefault(row, {})[role] = cell
                    if row == cell.row:
                        own.add((row, role))
        found = []
        for row in sorted(rows):
            task = self._task(rows[row], {role for at, role in own if at == row})
            if task:
                found.append(task)
        return found

    def _task(self, cells: dict[str, Cell], own: set[str]) -> Task | None:
        action = cells.get("action")
        if action is None or "action" not in own or not self._text(action) or fold(self._text(action)) == self.heading.get("action"):
            return None
        if self._is_group(cells):
            return None
        lead_cell = self._carried("lead", cells)
        lead = self._bodies(lead_cell)
        if not lead and not self._text(cells.get("deadline")):
            return None
        words = self._words(action)
        span = self._row_span([cell for role, cell in cells.items() if role in own])
        deadline = self._deadline(self._carried("deadline", cells))
        product = cells.get("product")
        report = self._bodies(cells.get("report"))
        return Task(
            span=span,
            lead=lead,
            coordinating=self._bodies(self._carried("with", cells)),
            action=as_action(words.text),
            deadline=deadline,
            report_to=report[0] if report else None,
            product=Read(one_line(self._text(product)), product.span, "product.column") if product and self._text(product) else None,
            citations=cited_within(self.citations, span),
            division=None,
            inherited=lead_cell is not cells.get("lead") or "lead" not in own,
            rule="task.table-row",
        )

    def _is_group(self, cells: dict[str, Cell]) -> bool:
        """A row that only names a group of work: a number of another series, or a title over all columns."""
        number = self._text(cells.get("number")).strip("* ")
        wide = cells["action"].columns > 2 or ("number" in cells and cells["number"].columns > 2)
        other_series = bool(number) and not _SERIES.match(number)
        return not self._text(cells.get("lead")) and not self._text(cells.get("with")) and (other_series or wide)

    def _carried(self, role: str, cells: dict[str, Cell]) -> Cell | None:
        """The cell of the row, or the one above where it says 'nt'."""
        cell = cells.get(role)
        if cell and _SAME.match(self._text(cell)):
            return self.above.get(role)
        if cell and self._text(cell):
            self.above[role] = cell
        elif role == "lead" and cell is not None:
            return self.above.get(role)
        return cell

    def _text(self, cell: Cell | None) -> str:
        return cell.span.of(self.source.text).strip() if cell else ""

    def _words(self, cell: Cell) -> _Words:
        return _Words(clean(SourceText(cell.span.of(self.source.text), wrapped=False)), cell.span.start)

    def _row_span(self, cells: list[Cell]) -> Span:
        filled = [cell.span for cell in cells if self._text(cell)]
        return Span(min(span.start for span in filled), max(span.end for span in filled))

    def _bodies(self, cell: Cell | None) -> tuple[Body, ...]:
        """The bodies of a cell: on lines of their own, with dashes, or in a list."""
        if cell is None or _NONE.match(self._text(cell)):
            return ()
        words = self._words(cell)
        found: list[Body] = []
        at = 0
        for stop in [*(m.start() for m in _ITEM.finditer(words.text)), len(words.text)]:
            start = _LEADING.match(words.text, at).end()  # type: ignore[union-attr]
            if start < stop:
                found += self._item(words, start, stop)
            at = stop + 1
        return tuple(found)

    def _item(self, words: _Words, start: int, stop: int) -> list[Body]:
        beside = _BESIDE.search(words.text, start, stop) if words.text.startswith(_MINISTERIAL, start) else None
        if beside:
            return [*self._item(words, start, beside.start()), *self._item(words, beside.end(), stop)]
        names, end = names_at(words.text[:stop], start)
        if names and end >= stop - 1:
            return [Body(name.text, words.span(name.start, name.end)) for name in names if name.start < stop]
        text = words.text[start:stop].strip(" .,")
        return [Body(text, words.span(start, start + len(text)))] if text else []

    def _deadline(self, cell: Cell | None) -> Deadline | None:
        if cell is None or not self._text(cell):
            return None
        words = self._words(cell)
        found = find_deadline_in_cell(words.text, self.today)
        return self._typed(words, found) if found else None

    def _typed(self, words: _Words, found: Found) -> Deadline:
        return found.typed(words.text, words.span(found.start, found.end))
