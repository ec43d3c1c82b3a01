"""What a font's name says of the encoding of the text set in it.

Before Unicode an encoding came with its fonts: ``.VnTime`` and ``.VnTimeH`` (capitals only) for TCVN3, ``VNI-Times``, ``VPS Times``,
``VI Times`` for VISCII. The name is a hint and no proof: a text typed in Unicode may still carry the old font.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dondoc.reading.script.legacy.codes import Encoding

_NAMES: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"\.?VNI[-_ ]", re.IGNORECASE), Encoding.VNI),
    (re.compile(r"\.Vn", re.IGNORECASE), Encoding.TCVN3),
    (re.compile(r"VPS[-_ ]?[A-Z]", re.IGNORECASE), Encoding.VPS),
    (re.compile(r"VI[-_ ][A-Z]|.*VISCII", re.IGNORECASE), Encoding.VISCII),
)
_SUBSET = re.compile(r"\A(?:[A-Z]{6}\+)?")
"""What PDF puts before the name of a font that is embedded in part (ISO 32000-1 §9.6.4)."""


@dataclass(frozen=True, slots=True)
class Hint:
    """An encoding, and whether the font shows small letters as capitals."""

    encoding: Encoding
    capitals: bool = False


@lru_cache(maxsize=256)
def hint(name: str) -> Hint | None:
    """What the name says, or ``None``."""
    name = _SUBSET.sub("", name.strip().strip("'\""))
    for pattern, encoding in _NAMES:
        if pattern.match(name):
            return Hint(encoding, capitals=encoding is Encoding.TCVN3 and name.endswith("H"))
    return None
