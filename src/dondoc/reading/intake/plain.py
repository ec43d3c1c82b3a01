"""Plain text: UTF-8, UTF-16 and UTF-32, with a byte order mark or without; and what was written before Unicode.

The text is the file's own, character for character (NFD stays NFD), with two exceptions: a byte order mark at the start is left out,
and ``\\r\\n`` and ``\\r`` become ``\\n``, as Python's ``open`` has it. So a span counts what any editor counts. Lines in an old
encoding (:mod:`dondoc.reading.script.legacy`) come out in Unicode; a span then counts the characters of that, and a note says which.
"""

from __future__ import annotations

import codecs
import re

from dondoc.reading.errors import UnknownFormat
from dondoc.reading.intake import kinds
from dondoc.reading.model import Format, SourceText
from dondoc.reading.script import legacy

SURE = 10
"""Any decodable text is a plain text, unless a format that knows better takes it."""

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks (Unicode Standard 23.8)."""

BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_BINARY = 0.001
"""Share of control characters a text may have: a stray one from an old printer file, not more."""
MAX_CUT = 0.002
"""Share of undecodable places below which a UTF-8 text was cut or scratched, and not written in something else."""


def sure(data: bytes) -> int | None:
    """Any bytes that no signature claims: :func:`read` says what is wrong with those that are no Unicode text."""
    return None if kinds.known(data) else SURE


def read(data: bytes) -> SourceText:
    """The decoded text. Raises UnsupportedFormat for an 8-bit encoding that can't be told, UnknownFormat for what is no text."""
    text, notes = decode(data)
    if len(BINARY.findall(text)) > MAX_BINARY * len(text) or "\0" in text:
        raise UnknownFormat
    text, mended = legacy.mend_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    return SourceText(text, format=Format.PLAIN, notes=tuple(dict.fromkeys([*notes, *mended])))


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of `data` without a byte order mark, and notes on what had to be decided."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict_or_scratched(data[len(mark) :], encoding)
    wide = unmarked_utf16(data)
    if wide:
        return _strict_or_scratched(data, wide)
    return _strict_or_scratched(data, "utf-8")


def unmarked_utf16(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where the bytes look it: spaces, digits and plain letters have a zero in every other byte."""
    head = data[:4096]
    if len(data) % 2 or len(head) < 4:
        return None
    zeros_even, zeros_odd, pairs = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if zeros_odd > 0.3 * pairs and zeros_even < 0.02 * pairs:
        return "utf-16-le"
    if zeros_even > 0.3 * pairs and zeros_odd < 0.02 * pairs:
        return "utf-16-be"
    return None


def _strict_or_scratched(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        bad = text.count("\ufffd")
        if bad <= max(1, MAX_CUT * len(text)) and bad < _multibyte(text):
            return text, ("undecodable-bytes-replaced",)
        if _is_binary(data):
            raise UnknownFormat from error
        mended = legacy.mend_bytes(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
        if mended is None:
            raise kinds.LEGACY_TEXT.refusal() from error
        return mended


def _multibyte(text: str) -> int:
    """Characters that only a right decoding of more than one byte gives."""
    return sum(1 for character in text if ord(character) > 127 and character != "\ufffd")


def _is_binary(data: bytes) -> bool:
    control = sum(data.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return control > MAX_BINARY * len(data)
