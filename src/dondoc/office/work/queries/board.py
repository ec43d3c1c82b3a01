"""The figures of the board: each is a count of rows the task list shows under the address that goes with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.registry.models import Document
from dondoc.office.work.models import BodyRole
from dondoc.office.work.queries.tasks import GROUPS, Filter, visible_tasks
from dondoc.office.work.timeclass import TaskQuerySet, TimeClass

Counts = Counter[str]
"""How many tasks of each time class."""

DOCUMENTS = 30
"""How many documents the board lists: those with most overdue first."""


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
        return ", ".join(f"{segment.figure.column.label}: {segment.figure.count}" for segment in self.bar)


@dataclass(frozen=True, slots=True)
class Board:
    """All figures of the board."""

    columns: tuple[Column, ...]
    total: Line
    units: list[Line]
    documents: list[Line]
    more_documents: int
    """How many documents with tasks are not listed."""


def board(person: Person, today: date) -> Board:
    """The board as `person` sees it. Five queries, and those of the person's rights."""
    require(person, "work.view_board")
    tasks = visible_tasks(person).with_time_class(today)
    by_document = _counted(tasks, "document_id")
    by_unit = _counted(tasks.filter(task_units__role=BodyRole.LEAD), "task_units__unit_id")
    total: Counts = sum(by_document.values(), Counter())
    listed = sorted(by_document, key=lambda pk: _most_pressing(by_document[pk], pk))[:DOCUMENTS]
    return Board(
        columns=COLUMNS,
        total=_line(str(_("Tất cả nhiệm vụ")), total, Filter()),
        units=_units(by_unit),
        documents=_documents({pk: by_document[pk] for pk in listed}),
        more_documents=len(by_document) - len(listed),
    )


def _counted(tasks: TaskQuerySet, by: str) -> dict[int, Counts]:
    """Tasks by `by` and time class. The class is worked out once a row, in the database, and the rest is adding up."""
    found: dict[int, Counts] = {}
    rows = tasks.of_classes(GROUPS["counted"]).order_by().values_list(by, "time_class").annotate(count=Count("pk"))
    for key, time_class, count in rows:
        found.setdefault(key, Counter())[time_class] = count
    return found


def _most_pressing(counts: Counts, pk: int) -> tuple[int, int, int, int]:
    """The order of documents: most overdue first, then most due soon, then most."""
    return (-counts[TimeClass.OVERDUE], -counts[TimeClass.DUE_SOON], -counts.total(), pk)


def _units(rows: dict[int, Counts]) -> list[Line]:
    units = Unit.objects.filter(pk__in=rows).order_by("order", "name")
    return [
        _line(unit.label, rows[unit.pk], Filter(unit=unit.pk, scope="own", role=BodyRole.LEAD.value), unit.name if unit.short_name else "")
        for unit in units
    ]


def _documents(rows: dict[int, Counts]) -> list[Line]:
    found = Document.objects.select_related("file").defer("source_text", "reading").in_bulk(rows)
    return [_line(str(found[pk]), counts, Filter(document=pk), found[pk].subject) for pk, counts in rows.items()]


def _line(label: str, counts: Counts, base: Filter, detail: str = "") -> Line:
    whole = counts.total() or 1
    numbers = [(column, sum(counts[time] for time in column.classes)) for column in COLUMNS]
    figures = tuple(Figure(column, count, base.query(time=column.time), round(100 * count / whole, 2)) for column, count in numbers)
    return Line(label, figures, detail, base.query(time="counted"))
