"""Working days, and the day a relative deadline falls on.

Weekends only for now: public holidays and swapped working days are decided year by year and belong in a dated table, which this module
does not have yet. Every :class:`Reckoned` day therefore says so in :attr:`Reckoned.holidays_counted`, and whoever shows it must too.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day that was counted, not read."""

    due: date
    holidays_counted: bool = False
    """Whether public holidays were left out of the count. Always false until there is a dated table of them."""


def is_working_day(day: date) -> bool:
    """Whether `day` is Monday to Friday."""
    return day.weekday() < SATURDAY


def add_working_days(start: date, amount: int) -> date:
    """The last day of `amount` working days, the day after `start` being the first (BLDS 2015, Điều 147 khoản 2).

    ``amount`` 0 gives `start` itself. Raises ``ValueError`` for a negative amount.
    """
    if amount < 0:
        raise ValueError("amount must not be negative")
    weeks, rest = divmod(amount, 5)
    day = start
    while weeks and not is_working_day(day):  # a weekend start counts as the Friday before it
        day -= timedelta(days=1)
    day += timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= is_working_day(day)
    return day


def add_months(start: date, amount: int) -> date:
    """The same day `amount` months on, or that month's last day where it has no such day (BLDS 2015, Điều 148 khoản 4)."""
    year, month = divmod(start.month - 1 + amount, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


COUNTERS: dict[str, Callable[[date, int], date]] = {
    "day": lambda start, amount: start + timedelta(days=amount),
    "working-day": add_working_days,
    "week": lambda start, amount: start + timedelta(weeks=amount),
    "month": add_months,
    "year": lambda start, amount: add_months(start, 12 * amount),
}
"""How each unit of :attr:`dondoc.reading.model.Deadline.unit` is counted; hours are left to a person."""


def reckon(start: date, amount: int, unit: str) -> Reckoned | None:
    """The day `amount` `unit` after `start`; ``None`` for a unit that is not counted in days."""
    count = COUNTERS.get(unit)
    return Reckoned(count(start, amount)) if count else None
