"""A source text and the places marked in it → pieces to draw.

Marks may nest and overlap: the text is cut at every edge of a mark, and each piece knows all marks that cover it. So any number of
tasks, with citations and deadlines inside them, come out right without elements that would have to cross.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BEGINNING = 90


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text. `kind`: task, citation, deadline, text-only; `item`: the plan item it belongs to, if any."""

    start: int
    end: int
    kind: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text under the same marks."""

    start: int
    text: str
    kinds: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    """Items of which this is the first piece in the text."""


@dataclass(slots=True)
class Paragraph:
    """A line of the source."""

    start: int
    end: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)

    @property
    def beginning(self) -> str:
        """The first words, to tell paragraphs apart in a list."""
        words = " ".join("".join(piece.text for piece in self.pieces).split())
        return words if len(words) <= BEGINNING else f"{words[: BEGINNING - 1].rstrip()}…"


def paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """The lines of `text` in pieces. Takes time in proportion to the text, the marks and how deep they nest."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        start, end = max(0, mark.start), min(len(text), mark.end)
        if start < end:
            opening[start].append(mark)
            closing[end].append(mark)
    edges = sorted({*opening, *closing})
    result: list[Paragraph] = []
    active: list[Mark] = []
    seen: set[int] = set()
    at = 0
    for start, end in _lines(text):
        paragraph = Paragraph(start, end)
        inside: list[int] = []
        while at < len(edges) and edges[at] < end:
            inside.append(edges[at])
            at += 1
        for left, right in zip([start, *inside], [*inside, end], strict=True):
            if left in opening or left in closing:
                active = [mark for mark in active if mark not in closing.get(left, ())] + opening.pop(left, [])
                closing.pop(left, None)
            if left < right:
                paragraph.pieces.append(_piece(text, left, right, active, seen))
        result.append(paragraph)
    return result


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line, the line break left with it."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _piece(text: str, start: int, end: int, active: list[Mark], seen: set[int]) -> Piece:
    items = tuple(dict.fromkeys(mark.item for mark in active if mark.item is not None))
    opens = tuple(item for item in items if item not in seen)
    seen.update(opens)
    return Piece(start, text[start:end], tuple(sorted({mark.kind for mark in active})), items, opens)
