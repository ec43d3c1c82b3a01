"""Marks over a text → elements that nest: for the writers that put what was read around the words it was read from.

Marks may lie in one another or cross. One that crosses the end of a paragraph or of a mark around it is cut there and goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    coming = sorted(marks, key=_outermost_first)
    while coming:
        outer, *others = coming
        yield from _words(start, outer.start)
        yield Open(outer)
        inner = [mark for mark in others if mark.start < outer.end]
        yield from _nested(outer.start, outer.end, [replace(mark, end=min(mark.end, outer.end)) for mark in inner])
        yield Close()
        rest = [replace(mark, start=outer.end, begun=True) for mark in inner if mark.end > outer.end]
        coming = sorted([*rest, *(mark for mark in others if mark.start >= outer.end)], key=_outermost_first)
        start = outer.end
    yield from _words(start, end)


def _words(start: int, end: int) -> Iterator[Words]:
    if start < end:
        yield Words(start, end)
