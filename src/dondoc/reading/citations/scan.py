"""One scan for the places where a citation can stand, and the grammar at each.

The scan stops at a separator between figures and a capital (a number) and at the first words of what is cited by name. At a number the
grammar looks back for the kind and the provisions, and on for the date and the issuer; at a name it reads on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dondoc.reading.casing import is_capitals, sentence_case
from dondoc.reading.citations import names, numbers
from dondoc.reading.citations.dates import FoundDate, read_date
from dondoc.reading.citations.issuers import day_before, inner_issuer, proposer, read_body, read_issuer
from dondoc.reading.citations.kinds import before_no, kind_at_end, kind_before
from dondoc.reading.citations.numbers import Number, kind_of_code, read_number
from dondoc.reading.citations.provisions import ATTACHED, BEFORE_KIND, BEFORE_LEVEL, LEVEL_WORDS, read_provisions
from dondoc.reading.model import Provision
from dondoc.reading.script.search import first_of

_DATED = ("Công văn", "Tờ trình", "Quyết định", "Báo cáo", "Thông báo", "Kế hoạch", "Văn bản", "Công điện", "Chỉ thị", "Hướng dẫn")
"""Kinds that are cited by their date alone."""
_ON_DAY = r"(?:số:? \d{1,6},? ?\(?|không số )?ngày \d"
NUMBERS = re.compile(numbers.MARKER)
_SHORT_KINDS = ("Nghị định ", "Thông tư ")
"""Kinds whose number is often cited without its symbol."""
_NO_FIGURES = r"số:? ?[.…_]* ?[/-] ?[A-ZĐ]"
_SHORT_NO = r"(?:số:? )?\d{1,3}/(?:19|20)\d\d(?![\d/-])"
NAMES = re.compile(
    names.MARKER
    + "".join(rf"|{kind} (?={_ON_DAY}|{_NO_FIGURES})" for kind in (*_DATED, "Nghị quyết", "Kết luận"))
    + "".join(rf"|{kind}(?={_SHORT_NO})" for kind in _SHORT_KINDS)
)
"""Two patterns, each of which starts with a set or with literals alone: so the engine skips to the few characters that can open one
(one pattern of both runs seven times slower)."""
_IS_DATED = re.compile(_ON_DAY)
_IS_SHORT = re.compile(r"(?:số:? )?(?P<number>\d{1,3}/\d{4})(?![\d/-])")
_NO_FIGURES_YET = re.compile(
    r"số:? ?[.…_]* ?[/-] ?[A-ZĐ][A-Za-zĐđ]*(?:[-/][A-ZĐ][A-Za-zĐđ]*)*,?"
    r"(?: ngày[ .…_\d]{0,12}(?:tháng|/)[ .…_\d]{0,12}(?:năm|/)[ .…_]{0,6}(?:\d{4})?)?"
)
"""What a draft has for the number and the date of another that is not out yet: ``số /KH-SYT ngày tháng 7 năm 2026``."""
_UNNUMBERED = re.compile(r"[Cc]ông văn (?=không số ngày \d)")
"""A letter without a number; looked for only where a text has such words."""

_LINE = 1000
"""Characters of a line that matter to a citation in it; keeps the time linear where a text has no line ends."""
_ALIASES = 200
"""Short names followed in one document."""
_LOOK_BACK = 420
"""Characters looked back for provisions and for the body that brought a document in."""
_FORM_NO = re.compile(
    r"(?<!\w)(?:[Mm]ẫu|[Bb]iểu|[Bb]ảng|[Pp]hụ lục|[Nn]hà|[Tt]ài khoản|[Ll]ô|[Tt]hửa(?: đất)?|bản đồ|[Bb]iển|[Đđ]iện thoại|[Mm]ã)"
    r"(?: [Ss]ố)?:? ?\Z"
)
"""Numbers of forms, houses and accounts: ``Mẫu số 01/TB-ĐK``."""
_FORM_ENDS = ("bản đồ", "ẫu", "iểu", "ảng", "ục", "hà", "oản", "ô", "Lô", "hửa", "đất", "iển", "hoại", "ã")
"""Their last letters: asked first, they spare most numbers the pattern."""
_LINKS = (" các", " của", " tại", " thuộc", " trong")
_LAST_TOKEN = re.compile(r"\d+(?:\.\d+)*[a-zđ]?|[IVXLC]+|[a-zđ]\d?|nhất|hai|ba|tư|năm")
_GLUE = re.compile(r"[,;]? ?(?:(?:và|cùng|hoặc|;) ?)?(?:các )?(?:[Ss]ố:? ?)?")
_COMMA_GLUE = re.compile(r"(?:,|,? và|,? cùng) (?:(?:với )?các )?(?:[Ss]ố:? ?)?")
_BEFORE_DATE = re.compile(r",? ?\(?(?:(?:được )?(?:ban hành|ký|đề|cùng) )?")
_UNREAD_DAY = re.compile(r",? ngày [^\s,;.()]{1,12}(?: [^\s,;.()]{1,4})?(?= (?:của|do) [“\"'‘]?[^\W\d_])")
"""A date that a scan has spoilt."""
_YEAR_OF_ISSUE = re.compile(r" năm (?P<year>(?:19|20)\d\d)(?!\d)")
_BARE_NO = re.compile(r"số:? (\d{1,6})")
_LIST_GLUE = re.compile(r"(?:[,;]|,? và|,? cùng) (?:(?:với )?các )?(?:[Ss]ố:? ?)?")
_AMENDED_BY = re.compile(
    r",? (?:và )?(?:đã )?(?:được )?(?:sửa đổi|bổ sung|thay thế|đính chính)(?:, bổ sung)?(?: một số điều)? (?:theo|bởi|tại|bằng) "
)
_APPROVED = re.compile(r",?(?: tầm nhìn (?:đến )?(?:năm )?\d{4},?)? (?:đã )?được (?:[Pp]hê duyệt bởi )?")
_APPROVES = re.compile(r" (?:phê duyệt|thông qua|ban hành)(?!\w)")
_DOUBLED = re.compile(r" (?:năm )?\d{4}(?= của)")
_QUOTE = re.compile(r"(?:,? (?:về|V/v|về việc))? ?[“\"][^”\"\n]{3,300}[”\"]")
_QUOTE_STARTS = (" “", ' "', "“", '"', " v", ", v", " V", ", V")
_YEAR_AFTER = re.compile(
    r",? (?:\(sửa đổi\) )?(?:năm |\()?(?P<year>(?:19|20)\d\d)(?:\)| \(sửa đổi\))?(?![\d/.])(?! ?[-–] ?\d)|(?P<amended> \(sửa đổi\))"
)
_NO_AFTER = re.compile(r",? ?\(?(?:(?:Luật |Bộ luật |Pháp lệnh )?số:? )?(?=[\dlIO][\dOlISBZ ]{0,6}[a-z]?(?:/|-))")
_ALIAS = re.compile(
    r"\((?:sau đây|dưới đây)?[^()]{0,40}?(?:gọi|viết)(?: tắt| chung)? (?:tắt )?là:? [“\"]?(?P<alias>[^()“”\"\n]{3,60}?)[”\"]?\)"
)
_LAWMAKERS = ("Quốc hội", "Ủy ban Thường vụ Quốc hội", "Ủy ban thường vụ Quốc hội", "UBTVQH", "Uỷ ban Thường vụ Quốc hội")
"""Who alone issues laws and ordinances: another body behind ``của`` is part of the title or of the sentence."""
_NOT_SHARED = frozenset(("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"))


@dataclass(slots=True)
class Draft:
    """A citation being read. Offsets are those of clean text."""

    start: int
    end: int
    kind: str
    rule: str
    number: Number | None = None
    day: FoundDate | None = None
    issuer: tuple[int, int] | None = None
    name: str | None = None
    year: int | None = None
    provisions: tuple[Provision, ...] = ()
    member: bool = False
    """Whether it shares the kind of the one before."""
    brought: bool = False
    """Whether the issuer is the body that brought it in (``của X tại …``)."""
    resolved: str | None = None
    """The number an alias stands for."""
    mended: tuple[int, int] | None = None
    """Where the name stands, if a scan has spoilt it and `name` is what was meant."""
    title: str | None = None
    """The name before the number: ``Khiếu nại`` of ``Luật Khiếu nại số 02/2011/QH13``."""

    @property
    def date(self) -> date | None:
        return self.day.value if self.day else None


@dataclass(slots=True)
class Scan:
    """The scan of one text. `text`: clean text, capitals lines written as sentences."""

    text: str
    found: list[Draft] = field(default_factory=list)
    done: int = 0

    def run(self) -> list[Draft]:
        text = self.text
        anchors = [(m.start(), "") for m in NUMBERS.finditer(text)]
        anchors += [(m.start(), m[0]) for m in NAMES.finditer(text)]
        if "ông văn không số ngày " in text:
            anchors += [(m.start(), m[0]) for m in _UNNUMBERED.finditer(text)]
        anchors.sort()
        for at, words in anchors:
            if at < self.done:
                continue
            if not words:
                draft = self._numbered(at)
            elif _IS_DATED.match(text, at + len(words)):
                draft = self._dated(at, words)
            elif text.startswith(("s", "S"), at + len(words)) and (blank := _NO_FIGURES_YET.match(text, at + len(words))):
                draft = self._unfilled(at, words, blank.end())
            elif words in _SHORT_KINDS and (short := _IS_SHORT.match(text, at + len(words))):
                draft = self._short(at, words, short)
            else:
                draft = self._named(at, words)
            if draft:
                self._keep(draft)
        self._share()
        return self._with_aliases()

    def _keep(self, draft: Draft) -> None:
        self.found.append(draft)
        self.done = max(self.done, draft.end)

    def _floor(self, at: int) -> int:
        """How far back the grammar may look from `at`: to the start of the line, the end of the last citation, or `_LINE` characters."""
        near = max(self.done, at - _LINE)
        return max(self.text.rfind("\n", near, at) + 1, near)

    # at a number

    def _numbered(self, at: int) -> Draft | None:
        text, floor = self.text, self._floor(at)
        number = read_number(text, at, floor)
        if not number or _is_form_number(text, floor, number.start):
            return None
        draft = self._member(number, floor) or self._with_kind(number, floor) or self._alone(number, floor)
        if not draft:
            return None
        draft.number = number
        self._date_and_issuer(draft, number.end)
        if draft.member:
            return draft
        self._provisions(draft, floor)
        if not draft.issuer:
            draft.issuer = proposer(text, max(floor, draft.start - _LOOK_BACK), draft.start)
            draft.brought = draft.issuer is not None
            if draft.issuer and not draft.day:
                draft.day = day_before(text, draft.issuer, draft.start)
        return draft

    def _member(self, number: Number, floor: int) -> Draft | None:
        """A number that goes on a list: ``các Nghị định số 1/… và số 2/…``."""
        last = self.found[-1] if self.found else None
        if not last or not last.number or last.end < floor or not _GLUE.fullmatch(self.text, last.end, number.start):
            return None
        start = number.start
        end, named = before_no(self.text, last.end, number.start)
        if named:
            start = self.text.index("s" if "s" in self.text[end : number.start] else "S", end)
        kind = last.kind
        if number.code and last.number.code and number.code != last.number.code and kind != "Văn bản" and number.code in kind_of_code():
            kind = kind_of_code()[number.code] if not named else kind
        return Draft(start, number.end, kind, f"citation.list-{number.rule}", member=True)

    def _with_kind(self, number: Number, floor: int) -> Draft | None:
        kind = kind_before(self.text, floor, number)
        if not kind:
            return None
        draft = Draft(kind[1], number.end, kind[0], f"citation.{number.rule}")
        end, _ = before_no(self.text, floor, number.start)
        if end > kind[1] + len(kind[0]) and kind[0] not in _NOT_SHARED:
            draft.issuer = inner_issuer(self.text, kind[1] + len(kind[0]), end)
            draft.brought = draft.issuer is not None
        return draft

    def _alone(self, number: Number, floor: int) -> Draft | None:
        """A number with no kind before it: its code names the kind; ``số`` and no code: a công văn."""
        _, named = before_no(self.text, floor, number.start)
        kind = kind_of_code().get(number.code or "") or ("Công văn" if named else None)
        return Draft(number.start, number.end, kind, f"citation.{number.rule}-alone") if kind else None

    # at a name

    def _named(self, at: int, marker: str) -> Draft | None:
        if at and self.text[at - 1].isalnum():
            return None
        floor = self._floor(at)
        named = names.read_named(self.text, at, marker.capitalize() if is_capitals(marker) else marker)
        if not named:
            return None
        draft = Draft(at, named.end, named.kind, f"citation.{named.sort}", name=named.name, mended=named.mended)
        if named.kind in _NOT_SHARED:
            self._after_law(draft)
        elif not named.also:
            self._date_and_issuer(draft, draft.end)
        if named.sort == "master-plan":
            self._approved_by(draft)
        self._provisions(draft, floor)
        if named.also:
            self._keep(draft)
            for start, end, name in named.also:
                self._keep(Draft(start, end, named.kind, f"citation.list-{named.sort}", name=name, member=True))
            return None
        return draft

    def _approved_by(self, draft: Draft) -> None:
        """``Quy hoạch … đã được Thủ tướng Chính phủ phê duyệt``: who approved it issued it."""
        match = None if draft.issuer else _APPROVED.match(self.text, draft.end)
        end = read_body(self.text, match.end()) if match else 0
        if match and end > match.end() and _APPROVES.match(self.text, end):
            draft.issuer = (match.end(), end)

    def _after_law(self, draft: Draft) -> None:
        """What follows a law's name: a year, a number, a date."""
        text = self.text
        year = _YEAR_AFTER.match(text, draft.end)
        if year:
            draft.end = year.end()
            draft.year = int(year["year"]) if year["year"] else None
        no = _NO_AFTER.match(text, draft.end)
        if no:
            marker = NUMBERS.search(text, no.end(), no.end() + 16)
            number = read_number(text, marker.start(), no.end()) if marker else None
            if number and number.start == no.end():
                draft.number, draft.title, draft.name, draft.end = number, draft.name, None, number.end
                draft.rule = draft.rule.replace("-name", "-number")
        self._date_and_issuer(draft, draft.end)

    # by date only

    def _dated(self, at: int, marker: str) -> Draft | None:
        """``Công văn ngày 5/6/2020 của Sở X``, ``Công văn số 123 ngày 5/6/2020``."""
        if at and self.text[at - 1].isalnum():
            return None
        kind = kind_at_end(self.text, at, at + len(marker) - 1)
        if not kind:
            return None
        bare = _BARE_NO.match(self.text, at + len(marker))
        rule = "citation.bare-number" if bare else "citation.dated-only"
        without = len(" không số") if self.text.startswith("không số", at + len(marker)) else 0
        draft = Draft(at, bare.end() if bare else at + len(marker) - 1 + without, kind[0], rule)
        floor = self._floor(at)
        self._date_and_issuer(draft, draft.end)
        if not draft.date or not (draft.issuer or bare):
            return None
        if bare:
            draft.number = Number(bare.start(1), bare.end(1), bare[1], bare[1], (), party=False, code=None)
        self._provisions(draft, floor)
        return draft

    def _unfilled(self, at: int, marker: str, end: int) -> Draft | None:
        """``Kế hoạch số /KH-SYT ngày tháng 7 năm 2026 của Sở Y tế``, in a draft; ``kèm theo Quyết định số /QĐ-SYT`` is its own number."""
        issuer = read_issuer(self.text, end)
        if not issuer or (at and self.text[at - 1].isalnum()) or self.text.endswith("èm theo ", 0, at):
            return None
        draft = Draft(at, issuer[1], marker.strip(), "citation.blank-number", issuer=issuer)
        self._provisions(draft, self._floor(at))
        return draft

    def _short(self, at: int, marker: str, match: re.Match[str]) -> Draft | None:
        """``Nghị định 123/2020``: a number without its symbol."""
        if at and self.text[at - 1].isalnum():
            return None
        draft = Draft(at, match.end(), marker.strip(), "citation.short-number")
        start, end = match.span("number")
        draft.number = Number(start, end, match["number"], match["number"], (), party=False, code=None)
        self._date_and_issuer(draft, match.end())
        self._provisions(draft, self._floor(at))
        return draft

    # around

    def _date_and_issuer(self, draft: Draft, at: int) -> None:
        text = self.text
        draft.end = max(draft.end, at)
        issuer = read_issuer(text, at)
        day = self._day(at) or (self._day(issuer[1]) if issuer else None)
        if day:
            draft.day, draft.end = day, day.end
            doubled = _DOUBLED.match(text, draft.end)
            draft.end = doubled.end() if doubled else draft.end
        elif draft.number and not draft.year and (year := _YEAR_OF_ISSUE.match(text, at)):
            draft.year, draft.end = int(year["year"]), year.end()
        elif not issuer and (unread := _UNREAD_DAY.match(text, at)):
            draft.end = unread.end()
        after = issuer or read_issuer(text, draft.end)
        closing = text[draft.end : draft.end + 1] == ")"
        if not after and closing:
            after = read_issuer(text, draft.end + 1)
        if after and (draft.kind not in _NOT_SHARED or text.startswith(_LAWMAKERS, after[0])):
            draft.issuer, draft.brought, draft.end = after, False, max(draft.end, after[1])
        quote = _QUOTE.match(text, draft.end) if text.startswith(_QUOTE_STARTS, draft.end) else None
        if quote:
            draft.end = quote.end()

    def _day(self, at: int) -> FoundDate | None:
        before = _BEFORE_DATE.match(self.text, at)
        return read_date(self.text, before.end()) if before else None

    def _provisions(self, draft: Draft, floor: int) -> None:
        """The provisions that stand before the kind, and where they start."""
        text = self.text
        tail = text[max(floor, draft.start - 24) : draft.start].rstrip(" ,")
        while tail.endswith(_LINKS):
            tail = tail[: tail.rfind(" ")].rstrip(" ,")
        begin = max(floor, draft.start - _LOOK_BACK)
        if _LAST_TOKEN.fullmatch(tail[tail.rfind(" ") + 1 :]):
            begin = max(begin, first_of(text, begin, draft.start, LEVEL_WORDS) - BEFORE_LEVEL)
            match = BEFORE_KIND.search(text, begin, draft.start)
        elif tail.endswith("kèm theo"):
            match = ATTACHED.search(text, begin, draft.start)
        else:
            return
        if match:
            draft.provisions = read_provisions(match["run"])
            draft.start = match.start()

    # across citations

    def _share(self) -> None:
        """The one ``của …`` at the end of a list is the issuer of each; the one before it, too."""
        text = self.text
        for i in range(len(self.found) - 1, 0, -1):
            here, later = self.found[i - 1], self.found[i]
            if later.day and not here.day and self._on_the_same_day(here, later):
                here.day = later.day
            if not later.issuer or later.brought or (here.issuer and not here.brought):
                continue
            if _joined(text, here, later) or _listed(text, here, later) or _amended(text, here, later):
                here.issuer, here.brought = later.issuer, False
        for here, later in pairwise(self.found):
            if here.issuer and not later.issuer and ((here.brought and _joined(text, here, later)) or _same_series(text, here, later)):
                later.issuer, later.brought = here.issuer, here.brought
                if here.day and here.day.end < here.start and not later.day:
                    later.day = here.day

    def _on_the_same_day(self, here: Draft, later: Draft) -> bool:
        """Whether the day of `later` is said to be that of the list: ``số 15/…, 16/… cùng ngày 5/3/2026``."""
        assert later.day
        return self.text.endswith("cùng ngày ", 0, later.day.start) and bool(_GLUE.fullmatch(self.text, here.end, later.start))

    def _aliases(self) -> dict[str, Draft]:
        """Short names with a figure that the text gives, and the citation each stands for: the last before it that fits."""
        aliases: dict[str, Draft] = {}
        found = [draft for draft in self.found if draft.number]
        ends = [draft.end for draft in found]
        for match in _ALIAS.finditer(self.text):
            alias = match["alias"].strip()
            at = bisect_right(ends, match.start()) - 1
            if at < 0 or len(aliases) >= _ALIASES or not re.search(r"\d", alias) or "/" in alias or "-" in alias:
                continue
            for draft in reversed(found[max(0, at - 3) : at + 1]):
                if _stands_for(alias, draft) and "\n" not in self.text[draft.end : match.start()]:
                    aliases[alias] = draft
                    break
        return aliases

    def _with_aliases(self) -> list[Draft]:
        """The later mentions of ``(sau đây gọi tắt là Nghị quyết 57)``."""
        aliases = self._aliases()
        taken = sorted((d.start, d.end) for d in self.found) if aliases else []
        for alias, meant in aliases.items():
            number = meant.number.text if meant.number else None
            for match in re.compile(rf"(?<!\w){re.escape(alias)}(?![\w/-])").finditer(self.text, meant.end):
                start, end = match.span()
                before = bisect_left(taken, (end, 0)) - 1
                if before < 0 or taken[before][1] <= start:
                    draft = Draft(start, end, meant.kind, "citation.alias", resolved=number)
                    near = max(0, start - _LINE)
                    self._provisions(draft, max(self.text.rfind("\n", near, start) + 1, near))
                    self.found.append(draft)
        return sorted(self.found, key=lambda d: d.start)


