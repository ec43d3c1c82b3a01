"""Deeds on confirmed tasks: moving them between states, giving them another deadline or lead, one by one or together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.deadlines.explained import explain
from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale, checked_reason
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import may, require
from dondoc.office.work.evidence import require_evidence
from dondoc.office.work.models import BodyRole, DeadlineKind, Extension, ProgressReport, Task, TaskDeadline, TaskUnit, working_days
from dondoc.office.work.states import BY_VERB, CLOSED, OFFICE_DOES, UNIT_DOES, State, Transition, moves_from


def does(actor: Person, task: Task) -> bool:
    """Whether `actor` acts for one of the task's lead units."""
    return any(may(actor, UNIT_DOES, row.unit) for row in task.task_units.all() if row.role == BodyRole.LEAD)


def directs(actor: Person, task: Task) -> bool:
    """Whether `actor` is of the side that gave the task out: the office, or the unit that handed its own task on."""
    return may(actor, OFFICE_DOES) or (task.parent is not None and does(actor, task.parent))


def require_doing(actor: Person, task: Task) -> None:
    """Stop anybody who does not act for a lead unit."""
    if not does(actor, task):
        raise PermissionDenied(_("Chỉ đơn vị chủ trì mới làm được việc này."))


def require_directing(actor: Person, task: Task) -> None:
    """Stop anybody who is not of the side that gave the task out."""
    if not directs(actor, task):
        raise PermissionDenied(_("Chỉ bên giao việc mới làm được việc này."))


def may_press(actor: Person, transition: Transition, task: Task) -> bool:
    """Whether `actor` is of the side `transition` is for."""
    return directs(actor, task) if transition.permission == OFFICE_DOES else does(actor, task)


def moves_for(actor: Person, task: Task) -> list[Transition]:
    """The buttons `actor` sees on `task` (units prefetched)."""
    return [transition for transition in moves_from(task.state) if may_press(actor, transition, task)]


def locked_task(task: Task, version: int) -> Task:
    """The task as it is now, locked, nobody having changed it since `version`."""
    now = Task.objects.select_for_update().get(pk=task.pk)
    if now.version != version:
        raise Stale(now)
    return now


def save_task(task: Task) -> None:
    """Save the task as changed: forms drawn before are stale from now on."""
    task.version += 1
    task.save()


def _require_parts_done(task: Task) -> None:
    left = task.children.exclude(state__in=CLOSED).count()
    if left:
        raise NotNow(_("Còn %(n)d phần việc đã giao tiếp chưa xong. Hãy xác nhận hoặc rút các phần đó trước.") % {"n": left})


def _withdraw_parts(actor: Person, task: Task, reason: str, today: date) -> None:
    """Parts of what is withdrawn are withdrawn with it, those below them too."""
    for part in task.children.exclude(state__in=CLOSED).prefetch_related("task_units__unit", "parent__task_units__unit"):
        if part.state == State.SUBMITTED:
            part = move_task(actor, part, "return", version=part.version, reason=reason, today=today)
        move_task(actor, part, "withdraw", version=part.version, reason=reason, today=today)


ANSWERS = {"finish": ProgressReport.State.ACCEPTED, "return": ProgressReport.State.RETURNED}
"""What pressing a verb answers to the reports that wait."""


@transaction.atomic
def move_task(actor: Person, task: Task, verb: str, *, version: int, reason: str = "", today: date) -> Task:
    """Press `verb` (a row of :data:`~dondoc.office.work.states.TRANSITIONS`)."""
    transition = BY_VERB[verb]
    if not may_press(actor, transition, task):
        raise PermissionDenied(_("Vai trò của bạn không có quyền chuyển trạng thái nhiệm vụ này."))
    task = locked_task(task, version)
    if task.state not in transition.sources:
        raise NotNow(_("Nhiệm vụ đang ở trạng thái «%(state)s» nên không làm được việc này.") % {"state": task.get_state_display()})
    reason = checked_reason(reason, needed=transition.needs_reason)
    if verb in {"submit", "finish"}:
        require_evidence(task)
        _require_parts_done(task)
    before, task.state = task.state, transition.target
    task.completed_on = today if task.state == State.DONE else None
    if verb == "submit":
        task.submitted_on = today
    save_task(task)
    if verb == "withdraw":
        _withdraw_parts(actor, task, reason, today)
    if verb in ANSWERS:
        waiting = task.reports.filter(state=ProgressReport.State.SENT)
        waiting.update(state=ANSWERS[verb], decided_by=actor, decided_at=timezone.now(), reason=reason)
    detail = {"reason": reason} if reason else {}
    record(actor, f"work.{verb}_task", task, **{"from": before, "to": str(task.state), **detail})
    return task


