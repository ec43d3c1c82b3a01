"""Tasks as lists, pages and figures see them, within what a person may see."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from dondoc.office.audit.models import Entry
from dondoc.office.audit.queries import history_of
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import ALL, may, require, units_for
from dondoc.office.registry.models import Document
from dondoc.office.web import whole_number
from dondoc.office.work.models import BodyRole, Task, TaskUnit
from dondoc.office.work.states import CLOSED, State
from dondoc.office.work.text import sought
from dondoc.office.work.timeclass import DONE_CLASSES, TaskQuerySet, TimeClass

HEAVY = ("document__source_text", "document__reading")
"""Columns of a document no list needs: megabytes of text."""

GROUPS: dict[str, tuple[TimeClass, ...]] = {
    "done": DONE_CLASSES,
    "counted": tuple(time for time in TimeClass if time != TimeClass.WITHDRAWN),
    "running": (TimeClass.OVERDUE, TimeClass.DUE_SOON, TimeClass.ON_TIME, TimeClass.OPEN_ENDED, TimeClass.UNDETERMINED),
}
"""Names in the address for several time classes at once."""

CHOICES = 200
"""Documents offered in the filter; the address takes any."""

CLOSED_LAST = Case(When(state__in=CLOSED, then=Value(1)), default=Value(0))
SORTS: dict[str, tuple[Any, ...]] = {
    "due": (CLOSED_LAST, F("due").asc(nulls_last=True), "pk"),
    "-due": (CLOSED_LAST, F("due").desc(nulls_last=True), "-pk"),
    "state": ("state", F("due").asc(nulls_last=True), "pk"),
    "document": ("document__number", "document_id", "pk"),
    "newest": ("-confirmed_at", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the task list's address says. Empty: everything."""

    q: str = ""
    unit: int | None = None
    scope: str = "tree"
    """``tree``: the unit and all below it; ``own``: just the unit."""
    role: str = ""
    """``lead`` or ``coordinating``; empty: either."""
    state: str = ""
    time: str = ""
    """A :class:`TimeClass` or a name of :data:`GROUPS`."""
    document: int | None = None
    sort: str = "due"

    @classmethod
    def read(cls, query: QueryDict) -> Filter:
        """The filter an address asks for; what makes no sense is left out."""
        times = {*TimeClass.values, *GROUPS}
        return cls(
            q=query.get("q", "").strip()[:200],
            unit=whole_number(query.get("unit")),
            scope=_one_of(query.get("scope"), ("own",), "tree"),
            role=_one_of(query.get("role"), BodyRole.values),
            state=_one_of(query.get("state"), State.values),
            time=_one_of(query.get("time"), times),
            document=whole_number(query.get("document")),
            sort=_one_of(query.get("sort"), SORTS, "due"),
        )

    def query(self, **other: Any) -> str:
        """The filter as the query of an address, some parts replaced; what says nothing is left out."""
        usual = Filter()
        values = {field.name: other.get(field.name, getattr(self, field.name)) for field in fields(self)}
        return urlencode({name: value for name, value in values.items() if value not in (None, "", getattr(usual, name))})

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.query(sort="due"))


def _one_of(value: str | None, allowed: Any, otherwise: str = "") -> str:
    return value if value in allowed and value is not None else otherwise


def _has_unit(units: Any, **row: Any) -> Q:
    """Tasks in which one of `units` has a part. By the units' own rows: they are few against all tasks."""
    return Q(pk__in=TaskUnit.objects.filter(unit__in=units, **row).values("task"))


def visible_tasks(person: Person) -> TaskQuerySet:
    """The tasks `person` may see: all, or those in which one of the person's units has a part."""
    units = units_for(person, "work.view_task")
    tasks = Task.objects.all()
    return tasks if units is ALL else tasks.filter(_has_unit(units.values("pk")))


def filtered(tasks: TaskQuerySet, wanted: Filter, today: date) -> TaskQuerySet:
    """`tasks` narrowed to `wanted`, in its order, with ``time_class``."""
    tasks = tasks.with_time_class(today)
    if wanted.unit is not None:
        tasks = tasks.filter(_in_unit(wanted))
    elif wanted.role:
        tasks = tasks.filter(Exists(TaskUnit.objects.filter(task=OuterRef("pk"), role=wanted.role)))
    if wanted.state:
        tasks = tasks.filter(state=wanted.state)
    if wanted.time:
        tasks = tasks.of_classes(GROUPS.get(wanted.time, (wanted.time,)))
    if wanted.document is not None:
        tasks = tasks.filter(document=wanted.document)
    for word in sought(wanted.q):
        tasks = tasks.filter(folded__contains=word)
    return tasks.order_by(*SORTS[wanted.sort])


def _in_unit(wanted: Filter) -> Q:
    row = {"role": wanted.role} if wanted.role else {}
    if wanted.scope == "own":
        return _has_unit([wanted.unit], **row)
    path = Unit.objects.filter(pk=wanted.unit or 0).values_list("path", flat=True).first()
    return _has_unit(Unit.objects.filter(path__startswith=path).values("pk") if path else [], **row)


def for_rows(tasks: TaskQuerySet) -> TaskQuerySet:
    """`tasks` with what a row of a list shows."""
    return tasks.select_related("document__file").defer(*HEAVY).prefetch_related("task_units__unit")


def list_tasks(person: Person, wanted: Filter, today: date) -> TaskQuerySet:
    """The rows of the task list for `person`."""
    require(person, "work.view_task")
    return for_rows(filtered(visible_tasks(person), wanted, today))


def documents_with_tasks(person: Person, chosen: int | None) -> list[tuple[int, str]]:
    """(id, label) of the newest documents that gave `person`'s tasks, and of the `chosen` one, for the filter. One query."""
    found = Document.objects.filter(pk__in=visible_tasks(person).values("document"))
    found = found.select_related("file").only("kind", "number", "file__name").order_by(Case(When(pk=chosen or 0, then=0), default=1), "-pk")
    return [(document.pk, str(document)) for document in found[:CHOICES]]


def get_task(person: Person, task_id: int, today: date) -> Task:
    """The task with all its page shows. One the person may not see is not there: 404; no right to see tasks at all: 403."""
    require(person, "work.view_task")
    tasks = visible_tasks(person).with_time_class(today)
    rows = tasks.select_related("document__file", "item__plan", "confirmed_by", "report_unit").defer("document__reading")
    return get_object_or_404(rows.prefetch_related("task_units__unit", "deadlines__set_by", "criteria"), pk=task_id)


def task_history(task: Task) -> list[Entry]:
    """The journal of the task, newest first."""
    return list(history_of(task))


def tasks_to_change(person: Person, ids: list[int], today: date) -> list[Task]:
    """The chosen tasks, for a change of many."""
    require(person, "work.edit_task")
    rows = for_rows(visible_tasks(person).with_time_class(today).filter(pk__in=ids)).order_by(*SORTS["due"])
    found = list(rows)
    if not found:
        raise Http404
    return found


def may_change(person: Person) -> bool:
    """Whether the list offers to change many at once."""
    return may(person, "work.edit_task")
