"""The heading and the signature block of a document → :class:`Header`.

A heading set in two columns arrives as lines in any order, or with both columns in one line; the motto and the lines of the right
column are known words, so they are taken out and the left column is what remains:

    "UBND TỈNH AN PHÚ HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"      letterhead, motto
    "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc"                         letterhead, motto
    "Số: 15/SYT-KHTC Sông Trà, ngày 05 tháng 3 năm 2026"          number, place and date

A page of a portal that reports a document ("Ban Thường vụ Thành ủy vừa ban hành Công văn số 12-CV/TU …") gives what it says and no more.
Sources: NĐ 30/2020/NĐ-CP, Phụ lục I; Quy định 399-QĐ/TW (Party documents).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from dondoc.reading.casing import LOWER, UPPER, is_capitals, sentence_case
from dondoc.reading.citations.dates import FoundDate, read_date
from dondoc.reading.citations.issuers import proposer, read_body
from dondoc.reading.citations.kinds import kind_before
from dondoc.reading.citations.numbers import MARKER, Number, kind_of_code, read_number
from dondoc.reading.data import table
from dondoc.reading.model import Header, Read, Repair
from dondoc.reading.script import CleanText

T = TypeVar("T")

HEAD_LINES = 36
"""Paragraphs in which a heading is looked for."""
SECRECY_LINES = 40
"""Lines of raw text in which a stamp of secrecy is looked for."""
LONG = 260
"""A paragraph of mixed case longer than this is running text."""

_MOTTO = re.compile(
    r"C(?:ỘNG|ộng) H(?:ÒA|OÀ|òa|oà) X(?:Ã HỘI CHỦ NGHĨA|ã hội chủ nghĩa) V(?:IỆT NAM|iệt Nam)"
    r"|[Đđ]ộc lập ?[-–—] ?[Tt]ự do ?[-–—] ?[Hh]ạnh phúc|ĐỘC LẬP ?[-–—] ?TỰ DO ?[-–—] ?HẠNH PHÚC|ĐẢNG CỘNG SẢN VIỆT NAM"
)
_MOTTO_WORDS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", "ĐẢNG CỘNG SẢN VIỆT NAM")
_RULE = re.compile(r"[-_=*–—~.·•#\s]{3,}|[*#]+\s*")
_RULE_SIGNS = "-_=*–—~ "
_NUMBER_LINE = re.compile(r"(?:(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh|Lệnh|LUẬT|BỘ LUẬT) )?(?:[Ss]ố|SỐ) ?:? ?")
_NUMBER_AT = re.compile(MARKER)
_PLACE_DATE = re.compile(r"(?P<place>[^\W\d_][^,;:\d]{1,60}?),? (?=ngày (?:\d|[lO]\d))")
_BLANK_DATE = re.compile(r"[^\W\d_][^,;:\d]{1,60}, ?ngày[\s.…]*\d{0,2} ?tháng.*")
_GAZETTE = re.compile(r"CÔNG BÁO/|Công báo|Thứ (?:hai|ba|tư|năm|sáu|bảy) - |Chủ nhật - ")
_ABOUT = re.compile(r"(?:V/v|V/V|v/v)\.?:? ?|(?=(?:Về việc|VỀ VIỆC) )")
_TO = re.compile(r"(?:[Kk]ính gửi|KÍNH GỬI) ?:? ?")
_WIRE = re.compile(r"(?:[^\W\d_][^.:;]{0,80} )?(?:[Đđ]iện|ĐIỆN) ?(?::(?: |\Z)|\Z)")
_FIELD = re.compile(r"(?:Phòng|Cục|Vụ|Ban|Chi cục|Viện|Trung tâm|Sở|Bộ|Tổng cục|Trường) ")
_FIELD_WORD = re.compile(r"(?<= và )\w|(?<= - )\w|(?<=Phòng )\w|(?<=Cục )\w|(?<=Vụ )\w|(?<=Ban )\w|(?<=Viện )\w|(?<=Sở )\w")
"""Where the field in a body's name starts: it has a capital (NĐ 30/2020/NĐ-CP, Phụ lục II)."""
_ITEM = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-D])[.)-] ")
_BULLET = re.compile(r"[-+•–·▪●*] ?")
_FOR = re.compile(r"(?:N|n)ơi nhận ?:? ?|NƠI NHẬN ?:? ?")
_PREFIX = re.compile(r"(?<!\w)(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TM|PHT)(?:\.|(?<=/M|/T|/L))\s*")
_SIGNED = re.compile(r"\(?\[?(?:[Đđ]ã ký|đã kí|daky|Đã kí|[Cc]hữ ký|[Kk]ý tên)[^)\]]*\)?\]?")
_SIGNED_NAME = re.compile(r"[;.] \(?[Đđ]ã k[ýí]\)? (?P<name>[^;:,()]+)\Z")
"""A signature in the right column beside a line of the recipients."""
_DEGREE = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|BS|BSCKII|BSCKI|CN|KS|LS|TSKH|NSND|NSƯT)\.? ?)+"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy) |Đồng chí |Ông |Bà "
)
_NAME = re.compile(rf"[{UPPER}][{LOWER}']{{0,7}}(?: (?:[{UPPER}][{LOWER}']{{0,7}}|[{UPPER}]\.)){{1,5}}")
_CAPITAL_NAME = re.compile(rf"[{UPPER}']{{1,8}}(?: [{UPPER}']{{1,8}}){{1,4}}")
_CAPITALS_THEN_NAME = re.compile(rf"[^{LOWER}]*[ .,](?=[{UPPER}][{LOWER}])")
_TITLE_BESIDE = re.compile(rf"[;.] ?(?P<right>[{UPPER}][^{LOWER}]{{5,}})\Z")
_DEPUTY = re.compile(r" (?=(?:PHÓ|THỨ TRƯỞNG|Phó|Thứ trưởng) ?)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece of a paragraph. Offsets are those of clean text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> _Line:
        """The part ``text[start:end]`` without spaces around it."""
        text = self.text[start:end]
        return _Line(text.strip(), self.start + start + len(text) - len(text.lstrip()))


@cache
def _words(sort: str) -> tuple[str, ...]:
    """Heading words of one sort, longest first."""
    return tuple(sorted((row["word"] for row in table("heading_words") if row["sort"] == sort), key=len, reverse=True))


def _opens_with(text: str, sort: str) -> bool:
    """Whether `text` begins with a heading word of that sort, as a whole word."""
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalnum() for word in _words(sort))


