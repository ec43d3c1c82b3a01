"""Deciding on the items of a draft plan, and correcting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, refuse_views
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work.actions.draft import (
    EDIT,
    can_be_accepted,
    draft_of,
    has_lead,
    is_complete,
    item_now,
    refuse_text_only,
    save,
)
from dondoc.office.work.criteria import CriterionInput
from dondoc.office.work.models import BodyRole, DeadlineKind, Plan, PlanItem, PlanItemBody
from dondoc.office.work.settled import MERGED_DEADLINES, without

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
    event_on: date | None = None
    every: str = ""
    report_to: str = ""
    report_unit: int | None = None
    product: str = ""
    each_unit: bool = False
    criteria: tuple[CriterionInput, ...] | None = None
    """``None``: as they are."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it that is free text."""
        criteria = (words for one in self.criteria or () for words in one.words)
        return (self.action, self.deadline_text, self.report_to, self.product, *(body.words for body in self.bodies), *criteria)


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
    item = item_now(item, version)
    refuse_text_only(item)
    if not can_be_accepted(item):
        raise NotNow(_("Chưa có đơn vị chủ trì. Hãy bấm «Sửa» và chọn đơn vị trước khi nhận."))
    _take_suggestions(item)
    item.decision, item.findings = Decision.ACCEPTED, without(item.findings, MERGED_DEADLINES)
    save(item, actor)
    record(actor, "work.accept_item", item, plan=item.plan_id)
    return item


@transaction.atomic
def accept_complete(actor: Person, plan: Plan) -> int:
    """Accept every proposal that is complete (see :func:`is_complete`); how many there were."""
    require(actor, EDIT)
    plan = draft_of(plan.pk)
    items = [item for item in plan.items.filter(decision=Decision.PROPOSED).prefetch_related("bodies") if is_complete(item)]
    for item in items:
        _take_suggestions(item)
        item.decision = Decision.ACCEPTED
        save(item, actor)
    if items:
        record(actor, "work.accept_complete", plan, items=[item.pk for item in items])
    return len(items)


@transaction.atomic
def reject_item(actor: Person, item: PlanItem, *, version: int) -> PlanItem:
    """Leave the item out of the plan. It stays in sight and can be taken back."""
    require(actor, EDIT)
    item = item_now(item, version)
    item.decision = Decision.REJECTED
    save(item, actor)
    record(actor, "work.reject_item", item, plan=item.plan_id)
    return item


@transaction.atomic
def restore_item(actor: Person, item: PlanItem, *, version: int) -> PlanItem:
    """Undo an acceptance or a rejection."""
    require(actor, EDIT)
    item = item_now(item, version)
    item.decision = Decision.PROPOSED
    save(item, actor)
    record(actor, "work.restore_item", item, plan=item.plan_id)
    return item


# ── correcting ────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def edit_item(actor: Person, item: PlanItem, given: ItemInput, *, version: int) -> PlanItem:
    """Make the item say what `given` says. Only the parts that differ count as corrected."""
    require(actor, EDIT)
    item = item_now(item, version)
    refuse_text_only(item)
    refuse_views(*given.words)
    changed = [part for part, change in CHANGES.items() if change(item, given)]
    if changed:
        item.mark_corrected(*changed)
        if item.decision == Decision.ACCEPTED and not has_lead(PlanItem.objects.get(pk=item.pk)):
            item.decision = Decision.PROPOSED
        save(item, actor)
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
        "event_on": given.event_on if given.deadline_kind == DeadlineKind.RELATIVE else None,
        "every": given.every,
    }
    if item.deadline_kind != given.deadline_kind:  # what was read for the other kind no longer holds
        values |= {"amount": None, "amount_unit": "", "event": "", "strict_before": False}
    if item.due != given.due or item.deadline_kind != given.deadline_kind:
        item.findings = without(item.findings, MERGED_DEADLINES)
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


def _change_criteria(item: PlanItem, given: ItemInput) -> bool:
    return given.criteria is not None and _differs(item, {"criteria": [one.kept() for one in given.criteria]})


CHANGES: dict[PlanItem.Part, Callable[[PlanItem, ItemInput], bool]] = {
    Part.ACTION: lambda item, given: _differs(item, {"action": given.action}),
    Part.BODIES: _change_bodies,
    Part.DEADLINE: _change_deadline,
    Part.REPORT: lambda item, given: _differs(item, {"report_to": given.report_to, "report_unit_id": given.report_unit}),
    Part.PRODUCT: lambda item, given: _differs(item, {"product": given.product}),
    Part.CRITERIA: _change_criteria,
}
"""How each part is written, and whether it changed."""
