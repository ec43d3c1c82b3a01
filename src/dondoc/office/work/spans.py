"""Places in a text as lists of ``[start, end]``, as the database keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Pair = Sequence[int]

_SPACE = re.compile(r"\s+")


def one_line(words: str) -> str:
    """`words` with every run of white space made one space."""
    return _SPACE.sub(" ", words).strip()


def quote(text: str, spans: Iterable[Pair]) -> str:
    """The words of `spans`, each span from a new line."""
    return "\n".join(text[start:end] for start, end in spans)


def overlap(one: Iterable[Pair], other: Sequence[Pair]) -> int:
    """How many characters the two share."""
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in one for begin, stop in other)


def length(spans: Iterable[Pair]) -> int:
    """How many characters they are."""
    return sum(end - start for start, end in spans)


def joined(*groups: Iterable[Pair]) -> list[list[int]]:
    """All of them in reading order, those that touch or overlap made one."""
    result: list[list[int]] = []
    for start, end in sorted((start, end) for group in groups for start, end in group):
        if result and start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
    return result


def cut(spans: Iterable[Pair], at: int) -> tuple[list[list[int]], list[list[int]]]:
    """What lies before `at` and what from it on."""
    before = [[start, min(end, at)] for start, end in spans if start < at]
    after = [[max(start, at), end] for start, end in spans if end > at]
    return before, after


def trimmed(text: str, start: int, end: int) -> list[int] | None:
    """The span without white space at its ends, kept inside `text`; ``None`` if nothing is left."""
    start, end = max(0, start), min(len(text), end)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return [start, end] if start < end else None


def find_again(text: str, words: Sequence[str], near: int) -> list[list[int]]:
    """Where `words` (one entry a span) stand in `text` now: each at the place nearest to `near`. Empty if any is gone."""
    found: list[list[int]] = []
    for piece in words:
        places = [match.start() for match in re.finditer(re.escape(piece), text)] if piece else []
        if not places:
            return []
        start = min(places, key=lambda place: abs(place - near))
        found.append([start, start + len(piece)])
        near = start + len(piece)
    return found
