"""Numbers that a name, or a number without its year, can stand for (domain notes on citations, section 3).

    "Luật Đất đai" in a document of 2025                    31/2024/QH15: the one in force that day
    "Luật Đất đai ngày 18/01/2024", "… năm 2024"            31/2024/QH15: an act is of the year in which it was passed
    "Luật Đất đai" between two acts in force                both: a person decides
    "Luật Khiếu nại" after "Luật Khiếu nại số 02/2011/QH13" 02/2011/QH13: the document says which
    "Nghị định số 30/NĐ-CP ngày 05/3/2020"                  30/2020/NĐ-CP: decrees have the year of their date

One candidate resolves the mention, several leave it open; nothing is chosen. A name that the dated table ``data/law_numbers.tsv`` does not
have, and one in a document without a day, has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dondoc.reading import laws
from dondoc.reading.citations.scan import Draft

_WITHOUT_YEAR = re.compile(r"(?P<figures>\d+[a-zđ]?)/(?P<symbol>(?!(?:19|20)\d\d/).+)")
_WITH_YEAR = frozenset(("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch"))
"""Kinds whose number always has the year (NĐ 30/2020/NĐ-CP, Phụ lục I; Luật 64/2025/QH15)."""

Seen = dict[tuple[str, str], dict[str, None]]
"""Numbers met in the document, in order, by what a shorter mention of them says."""


def candidates(drafts: Sequence[Draft], day: date | None) -> list[tuple[str, ...]]:
    """The candidates of each of `drafts`; `day`: the document's own date."""
    named: Seen = {}
    dated: Seen = {}
    for draft in drafts:
        if draft.number and draft.title:
            named.setdefault(laws.key(draft.kind, draft.title), {})[draft.number.text] = None
        if draft.number and draft.number.year:
            figures, _, symbol = draft.number.text.split("/", 2)
            dated.setdefault((figures, symbol), {})[draft.number.text] = None
    return [_of(draft, day, named, dated) for draft in drafts]


def _of(draft: Draft, day: date | None, named: Seen, dated: Seen) -> tuple[str, ...]:
    if draft.number:
        return _missing_year(draft, dated)
    if not draft.name or draft.resolved:
        return ()
    in_document = tuple(named.get(laws.key(draft.kind, draft.name), ()))
    year = draft.year or (draft.date.year if draft.date else None)
    return in_document or laws.numbers(draft.kind, draft.name, year=year, day=day)


def _missing_year(draft: Draft, dated: Seen) -> tuple[str, ...]:
    match = _WITHOUT_YEAR.fullmatch(draft.number.text) if draft.number else None
    if not match or draft.kind not in _WITH_YEAR:
        return ()
    if draft.date or draft.year:
        year = draft.date.year if draft.date else draft.year
        return (f"{match['figures']}/{year}/{match['symbol']}",)
    return tuple(dated.get((match["figures"], match["symbol"]), ()))
