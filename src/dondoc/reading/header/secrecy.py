"""Stamps of secrecy and urgency (``data/marks.tsv``).

    "MẬT", "| **Tối mật** |", "M Ậ T"             a stamp on a line, or in a cell, of its own
    "MẬT - KHẨN", "HỎA TỐC / TỐI MẬT"             beside a stamp of urgency
    "Dấu chỉ độ mật: Tối mật"                     behind its name
    "UBND TỈNH AN PHÚ HÀ          MẬT"            in a column of its own

Far from heading, foot and page edges only what can be nothing else counts (:class:`_Middle`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from dondoc.reading.data import table

LINES = 40
"""Lines with text, from the start, in which a stamp of secrecy is looked for."""
FOOT_LINES = 12
"""Lines with text, from the end, in which one is looked for."""
AROUND = 12
"""Lines before and behind a motto, a number or ``Kính gửi`` in which one is looked for: a heading may stand behind much else."""
PAGE_EDGE = 3
"""Lines before and behind a page break in which one is looked for: running heads and feet."""
LONGEST = 400
"""Characters of a line, gaps between columns included, that may hold a stamp."""

_WORDS = (re.compile(r"Ậ[^\S\n]{0,4}T(?!\w)"), re.compile(r"mật(?!\w)"), re.compile(r"Mật(?!\w)"))
"""Ends of a stamp's last word; each starts with a letter of its own, which is found fast."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CELL = re.compile(r"[|\x0c\r\u2028\u2029]|<br ?/?>")
_ROW = re.compile(r"[|\s]*\d+\.?\s*(?:\||\t)")
_COLUMN = re.compile(r"\t+|[ \u00a0]{5,}")
_AROUND_TEXT = " \t\r\x0c*_-–—=>#.[]()\"“”'\u00a0\u200b\ufeff"
_HEADING = re.compile(
    r"C(?:ỘNG|ộng) H(?:ÒA|OÀ|òa|oà) X(?:Ã HỘI|ã hội)|ĐẢNG CỘNG SẢN VIỆT NAM|K(?:ính gửi|ÍNH GỬI)|^[^\w\n]*S(?:ố|Ố) ?:[^\n]{0,20}[/-]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp of secrecy: ``Mật``, ``Tối mật`` or ``Tuyệt mật``; where its line starts and ends in the text."""

    value: str
    start: int
    end: int


@cache
def marks() -> dict[str, tuple[str, str]]:
    """Stamp → its sort (urgency, secrecy) and the value it stands for."""
    return {row["mark"]: (row["sort"], row["value"]) for row in table("marks")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a whole line or cell with a stamp looks like; and what a column of a line does, where only capitals count."""
    secret = [mark for mark, (sort, _) in marks().items() if sort == "secrecy"]
    capitals = "|".join(" ?".join(mark.replace(" ", "")) for mark in secret)
    titles = "|".join(form for mark in secret for form in (mark.capitalize(), mark.title()))
    urgent = "|".join(re.escape(form) for mark, (sort, _) in marks().items() if sort == "urgency" for form in (mark, mark.capitalize()))
    named = r"(?:(?:dấu )?(?:chỉ )?(?:mức )?độ (?:bí )?mật|dấu mật)(?: của văn bản)?"
    small = "|".join(mark.lower() for mark in secret)
    stamp = rf"(?:(?i:{named}) ?: ?(?P<named>{small}|{titles}|{capitals})|(?P<mark>{capitals}|{titles}))"
    beside = r" ?[-–—/,;+&.]? ?"
    behind = r"(?: *(?:C[ỘộỌ]NG H|Số ?:|Độc lập).*)?"
    whole = rf"(?:(?:{urgent}){beside})?{stamp}(?:{beside}(?:{urgent}))?{behind}"
    return re.compile(whole), re.compile(rf"(?P<mark>{capitals})")


def names_secrecy(text: str) -> bool:
    """Whether the word of a stamp stands anywhere in `text` as it is (in NFC)."""
    return any(word.search(text) for word in _WORDS)


def secrecy_stamp(text: str) -> Stamp | None:
    """The first stamp of secrecy at a place for one: the opening, around a heading, at the edges of pages, the end.

    `text` is in NFC. The words in a sentence, in a title (``bảo vệ bí mật nhà nước``) or all side by side in one row (a legend) are none.
    Elsewhere in the text a line of its own in capitals is one, if the text does not speak of secrecy (:class:`_Middle`).
    """
    places: _Places | None = None
    middle = _Middle(text)
    seen = -1
    for at in sorted(match.start() for word in _WORDS for match in word.finditer(text)):
        if at < seen:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = seen = end if end >= 0 else len(text)
        value = _stamped(text[start:end]) if end - start <= LONGEST else None
        if value is None:
            continue
        places = places or _Places(text)
        if places.has(start):
            return Stamp(value, start, end)
        middle.add(Stamp(value, start, end))
    return middle.stamp()


def secrecy_mark(text: str) -> str | None:
    """The stamp of secrecy of `text`: ``Mật``, ``Tối mật``, ``Tuyệt mật``, or ``None``.

    Made for refusing a file before anything of it is kept: it needs no reading, takes any Unicode normal form, and sees through table
    bars, emphasis and a motto on the same line.
    """
    stamp = secrecy_stamp(unicodedata.normalize("NFC", text))
    return stamp.value if stamp else None


def _stamped(line: str) -> str | None:
    """The stamp in `line`; ``None``: none, several (a legend), or a numbered row (a person may be called so)."""
    whole, column = _patterns()
    if _ROW.match(line):
        return None
    cells = _CELL.split(line)
    matches = [match for cell in cells if (match := whole.fullmatch(_bare(cell)))]
    if not matches and len(columns := _COLUMN.split(line.strip())) > 1:
        matches = [match for cell in (columns[0], columns[-1]) if (match := column.fullmatch(_bare(cell)))]
    found = {_value(match) for match in matches}
    return found.pop() if len(found) == 1 else None


def _bare(cell: str) -> str:
    return re.sub(r"\s+", " ", cell).strip(_AROUND_TEXT)


def _value(match: re.Match[str]) -> str:
    letters = (match.groupdict().get("named") or match["mark"]).upper().replace(" ", "")
    return next(value for mark, (_, value) in marks().items() if mark.replace(" ", "") == letters)


class _Places:
    """Where in a text a stamp may stand."""

    def __init__(self, text: str) -> None:
        self._starts = [match.start() for match in _LINE.finditer(text)]
        self._headings = [self._index(match.start()) for match in _HEADING.finditer(text)]
        self._breaks = [self._index(match.start()) for match in re.finditer("\x0c", text)]

    def _index(self, at: int) -> int:
        """The number of the line with text at, or next before, `at`."""
        return bisect_left(self._starts, at + 1) - 1

    def has(self, at: int) -> bool:
        line = self._index(at)
        return (
            line < LINES
            or line >= len(self._starts) - FOOT_LINES
            or self._near(self._headings, line, AROUND)
            or self._near(self._breaks, line, PAGE_EDGE)
        )

    @staticmethod
    def _near(lines: list[int], line: int, reach: int) -> bool:
        i = bisect_left(lines, line - reach)
        return i < len(lines) and lines[i] <= line + reach


_TALK = re.compile(
    r"bí\s+mật\s+nhà\s+nước|(?:độ(?:\s+bí)?|mức|cấp|dấu|tài\s+liệu|văn\s+bản|công\s+văn|thông\s+tin|hồ\s+sơ|vật)\s+(?:tối\s+|tuyệt\s+)?mật"
    r"(?!\s+(?:khẩu|độ))",
    re.IGNORECASE,
)
"""Words of a text that speaks of secrecy: its own lines "MẬT" may be samples, cells or the rest of a title."""
_ANNEX = re.compile(r"\s*(?:PHỤ LỤC|BIỂU SỐ|DANH MỤC|DANH SÁCH|BẢNG)\b")
_NEAR_ANNEX = 3
"""Lines with text between a stamp and the title of the annex it stands on."""


class _Middle:
    """Stamps far from any place for one. They count where they can be nothing else:

    * all of them say the same (else they are a legend), and the text does not speak of secrecy;
    * the line has nothing but the stamp in capitals, and no bar of a table;
    * ``MẬT``, which is also a name, stands between blank lines or at the title of an annex.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._stamps: list[Stamp] = []

    def add(self, stamp: Stamp) -> None:
        """Remember a stamp that stands at no place for one."""
        self._stamps.append(stamp)

    def stamp(self) -> Stamp | None:
        """The first of those that are sure."""
        if len({stamp.value for stamp in self._stamps}) != 1 or _TALK.search(self._text):
            return None
        return next((stamp for stamp in self._stamps if self._is_sure(stamp)), None)

    def _is_sure(self, stamp: Stamp) -> bool:
        line = self._text[stamp.start : stamp.end]
        if "|" in line or _bare(line).replace(" ", "") != stamp.value.upper().replace(" ", ""):
            return False
        return stamp.value != "Mật" or self._is_apart(stamp) or self._is_on_annex(stamp)

    def _is_apart(self, stamp: Stamp) -> bool:
        before, behind = self._text[: stamp.start].rstrip(" \t"), self._text[stamp.end :].lstrip(" \t")
        return before.endswith(("\n\n", "\x0c\n", "\x0c")) and behind.startswith(("\n\n", "\n\x0c", "\x0c"))

    def _is_on_annex(self, stamp: Stamp) -> bool:
        before = [line for line in self._text[max(0, stamp.start - LONGEST) : stamp.start].splitlines() if line.strip()]
        behind = [line for line in self._text[stamp.end : stamp.end + LONGEST].splitlines() if line.strip()]
        return any(map(_ANNEX.match, (*before[-_NEAR_ANNEX:], *behind[:_NEAR_ANNEX])))