def _is_form_number(text: str, floor: int, at: int) -> bool:
    """Whether the figures at `at` number a form, a house or an account."""
    begin = max(floor, at - 24)
    word = text[begin:at].rstrip(" :").removesuffix("số").removesuffix("Số").rstrip(" ")
    return word.endswith(_FORM_ENDS) and bool(_FORM_NO.search(text, begin, at))


def _stands_for(alias: str, draft: Draft) -> bool:
    """Whether a short name has the kind and the figures of `draft`: ``Nghị quyết số 57`` of 57-NQ/TW."""
    figures = re.search(r"\d+", alias)
    number = draft.number.text if draft.number else ""
    return bool(figures) and draft.kind.lower() in alias.lower() and number.startswith(figures[0])  # type: ignore[index]


def _joined(text: str, here: Draft, later: Draft) -> bool:
    """Whether two citations stand in one list and can have one issuer."""
    if not here.number or not later.number or here.kind in _NOT_SHARED or later.kind in _NOT_SHARED:
        return False
    glue = _GLUE if here.brought and later.member else _COMMA_GLUE
    if not glue.fullmatch(text, here.end, later.start):
        return False
    return later.member or here.number.party != later.number.party or bool(here.number.issuers & later.number.issuers)


def _listed(text: str, here: Draft, later: Draft) -> bool:
    """Whether two citations stand in one list, across ``;`` too, and their symbols name one body: ``TB-VPCP; VPCP-CN``."""
    if not here.number or not later.number or not _LIST_GLUE.fullmatch(text, here.end, later.start):
        return False
    return here.number.party == later.number.party and bool(here.number.issuers & later.number.issuers)


