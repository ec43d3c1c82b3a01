"""More time: asked for by the units, decided by the side that gave the task out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, checked_reason, refuse_views
from dondoc.office.directory.models import Person
from dondoc.office.work.actions.reports import acting_unit
from dondoc.office.work.actions.tasks import locked_task, move_deadline, require_directing, require_doing, save_task
from dondoc.office.work.models import Extension, Task, rule_on
from dondoc.office.work.states import State

ASKABLE = (State.NEW, State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD)


def why_not_ask(task: Task, today: date) -> str:
    """Why no more time can be asked for on `task` today; empty if it can. One query at most."""
    if task.state not in ASKABLE or task.due is None:
        return _("Nhiệm vụ không có hạn đang chạy nên không có gì để gia hạn.")
    if task.due < today and not rule_on(today).extension_after_due:
        return _("Nhiệm vụ đã quá hạn; theo quy định theo dõi, gia hạn phải được đề nghị trước khi đến hạn. Hãy hỏi bên giao việc.")
    return ""


@transaction.atomic
def ask_extension(
    actor: Person, task: Task, *, proposed: date, reason: str, number: str = "", version: int, today: date
) -> Extension:
    """Ask for `proposed` as the new deadline. The old one holds until this is decided."""
    require_doing(actor, task)
    reason = checked_reason(reason)
    refuse_views(number)
    unit = acting_unit(actor, task)
    task = locked_task(task, version)
    if why := why_not_ask(task, today):
        raise NotNow(why)
    assert task.due is not None
    if proposed <= max(task.due, today):
        raise NotNow(_("Hạn đề nghị phải sau hạn hiện nay và sau hôm nay. Hãy chọn ngày khác."))
    if task.extensions.filter(state=Extension.State.ASKED).exists():
        raise NotNow(_("Đã có một đề nghị gia hạn đang chờ quyết định."))
    asked = {"proposed": proposed, "reason": reason, "number": number[:80], "asked_by": actor, "asked_at": timezone.now()}
    extension = Extension.objects.create(task=task, unit=unit, old_due=task.due, **asked)
    save_task(task)
    record(actor, "work.ask_extension", task, extension=extension.pk, due_from=task.due, due_asked=proposed, number=number, reason=reason)
    return extension


@dataclass(frozen=True, slots=True)
class Decision:
    """What the assigning side decides. `due`: the day granted; ``None`` grants the day asked for."""

    grant: bool
    due: date | None = None
    reason: str = ""


@transaction.atomic
def decide_extension(actor: Person, extension: Extension, decision: Decision, *, version: int) -> Extension:
    """Grant or refuse. A refusal, and a day other than the one asked for, need a reason; a refusal leaves the deadline as it is."""
    require_directing(actor, extension.task)
    task = locked_task(extension.task, version)
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    if extension.state != Extension.State.ASKED:
        raise NotNow(_("Đề nghị này đã được quyết định rồi."))
    due = decision.due or extension.proposed
    reason = checked_reason(decision.reason, needed=not decision.grant or due != extension.proposed)
    if decision.grant:
        _grant(actor, task, extension, due, reason)
    extension.state = Extension.State.GRANTED if decision.grant else Extension.State.REFUSED
    extension.decided_by, extension.decided_at, extension.decision = actor, timezone.now(), reason
    extension.save()
    save_task(task)
    verb = "grant" if decision.grant else "refuse"
    changed = {"due_from": extension.old_due, "due_to": due} if decision.grant else {}
    record(actor, f"work.{verb}_extension", task, extension=extension.pk, **changed, **({"reason": reason} if reason else {}))
    return extension


def _grant(actor: Person, task: Task, extension: Extension, due: date, reason: str) -> None:
    if due <= extension.old_due:
        raise NotNow(_("Hạn mới phải sau hạn cũ. Hãy chọn ngày khác, hoặc không đồng ý gia hạn."))
    extension.granted = due
    move_deadline(actor, task, due, reason or extension.reason, extension=extension)
