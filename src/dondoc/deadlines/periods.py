"""Periods of recurring work, and the day each is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.deadlines.explained import add_months

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""Length of a period by the words of :attr:`dondoc.reading.model.Deadline.every`; weeks are counted in days."""
EVERY = ("week", *MONTHS)
"""What is opened period by period; daily work is not."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included. `label` tells it apart from every other of its kind: ``2026-Q1``."""

    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class DueRule:
    """On which day of a period work is due. Nothing set: its last day."""

    day: int | None = None
    """Of the month; a shorter month gives its last."""
    month: int | None = None
    """Within the period, from 1; the last without."""
    weekday: int | None = None
    """0 for Monday, for weeks."""
    after: bool = False
    """In the period that follows."""


_LABELS = {"month": "{y}-{m:02}", "quarter": "{y}-Q{q}", "half-year": "{y}-H{h}", "year": "{y}"}


def period_of(every: str, day: date) -> Period:
    """The period in which `day` lies. Raises ``KeyError`` for what :data:`EVERY` does not have."""
    if every == "week":
        start = day - timedelta(days=day.weekday())
        year, week, _weekday = start.isocalendar()
        return Period(f"{year}-W{week:02}", start, start + timedelta(days=6))
    length = MONTHS[every]
    month = (day.month - 1) // length * length + 1
    start = date(day.year, month, 1)
    values = {"y": day.year, "m": month, "q": (month + 2) // 3, "h": (month + 5) // 6}
    return Period(_LABELS[every].format(**values), start, add_months(start, length) - timedelta(days=1))


def periods_between(every: str, first: date, last: date) -> Iterator[Period]:
    """The periods from that of `first` to that of `last`."""
    day = first
    while day <= last:
        period = period_of(every, day)
        yield period
        day = period.end + timedelta(days=1)


def due_in(period: Period, rule: DueRule, every: str) -> date:
    """The day work of `period` is due."""
    if every == "week":
        day = period.start + timedelta(days=6 if rule.weekday is None else rule.weekday)
        return day + timedelta(days=7) if rule.after else day
    length = MONTHS[every]
    month = rule.month if rule.month and rule.month <= length else 1 if rule.after else length
    start = add_months(period.start, month - 1 + (length if rule.after else 0))
    last = add_months(start, 1) - timedelta(days=1)
    return last if rule.day is None else min(last, start + timedelta(days=rule.day - 1))


_DAY = re.compile(r"(?<![\d/])(?:ngày|mùng|mồng)\s+(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)(?:\s*[/-]\s*(?P<m>0?[1-9]|1[0-2])(?!\d))?", re.I)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_WEEKDAY = re.compile(r"thứ\s+(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)", re.I)
_AFTER = re.compile(r"(?:tháng|quý|kỳ|năm|tuần)\s+(?:sau|kế tiếp|tiếp theo|liền kề)", re.I)
_FIRST = re.compile(r"tháng\s+đầu", re.I)


def read_rule(words: str, every: str) -> DueRule:
    """The day of a period that `words` name; its last day where they name none."""
    after = bool(_AFTER.search(words))
    if every == "week":
        named = _WEEKDAY.search(words)
        return DueRule(weekday=_WEEKDAYS[named["w"].lower()] if named else None, after=after)
    found = _DAY.search(words)
    if not found:
        return DueRule()
    month = int(found["m"]) if found["m"] and every == "year" else 1 if _FIRST.search(words) else None
    return DueRule(day=int(found["d"]), month=month, after=after)
