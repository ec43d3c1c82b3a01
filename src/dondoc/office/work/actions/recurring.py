"""Recurring work: a task for each period, opened by a job and on demand, any number of times with the same outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.deadlines.periods import EVERY, Period, due_in, periods_between, read_rule
from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.work.actions.tasks import locked_task, require_directing, save_task
from dondoc.office.work.models import Criterion, DeadlineKind, Task, TaskDeadline, TaskUnit
from dondoc.office.work.states import CLOSED, State

MOST = 60
"""Periods opened at once for one task: a server that slept for years does not wake up to thousands."""
COPIED = ("item_id", "document_id", "action", "product", "report_to", "report_unit_id", "spans", "quote", "citations", "confirmed_by_id")


def is_series(task: Task) -> bool:
    """Whether a task is opened for each of its periods."""
    return task.deadline_kind == DeadlineKind.RECURRING and task.every in EVERY and task.series_id is None


def _wanted(task: Task, today: date) -> Iterator[tuple[Period, date]]:
    """The periods begun since the task was given out, with their days; those due before it was are left out."""
    since = timezone.localdate(task.confirmed_at)
    rule = read_rule(f"{task.deadline_text} {task.quote}", task.every)
    for period in list(periods_between(task.every, since, today))[-MOST:]:
        due = due_in(period, rule, task.every)
        if due >= since:
            yield period, due


@transaction.atomic
def open_periods(task: Task, today: date, actor: Person | None = None) -> list[Task]:
    """Make the tasks of the periods begun by `today` that are not there yet."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if not is_series(task) or task.state in CLOSED or task.state == State.ON_HOLD:
        return []
    known = set(task.periods.values_list("period", flat=True))
    return [_make(task, period, due, actor) for period, due in _wanted(task, today) if period.label not in known]


def _make(task: Task, period: Period, due: date, actor: Person | None) -> Task:
    copied = {name: getattr(task, name) for name in COPIED}
    made = Task(**copied, series=task, period=period.label, confirmed_at=timezone.now(), deadline_kind=DeadlineKind.ABSOLUTE, due=due)
    made.deadline_text = task.deadline_text
    made.fold_words()
    made.save()
    TaskUnit.objects.bulk_create(TaskUnit(task=made, unit_id=row.unit_id, role=row.role) for row in task.task_units.all())
    criteria = [{name: getattr(one, name) for name in ("order", "measure", "target", "evidence", "proof")} for one in task.criteria.all()]
    Criterion.objects.bulk_create(Criterion(task=made, **one) for one in criteria)
    TaskDeadline.objects.create(task=made, due=due, text=task.deadline_text, set_by=task.confirmed_by, at=timezone.now())
    record(actor, "work.open_period", made, series=task.pk, period=period.label, due=due)
    return made


def open_now(actor: Person, task: Task, today: date) -> list[Task]:
    """The same, when a person asks for it."""
    require_directing(actor, task)
    if not is_series(task):
        raise NotNow(_("Nhiệm vụ này không có chu kỳ nên không có kỳ để mở."))
    return open_periods(task, today, actor)


def open_all(today: date) -> int:
    """What begins by `today` of all recurring work; how many tasks were made. Each in a transaction of its own."""
    running = Task.objects.filter(deadline_kind=DeadlineKind.RECURRING, every__in=EVERY, series=None).exclude(state__in=CLOSED)
    return sum(len(open_periods(task, today)) for task in running.iterator())


@transaction.atomic
def set_review(actor: Person, task: Task, day: date, *, version: int) -> Task:
    """Say when work without a day («ngay», «khẩn trương», «thường xuyên») is looked at again."""
    require_directing(actor, task)
    task = locked_task(task, version)
    if task.state in CLOSED or task.due is not None:
        raise NotNow(_("Chỉ đặt ngày xem lại cho việc đang làm không có hạn."))
    if day <= timezone.localdate() - timedelta(days=1):
        raise NotNow(_("Ngày xem lại đã qua. Hãy chọn ngày khác."))
    before, task.review_on = task.review_on, day
    save_task(task)
    record(actor, "work.set_review", task, review_from=before, review_on=day)
    return task
