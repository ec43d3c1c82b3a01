"""Tasks as lists, pages and figures see them, within what a person may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from dondoc.office.audit.models import Entry
from dondoc.office.audit.queries import history_of
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import ALL, may, require, units_for
from dondoc.office.fulltext import matching
from dondoc.office.registry.models import Document
from dondoc.office.web import whole_number
from dondoc.office.work.models import BodyRole, Task, TaskUnit
from dondoc.office.work.states import CLOSED, State
from dondoc.office.work.timeclass import DONE_CLASSES, TaskQuerySet, TimeClass, of_classes, soon_after

VIEW_TASK = "work.view_task"
HEAVY = ("document__source_text", "document__reading")
"""Columns of a document no list needs: megabytes of text."""

GROUPS: dict[str, tuple[TimeClass, ...]] = {
    "done": DONE_CLASSES,
    "counted": tuple(time for time in TimeClass if time != TimeClass.WITHDRAWN),
    "running": (TimeClass.OVERDUE, TimeClass.DUE_SOON, TimeClass.ON_TIME, TimeClass.OPEN_ENDED, TimeClass.UNDETERMINED),
}
"""Names in the address for several time classes at once."""

CHOICES = 100
"""Documents offered in the filter; the address takes any."""

SORTS: dict[str, tuple[str, ...]] = {
    "due": ("standing", "due", "document_id", "pk"),
    "-due": ("standing", "-due", "-pk"),
    "state": ("state", "standing", "due", "pk"),
    "document": ("document_id", "pk"),
    "newest": ("-pk",),
}
"""What runs comes before what is closed, what has a day before what has none: see :class:`Standing`. Each is the order of an index."""
OF_UNITS = {name: tuple(part.replace("pk", "task_id") for part in parts) for name, parts in SORTS.items()}
"""The same for rows of :class:`TaskUnit`, by their copies."""


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
    due_from: date | None = None
    due_to: date | None = None
    parts: str = ""
    """``all``: the parts that were handed on beside the tasks they are of; empty: each duty once."""
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
            due_from=_day(query.get("due_from")),
            due_to=_day(query.get("due_to")),
            parts=_one_of(query.get("parts"), ("all",)),
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


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _one_of(value: str | None, allowed: Any, otherwise: str = "") -> str:
    return value if value in allowed and value is not None else otherwise


FEW_UNITS = 20
"""A list of so many units is made from their own rows; that of more by going along all tasks, of which they have many."""
PARTS = 3
"""Rows of units looked at for each task counted, as several units may have a part in one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Tasks in which one of `units` has a part (that of `role`, where one is named); `units` ``None``: any unit."""

    units: frozenset[int] | None
    role: str = ""

    @property
    def is_small(self) -> bool:
        """Whether its tasks are few enough to be listed from its own rows."""
        return self.units is not None and len(self.units) <= FEW_UNITS

    @property
    def rows(self) -> QuerySet[TaskUnit]:
        """The parts."""
        found = TaskUnit.objects.all() if self.units is None else TaskUnit.objects.filter(unit__in=self.units)
        return found.filter(role=self.role) if self.role else found

    def holds(self, task: str = "pk") -> Q:
        """The condition for a row that has a task's id in the column `task`: asked row by row."""
        return Q(Exists(self.rows.filter(task=OuterRef(task))))


def seen_by(person: Person) -> list[Scope]:
    """What limits the tasks `person` sees: nothing, or the units of the person's rights."""
    units = units_for(person, VIEW_TASK)
    return [] if units is ALL else [Scope(frozenset(units.values_list("pk", flat=True)))]


def visible_tasks(person: Person) -> TaskQuerySet:
    """The tasks `person` may see: all, or those in which one of the person's units has a part."""
    return Task.objects.filter(*(scope.holds() for scope in seen_by(person)))


def _wanted_scopes(wanted: Filter) -> list[Scope]:
    if wanted.unit is None:
        return [Scope(None, wanted.role)] if wanted.role else []
    if wanted.scope == "own":
        return [Scope(frozenset([wanted.unit]), wanted.role)]
    path = Unit.objects.filter(pk=wanted.unit).values_list("path", flat=True).first()
    below = Unit.objects.filter(path__startswith=path).values_list("pk", flat=True) if path else ()
    return [Scope(frozenset(below), wanted.role)]


def once(units: frozenset[int] | None) -> Q:
    """The condition of being counted among the tasks of `units` (``None``: all): what one of them handed on counts in its own task."""
    return Q(handed_by=None) if units is None else Q(handed_by=None) | ~Q(handed_by__in=units)


def _once(wanted: Filter, scopes: list[Scope]) -> list[Q]:
    if wanted.parts or wanted.role == BodyRole.COORDINATING:
        return []
    named = [scope.units for scope in scopes if scope.units is not None]
    return [once(frozenset.intersection(*named) if named else None)]


def _conditions(wanted: Filter, today: date, soon: date) -> list[Q]:
    """What `wanted` says of columns that tasks have and rows of :class:`TaskUnit` have copies of."""
    found = []
    if wanted.state:
        found.append(Q(state=wanted.state))
    if wanted.time:
        found.append(of_classes(GROUPS.get(wanted.time) or (TimeClass(wanted.time),), today, soon))
    if wanted.document is not None:
        found.append(Q(document=wanted.document))
    if wanted.due_from:
        found.append(Q(due__gte=wanted.due_from))
    if wanted.due_to:
        found.append(Q(due__lte=wanted.due_to))
    return found


