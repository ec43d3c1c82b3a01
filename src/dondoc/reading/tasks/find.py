"""The walk over the tree that turns lines of duty into tasks.

A unit is a numbered item, a bullet or a paragraph. It is a task when it names who acts, or when a line above it does. A line that only
names bodies, or that says 'các nhiệm vụ sau:', passes them down. A unit whose sentences go to different bodies is one task a body.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain

from dondoc.reading.data import table
from dondoc.reading.model import Body, Citation, DivisionKind, Header, Read, SourceText, Span, Task
from dondoc.reading.outline import Line, Outline
from dondoc.reading.script import CleanText
from dondoc.reading.script.letters import UPPER
from dondoc.reading.script.search import mentions, present
from dondoc.reading.script.texttables import text_tables
from dondoc.reading.tasks.bodies import Name, is_class, names_at
from dondoc.reading.tasks.coordination import coordinating_bodies
from dondoc.reading.tasks.deadlines import LABEL, Found, find_deadline
from dondoc.reading.tasks.lexicon import phrase_at
from dondoc.reading.tasks.products import find_product
from dondoc.reading.tasks.reporting import find_report_to
from dondoc.reading.tasks.statement import Form, Statement, introduces_details, read_statement
from dondoc.reading.tasks.tables import as_action, assigns_work, cited_within, is_data, one_line, tasks_of_tables

OUTSIDE = frozenset({DivisionKind.HEADING, DivisionKind.BASIS, DivisionKind.RECIPIENTS, DivisionKind.SIGNATURE})
"""Parts of a document that assign nothing."""

_SILENT = re.compile(r"PHẠM VI|ĐỐI TƯỢNG|THÀNH PHẦN|GIẢI THÍCH|CĂN CỨ|Phạm vi|Đối tượng|Thành phần|Giải thích từ ngữ")
"""Titles of parts that list or define; nothing in them is a duty."""
_DESCRIBES = re.compile(
    r"MỤC ĐÍCH|YÊU CẦU|MỤC TIÊU|QUAN ĐIỂM|NGUYÊN TẮC|PHẠM VI|ĐỐI TƯỢNG|THÀNH PHẦN|ĐÁNH GIÁ CHUNG"
    r"|ĐÁNH GIÁ NGUY CƠ|KẾT QUẢ|TỒN TẠI|HẠN CHẾ|THỰC TRẠNG|TÌNH HÌNH|GIẢI THÍCH|KINH PHÍ|CĂN CỨ|"
    r"Mục đích|Yêu cầu|Mục tiêu|Quan điểm|Nguyên tắc|Phạm vi|Đối tượng|Kinh phí|Kết quả đạt|Tồn tại|Tình hình"
    r"|Giải thích từ ngữ|Hiệu lực|Điều khoản|Thành phần|Thời gian,|Thời gian và|Địa điểm|Tồn tại|Hạn chế|Thực trạng|Đánh giá chung"
)
"""Titles of parts that describe; a duty there counts only where it names who acts."""
_RESULTS = re.compile(
    r"(?:ĐÁNH GIÁ|KẾT QUẢ|TÌNH HÌNH|THỰC TRẠNG|TỒN TẠI|HẠN CHẾ|MỤC TIÊU|Kết quả đạt|Tình hình|Thực trạng|Tồn tại|Hạn chế"
    r"|Đánh giá chung|Mục tiêu)(?!.*(?:NHIỆM VỤ|GIẢI PHÁP|nhiệm vụ|giải pháp|TỔ CHỨC THỰC HIỆN|CHỈ TIÊU))"
)
"""Titles of parts that tell what was or is to be reached: only an order there asks for something, or a look ahead."""
_AHEAD = ("Trong thời gian tới", "Thời gian tới", "Từ nay", "Để ", "Nhằm ", "Sắp tới")
_BREAKS = frozenset(
    {DivisionKind.ROMAN, DivisionKind.ARTICLE, DivisionKind.CHAPTER, DivisionKind.PART, DivisionKind.SECTION, DivisionKind.ANNEX}
)
_NO_TASK = re.compile(
    r"chịu trách nhiệm (?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị"
    r"|Quy\w+ \w+) này|căn cứ (?:Quyết định|Nghị quyết|Kế hoạch)(?: này)? thi hành|"
    r"(?:thông báo|trả lời|có ý kiến|thông tin)(?: như trên)?,? (?:để|đến|tới)[^.]*biết"
    r"|(?:này )?có hiệu lực (?:thi hành )?(?:kể )?từ|Trân trọng|xin gửi|trân trọng cảm ơn|Trên đây là"
    r"|hết hiệu lực"
)
_FORMULA_WORDS = (" thi hành", " biết", " hiệu lực", "rân trọng", "xin gửi", "Trên đây là", "chịu trách nhiệm thực hiện")
"""A formula has one of these: plain searches spare most lines the pattern."""
_FLUFF = re.compile(
    r"(?:(?>\b(?:tổ chức|triển khai|thực hiện|thi hành|nghiêm túc|nghiêm|có hiệu quả|hiệu quả|kịp thời|đầy đủ"
    r"|khẩn trương|quan tâm|phối hợp|chỉ đạo|theo (?:đúng )?(?:quy định|chức năng, nhiệm vụ(?: được giao)?)|"
    r"nội dung|các|tốt|(?:Chỉ thị|Kế hoạch|Quyết định|Nghị quyết|Công văn|Công điện|Thông báo|Hướng dẫn"
    r"|Chương trình) này|đúng|và|việc|biết|để|nêu trên|tinh thần|căn cứ)\b)|[\s,;.:/])*+"
)
"""Words, and marks between them, that add nothing to 'carry this document out'."""
FLUFF_LENGTH = 260
"""A closing formula is not longer (characters)."""
SCRAWL = 5
"""What a scan makes of the mark and the initials at the end of a closing formula has no more letters."""
_SENTENCE = re.compile(rf"[.!?][^\S\n]+(?=[{UPPER}])")
_CLAUSE = re.compile(rf";\s+(?=[{UPPER}gđ])")
_ABBREVIATED = re.compile(rf"(?:TP|Tp|TX|Tx|\s[{UPPER}])\Z")
_APPENDED = re.compile(r"\s+[-–]\s+(?:Cơ quan|Đơn vị)|\s*\(")
_CHARGED_TAIL = re.compile(r"\s+(?:có|chịu) trách nhiệm(?: (?:thực hiện|tổ chức thực hiện|chủ trì))?\Z")
_LEAD_LABEL = re.compile(
    r"(?:(?:Cơ quan|Đơn vị|Bộ phận)(?: chủ trì(?: thực hiện|, thực hiện)?| thực hiện| chịu trách nhiệm)"
    r"|Chủ trì(?: thực hiện)?|Phân công(?: thực hiện| nhiệm vụ)?|Trách nhiệm thực hiện)\s*:\s*"
)
_NEXT_LISTED = re.compile(r"\s*và\s+(?=các\s)|;\s+|\s*,?\s*trong phạm vi[^;.]*?\s+và\s+(?=các)")
_FIELD_OF_OFFICE = re.compile(r",?\s+phụ trách(?![^\W\d_])[^;.:]*")
"""'Phó Chủ tịch' + ', phụ trách lĩnh vực văn hóa và xã hội'."""
_PART = re.compile(rf"[,;]\s*(?=[{UPPER}]|các |những )")
_WITH_LABEL = re.compile(r"(?:(?:Cơ quan|Đơn vị) phối hợp(?: thực hiện)?|Phối hợp(?: thực hiện)?)\s*:\s*")
_CONCLUDES_WITH = re.compile(
    rf"(?:làm việc|họp|buổi họp) với\s+(?:lãnh đạo(?: chủ chốt)?|Ban Thường vụ"
    rf"|Thường trực)?\s*(?P<whom>(?:[Tt]ỉnh|[Tt]hành phố)(?:\s+[{UPPER}]\w*)+)"
)
_ANNOUNCES = re.compile(r"\s*(?:ban hành|quyết định|thống nhất|thông qua|đề nghị|yêu cầu|thông báo|có ý kiến)(?![^\W\d_])")
"""What the issuer says of itself in the document it issues."""
_UNDERTAKES = re.compile(r"\s*sẽ(?![^\W\d_])")
"""What the issuer says it will do itself."""
_PERFORMS = re.compile(
    r"(?:Ban hành|Phê duyệt|Thành lập|Công bố|Bãi bỏ|Bổ nhiệm|Sửa đổi|Quy định|Cho phép|Thu hồi|Điều chỉnh"
    r"|Phân bổ|Giao chỉ tiêu|Chấp thuận|Công nhận|Kiện toàn|Đồng ý|Thông qua)"
    r"(?![^\W\d_])"
)
"""Verbs by which an article itself does the thing; nobody is left to do it."""
_CHARGED = re.compile(r"\s*(?:(?P<duty>có trách nhiệm|chịu trách nhiệm)|phải|sẽ)(?![^\W\d_])")
"""Said of a class of bodies, it starts a duty of theirs and not a remark within another's."""
_READERS = ("Quý Thành viên", "Quý khách", "Quý độc giả", "Quý bạn đọc")
"""Whom a web page speaks to below a document."""
_RIGHTS = ("Quyền hạn của ", "QUYỀN HẠN CỦA ", "Quyền của ", "Quyền lợi của ", "Các quyền của ")
"""The title of a part that says what a body may do."""
_TURNS = ("?", "quy định như sau:", "quy định sau đây:", "có quy định như sau:")
"""The ends of a paragraph that turns to something else, as web pages do: a question, the words of a law."""
_AGREES = ("Đồng ý ", "Thống nhất ", "Nhất trí ", "Cơ bản ", "Chấp thuận ", "Ghi nhận ", "Kinh phí ")
"""What opens a conclusion that asks for nothing, before the clause that does."""
_CLOSES = re.compile(r"Trong quá trình (?:(?:tổ chức|triển khai|thực hiện),? ?(?:và )?)+")
"""The sentence that closes a document: what to do where difficulties arise is a task of its own."""
_BRACKETED = re.compile(r"\((?=[^\W\d_][^()]{5,300}\)[\s.;]*\Z)")
"""The bracket that ends an item: '(Giao Công an tỉnh chủ trì, phối hợp với …).'"""
_IS_SAID = re.compile(
    r"[^.;:]{20,}? là (?:một trong )?(?:những |các )?(?:nhiệm vụ|trách nhiệm|giải pháp|nội dung|yêu cầu|việc làm|vấn đề)\b"
)
"""'Đẩy mạnh … là nhiệm vụ cấp bách': a verb in front, but said of it, not asked for."""
_CONTINUES = re.compile(r"(?:Trong đó|Đồng thời|Tiếp tục|Ngoài ra|Bên cạnh đó|Cùng với đó|Mặt khác)\b")
"""A paragraph that goes on with what the one before it asked for."""
_BASED = ("Trên cơ sở ", "Căn cứ ")
"""What opens a duty after what it rests on."""
_SPACE = re.compile(r"\s*")
MAX_LABEL = 80
"""Who acts, before a colon, takes no more (characters)."""
MAX_HEADING = 120
"""A heading that names who acts is not longer (characters)."""
_SHARES_OUT = re.compile(r"TỔ CHỨC THỰC HIỆN|PHÂN CÔNG|TRÁCH NHIỆM|[Tt]ổ chức thực hiện|[Pp]hân công|[Tt]rách nhiệm")
"""Titles of parts that share out the work."""
MIN_DUTY = 40
"""A duty whose verb the table lacks is not shorter (characters)."""
_REMARKS = re.compile(r" (?:đã|đang|là|được|bị)(?![^\W\d_])")
_FORWARD = re.compile(r"NHIỆM VỤ|GIẢI PHÁP|Nhiệm vụ|nhiệm vụ")


