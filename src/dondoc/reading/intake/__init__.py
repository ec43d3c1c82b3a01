"""Bytes → :class:`SourceText`, a module a format.

The format is found from the bytes: signatures first, then content; a file's name is only used in messages. To read a further
format, write a module with ``sure`` and ``read`` and add a row to :data:`dondoc.reading.intake.formats.FORMATS`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dondoc.reading.errors import EmptyFile, TooLarge, UnreadableFile
from dondoc.reading.intake import formats, kinds, limits
from dondoc.reading.intake.options import Options, current, using
from dondoc.reading.model import SourceText

__all__ = ["Options", "take_in"]

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
        raise type(error)(name, **error.values) from error
    except RecursionError as error:
        raise TooLarge(name, what="độ lồng nhau / nesting", size="> 300", limit=300) from error


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
