"""Dates as documents write them, with the slips of typing and scanning inside them mended.

    "ngày 19 tháng 10 năm 2020", "ngày 09/11/2022", "ngày 20.7.2020", "ngày 5-6-2020", "ngày 3 tháng bốn năm 2021"
    "ngày 15/5/201 6" is 15/5/2016, "ngày 21 /05/2010" 21/05/2010, "ngày l5/3/2O20" 15/3/2020; "ngày 31/02/2020" is no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

DIGIT_SLIPS = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2"})
"""What scanning makes of digits (domain notes on text, section 4)."""

_D = r"[\dlIOoSBZ|]"
_MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SLASHED = rf"(?P<d>\d ?{_D}?|{_D}\d?) ?[/.∕-] ?(?P<m>\d ?{_D}?|{_D}\d?) ?[/.∕-] ?(?P<y>[12lI] ?[09Oo] ?{_D} ?{_D})(?![\d/])"
_LONG = (
    rf"(?P<d2>\d ?{_D}?|{_D}\d?) ?(?:th[áa]ng|THÁNG) ?(?P<m2>\d ?{_D}?|{_D}\d?|{_WORDS})"
    rf",? ?(?:năm|NĂM) ?(?P<y2>[12lI] ?[09Oo] ?{_D} ?{_D})(?:(?!\d)|(?=\d ?(?:\n|\Z)))"
)
"""A figure behind the year at the end of a line is the mark of a footnote."""
DATE = re.compile(rf"(?:ngày|Ngày) ?(?:ngày )?(?:{_SLASHED}|{_LONG})|(?P<plain>(?<![\d/.-])\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d(?![\d/]))")


@dataclass(slots=True)
class FoundDate:
    """A date and where it stands. `value` is ``None`` where there is no such day; `mended`: the digits as read, where they had a slip."""

    value: date | None
    end: int
    start: int
    mended: str | None


def read_date(text: str, at: int) -> FoundDate | None:
    """The date that starts at `at`, or ``None``."""
    match = DATE.match(text, at)
    return _found(match) if match else None


def _found(match: re.Match[str]) -> FoundDate:
    if match["plain"]:
        day, month, year = match["plain"].split("/")
        start = match.start()
    else:
        letter = "" if match["d"] else "2"
        day, month, year = match["d" + letter], match["m" + letter], match["y" + letter]
        start = match.start("d" + letter)
    parts = (day, month, year)
    if all(part.isdigit() or part in _MONTHS for part in parts) and not _gap(match, start):
        return FoundDate(_real(int(day), _MONTHS.get(month) or int(month), int(year)), match.end(), start, None)
    mended = [_MONTHS.get(part) or _digits(part) for part in parts]
    return FoundDate(_real(*mended), match.end(), start, "/".join(f"{part:02d}" for part in mended))


def _gap(match: re.Match[str], start: int) -> bool:
    """Whether a figured date has a space beside a slash."""
    return bool(match["d"]) and " " in match.string[start : match.end()]


def _digits(part: str) -> int:
    return int(part.replace(" ", "").translate(DIGIT_SLIPS))


def _real(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
