"""ZIP archives: each file inside is a document of its own.

:func:`read` reads an archive with one document; with several it says so (which of them is *the* document, nobody can tell), and
:func:`dondoc.reading.intake.take_in_all` reads each.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.reading.errors import DamagedFile, ProtectedFile, SeveralDocuments, UnreadableFile
from dondoc.reading.intake import formats, kinds, limits, options, packets
from dondoc.reading.intake.zips import BROKEN, check_ratio
from dondoc.reading.model import Format, SourceText

SURE = 97
"""More than any format that is a ZIP itself: those have a list of types or a media type at the top, an archive has none."""
CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
LEFT_BEHIND = ("~$", "._")
"""How names begin of Word's locks and of what macOS keeps beside a file."""


def sure(data: bytes) -> int | None:
    """A ZIP with files that is no package of another format."""
    if not data.startswith(kinds.ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return None
    return SURE if names and not names & {"[Content_Types].xml", "mimetype"} else None


def read(data: bytes) -> SourceText:
    """The one document inside. Raises SeveralDocuments, and what reading that document raises."""
    from dondoc.reading.intake import take_in

    inside = files(data)
    documents = [place for place, (_, content) in enumerate(inside) if formats.find(content) is not None]
    if not documents:
        raise DamagedFile(why="không có văn bản nào bên trong / there is no document inside")
    if len(documents) > 1:
        options.budget().spend(-len(inside), -sum(len(content) for _, content in inside))  # who reads each of them unpacks them anew
        raise SeveralDocuments(count=len(documents))
    name, content = inside[documents[0]]
    source = take_in(content, name=name, options=options.deeper())
    notes, mark = packets.left_out([file for place, file in enumerate(inside) if place != documents[0]])
    return replace(
        source, format=Format.ZIP, notes=(*source.notes, f"read-from-archive: {name}", *notes), secrecy=source.secrecy or mark
    )


@dataclass(frozen=True, slots=True)
class Inside:
    """A file in an archive, by its path; where it is an archive itself that can't be opened, with the error."""

    path: str
    content: bytes
    depth: int
    """How many archives it lies in."""
    error: UnreadableFile | None = None


def walk(data: bytes, path: str, budget: options.Budget, depth: int = 0) -> Iterator[Inside]:
    """The files of an archive and of all archives in it, one after the other; a file that is no archive is the only one.

    All archives together have one `budget`.
    """
    if not sure(data):
        yield Inside(path, data, depth)
        return
    try:
        limits.check("tệp lồng trong tệp / files in files", depth + 1, limits.PACKETS_DEEP)
        for name, content in opened(data, budget):
            yield from walk(content, f"{path}/{name}" if path else name, budget, depth + 1)
    except UnreadableFile as error:
        yield Inside(path, data, depth, error)


def files(data: bytes) -> list[tuple[str, bytes]]:
    """The files inside, by their path in the archive, without what systems leave behind. Raises DamagedFile, ProtectedFile, TooLarge."""
    return list(opened(data, options.budget()))


def opened(data: bytes, budget: options.Budget) -> Iterator[tuple[str, bytes]]:
    """The same, one by one; all are asked about before the first is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not is_clutter(entry.filename)]
            budget.spend(len(entries), sum(entry.file_size for entry in entries))
            for entry in entries:
                limits.check("dung lượng / size", entry.file_size, limits.FILE_BYTES, unit="MB")
                check_ratio(entry)
                if entry.flag_bits & 1:
                    raise ProtectedFile
            for entry in entries:
                yield _name(entry), _content(archive, entry)
    except BROKEN as error:
        raise DamagedFile(why="gói ZIP không mở được / the ZIP archive does not open") from error


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def is_clutter(name: str) -> bool:
    """Whether a file of that path was left behind by a system or a program, and given a name by no person."""
    base = posixpath.basename(name)
    return name.startswith("__MACOSX/") or base.startswith(LEFT_BEHIND) or base.casefold() in CLUTTER


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of an entry; many programs write UTF-8 without saying so (APPNOTE D: flag 11)."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
