"""Deeds on a draft plan and its items, up to confirming it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work import spans as places
from dondoc.office.work.actions.errors import NotNow, Stale
from dondoc.office.work.bodies import SURE
from dondoc.office.work.drafting import citations_within, deadline_values, findings_within, is_text_only, refresh_plan
from dondoc.office.work.models import DEADLINE_FIELDS, BodyRole, Plan, PlanItem, PlanItemBody, Task, TaskDeadline, TaskUnit
from dondoc.office.work.settled import open_findings
from dondoc.office.work.timeclass import ENDLESS_KINDS
from dondoc.reading.findings import is_about_persons_views

EDIT, CONFIRM = "work.edit_plan", "work.confirm_plan"
Decision, Part = PlanItem.Decision, PlanItem.Part


@dataclass(frozen=True, slots=True)
class BodyInput:
    """A body as a person leaves it: the words of the text, and the unit chosen for them."""

    role: str
    words: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class ItemInput:
    """What the edit form sends: every part of the item, whether changed or not."""

    action: str
    bodies: tuple[BodyInput, ...]
    deadline_text: str = ""
    deadline_kind: str = ""
    due: date | None = None
    every: str = ""
    report_to: str = ""
    report_unit: int | None = None
    product: str = ""
    each_unit: bool = False


# ── what must hold ────────────────────────────────────────────────────────────────────────────────────


def _draft_of(plan_id: int) -> Plan:
    """The plan, locked. Everything below it is changed only while this lock is held."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    if not plan.is_draft:
        raise NotNow(_("Kế hoạch đã được xác nhận nên không sửa được nữa. Hãy sửa từng nhiệm vụ."))
    return plan


def _item(item: PlanItem, version: int) -> PlanItem:
    """The item as it is now, its plan locked and in draft, and nobody having changed it since `version`."""
    _draft_of(item.plan_id)
    now = PlanItem.objects.select_related("plan__document").get(pk=item.pk)
    if now.version != version:
        raise Stale(now)
    return now


def _about_views() -> str:
    return _("Đoạn này nói về quan điểm, tư tưởng của cá nhân nên chỉ hiển thị, không lập thành nhiệm vụ.")


def _not_text_only(item: PlanItem) -> None:
    if item.text_only:
        raise NotNow(_about_views())


def _save(item: PlanItem, actor: Person) -> None:
    item.version += 1
    item.changed_by, item.changed_at = actor, timezone.now()
    item.save()


def has_lead(item: PlanItem) -> bool:
    """Whether a unit is chosen as lead."""
    return any(body.role == BodyRole.LEAD and body.unit_id for body in item.bodies.all())


def can_be_accepted(item: PlanItem) -> bool:
    """Whether each lead named has a unit, chosen or suggested, and there is at least one."""
    leads = [body for body in item.bodies.all() if body.role == BodyRole.LEAD]
    return not item.text_only and bool(leads) and all(body.unit_id or body.suggested_unit_id for body in leads)


def is_complete(item: PlanItem) -> bool:
    """Whether who, what and by when are all clear without a second look: such items may be accepted together."""
    sure = all(body.unit_id or (body.suggested_unit_id and body.suggestion_rule in SURE) for body in item.bodies.all())
    timed = (item.due is not None and not item.fuzzy) or item.deadline_kind in ENDLESS_KINDS
    worrying = any(finding["severity"] == "error" for finding in open_findings(item))
    return can_be_accepted(item) and sure and timed and not worrying and item.decision == Decision.PROPOSED


# ── deciding ──────────────────────────────────────────────────────────────────────────────────────────


def _take_suggestions(item: PlanItem) -> None:
    for body in item.bodies.all():
        if body.unit_id is None and body.suggested_unit_id:
            body.unit_id = body.suggested_unit_id
            body.save(update_fields=["unit"])