@cache
def _marks() -> dict[str, tuple[str, str]]:
    return {row["mark"]: (row["sort"], row["value"]) for row in table("marks")}


@cache
def _kinds() -> dict[str, str]:
    return {row["kind"].upper(): row["kind"] for row in table("kinds") if row["kind"] != "Văn bản"}


@cache
def _secrecy() -> re.Pattern[str]:
    marks = "|".join(mark for mark, (sort, _) in _marks().items() if sort == "secrecy")
    small = "(?<=mật: )(?:Tuyệt mật|Tối mật|Mật)"
    return re.compile(rf"(?:Độ mật ?: ?|ĐỘ MẬT ?: ?)?(?P<mark>{marks}|{small})(?: *(?:C[ỘộỌ]NG H|Số ?:|Độc lập).*)?")


def secrecy_mark(text: str) -> str | None:
    """The stamp of secrecy that stands on a line of its own near the top of `text`: ``Mật``, ``Tối mật``, ``Tuyệt mật``, or ``None``.

    Made for refusing a file before anything of it is kept: it needs no reading, takes any Unicode normal form, and sees through table
    bars, emphasis and a motto on the same line.
    """
    lines = 0
    for raw in re.split(r"[\n|\x0c\u2028\u2029]", unicodedata.normalize("NFC", text[:20_000])):
        line = re.sub(r"\s+", " ", raw.strip(" \t\r*_-#[]()\"“”\u00a0\u200b\ufeff"))
        if not line:
            continue
        lines += 1
        match = _secrecy().fullmatch(line)
        if match:
            return _marks()[match["mark"].upper()][1]
        if lines >= SECRECY_LINES:
            break
    return None


