"""Marks over a text → elements that nest: for the writers that put what was read around the words it was read from.

Marks may lie in one another or cross. One that crosses the end of a paragraph or of a mark around it is cut there and goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Generic, TypeVar

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Mark(Generic[What]):
    """Something to be marked at ``text[start:end]``. `begun`: a piece of it stands earlier in the text."""

    start: int
    end: int
    what: What
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """``text[start:end]``, between two edges."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Open(Generic[What]):
    """A mark, or the next piece of one, begins."""

    mark: Mark[What]


@dataclass(frozen=True, slots=True)
class Close:
    """The mark opened last ends."""


Event = Words | Open[What] | Close


class Marks(Generic[What]):
    """The marks of a text, asked for paragraph by paragraph, in the order of the text."""

    def __init__(self, marks: Iterable[Mark[What]]) -> None:
        self._coming = sorted((mark for mark in marks if mark.start < mark.end), key=_outermost_first)
        self._coming.reverse()
        self._carried: list[Mark[What]] = []

    def within(self, start: int, end: int) -> Iterator[Event[What]]:
        """The words of ``text[start:end]`` with the marks that touch it opened and closed; no earlier place may be asked for later."""
        waiting = [mark for mark in self._carried if mark.end > start]
        while self._coming and self._coming[-1].start < end:
            mark = self._coming.pop()
            if mark.end > start:
                waiting.append(mark)
        here = [replace(mark, start=max(mark.start, start), end=min(mark.end, end)) for mark in waiting]
        self._carried = [replace(mark, start=end, begun=True) for mark in waiting if mark.end > end]
        yield from _nested(start, end, here)


def _outermost_first(mark: Mark[What]) -> tuple[int, int]:
    return mark.start, -mark.end


def _nested(start: int, end: int, marks: list[Mark[What]]) -> Iterator[Event[What]]:
    """Time grows with the marks and their cuts, not with the square of them: a text may be one paragraph of thousands."""
    turns = count()
    coming = [(*_outermost_first(mark), next(turns), mark) for mark in marks]
    heapify(coming)
    ends: list[int] = []
    while coming:
        mark = heappop(coming)[-1]
        while ends and ends[-1] <= mark.start:
            yield from _words(start, ends[-1])
            yield Close()
            start = ends.pop()
        if ends and ends[-1] < mark.end:
            rest = replace(mark, start=ends[-1], begun=True)
            heappush(coming, (*_outermost_first(rest), next(turns), rest))
            mark = replace(mark, end=ends[-1])
        yield from _words(start, mark.start)
        yield Open(mark)
        start = mark.start
        ends.append(mark.end)
    while ends:
        yield from _words(start, ends[-1])
        yield Close()
        start = ends.pop()
    yield from _words(start, end)


def _words(start: int, end: int) -> Iterator[Words]:
    if start < end:
        yield Words(start, end)
