"""Handing over: when units merge, split or end, their open tasks go to another unit, each with a line in its journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale, checked_reason
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.work.actions.tasks import save_task
from dondoc.office.work.models import BodyRole, Task, TaskUnit
from dondoc.office.work.states import CLOSED, OFFICE_DOES


@dataclass(frozen=True, slots=True)
class Passing:
    """What handing over would do to one task. `role`: the part the new unit then has. `joins`: it has a part already."""

    task: Task
    role: str
    joins: bool


def passing(task: Task, old: Unit, new: Unit) -> Passing:
    """The outcome for `task` (units prefetched). Writes nothing: the preview, and what handing over goes by."""
    roles = {row.unit_id: row.role for row in task.task_units.all()}
    both = {roles.get(old.pk), roles.get(new.pk)}
    return Passing(task, BodyRole.LEAD if BodyRole.LEAD in both else BodyRole.COORDINATING, new.pk in roles)


@transaction.atomic
def hand_over(actor: Person, old: Unit, new: Unit, tasks: Sequence[tuple[int, int]], *, reason: str) -> list[Passing]:
    """Give `new` the part `old` has in `tasks`, as (id, version): all of them or none. Closed tasks stay with the unit that did them."""
    require(actor, OFFICE_DOES)
    reason = checked_reason(reason)
    if old == new:
        raise NotNow(_("Hãy chọn một đơn vị khác để bàn giao."))
    versions = dict(tasks)
    found = list(Task.objects.select_for_update().filter(pk__in=versions).exclude(state__in=CLOSED).prefetch_related("task_units"))
    done = []
    for task in found:
        if task.version != versions[task.pk]:
            raise Stale(task)
        if old.pk in {row.unit_id for row in task.task_units.all()}:
            done.append(_pass_on(actor, task, old, new, reason))
    if not done:
        raise NotNow(_("Không có nhiệm vụ đang làm nào của đơn vị này để bàn giao."))
    record(actor, "work.hand_over", new, unit_from=old.pk, name_from=old.name, tasks=[one.task.pk for one in done], reason=reason)
    return done


def _pass_on(actor: Person, task: Task, old: Unit, new: Unit, reason: str) -> Passing:
    result = passing(task, old, new)
    task.task_units.filter(unit=old).delete()
    TaskUnit.objects.update_or_create(task=task, unit=new, defaults={"role": result.role})
    Task.objects.filter(parent=task, handed_by=old).update(handed_by=new)  # its parts count where it counts
    save_task(task)
    names = {"name_from": old.name, "name_to": new.name}
    record(actor, "work.passed_task", task, unit_from=old.pk, unit_to=new.pk, role=str(result.role), reason=reason, **names)
    return result