# ── the day a relative deadline counts from ───────────────────────────────────────────────────────────


@transaction.atomic
def set_event(actor: Person, task: Task, day: date, *, version: int, reason: str = "") -> Task:
    """Say on which day the event was that the deadline counts from; the deadline follows from it."""
    require(actor, OFFICE_DOES)
    reason = checked_reason(reason, needed=False)
    task = locked_task(task, version)
    if task.state in CLOSED:
        raise NotNow(_("Nhiệm vụ đã kết thúc."))
    counted = explain(day, task.amount, task.amount_unit, working_days()) if task.amount else None
    if counted is None:
        raise NotNow(_("Thời hạn này không tính được từ một ngày. Hãy đặt thẳng ngày đến hạn."))
    before, task.due, task.event_on = task.due, counted.due, day
    TaskDeadline.objects.create(task=task, due=task.due, text=task.deadline_text, reason=reason, set_by=actor, at=timezone.now())
    save_task(task)
    detail = {"reason": reason} if reason else {}
    record(actor, "work.set_event", task, event_on=day, due_from=before, due_to=task.due, **detail)
    return task


# ── changing deadline and lead ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Change:
    """What to change on a number of tasks. ``None``: leave as it is."""

    reason: str
    due: date | None = None
    lead: Unit | None = None

    @property
    def is_empty(self) -> bool:
        return self.due is None and self.lead is None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change would do to one task: old and new values, equal where nothing changes. `refusal`: why it can't be done."""

    task: Task
    due: tuple[date | None, date | None]
    leads: tuple[list[Unit], list[Unit]]
    refusal: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return not self.refusal and (self.due[0] != self.due[1] or self.leads[0] != self.leads[1])


def outcome(task: Task, change: Change) -> Outcome:
    """What `change` would do to `task` (units prefetched). Writes nothing: this is the preview, and what applying goes by."""
    leads = [row.unit for row in task.task_units.all() if row.role == BodyRole.LEAD]
    refusal = _("Nhiệm vụ đã kết thúc.") if task.state in CLOSED else ""
    return Outcome(task, (task.due, change.due or task.due), (leads, [change.lead] if change.lead else leads), refusal)


@transaction.atomic
def change_tasks(actor: Person, tasks: Sequence[tuple[int, int]], change: Change) -> list[Outcome]:
    """Apply `change` to `tasks` as (id, version). All of them or none: one that was changed meanwhile stops it (:class:`Stale`).

    Closed tasks are left alone; the outcomes say so. The chain of deadlines is kept.
    """
    require(actor, OFFICE_DOES)
    reason = checked_reason(change.reason)
    if change.is_empty:
        raise NotNow(_("Chưa có gì để thay đổi: hãy chọn thời hạn mới hoặc đơn vị chủ trì mới."))
    versions = dict(tasks)
    found = Task.objects.select_for_update().filter(pk__in=versions).prefetch_related("task_units__unit")
    outcomes = []
    for task in found:
        if task.version != versions[task.pk]:
            raise Stale(task)
        result = outcome(task, change)
        outcomes.append(result)
        if result.changes:
            _apply(actor, result, reason)
    return outcomes


def move_deadline(actor: Person, task: Task, due: date | None, reason: str, *, extension: Extension | None = None) -> None:
    """Give the task (locked) another deadline, a new link of its chain. The caller saves it."""
    task.due, task.strict_before, task.fuzzy = due, False, False
    task.deadline_kind = task.deadline_kind if task.deadline_kind == DeadlineKind.RECURRING else DeadlineKind.ABSOLUTE
    TaskDeadline.objects.create(task=task, due=due, reason=reason, extension=extension, set_by=actor, at=timezone.now())


def _apply(actor: Person, result: Outcome, reason: str) -> None:
    task, (old, due), (leads, new_leads) = result.task, result.due, result.leads
    detail: dict[str, object] = {"reason": reason}
    if due != old:
        move_deadline(actor, task, due, reason)
        detail |= {"due_from": old, "due_to": due}
    if leads != new_leads:
        [lead] = new_leads
        task.task_units.filter(role=BodyRole.LEAD).delete()
        TaskUnit.objects.update_or_create(task=task, unit=lead, defaults={"role": BodyRole.LEAD})
        detail |= {"lead_from": [unit.pk for unit in leads], "lead_to": lead.pk}
    save_task(task)
    record(actor, "work.change_task", task, **detail)
