"""Jobs of this room."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from dondoc.office.work.actions.recurring import open_all

AT = datetime.time(0, 20)
"""When a day's periods are opened."""


@task()
def open_periods_daily() -> int:
    """Open the periods that have begun, and come back tomorrow."""
    plan_next(timezone.localdate() + datetime.timedelta(days=1))
    return open_all(timezone.localdate())


def plan_next(day: datetime.date | None = None) -> None:
    """Have the job run on `day` (at once without one), unless it is in the queue already."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=open_periods_daily.module_path)
    if day is None:
        if not waiting.filter(run_after__lte=timezone.now()).exists():
            open_periods_daily.enqueue()
    elif not waiting.filter(run_after__gt=timezone.now()).exists():
        open_periods_daily.using(run_after=timezone.make_aware(datetime.datetime.combine(day, AT))).enqueue()
