"""The reader of official documents: the same bytes give the same :class:`Reading`. No Django, no network, no clock.

>>> from dondoc.reading import read_text
>>> reading = read_text("Sở Y tế chủ trì, báo cáo UBND tỉnh trước ngày 15/12/2025.")
"""

from __future__ import annotations

from pathlib import Path

from dondoc.reading.errors import DondocError, UnreadableFile
from dondoc.reading.model import Reading, SourceText, Span

__all__ = ["DondocError", "Reading", "Span", "UnreadableFile", "read", "read_source", "read_text"]


def read(source: str | Path | bytes, *, name: str | None = None) -> Reading:
    """Read a file, or its bytes.

    `source` is a path or the bytes of a file; `name` (default: the path's) is used in errors and tells nothing about the format,
    which is found from the bytes. Raises :class:`UnreadableFile` (see :mod:`dondoc.reading.errors`) where there is nothing to read,
    and :class:`OSError` where the path can't be opened.
    """
    from dondoc.reading.intake import take_in

    if isinstance(source, bytes):
        return read_source(take_in(source, name=name))
    path = Path(source)
    return read_source(take_in(path.read_bytes(), name=name or path.name))


def read_text(text: str, *, name: str | None = None) -> Reading:
    """Read a text that is already decoded. Spans count code points of `text` as given."""
    return read_source(SourceText(text=text, name=name))


def read_source(source: SourceText) -> Reading:
    """Read what intake made of a file."""
    from dondoc.reading.stages import run

    return run(source)
