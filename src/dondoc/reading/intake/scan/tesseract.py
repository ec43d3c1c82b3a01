"""Tesseract: a grey picture → words with places and confidence, by hOCR (hOCR 1.2).

A word's box is that of its line of letters (base line and size from hOCR) and not of its ink, so that words of one line stand at one height
and the layout code of PDF pages can read them.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from dondoc.reading.errors import DamagedFile
from dondoc.reading.intake import limits, programs
from dondoc.reading.intake.pdf.words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
PACKAGES = "tesseract-ocr, tesseract-ocr-vie"
MODE = "6"
"""Page segmentation: one block of text. Columns and tables are found afterwards, by the places of words and by lines; Tesseract's own
finding (3) drops or tears lines of two-column feet."""
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Pages go side by side; threads within a page would only get in each other's way."""
DOUBTFUL = 60
"""Confidence (0–100) below which a word should be looked at."""
NOISE = 30
"""Confidence below which a word without a letter or digit is a speck."""

ASCENT, DESCENT = 0.93, 0.22
"""Shares of the font's size above and below the base line that make a word's box as PDFium has it (1.15 together)."""
SIZE = 0.92
"""hOCR's ``x_size`` (from the highest letter to the lowest) in font sizes."""

_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_X_SIZE = re.compile(r"\bx_size ([\d.]+)")
_SURE = re.compile(r"\bx_wconf (\d+)")
_TURN = re.compile(rb"Rotate: (\d+)")
_TURN_SURE = re.compile(rb"Orientation confidence: ([\d.]+)")
LINES = frozenset({"ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What Tesseract made of a picture: words in points from its top left corner, and how sure it is of each, 0 to 100."""

    words: list[Word]
    sure: list[int]

    @property
    def confidence(self) -> float:
        """Of the page, 0 to 1: the mean over its letters; 0 where there are none."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) * sure for word, sure in zip(self.words, self.sure, strict=True)) / letters / 100 if letters else 0.0

    @property
    def doubtful(self) -> int:
        """How many words should be looked at."""
        return sum(1 for sure in self.sure if sure < DOUBTFUL)


def program() -> str | None:
    """The path of a Tesseract that knows Vietnamese, or ``None``."""
    path = programs.find("tesseract")
    return path if path and _knows(path) else None


@cache
def _knows(path: str) -> bool:
    done = programs.run([Path(path), "--list-langs"], seconds=30, what="Tesseract")
    return LANGUAGE in done.stdout.decode("utf-8", "replace").split()


def listen(page: Image, dpi: float) -> Heard:
    """The words on a grey picture of `dpi` pixels an inch. Raises TooSlow, and DamagedFile where Tesseract fails."""
    output = _run(page, "--psm", MODE, "--dpi", f"{dpi:.0f}", "-l", LANGUAGE, "-c", "tessedit_create_hocr=1", "-c", "hocr_font_info=0")
    return from_hocr(output, 72 / dpi)


def turn_of(page: Image) -> int:
    """Degrees (0, 90, 180, 270) the picture must be turned clockwise to stand upright, as far as Tesseract can tell."""
    output = _run(page, "--psm", "0", "-l", "osd", failing=True)
    turn, sure = _TURN.search(output), _TURN_SURE.search(output)
    return int(turn[1]) % 360 if turn and sure and float(sure[1]) > 1 else 0


def _run(page: Image, *options: str, failing: bool = False) -> bytes:
    path = program()
    assert path is not None, "asked only where `program` found one"
    picture = io.BytesIO()
    page.save(picture, "PPM")  # nothing to pack and unpack
    command = [path, "stdin", "stdout", *options]
    done = programs.run(command, seconds=limits.PAGE_SECONDS, what="OCR", stdin=picture.getvalue(), env=ONE_THREAD)
    if done.returncode and not failing:
        raise DamagedFile(why="Tesseract không đọc được ảnh / Tesseract can't read the picture")
    return done.stdout


def from_hocr(output: bytes, scale: float) -> Heard:
    """The words of hOCR output; `scale` is points a pixel."""
    heard = Heard([], [])
    if not output.strip():
        return heard
    root = etree.fromstring(output, etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False))
    for line in root.iter("{*}span"):
        if line.get("class") in LINES:
            _add_line(line, scale, heard)
    return heard


def _add_line(line: etree._Element, scale: float, heard: Heard) -> None:
    title = line.get("title", "")
    box, base, size = _BOX.search(title), _BASE.search(title), _X_SIZE.search(title)
    if not box:
        return
    left, top, _, bottom = (float(side) for side in box.groups())
    slope, lift = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    em = (float(size[1]) if size else bottom - top) / SIZE
    for span in line.iter("{*}span"):
        found = _BOX.search(span.get("title", ""))
        if span.get("class") != "ocrx_word" or not found:
            continue
        x0, _, x1, _ = (float(side) for side in found.groups())
        sure = _SURE.search(span.get("title", ""))
        on = bottom + lift + slope * ((x0 + x1) / 2 - left)
        for text in "".join(map(str, span.itertext())).split():
            _add_word(Word(text, x0 * scale, (on - ASCENT * em) * scale, x1 * scale, (on + DESCENT * em) * scale), sure, heard)


def _add_word(word: Word, sure: re.Match[str] | None, heard: Heard) -> None:
    points = int(sure[1]) if sure else 0
    if word.x1 > word.x0 and (points >= NOISE or any(map(str.isalnum, word.text))):
        heard.words.append(word)
        heard.sure.append(points)
