"""The words of a page and where they stand, in points from its top left corner as it is shown."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dondoc.reading.intake import limits

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, on one line."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From the font's lowest to its highest line: about 1.15 times its size."""
        return self.bottom - self.top

    def with_letter(self, letter: Word) -> Word:
        """The word with one more letter at its end."""
        top, bottom = min(self.top, letter.top), max(self.bottom, letter.bottom)
        return Word(self.text + letter.text, self.x0, top, max(self.x1, letter.x1), bottom)


WORD = re.compile(r"[^\s\0\u200b\ufeff\ufffe\x02]+\x02?")
HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line."""
LONE = frozenset("àáảãạăâèéêìíòóôơơờởùúưừứỳýyởổốồýỷủụôÀÁẢÃÂĂÈÉÊÌÍÒÓÔƠỜỞÙÚƯÝỞỔỐỒỶỦ")
"""Marked letters that are words, or numbers of points and abbreviations, by themselves."""
SCRAMBLED = 0.04
"""Share of words that are one marked letter above which the layer is a jumble; a good text has under 0.003."""
GARBAGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
MAX_GARBAGE = 0.3
SPACE = 0.1
"""A gap wider than this share of a letter's height is a space; a space is 0.2, less where a wide letter leans into it; kerning 0.05."""


def size(page: Any) -> tuple[float, float]:
    """Width and height of the page as it is shown."""
    width, height = page.get_size()
    return float(width), float(height)


def of_page(page: Any) -> tuple[list[Word], bool]:
    """The words, and whether they had to be put together from letters. Letters without a meaning (no Unicode) are no words."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        count = max(pdfium.FPDFText_CountChars(text_page.raw), 0)
        limits.check("số ký tự một trang / characters on a page", count, limits.PAGE_CHARACTERS)
        text = "".join(map(_character, (pdfium.FPDFText_GetUnicode(text_page.raw, place) for place in range(count))))
        box = _boxes(page, text_page.raw)
        found = [word for run in WORD.finditer(text) if (word := _word(run, box))]
        if len(GARBAGE.findall(text)) > MAX_GARBAGE * max(len(text), 1):
            return [], False
        if not is_scrambled(found):
            return found, False
        letters = [_letter(text[place], box(place)) for place in range(count) if WORD.match(text[place])]
        return from_letters(letters), True
    finally:
        text_page.close()


def _character(code: int) -> str:
    """One character for each place, so that places keep counting; half of a surrogate pair or a hole is nothing to read."""
    return "\0" if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _boxes(page: Any, raw: Any) -> Callable[[int], Box]:
    """A function from a character's place to its box, turned as the page is shown."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)

    def box(place: int) -> Box:
        pdfium.FPDFText_GetLooseCharBox(raw, place, pointer)
        return turned(rectangle.left, rectangle.top, rectangle.right, rectangle.bottom, (left, bottom, right, top), turn)

    return box


def turned(x0: float, y1: float, x1: float, y0: float, frame: Box, turn: int) -> Box:
    """A box of PDF space (y upwards) in a page `frame` (left, bottom, right, top) → a box of the page turned by `turn` degrees."""
    left, bottom, right, top = frame
    if turn == 90:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if turn == 180:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    if turn == 270:
        return top - y1, right - x1, top - y0, right - x0
    return x0 - left, top - y1, x1 - left, top - y0


def _word(run: re.Match[str], box: Callable[[int], Box]) -> Word | None:
    start, end = run.span()
    first = box(start)
    last = box(end - 1) if end - start > 1 else first
    if last[2] <= first[0] and end - start > 1:
        last = box(end - 2)
    x0, x1 = min(first[0], last[0]), max(first[2], last[2])
    return Word(run[0].replace(HYPHEN, "-"), x0, min(first[1], last[1]), x1, max(first[3], last[3])) if x1 > x0 else None


def _letter(character: str, box: Box) -> Word:
    return Word(character.replace(HYPHEN, "-"), *box)


def is_scrambled(words: list[Word]) -> bool:
    """Whether marked letters stand alone too often: they were drawn from another font, after the letters around them."""
    alone = sum(1 for word in words if len(word.text) == 1 and word.text not in LONE and _is_marked(word.text))
    return alone > 3 and alone > SCRAMBLED * len(words)


def _is_marked(letter: str) -> bool:
    return letter in "đĐ" or (letter.isalpha() and unicodedata.decomposition(letter) != "")


def from_letters(letters: Iterable[Word]) -> list[Word]:
    """Words put together from single letters by their places."""
    made: list[Word] = []
    for row in rows(list(letters)):
        current = row[0]
        for letter in row[1:]:
            if letter.x0 - current.x1 > SPACE * max(current.height, letter.height):
                made.append(current)
                current = letter
            else:
                current = current.with_letter(letter)
        made.append(current)
    return made


def rows(words: list[Word]) -> list[list[Word]]:
    """Words that stand on one line, from left to right; lines from the top down."""
    made: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if made and word.middle - made[-1][0].middle <= 0.5 * min(word.height, made[-1][0].height):
            made[-1].append(word)
        else:
            made.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in made]