def read_header(clean: CleanText) -> tuple[Header, list[Repair]]:
    """The header of `clean`, and the slips mended in its number and date."""
    return _HeaderReader(clean).run()


class _HeaderReader:
    """Reads one document's header: takes the heading apart piece by piece, then looks for the signature behind it."""

    def __init__(self, clean: CleanText) -> None:
        self.clean = clean
        self.paragraphs = [_Line(clean.text[a:b], a) for a, b in clean.paragraphs()]
        self.header = Header()
        self.repairs: list[Repair] = []
        self.number: Number | None = None
        self.body = ""

    def run(self) -> tuple[Header, list[Repair]]:
        pieces = [piece for line in self.paragraphs[:HEAD_LINES] for piece in self._pieces(line)]
        at = self._find_number(pieces)
        if at is None and not self._has_heading(pieces):
            self._portal()
            return self.header, self.repairs
        self.body = self.clean.text[pieces[at].end if at is not None else 0 :]
        stop = self._heading(pieces)
        self._signature(pieces[stop].start if stop < len(pieces) else 0)
        return self.header, self.repairs

    # building

    def _read(self, value: T, line: _Line, rule: str) -> Read[T]:
        return Read(value, self.clean.span(line.start, line.end), f"header.{rule}")

    def _set(self, **values: Any) -> None:
        self.header = replace(self.header, **values)

    # taking lines apart

    def _pieces(self, line: _Line) -> Iterable[_Line]:
        """`line` without motto and rules, number and date apart."""
        if len(line.text) > LONG and not is_capitals(line.text):
            yield line
            return
        at = 0
        for match in _MOTTO.finditer(line.text):
            yield from self._split(line.cut(at, match.start()))
            at = match.end()
        yield from self._split(line.cut(at))

    def _split(self, line: _Line) -> Iterable[_Line]:
        rule = _RULE.match(line.text)
        if rule:
            line = line.cut(rule.end())
        kept = line.text.rstrip(_RULE_SIGNS)
        if len(kept) < len(line.text) - 2:
            line = line.cut(0, len(kept))
        if not line.text or line.text == "*" or self._is_motto(line.text):
            return
        if _NUMBER_LINE.match(line.text):
            date = re.search(r" (?=[^\W\d_][^,;:\d]{1,40}, ?ngày )", line.text)
            if date:
                yield line.cut(0, date.start())
                yield line.cut(date.end())
                return
            about = re.search(r" (?=V/v )", line.text)
            if about:
                yield line.cut(0, about.start())
                yield line.cut(about.end())
                return
        yield line

    @staticmethod
    def _is_motto(text: str) -> bool:
        return len(text) > 5 and any(text.upper().replace("OÀ", "ÒA") in motto for motto in _MOTTO_WORDS) and is_capitals(text)

    # number and heading

    def _find_number(self, pieces: list[_Line]) -> int | None:
        for i, piece in enumerate(pieces):
            match = _NUMBER_LINE.match(piece.text)
            if not match:
                if len(piece.text) > LONG and not is_capitals(piece.text):
                    return None
                continue
            marker = _NUMBER_AT.search(self.clean.text, piece.start + match.end(), piece.start + match.end() + 24)
            number = read_number(self.clean.text, marker.start(), piece.start) if marker else None
            if number and number.start <= piece.start + match.end() + 1:
                self._take_number(number, "number-line")
                return i
            if re.match(r"[\s.…]*/", piece.text[match.end() :]):
                return i
        return None

    def _take_number(self, number: Number, rule: str) -> None:
        self.number = number
        line = _Line(self.clean.text[number.start : number.end], number.start)
        self._set(number=self._read(number.text, line, rule))
        if number.seen != number.text:
            self.repairs.append(Repair(self.clean.span(number.start, number.end), number.seen, number.text, "repair.number"))

    def _has_heading(self, pieces: list[_Line]) -> bool:
        """Whether there is a heading without a number: a kind on a line of its own, or a motto."""
        head = self.paragraphs[:HEAD_LINES]
        return any(_MOTTO.search(line.text) for line in head) or any(piece.text in _kinds() for piece in pieces)

    def _heading(self, pieces: list[_Line]) -> int:
        """Read the heading; give back the index of the first piece after it."""
        letterhead: list[_Line] = []
        mixed: list[_Line] = []
        i = 0
        while i < len(pieces):
            piece = pieces[i]
            text = piece.text
            if self._mark(piece) or self._is_aside(piece):
                i += 1
            elif _TO.match(text):
                i = self._to(pieces, i, _TO.match(text))
                break
            elif self.header.kind is None and (kind := self._kind_line(text)):
                i = self._after_kind(pieces, i, kind)
                break
            elif _ABOUT.match(text) and self.header.subject is None:
                i = self._about(pieces, i)
            elif self._starts_text(text) or (len(text) > LONG and not is_capitals(text)):
                break
            else:
                if is_capitals(text):
                    letterhead.append(piece)
                elif self._names_a_body(piece):
                    mixed.append(piece)
                i += 1
        self._letterhead(letterhead or mixed)
        if self.header.kind is None:
            self._kind_from_number()
        return i

    def _names_a_body(self, piece: _Line) -> bool:
        """Whether a line in mixed case, before the number, is the name of a body and nothing else."""
        before_number = self.number is not None and piece.end <= self.number.start
        return before_number and _opens_with(piece.text.upper(), "authority") and read_body(self.clean.text, piece.start) == piece.end

    def _is_aside(self, piece: _Line) -> bool:
        """A line that is neither letterhead nor title: a gazette's, the number's, the date's (which is read)."""
        if _GAZETTE.match(piece.text) or (_NUMBER_LINE.match(piece.text) and len(piece.text) < 80):
            return True
        return self._date(piece) or bool(_BLANK_DATE.fullmatch(piece.text))

    def _mark(self, piece: _Line) -> bool:
        text = piece.text.strip("()[] .")
        sort, value = _marks().get(text, (None, ""))
        if sort == "secrecy" or (not sort and text.startswith(("Độ mật", "ĐỘ MẬT"))):
            found = secrecy_mark(text)
            if found:
                self._set(secrecy=self._read(found, piece, "secrecy-stamp"))
                return True
        if sort == "urgency":
            self._set(urgency=self._read(value, piece, "urgency-stamp"))
        return sort == "urgency"

    def _date(self, piece: _Line) -> bool:
        match = _PLACE_DATE.match(piece.text)
        if not match or len(piece.text) > 90:
            return False
        day = read_date(self.clean.text, piece.start + match.end())
        if not day or day.end < piece.end - 12:
            return False
        if self.header.date is None and day.value:
            self._take_date(day, "date-line")
            place = piece.cut(0, match.end("place"))
            self._set(place=self._read(place.text, place, "date-line"))
        return True

    def _take_date(self, day: FoundDate, rule: str) -> None:
        if not day.value:
            return
        line = _Line(self.clean.text[day.start : day.end], day.start)
        self._set(date=self._read(day.value, line, rule))
        if day.mended:
            self.repairs.append(Repair(self.clean.span(day.start, day.end), line.text, day.mended, "repair.date"))

    # kind and subject

    def _kind_line(self, text: str) -> tuple[str, int] | None:
        """The kind that `text` is, or begins with, and its length."""
        if text in _kinds():
            return _kinds()[text], len(text)
        wanted = kind_of_code().get(self.number.code or "") if self.number else None
        if text == wanted:
            return text, len(text)
        for kind in sorted(_kinds(), key=lambda k: (_kinds()[k] != wanted, -len(k))):
            rest = text[len(kind) : len(kind) + 1]
            if text.startswith(kind) and rest == " " and self._can_open(text, kind, wanted):
                return _kinds()[kind], len(kind)
        return None

    @staticmethod
    def _can_open(text: str, kind: str, wanted: str | None) -> bool:
        """Whether a line that only begins with a kind is the title: the number says the same kind, or the subject's first words follow."""
        rest = text[len(kind) :].lstrip()
        return _kinds()[kind] == wanted or rest.lower().startswith(("về ", "v/v", "ban hành", "quy định", "triển khai", "phê duyệt"))

    def _after_kind(self, pieces: list[_Line], i: int, kind: tuple[str, int]) -> int:
        name, length = kind
        piece = pieces[i]
        self._set(kind=self._read(name, piece.cut(0, length), "kind-line"))
        subject = [piece.cut(length)] if length < len(piece.text) else []
        i += 1
        while i < len(pieces) and (line := pieces[i]) and self._is_subject(line, subject):
            if not self._date(line) and not _NUMBER_LINE.match(line.text):
                subject.append(line)
            i += 1
        if subject:
            self._subject(subject, "title")
        while i < len(pieces) and not self.header.to:
            if _TO.match(pieces[i].text):
                return self._to(pieces, i, _TO.match(pieces[i].text))
            if name == "Công điện" and (wire := _WIRE.match(pieces[i].text)):
                return self._to(pieces, i, wire)
            if self._date(pieces[i]):
                i += 1
                continue
            if self._starts_text(pieces[i].text) or len(pieces[i].text) > LONG:
                break
            i += 1
        return i

    def _is_subject(self, line: _Line, subject: list[_Line]) -> bool:
        text = line.text
        if _TO.match(text) or _WIRE.match(text) or text.startswith("(") or text.upper() == text.lower():
            return False
        if self._date(line):
            return True
        if not subject:
            return not self._starts_text(text) or is_capitals(text) or bool(_ABOUT.match(text))
        if is_capitals(subject[0].text) != is_capitals(text) and any(c.isalpha() for c in text):
            return False
        if is_capitals(text):
            return not self._is_authority(text) and not text.endswith(":")
        return not self._starts_text(text) and (text[:1].islower() or (len(text) < 130 and subject[-1].text[-1:] not in ".;:"))

    @staticmethod
    def _is_authority(text: str) -> bool:
        """Whether a line in capitals names who decides: ``CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …``."""
        return len(text) < 120 and _opens_with(text, "authority") and not text.endswith(("-", ","))

    @staticmethod
    def _starts_text(text: str) -> bool:
        bullet = _BULLET.match(text)
        text = text[bullet.end() :] if bullet else text
        return bool(_ITEM.match(text)) or (text.startswith(_words("start")) and not is_capitals(text))

    def _about(self, pieces: list[_Line], i: int) -> int:
        """The ``V/v`` of a công văn, over several lines, the date's line perhaps between them."""
        match = _ABOUT.match(pieces[i].text)
        assert match
        subject = [pieces[i].cut(match.end())]
        i += 1
        while i < len(pieces):
            text = pieces[i].text
            if self._date(pieces[i]):
                i += 1
                continue
            if _TO.match(text) or self._starts_text(text) or len(text) > LONG or self._kind_line(text) or _NUMBER_LINE.match(text):
                break
            if is_capitals(text) and not is_capitals(subject[0].text):
                break
            subject.append(pieces[i])
            i += 1
        self._subject(subject, "about-line")
        return i

    def _subject(self, lines: list[_Line], rule: str) -> None:
        text = " ".join(
            sentence_case(line.text, self.body, first=i == 0) if is_capitals(line.text) else line.text for i, line in enumerate(lines)
        )
        text = re.sub(r"\A(?:V/v|V/V|v/v)\.?:? ", "", text.strip()).rstrip(" .;:")
        whole = _Line(self.clean.text[lines[0].start : lines[-1].end], lines[0].start)
        if text:
            self._set(subject=self._read(text[0].upper() + text[1:] if rule == "title" else text, whole, rule))

    def _kind_from_number(self) -> None:
        """A form without a name of its kind is a công văn, whatever its symbol seems to say (``CT`` may be Cục Thuế)."""
        if not self.number:
            if self.header.subject and self.header.to:
                self._set(kind=Read("Công văn", self.header.subject.span, "header.no-kind-line"))
            return
        line = _Line(self.clean.text[self.number.start : self.number.end], self.number.start)
        kind = kind_of_code().get(self.number.code or "")
        if kind is None or kind == "Công văn" or self.header.to:
            self._set(kind=self._read("Công văn", line, "no-kind-line"))
        else:
            self._set(kind=self._read(kind, line, "kind-from-number"))

    # letterhead

    def _letterhead(self, lines: list[_Line]) -> None:
        bodies: list[list[_Line]] = []
        for line in lines:
            if bodies and self._goes_on(bodies[-1][-1].text, line.text):
                bodies[-1].append(line)
            elif _opens_with(line.text.upper(), "head"):
                bodies.append([line])
        if not bodies:
            return
        self._set(issuer=self._body(bodies[-1]))
        if len(bodies) > 1:
            self._set(superior=self._body(bodies[-2]))

    @staticmethod
    def _goes_on(before: str, text: str) -> bool:
        """Whether the letterhead line `text` goes on with the name begun in `before`."""
        if before.endswith(("-", "–", ",", " VÀ")) or text.startswith(("VÀ ", "- ", "– ")):
            return True
        if before in _words("open"):
            return True
        return not _opens_with(text, "head")

    def _body(self, lines: list[_Line]) -> Read[str]:
        joined = " ".join(line.text for line in lines)
        whole = _Line(self.clean.text[lines[0].start : lines[-1].end], lines[0].start)
        name = sentence_case(joined, self.body) if is_capitals(joined) else joined
        if _FIELD.match(name):
            name = _FIELD_WORD.sub(lambda match: match[0].upper(), name)
        return self._read(name, whole, "letterhead")

    # addressees

    def _to(self, pieces: list[_Line], i: int, match: re.Match[str] | None) -> int:
        """The addressees after ``Kính gửi:`` or ``Điện:``; gives back the index of the first piece after them."""
        assert match
        entries: list[_Line] = []
        rest = pieces[i].cut(match.end())
        if rest.text:
            entries += _items(rest)
        i += 1
        while i < len(pieces):
            line = pieces[i]
            bullet = _BULLET.match(line.text)
            open_ = not entries or self.clean.text[entries[-1].end : entries[-1].end + 1] in (";", ",")
            if self._date(line) or _ABOUT.match(line.text):
                i += 1
                continue
            if not bullet and (not open_ or self._starts_text(line.text) or len(line.text) > LONG):
                break
            entries += _items(line)
            i += 1
        self._set(to=tuple(self._read(name, entry, "addressee") for entry in entries for name in expand_bodies(entry.text)))
        return i

    # signature

    def _signature(self, after: int) -> None:
        lines = [line for line in self.paragraphs if line.start >= after]
        for i, line in enumerate(lines):
            if self.header.recipients == () and (match := _FOR.match(line.text)):
                self._recipients(lines, i, match)
            title = self._title(line.text)
            if title is None:
                continue
            if self._sign(lines, i, title):
                return

    def _recipients(self, lines: list[_Line], i: int, match: re.Match[str]) -> None:
        first = lines[i].cut(match.end())
        items = [] if self._title(first.text) else _items(first)
        for line in lines[i + 1 :]:
            if not _BULLET.match(line.text):
                break
            beside = _SIGNED_NAME.search(line.text)
            right = beside.start() if beside else _beside(line.text)
            items += _items(line.cut(0, right or None))
        self._set(recipients=tuple(self._read(item.text, item, "recipient") for item in items))

    @staticmethod
    def _title(text: str) -> str | None:
        """The capitals of a signature line (``KT. CHỦ TỊCH PHÓ CHỦ TỊCH``), with a name behind them perhaps; ``None``: not such a line."""
        prefix = _PREFIX.search(text)
        if prefix and len(text) - prefix.start() < 160 and (prefix.start() == 0 or text[prefix.start() - 1] in " :;"):
            return text[prefix.start() :]
        if len(text) < 120 and text.startswith(_words("title")):
            return text
        return None

    def _sign(self, lines: list[_Line], i: int, title: str) -> bool:
        """The signer of the block whose first title stands in line `i`."""
        block = [title]
        inline = self._name_at_end(title)
        if inline:
            block = [title[: -len(inline)].strip()]
            at = lines[i].start + lines[i].text.rindex(inline)
            self._take_signer(_Line(inline, at), block, lines[i])
            return True
        for line in lines[i + 1 : i + 7]:
            right = _beside(line.text)
            if right:
                block.append(line.text[right:])
                continue
            text = _SIGNED.sub("", line.text).strip(" /.")
            if not text or text in ("*", "* *"):
                continue
            beside = _SIGNED_NAME.search(line.text)
            if beside and (name := _person(beside["name"])):
                self._take_signer(_Line(name, line.start + line.text.rindex(name)), block, lines[i])
                return True
            more = self._title(line.text)
            if more is not None:
                name = self._name_at_end(more)
                block.append(more[: -len(name)].strip() if name else more)
                if name:
                    self._take_signer(_Line(name, line.start + line.text.rindex(name)), block, lines[i])
                    return True
                continue
            name = _person(text)
            if name:
                self._take_signer(_Line(name, line.start + max(line.text.find(name), 0)), block, lines[i])
                return True
            if _BULLET.match(line.text) or _FOR.match(line.text):
                continue
            if not is_capitals(text):
                return False
        return False

    @staticmethod
    def _name_at_end(title: str) -> str | None:
        """A name in mixed case behind the capitals of a title."""
        match = _CAPITALS_THEN_NAME.match(title)
        return _person(title[match.end() :]) if match else None

    def _take_signer(self, name: _Line, block: list[str], first: _Line) -> None:
        self._set(signer=self._read(name.text if not is_capitals(name.text) else name.text.title(), name, "signature"))
        words = _PREFIX.split(" ".join(block[-2:]) if block[-1] == "THƯỜNG TRỰC" else block[-1])[-1]
        deputy = list(_DEPUTY.finditer(words))
        if deputy:
            words = words[deputy[-1].end() :]
        if is_capitals(words) and any(title in words for title in _words("title")):
            self._set(signer_title=self._read(sentence_case(words.strip(" ,.")), first, "signature"))

    # a portal's page

    def _portal(self) -> None:
        """A news page: ``<body> vừa ban hành <kind> số <number> …``."""
        for line in self.paragraphs[:12]:
            marker = _NUMBER_AT.search(self.clean.text, line.start, line.end)
            number = read_number(self.clean.text, marker.start(), line.start) if marker else None
            if not number:
                continue
            kind = kind_before(self.clean.text, line.start, number)
            issuer = proposer(self.clean.text, line.start, kind[1]) if kind else None
            if not kind or not issuer or not self._announced(issuer[1], kind[1]):
                continue
            self._take_number(number, "portal")
            self._set(
                kind=self._read(kind[0], _Line(self.clean.text[kind[1] : kind[1] + len(kind[0])], kind[1]), "portal"),
                issuer=self._read(self.clean.text[slice(*issuer)], _Line(self.clean.text[slice(*issuer)], issuer[0]), "portal"),
            )
            day = read_date(self.clean.text, number.end + 1)
            if day:
                self._take_date(day, "portal")
            self._portal_subject(line, number)
            return

    def _announced(self, start: int, end: int) -> bool:
        return "ban hành" in self.clean.text[start:end]

    def _portal_subject(self, line: _Line, number: Number) -> None:
        """The page's title, where the sentence says the same; else the words after the number."""
        title = self.paragraphs[0]
        told = line.cut(number.end - line.start)
        words = set(title.text.lower().split())
        if title.start < line.start and len(words & set(told.text.lower().split())) >= 0.6 * len(words):
            self._set(subject=self._read(title.text.rstrip(" ."), title, "portal-title"))
            return
        match = re.search(r"(?:về|chỉ đạo|yêu cầu|hướng dẫn) ", told.text)
        if match:
            subject = told.cut(match.start(), (told.text + ". ").index(". ", match.start()))
            self._set(subject=self._read(subject.text, subject, "portal"))


