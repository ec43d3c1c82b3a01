"""Numbers that a name, or a number without its year, can stand for (domain notes on citations, section 3).

    "Luật Đất đai" in a document of 2025                    31/2024/QH15: the one in force that day
    "Luật Đất đai" between two acts in force                both: a person decides
    "Luật Khiếu nại" after "Luật Khiếu nại số 02/2011/QH13" 02/2011/QH13: the document says which
    "Nghị định số 30/NĐ-CP ngày 05/3/2020"                  30/2020/NĐ-CP: decrees have the year of their date

One candidate resolves the mention, several leave it open; nothing is chosen. A name that the dated table ``data/law_numbers.tsv`` does not
have, and one in a document without a day, has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from dondoc.reading.citations.scan import Draft
from dondoc.reading.data import Row, table
from dondoc.reading.script.letters import level_tones

_WITHOUT_YEAR = re.compile(r"(?P<figures>\d+[a-zđ]?)/(?P<symbol>(?!(?:19|20)\d\d/).+)")
_WITH_YEAR = frozenset(("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch"))
"""Kinds whose number always has the year (NĐ 30/2020/NĐ-CP, Phụ lục I; Luật 64/2025/QH15)."""

Key = tuple[str, str]


def candidates(drafts: Sequence[Draft], day: date | None) -> list[tuple[str, ...]]:
    """The candidates of each of `drafts`; `day`: the document's own date."""
    named: dict[Key, dict[str, None]] = {}
    dated: dict[Key, dict[str, None]] = {}
    for draft in drafts:
        if draft.number and draft.title:
            named.setdefault(_key(draft.kind, draft.title), {})[draft.number.text] = None
        if draft.number and draft.number.year:
            figures, _, symbol = draft.number.text.split("/", 2)
            dated.setdefault((figures, symbol), {})[draft.number.text] = None
    return [_of(draft, day, named, dated) for draft in drafts]


def _of(draft: Draft, day: date | None, named: dict[Key, dict[str, None]], dated: dict[Key, dict[str, None]]) -> tuple[str, ...]:
    if draft.number:
        return _missing_year(draft, dated)
    if not draft.name or draft.resolved:
        return ()
    key = _key(draft.kind, draft.name)
    return tuple(named.get(key, ())) or tuple(_of_table(key, draft.year, day))


def _missing_year(draft: Draft, dated: dict[Key, dict[str, None]]) -> tuple[str, ...]:
    match = _WITHOUT_YEAR.fullmatch(draft.number.text) if draft.number else None
    if not match or draft.kind not in _WITH_YEAR:
        return ()
    if draft.date or draft.year:
        year = draft.date.year if draft.date else draft.year
        return (f"{match['figures']}/{year}/{match['symbol']}",)
    return tuple(dated.get((match["figures"], match["symbol"]), ()))


def _of_table(key: Key, year: int | None, day: date | None) -> Iterable[str]:
    for row in _acts().get(key, ()):
        if year is not None:
            fits = row["year"] == str(year)
        else:
            fits = day is not None and row["valid_from"] <= day.isoformat() <= (row["valid_to"] or "9999")
        if fits:
            yield row["number"]


@cache
def _acts() -> dict[Key, list[Row]]:
    """The rows of the dated table by kind and name."""
    acts: dict[Key, list[Row]] = {}
    for row in table("law_numbers"):
        acts.setdefault(_key(row["kind"], row["name"]), []).append(row)
    return acts


def _key(kind: str, name: str) -> Key:
    return kind, level_tones(name.lower())
