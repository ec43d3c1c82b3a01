"""Paragraphs → tree of divisions (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I.II.6.đ; Party documents write ``I-`` and ``1-``).

"II. TỔ CHỨC THỰC HIỆN"      ROMAN      "Điều 2. Trách nhiệm"       ARTICLE
"1. Sở Nội vụ:"              CLAUSE     "a) Chủ trì, phối hợp …"    POINT
"1.2. Sở Tài chính"          CLAUSE     "- Theo dõi, đôn đốc …"     BULLET     "(1) Chủ động rà soát …"    POINT
"Nơi nhận:"                  RECIPIENTS "KT. CHỦ TỊCH"              SIGNATURE
"PHỤ LỤC I", or a title in capitals after the signature: ANNEX
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.reading.model import Division, DivisionKind, Span
from dondoc.reading.script import CleanText
from dondoc.reading.script.letters import UPPER

_MARKER = re.compile(
    r"(?P<article>Điều|ĐIỀU)\s+(?P<article_no>\d+[a-zđ]?)\s*[.:]?\s*(?=$|[^\W\d_]|[\"“(])"
    r"|(?P<chapter>Chương|CHƯƠNG)\s+(?P<chapter_no>[IVXLC]+|\d+)\b[.:]?\s*"
    r"|(?P<part>Phần|PHẦN)\s+(?P<part_no>thứ \w+|THỨ \w+|[IVX]+|\d+)\b[.:]?\s*"
    r"|(?P<section>Mục|MỤC)\s+(?P<section_no>\d+|[IVX]+)\b[.:]?\s*(?=$|[^\W\d_])"
    r"|(?P<subsection>Tiểu mục|TIỂU MỤC)\s+(?P<subsection_no>\d+)[.:]?\s*"
    r"|(?P<annex>PHỤ LỤC|Phụ lục)(?:\s+(?:số\s*)?(?P<annex_no>[IVX]+|\d+))?\s*[.:]?\s*(?=$|\()"
    rf"|(?P<roman>(?P<roman_no>[IVX]{{1,5}})(?:[.)]|\s?-)\s*(?=[{UPPER}]))"
    r"|(?P<clause>(?P<clause_no>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/]|\s?-(?!\d))?\s*(?=[^\W\d_]|[\"“(]))"
    r"|(?P<point>(?P<point_no>[a-zđ]\d?)(?:[.)]\s*|/\s+)(?=\S))"
    r"|(?P<paren>\((?P<paren_no>\d{1,2}|[a-zđ])\)\s*(?=\S))"
    r"|(?P<plus>\+\s*(?=\S))"
    rf"|(?P<bullet>[-–—•·▪●○◦*]\s*(?=\S)|[_~»]\s+(?=[{UPPER}]))"
)
_MARKER_CAPITALS = frozenset("ĐCPMTIVXL")
"""What a marker in letters begins with."""
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)/-]|\d{1,2}(?:\.\d{1,2})+|\d{1,2}\s?-")
"""A figure opens a clause only with a dot, a bracket or a dash behind it: '20 xe ô tô' does not."""

RANK = {
    "annex": 0,
    "part": 10,
    "chapter": 20,
    "section": 30,
    "subsection": 35,
    "article": 40,
    "roman": 40,
    "clause": 50,
    "point": 60,
    "paren": 62,
    "bullet": 70,
    "plus": 80,
}
_UNDER_BULLET = 75
_PARAGRAPH_RANK = 65
"""A plain paragraph stands under the nearest numbered item and closes the bullets before it."""

KIND = {name: DivisionKind(name) for name in RANK if name not in {"plus", "paren"}}
KIND |= {"plus": DivisionKind.BULLET, "paren": DivisionKind.POINT}

_BASIS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Thể theo)\s")
_BASIS_LETTERS = frozenset("CXT")
_SIGNATURE = re.compile(rf"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T/M|K/T|T/L)\s*[{UPPER}]{{2}}")
_OFFICE = re.compile(
    r"(?:PHÓ |THỨ |QUYỀN )?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG"
    r"|CỤC TRƯỞNG|TRƯỞNG BAN|TỔNG GIÁM ĐỐC|CHỦ NHIỆM|VIỆN TRƯỞNG)\Z"
)
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?\s*\Z|Nơi nhận\s*:|NƠI NHẬN")
_LABEL = re.compile(r"[^\W\d_][^:.;]{2,45}:")
_TITLES = frozenset(
    [
        "KẾ HOẠCH",
        "QUY CHẾ",
        "QUY ĐỊNH",
        "ĐỀ ÁN",
        "CHƯƠNG TRÌNH",
        "HƯỚNG DẪN",
        "DANH MỤC",
        "PHƯƠNG ÁN",
        "ĐIỀU LỆ",
        "NỘI QUY",
        "QUY TRÌNH",
        "BẢNG PHÂN CÔNG",
        "BẢNG PHÂN CÔNG NHIỆM VỤ",
    ]
)
HEADING_LINES = 40
"""No heading block is longer (paragraphs)."""
LONG_LINE, SHORT_LINE = 110, 12
"""A line longer than the first is no heading (characters); one below the header that ends a sentence is none if longer than the second."""
_HEAD_LINE = re.compile(r"Số\s*:|Kính gửi|[^:]{0,80}[Đđ]iện\s*:\Z|V/v|Về việc|\(")


@dataclass(slots=True)
class Line:
    """A paragraph of the clean text in its place. `start`, `end`, `body` are clean offsets; `body` is where the words begin."""

    index: int
    start: int
    end: int
    body: int
    marker: str | None
    kind: DivisionKind
    number: str | None
    rank: int
    parent: int | None
    text: str
    """The words without the marker."""


class Outline:
    """The lines of a document and how they stand under one another."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.children: list[list[int]] = [[] for _ in lines]
        self.top: list[int] = []
        for line in lines:
            (self.top if line.parent is None else self.children[line.parent]).append(line.index)
        self._last = list(range(len(lines)))
        for line in reversed(lines):
            if line.parent is not None:
                self._last[line.parent] = max(self._last[line.parent], self._last[line.index])

    def last(self, index: int) -> int:
        """Index of the last line under line `index` (itself if none)."""
        return self._last[index]

    def ancestors(self, index: int) -> list[int]:
        """Indices of the lines above line `index`, nearest first."""
        found, parent = [], self.lines[index].parent
        while parent is not None:
            found.append(parent)
            parent = self.lines[parent].parent
        return found

    def divisions(self, clean: CleanText) -> tuple[Division, ...]:
        """The tree as the model has it, in source offsets; division i is line i."""
        heads = [clean.span(line.start, line.end) for line in self.lines]
        return tuple(
            Division(
                kind=line.kind,
                span=head if last == line.index else Span(head.start, heads[last].end),
                head=head,
                number=line.number,
                parent=line.parent,
                rule=f"outline.{line.marker or line.kind}",
            )
            for line, head, last in zip(self.lines, heads, self._last, strict=True)
        )


