"""Vietnamese words made comparable: how lists are searched and bodies are matched."""

from __future__ import annotations

import re
import unicodedata

_D = str.maketrans("đĐ", "dD")
_GAP = re.compile(r"[^\w&/]+")


def fold(words: str) -> str:
    """`words` without case and marks: ``Sở Y tế`` → ``so y te``. Precomposed and decomposed text give the same."""
    decomposed = unicodedata.normalize("NFD", words.translate(_D))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def fold_name(words: str) -> str:
    """As :func:`fold`, and all runs of spaces, hyphens and stops made one space."""
    return _GAP.sub(" ", fold(words)).strip()


def searchable(*words: str) -> str:
    """`words` as they are searched in: folded as names, with a space before each word so that :func:`sought` finds beginnings."""
    return f" {fold_name(' '.join(words))} "


def sought(words: str) -> list[str]:
    """What :func:`searchable` text has to contain to have words that begin as those of `words` do."""
    return [f" {word}" for word in fold_name(words).split()]


def plain_name(words: str) -> str:
    """`words` without case and with single spaces, marks kept: the strict way to compare names."""
    return _GAP.sub(" ", unicodedata.normalize("NFC", words).casefold()).strip()
