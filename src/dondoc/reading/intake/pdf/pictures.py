"""Pages of a PDF that are pictures of text, and signatures.

A scan made into a PDF has one picture a page, or strips of one; over it often stands a little real text: a stamp, "Ký bởi …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dondoc.reading.errors import DamagedFile
from dondoc.reading.intake import limits, scan

if TYPE_CHECKING:
    from dondoc.reading.intake.pdf.layout import Page
    from dondoc.reading.intake.scan.pages import Picture

FEW_LETTERS = 200
"""Letters below which the text on a picture is a stamp or the words of a signature."""
COVERS = 0.5
"""Share of the page that pictures cover where the page is one."""
NO_TEXT = 12
"""Letters below which a page with anything drawn on it is a picture of text: letters drawn as outlines."""
MOST_OBJECTS = 400
"""Objects of a page looked at."""

_SIGNATURE = re.compile(rb"/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+\d+")
_FIELD = re.compile(rb"/(?:Type\s*/Sig|FT\s*/Sig|SubFilter\s*/(?:adbe\.|ETSI\.))")


def signed(data: bytes) -> Iterator[str]:
    """The note ``signed`` where the file carries a digital signature (ISO 32000-1 §12.8); it is not verified."""
    if _SIGNATURE.search(data) and _FIELD.search(data):
        yield "signed"


def is_picture(page: Any, letters: int) -> bool:
    """Whether a page with so many letters of text is a picture of text."""
    import pypdfium2.raw as pdfium

    if letters >= FEW_LETTERS:
        return False
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    anything = False
    for place, item in enumerate(page.get_objects(max_depth=2)):
        if place >= MOST_OBJECTS:
            break
        anything = anything or item.type != pdfium.FPDF_PAGEOBJ_TEXT
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = item.get_bounds()
            covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return covered >= COVERS * width * height or (letters < NO_TEXT and anything)


def recognised(data: bytes, pages: list[Page], numbers: list[int]) -> tuple[list[Page], tuple[float, ...], list[str]]:
    """The pages with those of `numbers` recognised, how sure each page is (1: its own text), and notes."""
    from dondoc.reading.intake.scan.pages import recognise

    wanted = scan.wanted_pages(len(numbers))
    found = list(recognise(rendered(data, numbers[:wanted]), wanted))
    made = list(pages)
    sure = [1.0] * len(pages)
    for number in numbers:
        sure[number] = 0.0
    for number, item in zip(numbers, found, strict=False):
        if item.page.words:
            made[number] = item.page
        sure[number] = round(item.confidence, 3)
    return made, tuple(sure), scan.notes_on(found, cut=wanted < len(numbers))


def rendered(data: bytes, numbers: list[int]) -> Iterator[Picture]:
    """The pages as grey pictures, one by one."""
    import pypdfium2

    from dondoc.reading.intake.pdf import ENGINE, opened
    from dondoc.reading.intake.scan.pages import Picture

    with ENGINE:
        document = opened(data)
    try:
        for number in numbers:
            with ENGINE:
                page = document[number]
                width, height = page.get_size()
                dpi = min(float(scan.BEST), (limits.RENDERED / max(width * height, 1)) ** 0.5 * 72)
                try:
                    bitmap = page.render(scale=dpi / 72, grayscale=True)
                except (pypdfium2.PdfiumError, RuntimeError, ValueError) as error:
                    raise DamagedFile(why=f"trang {number + 1} hỏng / page {number + 1} is broken") from error
                image = bitmap.to_pil().convert("L").copy()
                bitmap.close()
                page.close()
            yield Picture(image, dpi)
    finally:
        with ENGINE:
            document.close()
