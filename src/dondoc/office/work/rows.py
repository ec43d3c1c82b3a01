"""A task as a row of a list."""

from __future__ import annotations

from typing import Any

from dondoc.office.work.models import BodyRole
from dondoc.office.work.timeclass import TimeClass
from dondoc.office.work.wording import deadline_words

Row = dict[str, Any]


def row(task: Any) -> Row:
    """What a list shows of a task (units prefetched, with its time class)."""
    units = list(task.task_units.all())
    return {
        "task": task,
        "leads": [part.unit for part in units if part.role == BodyRole.LEAD],
        "coordinating": [part.unit for part in units if part.role == BodyRole.COORDINATING],
        "deadline": deadline_words(task),
        "time": TimeClass(task.time_class),
    }
