"""A reading → the draft plan, and a new reading → the same draft with every correction kept.

What a person accepted, rejected, reshaped or added is left alone. Of what is still only proposed, the parts a person corrected stay and
the others are read anew. Proposals nobody touched come and go with the reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from dondoc.office.registry.models import Document
from dondoc.office.work import spans as places
from dondoc.office.work.bodies import unit_index
from dondoc.office.work.criteria import suggested as suggested_criteria
from dondoc.office.work.matching import UnitIndex
from dondoc.office.work.models import DEADLINE_FIELDS, BodyRole, Plan, PlanItem, PlanItemBody
from dondoc.office.work.signals import plan_drafted
from dondoc.reading.confidence import CLOSE_LOOK

Data = dict[str, Any]
Part = PlanItem.Part

TEXT_ONLY = "about-persons-views"
"""The finding for a passage that calls for watching or grading what persons think or say: shown as text, never a task."""

CHECK_CLOSELY = "check-closely"
"""The finding for a task of which the reader is not sure."""

SAME = 0.5
"""Two spans are the same passage when they share this part of the shorter one."""

FIELDS: dict[Part, tuple[str, ...]] = {
    Part.SPANS: ("spans", "quote"),
    Part.ACTION: ("action",),
    Part.DEADLINE: (*DEADLINE_FIELDS, "deadline_span"),
    Part.REPORT: ("report_to", "report_unit_id"),
    Part.PRODUCT: ("product",),
    Part.CRITERIA: ("criteria",),
}
"""The fields of :class:`PlanItem` that hold each part; the bodies are rows of their own."""


@dataclass(slots=True)
class Proposal:
    """One task of a reading in the form of a plan item."""

    values: dict[Part, Data]
    shared: Data
    """What no person corrects: citations, findings, rule, text_only."""
    bodies: list[Data] = field(default_factory=list)

    @property
    def spans(self) -> list[list[int]]:
        result: list[list[int]] = self.values[Part.SPANS]["spans"]
        return result


def proposals(reading: Data, text: str, index: UnitIndex) -> list[Proposal]:
    """The tasks of `reading` (:func:`dondoc.reading.writers.jsonform.to_data`) over `text`."""
    return [_proposal(reading, number, task, text, index) for number, task in enumerate(reading.get("tasks", ()))]


def citations_within(reading: Data, spans: Sequence[places.Pair]) -> list[Data]:
    """Copies of the citations that lie in `spans`."""
    found = enumerate(reading.get("citations", ()))
    return [{**citation, "index": number} for number, citation in found if places.overlap([[citation["start"], citation["end"]]], spans)]


def findings_within(reading: Data, spans: Sequence[places.Pair], task: int | None = None) -> list[Data]:
    """Copies of the findings about task number `task`, and of those on persons' views wherever they touch `spans`."""
    return [
        finding
        for finding in reading.get("findings", ())
        if (task is not None and finding.get("task") == task)
        or (finding["code"] == TEXT_ONLY and places.overlap([[finding["start"], finding["end"]]], spans))
    ]


def is_text_only(findings: Iterable[Data]) -> bool:
    """Whether `findings` forbid making a task of the passage."""
    return any(finding["code"] == TEXT_ONLY for finding in findings)


def deadline_values(deadline: Data | None) -> Data:
    """The deadline fields for a reading's `deadline`; empty ones for ``None``."""
    read = deadline or {}
    return {
        "deadline_text": (read.get("text") or "")[:500],
        "deadline_kind": read.get("kind") or "",
        "due": date.fromisoformat(read["due"]) if read.get("due") else None,
        "every": read.get("every") or "",
        "time": read.get("time") or "",
        "amount": read.get("amount"),
        "amount_unit": read.get("unit") or "",
        "event": (read.get("event") or "")[:500],
        "strict_before": bool(read.get("strict_before")),
        "fuzzy": bool(read.get("fuzzy")),
        "deadline_span": [read["start"], read["end"]] if read else None,
    }


