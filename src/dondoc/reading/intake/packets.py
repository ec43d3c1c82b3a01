"""What edXML packets and e-mails have in common: attachments, one of which is the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.errors import UnreadableFile
from dondoc.reading.intake import formats, limits, options
from dondoc.reading.model import Format, SourceText

LATER = (Format.XLSX, Format.SCAN, Format.HTML, Format.PLAIN)
"""Formats an annex, a logo or a signature comes in: read only where no other attachment is a document, in this order."""


def document_of(
    files: Sequence[tuple[str, bytes]], *, but: Sequence[Format] = ()
) -> tuple[SourceText | None, list[str], UnreadableFile | None]:
    """The first attachment that reads as a document, notes on which it was and what was left out, and why none was read.

    `files` are names and bytes, in the order of the packet; `but`: formats not to read.
    """
    limits.check("số tệp đính kèm / attachments", len(files), limits.INSIDE_FILES)
    ranked = sorted((rank, place) for place, (_, data) in enumerate(files) if (rank := _rank(data, but)) is not None)
    trouble: UnreadableFile | None = None
    for _, place in ranked:
        name, data = files[place]
        try:
            source = _taken(name, data)
        except UnreadableFile as error:
            trouble = trouble or error
            continue
        left = [other for at, (other, _) in enumerate(files) if at != place]
        return source, [f"read-from-attachment: {name}", *(f"attachment-left-out: {other}" for other in left)], None
    return None, [f"attachment-left-out: {name}" for name, _ in files], trouble


def _rank(data: bytes, but: Sequence[Format]) -> int | None:
    found = formats.format_of(data)
    if found is None or found in but:
        return None
    return LATER.index(found) + 1 if found in LATER else 0


def _taken(name: str, data: bytes) -> SourceText:
    from dondoc.reading.intake import take_in

    return take_in(data, name=name, options=options.deeper())


def packed(source: SourceText, format_: Format, notes: Sequence[str], metadata: Sequence[tuple[str, str]]) -> SourceText:
    """The document of a packet, with what the packet says of it (empty values left out)."""
    said = tuple((name, value) for name, value in metadata if value)
    return replace(source, format=format_, notes=(*source.notes, *notes), metadata=(*said, *source.metadata))
