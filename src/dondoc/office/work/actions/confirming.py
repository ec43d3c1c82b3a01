"""From a decided draft to tasks, and on to a new draft for what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.deadlines.days import WorkingDays
from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work.actions.draft import CONFIRM, can_be_accepted, draft_of, has_lead, is_complete
from dondoc.office.work.actions.recurring import is_series, open_periods
from dondoc.office.work.criteria import from_kept
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.jobs import plan_next
from dondoc.office.work.models import DEADLINE_FIELDS, BodyRole, Criterion, Plan, PlanItem, Task, TaskDeadline, TaskUnit, working_days
from dondoc.office.work.settled import open_findings
from dondoc.office.work.wording import counted_deadline

Decision = PlanItem.Decision


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a draft stands: counts of items, those that are text only apart."""

    proposed: int = 0
    accepted: int = 0
    rejected: int = 0
    needs_unit: int = 0
    complete: int = 0
    text_only: int = 0
    tasks: int = 0
    """How many tasks confirming would make of what is accepted: a class of units makes one a unit."""
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
        tasks=sum(len(_shares(item)) for item in tasks if item.decision == Decision.ACCEPTED),
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
    plan = draft_of(plan.pk)
    items = list(plan.items.prefetch_related("bodies"))
    blockers = tally(items).blockers
    if blockers:
        raise NotNow(" ".join(blockers))
    now = timezone.now()
    plan.state, plan.confirmed_by, plan.confirmed_at = Plan.State.CONFIRMED, actor, now
    plan.save()
    parts = [(item, share) for item in items if item.decision == Decision.ACCEPTED for share in _shares(item)]
    days = working_days()
    tasks = Task.objects.bulk_create([_task(plan, item, actor, now, days) for item, _share in parts])
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
    Criterion.objects.bulk_create(
        [
            Criterion(task=task, order=order, **one.fields)
            for task, (item, _share) in zip(tasks, parts, strict=True)
            for order, one in enumerate(from_kept(item.criteria))
        ]
    )
    record(actor, "work.confirm_plan", plan, document=plan.document_id, tasks=[task.pk for task in tasks])
    for task in tasks:
        record(actor, "work.assign_task", task, plan=plan.pk, due=task.due)
    _open_periods([task for task in tasks if is_series(task)])
    return tasks


def _open_periods(recurring: list[Task]) -> None:
    for task in recurring:
        open_periods(task, timezone.localdate())
    if recurring:
        plan_next(timezone.localdate() + timedelta(days=1))


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


def _task(plan: Plan, item: PlanItem, actor: Person, now: datetime, days: WorkingDays) -> Task:
    copied = {name: getattr(item, name) for name in COPIED}
    counted = counted_deadline(item, plan.document, days)
    if counted and not item.due:
        copied |= {"due": counted.due, "event_on": counted.start}
    findings = open_findings(item)
    vague = not item.criteria and any(finding["code"] == "vague-duty" for finding in findings)
    task = Task(
        item=item, document=plan.document, confirmed_by=actor, confirmed_at=now, findings=findings, is_vague=vague, **copied
    )
    task.fold_words()
    return task