def suggested(words: str, index: UnitIndex) -> Data:
    """The suggestion fields of a :class:`PlanItemBody` for `words`."""
    suggestion = index.match(words)
    return {"suggested_unit_id": suggestion.unit, "suggested_class": list(suggestion.candidates), "suggestion_rule": suggestion.rule}


def _doubt(task: Data) -> list[Data]:
    """A finding of our own for a `task` of low confidence."""
    if (task.get("confidence") or 1.0) >= CLOSE_LOOK:
        return []
    message = {"vi": "Cần xem kỹ: so lại mục này với văn bản.", "en": "Check closely: compare this item with the document."}
    where = {"start": task["start"], "end": task["end"]}
    return [{**where, "code": CHECK_CLOSELY, "severity": "info", "task": None, "values": {}, "message": message, "rule": "confidence"}]


def _proposal(reading: Data, number: int, task: Data, text: str, index: UnitIndex) -> Proposal:
    spans = [[task["start"], task["end"]]]
    findings = [*findings_within(reading, spans, number), *_doubt(task)]
    report_to = task.get("report_to") or ""
    product = task.get("product") or {}
    deadline = deadline_values(task.get("deadline"))
    citations = [{**reading["citations"][at], "index": at} for at in task.get("citations", ())]
    values = {
        Part.SPANS: {"spans": spans, "quote": places.quote(text, spans)},
        Part.ACTION: {"action": task["action"]},
        Part.DEADLINE: deadline,
        Part.REPORT: {"report_to": report_to[:500], "report_unit_id": index.match(report_to).unit if report_to else None},
        Part.PRODUCT: {"product": (product.get("name") or "")[:1000]},
        Part.CRITERIA: {"criteria": suggested_criteria(task["action"], product.get("name") or "", deadline["due"])},
    }
    shared = {"citations": citations, "findings": findings, "rule": task.get("rule") or "", "text_only": is_text_only(findings)}
    bodies = _bodies(task.get("bodies") or {}, index)
    if any(body["role"] == BodyRole.LEAD and body["suggestion_rule"] == "class" for body in bodies):
        shared["each_unit"] = True
    return Proposal(values, shared, bodies)


def _bodies(read: dict[str, list[Data]], index: UnitIndex) -> list[Data]:
    roles = ((BodyRole.LEAD, read.get("lead", ())), (BodyRole.COORDINATING, read.get("with", ())))
    return [
        {
            "role": role.value,
            "order": order,
            "words": body["name"][:500],
            "span": [body["start"], body["end"]],
            **suggested(body["name"], index),
        }
        for role, bodies in roles
        for order, body in enumerate(bodies)
    ]


@transaction.atomic
def refresh_plan(document: Document) -> Plan:
    """The document's draft plan, made or brought up to date with its reading. A confirmed plan is left as it is."""
    plan = Plan.objects.select_for_update().filter(document=document).exclude(state=Plan.State.SUPERSEDED).first()
    is_first = plan is None
    if plan is None:
        plan = Plan.objects.create(document=document)
    if plan.is_draft:
        read = proposals(document.reading or {}, document.source_text, unit_index())
        _bring_up_to_date(plan, read, document.reading or {}, document.source_text)
    if is_first and plan.items.filter(text_only=False).exists():
        plan_drafted.send(sender=Plan, plan=plan)
    return plan


