"""Words of duty, looked up where they stand: verbs, manner, modals, and words that end the name of a body."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.data import table

_SYLLABLE = re.compile(r"[^\W\d_]+")


@cache
def _phrases() -> dict[str, list[tuple[str, str]]]:
    """First syllable → (phrase, class), longest first."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for row in table("verbs"):
        by_first.setdefault(row["phrase"].split(" ", 1)[0], []).append((row["phrase"], row["class"]))
    for phrases in by_first.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return by_first


def phrase_at(text: str, at: int, *, capital: bool = False) -> tuple[int, str] | None:
    """(end, class) of the phrase of the table that stands at `at`; with `capital`, its first letter may be one."""
    match = _SYLLABLE.match(text, at)
    if not match:
        return None
    first = match[0]
    shift = first[0].lower() + first[1:] if capital else first
    for phrase, kind in _phrases().get(shift, ()):
        end = at + len(phrase)
        if text.startswith(phrase[1:], at + 1) and (end == len(text) or not text[end].isalnum()):
            return end, kind
    return None
