"""Handing a task on: a unit gives parts of its own task to units under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, checked_reason, refuse_views
from dondoc.office.directory.models import Person, Unit
from dondoc.office.work.actions.reports import acting_unit
from dondoc.office.work.actions.tasks import locked_task, require_doing, save_task
from dondoc.office.work.models import DEADLINE_FIELDS, BodyRole, Criterion, DeadlineKind, Task, TaskDeadline, TaskUnit
from dondoc.office.work.states import State

HANDED_FROM = (State.ACCEPTED, State.IN_PROGRESS)
MOST = 2_000
"""Units a task is handed on to at once."""
COPIED = ("item_id", "document_id", "product", "spans", "quote", "citations", *DEADLINE_FIELDS)


@dataclass(frozen=True, slots=True)
class HandOn:
    """What is handed on: to each unit the same words, with the day it is due there. `reason`: why a day is later than the task's own."""

    action: str
    due: dict[int, date | None]
    """Unit → day."""
    reason: str = ""


def units_below(actor: Person, task: Task) -> list[Unit]:
    """The units `task` (units prefetched) can be handed on to: those under the lead unit that `actor` acts for. One query."""
    lead = acting_unit(actor, task)
    if lead is None:
        return []
    return list(Unit.objects.holding_on(timezone.localdate()).below(lead).exclude(pk=lead.pk).order_by("path"))


def later_than(task: Task, due: date | None) -> bool:
    """Whether a part due on `due` would be late for `task`."""
    return task.due is not None and (due is None or due > task.due)


@transaction.atomic
def hand_on(actor: Person, task: Task, given: HandOn, *, version: int) -> list[Task]:
    """Make a part of `task` for each unit: all of them or none. No part is due after the task, unless a reason says why."""
    require_doing(actor, task)
    lead, allowed = acting_unit(actor, task), {unit.pk for unit in units_below(actor, task)}
    _check(task, given, allowed)
    now = locked_task(task, version)
    if now.state not in HANDED_FROM:
        raise NotNow(_("Nhiệm vụ đang ở trạng thái «%(state)s» nên chưa giao tiếp được.") % {"state": now.get_state_display()})
    has_part = set(now.children.exclude(state=State.WITHDRAWN).values_list("task_units__unit", flat=True)) & set(given.due)
    if has_part:
        names = ", ".join(Unit.objects.filter(pk__in=has_part).values_list("name", flat=True))
        raise NotNow(_("Đã giao tiếp cho: %(names)s. Hãy bỏ các đơn vị này khỏi danh sách.") % {"names": names})
    assert lead is not None  # require_doing
    parts = _make(actor, now, lead, given, timezone.now())
    save_task(now)
    record(actor, "work.hand_on_task", now, parts=[part.pk for part in parts], units=list(given.due), reason=given.reason.strip())
    for part in parts:
        record(actor, "work.assign_task", part, parent=now.pk, due=part.due)
    return parts


def _check(task: Task, given: HandOn, allowed: set[int]) -> None:
    if not given.due or len(given.due) > MOST:
        raise NotNow(_("Hãy chọn ít nhất một đơn vị (nhiều nhất %(n)d).") % {"n": MOST})
    if set(given.due) - allowed:
        raise NotNow(_("Chỉ giao tiếp được cho đơn vị trực thuộc đơn vị chủ trì."))
    if not given.action.strip():
        raise NotNow(_("Hãy ghi nội dung việc giao tiếp."))
    late = any(later_than(task, due) for due in given.due.values())
    if late and not given.reason.strip():
        raise NotNow(_("Có đơn vị có hạn sau hạn của nhiệm vụ. Hãy sửa hạn, hoặc ghi lý do."))
    checked_reason(given.reason, needed=False)
    refuse_views(given.action)


def _make(actor: Person, task: Task, lead: Unit, given: HandOn, at: datetime) -> list[Task]:
    copied = {name: getattr(task, name) for name in COPIED}
    shared = {"parent": task, "handed_by": lead, "report_to": lead.name, "report_unit": lead, "confirmed_by": actor, "confirmed_at": at}
    parts = []
    for due in given.due.values():
        kind = DeadlineKind.ABSOLUTE if due else task.deadline_kind
        part = Task(**copied | shared | {"action": given.action.strip(), "due": due, "deadline_kind": kind, "strict_before": False})
        part.fold_words()
        parts.append(part)
    parts = Task.objects.bulk_create(parts)
    TaskUnit.objects.bulk_create(
        TaskUnit(task=part, unit_id=unit, role=BodyRole.LEAD) for part, unit in zip(parts, given.due, strict=True)
    )
    TaskDeadline.objects.bulk_create(
        TaskDeadline(task=part, due=part.due, text=part.deadline_text, reason=_why(task, part, given), set_by=actor, at=at)
        for part in parts
    )
    _copy_criteria(task.criteria.all(), parts)
    return parts


def _why(task: Task, part: Task, given: HandOn) -> str:
    return given.reason.strip() if later_than(task, part.due) else ""


def _copy_criteria(criteria: Iterable[Criterion], parts: Sequence[Task]) -> None:
    kept = [{name: getattr(one, name) for name in ("order", "measure", "target", "evidence", "proof")} for one in criteria]
    Criterion.objects.bulk_create(Criterion(task=part, due=None, **one) for part in parts for one in kept)
