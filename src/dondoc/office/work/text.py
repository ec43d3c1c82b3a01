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


def plain_name(words: str) -> str:
    """`words` without case and with single spaces, marks kept: the strict way to compare names."""
    return _GAP.sub(" ", unicodedata.normalize("NFC", words).casefold()).strip()
