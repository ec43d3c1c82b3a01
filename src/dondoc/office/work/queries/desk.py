"""The plan desk and the list of plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dondoc.deadlines.days import WorkingDays
from dondoc.deadlines.explained import Explanation
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import may, require
from dondoc.office.registry.models import Document
from dondoc.office.work.actions.confirming import Tally, tally
from dondoc.office.work.actions.draft import CONFIRM, EDIT, can_be_accepted, has_lead, is_complete
from dondoc.office.work.criteria import CriterionInput, from_kept
from dondoc.office.work.highlight import Mark, Paragraph, paragraphs
from dondoc.office.work.models import BodyRole, Plan, PlanItem, PlanItemBody, Task, working_days
from dondoc.office.work.settled import open_findings
from dondoc.office.work.spans import cut, one_line, quote
from dondoc.office.work.wording import RULES, counted_deadline, deadline_notes, deadline_words, finding_words

VIEW = "work.view_plan"
CARDS = 100
"""Items a page of the desk shows: a document of megabytes gives thousands."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body on a card: the words, the unit it is or may be, and why."""

    words: str
    unit: str
    suggestion: str
    why: str
    choices: int
    """How many units there are to choose from, for a class or an ambiguous name."""

    @property
    def is_open(self) -> bool:
        """Whether a person still has to choose."""
        return not self.unit and not self.suggestion


@dataclass(frozen=True, slots=True)
class Card:
    """A plan item as the desk shows it."""

    item: PlanItem
    leads: list[BodyLine]
    coordinating: list[BodyLine]
    criteria: tuple[CriterionInput, ...]
    deadline: str
    deadline_notes: list[str]
    counted: Explanation | None
    """How a relative deadline is counted."""
    findings: list[tuple[str, str]]
    """(severity, words)"""
    missing: list[str]
    """What is not clear yet, in words: who, by when."""
    can_be_accepted: bool
    is_complete: bool
    corrected: list[str]
    tasks: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    may_edit: bool = False

    @property
    def state(self) -> str:
        """How the card is drawn: text-only, or the decision."""
        return "text-only" if self.item.text_only else self.item.decision


@dataclass(frozen=True, slots=True)
class Desk:
    """All the plan desk shows."""

    document: Document
    plan: Plan | None
    page: Page[PlanItem]
    """The items asked for, of which these are shown."""
    cards: list[Card]
    """Of the page's items."""
    paragraphs: list[Paragraph]
    tally: Tally
    may_edit: bool
    may_confirm: bool
    tasks: int
    """How many tasks the document gave, by this plan or one before it."""
    state: str = ""
    """The decision whose items are shown; empty: all."""

    @property
    def shown(self) -> frozenset[int]:
        """The items on this page."""
        return frozenset(card.item.pk for card in self.cards)

    @property
    def query(self) -> str:
        """What the addresses of the other pages repeat."""
        return f"state={self.state}" if self.state else ""


BODIES = Prefetch("bodies", PlanItemBody.objects.select_related("unit", "suggested_unit"))


def _items(plan: Plan) -> QuerySet[PlanItem]:
    return plan.items.select_related("report_unit", "changed_by").prefetch_related(BODIES)


