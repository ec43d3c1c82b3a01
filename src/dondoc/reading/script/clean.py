"""Source text → clean text, and the offset map between them.

Clean text is NFC; a paragraph is one line of it; spaces are single; marks of emphasis and of titles, table bars and page furniture are
gone; Ð and Ɖ are Đ. Words are never changed here: slips are mended by the stage that knows it stands inside a number or a date.

    source "**Điều 1.**** **Ban hành⏎kèm theo"   clean "Điều 1. Ban hành kèm theo"
    source "| Số: 518/QĐ-UBND | Bình Định, …"    clean "Số: 518/QĐ-UBND⏎Bình Định, …"
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from dondoc.reading.model import SourceText, Span
from dondoc.reading.script.furniture import PAGE_BREAK, mask_furniture
from dondoc.reading.script.splits import mend_split_syllables
from dondoc.reading.script.wrapping import MARKER, ends_paragraph, is_wrapped, width_of

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b"
_LETTERS = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪"}
"""Look-alikes, and bullets of the Symbol font; each is one character for one."""

_NEW_LINE = "\n\x0c\u2028\u2029|"
_MARKS = "\u0300-\u036f"
_REST = rf"(?:[{_SPACE}]|\*(?! )|#{{1,6}}(?= ))*(?:[-_=*–—]{{3,}}(?:[{_SPACE}]|\*(?! ))*(?=[\n\x0c|]|\Z))?"
TROUBLE = re.compile(
    rf"[{_NEW_LINE}*{_INVISIBLE}{''.join(_LETTERS)}{_SPACE[1:]}{_MARKS}]"
    rf"(?:(?<=[{_NEW_LINE}]){_REST}(?:[{_NEW_LINE}]{_REST})*|(?<=\*)\*+[{_SPACE}*]*|(?<=[{_SPACE[1:]}])[{_SPACE}]+|(?<=[{_MARKS}])[{_MARKS}]+)?"
)
"""Where clean text differs from the source, but for runs of plain spaces. It begins with one set, so that the engine can skip to it."""
_SPACES = re.compile(r"  +")
_TITLE_MARK = re.compile(r"#{1,6} +")
_KINDS = (
    dict.fromkeys(_NEW_LINE, "gap")
    | dict.fromkeys(_INVISIBLE, "nothing")
    | dict.fromkeys(_LETTERS, "letter")
    | dict.fromkeys("*", "stars")
    | {chr(code): "mark" for code in range(0x300, 0x370)}
)
"""First character → what it is; anything else is space."""
LONG_LINE = 80
"""In a text with a paragraph a line, a line this long (characters) that ends no sentence runs on in a lower-case line below."""
_BARE_MARKER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[-+•]|[IVX]{1,5}\.|Điều \d+\.)\Z")
_DAY_OPEN = re.compile(r"[Nn]gày(?: \d{1,2}(?: tháng(?: \d{1,2}(?: năm)?)?)?)?\Z")
_DAY_GOES_ON = re.compile(r"\d{0,2} ?tháng \d|\d{0,2} ?năm (?:19|20)\d\d|(?:19|20)\d\d(?!\d)|\d{1,2}/\d{1,2}/\d{4}")
"""A day written over two lines: ``ngày 5`` / ``tháng 3 năm 2026``."""
DAY, LONGEST_DAY = "gày", len("ngày 30 tháng 12 năm ")
"""What the first of them has at its end, in so many characters."""
LONGEST_MARKER = 40
"""Characters of a line that is only the marker of an item, at most."""
_BARE_HYPHEN = re.compile(r"[^\W_][/-]\Z")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and the way back. Offsets are code points."""

    text: str
    source_length: int
    _clean: array[int]
    _start: array[int]
    _whole: array[int]

    def span(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]`` (not empty: an empty run gives an empty span at its place)."""
        pieces = self._clean
        piece = bisect_right(pieces, start) - 1
        in_one = piece + 1 == len(pieces) or pieces[piece + 1] >= end
        if in_one and end > start and piece >= 0 and self._whole[piece] < 0:  # most often: copied as it stood, so that a shift is all
            shift = self._start[piece] - pieces[piece]
            if end + shift <= self.source_length:
                return Span(start + shift, end + shift)
        first = self._source(piece, start, 0)
        if end <= start:
            return Span(first, first)
        if not in_one:
            piece = bisect_right(pieces, end - 1, piece + 1) - 1
        last = self._source(piece, end - 1, 1)
        return Span(first, last if last > first else first)

    def _source(self, piece: int, at: int, after: int) -> int:
        """Where clean offset `at` of `piece` stands in the source; with `after` 1, where its character ends."""
        if piece < 0:
            return 0
        whole = self._whole[piece]
        if whole >= 0:
            return whole if after else self._start[piece]
        found = self._start[piece] + at - self._clean[piece] + after
        return found if found < self.source_length else self.source_length

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """(start, end) of each paragraph of :attr:`text`, none of them empty."""
        at = 0
        for line in self.text.split("\n"):
            end = at + len(line)
            if end > at:
                yield at, end
            at = end + 1


def clean(source: SourceText) -> CleanText:
    """The clean text of `source`."""
    return _Cleaner(source).run()


class _Cleaner:
    """One pass over the places of trouble; everything between them is copied as it stands."""

    def __init__(self, source: SourceText) -> None:
        self.text = mend_split_syllables(mask_furniture(source.text))
        composed = unicodedata.normalize("NFC", self.text)  # a width is counted in letters, however they are encoded
        self.wrapped = is_wrapped(composed) if source.wrapped is None else source.wrapped
        self.width = width_of(composed) if self.wrapped else 0
        self.dense = self.wrapped and self.text.count("\n\n") + self.text.count("\n \n") < 0.02 * self.text.count("\n") + 1
        self.composed = unicodedata.is_normalized("NFC", self.text)
        self.pieces: list[str] = []
        self.length = 0
        self.line_start = 0
        self.shift: int | None = None
        self.map_clean, self.map_start, self.map_whole = array("q"), array("q"), array("q")

    def run(self) -> CleanText:
        text = self.text
        first = _TITLE_MARK.match(text)
        at = first.end() if first else 0
        for match in self._troubles():
            start, end = match.span()
            if start < at:
                continue
            self._copy(at, start)
            at = end
            kind = _KINDS.get(text[start], "space")
            if kind == "gap":
                if self.pieces and self.pieces[-1].endswith(" "):
                    self._drop_last_space()
                self._replace(start, end, self._gap(text[self.line_start : start], match))
                self.line_start = end
            elif kind == "letter":
                self._replace(start, end, _LETTERS[match[0]])
            elif kind == "mark":
                self._compose(start, end)
            elif kind == "space":
                self._replace(start, end, "" if self._ends_with_space() else " ")
            elif kind == "stars":
                self._stars(start, end)
        self._copy(at, len(text))
        return CleanText("".join(self.pieces).rstrip(), len(text), self.map_clean, self.map_start, self.map_whole)

    def _troubles(self) -> Iterator[re.Match[str]]:
        if "  " not in self.text:
            return TROUBLE.finditer(self.text)
        return merge(TROUBLE.finditer(self.text), _SPACES.finditer(self.text), key=lambda match: match.start())

    def _ends_with_space(self) -> bool:
        return not self.pieces or self.pieces[-1][-1] in " \n"

    def _drop_last_space(self) -> None:
        """Spaces before a line end are part of it."""
        while self.pieces and self.pieces[-1].endswith(" "):
            kept = self.pieces[-1].rstrip(" ")
            self.length -= len(self.pieces[-1]) - len(kept)
            if kept:
                self.pieces[-1] = kept
            else:
                self.pieces.pop()

    def _stars(self, start: int, end: int) -> None:
        """Marks of emphasis go; a lone star between spaces or in brackets stays."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        single = end - start == 1
        if single and ((before in " \n" and after in " \n") or (before == "(" and after == ")")):
            self._copy(start, end)
        elif " " in self.text[start:end] and not self._ends_with_space():
            self._replace(start, end, " ")

    def _compose(self, start: int, end: int) -> None:
        """A letter and the marks typed after it become one letter."""
        last = self.pieces[-1] if self.pieces else ""
        if not last or self.text[start - 1] != last[-1]:
            self._copy(start, end)
            return
        letter = unicodedata.normalize("NFC", last[-1] + self.text[start:end])
        self.length -= 1
        self.pieces[-1] = last[:-1]
        if not self.pieces[-1]:
            self.pieces.pop()
        self._replace(start - 1, end, letter)

    def _copy(self, start: int, end: int) -> None:
        if start < end and self.text[start] == " " and self._ends_with_space():
            start += 1
        if start < end:
            self._keep(start, self.text[start:end])

    def _keep(self, start: int, words: str) -> None:
        """`words` stand for as many characters of the source from `start`; a new entry in the map only where the shift changes."""
        if start - self.length != self.shift:
            self._map(start, -1)
            self.shift = start - self.length
        self.pieces.append(words)
        self.length += len(words)

    def _replace(self, start: int, end: int, new: str) -> None:
        if not new:
            return
        if len(new) == end - start:
            self._keep(start, new)
            return
        self._map(start, end)
        self.shift = None
        self.pieces.append(new)
        self.length += len(new)

    def _map(self, start: int, whole: int) -> None:
        self.map_clean.append(self.length)
        self.map_start.append(start)
        self.map_whole.append(whole)

    def _gap(self, before: str, match: re.Match[str]) -> str:
        """What stands for the gap between two lines: a new paragraph, a space, or nothing inside a broken number."""
        if not self.pieces or match.end() == len(self.text) or self.pieces[-1][-1] == "\n":
            return ""
        gap = match[0]
        if "|" in gap or (gap.count("\n") > 1 and PAGE_BREAK not in gap and _ends_sentence(self.pieces[-1])):
            return "\n"
        if self.composed and not self.wrapped and PAGE_BREAK not in gap and _is_closed(before.strip(" *")):
            return "\n"
        starred = "*" in gap or before.rstrip(" ").endswith("*")
        before = self._even(before.strip(" *"))
        upto = self.text.find("\n", match.end())
        after = self._even(self.text[match.end() : upto if upto >= 0 else len(self.text)].replace("*", "").strip())
        if self._breaks(before, after, gap, starred=starred) and not (_opens_day(before) and _DAY_GOES_ON.match(after)):
            return "\n"
        if before.endswith(("/", "-")) and _BARE_HYPHEN.search(before) and after[:1].isalnum():
            return ""
        return "" if self.pieces[-1][-1] == " " else " "

    def _even(self, words: str) -> str:
        return words if self.composed else unicodedata.normalize("NFC", words)

    def _breaks(self, before: str, after: str, gap: str, *, starred: bool) -> bool:
        marker = MARKER.match(after)
        if not marker and len(before) <= LONGEST_MARKER and gap.count("\n") == 1 and _BARE_MARKER.match(before):
            return False
        runs_on = not marker and after[:1].islower() and not _ends_sentence(before)
        if PAGE_BREAK in gap:
            return not (runs_on or (self.wrapped and not marker and not before.endswith((".", ";", ":"))))
        if not self.wrapped:
            return not (runs_on and _may_run_on(before))
        if gap.count("\n") > 1 or starred:
            return not (runs_on and len(before) > self.width * 0.5)
        return ends_paragraph(before, after, marker, self.width, dense=self.dense)


def _may_run_on(line: str) -> bool:
    """Whether a line of a text with a paragraph a line may be cut within its sentence: after a comma, or where it is long."""
    return line.endswith(",") or (len(line) > LONG_LINE and not _ends_sentence(line))


def _is_closed(line: str) -> bool:
    """Whether no other line can go on with this one where a paragraph is a line: no marker alone, no open day, no cut."""
    return len(line) > LONGEST_MARKER and DAY not in line[-LONGEST_DAY:] and not _may_run_on(line)


def _opens_day(words: str) -> bool:
    return DAY in words[-LONGEST_DAY:] and bool(_DAY_OPEN.search(words))


def _ends_sentence(words: str) -> bool:
    return words.endswith((".", ";", ":", "!", "?")) and not words.endswith("...")
