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
    from dondoc.reading.citations import find_citations
    from dondoc.reading.confidence import weigh
    from dondoc.reading.findings import find_findings, find_source_findings
    from dondoc.reading.header import read_header
    from dondoc.reading.outline import read_outline
    from dondoc.reading.script import clean
    from dondoc.reading.tasks import find_tasks

    text = clean(source)
    header, header_repairs = read_header(text, source.text)
    outline = read_outline(text)
    citations, citation_repairs = find_citations(text, header=header)
    tasks, unassigned = find_tasks(source, text, outline, header, citations)
    reading = Reading(
        source=source,
        header=header,
        divisions=outline.divisions(text),
        citations=tuple(citations),
        tasks=tasks,
        findings=(
            *find_source_findings(source),
            *find_findings(tasks, [text.span(item.start, item.end) for item in unassigned], header, citations, source.text),
        ),
        repairs=tuple(sorted(dict.fromkeys([*header_repairs, *citation_repairs]), key=lambda repair: (repair.span.start, repair.span.end))),
    )
    return weigh(reading)
