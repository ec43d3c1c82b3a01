"""How sure a reading is of each thing it read: the part of such things that were right in annotated documents.

A thing is described by signals: the rule that read it, and what made it harder (a slip was mended, the lead is a class of bodies, the
header was read from prose …). A logistic model over the signals gives the number; its weights are ``data/confidence.tsv``, made by
``bench/calibrate.py`` from annotated documents and checked by ``bench/reliability.py``. A rule that was never seen is ``rule:unseen``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import compress
from typing import Any

from dondoc.reading.data import table
from dondoc.reading.model import Citation, Read, Reading, Repair, Span, Task
from dondoc.reading.tasks.classes import stands_for_many

Signals = tuple[str, ...]

PARTS = ("citations", "tasks", "header")
FIELDS = ("kind", "number", "issuer", "superior", "place", "date", "subject", "signer", "signer_title", "urgency", "secrecy")
LISTS = ("to", "recipients")
CLOSE_LOOK = 0.8
"""Below this a person should look closely."""
MANY = 3
"""More leads than this are a long list."""
LONG = 900
"""Characters of a passage that says more than one thing."""
FEW = 3
"""Tasks of a document that gives few."""
SETTLED = 1e-5
"""Change of all weights in a sweep below which they are found."""
UNSEEN = "rule:unseen"
_PROSE = frozenset(("portal", "portal-title", "enactment", "passing", "introduction", "brackets"))
_MAY_RAISE = ("all", "rule:", "field:")
_OF_CITATIONS = ("mended", "several candidates", "number without issuer and date", "provisions")
_OF_TASKS = (
    "inherited lead",
    "no lead",
    "lead is a class",
    "many leads",
    "coordinating",
    "coordinating is a class",
    "deadline",
    "deadline without a day",
    "fuzzy deadline",
    "report",
    "long passage",
    "coordination in words only",
    "report in words only",
    "begins in a sentence",
    "unlike its neighbours",
    "few tasks",
)
_OF_FIELDS = ("read from prose", "mended")
"""What may make a thing harder to read, in the order in which it is asked."""


def weigh(reading: Reading) -> Reading:
    """`reading`, with the confidence of every citation, task and header field set.

    The items were just made for this reading and nobody else holds them yet: they are completed in place, which costs a tenth of copies.
    """
    repairs = reading.repairs
    for citation in reading.citations:
        _set(citation, confidence("citations", of_citation(citation, repairs)))
    for place, task in enumerate(reading.tasks):
        _set(task, confidence("tasks", of_task(reading, place)))
    for name in (*FIELDS, *LISTS):
        value = getattr(reading.header, name)
        for read in value if isinstance(value, tuple) else (value,):
            if read is not None:
                _set(read, confidence("header", of_field(name, read, repairs)))
    return reading


def _set(item: Citation | Task | Read[Any], value: float) -> None:
    object.__setattr__(item, "confidence", value)


@lru_cache(maxsize=4096)
def confidence(part: str, signals: Signals) -> float:
    """The confidence of a thing of `part` with `signals`, to two digits; never 0 or 1."""
    return min(0.99, max(0.01, round(chance(_weights(part), signals), 2)))


def chance(weights: Mapping[str, float], signals: Signals) -> float:
    """What `weights` give a thing with `signals`, between 0 and 1."""
    unseen = weights.get(UNSEEN, 0.0)
    total = sum(weights.get(signal, unseen if signal.startswith("rule:") else 0.0) for signal in ("all", *signals))
    return 1 / (1 + math.exp(-total))


@cache
def _weights(part: str) -> dict[str, float]:
    return {row["signal"]: float(row["weight"]) for row in table("confidence") if row["part"] == part}


def of_citation(item: Citation, repairs: Sequence[Repair]) -> Signals:
    """What is known of a citation before a person looks."""
    holds = (
        _is_mended(item.span, repairs),
        len(item.candidates) > 1,
        item.number is not None and item.issuer is None and item.date is None,
        bool(item.provisions),
    )
    return (f"rule:{item.rule.removeprefix('citation.')}", *compress(_OF_CITATIONS, holds))


def of_task(reading: Reading, place: int) -> Signals:
    """What is known of the task at `place` in `reading` before a person looks."""
    item, words = reading.tasks[place], reading.quote(reading.tasks[place].span)
    deadline = item.deadline
    holds = (
        item.inherited,
        not item.lead,
        any(stands_for_many(body.name) for body in item.lead),
        len(item.lead) > MANY,
        bool(item.coordinating),
        any(stands_for_many(body.name) for body in item.coordinating),
        deadline is not None,
        deadline is not None and deadline.due is None and deadline.every is None,
        deadline is not None and deadline.fuzzy,
        item.report_to is not None,
        item.span.end - item.span.start > LONG,
        not item.coordinating and "phối hợp" in words,
        item.report_to is None and "báo cáo" in words.lower(),
        words[:1].islower(),
        _is_unlike_its_neighbours(reading.tasks, place),
        len(reading.tasks) <= FEW,
    )
    return (f"rule:{item.rule.removeprefix('task.')}", *compress(_OF_TASKS, holds))


def _is_unlike_its_neighbours(tasks: tuple[Task, ...], place: int) -> bool:
    """Whether a task was read by another rule than those before and behind it."""
    beside = tasks[max(place - 1, 0) : place] + tasks[place + 1 : place + 2]
    return bool(beside) and all(other.rule != tasks[place].rule for other in beside)


def of_field(name: str, item: Read[Any], repairs: Sequence[Repair]) -> Signals:
    """What is known of a header field before a person looks."""
    rule = item.rule.removeprefix("header.")
    return (f"field:{name}", f"rule:{rule}", *compress(_OF_FIELDS, (rule in _PROSE, _is_mended(item.span, repairs))))


def _is_mended(span: Span, repairs: Sequence[Repair]) -> bool:
    return bool(repairs) and any(repair.span.overlaps(span) for repair in repairs)


def fit(rows: Iterable[tuple[Signals, float, float]], *, ridge: float = 0.3, sweeps: int = 400) -> dict[str, float]:
    """The weights of the signals in `rows` of (signals, times right, times wrong).

    Logistic regression with a ridge, by coordinate Newton steps from zero, so that the same rows give the same weights. A signal that is
    neither a rule nor a field names a difficulty, or one thing more that can be wrong: it never raises confidence.
    """
    counted = [(("all", *signals), right, wrong) for signals, right, wrong in rows]
    weights = dict.fromkeys(sorted({signal for signals, _, _ in counted for signal in signals}), 0.0)
    having = {signal: [row for row in counted if signal in row[0]] for signal in weights}
    for _ in range(sweeps):
        before = dict(weights)
        for signal, touched in having.items():
            pull = 0.0 if signal == "all" else ridge
            slope, bend = -pull * weights[signal], pull + 1e-9
            for signals, right, wrong in touched:
                chance = 1 / (1 + math.exp(-sum(weights[name] for name in signals)))
                slope += right - (right + wrong) * chance
                bend += (right + wrong) * chance * (1 - chance)
            weights[signal] += max(-1.0, min(1.0, slope / bend))
            if not signal.startswith(_MAY_RAISE):
                weights[signal] = min(0.0, weights[signal])
        if all(abs(weights[signal] - before[signal]) < SETTLED for signal in weights):
            break
    return weights
