"""The figures of the board: each is a count of rows the task list shows under the address that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.registry.models import Document
from dondoc.office.work.models import BodyRole
from dondoc.office.work.queries.tasks import GROUPS, Filter, visible_tasks
from dondoc.office.work.timeclass import TaskQuerySet, TimeClass, of_classes

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
    """The board as `person` sees it. Six queries at most."""
    require(person, "work.view_board")
    tasks = visible_tasks(person).with_time_class(today).order_by()
    counts = tasks.aggregate(**_counts())
    documents = _counted(tasks.of_classes(GROUPS["counted"]), "document_id")
    listed = documents.order_by("-overdue", "-due_soon", "-counted", "document_id")[:DOCUMENTS]
    rows = list(listed)
    return Board(
        columns=COLUMNS,
        total=_line(str(_("Tất cả nhiệm vụ")), counts, Filter()),
        units=_units(tasks),
        documents=_documents(rows),
        more_documents=documents.count() - len(rows) if len(rows) == DOCUMENTS else 0,
    )


def _counts() -> dict[str, Count]:
    return {column.time: Count("pk", filter=of_classes(column.classes)) for column in COLUMNS}


def _counted(tasks: TaskQuerySet, by: str) -> Any:
    return tasks.values(by).annotate(**_counts())


def _units(tasks: TaskQuerySet) -> list[Line]:
    rows = {row["task_units__unit_id"]: row for row in _counted(tasks.filter(task_units__role=BodyRole.LEAD), "task_units__unit_id")}
    units = Unit.objects.filter(pk__in=rows).order_by("order", "name")
    return [
        _line(unit.label, rows[unit.pk], Filter(unit=unit.pk, scope="own", role=BodyRole.LEAD.value), unit.name if unit.short_name else "")
        for unit in units
        if rows[unit.pk]["counted"]
    ]


def _documents(rows: Sequence[dict[str, Any]]) -> list[Line]:
    found = Document.objects.select_related("file").defer("source_text", "reading").in_bulk([row["document_id"] for row in rows])
    documents = [(found[row["document_id"]], row) for row in rows]
    return [_line(str(document), row, Filter(document=document.pk), document.subject) for document, row in documents]


def _line(label: str, row: dict[str, Any], base: Filter, detail: str = "") -> Line:
    whole = row["counted"] or 1
    figures = tuple(
        Figure(column, row[column.time], base.query(time=column.time), round(100 * row[column.time] / whole, 2)) for column in COLUMNS
    )
    return Line(label, figures, detail, base.query(time="counted"))
