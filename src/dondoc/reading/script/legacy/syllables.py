"""The syllables Vietnamese is written with, put together from onsets, rimes and tones (data: ``syllable_parts.tsv``).

A syllable of this set may have no meaning (``bẽng``); what matters here is that a text read in a wrong encoding has hardly any.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from dondoc.reading.data import table

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
STOPPED = ("", "\u0301", "\u0323")
"""Before p, t, c, ch only these: sắc and nặng (and none, which is no syllable but does no harm in capitals without marks)."""
STOP = re.compile(r"(?:p|t|c|ch)\Z")
FRONT = "eêiy"
GLIDES = ("oa", "oe", "uy")
"""Glide and vowel. The mark stands on the vowel; in an open syllable also, by the older way, on the glide."""
MARKED = "ăâêôơư"
VOWELS = "aeiouy" + MARKED


@cache
def syllables() -> frozenset[str]:
    """All that have a letter beyond ASCII, small letters, NFC."""
    return frozenset(made for made in _all() if not made.isascii())


@cache
def frequent() -> frozenset[str]:
    """Those no official text is without (data: ``frequent_syllables.tsv``)."""
    return frozenset(row["syllable"] for row in table("frequent_syllables"))


def _all() -> Iterator[str]:
    rows = table("syllable_parts")
    rimes = [(row["spelling"], row["group"], tuple(_toned(row["spelling"]))) for row in rows if row["part"] == "rime"]
    for onset in (row for row in rows if row["part"] == "onset"):
        for rime, group, toned in rimes:
            if _fits(onset["spelling"], onset["group"], rime, group):
                for one in toned:
                    yield onset["spelling"] + one
    yield from ("g" + one for rime in ("i", "in", "iêng", "iêt", "iêc") for one in _toned(rime))  # gi + i…: one i is written


def _fits(onset: str, kind: str, rime: str, group: str) -> bool:
    if group:
        return kind == "qu" or (group == "y" and not onset)
    glide = rime.startswith(GLIDES) or (rime[0] in "ou" and rime[1:2] in tuple("ăâêơy"))
    if kind == "front":
        return rime[0] in FRONT
    if kind == "back":
        return rime[0] not in FRONT
    if kind == "qu":
        return rime[0] not in "uư" and not glide
    if kind == "gi":
        return rime[0] not in "iy"
    return True


def _toned(rime: str) -> Iterator[str]:
    """The rime with each tone it can have, in each way of placing the mark."""
    for tone in STOPPED if STOP.search(rime) else TONES:
        for place in _places(rime):
            yield unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])


def _places(rime: str) -> tuple[int, ...]:
    """Where the mark may stand: the last vowel with a sign of its own, else after a glide, else the first vowel."""
    signed = [place for place, letter in enumerate(rime) if letter in MARKED]
    if signed:
        return (signed[-1],)
    if rime.startswith(GLIDES):
        return (0, 1) if rime in GLIDES else (1,)
    if rime.startswith("oo"):
        return (1,)
    return (next(place for place, letter in enumerate(rime) if letter in VOWELS),)