@dataclass(slots=True)
class Unassigned:
    """A line that says a duty but names nobody, and no line above it does (clean offsets)."""

    start: int
    end: int
    line: int


@dataclass(slots=True)
class _Draft:
    """A task in clean offsets, before its deadline and the rest are read."""

    line: int
    start: int
    end: int
    names: tuple[Name, ...]
    action: int
    inherited: bool
    rule: str
    group_deadline: Found | None = None
    coordinating: tuple[Name, ...] = ()


def find_tasks(
    source: SourceText, clean: CleanText, outline: Outline, header: Header, citations: Sequence[Citation]
) -> tuple[tuple[Task, ...], tuple[Unassigned, ...]]:
    """The tasks of a document in the order of its text, and the duties nobody is named for."""
    today = header.date.value if header.date else None
    tables = source.tables or text_tables(source.text)
    rows = tasks_of_tables(source, tables, today, citations)
    apart = [table for table in tables if is_data(table) or assigns_work(source, table)]
    walk = _Walk(clean, outline, header, _lines_within(clean, outline, [table.span for table in apart]))
    drafts = sorted(walk.run(), key=lambda draft: (draft.start, draft.end))
    found = [_finish(clean, draft, today, citations) for draft in drafts]
    return tuple(sorted((*found, *rows), key=lambda task: (task.span.start, task.span.end))), tuple(walk.unassigned)


