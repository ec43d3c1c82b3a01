"""What one line says about duty: who is to do it, in which words, and whether it only introduces what follows.

"Giao Bộ Nội vụ chủ trì, phối hợp với …"                assigned: lead 'Bộ Nội vụ'
"Sở Tài chính bố trí kinh phí …"                         subject: lead 'Sở Tài chính'
"Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các sở … phản ánh"   after a preface
"Về kinh phí: Giao Sở Tài chính …"                       after a topic
"2. Sở Nông nghiệp và Môi trường"                        heading: passes its bodies down
"Ủy ban nhân dân tỉnh yêu cầu các sở thực hiện các nội dung sau:"   introduces
"nếu có vướng mắc, đề nghị phản ánh về …"                requested: of those the document is addressed to
"- Theo dõi, đôn đốc …"                                  imperative: the lead is inherited
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dondoc.reading.script.letters import UPPER
from dondoc.reading.script.search import first_of, has_one, mentions, present
from dondoc.reading.tasks.bodies import Name, is_class, names_at
from dondoc.reading.tasks.lexicon import phrase_at

_ORDERED = re.compile(
    r"[GgKkTtĐđDdYyPpỦủ](?<![^\W\d_].)(?:(?<=[Gg])iao(?:\s+(?:cho|thêm|nhiệm vụ cho))?|(?<=[Kk])ính đề nghị|(?<=[Tt])rân trọng đề nghị"
    r"|(?<=[ĐđDd])[eéêềểếễ] nghị|(?<=[Yy])êu cầu(?:(?: sau(?: đây)?)? đối với)?"
    r"|(?<=[Pp])hân công|(?<=[Ủủ])y quyền(?:\s+cho)?)\s+(?P<whom>đồng chí\s+"
    r"|đ/c\s+|quý\s+|ông\s+|bà\s+|Đồng chí\s+|Ông\s+|Bà\s+)?(?=[^\W\d_])"
)
"""An order; the pattern begins with one set, so that the engine can skip to its first letter. Scans write 'dé nghị', 'Để nghị'."""
_ORDER_WORDS = ("giao", "Giao", " nghị", "êu cầu", "hân công", "y quyền")
"""Every order has one of these: plain searches spare most lines the pattern."""
_PERSON = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|Thầy|Cô)(?:\s+[{UPPER}][^\W\d_]*){{1,5}}(?:\s*[,-]\s*[^,.;:]{{3,60}}?(?=\s*,"
    rf"|\s+(?:chủ trì|trực tiếp|phụ trách|chịu trách nhiệm|có trách nhiệm|chỉ đạo|theo dõi|tổng hợp|tham mưu|phối hợp)))?"
)
"""'đồng chí Nguyễn Văn An, Phó Chủ tịch': a person an order names."""
_ADDRESSED = re.compile(r"(?:các|quý) (?:đồng chí|thầy,? cô(?: giáo)?|ông,? bà|anh,? chị|vị)(?![^\W\d_])")
"""Persons an order names by the way they are spoken to."""
_PREFACE = re.compile(
    r"(?:Trong (?:quá trình|thời gian|khi|năm|bối cảnh|điều kiện|tình hình|giai đoạn)"
    r"|Căn cứ|Trên cơ sở|Sau khi|Khi|Để|Nhằm|Đối với|Theo|Từ nay"
    r"|Từ ngày|Hằng|Hàng|Trường hợp|Nếu|Tuy nhiên|Ngoài ra|Đồng thời|Bên cạnh đó|Riêng|Trước|"
    r"Định kỳ|Nhận được|Tiếp nhận|Cuối|Đầu|Giữa|Kết thúc|Mỗi|Ngay sau|Thực hiện(?=\s+(?:[A-ZĐ]|ý kiến|chỉ đạo"
    r"|chủ trương))|Trên đây|Với|Tại|Cùng với|Quá trình"
    r"|Giai đoạn|Chậm nhất|Bên cạnh|Do (?:vậy|đó)|Vì (?:vậy|thế)|Chính vì|Từ (?:kết quả|thực tế|thực tiễn|tình hình|những)|Qua|Xét"
    r"|Xuất phát|Theo đó|Tiếp theo|Được sự|Thời gian tới|Sắp tới)\b"
)
_REQUEST = re.compile(r"(?:Kính đề|Trân trọng đề|Đề) nghị(?![^\W\d_])|Yêu cầu(?![^\W\d_])")
"""An order to somebody: a bare duty only where it is not known to whom, so never one to be inherited."""
_ASKS = ("đề nghị", "yêu cầu")
_CHARGES = frozenset(
    {"thực hiện", "tổ chức", "tổ chức thực hiện", "triển khai", "triển khai thực hiện", "chỉ đạo", "tham mưu", "yêu cầu", "báo cáo"}
)
"""Duties that a colon may follow: they are not part of a name."""
_WORD_START = re.compile(r"\s[^\W\d_]")
LISTED_LENGTH, LISTED_WORDS = 24, 3
"""One of a list in a preface is not longer (characters, words)."""
QUALIFIER_WORDS = 8
"""Words that may qualify a body in a heading: 'Giáo viên chủ nhiệm' + ' các lớp có học sinh nội trú:'."""
_ORDERLY = frozenset({"", "cũng", "có", "đã", "đã có", "thống nhất", "đồng ý", "kính", "trân trọng"})
"""What may stand between the one who orders and the order."""
_ORDERS = re.compile(r"\s+(?:cũng |đã )?(?:yêu cầu|đề nghị|lưu ý|nhấn mạnh)(?![^\W\d_])")
_LEADERS = ("Thủ tướng", "Phó Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Phó Chủ tịch", "Bí thư", "Phó Bí thư", "Tổng Bí thư")
"""Offices whose orders are reported."""
_SOMEBODY = re.compile(rf"[{UPPER}][^\W\d_]+(?: [^\W\d_]+){{1,5}} ")
"""What stands before an order where the grammar does not know who gives it ('Téng cục Thuế'): a few words, the first with a capital."""
_ORDERING = re.compile(
    rf"(?:Chỉ thị|Công điện|Công văn|Văn bản|Thông báo|Kế hoạch|Nghị quyết|Kết luận)(?:\s+này)?(?:\s+cũng)?\s*\Z"
    rf"|(?:Ông|Bà|[Đđ]ồng chí)(?:\s+[{UPPER}][^\W\d_]*){{1,4}}(?:\s+cũng)?\s*\Z"
)
"""'Chỉ thị yêu cầu Bộ X', 'Ông Nguyễn Văn An cũng yêu cầu Sở Y': the document or a person orders."""
_TOWARD = re.compile(r"(?:Đối với|Về phía|Riêng)\s+")
_TOWARD_LETTERS = frozenset("ĐVR")
"""'Đối với Sở Tài chính: …': the body that is addressed leads."""
_LINKED = re.compile(
    r"(?:[^.,:;]{3,60}\s(?:nêu rõ|nhấn mạnh)|Cùng đó|Trong đó|Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó"
    r"|Mặt khác|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy) là|Trước hết|Trước mắt|Cuối cùng)[,:]?\s+"
)
"""Words that only tie a duty to the one before it."""
_LINK_LETTERS = frozenset("CTĐNBMHS")
_LINK_VERBS = ("nêu rõ", "nhấn mạnh")
_TIMED = frozenset(("Định kỳ", "Hằng", "Hàng"))
"""A preface of time may open a bare duty: 'Định kỳ báo cáo …'."""
_PURPOSE = frozenset(("Để", "Nhằm"))
"""A preface that lists what is wanted, verbs and all: only a body that acts ends it."""
_CLAUSE_END = re.compile(r"[.;]\s")
_DESCRIBED = re.compile(r"\sđã\s")
_CONDITION = re.compile(r"(?<![^\W\d_])(?:nếu|trường hợp)(?![^\W\d_])")
"""A preface with a condition has verbs of its own: a body that acts later in the sentence comes first."""
_IF_CLAUSE = re.compile(
    r"(?<![^\W\d_])(?:[Nn]ếu|[Tt]rường hợp|[Kk]hi|[Mm]ọi)(?![^\W\d_])[^;.:]{0,80}\Z"
    r"|thông báo\s[^.;:]{0,120}\svà\s*\Z|Nhận được\s[^.;:]{0,60}\Z"
)
_IF = ("nếu", "trường hợp")
_STOPS = re.compile(r"[,:]\s+|\s+thì\s+|(?<=\s)(?:vướng mắc|khó khăn|phát sinh|bất cập)\s+(?=các\s)")
_TOPIC = re.compile(rf"(?:Về|Việc|Đối với|Nội dung|Công tác|Lĩnh vực|Nhiệm vụ)\b[^.]*?:\s+|[^.:,]{{3,60}}:\s+(?=[{UPPER}])")
_AFTER_NAMES = re.compile(r"\s*\([^)]*\)")
_ABOVE_ALL = re.compile(
    r"\s*,\s+(?:đặc biệt|nhất|trước hết|trực tiếp|mà nòng cốt) là\s+[^,.;:]{3,80}?"
    r"(?=\s+(?:có|chịu) trách nhiệm|\s+phải|\s+cần|\s+chủ động)"
)
"""', đặc biệt là người đứng đầu' between the bodies and their duty."""
_GATHERED = re.compile(r"\s*\(\s*(?:gồm|bao gồm|như)\s*:?\s*")
_APPOSITION = re.compile(r"\s*(?:-|–|,|là)\s*(?:[Cc]ơ quan|[Đđ]ơn vị)\s+(?:thường trực|đầu mối|chủ trì)[^.:;]*")
_APPOSED = ("ơ quan", "ơn vị")
_ADVERB = re.compile(
    r"\s*,?\s*(?:theo (?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực|phân công|quy định|dõi)|căn cứ|trên cơ sở"
    r"|trong phạm vi|với (?:chức năng|vai trò)|bằng|tùy theo|thông qua|nhất là|đặc biệt|ngay|(?:trước |sau )?khi|trong quá trình)\b"
)
_AS_CITED = re.compile(
    r"\s+(?:nêu tại|quy định tại|theo)\s+(?:Kế hoạch|Điều|Quyết định|khoản|Phụ lục|Danh mục"
    r"|Chỉ thị)[^,.;]{0,60}?(?=\s+(?:có|chịu) trách nhiệm|\s+phải\s|\s+chủ động\s)"
)
_LISTS_WORK = re.compile(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|công tác|việc|vấn đề|yêu cầu|hoạt động|biện pháp)[^.:;]{0,40}(?:sau|sau đây"
    r"|dưới đây)(?:\s+(?:tại|theo)\s[^:.;]{3,40}(?=:))?\s*[:.]?\s*\Z|(?:yêu cầu|giao nhiệm vụ|như sau|chỉ đạo)\s*:\s*\Z"
)
_LISTS_WORK_ENDS = ("sau", "đây")
"""What it ends with where no colon does: asked first, it spares most lines the pattern."""
_GENERAL = re.compile(
    r"(?:\s*,?\s*(?:quan tâm|khẩn trương|nghiêm túc|tập trung|chủ động|kịp thời|tiếp tục|tích cực|phối hợp|lãnh đạo|chỉ đạo|tổ chức"
    r"|triển khai|thực hiện|tham mưu|và|cần|phải|có trách nhiệm|một số|các|những|nội dung|nhiệm vụ|giải pháp|công việc"
    r"|việc|công tác|biện pháp|trọng tâm|cụ thể|cấp bách|sau|đây|như))*\s*:\Z"
)
"""The end of a line that only introduces: words that ask for nothing in particular, and a colon."""
_DETAILS = re.compile(
    r"(?:theo hướng|bao gồm|gồm|trong đó|như|cụ thể(?: như sau)?|với các nội dung|tiêu chí|nguyên tắc|các trường hợp(?: sau)?|sau)\s*:\s*\Z"
)
_PAST = re.compile(
    r"\s+(?:đã|đang|vừa|được|bị|là|có(?! trách nhiệm| nhiệm vụ)|chưa|luôn|cũng|cùng dự|ghi nhận|nhận được"
    r"|làm việc theo|kết luận|thống nhất|ban hành Kế hoạch|thông báo)\b"
)
_BEFORE_DUTY = re.compile(r"\s*[,:]?\s*(?:sẽ\s+|hãy\s+|thì\s+)?")
_DUTY_OF = re.compile(r"(?:[Tt]rách nhiệm|[Nn]hiệm vụ)\s+(?:của|cụ thể của)\s+")
_DUTY_LETTERS = frozenset("TtNn")


_ONLY_CHARGES = re.compile(
    r",?\s*(?:theo chức năng[^:]{0,60}|trong phạm vi[^:]{0,80})?\s*(?:(?:có|chịu)\s+(?:trách nhiệm"
    r"|nhiệm vụ))?\s*(?:thực hiện|tổ chức thực hiện|chủ động|tập trung)?"
    r"\s*(?:(?:các|một số)\s+(?:nhiệm vụ|nội dung|công việc)[^:]{0,30})?(?:sau|sau đây)?\s*(?:chủ trì)?(?:,\s*phối hợp[^:]{0,120})?\s*:"
)
"""After the bodies of a heading: nothing that is itself a duty, and a colon."""


_PERSON_STARTS = ("Đồng chí ", "đồng chí ", "Đ/c ", "đ/c ", "Ông ", "Bà ", "Thầy ", "Cô ")
_TIED = (
    *_PERSON_STARTS,
    "Đối với", "Về phía", "Riêng", "Trách nhiệm", "trách nhiệm", "Nhiệm vụ", "nhiệm vụ",
    "Cùng đó", "Trong đó", "Đồng thời", "Ngoài ra", "Bên cạnh đó", "Cùng với đó", "Mặt khác",
    "Thứ ", "Một là", "Hai là", "Ba là", "Bốn là", "Năm là", "Sáu là", "Bảy là", "Trước hết", "Trước mắt", "Cuối cùng",
)  # fmt: skip
"""The first words of `_TOWARD`, `_DUTY_OF` and `_LINKED`."""


class Form(StrEnum):
    """How a line puts a duty."""

    ASSIGNED = "assigned"
    SUBJECT = "subject"
    HEADING = "heading"
    INTRODUCTION = "introduction"
    REQUESTED = "requested"
    IMPERATIVE = "imperative"
    OTHER = "other"


@dataclass(slots=True)
class Statement:
    """What a line says; offsets are those of the text it was read from."""

    form: Form
    names: tuple[Name, ...] = ()
    action: int = 0
    """Where the words of the duty begin."""
    start: int = 0
    """Where the sentence that gives the duty begins."""


def read_statement(text: str, start: int, end: int) -> Statement:
    """What ``text[start:end]`` (a paragraph without its marker, or a sentence) says about duty."""
    line = _Line(text, start, end)
    if line.is_plain():
        said = line.bare()
    else:
        said = line.headed() or line.ordered() or (line.subject() if line.request is None else line.requested(line.request))
    return said or Statement(Form.OTHER, action=start, start=start)


class _Line:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.words = text[start:end]
        self.named: dict[int, tuple[list[Name], int]] = {}
        self.order_words: bool | None = None
        self.request: int | None = None
        preface = _PREFACE.match(text, start, end)
        self.preface = preface[0] if preface else ""

    def names(self, at: int) -> tuple[list[Name], int]:
        """The bodies listed at `at` and where the list ends; read once."""
        found = self.named.get(at)
        if found is None:
            found = self.named[at] = names_at(self.text, at)
        return found

    def _orders(self) -> bool:
        """Whether a verb of ordering stands anywhere in the line."""
        if self.order_words is None:
            self.order_words = first_of(self.text, self.start, self.end, present(self.text, _ORDER_WORDS)) >= 0
        return self.order_words

    def is_plain(self) -> bool:
        """Whether nothing in the line calls for a closer look: no body in front, no order, preface, tie, colon or bracket."""
        words = self.words
        return not (
            self.preface
            or ":" in words
            or "(" in words
            or words.startswith(_TIED)
            or mentions(self.text, self.start, self.end, present(self.text, _LINK_VERBS))
            or self._orders()
            or self.names(self.start)[0]
        )

    def bare(self) -> Statement | None:
        """A duty that begins the line: 'Theo dõi, đôn đốc …'."""
        return self._imperative(self.start) if self._commands(self.start) else None

    def _has_duty(self, at: int, end: int = 0) -> bool:
        """Whether a verb of duty stands anywhere from `at` on, before `end`."""
        for match in _WORD_START.finditer(self.text, at, end or self.end):
            found = phrase_at(self.text, match.end() - 1)
            if found and found[1] in {"duty", "lead", "modal"}:
                return True
        return False

    def _to_colon(self, names: list[Name], stop: int) -> tuple[list[Name], int]:
        """The last name carried on to the colon behind it: 'Trung tâm Giám sát' + ' giao thông: Bảo đảm …'."""
        colon = self.text.find(":", stop, min(self.end, stop + 60))
        between = self.text[stop:colon] if colon > stop else ""
        if not names or not between.startswith(" ") or len(between.split()) > 6 or set(between) & set(",.;()-–"):
            return names, stop
        first = phrase_at(self.text, stop + 1)
        if (first and first[1] != "duty") or between.strip() in _CHARGES or not self.text[colon + 1 : self.end].strip():
            return names, stop
        if first is None and not self._commands(colon + 1 + self.text.startswith(" ", colon + 1)):
            return names, stop
        last = names[-1]
        return [*names[:-1], Name(self.text[last.start : colon], last.start, colon)], colon

    def _to_then(self, at: int, names: list[Name], stop: int) -> tuple[list[Name], int]:
        """After 'Đối với', the last name carried on to 'thì': 'Đối với các địa phương' + ' chưa lập đề án' + ' thì khẩn trương …'."""
        then = self.text.find(" thì ", stop, min(self.end, stop + 80)) if names and at > self.start else -1
        if then < 0 or set(self.text[stop:then]) & set(",.;:()") or not _TOWARD.match(self.text, self.start):
            return names, stop
        last = names[-1]
        return [*names[:-1], Name(self.text[last.start : then], last.start, then)], then

    def headed(self) -> Statement | None:
        """Bodies and nothing else, or nothing but 'Giao', 'có trách nhiệm', 'chủ trì' and a colon."""
        at = self.start
        order = _ORDERED.match(self.text, at) if self._orders() else None
        if order:
            at = order.end()
        first = self.text[at : at + 1]
        duty_of = _DUTY_OF.match(self.text, at) if first in _DUTY_LETTERS else None
        toward = _TOWARD.match(self.text, at) if first in _TOWARD_LETTERS else None
        if duty_of or toward:
            at = (duty_of or toward).end()  # type: ignore[union-attr]
        names, stop = self.names(at)
        if not names or (duty_of and not is_whole(self.text[stop : self.end])):
            return self._loose_heading(at) if duty_of else self._gathered()
        rest = self.text[stop : self.end]
        if "(" in rest:
            rest = _AFTER_NAMES.sub("", rest, count=1)
        if has_one(rest, _APPOSED):
            rest = _APPOSITION.sub("", rest, count=1)
        rest = rest.strip()
        if rest in {"", ":", ".", ";"} or (rest.endswith(":") and _ONLY_CHARGES.fullmatch(rest)):
            return Statement(Form.HEADING, _grouped_names(self.text, stop, self.end, names), stop, self.start)
        if rest.endswith(":") and len(rest.split()) <= QUALIFIER_WORDS and not self._has_duty(stop) and not set(rest) & set(",.;()"):
            said = phrase_at(self.text, stop + 1)
            if said and said[1] in {"manner", "modal"}:
                return Statement(Form.HEADING, tuple(names), stop, self.start)
            whole = self.text[names[-1].start : self.end].rstrip(" :")
            last = Name(whole, names[-1].start, names[-1].start + len(whole))
            return Statement(Form.HEADING, (*names[:-1], last), self.end, self.start)
        return self._gathered()

    def _loose_heading(self, at: int) -> Statement | None:
        """'Trách nhiệm của đối tượng thực hiện kiểm kê:' names a body the grammar does not know."""
        stop = self.end
        paren = self.text.find("(", at, self.end)
        if paren > 0:
            stop = paren
        name = self.text[at:stop].rstrip(" :.")
        return Statement(Form.HEADING, (Name(name, at, at + len(name)),), stop, self.start) if 3 < len(name) < 100 else None

    def _gathered(self) -> Statement | None:
        """'Các cơ quan tham mưu quản lý ngành (gồm các Sở: Xây dựng, Công Thương)': the bodies are in the brackets."""
        inner = _GATHERED.search(self.text, self.start, self.end) if "(" in self.words else None
        if not inner or self.text[inner.start() : self.end].count("(") > 1:
            return None
        names, stop = names_at(self.text, inner.end())
        if not names or self.text[stop : self.end].strip(" ).:…"):
            return None
        return Statement(Form.HEADING, tuple(names), stop, self.start)

    def ordered(self) -> Statement | None:
        """'[Body] giao|đề nghị|yêu cầu <bodies> …', at the start, after a topic or a preface."""
        for match in _ORDERED.finditer(self.text, self.start, min(self.end, self.start + 900)) if self._orders() else ():
            before = self.text[self.start : match.start()]
            if not self._may_order(before, match):
                continue
            names, stop = self.names(match.end())
            if not names:
                names, stop = names_at(self.text, match.end(), bare=True)
                if names and (before.rstrip().endswith(";") or not self._acts(stop)):
                    names = []
            if not names:
                person = _PERSON.match(self.text, match.end() - len(match["whom"] or ""), self.end)
                person = person or _ADDRESSED.match(self.text, match.end())
                if not person:
                    if self.request is None and match[0].strip().lower().endswith(_ASKS) and phrase_at(self.text, match.end()):
                        self.request = match.start()
                    continue
                names, stop = [Name(person[0], *person.span())], person.end()
            return self._with_names(Form.ASSIGNED, tuple(names), stop, match.start())
        return None

    def _may_order(self, before: str, match: re.Match[str]) -> bool:
        """Whether an order may stand after `before`: nothing, an assigner, a topic or a preface; not another duty."""
        trimmed = before.rstrip()
        if not trimmed or trimmed.endswith((":", ".", ";")) or (trimmed.endswith(",") and _PREFACE.match(before)):
            return True
        if match[0][0].isupper():
            return False
        if match[0].startswith(_ASKS) and _IF_CLAUSE.search(before):
            return True
        if _ORDERING.search(before) or _LINKED.fullmatch(before):
            return True
        assigner, stop = self.names(self.start)
        if assigner and self.text[stop : match.start()].strip() in _ORDERLY:
            return True
        if not _PREFACE.match(before):
            return _SOMEBODY.fullmatch(before) is not None and not self._commands(self.start) and bool(self.names(match.end())[0])
        for stop_match in reversed([*re.finditer(r"[,;]\s*", before)]):
            names, reach = names_at(before, stop_match.end())
            if names:
                return before[reach:].strip() in _ORDERLY
        return False

    def requested(self, request: int) -> Statement:
        """'đề nghị phản ánh về …', to nobody by name, where no body that acts stands before it."""
        acts = self.subject()
        if acts and (acts.form is not Form.IMPERATIVE or acts.action < request):
            return acts
        return Statement(Form.REQUESTED, (), request, self.start)

    def subject(self) -> Statement | None:
        """'<bodies> <duty>' or a bare duty ('Theo dõi, đôn đốc …'): whichever stands first, at the start, after a topic or a preface."""
        openings = self._openings()
        prefaced = len(openings) > 1
        purpose = self.preface in _PURPOSE
        late = self._after_condition(openings) if prefaced and not purpose else None
        if late:
            return late
        for at in openings:
            names, stop = self._to_then(at, *self._to_colon(*self.names(at)))
            if purpose and (
                not names
                or (self.text[at].islower() and is_class(names[0]) and not names[0].text.startswith(("các ", "tỉnh ", "thành phố ")))
            ):
                continue
            if names and self._acts(stop):
                return None if self._only_orders(names, stop) else self._with_names(Form.SUBJECT, tuple(names), stop, self.start)
            person = _PERSON.match(self.text, at, self.end) if not names and self.text.startswith(_PERSON_STARTS, at) else None
            if person and self._acts(person.end()):
                return Statement(Form.SUBJECT, (Name(person[0], *person.span()),), person.end(), self.start)
            if not names and not (prefaced and at == self.start) and self._commands(at) and not (self.preface and self._is_listed(at)):
                return self._imperative(at)
        return self.bare() if not self.preface or self.preface in _TIMED else None

    def _only_orders(self, names: list[Name], stop: int) -> bool:
        """'Phó Thủ tướng yêu cầu rà soát …': who orders is not who is to do it."""
        return len(names) == 1 and _ORDERS.match(self.text, stop) is not None and names[0].text.startswith(_LEADERS)

    def _after_condition(self, openings: list[int]) -> Statement | None:
        """'Trong quá trình thực hiện, nếu cần sửa đổi …, các bộ chủ động đề xuất': the body that acts, not the condition's verbs."""
        condition = _CONDITION.search(self.text, self.start, openings[-1]) if mentions(self.text, self.start, openings[-1], _IF) else None
        for at in openings if condition else ():
            names, stop = self.names(at) if at > condition.start() else ([], at)  # type: ignore[union-attr]
            if names and self._acts(stop):
                return self._with_names(Form.SUBJECT, tuple(names), stop, self.start)
        return None

    def _is_listed(self, at: int) -> bool:
        """Whether the words at `at`, within a preface, are one of a list ('phân cấp, phân quyền,'): a few, and a comma behind them."""
        comma = self.text.find(",", at, min(self.end, at + LISTED_LENGTH))
        return comma > 0 and self.text.count(" ", at, comma) < LISTED_WORDS

    def _commands(self, at: int) -> bool:
        if _REQUEST.match(self.text, at):
            return False
        found = phrase_at(self.text, at, capital=True)
        return found is not None and found[1] != "stop"

    def _imperative(self, at: int) -> Statement:
        action = self.start if self.preface in _TIMED else at
        return Statement(Form.IMPERATIVE, (), action, self.start)

    def _openings(self) -> list[int]:
        found = [self.start]
        topic = _TOPIC.match(self.text, self.start, self.end) if ":" in self.words else None
        if topic:
            found.append(topic.end())
        first = self.words[:1]
        for tie, may_stand in (
            (_TOWARD, first in _TOWARD_LETTERS),
            (_LINKED, first in _LINK_LETTERS or mentions(self.text, self.start, self.end, present(self.text, _LINK_VERBS))),
        ):
            linked = tie.match(self.text, self.start, self.end) if may_stand else None
            if linked:
                found.insert(1, linked.end())
        if self.preface:
            limit = _CLAUSE_END.search(self.text, self.start, self.end)
            upto = limit.start() if limit else self.end
            described = _DESCRIBED.search(self.text, self.start, upto)
            found += [m.end() for m in _STOPS.finditer(self.text, self.start, described.start() if described else upto)][:12]
        return found

    def _acts(self, stop: int) -> bool:
        """Whether a duty follows the bodies that end at `stop`."""
        paren = _AFTER_NAMES.match(self.text, stop, self.end) or _ABOVE_ALL.match(self.text, stop, self.end)
        if paren:
            stop = paren.end()
        if _PAST.match(self.text, stop):
            return False
        cited = _AS_CITED.match(self.text, stop, self.end)
        if cited:
            stop = cited.end()
        if _ADVERB.match(self.text, stop, self.end):
            return True
        gap = _BEFORE_DUTY.match(self.text, stop, self.end)
        at = gap.end() if gap else stop
        found = phrase_at(self.text, at, capital=":" in self.text[stop:at])
        return found is not None and found[1] != "stop" and at < self.end

    def _with_names(self, form: Form, names: tuple[Name, ...], stop: int, start: int) -> Statement:
        tail = self.text[stop : self.end].rstrip()
        if tail == ":" or lists_work(tail):
            return Statement(Form.INTRODUCTION, names, stop, start)
        if tail.endswith(":"):
            general = _GENERAL.search(tail)
            end = stop + general.start() if general else stop
            if end == stop or (form is Form.ASSIGNED and self._belongs(stop, end)):
                last = names[-1]
                named = (*names[:-1], Name(self.text[last.start : end], last.start, end)) if end > stop else names
                return Statement(Form.INTRODUCTION, named, stop, start)
        return Statement(form, names, stop, start)

    def _belongs(self, stop: int, end: int) -> bool:
        """Whether the words behind a name can be the rest of it, in a spelling the grammar does not know: few, and no duty."""
        return self.text.count(" ", stop, end) <= QUALIFIER_WORDS and not self._has_duty(stop, end)


def lists_work(text: str) -> bool:
    """Whether `text` ends by announcing the work that follows."""
    tail = text.rstrip()
    return (tail.endswith(":") or tail.rstrip(".").rstrip().endswith(_LISTS_WORK_ENDS)) and bool(_LISTS_WORK.search(text))


def is_whole(rest: str) -> bool:
    """Whether nothing that matters follows the bodies of a heading."""
    return _AFTER_NAMES.sub("", rest, count=1).strip() in {"", ":", ".", ";"}


def _grouped_names(text: str, stop: int, end: int, names: list[Name]) -> tuple[Name, ...]:
    """The bodies of a heading; where it says 'gồm các Sở: A, B', those."""
    inner = _GATHERED.match(text, stop, end)
    if inner:
        listed, _ = names_at(text, inner.end())
        if listed:
            return tuple(listed)
    return tuple(names)


def introduces_details(text: str) -> bool:
    """Whether a line that ends with a colon says that what follows only details it."""
    return text.rstrip().endswith(":") and bool(_DETAILS.search(text)) and not lists_work(text)
