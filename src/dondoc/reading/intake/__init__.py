"""Bytes → :class:`SourceText`, a module a format.

The format is found from the bytes: signatures first, then content; a file's name is only used in messages. To read a further
format, write a module with ``sure`` and ``read`` and add a row to :data:`dondoc.reading.intake.formats.FORMATS`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dondoc.reading.errors import EmptyFile, TooLarge, UnreadableFile
from dondoc.reading.intake import formats, kinds, limits
from dondoc.reading.intake.options import Options, budget, current, using
from dondoc.reading.model import SourceText

if TYPE_CHECKING:
    from dondoc.reading.intake.archive import Inside

__all__ = ["Options", "take_in", "take_in_all"]

_WORDS = re.compile(r"\w")


def take_in(data: bytes, *, name: str | None = None, options: Options | None = None) -> SourceText:
    """What the file says, with the format found from its bytes. `options`: how (default: those of the file it lies in, else all read).

    Raises :class:`UnreadableFile` (one of its kinds, with `name` in the message) where there is nothing to read; no other error
    comes out of here, whatever the bytes.
    """
    try:
        with using(options or current()):
            return replace(_read(data), name=name)
    except UnreadableFile as error:
        raise _named(error, name or "") from error
    except RecursionError as error:
        raise TooLarge(name, what="độ lồng nhau / nesting", size="> 300", limit=300) from error


def take_in_all(data: bytes, *, name: str | None = None, options: Options | None = None) -> list[tuple[str, SourceText | UnreadableFile]]:
    """What each document in a file says, with its name: of an archive each file inside (``goi.zip/cong-van.docx``), else the file itself.

    A document that can't be read has its error in place of the text; an archive that can't be opened is the only entry.
    """
    from dondoc.reading.intake import archive

    title = name or ""
    if len(data) > limits.FILE_BYTES:
        return [(title, _or_error(data, title, current()))]
    with using(options or current()):
        return [(file.path, _taken(file)) for file in archive.walk(data, title, budget(), current().depth)]


def _taken(file: Inside) -> SourceText | UnreadableFile:
    if file.error:
        return _named(file.error, file.path)
    return _or_error(file.content, file.path, replace(current(), depth=file.depth))


def _or_error(data: bytes, name: str, options: Options) -> SourceText | UnreadableFile:
    try:
        return take_in(data, name=name or None, options=options)
    except UnreadableFile as error:
        return error


def _named(error: UnreadableFile, name: str) -> UnreadableFile:
    return type(error)(name or None, **error.values)


def _read(data: bytes) -> SourceText:
    limits.check("dung lượng / size", len(data), limits.FILE_BYTES, unit="MB")
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyFile
    module = formats.find(data)
    if module is None:
        raise kinds.refusal(data)
    source = module.read(data)
    if not _WORDS.search(source.text):
        raise EmptyFile
    return source
