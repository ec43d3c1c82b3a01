"""What came of each thing read: its signals, and whether an annotator reads the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus import Document, pairs
from errors import FIELDS, same

from dondoc.reading import confidence
from dondoc.reading.confidence import Signals


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing read. `right`: in every field the scorer compares; `predicted`: the confidence the reading gave it."""

    part: str
    signals: Signals
    right: bool
    predicted: float


def outcomes(scorer: Any, document: Document) -> Iterator[Outcome]:
    """The outcomes of one document: each citation and task, and each header field that the annotation states."""
    reading = document.reading
    for part, items in (("citations", reading.citations), ("tasks", reading.tasks)):
        gold, got = document.gold.get(part), document.read[part]
        if gold is None:
            continue
        matched = {r: g for g, r in pairs(scorer, part, gold, got)}
        for number, item in enumerate(items):
            signals = (
                confidence.of_citation(item, reading.repairs)  # type: ignore[arg-type]
                if part == "citations"
                else confidence.of_task(reading, number)
            )
            at = matched.get(number)
            right = at is not None and all(same(scorer, field, gold[at], got[number]) for field in FIELDS[part])
            yield Outcome(part, signals, right, item.confidence or 0.0)
    yield from _header(scorer, document)


def _header(scorer: Any, document: Document) -> Iterator[Outcome]:
    header, repairs = document.reading.header, document.reading.repairs
    for name, want in (document.gold.get("header") or {}).items():
        reads = getattr(header, name)
        for read in (reads if isinstance(reads, tuple) else (reads,))[:1]:
            if read is None or want in (None, "", []):
                continue
            right = _same_field(scorer, name, want, document.read["header"][name])
            yield Outcome("header", confidence.of_field(name, read, repairs), right, read.confidence or 0.0)


def _same_field(scorer: Any, name: str, want: Any, got: Any) -> bool:
    """Whether a header field agrees, as the scorer has it."""
    if name == "number":
        return bool(scorer.number_key(want) == scorer.number_key(got))
    if name == "date":
        return bool(want == got)
    if name == "to":
        return bool(scorer.same_bodies(want, got))
    return bool(scorer.fold(want) == scorer.fold(got) if name == "kind" else scorer.same_words(want, got))
