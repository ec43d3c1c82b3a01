"""Acts cited by name: the numbers that ``data/law_numbers.tsv`` gives a name, from a day to a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from dondoc.reading.data import Row, table
from dondoc.reading.script.letters import level_tones

Key = tuple[str, str]


def key(kind: str, name: str) -> Key:
    """What two mentions of one act share, however they are typed."""
    return kind, level_tones(name.lower())


def numbers(kind: str, name: str, *, year: int | None = None, day: date | None = None) -> tuple[str, ...]:
    """The numbers of the acts of that name: those of `year`, else those in force on `day`; none where neither is known."""
    return tuple(row["number"] for row in _acts().get(key(kind, name), ()) if _fits(row, year, day))


def _fits(row: Row, year: int | None, day: date | None) -> bool:
    if year is not None:
        return row["year"] == str(year)
    return day is not None and row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")


@cache
def _acts() -> dict[Key, list[Row]]:
    acts: dict[Key, list[Row]] = {}
    for row in table("law_numbers"):
        acts.setdefault(key(row["kind"], row["name"]), []).append(row)
    return acts
