"""What edXML packets and e-mails have in common: attachments, one of which is the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dondoc.reading.errors import EmptyFile, NoTextLayer, UnreadableFile
from dondoc.reading.intake import formats, limits, options
from dondoc.reading.model import Format, SourceText
from dondoc.reading.notes import MARKED, UNCHECKED

LATER = (Format.XLSX, Format.SCAN, Format.HTML, Format.PLAIN)
"""Formats an annex, a logo or a signature comes in: read only where no other attachment is a document, in this order."""
ORNAMENT = 400
"""Pixels of the shorter side under which a picture is no page: A4 has as many at 50 dpi, where nothing can be read."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was made of a packet's files: the document, or why there is none; notes, and the stamp of secrecy on a file left out."""

    source: SourceText | None
    notes: list[str]
    secrecy: str | None
    trouble: UnreadableFile | None = None


def document_of(files: Sequence[tuple[str, bytes]], *, but: Sequence[Format] = ()) -> Chosen:
    """The first attachment that reads as a document; the others are looked at for a secrecy mark.

    `files` are names and bytes, in the order of the packet; `but`: formats not to read.
    """
    limits.check("số tệp đính kèm / attachments", len(files), limits.INSIDE_FILES)
    ranked = sorted((rank, place) for place, (_, data) in enumerate(files) if (rank := _rank(data, but)) is not None)
    trouble: UnreadableFile | None = None
    for _, place in ranked:
        name, data = files[place]
        try:
            source = take_in_deeper(data, name)
        except UnreadableFile as error:
            trouble = trouble or error
            continue
        notes, mark = left_out([file for at, file in enumerate(files) if at != place])
        return Chosen(source, [f"read-from-attachment: {name}", *notes], source.secrecy or mark)
    notes, mark = left_out(files)
    return Chosen(None, notes, mark, trouble)


def left_out(files: Iterable[tuple[str, bytes]]) -> tuple[list[str], str | None]:
    """Notes on files of a packet that are not its document, and the first stamp of secrecy on one of them."""
    notes: list[str] = []
    mark: str | None = None
    for name, data in files:
        notes.append(f"attachment-left-out: {name}")
        seen = look(data, name)
        notes += [f"{UNCHECKED}: {path}" for path in seen.unread]
        if seen.mark:
            notes.append(f"{MARKED}: {name}")
            mark = mark or seen.mark
    return notes, mark


@dataclass(frozen=True, slots=True)
class Look:
    """A look for a secrecy mark: the first one (``Mật``, ``Tối mật``, ``Tuyệt mật``), and the files that could not be looked into."""

    mark: str | None = None
    unread: tuple[str, ...] = ()


def look(data: bytes, name: str) -> Look:
    """Look for a stamp of secrecy on a file and on every file in it; of scans, at the first page."""
    from dondoc.reading.header.secrecy import secrecy_mark
    from dondoc.reading.intake import take_in_all

    try:
        how = replace(options.deeper(), ocr_pages=1)
    except UnreadableFile:
        return Look(None, (name,))
    unread: list[str] = []
    for path, found in take_in_all(data, name=name, options=how):
        if isinstance(found, UnreadableFile):
            unread += [] if _says_nothing(found) or _is_ornament(data) else [path]
        elif mark := found.secrecy or secrecy_mark(found.text):
            return Look(mark, tuple(unread))
    return Look(None, tuple(unread))


def _says_nothing(error: UnreadableFile) -> bool:
    """Whether an error says that the file was looked at, and that there are no words in it."""
    return isinstance(error, EmptyFile) or (isinstance(error, NoTextLayer) and error.tried)


def _is_ornament(data: bytes) -> bool:
    """Whether a file is a picture too small to be a page: the logo under a message."""
    from dondoc.reading.intake import scan

    return bool(scan.sure(data)) and scan.shorter_side(data) < ORNAMENT


def _rank(data: bytes, but: Sequence[Format]) -> int | None:
    found = formats.format_of(data)
    if found is None or found in but:
        return None
    return LATER.index(found) + 1 if found in LATER else 0


def take_in_deeper(data: bytes, name: str) -> SourceText:
    """What a file of the packet says that is being taken in."""
    from dondoc.reading.intake import take_in

    return take_in(data, name=name, options=options.deeper())


def packed(
    source: SourceText, format_: Format, chosen: Chosen, metadata: Sequence[tuple[str, str]], *, notes: Sequence[str] = ()
) -> SourceText:
    """The document of a packet, with what the packet says of it (empty values left out)."""
    said = tuple((name, value) for name, value in metadata if value)
    made = (*source.notes, *chosen.notes, *notes)
    return replace(source, format=format_, notes=made, metadata=(*said, *source.metadata), secrecy=chosen.secrecy)
