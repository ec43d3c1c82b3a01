"""How long work is overdue, and how the months went: from the counts of deadlines, each figure with the rows it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.deadlines.explained import add_months
from dondoc.office.work.queries.tasks import Filter
from dondoc.office.work.timeclass import Standing

Days = Iterable[tuple[int, date | None, int]]
"""(standing, deadline, how many tasks)."""

AGES: tuple[tuple[str | Promise, int, int | None], ...] = (
    (_("1–7 ngày"), 1, 7),
    (_("8–30 ngày"), 8, 30),
    (_("31–90 ngày"), 31, 90),
    (_("trên 90 ngày"), 91, None),
)
"""(what it is called, from, to) in days overdue."""
MONTHS = 12
HEIGHT, SLOT, WIDTH = 120, 60, 34
"""Of the chart, in its own units: the tallest bar, the room of a month, the width of its bar."""


@dataclass(frozen=True, slots=True)
class Age:
    """Tasks overdue by so many days."""

    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a month's bar, and the figure it stands for."""

    kind: str
    label: str | Promise
    count: int
    query: str
    y: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """What was due in a month, and what became of it."""

    label: str
    x: int
    parts: tuple[Part, ...]
    whole: Part

    @property
    def middle(self) -> int:
        """Where its name stands."""
        return self.x + WIDTH // 2


PARTS: tuple[tuple[str, str | Promise, int], ...] = (
    ("done_on_time", _("Hoàn thành đúng hạn"), Standing.DONE_ON_TIME),
    ("done_late", _("Hoàn thành quá hạn"), Standing.DONE_LATE),
    ("running", _("Chưa hoàn thành"), Standing.DATED),
)


def ages(days: Days, today: date, base: Filter) -> list[Age]:
    """The overdue ones by how long they are so."""
    late = [((today - due).days, count) for standing, due, count in days if standing == Standing.DATED and due and due < today]
    return [_age(str(label), least, most, late, today, base) for label, least, most in AGES]


def _age(label: str, least: int, most: int | None, late: list[tuple[int, int]], today: date, base: Filter) -> Age:
    count = sum(number for over, number in late if over >= least and (most is None or over <= most))
    first = today - timedelta(days=most) if most else None
    query = base.query(time="overdue", due_from=first, due_to=today - timedelta(days=least))
    return Age(label, count, query)


def trend(days: Days, today: date, base: Filter) -> list[Month]:
    """The last months by deadline, this one last; empty where nothing was due in any."""
    first = add_months(today.replace(day=1), 1 - MONTHS)
    counts: Counter[tuple[date, int]] = Counter()
    for standing, due, count in days:
        if due and first <= due < add_months(first, MONTHS):
            counts[due.replace(day=1), standing] += count
    starts = [add_months(first, number) for number in range(MONTHS)]
    most = max((sum(counts[start, standing] for _kind, _label, standing in PARTS) for start in starts), default=0)
    return [_month(number, start, counts, most, base) for number, start in enumerate(starts)] if most else []


def _month(number: int, start: date, counts: Counter[tuple[date, int]], most: int, base: Filter) -> Month:
    within = {"due_from": start, "due_to": add_months(start, 1) - timedelta(days=1)}
    parts, top = [], HEIGHT
    for kind, label, standing in PARTS:
        count = counts[start, standing]
        height = round(HEIGHT * count / most)
        top -= height
        parts.append(Part(kind, label, count, base.query(time=kind, **within), top, height))
    whole = Part("counted", _("Đến hạn"), sum(part.count for part in parts), base.query(time="counted", **within))
    return Month(date_format(start, "m/Y"), number * SLOT + (SLOT - WIDTH) // 2, tuple(parts), replace(whole))