@transaction.atomic
def accept_item(actor: Person, item: PlanItem, *, version: int) -> PlanItem:
    """Take the item into the plan; the units suggested on it are thereby confirmed."""
    require(actor, EDIT)
    item = _item(item, version)
    _not_text_only(item)
    if not can_be_accepted(item):
        raise NotNow(_("Chưa có đơn vị chủ trì. Hãy bấm «Sửa» và chọn đơn vị trước khi nhận."))
    _take_suggestions(item)
    item.decision = Decision.ACCEPTED
    _save(item, actor)
    record(actor, "work.accept_item", item, plan=item.plan_id)
    return item


@transaction.atomic
def accept_complete(actor: Person, plan: Plan) -> int:
    """Accept every proposal that is complete (see :func:`is_complete`); how many there were."""
    require(actor, EDIT)
    plan = _draft_of(plan.pk)
    items = [item for item in plan.items.filter(decision=Decision.PROPOSED).prefetch_related("bodies") if is_complete(item)]
    for item in items:
        _take_suggestions(item)
        item.decision = Decision.ACCEPTED
        _save(item, actor)
    if items:
        record(actor, "work.accept_complete", plan, items=[item.pk for item in items])
    return len(items)


@transaction.atomic
def reject_item(actor: Person, item: PlanItem, *, version: int) -> PlanItem:
    """Leave the item out of the plan. It stays in sight and can be taken back."""
    require(actor, EDIT)
    item = _item(item, version)
    item.decision = Decision.REJECTED
    _save(item, actor)
    record(actor, "work.reject_item", item, plan=item.plan_id)
    return item


@transaction.atomic
def restore_item(actor: Person, item: PlanItem, *, version: int) -> PlanItem:
    """Undo an acceptance or a rejection."""
    require(actor, EDIT)
    item = _item(item, version)
    item.decision = Decision.PROPOSED
    _save(item, actor)
    record(actor, "work.restore_item", item, plan=item.plan_id)
    return item


# ── correcting ────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def edit_item(actor: Person, item: PlanItem, given: ItemInput, *, version: int) -> PlanItem:
    """Make the item say what `given` says. Only the parts that differ count as corrected."""
    require(actor, EDIT)
    item = _item(item, version)
    _not_text_only(item)
    if is_about_persons_views(given.action) or is_about_persons_views(given.product):
        raise NotNow(_about_views())
    changed = [part for part, change in CHANGES.items() if change(item, given)]
    if changed:
        item.mark_corrected(*changed)
        if item.decision == Decision.ACCEPTED and not has_lead(PlanItem.objects.get(pk=item.pk)):
            item.decision = Decision.PROPOSED
        _save(item, actor)
        record(actor, "work.edit_item", item, plan=item.plan_id, parts=[part.value for part in changed])
    return item


