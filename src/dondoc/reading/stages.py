"""The stages of a reading, one after the other. A module of its own, which the door loads only when something is read."""

from __future__ import annotations

from dondoc.reading.citations import find_citations
from dondoc.reading.confidence import weigh
from dondoc.reading.findings import find_findings, find_source_findings
from dondoc.reading.header import read_header
from dondoc.reading.model import Reading, SourceText
from dondoc.reading.outline import read_outline
from dondoc.reading.script import clean
from dondoc.reading.tasks import find_tasks


def run(source: SourceText) -> Reading:
    """Read what intake made of a file."""
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