def read_outline(clean: CleanText) -> Outline:
    """The tree of the paragraphs of `clean`."""
    return Outline(tuple(_Builder(clean).lines()))


class _Builder:
    def __init__(self, clean: CleanText) -> None:
        self.text = clean.text
        self.spans = list(clean.paragraphs())
        self.stack: list[tuple[int, int]] = []
        self.zone: DivisionKind | None = DivisionKind.HEADING
        self.signed = False

    def lines(self) -> list[Line]:
        built: list[Line] = []
        for index, (start, end) in enumerate(self.spans):
            text = self.text[start:end]
            match = self._marker(text)
            marker = match.name if match else None
            zone = self._zone(index, text, marker)
            built.append(self._zoned(index, start, end, text, zone) if zone else self._placed(index, start, end, text, match))
        return built

    def _marker(self, text: str) -> _Found | None:
        if text[0].isupper() and text[0] not in _MARKER_CAPITALS:
            return None
        match = _MARKER.match(text)
        if not match or not match.lastgroup:
            return None
        name = match.lastgroup.removesuffix("_no")
        if name == "clause" and not _DOTTED.match(text):
            return None
        number = match[f"{name}_no"] if name not in {"bullet", "plus"} else None
        return _Found(name, number, match.end())

    def _zone(self, index: int, text: str, marker: str | None) -> DivisionKind | None:
        """The part outside the hierarchy a line belongs to, if any."""
        first = text[0]
        if first == "N" and _RECIPIENTS.match(text):
            self.zone, self.signed = DivisionKind.RECIPIENTS, True
        elif marker == "annex" or (self.signed and text in _TITLES):
            self.zone, self.signed, self.stack = None, False, []
        elif first.isupper() and (_SIGNATURE.match(text) or (_OFFICE.match(text) and index > len(self.spans) * 0.4)):
            self.zone, self.signed = DivisionKind.SIGNATURE, True
        elif (
            (self.zone is DivisionKind.HEADING and self._body_starts(index, text, marker))
            or (self.zone is DivisionKind.RECIPIENTS and marker not in {"bullet", "plus"} and len(text) > 160)
            or (self.zone is DivisionKind.SIGNATURE and (marker in {"clause", "roman", "article"} or len(text) > 120))
        ):
            self.zone = None
        if self.zone in {DivisionKind.SIGNATURE, DivisionKind.RECIPIENTS}:
            self.stack = []
        if self.zone is None and first in _BASIS_LETTERS and not (marker or self.stack) and self._is_basis(text):
            return DivisionKind.BASIS
        return self.zone

    @staticmethod
    def _is_basis(text: str) -> bool:
        return bool(_BASIS.match(text)) and text.rstrip().endswith((";", ".", ","))

    def _body_starts(self, index: int, text: str, marker: str | None) -> bool:
        if index >= HEADING_LINES or marker in {"article", "roman", "chapter", "part"}:
            return True
        if text[0] in _BASIS_LETTERS and _BASIS.match(text) and not text.isupper():
            return True
        if text.isupper() or marker in {"bullet", "plus"}:
            return False
        ends = text.endswith((".", ":", ";")) and len(text) > SHORT_LINE
        return len(text) > LONG_LINE or (ends and not _HEAD_LINE.match(text))

    def _zoned(self, index: int, start: int, end: int, text: str, zone: DivisionKind) -> Line:
        return Line(index, start, end, start, None, zone, None, 100, None, text)

    def _placed(self, index: int, start: int, end: int, text: str, found: _Found | None) -> Line:
        if found is None:
            is_annex = text in _TITLES and not self.stack
            kind, rank = (DivisionKind.ANNEX, 0) if is_annex else (DivisionKind.PARAGRAPH, self._paragraph_rank(text))
            marker, number, skip = None, None, 0
        else:
            kind, rank, marker, number, skip = KIND[found.name], RANK[found.name], found.name, found.number, found.skip
            if found.name == "clause" and found.number:
                rank += found.number.count(".")
        if marker == "paren":
            rank = self._paren_rank(index)
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        parent = self.stack[-1][1] if self.stack else None
        if kind is not DivisionKind.PARAGRAPH:
            self.stack.append((rank, index))
        return Line(index, start, end, start + skip, marker, kind, number, rank, parent, text[skip:])

    def _paren_rank(self, index: int) -> int:
        """'(1)' stands under the bullet just above it that ends with a colon, beside other bullets, else above them."""
        above = self.stack[-1][0] if self.stack else 0
        if above < RANK["bullet"]:
            return RANK["paren"]
        introduced = self.text[self.spans[index - 1][1] - 1] == ":"
        return _UNDER_BULLET if above >= _UNDER_BULLET or introduced else RANK["bullet"]

    def _paragraph_rank(self, text: str) -> int:
        """A line 'Thời gian hoàn thành: …' stays with the bullet before it; other paragraphs close the bullets."""
        return 75 if _LABEL.match(text) and self.stack and self.stack[-1][0] >= RANK["bullet"] else _PARAGRAPH_RANK


@dataclass(slots=True)
class _Found:
    name: str
    number: str | None
    skip: int
