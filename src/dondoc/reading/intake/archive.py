"""ZIP archives: each file inside is a document of its own.

:func:`read` reads an archive with one document; with several it says so (which of them is *the* document, nobody can tell), and
:func:`dondoc.reading.intake.take_in_all` reads each.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import replace

from dondoc.reading.errors import DamagedFile, ProtectedFile, SeveralDocuments
from dondoc.reading.intake import formats, kinds, limits, options
from dondoc.reading.intake.word.package import BROKEN
from dondoc.reading.model import Format, SourceText

SURE = 97
"""More than any format that is a ZIP itself: those have a list of types or a media type at the top, an archive has none."""
CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


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

    inside = [(name, content) for name, content in files(data) if formats.find(content) is not None]
    if not inside:
        raise DamagedFile(why="không có văn bản nào bên trong / there is no document inside")
    if len(inside) > 1:
        raise SeveralDocuments(count=len(inside))
    name, content = inside[0]
    source = take_in(content, name=name, options=options.deeper())
    return replace(source, format=Format.ZIP, notes=(*source.notes, f"read-from-archive: {name}"))


def files(data: bytes) -> list[tuple[str, bytes]]:
    """The files inside, by their path in the archive, without what systems leave behind. Raises DamagedFile, ProtectedFile, TooLarge."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_clutter(entry.filename)]
            limits.check("số tệp bên trong / files inside", len(entries), limits.INSIDE_FILES)
            limits.check("dung lượng giải nén / unpacked", sum(entry.file_size for entry in entries), limits.UNPACKED_BYTES, unit="MB")
            for entry in entries:
                limits.check("dung lượng / size", entry.file_size, limits.FILE_BYTES, unit="MB")
                if entry.file_size > limits.RATIO_FROM:
                    limits.check("tỷ lệ nén / packing ratio", entry.file_size // max(entry.compress_size, 1), limits.RATIO)
                if entry.flag_bits & 1:
                    raise ProtectedFile
            return [(_name(entry), _content(archive, entry)) for entry in entries]
    except BROKEN as error:
        raise DamagedFile(why="gói ZIP không mở được / the ZIP archive does not open") from error


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def _is_clutter(name: str) -> bool:
    base = posixpath.basename(name)
    return name.startswith("__MACOSX/") or base.startswith(("~$", "._")) or base.lower() in CLUTTER


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of an entry; many programs write UTF-8 without saying so (APPNOTE D: flag 11)."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