class TaskRows:
    """The rows of a list, in order. Ids come from an index; what a row shows is read for the rows of a page only."""

    def __init__(self, person: Person, wanted: Filter, today: date) -> None:
        self.today, self.soon = today, soon_after(today)
        scopes = [*seen_by(person), *_wanted_scopes(wanted)]
        conditions = [*_conditions(wanted, today, self.soon), *_once(wanted, scopes)]
        words = matching(Task, wanted.q)
        smallest = min((scope for scope in scopes if scope.units is not None), key=lambda scope: len(scope.units or ()), default=None)
        rest = [scope for scope in scopes if scope is not smallest and not _holds_all(scope, smallest)]
        self._parts = None
        """Rows of units that stand for the tasks, where units are asked for."""
        if smallest is not None:
            others = (scope.holds("task_id") for scope in rest)
            self._parts = smallest.rows.filter(*conditions, *([words.condition("task__")] if words else []), *others)
        if self._parts is not None and smallest is not None and smallest.is_small:
            self._ids: QuerySet[Any, int] = self._parts.order_by(*OF_UNITS[wanted.sort]).values_list("task_id", flat=True).distinct()
        else:
            tasks = Task.objects.filter(*conditions, *([words.condition()] if words else []), *(scope.holds() for scope in scopes))
            self._ids = tasks.order_by(*SORTS[wanted.sort]).values_list("pk", flat=True)

    def __getitem__(self, part: slice) -> list[Task]:
        return self._read(list(self._ids[part]))

    def _read(self, ids: list[int]) -> list[Task]:
        found = for_rows(Task.objects.with_time_class(self.today, self.soon)).in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def count_up_to(self, most: int) -> int:
        """How many rows there are; for more than `most`, some number above it."""
        if self._parts is None:
            return self._ids.order_by()[: most + 1].count()
        # A task counts once, however many of the units have a part in it.
        parts = list(self._parts.order_by().values_list("task_id", flat=True)[: PARTS * most])
        different = len(set(parts))
        return different if len(parts) < PARTS * most else max(different, most + 1)

    def ids(self, most: int, *, among: Sequence[int] | None = None) -> list[int]:
        """The ids of the rows, up to `most`; of those `among` the given ones only."""
        if among is None:
            return list(self._ids[:most])
        column = "pk" if self._ids.model is Task else "task"
        return list(self._ids.filter(**{f"{column}__in": list(among)})[:most])

    def __iter__(self) -> Iterator[Task]:
        return self.iterator()

    def iterator(self, chunk_size: int = 500) -> Iterator[Task]:
        """All rows, a chunk at a time."""
        ids = list(self._ids)
        for start in range(0, len(ids), chunk_size):
            yield from self._read(ids[start : start + chunk_size])


def _holds_all(scope: Scope, first: Scope | None) -> bool:
    """Whether whatever is in `first` is in `scope`, too."""
    if first is None or scope.role not in {"", first.role}:
        return False
    return scope.units is None or (first.units is not None and first.units <= scope.units)


def for_rows(tasks: TaskQuerySet) -> TaskQuerySet:
    """`tasks` with what a row of a list shows."""
    return tasks.select_related("document__file").defer(*HEAVY).prefetch_related("task_units__unit")


def list_tasks(person: Person, wanted: Filter, today: date) -> TaskRows:
    """The rows of the task list for `person`."""
    require(person, VIEW_TASK)
    return TaskRows(person, wanted, today)


def documents_with_tasks(person: Person, chosen: int | None) -> list[tuple[int, str]]:
    """(id, label) of the newest documents that gave `person`'s tasks, and of the `chosen` one, for the filter. Two queries."""
    found = Document.objects.select_related("file").only("kind", "number", "file__name")
    newest = found.filter(pk__in=newest_documents(person)).order_by("-pk")
    first = found.filter(pk=chosen or 0, tasks__in=visible_tasks(person)).distinct()
    return [(document.pk, str(document)) for document in [*first, *(other for other in newest if other.pk != chosen)]]


def newest_documents(person: Person, most: int = CHOICES) -> list[int]:
    """The newest documents that gave tasks `person` sees. One query."""
    return list(_documents(person, "-")[:most])


def count_documents(person: Person, most: int) -> int:
    """How many documents gave tasks `person` sees, counted up to `most`. One query."""
    return _documents(person)[:most].count()


def _documents(person: Person, order: str = "") -> QuerySet[Any, int]:
    scopes = seen_by(person)
    if scopes and scopes[0].is_small:
        return scopes[0].rows.order_by(f"{order}document_id").values_list("document_id", flat=True).distinct()
    tasks = Task.objects.filter(*(scope.holds() for scope in scopes), document=OuterRef("pk"))
    return Document.objects.filter(Exists(tasks)).order_by(f"{order}pk").values_list("pk", flat=True)


def get_task(person: Person, task_id: int, today: date) -> Task:
    """The task with all its page shows. One the person may not see is not there: 404; no right to see tasks at all: 403."""
    require(person, VIEW_TASK)
    tasks = visible_tasks(person).with_time_class(today)
    rows = tasks.select_related("document__file", "item__plan", "confirmed_by", "report_unit", "parent", "handed_by", "series")
    many = ("task_units__unit", "parent__task_units__unit", "deadlines__set_by", "criteria")
    return get_object_or_404(rows.defer("document__reading").prefetch_related(*many), pk=task_id)


def open_tasks_of(unit: Unit, today: date) -> list[Task]:
    """What `unit` itself has a part in and is not closed, by deadline; for those who see the whole office."""
    running = Task.objects.with_time_class(today).filter(task_units__unit=unit).exclude(state__in=CLOSED)
    return list(for_rows(running).order_by("due", "pk"))


PERIODS = 60
"""Periods a page shows, the newest first."""


def periods_of(task: Task, today: date) -> list[Task]:
    """The tasks of a recurring one's periods."""
    return list(for_rows(Task.objects.with_time_class(today).filter(series=task)).order_by("-due", "-pk")[:PERIODS])


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
