"""PDF with a text layer: lines in reading order, ruled tables, the heading and signature blocks read as columns.

Kept: all text of the pages. Left out: page numbers and lines that repeat at the top or bottom of pages. Lines stay as the page has them
(``wrapped`` is true), paragraphs are set apart by a blank line where indent, spacing or a short line shows them; in table cells wrapped
lines are joined.

One engine, PDFium, for letters and lines. Where its text comes in a jumble (fonts mixed within words), words are put together again from
the places of the letters, so no second engine is needed.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

from dondoc.reading.errors import DamagedFile, NoTextLayer, ProtectedFile
from dondoc.reading.intake import blocks, limits, scan
from dondoc.reading.model import Format, SourceText

SURE = 90
HEAD = 1024
"""The signature may stand anywhere in the first 1024 bytes (ISO 32000-1, Annex H.3 note 13)."""
MIN_LETTERS = 12
"""Letters a document needs to have a text layer; a scan may carry a stamped number."""

ENGINE = threading.Lock()
"""PDFium is not safe for threads."""
_PASSWORD = 4
"""``FPDF_ERR_PASSWORD``."""


def sure(data: bytes) -> int | None:
    """The signature ``%PDF-`` near the start."""
    return SURE if b"%PDF-" in data[:HEAD] else None


def read(data: bytes) -> SourceText:
    """The text and tables. Raises ProtectedFile, DamagedFile, NoTextLayer, TooLarge."""
    from dondoc.reading.intake.pdf import layout, words
    from dondoc.reading.intake.pdf.encodings import mended
    from dondoc.reading.intake.pdf.pictures import is_picture, recognised, signed
    from dondoc.reading.intake.pdf.ruling import grids

    notes = list(signed(data))
    pages: list[layout.Page] = []
    pictures: list[int] = []
    characters = 0
    with ENGINE:
        document = opened(data)
        try:
            limits.check("số trang / pages", len(document), limits.PAGES)
            for number in range(len(document)):
                page = _page(document, number)
                found, scrambled = words.of_page(page)
                characters += sum(len(word.text) for word in found)
                limits.check("số ký tự / characters", characters, limits.CHARACTERS)
                if scrambled:
                    notes.append("scrambled-layer-put-in-order")
                pages.append(layout.Page(found, grids(page), *words.size(page)))
                if is_picture(page, _letters(pages[-1])):
                    pictures.append(number)
                page.close()
        finally:
            document.close()
    confidence: tuple[float, ...] = ()
    if pictures and scan.can_recognise():
        pages, confidence, more = recognised(data, pages, pictures)
        notes += more
    if sum(_letters(page) for page in pages) < MIN_LETTERS:
        raise NoTextLayer(pages=len(pages), **(NoTextLayer.TRIED if confidence else {}))
    if any(not page.words for page in pages):
        notes.append("pages-without-text")
    pages, encodings = mended(pages)
    source = blocks.lay_out(layout.blocks_of(pages), format=Format.PDF, wrapped=True, notes=[*notes, *encodings])
    return replace(source, page_confidence=confidence)


def opened(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise ProtectedFile from error
        raise DamagedFile(why="PDF không mở được / the PDF does not open") from error
    if len(document) == 0:
        document.close()
        raise DamagedFile(why="PDF không có trang nào / the PDF has no pages")
    return document


def _page(document: Any, number: int) -> Any:
    import pypdfium2

    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(why=f"trang {number + 1} hỏng / page {number + 1} is broken") from error


def _letters(page: Any) -> int:
    return sum(character.isalnum() for word in page.words for character in word.text)