def _differs(item: PlanItem, values: dict[str, Any]) -> bool:
    """Sets `values` on the item; whether any of them was another before."""
    differs = any(getattr(item, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(item, name, value)
    return differs


def _change_deadline(item: PlanItem, given: ItemInput) -> bool:
    values: dict[str, Any] = {
        "deadline_text": given.deadline_text,
        "deadline_kind": given.deadline_kind,
        "due": given.due,
        "every": given.every,
    }
    if item.deadline_kind != given.deadline_kind:  # what was read for the other kind no longer holds
        values |= {"amount": None, "amount_unit": "", "event": "", "strict_before": False}
    if item.due != given.due:
        values |= {"fuzzy": False, "time": ""}
    return _differs(item, values)


def _change_bodies(item: PlanItem, given: ItemInput) -> bool:
    before = list(item.bodies.all())
    same = [(body.role, body.words, body.unit_id) for body in before] == [
        (body.role, body.words, body.unit) for body in _in_order(given.bodies)
    ]
    each_changed = _differs(item, {"each_unit": given.each_unit})
    if same:
        return each_changed
    known = {(body.role, body.words): body for body in before}
    item.bodies.all().delete()
    PlanItemBody.objects.bulk_create(
        [_body_row(item, order, body, known.get((body.role, body.words))) for order, body in enumerate(_in_order(given.bodies))]
    )
    return True


def _in_order(bodies: Iterable[BodyInput]) -> list[BodyInput]:
    """Leads first, as the rows are ordered; a unit once, the lead's part before the coordinating one."""
    seen: set[int] = set()
    result = []
    for body in sorted(bodies, key=lambda body: body.role != BodyRole.LEAD):
        if body.unit is None or body.unit not in seen:
            result.append(body)
        if body.unit is not None:
            seen.add(body.unit)
    return result


def _body_row(item: PlanItem, order: int, given: BodyInput, before: PlanItemBody | None) -> PlanItemBody:
    kept = ("span", "suggested_unit_id", "suggested_class", "suggestion_rule")
    read = {name: getattr(before, name) for name in kept} if before else {}
    return PlanItemBody(item=item, role=given.role, order=order, words=given.words, unit_id=given.unit, **read)


CHANGES: dict[PlanItem.Part, Callable[[PlanItem, ItemInput], bool]] = {
    Part.ACTION: lambda item, given: _differs(item, {"action": given.action}),
    Part.BODIES: _change_bodies,
    Part.DEADLINE: _change_deadline,
    Part.REPORT: lambda item, given: _differs(item, {"report_to": given.report_to, "report_unit_id": given.report_unit}),
    Part.PRODUCT: lambda item, given: _differs(item, {"product": given.product}),
}
"""How each part is written, and whether it changed."""


# ── reshaping ─────────────────────────────────────────────────────────────────────────────────────────


def _renumber(plan: Plan) -> None:
    """Number the items as they come in the text."""
    items = sorted(plan.items.all(), key=lambda item: (item.spans[0] if item.spans else [1 << 40], item.pk))
    for order, item in enumerate(items, 1):
        item.order = order
    PlanItem.objects.bulk_update(items, ["order"], batch_size=200)


def _take_place(item: PlanItem, spans: list[list[int]]) -> None:
    """Give the item `spans`, and of the reading what lies there."""
    document = item.plan.document
    item.spans, item.quote = spans, places.quote(document.source_text, spans)
    item.citations = citations_within(document.reading or {}, spans)
    item.mark_corrected(Part.SPANS)


def _copy_bodies(source: PlanItem, target: PlanItem) -> None:
    rows = list(source.bodies.all())
    for row in rows:
        row.pk, row.item, row._state.adding = None, target, True
    PlanItemBody.objects.bulk_create(rows)


def _clear_deadline(item: PlanItem) -> None:
    for name, value in deadline_values(None).items():
        setattr(item, name, value)


@transaction.atomic
def split_item(actor: Person, item: PlanItem, at: int, *, version: int) -> tuple[PlanItem, PlanItem]:
    """Make two items of one: the words before offset `at` of the source, and those from it on.

    Both keep the bodies. A deadline read inside one half stays with that half; one read elsewhere (an introducing line) holds for both.
    """
    require(actor, EDIT)
    first = _item(item, version)
    _not_text_only(first)
    text = first.plan.document.source_text
    halves = [[span for start, end in half if (span := places.trimmed(text, start, end))] for half in places.cut(first.spans, at)]
    if not all(halves):
        raise NotNow(_("Chỗ tách phải nằm giữa đoạn. Hãy chọn một chỗ khác."))
    before, after = halves
    second = PlanItem.objects.get(pk=first.pk)
    second.pk, second._state.adding = None, True
    second.plan = first.plan
    words_after = places.one_line(places.quote(text, after))
    start = first.action.find(words_after)
    first.action = first.action[:start].strip() if start > 0 else places.one_line(places.quote(text, before))
    second.action = words_after
    for half, spans, other in ((first, before, after), (second, after, before)):
        _take_place(half, spans)
        half.mark_corrected(Part.ACTION)
        if half.deadline_span and not places.overlap(spans, [half.deadline_span]) and places.overlap(other, [half.deadline_span]):
            _clear_deadline(half)
            half.mark_corrected(Part.DEADLINE)
        half.decision = Decision.PROPOSED
        _save(half, actor)
    _copy_bodies(first, second)
    _renumber(first.plan)
    record(actor, "work.split_item", first, plan=first.plan_id, at=at, into=second.pk)
    return first, second


@transaction.atomic
def merge_items(actor: Person, item: PlanItem, other: PlanItem, *, version: int) -> PlanItem:
    """Make one item of two: words, bodies and citations of both; the first deadline, report duty and product there are."""
    require(actor, EDIT)
    first = _item(item, version)
    second = PlanItem.objects.get(pk=other.pk)
    if second.plan_id != first.plan_id or second.pk == first.pk:
        raise NotNow(_("Chỉ gộp được hai mục khác nhau của cùng một kế hoạch."))
    _not_text_only(first)
    _not_text_only(second)
    if second.spans and first.spans and second.spans < first.spans:
        head, tail = second, first
    else:
        head, tail = first, second
    action = f"{head.action.rstrip(' .;')}; {tail.action}"
    timed = head if head.deadline_kind or head.due else tail
    deadline = {name: getattr(timed, name) for name in (*DEADLINE_FIELDS, "deadline_span")}  # before anything is set: first is one of them
    _differs(first, deadline)
    first.report_unit_id = head.report_unit_id if head.report_to else tail.report_unit_id
    first.report_to = head.report_to or tail.report_to
    first.product = "; ".join(dict.fromkeys(product for product in (head.product, tail.product) if product))[:1000]
    _take_place(first, places.joined(head.spans, tail.spans))
    first.action = action
    first.findings = [*first.findings, *(finding for finding in second.findings if finding not in first.findings)]
    first.decision = Decision.PROPOSED
    _merge_bodies(first, head, tail)
    first.mark_corrected(*Part)
    _save(first, actor)
    record(actor, "work.merge_items", first, plan=first.plan_id, absorbed=second.pk)
    second.delete()
    _renumber(first.plan)
    return first


def _merge_bodies(target: PlanItem, head: PlanItem, tail: PlanItem) -> None:
    rows: list[PlanItemBody] = []
    seen: set[object] = set()
    for row in sorted([*head.bodies.all(), *tail.bodies.all()], key=lambda row: row.role != BodyRole.LEAD):
        meant = row.unit_id or row.suggested_unit_id or row.words.casefold()
        if meant not in seen:
            seen.add(meant)
            row.pk, row.item, row.order, row._state.adding = None, target, len(rows), True
            rows.append(row)
    target.bodies.all().delete()
    PlanItemBody.objects.bulk_create(rows)


@transaction.atomic
def add_item(actor: Person, plan: Plan, start: int, end: int) -> PlanItem:
    """Propose the words from `start` to `end` of the source as a task of the person's own."""
    require(actor, EDIT)
    plan = _draft_of(plan.pk)
    document = plan.document
    span = places.trimmed(document.source_text, start, end)
    if span is None:
        raise NotNow(_("Chưa chọn đoạn nào. Hãy bôi đen một đoạn của văn bản hoặc chọn một đoạn trong danh sách."))
    findings = findings_within(document.reading or {}, [span])
    item = PlanItem(plan=plan, order=0, origin=PlanItem.Origin.PERSON, rule="person", findings=findings, text_only=is_text_only(findings))
    _take_place(item, [span])
    item.action = places.one_line(item.quote)
    _save(item, actor)
    _renumber(plan)
    record(actor, "work.add_item", item, plan=plan.pk, start=span[0], end=span[1])
    return item


# ── confirming ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a draft stands: counts of items, those that are text only apart."""

    proposed: int = 0
    accepted: int = 0
    rejected: int = 0
    needs_unit: int = 0
    complete: int = 0
    text_only: int = 0
    blockers: list[str] = field(default_factory=list)
    """Why the plan can't be confirmed yet, in words."""


def tally(items: Sequence[PlanItem]) -> Tally:
    """Where the draft with these items (bodies prefetched) stands."""
    tasks = [item for item in items if not item.text_only]
    count = {decision: sum(item.decision == decision for item in tasks) for decision in Decision}
    result = Tally(
        proposed=count[Decision.PROPOSED],
        accepted=count[Decision.ACCEPTED],
        rejected=count[Decision.REJECTED],
        needs_unit=sum(item.decision != Decision.REJECTED and not has_lead(item) and not can_be_accepted(item) for item in tasks),
        complete=sum(is_complete(item) for item in tasks),
        text_only=len(items) - len(tasks),
    )
    return replace(result, blockers=list(_blockers(result, tasks)))


def _blockers(count: Tally, tasks: Sequence[PlanItem]) -> Iterable[str]:
    if count.proposed:
        yield _("Còn %(n)d đề xuất chưa quyết định: hãy nhận hoặc loại từng mục.") % {"n": count.proposed}
    if not count.accepted:
        yield _("Chưa có mục nào được nhận.")
    if any(item.decision == Decision.ACCEPTED and not has_lead(item) for item in tasks):
        yield _("Có mục đã nhận nhưng chưa có đơn vị chủ trì.")


@transaction.atomic
def confirm_plan(actor: Person, plan: Plan) -> list[Task]:
    """Make the accepted items tasks. All of them or none."""
    require(actor, CONFIRM)
    plan = _draft_of(plan.pk)
    items = list(plan.items.prefetch_related("bodies"))
    blockers = tally(items).blockers
    if blockers:
        raise NotNow(" ".join(blockers))
    now = timezone.now()
    plan.state, plan.confirmed_by, plan.confirmed_at = Plan.State.CONFIRMED, actor, now
    plan.save()
    parts = [(item, share) for item in items if item.decision == Decision.ACCEPTED for share in _shares(item)]
    tasks = Task.objects.bulk_create([_task(plan, item, actor, now) for item, _share in parts])
    TaskUnit.objects.bulk_create(
        [
            TaskUnit(task=task, unit_id=unit, role=role)
            for task, (_item, share) in zip(tasks, parts, strict=True)
            for unit, role in share.items()
        ]
    )
    TaskDeadline.objects.bulk_create(
        [TaskDeadline(task=task, due=task.due, text=task.deadline_text, set_by=actor, at=now) for task in tasks]
    )
    record(actor, "work.confirm_plan", plan, document=plan.document_id, tasks=[task.pk for task in tasks])
    for task in tasks:
        record(actor, "work.assign_task", task, plan=plan.pk, due=task.due)
    return tasks


@transaction.atomic
def supplement_plan(actor: Person, plan: Plan) -> Plan:
    """Open a new draft for a document whose plan is confirmed: for what was left out, or is read only now.

    The tasks stay as they are, with the items they came from. Items that became no task move to the new draft; the old plan is superseded.
    """
    require(actor, CONFIRM)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.CONFIRMED:
        raise NotNow(_("Chỉ bổ sung được kế hoạch đã xác nhận và đang có hiệu lực."))
    plan.state = Plan.State.SUPERSEDED
    plan.save()
    draft = Plan.objects.create(document=plan.document)
    plan.items.filter(tasks=None).update(plan=draft)
    refresh_plan(plan.document)
    record(actor, "work.supplement_plan", draft, document=plan.document_id, instead_of=plan.pk)
    return draft


def _shares(item: PlanItem) -> list[dict[int, str]]:
    """Unit → role, one dictionary a task to be made."""
    units: dict[int, str] = {}
    for body in sorted(item.bodies.all(), key=lambda body: body.role != BodyRole.LEAD):
        if body.unit_id:
            units.setdefault(body.unit_id, body.role)
    leads = [unit for unit, role in units.items() if role == BodyRole.LEAD]
    if not item.each_unit or len(leads) < 2:
        return [units]
    rest = {unit: role for unit, role in units.items() if role != BodyRole.LEAD}
    return [{lead: BodyRole.LEAD.value, **rest} for lead in leads]


COPIED = ("action", *DEADLINE_FIELDS, "report_to", "report_unit_id", "product", "spans", "quote", "citations")


def _task(plan: Plan, item: PlanItem, actor: Person, now: datetime) -> Task:
    copied = {name: getattr(item, name) for name in COPIED}
    task = Task(item=item, document=plan.document, confirmed_by=actor, confirmed_at=now, findings=open_findings(item), **copied)
    task.fold_words()
    return task
