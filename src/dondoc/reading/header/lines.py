"""What every part of the header reader works with: lines with their place, words of headings, and the header being read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar

from dondoc.reading.citations.dates import FoundDate
from dondoc.reading.citations.numbers import Number
from dondoc.reading.data import table
from dondoc.reading.model import Header, Read, Repair
from dondoc.reading.script import CleanText

T = TypeVar("T")

LONG = 260
"""A paragraph of mixed case longer than this is running text."""
TITLE_LINE = 130
"""Characters of a line of a title, at most."""
WIDE = 5
"""Spaces of one sort in the source that part two columns of one line."""
TO = re.compile(r"(?:[Kk]ính gửi|KÍNH GỬI) ?:? ?|(?:\S{3,5} )?[Gg][ửu][ií] ?: ?")
BULLET = re.compile(r"[-+•–·▪●*] ?")
HOUR = r"(?:hồi |lúc )?\d{1,2} ?(?:giờ|h|g) ?(?:\d{1,2}(?: ?phút)?)?,? (?:phút )?"
"""The hour of a telegram, before its day."""
PLACE_DATE = re.compile(rf"(?P<place>[^\W\d_][^,;:/\d]{{1,60}}?)(?:[,.] ?| )(?:{HOUR})?(?=ngày ?(?:\d|[lO]\d))")
STAMP = re.compile(
    r"(?:Ký bởi|Người ký|Ngày ký|Thời gian ký|Cơ quan|Email|E-mail|Digitally|Signature|Signed|Date|Lý do|Địa điểm|Địa chỉ)(?: |:)"
)
"""A line of an electronic signature."""
SPACES = " \t\u00a0"
_GAP = re.compile(rf"[{SPACES}]{{{WIDE},}}")
_BLANK_BEFORE = re.compile(r"(?:[Ss]ố ?:?|[Nn]gày|tháng|năm)\Z")
_BLANK_AFTER = re.compile(r"[/-] ?[A-ZĐ\d]|tháng |năm ")
"""A gap between these is a blank to be filled in, and parts nothing."""


@dataclass(slots=True)
class Line:
    """A piece of a paragraph. Offsets are those of clean text."""

    text: str
    start: int
    right: bool = False
    """Whether it stood to the right of a wide gap."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part ``text[start:end]`` without spaces around it."""
        text = self.text[start:end]
        return Line(text.strip(), self.start + start + len(text) - len(text.lstrip()), self.right)

    def without(self, signs: str) -> Line:
        """The line without any of `signs` at its end."""
        return self.cut(0, len(self.text.rstrip(signs)))


@cache
def words(sort: str) -> tuple[str, ...]:
    """Heading words of one sort, longest first."""
    return tuple(sorted((row["word"] for row in table("heading_words") if row["sort"] == sort), key=len, reverse=True))


def opens_with(text: str, sort: str) -> bool:
    """Whether `text` begins with a heading word of that sort, as a whole word."""
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalnum() for word in words(sort))


@cache
def kinds() -> dict[str, str]:
    """Kind in capitals → kind, for the kinds that can be a title."""
    return {row["kind"].upper(): row["kind"] for row in table("kinds") if row["kind"] != "Văn bản"}


@cache
def office_kinds() -> tuple[str, ...]:
    """Kinds that are no acts of law, longest first."""
    found = (row["kind"] for row in table("kinds") if row["class"] != "act" and row["kind"] != "Văn bản")
    return tuple(sorted((*found, "Quyết định", "Nghị quyết"), key=len, reverse=True))


@dataclass(slots=True)
class Draft:
    """The header being read. `source`: the text before cleaning, whose gaps part columns; empty where it is not at hand."""

    clean: CleanText
    source: str = ""
    header: Header = field(default_factory=Header)
    repairs: list[Repair] = field(default_factory=list)
    number: Number | None = None
    paragraphs: list[Line] = field(init=False)
    gapped: frozenset[int] = field(init=False)
    """Where the paragraphs start that have a wide gap in the source."""

    def __post_init__(self) -> None:
        self.paragraphs = [self.at(start, end) for start, end in self.clean.paragraphs()]
        has_gaps = any(space * WIDE in self.source for space in SPACES)
        self.gapped = frozenset(self._gapped()) if has_gaps else frozenset()

    def _gapped(self) -> Iterator[int]:
        for gap in _GAP.finditer(self.source):
            after = bisect_right(self.paragraphs, gap.start(), key=lambda line: self.clean.span(line.start, line.end).start)
            if after:
                yield self.paragraphs[after - 1].start

    def read(self, value: T, line: Line, rule: str) -> Read[T]:
        return Read(value, self.clean.span(line.start, line.end), f"header.{rule}")

    def set(self, **values: Any) -> None:
        """Set fields of the header, which is nobody else's yet: in place, which costs a tenth of a copy."""
        for name, value in values.items():
            object.__setattr__(self.header, name, value)

    def at(self, start: int, end: int) -> Line:
        """The words ``clean.text[start:end]`` as a line."""
        return Line(self.clean.text[start:end], start)

    def columns(self, line: Line) -> list[Line]:
        """`line` in pieces, taken apart where the source has a wide gap on one of its lines."""
        if line.start not in self.gapped:
            return [line]
        span = self.clean.span(line.start, line.end)
        if span.end - span.start < len(line.text) + WIDE - 1:
            return [line]
        pieces, at = [], 0
        for match in re.finditer(" ", line.text):
            gap = self.clean.span(line.start + match.start(), line.start + match.end())
            blank = _BLANK_BEFORE.search(line.text, max(0, match.start() - 8), match.start()) or _BLANK_AFTER.match(line.text, match.end())
            if not blank and _GAP.fullmatch(self.source, gap.start, gap.end):
                pieces.append(line.cut(at, match.start()))
                at = match.end()
        pieces.append(line.cut(at))
        return [replace(piece, right=line.right or i > 0) for i, piece in enumerate(pieces) if piece.text]

    def take_number(self, number: Number, rule: str) -> None:
        self.number = number
        self.set(number=self.read(number.text, self.at(number.start, number.end), rule))
        if number.seen != number.text:
            self.repairs.append(Repair(self.clean.span(number.start, number.end), number.seen, number.text, "repair.number"))

    def take_date(self, day: FoundDate, rule: str) -> None:
        if not day.value:
            return
        line = self.at(day.start, day.end)
        self.set(date=self.read(day.value, line, rule))
        if day.mended:
            self.repairs.append(Repair(self.clean.span(day.start, day.end), line.text, day.mended, "repair.date"))
