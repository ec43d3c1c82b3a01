"""DOCX (ISO/IEC 29500, transitional and strict): the final view of the text, as a reader on paper would have it.

Kept: paragraphs with their automatic numbers, tables (merged cells, nested tables), text boxes once, content controls, results of fields,
the first page's header, footnotes and endnotes (at the end, ``[1] …``). Left out: deleted and moved-away text, hidden text, comments,
footers, pictures.
"""

from __future__ import annotations

from dondoc.reading.intake import blocks, kinds
from dondoc.reading.model import Format, SourceText

SURE = 95


def sure(data: bytes) -> int | None:
    """A ZIP with a part below ``word/`` (part names stand unpacked in a ZIP)."""
    return SURE if data.startswith(kinds.ZIP) and b"word/" in data and b"opendocument" not in data[:200] else None


def read(data: bytes) -> SourceText:
    """The text and tables. Raises DamagedFile, TooLarge."""
    from dondoc.reading.intake.word.body import Body
    from dondoc.reading.intake.word.package import Package

    with Package(data) as package:
        body = Body(package)
        return blocks.lay_out(body.blocks(), format=Format.WORD, wrapped=False, notes=body.notes)
