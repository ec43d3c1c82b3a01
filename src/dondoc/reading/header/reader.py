"""The heading → header, piece by piece; then the signature behind it, or what the prose says where there is no heading.

A heading set in two columns arrives as lines in any order, or with both columns in one line; the motto and the lines of the right
column are known words, so they are taken out and the left column is what remains:

    "UBND TỈNH AN PHÚ HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"      letterhead, motto
    "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc"                         letterhead, motto
    "Số: 15/SYT-KHTC Sông Trà, ngày 05 tháng 3 năm 2026"          number, place and date
"""

from __future__ import annotations

import re

from dondoc.reading.casing import is_capitals, sentence_case
from dondoc.reading.citations.dates import read_date
from dondoc.reading.citations.issuers import read_body
from dondoc.reading.citations.numbers import MARKER, kind_of_code, read_number
from dondoc.reading.header import prose
from dondoc.reading.header.addressees import expand_bodies, items, offices
from dondoc.reading.header.letterhead import read_letterhead
from dondoc.reading.header.lines import BULLET, LONG, PLACE_DATE, STAMP, TITLE_LINE, TO, Draft, Line, kinds, office_kinds, opens_with, words
from dondoc.reading.header.motto import mottoes
from dondoc.reading.header.pages import farther_down, read_fields
from dondoc.reading.header.pieces import NUMBER_LINE, pieces_of
from dondoc.reading.header.secrecy import marks, names_secrecy, secrecy_mark, secrecy_stamp
from dondoc.reading.header.signature import read_signature
from dondoc.reading.model import Header, Read, Repair, Span
from dondoc.reading.script import CleanText

HEAD_LINES = 36
"""Paragraphs in which a heading is looked for."""
RUNNING = 2
"""Paragraphs of running text after which nothing of a heading comes."""
FOLLOWING = 7
"""Lines within which addressees or bases follow a title, at most."""
ADDRESS_LINES = 12
"""Lines in which a letter without a heading names its addressees."""

_NUMBER_AT = re.compile(MARKER)
_BLANK_DATE = re.compile(r"(?:[^\W\d_][^,;:\d]{1,60}, ?)?[Nn]gày[\s.…_]*\d{0,2} ?tháng.*")
_DAY = re.compile(r"(?=[Nn]gày (?:\d|[lO]\d))")
_POSTED = re.compile(r"Ngày đăng|Đăng (?:lúc|ngày)|Cập nhật|Lượt xem|Ngày cập nhật")
_BLANK_NUMBER = re.compile(r"[\s.…_]*[/-](?P<code>[A-ZĐ][A-Za-zĐđ]*)?")
_GAZETTE = re.compile(r"CÔNG BÁO/|Công báo|Thứ (?:hai|ba|tư|năm|sáu|bảy) - |Chủ nhật - ")
_DRAFT = re.compile(r"\(?(?:BẢN )?(?:DỰ THẢO|Dự thảo)(?:,? ?(?:LẦN|[Ll]ần)? ?(?:THỨ |thứ )?\d{0,2})?(?: ngày [\d/.-]+)?\)?")
_ABOUT = re.compile(r"(?:V/v|V/V|v/v)\.?:? ?|(?=(?:Về việc|VỀ VIỆC) )")
_IN_BRACKETS = re.compile(r"\((?P<about>(?:V/v|V/V|v/v|Về)\.?:? .+)\)")
_WIRE = re.compile(r"(?:[^\W\d_][^.:;]{0,80} )?(?:[Đđ]iện|ĐIỆN) ?(?::(?: |\Z)|\Z)")
_PURPOSES = ("Thực hiện ", "Triển khai ", "Thi hành ", "Tiếp tục ")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_RULED = re.compile(r"[-_=*–—]{3,}")
_OF_WHOM = re.compile(r"(?:CỦA|Của|của) ")
_CONSOLIDATED = "VBHN"
"""The code of a consolidated text, whose title is that of the act it consolidates."""
_ITEM = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-D])[.)-] ")


def read_header(clean: CleanText, source: str = "") -> tuple[Header, list[Repair]]:
    """The header of `clean`, and the slips mended in its number and date.

    `source`: the text before cleaning; with it, columns of one line are told apart by the gap between them.
    """
    draft = _HeaderReader(Draft(clean, source)).run()
    return draft.header, draft.repairs