def _amended(text: str, here: Draft, later: Draft) -> bool:
    """Whether `later` amends `here` and both have one symbol: the same body's."""
    return bool(
        here.number and later.number and here.number.parts == later.number.parts and _AMENDED_BY.fullmatch(text, here.end, later.start)
    )


def _same_series(text: str, here: Draft, later: Draft) -> bool:
    """Whether `later` goes on with 'và' in the same sentence and its symbol is that of `here`: the same body's."""
    return bool(
        here.number
        and later.number
        and (here.number.parts == later.number.parts or here.number.issuers & later.number.issuers)
        and here.number.party == later.number.party
        and here.brought
        and text.endswith(("và ", "; "), 0, later.start)
        and "\n" not in text[here.end : later.start]
        and ". " not in text[here.end : later.start]
    )


_CITING_CAPITALS = ("LUẬT", "SỐ", "HIẾN PHÁP", "PHÁP LỆNH")
"""What a citation in capitals has."""


def as_sentences(text: str) -> str:
    """`text`, its lines in capitals written as sentences, and the end of a line before or behind ``của`` a space; the same length."""
    text = text.replace(" của\n", " của ").replace("\ncủa ", " của ")
    if not any(word in text for word in _CITING_CAPITALS):
        return text
    lines = text.split("\n")
    changed = False
    for i, line in enumerate(lines):
        if len(line) > 8 and is_capitals(line) and any(word in line for word in _CITING_CAPITALS):
            lines[i] = sentence_case(line)
            changed = True
    return "\n".join(lines) if changed else text
