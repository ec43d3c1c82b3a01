"""Scans: pictures of pages, read by Tesseract.

A page is turned straight and upright, recognised, and laid out by the code that lays out PDF pages: heading and foot by columns, ruled
tables by their lines. Read where a Tesseract with Vietnamese is installed, unless the caller says no (:class:`Options.ocr`).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from dondoc.reading.errors import DamagedFile, NoTextLayer, TooLarge, UnreadableFile
from dondoc.reading.intake import blocks, kinds, limits, options
from dondoc.reading.model import Format, SourceText

if TYPE_CHECKING:
    from PIL.Image import Image

    from dondoc.reading.intake.scan.pages import Picture, Recognised

SURE = 90
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "MPO")
"""What Pillow may open; the rest of its formats has no business here."""

A4_WIDTH = 8.27
"""Inches; a picture that does not say its resolution is taken to be a page this wide (its shorter side)."""
PAGE_SHAPE = 1.6
"""Times the shorter side up to which a picture is a whole page (A4: 1.41); a longer one is a piece as wide as a page."""
BEST = 300
"""Dots an inch Tesseract reads best; a much coarser or finer picture is brought there."""
COARSE, FINE = 190, 420
MIN_LETTERS = 12
BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, MemoryError)
"""What Pillow raises on pictures that are none (its readers of tags raise what Python does)."""


def sure(data: bytes) -> int | None:
    """The signature of a picture that Pillow reads."""
    is_bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    return SURE if data.startswith(SIGNATURES) or is_bitmap or kinds.starts(b"WEBP", at=8)(data) else None


def read(data: bytes) -> SourceText:
    """The text of all pages. Raises NoTextLayer, DamagedFile, TooLarge, TooSlow."""
    from dondoc.reading.intake.pdf import layout
    from dondoc.reading.intake.scan.pages import recognise

    with _opened(data) as picture:
        total = getattr(picture, "n_frames", 1)
        wanted = wanted_pages(total)
        if not can_recognise():
            raise NoTextLayer(pages=total)
        found = list(recognise(_pictures(picture, wanted), wanted))
    if letters(found) < MIN_LETTERS:
        raise NoTextLayer(pages=total, **NoTextLayer.TRIED)
    pages = layout.blocks_of([item.page for item in found])
    made = blocks.lay_out(pages, format=Format.SCAN, wrapped=True, notes=notes_on(found, cut=wanted < total))
    return replace(made, page_confidence=tuple(round(item.confidence, 3) for item in found))


def shorter_side(data: bytes) -> int:
    """Pixels of a picture's shorter side; of one that does not open, more than any has."""
    try:
        with _opened(data) as picture:
            return min(picture.size)
    except UnreadableFile:
        return limits.PIXELS


def can_recognise() -> bool:
    """Whether scans are read here: asked for, and Tesseract with Vietnamese installed."""
    from dondoc.reading.intake.scan import tesseract

    return options.current().ocr and tesseract.program() is not None


def wanted_pages(total: int) -> int:
    """How many of the scanned pages to recognise. Raises TooLarge."""
    most = options.current().ocr_pages
    if most is not None:
        return min(total, most)
    limits.check("số trang quét / scanned pages", total, limits.SCANNED_PAGES)
    return total


def letters(found: list[Recognised]) -> int:
    """Letters and digits recognised."""
    return sum(character.isalnum() for item in found for word in item.page.words for character in word.text)


def notes_on(found: list[Recognised], *, cut: bool) -> list[str]:
    """Notes on a recognition; `cut`: not all pages were asked for."""
    doubtful = sum(item.doubtful for item in found)
    notes = ["pages-recognised"] if found else []
    notes += [f"doubtful-words: {doubtful}"] if doubtful else []
    return [*notes, "pages-not-recognised"] if cut else notes


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    from PIL import Image as Images

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd tags of cameras and scanners
            with Images.open(io.BytesIO(data), formats=KINDS) as picture:
                yield picture
    except Images.DecompressionBombError as error:
        raise TooLarge(what="điểm ảnh / pixels", size="> " + str(limits.PIXELS), limit=limits.PIXELS) from error
    except BROKEN as error:
        raise DamagedFile(why="ảnh không mở được / the picture does not open") from error


def _pictures(picture: Image, wanted: int) -> Iterator[Picture]:
    """The pages of a picture file, grey, straight by what the camera said, at a resolution Tesseract likes."""
    for number in range(wanted):
        if number:
            picture.seek(number)
        yield prepared(picture)


def prepared(picture: Image) -> Picture:
    """One picture, ready to be recognised."""
    from PIL import Image as Images
    from PIL import ImageOps

    from dondoc.reading.intake.scan.pages import Picture

    limits.check("điểm ảnh / pixels", picture.width * picture.height, limits.PIXELS)
    image = ImageOps.exif_transpose(picture)
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Images.alpha_composite(Images.new("RGBA", image.size, "white"), image)
    grey = image.convert("L")
    dpi = _resolution(picture)
    if COARSE <= dpi <= FINE:
        return Picture(grey, dpi)
    scale = BEST / dpi
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return Picture(grey.resize(size, Images.Resampling.BICUBIC, reducing_gap=2.0), BEST)


def _resolution(picture: Image) -> float:
    """Dots an inch: what the file says where a page of that size is likely, else as if the picture were A4."""
    said = picture.info.get("dpi")
    try:
        dpi = float(said[0]) if said else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    shorter, longer = sorted(picture.size)
    across = shorter if longer <= PAGE_SHAPE * shorter else picture.width
    if dpi and A4_WIDTH / 2 <= across / dpi <= 2 * A4_WIDTH:
        return dpi
    return max(across / A4_WIDTH, 30.0)