def _lines_within(clean: CleanText, outline: Outline, spans: Sequence[Span]) -> frozenset[int]:
    """The lines that stand wholly in one of the tables' `spans`, as indices."""
    if not spans:
        return frozenset()
    lines = [clean.span(line.start, line.end) for line in outline.lines]
    starts, ends = [line.start for line in lines], [line.end for line in lines]
    within = (range(bisect_left(starts, span.start), bisect_right(ends, span.end)) for span in spans)
    return frozenset(chain.from_iterable(within))


class _Walk:
    def __init__(self, clean: CleanText, outline: Outline, header: Header, tables: frozenset[int]) -> None:
        self.text, self.clean, self.outline, self.lines = clean.text, clean, outline, outline.lines
        self.issuer = header.issuer.value.lower() if header.issuer else ""
        self.kind = header.kind.value if header.kind else ""
        self.today = header.date.value if header.date else None
        self.tables = tables
        self.stops = [match.span() for match in _SENTENCE.finditer(clean.text)]
        self.cuts: dict[int, list[int]] = {}
        self.said: dict[tuple[int, int], Statement] = {}
        self.unassigned: list[Unassigned] = []
        self.concluded = self._concluded_with(header)
        self.addressees = self._addressees(header)

    def _read(self, start: int, end: int) -> Statement:
        """What the words of a line or sentence say; read once, asked for from several sides."""
        found = self.said.get((start, end))
        if found is None:
            found = read_statement(self.text, start, end)
            if found.names and found.names[0].text.startswith(_READERS):
                found = Statement(Form.OTHER, action=start, start=start)
            self.said[start, end] = found
        return found

    def _cuts(self, line: Line) -> list[int]:
        """Where the sentences of a line begin, but for its first; found once."""
        found = self.cuts.get(line.index)
        if found is None:
            found = self.cuts[line.index] = self._sentence_starts(line)
        return found

    def _sentence_starts(self, line: Line) -> list[int]:
        text, start, stops = self.text, line.body, self.stops
        found = []
        for at in range(bisect_left(stops, (start, 0)), len(stops)):
            stop, begin = stops[at]
            if begin >= line.end:
                break
            if not _ABBREVIATED.search(text, max(start, stop - 2), stop):
                found.append(begin)
        return found

    def run(self) -> list[_Draft]:
        return list(self._siblings(self.outline.top, (), describes=False))

    def _addressees(self, header: Header) -> tuple[Name, ...]:
        """The bodies a letter is addressed to."""
        if self.kind != "Công văn":
            return ()
        found = ((read.value, self.text.find(read.value)) for read in header.to)
        return tuple(Name(words, at, at + len(words)) for words, at in found if at >= 0)

    def _concluded_with(self, header: Header) -> tuple[Name, ...]:
        """Conclusions of a meeting with a province's leaders address that province."""
        if not header.kind or header.kind.value != "Thông báo":
            return ()
        for line in self.lines:
            match = _CONCLUDES_WITH.search(self.text, line.start, line.end)
            if match and line.kind not in OUTSIDE:
                return (Name(match["whom"], match.start("whom"), match.end("whom")),)
        return ()

    def _siblings(self, indices: Sequence[int], names: tuple[Name, ...], *, describes: bool) -> Iterator[_Draft]:
        """Tasks of the lines `indices`, which stand under a line that passes `names` down."""
        running = names
        last: tuple[Name, ...] = ()
        pending: list[_Draft] = []
        for index in indices:
            line = self.lines[index]
            if index in self.tables:
                continue
            if line.kind in OUTSIDE:
                running = () if line.kind is DivisionKind.SIGNATURE else running
                continue
            if line.kind in _BREAKS:
                running = names
            shared = self._shared_deadline(line)
            if shared:
                yield from (replace(draft, group_deadline=shared) for draft in pending)
                pending = []
                continue
            if line.kind is DivisionKind.PARAGRAPH and line.text.endswith(_TURNS):
                running = names = ()
            given = running or (last if line.kind is DivisionKind.PARAGRAPH and _CONTINUES.match(line.text) else ())
            drafts, passed = self._line(line, given, describes=describes)
            if drafts and drafts[-1].rule == "task.labelled" and not given:
                yield from self._sharing_labels(line, indices, drafts[-1])
            running = running if passed == given else passed
            last = drafts[-1].names if drafts and line.kind is DivisionKind.PARAGRAPH else ()
            pending += drafts
        yield from pending

    def _sharing_labels(self, line: Line, beside: Sequence[int], labelled: _Draft) -> Iterator[_Draft]:
        """The items before the last of several, where only it has labels under it ('Đơn vị chủ trì: …'): they hold for all of them."""
        others = [self.lines[index] for index in beside if index != line.index]
        if line.index != beside[-1] or any(self.outline.children[other.index] or other.kind is not line.kind for other in others):
            return
        for other in others:
            if self._read(other.body, other.end).form is Form.IMPERATIVE:
                self.unassigned = [item for item in self.unassigned if item.line != other.index]
                deadline = find_deadline(self.text, labelled.start, labelled.end, self.today)
                yield replace(labelled, line=other.index, start=other.body, end=other.end, action=other.body, group_deadline=deadline)

    def _shared_deadline(self, line: Line) -> Found | None:
        """A line 'Thời gian thực hiện: …' after several items holds for each of them."""
        if line.kind is not DivisionKind.PARAGRAPH or not LABEL.match(line.text) or line.parent is None:
            return None
        return find_deadline(self.text, line.body, line.end, self.today)

    def _line(self, line: Line, names: tuple[Name, ...], *, describes: bool) -> tuple[list[_Draft], tuple[Name, ...]]:
        """(tasks of `line` and all under it, the bodies passed on to the lines after it)."""
        children = self.outline.children[line.index]
        if children and self._is_labelled(children):
            return self._labelled(line, children, names), names
        if _is_title(line) and not (line.text.startswith("Yêu cầu ") and self._read(line.body, line.end).names):
            if _SILENT.search(line.text):
                return [], names
            describes = bool(_DESCRIBES.search(line.text)) or (describes and line.kind not in _BREAKS)
            passed = self.concluded if not names and self.concluded and _FORWARD.search(line.text) else names
            statement = self._read(line.body, line.end)
            if statement.form is Form.HEADING:
                passed = statement.names
            below = list(self._siblings(children, () if describes else passed, describes=describes))
            if (line.kind in _BREAKS or line.text.isupper()) and _RESULTS.match(line.text):
                below = [draft for draft in below if "subject" not in draft.rule or self.text.startswith(_AHEAD, draft.start)]
            return below, names
        if line.marker and line.text.startswith(_RIGHTS):
            return [], names
        statement = self._statement(line)
        if not names and not children and statement.form in {Form.IMPERATIVE, Form.OTHER}:
            statement = self._labelled_actor(line) or statement
        if statement.form is Form.OTHER and children and self._is_loose_heading(line, children):
            statement = Statement(Form.HEADING, (Name(line.text.rstrip(" :"), line.body, line.end),), line.end, line.body)
        if self._is_own_announcement(line, statement):
            statement = Statement(Form.OTHER, action=line.body, start=line.body)
        if statement.form is Form.HEADING and not children and self._heads_paragraphs(line):
            return [], statement.names
        if statement.form is Form.HEADING and (children or not line.text.rstrip().endswith(":")):
            return list(self._siblings(children, statement.names, describes=False)), names
        if statement.form in {Form.HEADING, Form.INTRODUCTION}:
            if children:
                return list(self._siblings(children, statement.names, describes=False)), names
            return [], statement.names
        return self._unit(line, statement, children, names, describes=describes), names

    def _statement(self, line: Line) -> Statement:
        """What the line says: its first sentence, or its last where that one introduces what follows."""
        cuts = self._cuts(line)
        if not cuts:
            if self._is_bare_heading(line):
                names, stop = names_at(self.text, line.body)
                whole = _CHARGED_TAIL.sub("", _APPENDED.split(line.text, maxsplit=1)[0].strip(" :"))
                first = names[-1].start if len(names) > 1 and line.body + len(whole) > stop else line.body
                named = Name(self.text[first : line.body + len(whole)], first, line.body + len(whole))
                return Statement(Form.HEADING, (*names[:-1], named) if first > line.body else (named,), line.end, line.body)
            return self._read(line.body, line.end)
        last = self._read(cuts[-1], line.end)
        return last if last.form is Form.INTRODUCTION else self._read(line.body, cuts[0] - 1)

    def _is_bare_heading(self, line: Line) -> bool:
        """A line with items under it and no mark at its end is their heading, whatever verbs it has."""
        children = self.outline.children[line.index]
        if line.text[-1:] in ".;:,)" or not children or line.kind is DivisionKind.PARAGRAPH:
            return False
        names, stop = names_at(self.text, line.body)
        return bool(names) and stop < line.end and not LABEL.match(self.lines[children[0]].text)

    def _labelled_actor(self, line: Line) -> Statement | None:
        """'Thầy Nguyễn Văn Bình (Phó Hiệu trưởng): Chỉ đạo chung' in a part that shares out the work: who stands before the colon acts."""
        colon = line.text.find(":", 0, MAX_LABEL) if line.kind is not DivisionKind.PARAGRAPH else -1
        if colon < 3 or not line.text[0].isupper() or opens(line.text, "topic") or phrase_at(self.text, line.body, capital=True):
            return None
        after = _SPACE.match(self.text, line.body + colon + 1, line.end)
        duty = phrase_at(self.text, after.end(), capital=True) if after and after.end() < line.end else None
        if duty is None or duty[1] == "stop":
            return None
        if not any(_SHARES_OUT.search(self.lines[index].text) for index in self.outline.ancestors(line.index)):
            return None
        end = line.body + colon
        listed, stop = names_at(self.text, line.body)
        names = tuple(listed) if listed and stop == end else (Name(line.text[:colon].strip(), line.body, end),)
        return Statement(Form.SUBJECT, names, end, line.body)

    def _heads_paragraphs(self, line: Line) -> bool:
        """Whether a paragraph that only names a body, without a mark at its end, stands over bare duties: 'Ban Giám hiệu' ⏎ 'Chỉ đạo …'."""
        below = self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None
        if below is None or line.kind is not DivisionKind.PARAGRAPH or line.text[-1:] in ".;,:)" or below.kind in OUTSIDE:
            return False
        return self._read(below.body, below.end).form is Form.IMPERATIVE

    def _is_loose_heading(self, line: Line, children: Sequence[int]) -> bool:
        """Whether a short line over bare duties names who is to do them, in words the grammar does not know."""
        text = line.text
        if line.kind is DivisionKind.PARAGRAPH or not 0 < len(text) < MAX_HEADING or text[-1] in ".;," or ":" in text[:-1]:
            return False
        if not text[0].isupper() or text.isupper() or opens(text, "topic") or phrase_at(self.text, line.body, capital=True):
            return False
        forms = [self._read(self.lines[index].body, self.lines[index].end).form for index in children]
        if not forms.count(Form.IMPERATIVE) or 2 * forms.count(Form.IMPERATIVE) < len(forms) or Form.ASSIGNED in forms:
            return False
        return bool(opens(text, "actor")) or any(_SHARES_OUT.search(self.lines[index].text) for index in self.outline.ancestors(line.index))

    def _is_own_announcement(self, line: Line, statement: Statement) -> bool:
        """'Ủy ban nhân dân tỉnh ban hành Kế hoạch … như sau:' is the issuer speaking of itself."""
        if statement.form not in {Form.SUBJECT, Form.INTRODUCTION, Form.HEADING} or not statement.names:
            return False
        if self.kind and self.text.startswith(f" ban hành {self.kind}", statement.action):
            return True
        if not self.issuer:
            return False
        if statement.form is Form.HEADING and line.marker and self.outline.children[line.index]:
            return False
        name = statement.names[0].text.lower().replace("ubnd", "ủy ban nhân dân")
        own = (name in self.issuer or self.issuer in name) and len(statement.names) == 1
        said = _ANNOUNCES.match(self.text, statement.action) or _UNDERTAKES.match(self.text, statement.action)
        return own and (line.text.rstrip().endswith(":") or said is not None)

    def _unit(self, line: Line, statement: Statement, children: Sequence[int], names: tuple[Name, ...], *, describes: bool) -> list[_Draft]:
        own = [index for index in children if self._names_its_own(index)]
        kept = statement.form is not Form.OTHER and not own and self._are_details(line, children)
        end = self.lines[self.outline.last(line.index)].end if kept else line.end
        drafts = list(self._sentences(line, statement, end, names, describes=describes))
        if kept or not children:
            return drafts
        lead = statement.names or names
        below = list(self._siblings(children, () if describes and not statement.names else lead, describes=describes))
        if below and self._heads(line, drafts):
            return below if len(drafts) <= 1 else drafts + below
        return drafts + below

    def _heads(self, line: Line, drafts: Sequence[_Draft]) -> bool:
        """Whether a duty with tasks under it only announces them: by its colon, or as a heading without a mark at its end."""
        if line.text.rstrip().endswith(":"):
            return not introduces_details(line.text)
        return line.text[-1:] not in ".;!?" and all(draft.inherited for draft in drafts)

    def _are_details(self, line: Line, children: Sequence[int]) -> bool:
        """Whether the lines under a duty only detail it."""
        if not children or self._only_labels(children) or introduces_details(line.text):
            return True
        forms = [self._statement(self.lines[index]).form for index in children]
        return line.text.rstrip().endswith(":") and not all(form is Form.IMPERATIVE for form in forms)

    def _only_labels(self, children: Sequence[int]) -> bool:
        return all(LABEL.match(self.lines[index].text) for index in children)

    def _names_its_own(self, index: int) -> bool:
        line = self.lines[index]
        return self._read(line.body, line.end).form in {Form.ASSIGNED, Form.SUBJECT}

    def _sentences(self, line: Line, first: Statement, end: int, names: tuple[Name, ...], *, describes: bool) -> Iterator[_Draft]:
        """One task for each run of sentences that go to the same bodies."""
        cuts = self._cuts(line)
        agrees = first.form is Form.OTHER and line.text.startswith(_AGREES)
        loose = first.form is Form.OTHER and bool(names) and not describes and self._reads_as_duty(line)
        if first.form is Form.OTHER and not cuts and not loose and not agrees:
            return
        if self._is_formula(line.body, line.end) and not self._says_more(line):
            return
        current: _Draft | None = None
        if cuts and self._is_formula(line.body, cuts[0]):
            first = Statement(Form.OTHER, action=line.body, start=line.body)
        if first.form in {Form.ASSIGNED, Form.SUBJECT}:
            current = _Draft(line.index, line.body, end, first.names, first.action, False, f"task.{first.form.value}")
        elif first.form is Form.REQUESTED and self._asked(line, first, names) and not describes:
            current = _Draft(line.index, line.body, end, self._asked(line, first, names), first.action, True, "task.requested")
        elif bracketed := self._bracketed_actor(line, first):
            current = _Draft(line.index, line.body, end, bracketed, line.body, False, "task.bracketed")
        elif first.form is Form.IMPERATIVE and names and not describes:
            if not _IS_SAID.match(self.text, line.body, line.end):
                current = _Draft(line.index, line.body, end, names, first.action, True, "task.inherited")
        elif loose and first.form is Form.OTHER:
            current = _Draft(line.index, line.body, end, names, line.body, True, "task.inherited-loose")
        elif (first.form is Form.IMPERATIVE or agrees) and not describes:
            late = self._late_actor(line)
            if late:
                current = _Draft(line.index, line.body, end, late.names, late.action, False, "task.late-subject")
            elif not agrees and self._lacks_actor(line):
                self.unassigned.append(Unassigned(line.body, line.end, line.index))
        for at, stop in zip(cuts, [*cuts[1:], line.end], strict=False):
            statement = self._read(at, stop)
            if statement.form is Form.REQUESTED and self._asked(line, statement, names) and not current and not self._is_formula(at, stop):
                statement = replace(statement, form=Form.ASSIGNED, names=self._asked(line, statement, names))
            if statement.form not in {Form.ASSIGNED, Form.SUBJECT} or self._is_formula(at, stop):
                continue
            if current and current.inherited and _is_shorter_form(statement.names, current.names):
                current = replace(current, names=statement.names, inherited=False)
                continue
            if current and not self._goes_elsewhere(current, statement):
                continue
            if current:
                yield from self._worth(replace(current, end=at - 1))
            current = _Draft(line.index, at, end, statement.names, statement.action, False, f"task.sentence-{statement.form.value}")
        if current:
            yield from self._worth(current)

    def _reads_as_duty(self, line: Line) -> bool:
        """Whether an item under bodies that act is a duty of theirs though the table lacks its verb: no title and no remark."""
        text = line.text
        if line.kind is DivisionKind.PARAGRAPH or len(text) < MIN_DUTY or not text[0].isupper() or text[-1] not in ".;/" or text.isupper():
            return False
        based = text.startswith(_BASED)
        if self.outline.children[line.index] or (not based and (opens(text, "remark") or _REMARKS.search(text, 0, MIN_DUTY))):
            return False
        return not names_at(self.text, line.body)[0] and self._stands_among_duties(line)

    def _stands_among_duties(self, line: Line) -> bool:
        """Whether most items beside this one, and one at least, are duties."""
        beside = self.outline.top if line.parent is None else self.outline.children[line.parent]
        others = [self.lines[index] for index in beside if index != line.index and self.lines[index].kind is line.kind]
        duties = sum(self._read(other.body, other.end).form not in {Form.OTHER, Form.HEADING} for other in others)
        return duties > 0 and 2 * duties >= len(others)

    def _asked(self, line: Line, statement: Statement, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """Of whom a request that names nobody asks: of the bodies above it, else of those the letter is addressed to."""
        if line.kind is DivisionKind.PARAGRAPH and self.addressees:
            return self.addressees
        return names if names and self.text[statement.action].islower() else self.addressees

    def _bracketed_actor(self, line: Line, first: Statement) -> tuple[Name, ...]:
        """Who a bracket at the end of a bare duty gives it to: 'Xây dựng Quy chế (Giao Công an tỉnh chủ trì, phối hợp với …).'"""
        bracket = _BRACKETED.search(self.text, line.body, line.end) if first.form is Form.IMPERATIVE and ")" in line.text[-3:] else None
        if not bracket:
            return ()
        inner = self._read(bracket.end(), self.text.rindex(")", bracket.end(), line.end))
        return inner.names if inner.form in {Form.ASSIGNED, Form.SUBJECT} else ()

    def _late_actor(self, line: Line) -> Statement | None:
        """Who acts where a line names them only in a later clause: 'Thống nhất tổ chức Ngày hội; Sở Nội vụ chuẩn bị …'."""
        for match in _CLAUSE.finditer(self.text, line.body, line.end):
            statement = self._read(match.end(), line.end)
            if statement.form in {Form.ASSIGNED, Form.SUBJECT}:
                return statement
        return None

    def _is_formula(self, start: int, end: int) -> bool:
        """Whether the words only carry the document into force or to notice, and ask for nothing more."""
        if not mentions(self.text, start, end, present(self.text, _FORMULA_WORDS)):
            return False
        match = _NO_TASK.search(self.text, start, end)
        return match is not None and self.text.find("báo cáo", match.end(), end) < 0

    def _lacks_actor(self, line: Line) -> bool:
        """Whether an imperative nobody is named for is a duty: a sentence, not a title, and not an article that does the thing itself."""
        if line.text[-1:] not in ".;:" or self.outline.children[line.index]:
            return False
        upper = [self.lines[index] for index in (line.index, *self.outline.ancestors(line.index))]
        return not (_PERFORMS.match(line.text) and any(item.kind is DivisionKind.ARTICLE for item in upper))

    def _goes_elsewhere(self, current: _Draft, statement: Statement) -> bool:
        """Whether a later sentence gives work to other bodies than the unit so far."""
        if {name.text.lower() for name in current.names} & {name.text.lower() for name in statement.names}:
            return False
        if _CLOSES.match(self.text, statement.start):
            return True
        classes = all(is_class(name) for name in statement.names)
        if statement.form is Form.ASSIGNED:
            return not (classes and current.inherited)
        if not classes:
            return True
        charged = _CHARGED.match(self.text, statement.action)
        return charged is not None and (not current.inherited or charged["duty"] is not None)

    def _says_more(self, line: Line) -> bool:
        """Whether a line that carries a formula of closing also has sentences that assign."""
        cuts = [line.body, *self._cuts(line)]
        return any(not self._is_formula(a, b) for a, b in zip(cuts, [*cuts[1:], line.end], strict=False)) and len(cuts) > 1

    def _worth(self, draft: _Draft) -> Iterator[_Draft]:
        """The draft, unless its words add nothing to 'carry this document out' (ANNOTATION of the corpus, Tasks)."""
        if draft.end - draft.action > FLUFF_LENGTH:
            yield draft
            return
        words = self.text[draft.action : draft.end]
        left = words[_FLUFF.match(words).end() :]  # type: ignore[union-attr]  # it matches nothing, too
        if len(left) > SCRAWL or " " in left or coordinating_bodies(self.text, draft.action, draft.end)[0]:
            yield draft

    def _is_labelled(self, children: Sequence[int]) -> bool:
        return any(_LEAD_LABEL.match(self.lines[index].text) for index in children)

    def _labelled(self, line: Line, children: Sequence[int], names: tuple[Name, ...]) -> list[_Draft]:
        """An item whose lines are labelled: 'Nội dung: …', 'Cơ quan chủ trì: …', 'Thời gian: …' is one task."""
        lead: list[Name] = []
        together: list[Name] = []
        for index in children:
            child = self.lines[index]
            for label, into in ((_LEAD_LABEL, lead), (_WITH_LABEL, together)):
                match = label.match(child.text)
                if match:
                    into += self._listed(child.body + match.end(), child.end)
        end = self.lines[self.outline.last(line.index)].end
        if not lead and not names:
            return []
        return [
            _Draft(line.index, line.body, end, tuple(lead) or names, line.body, not lead, "task.labelled", coordinating=tuple(together))
        ]

    def _listed(self, start: int, end: int) -> list[Name]:
        """The bodies that open each clause of a label's words: 'Sở A chủ trì …; Sở B và các sở …'; where none is known, the words."""
        found: list[Name] = []
        at = start
        while at < end:
            names, stop = names_at(self.text, at)
            field = _FIELD_OF_OFFICE.match(self.text, stop, end) if names else None
            if field:
                stop = field.end()
                names[-1] = Name(self.text[names[-1].start : stop], names[-1].start, stop)
            found += names
            after = _NEXT_LISTED.search(self.text, max(stop, at), end)
            if not after:
                break
            at = after.end()
        return found or self._as_written(start, end)

    def _as_written(self, start: int, end: int) -> list[Name]:
        """The parts of a label's words, at commas before a capital or 'các': what goes on in lower case belongs to the part before it."""
        found, at = [], start
        for stop in [*(m.start() for m in _PART.finditer(self.text, start, end)), end]:
            words = self.text[at:stop].rstrip(" .;:,")
            if words:
                found.append(Name(words, at, at + len(words)))
            at = stop + len(self.text[stop:end]) - len(self.text[stop:end].lstrip(" ,;"))
        return found


def _is_shorter_form(names: Sequence[Name], upper: Sequence[Name]) -> bool:
    """Whether `names` say in short whom `upper` says in full: 'Các Cục Thuế' of 'Cục Thuế các tỉnh, thành phố'."""
    if len(names) != 1 or len(upper) != 1 or not names[0].text.lower().startswith("các "):
        return False
    short = names[0].text[4:].lower()
    return " " in short and upper[0].text.lower().removeprefix("các ").startswith(f"{short} ")


@cache
def _openings(what: str) -> re.Pattern[str]:
    words = sorted((row["words"] for row in table("openings") if row["opens"] == what), key=len, reverse=True)
    if what == "actor":
        words = [f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words]
    many = r"(?:(?:Các|Toàn thể|Tất cả|Mỗi) )?" if what == "actor" else ""
    return re.compile(many + "(?:" + "|".join(words) + r")(?![^\W\d_])")


def opens(text: str, what: str) -> bool:
    """Whether `text` begins as a remark, the heading of a topic, or that of an actor does (the table openings)."""
    return _openings(what).match(text) is not None


def _is_title(line: Line) -> bool:
    """A line that only names its part: capitals, or a chapter, or a short line without a duty."""
    if line.kind in {DivisionKind.CHAPTER, DivisionKind.PART, DivisionKind.SECTION, DivisionKind.ANNEX}:
        return True
    if line.text.isupper():
        return True
    return (
        line.kind in {DivisionKind.ROMAN, DivisionKind.CLAUSE, DivisionKind.POINT}
        and len(line.text) < 60
        and bool(_DESCRIBES.match(line.text))
    )


_PURPOSES = ("Để ", "Nhằm ")
"""What opens a purpose; the time in it ('Để hoàn thành kế hoạch trong năm …') is no deadline of the duty."""


def _finish(clean: CleanText, draft: _Draft, today: date | None, citations: Sequence[Citation]) -> Task:
    text = clean.text
    span = clean.span(draft.start, draft.end)
    purpose = text.startswith(_PURPOSES, draft.start)
    deadline = find_deadline(text, draft.action if purpose else draft.start, draft.end, today)
    if draft.group_deadline and not (deadline and (deadline.due or deadline.every)):
        deadline = draft.group_deadline
    together, _ = coordinating_bodies(text, draft.action, draft.end)
    known = {name.text.lower() for name in together}
    coordinating = [*together, *(name for name in draft.coordinating if name.text.lower() not in known)]
    leads = {name.text.lower() for name in draft.names}
    report = find_report_to(text, draft.action, draft.end)
    product = find_product(text, draft.action, draft.end)
    return Task(
        span=span,
        lead=tuple(_body(clean, name) for name in draft.names),
        coordinating=tuple(_body(clean, name) for name in coordinating if name.text.lower() not in leads or is_class(name)),
        action=as_action(text[draft.action : draft.end]),
        deadline=deadline.typed(text, clean.span(deadline.start, deadline.end)) if deadline else None,
        report_to=_body(clean, report) if report else None,
        product=Read(one_line(text[product[0] : product[1]]), clean.span(*product), "product.named") if product else None,
        citations=cited_within(citations, span),
        division=draft.line,
        inherited=draft.inherited,
        rule=draft.rule,
    )


def _body(clean: CleanText, name: Name) -> Body:
    return Body(name.text, clean.span(name.start, name.end))
