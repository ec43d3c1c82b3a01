"""The ladder: when each rung speaks of a deadline. No clock, and of the database only the rungs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dondoc.deadlines.days import WorkingDays
from dondoc.office.notices.models import Audience, Rung

UNIT, UPPER, COORDINATORS, LEADERS = Audience
USUAL: tuple[tuple[int, bool, tuple[Audience, ...]], ...] = (
    # days from the deadline, working days, who is told
    (-5, True, (UNIT,)),
    (-1, True, (UNIT,)),
    (0, False, (UNIT,)),
    (1, True, (UNIT, COORDINATORS)),
    (5, True, (UNIT, UPPER, COORDINATORS)),
    (30, False, (UNIT, UPPER, COORDINATORS, LEADERS)),
)
"""The ladder of an office that has not set one."""
SLACK = 30
"""Days of rest that may lie between some working days: Tết and what was swapped around it."""


def usual_rungs() -> list[Rung]:
    """The rows of :data:`USUAL`, not saved."""
    return [
        Rung(offset=offset, working=working, **{f"to_{audience.value}": audience in told for audience in Audience})
        for offset, working, told in USUAL
    ]


def rungs() -> list[Rung]:
    """The office's ladder; the usual one (unsaved) where it never set any. One query, two without a ladder."""
    found = list(Rung.objects.filter(is_active=True).select_related("set_by"))
    return found if found or Rung.objects.exists() else usual_rungs()


def saved_rungs() -> list[Rung]:
    """As :func:`rungs`; the usual ones are saved. In a transaction."""
    found = rungs()
    for rung in found:
        if rung.pk is None:
            rung.save()
    return found


def speaks_on(rung: Rung, due: date, days: WorkingDays) -> date:
    """The day `rung` speaks of a deadline; what falls on a day of rest is sent on the next working day."""
    if not rung.working:
        return due + timedelta(days=rung.offset)
    return days.add(due, rung.offset) if rung.offset >= 0 else days.before(due, -rung.offset)


def deadlines_of(rung: Rung, first: date, last: date, days: WorkingDays) -> Iterator[date]:
    """The deadlines `rung` speaks of on the days from `first` to `last`."""
    reach = 3 * abs(rung.offset) + SLACK if rung.working else abs(rung.offset)
    day = first - timedelta(days=reach)
    while day <= last + timedelta(days=reach):
        if first <= speaks_on(rung, day, days) <= last:
            yield day
        day += timedelta(days=1)
