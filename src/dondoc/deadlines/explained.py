"""The day a relative deadline falls on, and how it was counted: each step with its rule and the days left out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.deadlines.days import ORDINARY, Rest, WorkingDays

LONGEST = 366 * 5
"""Days a count may take in: more is a slip of the text, not a deadline."""


def add_months(start: date, amount: int) -> date:
    """The same day `amount` months on, or that month's last day where it has no such day (BLDS 2015, Điều 148 khoản 4)."""
    year, month = divmod(start.month - 1 + amount, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


CALENDAR: dict[str, Callable[[date, int], date]] = {
    "day": lambda start, amount: start + timedelta(days=amount),
    "week": lambda start, amount: start + timedelta(weeks=amount),
    "month": add_months,
    "year": lambda start, amount: add_months(start, 12 * amount),
}
"""How units other than working days are counted; hours are left to a person."""

RULES = {
    "start-excluded": "BLDS 2015, Điều 147 khoản 2",
    "working-days": "Bộ luật Lao động 2019, Điều 111, 112",
    "calendar": "BLDS 2015, Điều 148",
    "ends-on-rest": "BLDS 2015, Điều 148 khoản 5",
}
"""Rule of a step → where it is written."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: `rule` is a key of :data:`RULES`; `day` is where the count stands after it."""

    rule: str
    day: date
    skipped: tuple[Rest, ...] = ()

    @property
    def source(self) -> str:
        """Where the rule is written."""
        return RULES[self.rule]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`amount` `unit` after `start` is `due`, by these steps. `unrolled`: the day before it was moved off a day of rest."""

    start: date
    amount: int
    unit: str
    steps: tuple[Step, ...]
    unrolled: date

    @property
    def due(self) -> date:
        """The day the deadline falls on."""
        return self.steps[-1].day

    @property
    def skipped(self) -> tuple[Rest, ...]:
        """All days left out of the count."""
        return tuple(rest for step in self.steps for rest in step.skipped)


def explain(start: date, amount: int, unit: str, days: WorkingDays = ORDINARY) -> Explanation | None:
    """The day `amount` `unit` after `start`, explained; ``None`` for a unit not counted in days, or a count beyond all measure.

    A count in working days ends on one. One in calendar days, weeks, months or years that ends on a day of rest ends on the next working
    day instead.
    """
    if amount < 0 or (unit != "working-day" and unit not in CALENDAR):
        return None
    first = Step("start-excluded", start)
    try:
        end = days.add(start, min(amount, LONGEST)) if unit == "working-day" else CALENDAR[unit](start, amount)
    except (ValueError, OverflowError):
        return None
    if not timedelta(0) <= end - start <= timedelta(days=LONGEST):
        return None
    if unit == "working-day":
        return Explanation(start, amount, unit, (first, Step("working-days", end, tuple(days.rests(start, end)))), end)
    steps = [first, Step("calendar", end)]
    if not days.is_worked(end):
        due = days.on_or_after(end)
        steps.append(Step("ends-on-rest", due, tuple(days.rests(end - timedelta(days=1), due))))
    return Explanation(start, amount, unit, tuple(steps), end)
