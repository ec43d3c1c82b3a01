"""Making a task concrete: how one will know that it is done."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, refuse_views
from dondoc.office.directory.models import Person
from dondoc.office.work.actions.tasks import locked_task, require_directing, save_task
from dondoc.office.work.criteria import CriterionInput
from dondoc.office.work.models import Criterion, Task
from dondoc.office.work.states import CLOSED


@transaction.atomic
def set_criteria(actor: Person, task: Task, given: Sequence[CriterionInput], *, version: int) -> Task:
    """Make `given` the task's criteria. Those known by their id are changed and keep their evidence; the others are made or removed."""
    require_directing(actor, task)
    refuse_views(*(words for one in given for words in one.words))
    task = locked_task(task, version)
    if task.state in CLOSED:
        raise NotNow(_("Nhiệm vụ đã kết thúc."))
    known = {one.pk: one for one in task.criteria.all()}
    task.criteria.exclude(pk__in=[one.id for one in given]).delete()
    for order, one in enumerate(given):
        criterion = known.get(one.id) or Criterion(task=task)
        for name, value in {**one.fields, "order": order}.items():
            setattr(criterion, name, value)
        criterion.save()
    task.is_vague = not given and any(finding["code"] == "vague-duty" for finding in task.findings)
    save_task(task)
    record(actor, "work.set_criteria", task, before=len(known), after=len(given))
    return task
