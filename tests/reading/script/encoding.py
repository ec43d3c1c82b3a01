"""Text → bytes of the old encodings, from the same tables the reader reads them by. Windows-1258 is Python's codec, which is not ours."""

from __future__ import annotations

import unicodedata
from functools import cache

from dondoc.reading.data import table

TONES = "\u0300\u0301\u0303\u0309\u0323"


@cache
def _letters(name: str) -> dict[str, bytes]:
    return {row["letter"]: bytes.fromhex(row[name]) for row in table("legacy_letters") if row[name]}


def encode(text: str, name: str) -> bytes:
    """`text` in the encoding; a capital the encoding has not is written small, as the fonts of capitals have it."""
    if name == "windows-1258":
        return b"".join(map(_windows_1258, text))
    letters = _letters(name)
    return b"".join(letters.get(letter) or letters.get(letter.lower()) or letter.encode("cp1252") for letter in text)


def _windows_1258(letter: str) -> bytes:
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return (base + "".join(part for part in parts if part in TONES)).encode("cp1258")


def opened_as_windows(data: bytes) -> str:
    """The characters a program shows that takes `data` for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
