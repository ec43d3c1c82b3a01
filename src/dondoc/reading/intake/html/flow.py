"""The elements of a page → blocks. Walks, does not recurse: old pages leave hundreds of tags open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from dondoc.reading.intake import limits
from dondoc.reading.intake.blocks import Block, Grid, GridCell, Paragraph
from dondoc.reading.intake.counting import letter, roman
from dondoc.reading.intake.html.names import BLOCKS, NEVER_TEXT

Element = etree._Element

SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
DROPPED_SIGNS = str.maketrans("", "", "\u00ad\u200b\ufeff")
OWN_MARKER = re.compile(r"\s*(?:[-–+*•▪]|(?:\d{1,3}|[a-zđ]|[ivxlIVXL]+)[.)/])\s*\S")
"""An item that brings its own marker gets no second one."""
NO_MARKER = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
NUMBERS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": lambda count: letter(count).lower(),
    "A": letter,
    "i": lambda count: roman(count).lower(),
    "I": roman,
}
"""``type`` of an ``<ol>`` (HTML Living Standard §4.4.5)."""
MAX_NUMBER = 9_999


def flow(element: Element) -> list[Block]:
    """The blocks of an element's content."""
    return _Flow().run(element)


class _Flow:
    """Collects inline text until a block starts or ends."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._parts: list[str] = []
        self._marker = ""
        self._pre = 0
        self._counts: dict[Element, int] = {}

    def run(self, root: Element) -> list[Block]:
        self._text(root.text)
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            if node is root:
                continue
            if event == "end":
                self._end(node)
                self._text(node.tail)
            elif self._start(node):
                self._text(node.text)
            else:
                walker.skip_subtree()
        self._flush()
        return self._blocks

    def _start(self, node: Element) -> bool:
        """Begin an element; whether to go into it."""
        tag = node.tag
        if tag in NEVER_TEXT:
            return False
        if tag == "br":
            self._parts.append("\n")
        elif tag == "table":
            self._flush()
            self._blocks += _table(node)
            return False
        elif tag in BLOCKS:
            self._flush()
            self._pre += tag == "pre"
            if tag == "li":
                self._marker = self._number(node)
        return True

    def _end(self, node: Element) -> None:
        if node.tag in BLOCKS:
            self._flush()
            self._pre -= node.tag == "pre"
            if node.tag == "li":
                self._marker = ""

    def _text(self, text: str | None) -> None:
        if text:
            text = text.translate(DROPPED_SIGNS)
            self._parts.append(text if self._pre else SPACES.sub(" ", text))

    def _flush(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        lines = [line.strip() if self._pre else SPACES.sub(" ", line).strip() for line in text.split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            marker = "" if OWN_MARKER.match(text) else self._marker
            self._marker = ""
            self._blocks.append(Paragraph(marker + text))

    def _number(self, item: Element) -> str:
        """The marker of a list item: ``- `` or its number."""
        parent = item.getparent()
        if parent is None or NO_MARKER.search(parent.get("style", "") + item.get("style", "")):
            return ""
        if parent.tag != "ol":
            return "- "
        count = _whole(item.get("value"), self._counts.get(parent, _whole(parent.get("start"), 1) - 1) + 1)
        self._counts[parent] = count
        style = NUMBERS.get(parent.get("type", "1"), str) if 0 < count <= MAX_NUMBER else str
        return f"{style(count)}. "


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Rows of a table and whether they are in its head; not those of tables in it."""
    for child in table.iterchildren():
        if child.tag == "tr":
            yield child, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in child.iterchildren("tr"):
                yield row, child.tag == "thead"


def _table(table: Element) -> list[Block]:
    """The grid of a table; a page skeleton (a table with tables in it) comes out as the blocks of its cells."""
    depth = sum(1 for _ in table.iterancestors("table"))
    limits.check("bảng lồng nhau / nested tables", depth, limits.NESTED_TABLES)
    caption = next(table.iterchildren("caption"), None)
    made: list[Block] = [] if caption is None else flow(caption)
    rows = list(_rows(table))
    if table.get("role") == "presentation" or _has_table(table):
        return made + [block for row, _ in rows for cell in row.iterchildren("td", "th") for block in flow(cell)]
    return [*made, _grid(rows)]


def _has_table(table: Element) -> bool:
    return any(inner is not table for inner in table.iter("table"))


def _grid(rows: list[tuple[Element, bool]]) -> Grid:
    cells: list[GridCell] = []
    busy: dict[int, int] = {}
    """Column → first row in which it is free again."""
    header_rows = 0
    for place, (row, in_head) in enumerate(rows):
        if header_rows == place and (in_head or _all_headings(row)):
            header_rows += 1
        column = 0
        for cell in row.iterchildren("td", "th"):
            while busy.get(column, 0) > place:
                column += 1
            columns = max(1, min(_whole(cell.get("colspan"), 1), limits.SPAN))
            deep = _whole(cell.get("rowspan"), 1)
            deep = min(deep if deep > 0 else len(rows), len(rows) - place)
            cells.append(GridCell(place, column, deep, columns, tuple(flow(cell))))
            busy.update(dict.fromkeys(range(column, column + columns), place + deep))
            column += columns
    return Grid(tuple(cells), header_rows if header_rows < len(rows) else 0)


def _all_headings(row: Element) -> bool:
    return {cell.tag for cell in row.iterchildren("td", "th")} == {"th"}
