"""The divisions of a reading as a tree that covers its text, and the parts of a document they make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dondoc.reading.model import Division, DivisionKind, Reading
from dondoc.reading.writers.akn.tables import outermost

TITLED = frozenset(
    (DivisionKind.PART, DivisionKind.CHAPTER, DivisionKind.SECTION, DivisionKind.SUBSECTION, DivisionKind.ARTICLE, DivisionKind.ROMAN)
)
"""Kinds whose own words are a title where something stands below them."""
CLOSING = frozenset((DivisionKind.SIGNATURE, DivisionKind.RECIPIENTS))
NUMBERED = TITLED | {DivisionKind.CLAUSE, DivisionKind.POINT}


@dataclass(slots=True)
class Unit:
    """A division, the text from its first word to the next division's, and what stands below it."""

    kind: DivisionKind
    number: str | None
    start: int
    head_end: int
    end: int
    below: list[Unit] = field(default_factory=list)


class Zones(NamedTuple):
    """The parts of a document, in the order of its text."""

    preface: list[Unit]
    preamble: list[Unit]
    body: list[Unit]
    conclusions: list[Unit]
    annexes: list[Unit]


def tree(reading: Reading) -> list[Unit]:
    """The divisions as a tree whose order, top down, is that of the text, and which covers all of it. A table stands in one division."""
    kept = _outside_tables(reading)
    order = sorted(kept, key=lambda index: reading.divisions[index].head)
    end = len(reading.source.text)
    starts = [*(reading.divisions[index].head.start for index in order), end]
    top: list[Unit] = []
    path: list[tuple[int, Unit]] = []
    if not order or any(table.span.start < starts[0] for table in reading.source.tables):
        top.append(Unit(DivisionKind.PARAGRAPH, None, 0, 0, starts[0]))
    else:
        starts[0] = 0
    for place, index in enumerate(order):
        division: Division = reading.divisions[index]
        unit = Unit(division.kind, division.number, starts[place], min(division.head.end, starts[place + 1]), starts[place + 1])
        while path and path[-1][0] != kept[index]:
            path.pop()
        (path[-1][1].below if path else top).append(unit)
        path.append((index, unit))
    return top


def _outside_tables(reading: Reading) -> dict[int, int | None]:
    """The divisions that don't begin within a table, each with the nearest of them above it."""
    spans = [table.span for table in outermost(reading.source.tables)]
    starts = [span.start for span in spans]
    kept: dict[int, int | None] = {}
    above: dict[int | None, int | None] = {None: None}
    for index, division in enumerate(reading.divisions):
        place = bisect_right(starts, division.head.start) - 1
        parent = above[division.parent]
        inside = place >= 0 and division.head.start < spans[place].end
        above[index] = parent if inside else index
        if not inside:
            kept[index] = parent
    return kept


def walk(units: Iterable[Unit]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from walk(unit.below)


def zones(units: Sequence[Unit]) -> Zones:
    body_end = next((place for place, unit in enumerate(units) if unit.kind is DivisionKind.ANNEX), len(units))
    closing = _closing(units, body_end)
    preface = next((place for place in range(closing) if units[place].kind is not DivisionKind.HEADING), closing)
    preamble = _preamble_end(units, preface, closing)
    return Zones(
        list(units[:preface]), list(units[preface:preamble]), list(units[preamble:closing]), list(units[closing:body_end]),
        _annexes(units[body_end:]),
    )  # fmt: skip


def _closing(units: Sequence[Unit], end: int) -> int:
    """Where the signature and the recipients begin: nothing numbered stands behind them."""
    start = end
    for place in range(end - 1, -1, -1):
        if any(unit.kind in NUMBERED for unit in walk([units[place]])):
            break
        if units[place].kind in CLOSING:
            start = place
    return start


def _preamble_end(units: Sequence[Unit], start: int, end: int) -> int:
    """Behind the last basis before the first numbered division, and the words that enact (``QUYẾT ĐỊNH:``) behind it."""
    first = next((place for place in range(start, end) if units[place].kind in NUMBERED), end)
    bases = [place for place in range(start, first) if units[place].kind is DivisionKind.BASIS]
    if not bases:
        return start
    return first if first < end and units[first].kind in TITLED else bases[-1] + 1


def _annexes(units: Sequence[Unit]) -> list[Unit]:
    """The annexes; what the outline has on their level stands in the annex before it."""
    found: list[Unit] = []
    for unit in units:
        if unit.kind is DivisionKind.ANNEX:
            found.append(unit)
        else:
            found[-1].below.append(unit)
    return found
