"""Words of duty, looked up where they stand: verbs, manner, modals, and words that end the name of a body."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.data import table

_SYLLABLE = re.compile(r"[^\W\d_]+")
LONGEST = 8
"""Letters of a syllable and the space behind it, in all but foreign words."""


@cache
def _phrases() -> dict[str, list[tuple[str, str]]]:
    """First syllable → (phrase but for its first letter, class), longest first."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for row in table("verbs"):
        by_first.setdefault(row["phrase"].split(" ", 1)[0], []).append((row["phrase"][1:], row["class"]))
    for phrases in by_first.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return by_first


@cache
def second_syllables() -> frozenset[str]:
    """The second syllables of the phrases of duty that have two."""
    return frozenset(row["phrase"].split(" ")[1] for row in table("verbs") if row["class"] == "duty" and row["phrase"].count(" ") == 1)


def syllable_at(text: str, at: int) -> str:
    """The letters that stand at `at`, up to what is no letter; empty where none does."""
    space = text.find(" ", at, at + LONGEST)
    word = text[at:space] if space > at else ""
    if word.isalpha():  # most often: so a slice spares the pattern
        return word
    match = _SYLLABLE.match(text, at)
    return match[0] if match else ""


def phrase_at(text: str, at: int, *, capital: bool = False) -> tuple[int, str] | None:
    """(end, class) of the phrase of the table that stands at `at`; with `capital`, its first letter may be one."""
    first = syllable_at(text, at)
    if capital and first:
        first = first[0].lower() + first[1:]
    for rest, kind in _phrases().get(first, ()):
        if text.startswith(rest, at + 1):
            end = at + 1 + len(rest)
            if not text[end : end + 1].isalnum():
                return end, kind
    return None
