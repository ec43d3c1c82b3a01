"""Readings made by hand, in the form the registry keeps them: these tests are about plans, not about how well a text is read."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from dondoc.office.registry.models import Document, StoredFile

Data = dict[str, Any]


def place(text: str, words: str) -> tuple[int, int]:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return start, start + len(words)


def body(text: str, words: str) -> Data:
    """A body as a reading has it."""
    start, end = place(text, words)
    return {"name": words, "start": start, "end": end}


def deadline(text: str, words: str, **values: Any) -> Data:
    """A deadline read from `words`."""
    start, end = place(text, words)
    usual = {"kind": "absolute", "due": None, "every": None, "time": None, "amount": None, "unit": None, "event": None}
    return {
        **usual,
        "strict_before": False,
        "fuzzy": False,
        "start_date": None,
        "rule": "t",
        "text": words,
        "start": start,
        "end": end,
        **values,
    }


def task(text: str, words: str, *, lead: tuple[str, ...] = (), coordinating: tuple[str, ...] = (), **values: Any) -> Data:
    """A task read from `words`; bodies are looked for in the whole text."""
    start, end = place(text, words)
    bodies = {"lead": [body(text, name) for name in lead], "with": [body(text, name) for name in coordinating]}
    usual = {"deadline": None, "report_to": None, "report_to_span": None, "product": None, "citations": [], "division": None}
    return {
        "start": start,
        "end": end,
        "lead": list(lead),
        "with": list(coordinating),
        "bodies": bodies,
        "action": words,
        "rule": "t",
        **usual,
        **values,
    }


def citation(text: str, words: str, **values: Any) -> Data:
    """A citation read from `words`."""
    start, end = place(text, words)
    usual = {"kind": "Nghị định", "number": None, "date": None, "issuer": None, "name": None, "year": None, "provisions": [], "rule": "t"}
    return {**usual, "start": start, "end": end, **values}


def finding(text: str, words: str, code: str, **values: Any) -> Data:
    """A finding about `words`."""
    start, end = place(text, words)
    message = {"vi": f"Cần xem: {code}.", "en": f"Look at: {code}."}
    return {
        "start": start,
        "end": end,
        "code": code,
        "severity": "warning",
        "task": None,
        "values": {},
        "message": message,
        "rule": "t",
        **values,
    }


def reading(*tasks: Data, citations: tuple[Data, ...] = (), findings: tuple[Data, ...] = ()) -> Data:
    """A reading with these tasks."""
    return {
        "version": 1,
        "header": {},
        "divisions": [],
        "tasks": list(tasks),
        "citations": list(citations),
        "findings": list(findings),
        "repairs": [],
    }


def document(text: str, read: Data, *, number: str = "512/UBND-TCKH", day: date = date(2026, 3, 5)) -> Document:
    """A document that was read so."""
    digest = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
    file = StoredFile.objects.create(sha256=digest, size=len(text), name=f"{number.replace('/', '-')}.txt", media_type="text/plain")
    return Document.objects.create(
        file=file, kind="Công văn", number=number, issuer="UBND thành phố Sông Trà", date=day, subject="Rà soát tài sản công",
        state="read", source_text=text, reading=read,
    )  # fmt: skip
