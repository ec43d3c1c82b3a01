"""What goes between the office and the process that takes files in: frames of JSON, made into values of the types they must have."""

from __future__ import annotations

import json
import struct
from typing import Any, Final

from dondoc.reading import errors
from dondoc.reading.errors import UnreadableFile, Words
from dondoc.reading.intake.packets import Look
from dondoc.reading.model import Cell, Format, SourceText, Span, Table

LENGTH: Final = struct.Struct(">I")
"""What stands before a frame."""


def frame(content: dict[str, Any]) -> bytes:
    """`content` as it goes over: its length, then JSON."""
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
    return LENGTH.pack(len(data)) + data


def error_data(error: UnreadableFile) -> dict[str, Any]:
    """An error as plain data."""
    return {"code": error.code, "values": {key: _plain(value) for key, value in error.values.items()}}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, Words) else value if isinstance(value, int | float) else str(value)


def error_of(data: dict[str, Any], name: str | None) -> UnreadableFile:
    """The error back from its data, with the name of the file."""
    kinds = {kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, UnreadableFile)}
    return kinds[data["code"]](name, **{str(key): _value(value) for key, value in data["values"].items()})


def _value(value: object) -> object:
    if isinstance(value, list):
        vi, en = map(str, value)
        return Words(vi, en)
    return value if isinstance(value, int | float) else str(value)


def source_data(source: SourceText) -> dict[str, Any]:
    """A text as plain data."""
    return {
        "text": source.text,
        "format": source.format.value,
        "tables": [
            {
                "span": [table.span.start, table.span.end],
                "cells": [[cell.span.start, cell.span.end, cell.row, cell.column, cell.rows, cell.columns] for cell in table.cells],
                "header_rows": table.header_rows,
            }
            for table in source.tables
        ],
        "wrapped": source.wrapped,
        "notes": list(source.notes),
        "page_confidence": list(source.page_confidence),
        "metadata": [list(pair) for pair in source.metadata],
        "secrecy": source.secrecy,
    }


def source_of(data: dict[str, Any]) -> SourceText:
    """The text back from its data; every value is made anew, of the type it must have."""
    text = str(data["text"])
    return SourceText(
        text,
        format=Format(data["format"]),
        tables=tuple(
            Table(
                _span(table["span"], text),
                tuple(Cell(_span(cell[:2], text), *map(int, cell[2:])) for cell in table["cells"]),
                int(table["header_rows"]),
            )
            for table in data["tables"]
        ),
        wrapped=None if data["wrapped"] is None else bool(data["wrapped"]),
        notes=tuple(map(str, data["notes"])),
        page_confidence=tuple(map(float, data["page_confidence"])),
        metadata=tuple((str(key), str(value)) for key, value in data["metadata"]),
        secrecy=None if data["secrecy"] is None else str(data["secrecy"]),
    )


def _span(pair: list[int], text: str) -> Span:
    span = Span(int(pair[0]), int(pair[1]))
    if span.end > len(text):
        raise ValueError("a span outside the text")
    return span


def look_data(look: Look) -> dict[str, Any]:
    """A look for a secrecy mark as plain data."""
    return {"mark": look.mark, "unread": list(look.unread)}


def look_of(data: dict[str, Any]) -> Look:
    """The look back from its data."""
    return Look(None if data["mark"] is None else str(data["mark"]), tuple(map(str, data["unread"])))
