"""Reading → plain data, ready for ``json.dumps``.

Field names and units are those of the model; spans are ``start`` and ``end`` in code points of the source text. A header field is
its value under its own name, and where it was read under ``header["read"]``. Dates are ISO 8601. Three fields of ``source`` are there only
where a file gives them: ``page_confidence`` (a scan: how sure the recognition is of each page, 0 to 1), ``metadata`` (a packet or an
e-mail: pairs of name and value, as names may repeat) and ``secrecy`` (the stamp on an attachment that was left out).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.reading.findings import message
from dondoc.reading.model import Body, Citation, Deadline, Division, Finding, Header, Read, Reading, Repair, SourceText, Span, Task

VERSION = 1
"""Raised when the form changes so that older files can't be read as newer ones."""

Data = dict[str, Any]

HEADER_FIELDS = ("kind", "number", "issuer", "superior", "place", "date", "subject", "signer", "signer_title", "urgency", "secrecy")


def to_data(reading: Reading, *, text: bool = False) -> Data:
    """The whole reading; with `text`, the source text too (under ``source.text``)."""
    return {
        "version": VERSION,
        "source": _source(reading.source, text=text),
        "header": _header(reading.header),
        "divisions": [_division(item) for item in reading.divisions],
        "citations": [_citation(item) for item in reading.citations],
        "tasks": [_task(item) for item in reading.tasks],
        "findings": [_finding(item) for item in reading.findings],
        "repairs": [_repair(item) for item in reading.repairs],
    }


def _source(source: SourceText, *, text: bool) -> Data:
    data: Data = {"name": source.name, "format": source.format.value, "notes": list(source.notes)}
    if source.page_confidence:
        data["page_confidence"] = list(source.page_confidence)
    if source.metadata:
        data["metadata"] = [list(pair) for pair in source.metadata]
    if source.secrecy:
        data["secrecy"] = source.secrecy
    if text:
        data["text"] = source.text
    return data


def _span(span: Span) -> Data:
    return {"start": span.start, "end": span.end}


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _where(read: Read[Any]) -> Data:
    return {**_span(read.span), "rule": read.rule, "confidence": read.confidence}


def _header(header: Header) -> Data:
    fields: dict[str, Read[Any] | None] = {name: getattr(header, name) for name in HEADER_FIELDS}
    return {
        **{name: _plain(read.value) if read else None for name, read in fields.items()},
        "to": [read.value for read in header.to],
        "recipients": [read.value for read in header.recipients],
        "read": {
            **{name: _where(read) for name, read in fields.items() if read},
            "to": [_where(read) for read in header.to],
            "recipients": [_where(read) for read in header.recipients],
        },
    }


def _division(item: Division) -> Data:
    head = {"head_start": item.head.start, "head_end": item.head.end}
    return {**_span(item.span), **head, "kind": item.kind.value, "number": item.number, "parent": item.parent, "rule": item.rule}


def _citation(item: Citation) -> Data:
    return {
        **_span(item.span),
        "kind": item.kind,
        "number": item.number,
        "date": _iso(item.date),
        "issuer": item.issuer,
        "name": item.name,
        "year": item.year,
        "provisions": [{"article": p.article, "clause": p.clause, "point": p.point} for p in item.provisions],
        "relation": item.relation,
        "candidates": list(item.candidates),
        "confidence": item.confidence,
        "rule": item.rule,
    }


def _deadline(item: Deadline) -> Data:
    return {
        **_span(item.span),
        "text": item.text,
        "kind": item.kind.value,
        "due": _iso(item.due),
        "start_date": _iso(item.start),
        "every": item.every,
        "time": item.time,
        "amount": item.amount,
        "unit": item.unit,
        "event": item.event,
        "strict_before": item.strict_before,
        "fuzzy": item.fuzzy,
        "rule": item.rule,
    }


def _body(item: Body) -> Data:
    return {"name": item.name, **_span(item.span)}


def _task(item: Task) -> Data:
    return {
        **_span(item.span),
        "lead": [body.name for body in item.lead],
        "with": [body.name for body in item.coordinating],
        "bodies": {"lead": [_body(body) for body in item.lead], "with": [_body(body) for body in item.coordinating]},
        "action": item.action,
        "deadline": _deadline(item.deadline) if item.deadline else None,
        "report_to": item.report_to.name if item.report_to else None,
        "report_to_span": _span(item.report_to.span) if item.report_to else None,
        "product": {"name": item.product.value, **_where(item.product)} if item.product else None,
        "citations": list(item.citations),
        "division": item.division,
        "inherited": item.inherited,
        "confidence": item.confidence,
        "rule": item.rule,
    }


def _finding(item: Finding) -> Data:
    return {
        **_span(item.span),
        "code": item.code,
        "severity": item.severity.value,
        "task": item.task,
        "values": dict(item.values),
        "message": {language: message(item, language) for language in ("vi", "en")},
        "rule": item.rule,
    }


def _repair(item: Repair) -> Data:
    return {**_span(item.span), "seen": item.seen, "read": item.read, "rule": item.rule}
