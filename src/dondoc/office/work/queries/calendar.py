"""The year's days off, and the rules of following up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.deadlines.days import ORDINARY, Cause, Rest
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import may, require
from dondoc.office.work.actions.calendar import KEEP_CALENDAR
from dondoc.office.work.models import CalendarDay, FollowUpRule

VIEW_CALENDAR = "work.view_calendar"
YEARS = range(1990, 2100)
"""Years a calendar is drawn for."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the office's calendar."""

    year: int
    holidays: list[Rest]
    """By law, those the office's table overrules left out."""
    changes: list[CalendarDay]
    rules: list[FollowUpRule]
    may_edit: bool


def calendar_year(person: Person, year: int) -> Year:
    """The days of `year` that are not weekends and not worked, the office's own rows, all rules. Two queries."""
    require(person, VIEW_CALENDAR)
    changes = list(CalendarDay.objects.filter(day__year=year).select_related("set_by"))
    own = {row.day for row in changes}
    rests = ORDINARY.rests(date(year - 1, 12, 31), date(year, 12, 31))
    return Year(
        year=year,
        holidays=[rest for rest in rests if rest.cause is Cause.HOLIDAY and rest.day not in own],
        changes=changes,
        rules=list(FollowUpRule.objects.select_related("set_by")),
        may_edit=may(person, KEEP_CALENDAR),
    )
