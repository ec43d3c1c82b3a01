"""Vietnamese letters: character classes for use inside ``[…]``, and the two ways to place a tone.

In the blocks beyond ASCII, capitals and small letters alternate.
"""

from __future__ import annotations

import unicodedata

_BLOCKS = (range(0x41, 0x5B), range(0x61, 0x7B), range(0xC0, 0x180), range(0x1A0, 0x1B1), range(0x1E00, 0x1F00))

LOWER = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).islower())
UPPER = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).isupper())

_TONES = [(a + b, c + d) for a, b, c, d in (
    "oàòa", "oáóa", "oảỏa", "oãõa", "oạọa", "oèòe", "oéóe", "oẻỏe", "oẽõe", "oẹọe", "uỳùy", "uýúy", "uỷủy", "uỹũy", "uỵụy",
)]  # fmt: skip
"""Tone placement, new → old style (domain notes on text, section 2)."""


def level_tones(text: str) -> str:
    """`text` with tone marks where the older style has them: ``khoá`` is ``khóa``. The length stays."""
    for new, old in _TONES:
        if new in text:
            text = text.replace(new, old)
    return text


_BARE = str.maketrans({
    chr(code): letter
    for block in _BLOCKS
    for code in block
    if code > 0x7F and (letter := {"Đ": "D", "đ": "d"}.get(chr(code)) or unicodedata.normalize("NFD", chr(code))[0]).isascii()
})  # fmt: skip


def misread(seen: str, meant: str) -> bool:
    """Whether `seen` is `meant` with one letter misread."""
    return seen[:1] == meant[:1] and len(seen) == len(meant) and sum(a != b for a, b in zip(seen, meant, strict=True)) == 1


def bare(text: str) -> str:
    """`text` (NFC) without the marks of tones and letters: ``Tổng cục`` is ``Tong cuc``. The length stays."""
    return text.translate(_BARE)
