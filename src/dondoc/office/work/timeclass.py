"""How a task stands against its deadline: computed in the database from the dates, never typed.

The day it is today is always passed in. The classes are those of the follow-up practice of the offices (in term, overdue, done on time,
done late), plus what has no day to be measured by.

A class is worked out in two steps, so that it can be found by an index and is right at midnight without anything having run: what doesn't
depend on the day (:class:`Standing`) is a column the database computes; the rest is a comparison of the deadline with today.

To change a row of :data:`STANDINGS`, or a number: Django can't alter a computed column, so the migration removes ``standing`` with its
indexes and adds them anew; the triggers (:mod:`dondoc.office.work.upkeep`) are renewed after every migration by themselves.
"""

from __future__ import annotations

from collections.abc import Collection
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


class Standing(models.IntegerChoices):
    """What is true of a task whatever day it is. In the order of lists: what runs comes first, what has a day before what has none."""

    DATED = 0, _("Đang thực hiện, có hạn")
    OPEN_ENDED = 1, TimeClass.OPEN_ENDED.label
    UNDETERMINED = 2, TimeClass.UNDETERMINED.label
    DONE_ON_TIME = 3, TimeClass.DONE_ON_TIME.label
    DONE_LATE = 4, TimeClass.DONE_LATE.label
    DONE_UNDATED = 5, TimeClass.DONE_UNDATED.label
    WITHDRAWN = 6, TimeClass.WITHDRAWN.label


STANDINGS: tuple[tuple[Q, Standing], ...] = (
    (Q(state=State.WITHDRAWN), Standing.WITHDRAWN),
    (Q(state=State.DONE, due__isnull=True), Standing.DONE_UNDATED),
    (Q(state=State.DONE, completed_on__lte=F("due")), Standing.DONE_ON_TIME),
    (Q(state=State.DONE), Standing.DONE_LATE),
    (Q(due__isnull=False), Standing.DATED),
    (Q(deadline_kind__in=ENDLESS_KINDS), Standing.OPEN_ENDED),
)
"""What has the condition, and no condition above, stands so; what has none of them is undetermined."""


def standing_field() -> models.GeneratedField:
    """The column of a task that says how it stands."""
    cases = [When(condition, then=Value(standing.value)) for condition, standing in STANDINGS]
    small = models.SmallIntegerField()
    return models.GeneratedField(expression=Case(*cases, default=Value(Standing.UNDETERMINED.value)), output_field=small, db_persist=True)


def soon_after(today: date) -> date:
    """The last day whose deadlines are due soon: real working days, as many as the office's rule says. Two queries."""
    return working_days().add(today, rule_on(today).due_soon)


DATED = (TimeClass.OVERDUE, TimeClass.DUE_SOON, TimeClass.ON_TIME)
"""The classes of what is dated and runs, in the order of deadlines."""


def _between(first: TimeClass, last: TimeClass, today: date, soon: date, prefix: str = "") -> Q:
    """The deadline makes what is dated one of the classes from `first` to `last`; deadlines up to `soon` are due soon."""
    least = {TimeClass.DUE_SOON: ("gte", today), TimeClass.ON_TIME: ("gt", soon)}.get(first)
    most = {TimeClass.OVERDUE: ("lt", today), TimeClass.DUE_SOON: ("lte", soon)}.get(last)
    return Q(**{f"{prefix}due__{name}": day for name, day in filter(None, (least, most))})


def class_of(standing: int, due: date | None, today: date, soon: date) -> TimeClass:
    """The class of what stands so."""
    if standing != Standing.DATED or due is None:
        return TimeClass[Standing(standing).name]
    return TimeClass.OVERDUE if due < today else TimeClass.DUE_SOON if due <= soon else TimeClass.ON_TIME


def of_classes(classes: Collection[str], today: date, soon: date, prefix: str = "") -> Q:
    """The condition of being of any of `classes`: a range of an index where it can be one. `prefix` names the relation to the columns."""
    whole: list[int] = [standing.value for standing in Standing if standing != Standing.DATED and TimeClass[standing.name] in classes]
    dated = [time for time in DATED if time in classes]
    if len(dated) == len(DATED):
        whole, dated = [Standing.DATED.value, *whole], []
    found = Q()
    if whole and whole == list(range(whole[0], whole[-1] + 1)):
        found = Q(**{f"{prefix}standing__gte": whole[0], f"{prefix}standing__lte": whole[-1]})
    elif whole:
        found = Q(**{f"{prefix}standing__in": whole})
    apart = (
        [(time, time) for time in dated]
        if set(dated) == {TimeClass.OVERDUE, TimeClass.ON_TIME}
        else [(dated[0], dated[-1])]
        if dated
        else []
    )
    for first, last in apart:
        found |= Q(**{f"{prefix}standing": Standing.DATED.value}) & _between(first, last, today, soon, prefix)
    return found if whole or dated else Q(pk__in=[])


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, with their time class where it is asked for."""

    def with_time_class(self, today: date, soon: date | None = None) -> TaskQuerySet:
        """Adds ``time_class``, to read and to sort by. `soon`: :func:`soon_after`, where it was worked out already."""
        soon = soon or soon_after(today)
        cases = [When(Q(standing=Standing.DATED.value) & _between(time, time, today, soon), then=Value(time.value)) for time in DATED]
        others = (standing for standing in Standing if standing != Standing.DATED)
        rest = [When(standing=standing.value, then=Value(TimeClass[standing.name].value)) for standing in others]
        return self.annotate(time_class=Case(*cases, *rest, output_field=models.CharField(max_length=12)))

    def of_classes(self, classes: Collection[str], today: date, soon: date | None = None) -> TaskQuerySet:
        """Those of any of `classes`."""
        return self.filter(of_classes(classes, today, soon or soon_after(today)))
