"""The formats we read: one row each.

A row names a module of this package that has

``sure(data: bytes) -> int | None``
    How sure it is that it can read these bytes, 1 to 100; ``None``: not mine. Cheap: looks at signatures and openings.
``read(data: bytes) -> SourceText``
    The text; raises :class:`~dondoc.reading.errors.UnreadableFile`.

Modules are imported when they are asked, and import their libraries when they read, so that reading a text file loads no PDF engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from dondoc.reading.model import Format, SourceText


class FormatModule(Protocol):
    """What a format's module offers."""

    def sure(self, data: bytes, /) -> int | None: ...

    def read(self, data: bytes, /) -> SourceText: ...


FORMATS: tuple[tuple[Format, str], ...] = (
    (Format.PDF, "dondoc.reading.intake.pdf"),
    (Format.WORD, "dondoc.reading.intake.word"),
    (Format.HTML, "dondoc.reading.intake.html"),
    (Format.ODT, "dondoc.reading.intake.opendocument"),
    (Format.DOC, "dondoc.reading.intake.libreoffice"),
    (Format.RTF, "dondoc.reading.intake.libreoffice"),
    (Format.SCAN, "dondoc.reading.intake.scan"),
    (Format.PLAIN, "dondoc.reading.intake.plain"),
)


def find(data: bytes) -> FormatModule | None:
    """The module surest of `data` (the first of equals), or ``None``."""
    surest, found = 0, None
    for _, path in FORMATS:
        module = cast(FormatModule, import_module(path))
        if (module.sure(data) or 0) > surest:
            surest, found = module.sure(data) or 0, module
    return found
