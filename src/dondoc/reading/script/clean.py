"""Source text → clean text, and the offset map between them.

Clean text is NFC; a paragraph is one line of it; spaces are single; marks of emphasis, table bars and page furniture are gone; Ð and Ɖ
are Đ. Words are never changed here: slips are mended by the stage that knows it stands inside a number or a date.

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

from dondoc.reading.model import SourceText, Span
from dondoc.reading.script.furniture import PAGE_BREAK, mask_furniture
from dondoc.reading.script.wrapping import MARKER, ends_paragraph, is_wrapped, width_of

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b"
_LETTERS = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪"}
"""Look-alikes, and bullets of the Symbol font; each is one character for one."""

_GAP = rf"[{_SPACE}*]*(?:[\n\x0c\u2028\u2029|](?:[{_SPACE}]|\*(?! ))*(?:[-_=*–—]{{3,}}(?:[{_SPACE}]|\*(?! ))*(?=[\n\x0c|]|\Z))?)+"
TROUBLE = re.compile(
    rf"(?P<gap>{_GAP})"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    rf"|(?P<stars>\*\*[{_SPACE}*]*|(?<!\()\*(?=\S)|(?<=\S)\*(?!\)))"
    rf"|(?P<spaces>[{_SPACE}]{{2,}}|[{_SPACE.replace(' ', '', 1)}])"
    rf"|(?P<letter>[{''.join(_LETTERS)}])"
    r"|(?P<cluster>[^\W\d_][\u0300-\u036f]+)"
)
"""Every place where clean text differs from the source; a line end is always one."""
_BARE_MARKER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[-+•]|[IVX]{1,5}\.|Điều \d+\.)\Z")
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
        first = self._source(start, after=False)
        return Span(first, max(first, self._source(end - 1, after=True)) if end > start else first)

    def _source(self, at: int, *, after: bool) -> int:
        piece = bisect_right(self._clean, at) - 1
        if piece < 0:
            return 0
        whole = self._whole[piece]
        if whole >= 0:
            return whole if after else self._start[piece]
        return min(self._start[piece] + at - self._clean[piece] + after, self.source_length)

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """(start, end) of each paragraph of :attr:`text`, none of them empty."""
        at = 0
        for line in self.text.split("\n"):
            if line:
                yield at, at + len(line)
            at += len(line) + 1


def clean(source: SourceText) -> CleanText:
    """The clean text of `source`."""
    return _Cleaner(source).run()


class _Cleaner:
    """One pass over the places of trouble; everything between them is copied as it stands."""

    def __init__(self, source: SourceText) -> None:
        self.text = mask_furniture(source.text)
        composed = unicodedata.normalize("NFC", self.text)  # a width is counted in letters, however they are encoded
        self.wrapped = is_wrapped(composed) if source.wrapped is None else source.wrapped
        self.width = width_of(composed) if self.wrapped else 0
        self.dense = self.wrapped and self.text.count("\n\n") + self.text.count("\n \n") < 0.02 * self.text.count("\n") + 1
        self.pieces: list[str] = []
        self.length = 0
        self.map_clean, self.map_start, self.map_whole = array("q"), array("q"), array("q")

    def run(self) -> CleanText:
        text, at, line_start = self.text, 0, 0
        for match in TROUBLE.finditer(text):
            start, end = match.span()
            self._copy(at, start)
            kind = match.lastgroup
            if kind == "gap":
                self._replace(start, end, self._gap(text[line_start:start], match))
                line_start = end
            elif kind == "letter":
                self._replace(start, end, _LETTERS[match[0]])
            elif kind == "cluster":
                self._replace(start, end, unicodedata.normalize("NFC", match[0]))
            elif kind == "spaces" or (kind == "stars" and " " in match[0] and not self._ends_with_space()):
                self._replace(start, end, "" if self._ends_with_space() else " ")
            else:
                self._replace(start, end, "")
            at = end
        self._copy(at, len(text))
        return CleanText("".join(self.pieces).rstrip(), len(text), self.map_clean, self.map_start, self.map_whole)

    def _ends_with_space(self) -> bool:
        return not self.pieces or self.pieces[-1][-1] in " \n"

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            if self.text[start] == " " and self._ends_with_space():
                start += 1
                if start == end:
                    return
            self._map(start, -1)
            self.pieces.append(self.text[start:end])
            self.length += end - start

    def _replace(self, start: int, end: int, new: str) -> None:
        if new:
            self._map(start, end)
            self.pieces.append(new)
            self.length += len(new)

    def _map(self, start: int, whole: int) -> None:
        self.map_clean.append(self.length)
        self.map_start.append(start)
        self.map_whole.append(whole)

    def _gap(self, before: str, match: re.Match[str]) -> str:
        """What stands for the gap between two lines: a new paragraph, a space, or nothing inside a broken number."""
        if not self.pieces or match.end() == len(self.text):
            return ""
        if self.pieces[-1][-1] == "\n":
            return ""
        gap = match[0]
        before = unicodedata.normalize("NFC", before.strip(" *"))
        upto = self.text.find("\n", match.end())
        after = unicodedata.normalize("NFC", self.text[match.end() : upto if upto >= 0 else len(self.text)].replace("*", "").strip())
        if self._breaks(before, after, gap):
            return "\n"
        if _BARE_HYPHEN.search(before) and after[:1].isalnum():
            return ""
        return "" if self.pieces[-1][-1] == " " else " "

    def _breaks(self, before: str, after: str, gap: str) -> bool:
        if "|" in gap:
            return True
        if gap.count("\n") == 1 and _BARE_MARKER.match(before) and not MARKER.match(after):
            return False
        ended = before.endswith((".", ";", ":", "!", "?")) and not before.endswith("...")
        runs_on = after[:1].islower() and not MARKER.match(after) and not ended
        if PAGE_BREAK in gap:
            return not (runs_on or (self.wrapped and not before.endswith((".", ";", ":")) and not MARKER.match(after)))
        if not self.wrapped:
            return True
        if gap.count("\n") > 1 or "*" in gap:
            return not (runs_on and len(before) > self.width * 0.5)
        return ends_paragraph(before, after, self.width, dense=self.dense)
