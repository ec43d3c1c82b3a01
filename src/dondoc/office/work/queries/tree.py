"""A task with all that was handed on of it, and what they come to together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.office.directory.models import Person
from dondoc.office.work.models import Task
from dondoc.office.work.queries.tasks import for_rows, visible_tasks
from dondoc.office.work.rows import Row, row
from dondoc.office.work.timeclass import DONE_CLASSES, TimeClass

DEPTH = 12
"""Levels looked at: as deep as units go in practice. A query a level."""
MOST = 500
"""Parts a page shows."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A part as the tree shows it."""

    row: Row
    depth: int
    is_late: bool
    """Whether it is due after the task it is part of."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The parts of a task, and their figures."""

    branches: list[Branch]
    more: int
    """Parts not shown."""
    done: int
    running: int
    overdue: int
    """Of the parts that were not handed on any further: each piece of work counts once."""
    above: Task | None = None
    """The task this is a part of, where the person may see it."""

    @property
    def counted(self) -> int:
        return self.done + self.running


def task_tree(person: Person, task: Task, today: date) -> Tree:
    """What hangs below `task`, and the task above it."""
    below: dict[int, list[Task]] = defaultdict(list)
    level, seen = [task.pk], 0
    for _level in range(DEPTH):
        found = list(for_rows(Task.objects.with_time_class(today).filter(parent__in=level)).order_by("due", "pk")) if level else []
        for part in found:
            below[part.parent_id or 0].append(part)
        level, seen = [part.pk for part in found], seen + len(found)
    branches = list(_walk(task, below, 0))
    leaves = Counter(_of(part) for parts in below.values() for part in parts if part.pk not in below)
    done, overdue = sum(leaves[time] for time in DONE_CLASSES), leaves[TimeClass.OVERDUE]
    running = leaves.total() - done - leaves[TimeClass.WITHDRAWN]
    above = visible_tasks(person).filter(pk=task.parent_id).first() if task.parent_id else None
    return Tree(branches[:MOST], max(0, seen - MOST), done, running, overdue, above)


def _walk(task: Task, below: dict[int, list[Task]], depth: int) -> Iterator[Branch]:
    for part in below.get(task.pk, ()):
        yield Branch(row(part), depth, bool(task.due and part.due and part.due > task.due))
        yield from _walk(part, below, depth + 1)


def _of(task: Task) -> TimeClass:
    return TimeClass(task.time_class)  # type: ignore[attr-defined]  # annotated