def _bring_up_to_date(plan: Plan, read: list[Proposal], reading: Data, text: str) -> None:
    items = list(plan.items.all())
    for item in items:
        _find_place_again(item, text)
    reshaped = [item for item in items if item.is_reshaped]
    for item in reshaped:
        _overrule(item, findings_within(reading, item.spans))
    done = PlanItem.objects.filter(plan__document=plan.document_id, tasks__isnull=False).exclude(plan=plan)
    taken = [item.spans for item in (*reshaped, *done)]
    left = [item for item in items if not item.is_reshaped]
    fresh: list[tuple[PlanItem, Proposal]] = []
    for proposal in read:
        known = _same_passage(proposal, left)
        if known is not None:
            left.remove(known)
            _read_anew(known, proposal)
        elif not any(_is_same(proposal.spans, spans) for spans in taken):
            fresh.append((_new_item(plan, proposal), proposal))
    gone = [item for item in left if item.decision == PlanItem.Decision.PROPOSED and not item.corrected]
    kept = [item for item in items if item not in gone]
    PlanItem.objects.filter(pk__in=[item.pk for item in gone]).delete()
    _save_in_order(kept, fresh)


def _find_place_again(item: PlanItem, text: str) -> None:
    if places.quote(text, item.spans) != item.quote:
        pieces = item.quote.split("\n") if len(item.spans) > 1 else [item.quote]
        item.spans = places.find_again(text, pieces, item.spans[0][0] if item.spans else 0)


def _is_same(one: Sequence[places.Pair], other: Sequence[places.Pair]) -> bool:
    shorter = min(places.length(one), places.length(other))
    return bool(shorter) and places.overlap(one, other) >= SAME * shorter


def _same_passage(proposal: Proposal, items: list[PlanItem]) -> PlanItem | None:
    """The item that has just these spans, else the one that shares most with them."""
    for item in items:
        if item.spans == proposal.spans:
            return item
    alike = [item for item in items if _is_same(proposal.spans, item.spans)]
    return max(alike, key=lambda item: places.overlap(proposal.spans, item.spans), default=None)


def _overrule(item: PlanItem, findings: list[Data]) -> None:
    """That a passage is about persons' views overrules even an acceptance, whoever made the item (rule 9)."""
    if is_text_only(findings) and not item.text_only:
        item.text_only, item.decision, item.findings = True, PlanItem.Decision.PROPOSED, findings
        item.version += 1


def _read_anew(item: PlanItem, proposal: Proposal) -> None:
    """Whatever a person decided or corrected stays, but for what :func:`_overrule` says."""
    item.text_only = item.text_only and proposal.shared["text_only"]
    _overrule(item, proposal.shared["findings"])
    if item.decision != PlanItem.Decision.PROPOSED:
        return
    before = {name: getattr(item, name) for names in FIELDS.values() for name in names}
    for part, values in proposal.values.items():
        if not item.is_corrected(part):
            _set(item, values)
    bodies_stay = item.is_corrected(Part.BODIES)
    _set(item, {name: value for name, value in proposal.shared.items() if name != "each_unit" or not bodies_stay})
    if not bodies_stay:
        item.bodies.all().delete()
        PlanItemBody.objects.bulk_create([PlanItemBody(item=item, **values) for values in proposal.bodies])
    if any(getattr(item, name) != value for name, value in before.items()):
        item.version += 1


def _set(item: PlanItem, values: Data) -> None:
    for name, value in values.items():
        setattr(item, name, value)


def _new_item(plan: Plan, proposal: Proposal) -> PlanItem:
    item = PlanItem(plan=plan, order=0)
    for values in (*proposal.values.values(), proposal.shared):
        _set(item, values)
    return item


def _save_in_order(kept: list[PlanItem], fresh: list[tuple[PlanItem, Proposal]]) -> None:
    """Everything in the order of the text; what has lost its place there comes last."""
    everything = [*kept, *(item for item, _ in fresh)]
    everything.sort(key=lambda item: item.spans[0] if item.spans else [1 << 40])
    for order, item in enumerate(everything, 1):
        item.order = order
    names = [field.name for field in PlanItem._meta.concrete_fields if not field.primary_key]
    PlanItem.objects.bulk_update(kept, names, batch_size=20)
    PlanItem.objects.bulk_create([item for item, _ in fresh])
    PlanItemBody.objects.bulk_create([PlanItemBody(item=item, **values) for item, proposal in fresh for values in proposal.bodies])
