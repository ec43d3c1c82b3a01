"""The figures of the board: each is a count of rows the task list shows under the address that goes with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.registry.models import Document
from dondoc.office.work.models import BodyRole, Task, TaskTally, TaskUnit
from dondoc.office.work.queries.tasks import GROUPS, Filter, Scope, count_documents, newest_documents, once, seen_by
from dondoc.office.work.queries.trend import Age, Days, Month, ages, trend
from dondoc.office.work.timeclass import DATED, Standing, TimeClass, class_of, of_classes, soon_after

Counts = Counter[str]
"""How many tasks of each time class."""

UNITS = 30
"""How many units the board shows on a page."""
DOCUMENTS = 30
"""How many documents the board lists: those with the oldest running deadline first, then the newest."""
LOOKED_AT = 20 * DOCUMENTS
"""Tasks looked at to find them: a document has many."""
COUNTED = 200
"""How far it counts the others."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: `time` is what the task list is asked for."""

    time: str
    label: str | Promise
    in_bar: bool = True

    @property
    def classes(self) -> tuple[str, ...]:
        """The time classes it counts."""
        return tuple(GROUPS.get(self.time, (self.time,)))


COLUMNS = (
    Column("overdue", TimeClass.OVERDUE.label),
    Column("due_soon", TimeClass.DUE_SOON.label),
    Column("on_time", TimeClass.ON_TIME.label),
    Column("open_ended", TimeClass.OPEN_ENDED.label),
    Column("undetermined", TimeClass.UNDETERMINED.label),
    Column("done", _("Hoàn thành")),
    Column("counted", _("Tất cả"), in_bar=False),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the rows it counts, and its part of the whole in per cent."""

    column: Column
    count: int
    shown: str
    """The number as it is written."""
    query: str
    share: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar; `x` and `width` as an SVG attribute has them."""

    figure: Figure
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the board: what it is about, and a figure a column."""

    label: str
    figures: tuple[Figure, ...]
    detail: str = ""
    query: str = ""

    @property
    def bar(self) -> list[Segment]:
        """The figures as the parts of a bar, one after the other."""
        parts = [figure for figure in self.figures if figure.column.in_bar and figure.count]
        starts = accumulate((figure.share for figure in parts), initial=0.0)
        return [Segment(figure, f"{start:.2f}%", f"{figure.share:.2f}%") for figure, start in zip(parts, starts, strict=False)]

    @property
    def spoken(self) -> str:
        """The bar in words."""
        return ", ".join(f"{segment.figure.column.label}: {segment.figure.shown}" for segment in self.bar)


@dataclass(frozen=True, slots=True)
class Board:
    """All figures of the board."""

    columns: tuple[Column, ...]
    total: Line
    units: list[Line]
    page: Page[int]
    """The lead units there are, of which these are shown."""
    documents: list[Line]
    more_documents: int
    """How many documents with tasks are not listed, as far as they are counted."""
    many_documents: bool
    """Whether there are more than were counted."""
    ages: list[Age]
    months: list[Month]
    unit: Unit | None = None
    """The unit whose page it is, with all below it; ``None``: all the person sees."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a person sees on a day: all tasks, or those of `scope`. Figures come from indexes over tasks, or over the units' copies."""

    scope: Scope | None
    today: date
    soon: date

    @property
    def rows(self) -> QuerySet[Any]:
        """Tasks, or the units' parts in them: both have the columns that figures are made of."""
        return (self.scope.rows if self.scope else Task.objects.all()).filter(once(self.scope.units if self.scope else None))

    @property
    def number(self) -> Count:
        """A task counts once, however many of the units have a part in it."""
        return Count("task", distinct=True) if self.scope else Count("pk")

    @property
    def leads(self) -> QuerySet[TaskUnit]:
        """The lead units' parts in the tasks, those handed on by another unit too: this is what a unit does itself."""
        leads = TaskUnit.objects.filter(Q(handed_by=None) | ~Q(handed_by=F("unit")), role=BodyRole.LEAD)
        return leads.filter(task__in=self.scope.rows.values("task")) if self.scope else leads

    def counted(self, rows: QuerySet[Any], by: str, number: Count) -> dict[int, Counts]:
        """`rows` by `by` and time class."""
        found: dict[int, Counts] = {}
        parts = rows.filter(of_classes(GROUPS["counted"], self.today, self.soon)).order_by()
        for key, standing, place, count in parts.values_list(by, "standing", self._place).annotate(count=number):
            found.setdefault(key, Counter())[self._class(standing, place)] += count
        return found

    @property
    def _place(self) -> Case:
        """Where the deadline lies: before today, soon, later."""
        return Case(When(due__lt=self.today, then=Value(0)), When(due__lte=self.soon, then=Value(1)), default=Value(2))

    def _class(self, standing: int, place: int) -> TimeClass:
        return DATED[place] if standing == Standing.DATED else TimeClass[Standing(standing).name]

    def days(self) -> list[tuple[int, date | None, int]]:
        """(standing, deadline, how many tasks): of the whole office from the tally. One query, for the total, the ages and the months."""
        if self.scope:
            rows = self.rows.order_by().values_list("standing", "due").annotate(count=self.number)
        else:
            rows = TaskTally.objects.order_by().values_list("standing", "due").annotate(count=Sum("number"))
        return list(rows)

    def total(self, days: Days) -> Counts:
        """All tasks by time class."""
        counts: Counts = Counter()
        for standing, due, count in days:
            counts[class_of(standing, due, self.today, self.soon)] += count
        return counts

    def pressing(self) -> list[int]:
        """The documents whose running deadlines come first: overdue ones, the oldest before all. One query, along an index."""
        running = self.rows.filter(standing=Standing.DATED).order_by("due", "document_id")
        return list(dict.fromkeys(running.values_list("document_id", flat=True)[:LOOKED_AT]))[:DOCUMENTS]


def board(person: Person, today: date, page: str | int | None = 1) -> Board:
    """The board as `person` sees it, its units a page at a time. A fixed number of queries."""
    require(person, "work.view_board")
    sight = _Sight(next(iter(seen_by(person)), None), today, soon_after(today))
    units = Paginator(_lead_units(sight), UNITS).get_page(page)
    newest = newest_documents(person)
    listed = list(dict.fromkeys([*sight.pressing(), *newest]))[:DOCUMENTS]
    others = max(0, count_documents(person, COUNTED + DOCUMENTS) - len(listed))
    days = sight.days()
    return Board(
        columns=COLUMNS,
        total=_line(str(_("Tất cả nhiệm vụ")), sight.total(days), Filter()),
        ages=ages(days, today, Filter()),
        months=trend(days, today, Filter()),
        units=_units(list(units), sight.counted(sight.leads.filter(unit__in=list(units)), "unit_id", Count("pk"))),
        page=units,
        documents=_documents(listed, sight.counted(sight.rows.filter(document__in=listed), "document_id", sight.number)),
        more_documents=others,
        many_documents=others >= COUNTED,
    )


def unit_board(person: Person, unit: Unit, today: date) -> Board:
    """The same for `unit` and all below it, within what `person` sees."""
    require(person, "work.view_board", unit)
    below = frozenset(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
    sight = _Sight(Scope(below), today, soon_after(today))
    leads = sight.leads.filter(unit__in=below)
    units = list(Unit.objects.filter(pk__in=leads.values("unit")).order_by("path").values_list("pk", flat=True)[:UNITS])
    days, base, listed = sight.days(), Filter(unit=unit.pk), sight.pressing()
    return Board(
        columns=COLUMNS,
        total=_line(str(_("Tất cả nhiệm vụ")), sight.total(days), base),
        ages=ages(days, today, base),
        months=trend(days, today, base),
        units=_units(units, sight.counted(leads.filter(unit__in=units), "unit_id", Count("pk"))),
        page=Paginator(units, UNITS).get_page(1),
        documents=_documents(listed, sight.counted(sight.rows.filter(document__in=listed), "document_id", sight.number), base),
        more_documents=0,
        many_documents=False,
        unit=unit,
    )


def _lead_units(sight: _Sight) -> list[int]:
    """The units that lead a task, in the directory's order."""
    if sight.scope:
        return list(Unit.objects.filter(pk__in=sight.leads.values("unit")).order_by("order", "name").values_list("pk", flat=True))
    leads = Exists(TaskUnit.objects.filter(unit=OuterRef("pk"), role=BodyRole.LEAD))
    return list(Unit.objects.filter(leads).order_by("order", "name").values_list("pk", flat=True))


def _units(listed: list[int], rows: dict[int, Counts]) -> list[Line]:
    units = Unit.objects.in_bulk(listed)
    return [
        _line(unit.label, rows[pk], Filter(unit=pk, scope="own", role=BodyRole.LEAD.value), unit.name if unit.short_name else "")
        for pk in listed
        if pk in rows and (unit := units[pk])
    ]


def _documents(listed: list[int], rows: dict[int, Counts], base: Filter | None = None) -> list[Line]:
    found = Document.objects.select_related("file").defer("source_text", "reading").in_bulk(listed)
    filters = {pk: replace(base or Filter(), document=pk) for pk in listed}
    return [_line(str(found[pk]), rows[pk], filters[pk], found[pk].subject) for pk in listed if pk in rows]


def _line(label: str, counts: Counts, base: Filter, detail: str = "") -> Line:
    whole, query = counts.total() or 1, base.query()
    numbers = [(column, sum(counts[time] for time in column.classes)) for column in COLUMNS]
    figures = tuple(
        Figure(column, count, localize(count), f"{query}&time={column.time}".lstrip("&"), round(100 * count / whole, 2))
        for column, count in numbers
    )
    return Line(label, figures, detail, base.query(time="counted"))
