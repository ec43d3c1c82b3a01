"""The old encodings as tables (data: ``legacy_letters.tsv``) and how a text read wrongly is read again.

Whatever program opened such a text took each byte for a character of Windows-1252, ISO 8859-1 or, on a Vietnamese Windows, Windows-1258.
All three are undone here at once, as no character stands for different bytes in them.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from dondoc.reading.data import table


class Encoding(StrEnum):
    """An encoding we can tell and read."""

    TCVN3 = "tcvn3"
    """TCVN 5712:1993 VN3, also called ABC."""
    VNI = "vni"
    """VNI for Windows: a letter and a second one for its marks."""
    VPS = "vps"
    VISCII = "viscii"
    CP1258 = "windows-1258"
    UTF8 = "utf-8"
    """UTF-8 that was opened as Windows-1252 and saved again."""


LETTER_A0 = 0xA0


def windows(data: bytes) -> str:
    """`data` as Windows-1252; the five bytes it leaves open are control characters of the same number."""
    return data.decode("latin-1").translate(_as_windows())


def decode(text: str, encoding: Encoding) -> str:
    """`text`, whose characters stand for bytes, read in `encoding`; NFC. What is no letter of the encoding stays."""
    if encoding is Encoding.UTF8:
        return _MULTIBYTE.sub(_utf8, text)
    if encoding is Encoding.VNI:
        text = text.translate(_letters(Encoding.VNI))
        return _PAIR.sub(_vni, text)
    if encoding is Encoding.CP1258:
        return unicodedata.normalize("NFC", text.translate(_letters(Encoding.CP1258)))
    made = text.translate(_letters(encoding))
    return raised(made) if encoding in (Encoding.TCVN3, Encoding.VPS) else made


def _characters(byte: int) -> set[str]:
    """The characters a byte may have been taken for."""
    taken = {chr(byte)}
    for codec in ("cp1252", "cp1258"):
        taken |= set(bytes([byte]).decode(codec, "ignore"))
    return taken | ({"\u03bc"} if byte == 0xB5 else set())


@cache
def _as_windows() -> dict[int, str]:
    return {byte: known for byte in range(0x80, LETTER_A0) if (known := bytes([byte]).decode("cp1252", "ignore"))}


@cache
def _letters(encoding: Encoding) -> dict[int, str]:
    """Character → letter. The marks of VNI become characters of ISO 8859-1, one each, for :data:`_PAIR`."""
    if encoding is Encoding.CP1258:
        of_byte = {byte: bytes([byte]).decode("cp1258", "ignore") for byte in range(0x80, 0x100)}
    elif encoding is Encoding.VNI:
        of_byte = {byte: chr(byte) for byte in range(0xC0, 0x100)}
        of_byte |= _as_windows()
    else:
        of_byte = {**_as_windows(), **{int(row[encoding], 16): row["letter"] for row in table("legacy_letters") if row[encoding]}}
    return {ord(taken): letter for byte, letter in of_byte.items() if letter for taken in _characters(byte)}


# --- VNI

_PAIR = re.compile("[AEOUYaeouyÔÖôö][ÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜËùøûõïâáàåãäêéèúüë]|[ÆÌÍÎÑÒÓÔÖæìíîñòóôö]")
"""A letter and its marks, or one of the letters that have a place of their own."""


@cache
def _vni_letters() -> dict[str, str]:
    """One or two characters → letter. A mark of the other case than its letter is read too: ``Aù`` is typed for Á."""
    made = {bytes.fromhex(row["vni"]).decode("latin-1"): row["letter"] for row in table("legacy_letters")}
    for code, letter in list(made.items()):
        if len(code) == 2:
            made.setdefault(code[0] + code[1].swapcase(), letter)
    return made


def _vni(found: re.Match[str]) -> str:
    letters, code = _vni_letters(), found[0]
    if code in letters:
        return letters[code]
    return "".join(letters.get(character, character) for character in code)


# --- UTF-8 taken for Windows-1252

_CONTINUED = re.escape("".join(sorted({character for byte in range(0x80, 0xC0) for character in _characters(byte)})))
_MULTIBYTE = re.compile(f"[ÂÃÄÅÆÌ][{_CONTINUED}]|[áâ][{_CONTINUED}]{{2}}")
"""What the bytes of Vietnamese letters, of marks (U+0300…) and of general punctuation come out as."""


@cache
def _bytes() -> dict[int, int]:
    return {ord(taken): byte for byte in range(0x80, 0x100) for taken in _characters(byte)}


def _utf8(found: re.Match[str]) -> str:
    try:
        return bytes(_bytes()[ord(character)] for character in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


# --- capitals of TCVN3 and VPS

_TWO_CAPITALS = re.compile(r"[A-ZĂÂÊÔƠƯĐ][^\W\d_a-z]*[A-ZĂÂÊÔƠƯĐ]")
_PHRASE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def raised(text: str) -> str:
    """TCVN3 has no toned capitals and VPS hides some: ``TØNH`` is ``TỉNH`` letter by letter, and ``TỈNH`` to the reader.

    A word whose plain letters, two or more, are all capitals is one of capitals; so is one with a single capital (``Uỷ`` in
    ``Uỷ BAN``) with only a space between it and such a word.
    """
    return _PHRASE.sub(_raised_phrase, text) if _TWO_CAPITALS.search(text) else text


def _raised_phrase(phrase: re.Match[str]) -> str:
    words = phrase[0].split(" ")
    capitals = [_plain_capitals(word) for word in words]
    for place, count in enumerate(capitals):
        if count >= 2 or (count == 1 and max(capitals[max(place - 1, 0) : place + 2]) >= 2):
            words[place] = words[place].upper()
    return " ".join(words)


def _plain_capitals(word: str) -> int:
    """How many letters without a tone the word has, all capitals; -1 where one of them is small or there is no letter to tell by."""
    plain = [letter for letter in word if letter.isascii() or letter.isupper()]
    return len(plain) if plain and all(letter.isupper() for letter in plain) else -1