def _beside(text: str) -> int:
    """Where the right column starts in a line of recipients that has a title of the signature beside it; 0: it has none."""
    match = _TITLE_BESIDE.search(text)
    if not match or not _BULLET.match(text) or not (_PREFIX.match(match["right"]) or _opens_with(match["right"], "title")):
        return 0
    return match.start("right")


def _items(line: _Line) -> list[_Line]:
    """The entries of a line: ``- A; - B;`` is two."""
    items, at = [], 0
    for match in [*re.finditer(r"; ?(?:[-+•–·] ?)?|(?<=[^\s;,]) [-•+] (?=[A-ZĐ])", line.text)]:
        if match[0].startswith(";") or line.text.lstrip().startswith(("-", "•", "+")):
            items.append(line.cut(at, match.start()))
            at = match.end()
    items.append(line.cut(at))
    out = []
    for item in items:
        bullet = _BULLET.match(item.text)
        item = item.cut(bullet.end()) if bullet else item
        item = item.cut(0, len(item.text.rstrip(" .;,")))
        if item.text:
            out.append(item)
    return out


_SHARED = re.compile(r"(?:Các|các) (?P<head>[Bb]ộ|[Ss]ở|[Bb]an|[Vv]ụ|[Cc]ục)(?:, (?:cơ quan|ngành))?: (?P<names>.+)")

