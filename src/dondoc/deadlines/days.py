"""Which days are worked: weekends, the public holidays, and what the office's own table changes.

The holidays of a year come from a maintained library (Tết and Giỗ Tổ by the lunar calendar; days off in lieu of a weekend; the swaps the
Government decreed and the library knows). A table the office edits comes first: a swap decreed last week, a day the law gives but the
library does not, a Saturday worked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from holidays.countries.vietnam import Vietnam

SATURDAY = 5
UNSETTLED = frozenset({(11, 24)})
"""(month, day) the library takes for holidays though the Labour Code did not give them when this was written (24/11, Ngày Văn hóa Việt Nam,
Nghị quyết 80-NQ/TW): worked, until the office's table says otherwise."""


class Cause(StrEnum):
    """Why nobody works on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """A public holiday, or the day off in lieu of one."""
    SWAP = "swap"
    """The office's table says so."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A day that is not worked, and why. `name` is Vietnamese, `name_en` English; both are empty for a weekend."""

    day: date
    cause: Cause
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class DayChange:
    """A row of the office's table: `day` is worked, or is not, whatever else holds."""

    day: date
    works: bool
    name: str = ""


@lru_cache(maxsize=64)
def _year(year: int) -> tuple[dict[date, tuple[str, str]], frozenset[date]]:
    """(the holidays of `year` with their names in Vietnamese and English, its weekend days worked for a swap)."""
    make: Callable[..., Any] = Vietnam  # the library's class has no types
    vietnamese, english = (make(years=year, language=language) for language in ("vi", "en_US"))
    holidays = {day: (name, english[day]) for day, name in vietnamese.items() if (day.month, day.day) not in UNSETTLED}
    return holidays, frozenset(vietnamese.weekend_workdays)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days as they are worked, with the rows of the office's table over them."""

    changes: Mapping[date, DayChange] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[DayChange]) -> WorkingDays:
        """Days with these changes."""
        return cls({change.day: change for change in changes})

    def rest(self, day: date) -> Rest | None:
        """Why `day` is not worked; ``None`` if it is."""
        if (change := self.changes.get(day)) is not None:
            return None if change.works else Rest(day, Cause.SWAP, change.name, change.name)
        holidays, worked = _year(day.year)
        if day in holidays:
            return Rest(day, Cause.HOLIDAY, *holidays[day])
        return Rest(day, Cause.WEEKEND) if day.weekday() >= SATURDAY and day not in worked else None

    def is_worked(self, day: date) -> bool:
        """Whether people work on `day`."""
        return self.rest(day) is None

    def on_or_after(self, day: date) -> date:
        """`day`, or the next day that is worked."""
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day

    def add(self, start: date, amount: int) -> date:
        """The last of `amount` working days, the day after `start` being the first that counts (BLDS 2015, Điều 147 khoản 2).

        ``amount`` 0 gives `start` itself. Raises ``ValueError`` for a negative amount.
        """
        if amount < 0:
            raise ValueError("amount must not be negative")
        day = start
        while amount:
            day += timedelta(days=1)
            amount -= self.is_worked(day)
        return day

    def before(self, end: date, amount: int) -> date:
        """The last worked day after which `amount` working days are left up to `end` (`end` counts): the other way of :meth:`add`.

        ``amount`` 0 gives `end` itself. Raises ``ValueError`` for a negative amount.
        """
        if amount < 0:
            raise ValueError("amount must not be negative")
        day, left = end, amount
        while left or (amount and not self.is_worked(day)):
            left -= left > 0 and self.is_worked(day)
            day -= timedelta(days=1)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days there are after `start` up to `end` (`end` counts)."""
        return sum(self.is_worked(start + timedelta(days=offset)) for offset in range(1, (end - start).days + 1))

    def rests(self, start: date, end: date) -> list[Rest]:
        """The days after `start` up to `end` that are not worked."""
        days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        return [rest for day in days if (rest := self.rest(day))]


ORDINARY = WorkingDays()
"""The days with nothing in the office's table."""