class _HeaderReader:
    """Reads one document's header: takes the heading apart piece by piece, then looks for the signature behind it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.clean = draft.clean
        self.paragraphs = draft.paragraphs
        self.numbered: int | None = None
        """Where the line of the number ends, filled in or blank."""
        self.blank_code: str | None = None
        self.body = ""
        self.window: list[Line] = []

    def run(self) -> Draft:
        self._secrecy()
        pieces, at = self._look(0)
        if at is None and not self._has_heading(pieces):
            if prose.read_announcement(self.draft):
                return self.draft
            start = farther_down(self.paragraphs)
            if start is None:
                self._without_heading()
                return self._filled()
            pieces, at = self._look(start)
        self._with_heading(pieces, at)
        return self._filled()

    def _filled(self) -> Draft:
        """The draft with what other places of the text say, where the heading has left it open."""
        if self.draft.header.kind is None:
            prose.read_bare_title(self.draft)
        if self.draft.header.number is None:
            prose.read_attached(self.draft)
        read_fields(self.draft)
        if self.draft.number is not None and self.draft.number.code == _CONSOLIDATED:
            self._kind_from_number()
        if self.draft.header.kind is not None and self.draft.header.issuer is None:
            prose.read_authority(self.draft)
            prose.read_drawer(self.draft)
        if self.draft.header.kind is not None and self.draft.header.date is None:
            prose.read_passing(self.draft)
            prose.read_closing_day(self.draft)
        return self.draft

    def _look(self, start: int) -> tuple[list[Line], int | None]:
        """The pieces of the paragraphs from `start` in which a heading may be, and the index of the one with the number."""
        self.window = self.paragraphs[start : start + HEAD_LINES]
        pieces = list(pieces_of(self.draft, self.window[: self._past_text()]))
        at = self._find_number(pieces)
        if at is None or at > HEAD_LINES // 2:
            self.window = self.paragraphs[start : start + (HEAD_LINES if at is None else 2 * HEAD_LINES)]
            pieces = list(pieces_of(self.draft, self.window))
        return pieces, at

    def _past_text(self) -> int:
        """The paragraph of the window behind so much running text that no heading with a number goes on there."""
        running = 0
        for i, line in enumerate(self.window):
            running += len(line.text) > LONG and not (is_capitals(line.text) or BULLET.match(line.text))
            if running == RUNNING:
                return i + 1
        return len(self.window)

    def _with_heading(self, pieces: list[Line], at: int | None) -> None:
        self.body = self.clean.text[pieces[at].end if at is not None else 0 :]
        pieces = pieces[self._top(pieces, at) :]
        stop = self._heading(pieces)
        after = pieces[stop].start if stop < len(pieces) else self.window[0].start if self.window else 0
        read_signature(self.draft, after)
        if self.draft.header.issuer is None and at is None:
            prose.read_introduction(self.draft, after)
        if self.draft.header.subject is None:
            prose.read_enactment(self.draft)

    def _top(self, pieces: list[Line], at: int | None) -> int:
        """Where the heading starts: behind the running text that a page has above the number."""
        above = range((at or 0) - 1, -1, -1)
        return next((i + 1 for i in above if self._runs_on(pieces[i])), 0)

    def _runs_on(self, piece: Line) -> bool:
        """Whether a line above the number is running text, and no part of a heading."""
        if TO.match(piece.text) or _ABOUT.match(piece.text) or self._is_aside(piece):
            return False
        return self._starts_text(piece.text) or (len(piece.text) > LONG and not is_capitals(piece.text))

    def _without_heading(self) -> None:
        if not prose.read_numbered_title(self.draft):
            prose.read_passing(self.draft)
            prose.read_enactment(self.draft)
            if self.draft.header.kind is None:
                prose.read_drawn_up(self.draft)
        read_signature(self.draft, 0)

    def _secrecy(self) -> None:
        """The stamp of secrecy, from the source, whose rows and pages cleaning takes apart; from clean text where it has to be mended."""
        source = self.draft.source
        if source == self.clean.text or names_secrecy(source):
            stamp = secrecy_stamp(source)
            span = Span(stamp.start, stamp.end) if stamp else None
        else:
            stamp = secrecy_stamp(self.clean.text)
            span = self.clean.span(stamp.start, stamp.end) if stamp else None
        if stamp and span:
            self.draft.set(secrecy=Read(stamp.value, span, "header.secrecy-stamp"))

    # number and heading

    def _find_number(self, pieces: list[Line]) -> int | None:
        for i, piece in enumerate(pieces):
            match = NUMBER_LINE.match(piece.text)
            if not match:
                if len(piece.text) > LONG and not is_capitals(piece.text):
                    return None
                continue
            marker = _NUMBER_AT.search(self.clean.text, piece.start + match.end(), piece.start + match.end() + 24)
            number = read_number(self.clean.text, marker.start(), piece.start) if marker else None
            if number and number.start <= piece.start + match.end() + 1:
                self.draft.take_number(number, "number-line")
                self.numbered = number.end
                return i
            blank = _BLANK_NUMBER.match(piece.text, match.end())
            if blank:
                self.numbered, self.blank_code = piece.end, blank["code"]
                return i
        return None

    def _has_heading(self, pieces: list[Line]) -> bool:
        """Whether there is a heading without a number: a kind on a line of its own, a motto, a first line that is a title, addressees."""
        return (
            any(mottoes(line.text) for line in self.window if len(line.text) <= LONG)
            or any(piece.text in kinds() for piece in pieces)
            or self._first_line_kind(pieces, 0) is not None
            or any(TO.match(piece.text) and ":" in piece.text for piece in pieces[:ADDRESS_LINES])
        )

    def _heading(self, pieces: list[Line]) -> int:
        """Read the heading; give back the index of the first piece after it."""
        letterhead: list[Line] = []
        mixed: list[Line] = []
        ahead = False
        """Whether a title was read that stands above letterhead and number."""
        i = 0
        while i < len(pieces):
            piece = pieces[i]
            text = piece.text
            if self._mark(piece) or self._is_aside(piece):
                i += 1
            elif TO.match(text):
                i = self._to(pieces, i, TO.match(text))
                break
            elif ahead and (wire := self._wire(piece)):
                i = self._to(pieces, i, wire)
                break
            elif (ahead or self.draft.header.kind is None) and (kind := self._kind_line(text) or self._first_line_kind(pieces, i)):
                i = self._after_kind(pieces, i, kind)
                ahead = not ahead and not letterhead and self._before_number(pieces[i : i + 1])
                if not ahead:
                    break
            elif _ABOUT.match(text) and self.draft.header.subject is None:
                i = self._about(pieces, i)
            elif (end := self._plain_subject(pieces, i)) > i:
                self._subject([line for line in pieces[i:end] if not self._is_aside(line)], "line-under-number")
                i = end
            elif self._starts_text(text) or (len(text) > LONG and not is_capitals(text)):
                break
            else:
                if is_capitals(text):
                    letterhead.append(piece)
                elif self._names_a_body(piece):
                    mixed.append(piece)
                i += 1
        read_letterhead(self.draft, letterhead or mixed, self.body)
        if self.draft.header.kind is None:
            self._kind_from_number()
        return i

    def _wire(self, piece: Line) -> re.Match[str] | None:
        """``… điện:`` in a telegram, before its addressees."""
        kind = self.draft.header.kind
        return _WIRE.match(piece.text) if kind is not None and kind.value == "Công điện" else None

    def _before_number(self, pieces: list[Line]) -> bool:
        """Whether the (one) piece stands above the number."""
        return bool(pieces) and self.numbered is not None and pieces[0].start < self.numbered

    def _in_letterhead(self, piece: Line) -> bool:
        """Whether a line above the number opens the name of a body in capitals: below a page's title, the letterhead."""
        return self._before_number([piece]) and is_capitals(piece.text) and opens_with(piece.text, "head")

    def _names_a_body(self, piece: Line) -> bool:
        """Whether a line in mixed case, before the number, is the name of a body and nothing else."""
        before_number = self.draft.number is not None and piece.end <= self.draft.number.start
        return before_number and opens_with(piece.text.upper(), "authority") and read_body(self.clean.text, piece.start) == piece.end

    def _is_aside(self, piece: Line) -> bool:
        """A line that is neither letterhead nor title: a gazette's, an electronic signature's, the number's, the date's (which is read)."""
        if _GAZETTE.match(piece.text) or STAMP.match(piece.text) or (NUMBER_LINE.match(piece.text) and len(piece.text) < 80):
            return True
        if _DRAFT.fullmatch(piece.text):
            return True
        if self.draft.number and piece.start <= self.draft.number.start < self.draft.number.end == piece.end:
            return True
        return self._date(piece) or bool(("gày" in piece.text and _BLANK_DATE.fullmatch(piece.text)) or _POSTED.match(piece.text))

    def _mark(self, piece: Line) -> bool:
        text = piece.text.strip("()[] .")
        sort, value = marks().get(text, (None, ""))
        if sort != "urgency" and secrecy_mark(text):
            sort, value = next((found for stamp, found in marks().items() if found[0] == "urgency" and stamp in text), ("secrecy", ""))
            if sort == "urgency":
                self.draft.set(urgency=self.draft.read(value, piece, "urgency-stamp"))
            return True
        if sort == "urgency":
            self.draft.set(urgency=self.draft.read(value, piece, "urgency-stamp"))
        return sort == "urgency"

    def _date(self, piece: Line) -> bool:
        """Whether `piece` is the line of the date, blank or with a day, which is read then."""
        if "gày" not in piece.text:
            return False
        if _BLANK_DATE.fullmatch(piece.text) and not re.search(r"[Nn]gày \d", piece.text):
            return True
        match = PLACE_DATE.match(piece.text) or _DAY.match(piece.text)
        if not match or len(piece.text) > 90 or (match.re is PLACE_DATE and piece.text.startswith(words("start"))):
            return False
        day = read_date(self.clean.text, piece.start + match.end())
        if not day or day.end < piece.end - (12 if match.re is PLACE_DATE else 1):
            return False
        if self.draft.header.date is None and day.value:
            self.draft.take_date(day, "date-line")
            if match.re is PLACE_DATE:
                place = piece.cut(0, match.end("place"))
                self.draft.set(place=self.draft.read(place.text, place, "date-line"))
        return True

    # kind and subject

    def _kind_line(self, text: str) -> tuple[str, int] | None:
        """The kind that `text` is, or begins with, and its length."""
        if text in kinds():
            return kinds()[text], len(text)
        wanted = kind_of_code().get(self.draft.number.code or "") if self.draft.number else None
        if text == wanted:
            return text, len(text)
        if not text.startswith(tuple(kinds())):
            return None
        for kind in sorted(kinds(), key=lambda k: (kinds()[k] != wanted, -len(k))):
            rest = text[len(kind) : len(kind) + 1]
            if text.startswith(kind) and rest == " " and self._can_open(text, kind, wanted):
                return kinds()[kind], len(kind)
        return None

    @staticmethod
    def _can_open(text: str, kind: str, wanted: str | None) -> bool:
        """Whether a line that only begins with a kind is the title: the number says the same kind, or the subject's first words follow."""
        rest = text[len(kind) :].lstrip()
        return kinds()[kind] == wanted or rest.lower().startswith(("về ", "v/v", "ban hành", "quy định", "triển khai", "phê duyệt"))

    def _first_line_kind(self, pieces: list[Line], i: int) -> tuple[str, int] | None:
        """The kind that a title on the first line begins with, where nothing stands before it.

        In capitals (``KẾ HOẠCH NĂM HỌC …``), or in mixed case where addressees or bases follow (``Thông báo lịch nghỉ …``).
        """
        if i or not pieces or self.numbered is not None or len(pieces[0].text) > TITLE_LINE or pieces[0].text.endswith((".", ":")):
            return None
        text = pieces[0].text
        kind = next((k for k in office_kinds() if text.startswith((f"{k} ", f"{k.upper()} "))), None)
        if kind is None or any(char in text for char in "/:"):
            return None
        follows = any(TO.match(piece.text) or piece.text.startswith("Căn cứ ") for piece in pieces[1:FOLLOWING])
        return (kind, len(kind)) if is_capitals(text) or follows else None

    def _plain_subject(self, pieces: list[Line], i: int) -> int:
        """Where a subject without ``V/v`` under the number ends, up to the addressees (Party công văn); `i`: there is none."""
        header = self.draft.header
        if self.numbered is None or header.subject or header.kind or pieces[i].start < self.numbered:
            return i
        for j in range(i, min(i + FOLLOWING, len(pieces))):
            text = pieces[j].text
            if TO.match(text):
                return j
            if is_capitals(text) or len(text) > TITLE_LINE or text.endswith((":", ";")) or _ABOUT.match(text) or text.startswith("("):
                return i
        return i

    def _after_kind(self, pieces: list[Line], i: int, kind: tuple[str, int]) -> int:
        name, length = kind
        piece = pieces[i]
        if self.draft.header.subject is not None:
            self.draft.set(subject=None)
        self.draft.set(kind=self.draft.read(name, piece.cut(0, length), "kind-line"))
        subject = [piece.cut(length)] if length < len(piece.text) else []
        i = self._of_whom(pieces, i + 1) if not subject else i + 1
        if not subject and (end := self._title_like_text(pieces, i)) > i:
            subject, i = pieces[i:end], end
        elif not subject and i < len(pieces) and (about := _IN_BRACKETS.fullmatch(pieces[i].text)):
            self._subject([pieces[i].cut(*about.span("about"))], "title")
            i += 1
        while self.draft.header.subject is None and i < len(pieces) and (line := pieces[i]) and self._is_subject(line, subject):
            if not self._date(line) and not NUMBER_LINE.match(line.text):
                subject.append(line)
            i += 1
        if subject:
            self._subject(subject, "title")
        while i < len(pieces) and not self.draft.header.to:
            if TO.match(pieces[i].text):
                return self._to(pieces, i, TO.match(pieces[i].text))
            if wire := self._wire(pieces[i]):
                return self._to(pieces, i, wire)
            if self._is_aside(pieces[i]):
                i += 1
                continue
            if self._in_letterhead(pieces[i]):
                break
            if self.draft.header.issuer is None and pieces[i].text.startswith("("):
                self._issuer_in_brackets(pieces[i])
            if self._starts_text(pieces[i].text) or len(pieces[i].text) > LONG:
                break
            i += 1
        return i

    def _of_whom(self, pieces: list[Line], i: int) -> int:
        """``CỦA BAN THƯỜNG VỤ TỈNH ỦY`` under a kind names who decides and is no subject; gives back the index behind it."""
        if i >= len(pieces) or not _OF_WHOM.match(pieces[i].text) or len(pieces[i].text) > TITLE_LINE:
            return i
        under = pieces[i + 1 : i + 4]
        return next((j for j, line in enumerate(under, i + 1) if line.text.lower().startswith("về ")), i + 1)

    def _title_like_text(self, pieces: list[Line], i: int) -> int:
        """Where a subject ends that begins as running text would (``Thực hiện chương trình …``) but is no sentence; `i`: none."""
        if i >= len(pieces) or is_capitals(pieces[i].text) or not pieces[i].text.startswith(_PURPOSES) or _ITEM.match(pieces[i].text):
            return i
        end = i + 1
        while end < len(pieces) and not self._ends_title(pieces[end - 1], pieces[end]):
            end += 1
        whole = " ".join(line.text for line in pieces[i:end])
        return i if len(whole) > LONG or whole.endswith((".", ":", ";", ",", "/")) else end

    def _ends_title(self, line: Line, after: Line) -> bool:
        """Whether a title that holds `line` does not go on with `after`."""
        if BULLET.match(after.text) or TO.match(after.text) or self._starts_text(after.text) or after.text.startswith("("):
            return True
        return self._blank_before(line, after) or self._ruled_off(line, after)

    def _issuer_in_brackets(self, piece: Line) -> None:
        """``(Trường Đại học A - hệ chính quy)`` under a title."""
        end = read_body(self.clean.text, piece.start + 1) - piece.start
        if opens_with(piece.text[1:].upper(), "head") and re.match(r"\)| [-–—] |, ", piece.text[end:]):
            self.draft.set(issuer=self.draft.read(piece.text[1:end], piece.cut(1, end), "brackets"))

    def _is_subject(self, line: Line, subject: list[Line]) -> bool:
        text = line.text
        if TO.match(text) or _WIRE.match(text) or text.startswith("(") or text.upper() == text.lower():
            return False
        if self._date(line):
            return True
        if not subject:
            return not self._starts_text(text) or is_capitals(text) or bool(_ABOUT.match(text))
        if is_capitals(subject[0].text) != is_capitals(text) and any(c.isalpha() for c in text):
            return False
        if is_capitals(text):
            return not self._in_letterhead(line) and not self._is_authority(text) and not text.endswith(":")
        if self._starts_text(text) or text.endswith(":"):
            return False
        sentence = text.endswith(".") or self._ruled_off(subject[-1], line)
        return text[:1].islower() or (len(text) < TITLE_LINE and subject[-1].text[-1:] not in ".;:" and not sentence)

    def _ruled_off(self, line: Line, after: Line) -> bool:
        """Whether the source has a rule between two lines: it ends a title."""
        return bool(_RULED.search(self._between(line, after)))

    @staticmethod
    def _is_authority(text: str) -> bool:
        """Whether a line in capitals names who decides: ``CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …``."""
        return len(text) < 120 and opens_with(text, "authority") and not text.endswith(("-", ","))

    @staticmethod
    def _starts_text(text: str) -> bool:
        bullet = BULLET.match(text)
        text = text[bullet.end() :] if bullet else text
        return bool(_ITEM.match(text)) or (text.startswith(words("start")) and not is_capitals(text))

    def _about(self, pieces: list[Line], i: int) -> int:
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
            if TO.match(text) or self._starts_text(text) or len(text) > LONG or self._kind_line(text) or NUMBER_LINE.match(text):
                break
            if is_capitals(text) and not is_capitals(subject[0].text):
                break
            subject.append(pieces[i])
            i += 1
        self._subject(subject, "about-line")
        return i

    def _subject(self, lines: list[Line], rule: str) -> None:
        text = " ".join(
            sentence_case(line.text, self.body, first=i == 0) if is_capitals(line.text) else line.text for i, line in enumerate(lines)
        )
        text = re.sub(r"\A(?:V/v|V/V|v/v)\.?:? ", "", text.strip()).rstrip(" .;:")
        whole = self.draft.at(lines[0].start, lines[-1].end)
        if text:
            self.draft.set(subject=self.draft.read(text[0].upper() + text[1:] if rule == "title" else text, whole, rule))

    def _kind_from_number(self) -> None:
        """A form without a name of its kind is a công văn, whatever its symbol seems to say (``CT`` may be Cục Thuế)."""
        header = self.draft.header
        if not self.draft.number:
            known = kind_of_code().get(self.blank_code or "")
            near = header.subject or (header.to[0] if header.to else None)
            if near and header.to and (header.subject or self.numbered is not None):
                self.draft.set(kind=Read("Công văn", near.span, "header.no-kind-line"))
            elif known and self.numbered is not None:
                line = self.draft.at(self.numbered - 1, self.numbered)
                self.draft.set(kind=self.draft.read(known, line, "kind-from-blank-number"))
            return
        line = self.draft.at(self.draft.number.start, self.draft.number.end)
        kind = kind_of_code().get(self.draft.number.code or "")
        if kind is None or kind == "Công văn" or self.draft.header.to:
            self.draft.set(kind=self.draft.read("Công văn", line, "no-kind-line"))
        else:
            self.draft.set(kind=self.draft.read(kind, line, "kind-from-number"))

    # addressees

    def _to(self, pieces: list[Line], i: int, match: re.Match[str] | None) -> int:
        """The addressees after ``Kính gửi:`` or ``Điện:``; gives back the index of the first piece after them."""
        assert match
        entries: list[Line] = []
        rest = pieces[i].cut(match.end())
        if rest.text:
            entries += items(rest)
        inline = bool(entries) and not pieces[i].text.endswith((";", ",", ":"))
        i += 1
        while i < len(pieces):
            line = pieces[i]
            bullet = BULLET.match(line.text)
            open_ = not entries or self.clean.text[entries[-1].end : entries[-1].end + 1] in (";", ",")
            if self._date(line) or _ABOUT.match(line.text):
                i += 1
                continue
            if self._starts_text(line.text) or (not bullet and (not open_ or len(line.text) > LONG)):
                break
            if inline and self._blank_before(entries[-1], line):
                break
            entries += items(line)
            i += 1
        named = [(office, self._in_words(office.text)) for entry in entries for office in offices(entry)]
        self.draft.set(to=tuple(self.draft.read(name, line, "addressee") for line, text in named for name in expand_bodies(text)))
        return i

    def _in_words(self, text: str) -> str:
        """An addressee in capitals as a sentence has it; a lone abbreviation stays."""
        return sentence_case(text, self.body) if is_capitals(text) and " " in text else text

    def _blank_before(self, entry: Line, line: Line) -> bool:
        """Whether the source has an empty line between an entry and `line`."""
        return bool(_EMPTY_LINE.search(self._between(entry, line)))

    def _between(self, line: Line, after: Line) -> str:
        """What the source has between the two, cleaned away or not; empty where the source isn't at hand."""
        return self.draft.source[self.clean.span(line.start, line.end).end : self.clean.span(after.start, after.end).start]
