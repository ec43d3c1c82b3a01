"""How a task stands against its deadline: computed in the database from the dates, never typed.

The day it is today is always passed in. The classes are those of the follow-up practice of the offices (in term, overdue, done on time,
done late), plus what has no day to be measured by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from dondoc.office.work.models.calendar import rule_on, working_days
from dondoc.office.work.states import State

if TYPE_CHECKING:
    from dondoc.office.work.models import Task  # noqa: F401  named in a string below

class TimeClass(models.TextChoices):
    OVERDUE = "overdue", _("Quá hạn")
    DUE_SOON = "due_soon", _("Sắp đến hạn")
    ON_TIME = "on_time", _("Trong hạn")
    OPEN_ENDED = "open_ended", _("Thường xuyên, định kỳ")
    UNDETERMINED = "undetermined", _("Chưa xác định hạn")
    DONE_ON_TIME = "done_on_time", _("Hoàn thành đúng hạn")
    DONE_LATE = "done_late", _("Hoàn thành quá hạn")
    DONE_UNDATED = "done_undated", _("Hoàn thành, không có hạn")
    WITHDRAWN = "withdrawn", _("Đã rút")


DONE_CLASSES = (TimeClass.DONE_ON_TIME, TimeClass.DONE_LATE, TimeClass.DONE_UNDATED)
ENDLESS_KINDS = ("open", "recurring")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what has `condition` and no row before it is of `time_class`."""

    condition: Q
    time_class: TimeClass


def soon_after(today: date) -> date:
    """The last day whose deadlines are due soon: real working days, as many as the office's rule says. Two queries."""
    return working_days().add(today, rule_on(today).due_soon)


def rules(today: date, soon: date) -> tuple[Rule, ...]:
    """The rows of the table, in the order they are asked; deadlines up to `soon` are due soon."""
    return (
        Rule(Q(state=State.WITHDRAWN), TimeClass.WITHDRAWN),
        Rule(Q(state=State.DONE, due=None), TimeClass.DONE_UNDATED),
        Rule(Q(state=State.DONE, completed_on__lte=F("due")), TimeClass.DONE_ON_TIME),
        Rule(Q(state=State.DONE), TimeClass.DONE_LATE),
        Rule(Q(due__lt=today), TimeClass.OVERDUE),
        Rule(Q(due__lte=soon), TimeClass.DUE_SOON),
        Rule(Q(due__gt=soon), TimeClass.ON_TIME),
        Rule(Q(deadline_kind__in=ENDLESS_KINDS), TimeClass.OPEN_ENDED),
    )


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, with their time class where it is asked for."""

    def with_time_class(self, today: date, soon: date | None = None) -> TaskQuerySet:
        """Adds ``time_class``, to read, filter and sort by. `soon`: :func:`soon_after`, where it was worked out already."""
        cases = [When(rule.condition, then=Value(rule.time_class.value)) for rule in rules(today, soon or soon_after(today))]
        field = models.CharField(max_length=12)
        return self.annotate(time_class=Case(*cases, default=Value(TimeClass.UNDETERMINED.value), output_field=field))

    def of_classes(self, classes: Iterable[str]) -> TaskQuerySet:
        """Those of any of `classes`; only after :meth:`with_time_class`."""
        return self.filter(of_classes(classes))


def of_classes(classes: Iterable[str]) -> Q:
    """The condition of :meth:`TaskQuerySet.of_classes`."""
    return Q(time_class__in=tuple(classes))