_OFFICES = re.compile(
    r"(?:(?:Các|các) )?(?:đồng chí )?(?P<head>[^\W\d_][^:;,]{3,40}): "
    r"(?P<names>(?:Đài|Báo|Tập đoàn|Tổng công ty|Thông tấn xã|Cục|Sở|Ban|Công ty) [^:;]+)"
)


def expand_bodies(entry: str) -> list[str]:
    """``Các Bộ: Quốc phòng, Công an`` written out: ``Bộ Quốc phòng``, ``Bộ Công an``; so is ``Giám đốc: Đài A, Báo B``."""
    offices = _OFFICES.fullmatch(entry)
    if offices:
        return [f"{offices['head']} {name}" for name in re.split(r", | và (?=[A-ZĐ])", offices["names"])]
    match = _SHARED.fullmatch(entry)
    if not match:
        return [entry]
    head = match["head"].capitalize()
    rows = (row["name"] for row in table("proper_names"))
    known = sorted((name.split(" ", 1)[1] for name in rows if name.startswith((f"{head} ", "Bộ "))), key=len, reverse=True)
    names, rest = [], match["names"].strip()
    while rest:
        name = next((k for k in known if rest.startswith(k) and rest[len(k) : len(k) + 1] in ("", ",", ";", " ")), None)
        if name is None:
            name = re.split(r"[,;]| và (?=[A-ZĐ])", rest, maxsplit=1)[0]
        names.append(name if name.startswith(("Văn phòng", "Ngân hàng", "Thanh tra", head + " ")) else f"{head} {name}")
        rest = re.sub(r"\A(?:[,;]| và)? ?", "", rest[len(name) :].lstrip())
    return names


def _person(text: str) -> str | None:
    """The person's name that `text` is, without degree and rank; ``None``: not a name."""
    text = text.strip(" .,*")
    degree = _DEGREE.match(text)
    bare = text[degree.end() :] if degree else text
    if _NAME.fullmatch(bare):
        return bare
    if _CAPITAL_NAME.fullmatch(bare) and not bare.startswith(_words("head") + _words("title")):
        return bare
    return None
