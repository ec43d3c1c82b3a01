"""Bytes → :class:`SourceText`, a module a format."""

from __future__ import annotations

from dondoc.reading.model import SourceText


def take_in(data: bytes, *, name: str | None = None) -> SourceText:
    """What the file says, with the format found from its bytes."""
    return SourceText(text=data.decode("utf-8-sig"), name=name)
