"""Plain searches in front of patterns.

A pattern tries every letter of a text; a plain search for a word it must contain is some twenty times quicker, and on most lines says at
once that there is nothing to find. The words of such a search leave out a first letter that may be a capital: ``"hối hợp"``.
"""

from __future__ import annotations

from functools import lru_cache


def first_of(text: str, start: int, end: int, words: tuple[str, ...]) -> int:
    """Where the first of `words` stands in ``text[start:end]``; -1: none does. A slow pattern need look no earlier, or not at all."""
    find, found = text.find, -1
    for word in words:
        at = find(word, start, end)
        if at >= 0:
            found = end = at
    return found


def mentions(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether one of `words` stands in ``text[start:end]``, a passage of a document."""
    find = text.find
    for word in words:  # noqa: SIM110 - a generator costs twice the search it makes
        if find(word, start, end) >= 0:
            return True
    return False


def has_one(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of `words` stands in `text`, a line."""
    for word in words:  # noqa: SIM110 - as above
        if word in text:
            return True
    return False


@lru_cache(maxsize=32)
def present(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `words` that stand anywhere in a document: few do, so words looked for line by line are best cut to them first."""
    return tuple(word for word in words if word in text)
