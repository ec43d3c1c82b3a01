"""What a web page has around a document: menus above the heading, and a box of labelled fields.

    "Số ký hiệu | 15/2026/QĐ-UBND | Ngày ban hành | 05/03/2026 | Trích yếu | Ban hành Quy chế …"
    "Loại văn bản: Quyết định" / "Cơ quan ban hành: Sở Y tế" / "Người ký: Lê Thị Sen"

The heading of the document itself goes before the box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dondoc.reading.citations.dates import read_date
from dondoc.reading.citations.numbers import MARKER, read_number
from dondoc.reading.data import table
from dondoc.reading.header.lines import LONG, Draft, Line, kinds
from dondoc.reading.header.motto import has_motto

PAGE_LINES = 400
"""Paragraphs of a page in which a heading, or the box, is looked for."""
ABOVE_MOTTO = 4
"""Paragraphs above the motto that may be the letterhead's."""
FEWEST = 3
"""Labels that make a box."""
_TELLING = ("Số hiệu", "ý hiệu", "Ngày ban hành", "Ngày văn bản", "Người ký", "rích yếu", "oại văn bản", "Thể loại",
            "quan ban hành", "Nơi ban hành", "Tên văn bản")  # fmt: skip
"""Words of labels; a text with fewer has no box."""
_NUMBER = re.compile(MARKER)
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")


def farther_down(paragraphs: list[Line]) -> int | None:
    """The paragraph at which a heading starts below a page's menus: a little above the motto; ``None`` where there is no motto."""
    for i, line in enumerate(paragraphs[:PAGE_LINES]):
        if len(line.text) <= LONG and has_motto(line.text):
            return max(0, i - ABOVE_MOTTO)
    return None


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["field"] for row in table("page_fields")}


def read_fields(draft: Draft) -> None:
    """Fill what the document itself leaves open from the page's box of fields."""
    if all(getattr(draft.header, field) is not None for field in ("kind", "number", "issuer", "date", "subject", "signer")):
        return
    if sum(draft.clean.text.find(label, 0, PAGE_LINES * LONG) >= 0 for label in _TELLING) < FEWEST:
        return
    fields = list(_fields(draft.paragraphs[:PAGE_LINES]))
    if len(fields) < FEWEST:
        return
    for field, value in fields:
        if getattr(draft.header, field) is None:
            _fill(draft, field, value)


def _fields(paragraphs: list[Line]) -> Iterator[tuple[str, Line]]:
    """(field, value) of the box: the value behind the label's colon, or on the next line."""
    for i, line in enumerate(paragraphs):
        if len(line.text) > LONG:
            continue
        label, _, rest = line.text.partition(":")
        field = _labels().get(label.strip().lower())
        if not field:
            continue
        value = line.cut(len(label) + 1) if rest.strip() else paragraphs[i + 1] if i + 1 < len(paragraphs) else line
        if value is not line and value.text.rstrip(":").lower() not in _labels():
            yield field, value


def _fill(draft: Draft, field: str, value: Line) -> None:
    text = draft.clean.text
    if field == "number":
        marker = _NUMBER.search(text, value.start, value.end)
        number = read_number(text, marker.start(), value.start) if marker else None
        if number and number.end == value.end:
            draft.take_number(number, "page-field")
    elif field == "date":
        day = read_date(text, value.start)
        if day:
            draft.take_date(day, "page-field")
    elif field == "kind":
        kind = kinds().get(value.text.upper())
        if kind:
            draft.set(kind=draft.read(kind, value, "page-field"))
    elif field != "signer" or _NAME.fullmatch(value.text):
        draft.set(**{field: draft.read(value.text, value, "page-field")})
