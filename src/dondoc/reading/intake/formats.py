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
    (Format.XLSX, "dondoc.reading.intake.spreadsheet"),
    (Format.ZIP, "dondoc.reading.intake.archive"),
    (Format.EDXML, "dondoc.reading.intake.edxml"),
    (Format.MAIL, "dondoc.reading.intake.mail"),
    (Format.PLAIN, "dondoc.reading.intake.plain"),
)


def find(data: bytes) -> FormatModule | None:
    """The module surest of `data` (the first of equals), or ``None``."""
    found = _surest(data)
    return None if found is None else found[1]


def format_of(data: bytes) -> Format | None:
    """The format of the module surest of `data`, or ``None``; of two formats that share a module, the first."""
    found = _surest(data)
    return None if found is None else found[0]


def _surest(data: bytes) -> tuple[Format, FormatModule] | None:
    surest, found = 0, None
    for format_, path in FORMATS:
        module = cast(FormatModule, import_module(path))
        sure = module.sure(data) or 0
        if sure > surest:
            surest, found = sure, (format_, module)
    return found