def get_desk(person: Person, document_id: int, *, state: str = "", page: str | int = 1, at: int = 0) -> Desk:
    """The desk of the document's current plan. Eight queries at most.

    Of its items those with the decision `state` (a :class:`PlanItem.Decision`; all, where it is none) are shown, a page at a time: `page`,
    or the one with the item `at`.
    """
    require(person, VIEW)
    document = get_object_or_404(Document.objects.select_related("file"), pk=document_id)
    plan = document.plans.exclude(state=Plan.State.SUPERSEDED).select_related("confirmed_by").first()
    items = list(_items(plan)) if plan else []
    state = state if state in PlanItem.Decision.values else ""
    asked = [item for item in items if not state or (item.decision == state and not item.text_only)]
    place = next((number for number, item in enumerate(asked) if item.pk == at), None)
    shown = Paginator(asked, CARDS).get_page(page if place is None else place // CARDS + 1)
    tasks = _tasks_by_item(plan) if plan and not plan.is_draft else {}
    editable = bool(plan and plan.is_draft and may(person, EDIT))
    days = working_days()
    return Desk(
        document=document,
        plan=plan,
        page=shown,
        cards=[card(item, document, tasks.get(item.pk, ()), may_edit=editable, days=days) for item in shown],
        paragraphs=paragraphs(document.source_text, _marks(document.reading or {}, items)),
        tally=tally(items),
        may_edit=editable,
        may_confirm=may(person, CONFIRM),
        tasks=document.tasks.count(),
        state=state,
    )


def get_item(person: Person, item_id: int, *, verb: str = VIEW) -> PlanItem:
    """One item with what its card needs."""
    require(person, verb)
    items = PlanItem.objects.select_related("plan__document__file", "report_unit", "changed_by").prefetch_related(BODIES)
    return get_object_or_404(items, pk=item_id)


def get_plan(person: Person, plan_id: int, *, verb: str) -> Plan:
    """One plan, for a deed."""
    require(person, verb)
    return get_object_or_404(Plan.objects.select_related("document"), pk=plan_id)


def get_tally(plan: Plan) -> Tally:
    """Where the plan stands. Two queries."""
    return tally(list(plan.items.prefetch_related("bodies")))


def card(item: PlanItem, document: Document, tasks: Iterable[int] = (), *, may_edit: bool = False, days: WorkingDays | None = None) -> Card:
    """`item` (bodies prefetched) as a card. `days`: :func:`working_days`, where they were looked up already."""
    counted = counted_deadline(item, document, days or working_days())
    lines = [(body.role, _body_line(body)) for body in item.bodies.all()]
    return Card(
        item=item,
        leads=[line for role, line in lines if role == BodyRole.LEAD],
        coordinating=[line for role, line in lines if role == BodyRole.COORDINATING],
        criteria=from_kept(item.criteria),
        deadline=deadline_words(item),
        deadline_notes=deadline_notes(item, counted),
        counted=counted,
        findings=[(finding.get("severity", "info"), finding_words(finding)) for finding in open_findings(item)],
        missing=_missing(item),
        can_be_accepted=can_be_accepted(item),
        is_complete=is_complete(item),
        corrected=[str(PlanItem.Part(part).label) for part in item.corrected],
        tasks=list(tasks),
        places=split_places(item),
        may_edit=may_edit,
    )


def _body_line(body: PlanItemBody) -> BodyLine:
    suggested = body.suggested_unit if body.unit_id is None else None
    return BodyLine(
        words=body.words,
        unit=body.unit.name if body.unit else "",
        suggestion=suggested.name if suggested else "",
        why=str(RULES.get(body.suggestion_rule, "")) if body.unit_id is None else "",
        choices=len(body.suggested_class),
    )


def _missing(item: PlanItem) -> list[str]:
    """What is missing and no finding says so already."""
    found = {finding["code"] for finding in open_findings(item)}
    said = [
        (not has_lead(item) and not can_be_accepted(item) and not found & {"no-lead", "lead-is-class"}, _("đơn vị chủ trì")),
        (not item.deadline_kind and not item.due and "no-deadline" not in found, _("thời hạn")),
    ]
    return [words for absent, words in said if absent]


def _tasks_by_item(plan: Plan) -> dict[int, list[int]]:
    tasks: dict[int, list[int]] = defaultdict(list)
    for item, task in Task.objects.filter(item__plan=plan).order_by("pk").values_list("item_id", "pk"):
        tasks[item].append(task)
    return tasks


def _marks(reading: dict[str, Any], items: Sequence[PlanItem]) -> Iterable[Mark]:
    for item in items:
        kind = "text-only" if item.text_only else "task"
        yield from (Mark(start, end, kind, item.pk) for start, end in item.spans)
        if item.deadline_span:
            start, end = item.deadline_span
            yield Mark(start, end, "deadline")
    yield from (Mark(citation["start"], citation["end"], "citation") for citation in reading.get("citations", ()))


SENTENCE_ENDS = ".;:!?\n"
LEAST = 12
"""Characters either half of a split has at least: «1.» is no half."""
CONTEXT = 90
"""Characters shown either side of a place to split at."""


def split_places(item: PlanItem) -> list[int]:
    """Offsets in the source where the item can be split: the start of each of its spans and sentences but the first."""
    places = []
    pieces = item.quote.split("\n") if len(item.spans) > 1 else [item.quote]
    for number, ((start, _end), words) in enumerate(zip(item.spans, pieces, strict=False)):
        if number:
            places.append(start)
        ends = (at + 1 for at, (left, right) in enumerate(pairwise(words)) if left in SENTENCE_ENDS and right.isspace())
        places += [start + at for at in ends if len(words[:at].strip()) >= LEAST and len(words[at:].strip()) >= LEAST]
    return places


def split_choices(item: PlanItem, text: str) -> list[tuple[int, str, str]]:
    """(offset, the words before it, the words after it) for each place the item can be split at."""
    choices = []
    for at in split_places(item):
        before, after = (one_line(quote(text, half)) for half in cut(item.spans, at))
        choices.append(
            (at, f"…{before[-CONTEXT:].split(' ', 1)[-1]}" if len(before) > CONTEXT else before, Truncator(after).chars(CONTEXT))
        )
    return choices


def list_plans(person: Person) -> QuerySet[Plan]:
    """Plans, drafts first, newest first."""
    require(person, VIEW)
    plans = Plan.objects.exclude(state=Plan.State.SUPERSEDED).select_related("document__file", "confirmed_by")
    return plans.defer("document__source_text", "document__reading").order_by("-state", "-made_at", "-pk")


def with_counts(plans: Sequence[Plan]) -> Sequence[Plan]:
    """`plans`, each with counts of its items by decision (``proposed``, ``accepted``, ``rejected``). One query, for those of a page."""
    items = PlanItem.objects.filter(plan__in=plans, text_only=False).order_by()
    counts = {(plan, decision): count for plan, decision, count in items.values_list("plan", "decision").annotate(count=Count("pk"))}
    for plan in plans:
        for decision in PlanItem.Decision.values:
            setattr(plan, decision, counts.get((plan.pk, decision), 0))
    return plans
