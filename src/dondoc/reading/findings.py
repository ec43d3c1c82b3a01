"""The checks: what in a reading a person should look at, and the words that say so.

Each check reads the tasks and says what is missing from 'rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm' (domain notes on
tasks, section 1). A finding never changes what was read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from dondoc.reading import notes
from dondoc.reading.citations.dates import DATE, read_date
from dondoc.reading.data import table
from dondoc.reading.identifiers import bodies_of, kind_in_symbol, lacks_year, number_of_law, year_of
from dondoc.reading.model import Citation, DeadlineKind, Finding, Header, Severity, SourceText, Span, Task
from dondoc.reading.script import legacy
from dondoc.reading.script.search import has_one
from dondoc.reading.tasks.classes import stands_for_many

MESSAGES: dict[str, dict[str, str]] = {
    "no-lead": {
        "vi": "Không nêu cơ quan nào thực hiện. Hãy chọn đơn vị chủ trì hoặc bỏ qua nếu đây không phải nhiệm vụ.",
        "en": "Nobody is named to do this. Choose the lead unit, or leave it out if it is no task.",
    },
    "several-leads": {
        "vi": "Nêu {count} cơ quan cùng thực hiện. Hãy xác định một cơ quan chịu trách nhiệm chính, hoặc tách thành nhiều nhiệm vụ.",
        "en": "{count} bodies are named to do this. Say which one is accountable, or split the task.",
    },
    "lead-is-class": {
        "vi": "“{name}” là một nhóm cơ quan. Hãy chọn từng đơn vị cụ thể.",
        "en": "“{name}” is a class of bodies. Choose the units it means.",
    },
    "no-deadline": {
        "vi": "Không nêu thời hạn. Hãy đặt thời hạn hoặc ghi rõ là nhiệm vụ thường xuyên.",
        "en": "No deadline is given. Set one, or mark the task as open-ended.",
    },
    "deadline-past": {
        "vi": "Thời hạn {due} sớm hơn ngày ban hành {issued}. Hãy kiểm tra lại với cơ quan ban hành.",
        "en": "The deadline {due} is before the date of issue {issued}. Check it with the issuer.",
    },
    "deadline-impossible": {
        "vi": "“{words}” không phải là một ngày có thật. Hãy hỏi lại cơ quan ban hành.",
        "en": "“{words}” is not a day that exists. Ask the issuer.",
    },
    "deadline-fuzzy": {
        "vi": "“{words}” không chỉ rõ ngày nào; tạm lấy ngày cuối của kỳ đó. Hãy đặt một ngày cụ thể.",
        "en": "“{words}” names no day; the last day of the period is taken for now. Set a day.",
    },
    "deadline-needs-event": {
        "vi": "Thời hạn tính từ “{words}”: chưa biết ngày. Hãy nhập ngày khi sự kiện xảy ra.",
        "en": "The deadline counts from “{words}”, whose date is not known yet. Enter it when it happens.",
    },
    "vague-duty": {
        "vi": "“{words}” không nêu sản phẩm, mức độ hay thời hạn để kiểm tra. Hãy thêm tiêu chí cụ thể.",
        "en": "“{words}” gives no product, measure or deadline to check. Add a criterion.",
    },
    "no-product": {
        "vi": "Không nêu sản phẩm, nơi nhận báo cáo hay mức độ phải đạt. Hãy nêu kết quả phải có.",
        "en": "No product, report or measure is named. Say what must be there in the end.",
    },
    "number-against-kind": {
        "vi": "“{kind}” nhưng ký hiệu {number} là của {other}. Hãy kiểm tra tên loại và số, ký hiệu.",
        "en": "“{kind}”, but the symbol {number} is that of a {other}. Check the kind and the number.",
    },
    "citation-no-such-issuer": {
        "vi": "{kind} chỉ do một cơ quan ban hành; ký hiệu {number} không thể có. Hãy kiểm tra lại số, ký hiệu.",
        "en": "Only one body issues {kind}; the symbol {number} can't exist. Check the number.",
    },
    "citation-no-year": {
        "vi": "Số {number} thiếu năm ban hành. Hãy ghi đủ, ví dụ 30/2020/NĐ-CP.",
        "en": "The number {number} lacks the year. Write it in full, like 30/2020/NĐ-CP.",
    },
    "citation-date-impossible": {
        "vi": "“{words}” không phải là một ngày có thật. Hãy kiểm tra ngày của văn bản viện dẫn.",
        "en": "“{words}” is not a day that exists. Check the date of the cited document.",
    },
    "citation-date-against-number": {
        "vi": "Số {number} nhưng ngày ban hành là {date}. Hãy kiểm tra lại năm.",
        "en": "The number is {number}, but the date {date}. Check the year.",
    },
    "citation-date-later": {
        "vi": "Văn bản viện dẫn đề ngày {date}, sau ngày của chính văn bản này ({issued}). Hãy kiểm tra lại.",
        "en": "The cited document is dated {date}, after this document itself ({issued}). Check it.",
    },
    "citation-repealed": {
        "vi": "{document} không còn hiệu lực từ {ended}; thay bằng {by}. Hãy viện dẫn văn bản thay thế.",
        "en": "{document} has not been in force since {ended}; {by} took its place. Cite that one.",
    },
    "about-persons-views": {
        "vi": "Đoạn này nói về tư tưởng, quan điểm của cá nhân. Dondoc chỉ theo dõi công việc của tổ chức: chỉ hiển thị nguyên văn, "
        "không giao và không theo dõi.",
        "en": "This passage is about what persons think or say. Dondoc follows the work of organisations only: it shows the text "
        "and does not assign or track it.",
    },
    legacy.UNCERTAIN: {
        "vi": "Đoạn này có vẻ dùng bảng mã cũ (TCVN3, VNI …) mà Dondoc không chắc là bảng mã nào nên giữ nguyên. "
        "Hãy so với bản gốc, chuyển sang Unicode rồi gửi lại.",
        "en": "This passage seems to be in an old encoding (TCVN3, VNI …); Dondoc is not sure which and left it as it is. "
        "Compare it with the original, convert it to Unicode and send it again.",
    },
    notes.PART_UNREAD: {
        "vi": "Phần {part} của tệp bị hỏng nên không đọc được: số thứ tự tự động, chú thích hoặc tiêu đề trang có thể thiếu, chữ ẩn có thể "
        "hiện ra. Hãy so với bản gốc, hoặc mở bằng Word và lưu lại.",
        "en": "The part {part} of the file is broken and was not read: automatic numbers, footnotes or the page header may be missing, "
        "hidden text may show. Compare it with the original, or open it in Word and save it again.",
    },
    notes.FORMULAS: {
        "vi": "Bảng tính có công thức chưa được tính nên ô đó không hiện gì. Hãy mở bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại.",
        "en": "The workbook has formulas that were never computed; their cells show nothing here. Open it in Excel or LibreOffice, "
        "save it and send it again.",
    },
    notes.UNCHECKED: {
        "vi": "Không mở được tệp đính kèm “{file}” nên chưa kiểm tra được dấu chỉ độ mật. Hãy mở ra xem; nếu có dấu mật thì xử lý ngoài "
        "hệ thống này.",
        "en": "The attachment “{file}” could not be opened, so nobody has looked for a secrecy mark on it. Look at it; if it has one, "
        "handle it outside this system.",
    },
    notes.MARKED: {
        "vi": "Tệp đính kèm “{file}” có dấu chỉ độ mật. Hãy xử lý cả gói theo quy định về bảo vệ bí mật nhà nước, ngoài hệ thống này.",
        "en": "The attachment “{file}” has a secrecy mark. Handle the whole packet under the rules for protecting state secrets, "
        "outside this system.",
    },
}
"""Words by code and language; placeholders are the names in :attr:`Finding.values`."""

SEVERITY: dict[str, Severity] = {
    "no-lead": Severity.WARNING,
    "several-leads": Severity.INFO,
    "lead-is-class": Severity.INFO,
    "no-deadline": Severity.INFO,
    "deadline-past": Severity.ERROR,
    "deadline-impossible": Severity.ERROR,
    "deadline-fuzzy": Severity.WARNING,
    "deadline-needs-event": Severity.INFO,
    "vague-duty": Severity.WARNING,
    "no-product": Severity.INFO,
    "number-against-kind": Severity.WARNING,
    "citation-no-such-issuer": Severity.WARNING,
    "citation-no-year": Severity.WARNING,
    "citation-date-impossible": Severity.ERROR,
    "citation-date-against-number": Severity.WARNING,
    "citation-date-later": Severity.WARNING,
    "citation-repealed": Severity.WARNING,
    "about-persons-views": Severity.WARNING,
    legacy.UNCERTAIN: Severity.WARNING,
    notes.PART_UNREAD: Severity.WARNING,
    notes.FORMULAS: Severity.WARNING,
    notes.UNCHECKED: Severity.WARNING,
    notes.MARKED: Severity.ERROR,
}

_MEASURE = re.compile(r"\d+(?:[.,]\d+)?\s*%|\d+\s*(?:tỷ|triệu|đồng|ha|km|hồ sơ|lượt|buổi|lớp|công trình|dự án|mô hình)")
_ENDS = re.compile("thay thế|bãi bỏ|hết hiệu lực|huỷ bỏ|hủy bỏ|sửa đổi|trước đây")
"""Words beside a citation that say themselves that the document has ended."""
_FIRST_WORDS = re.compile(r"(?:\S+\s+){0,5}\S+")


def message(finding: Finding, language: str = "vi") -> str:
    """What `finding` says to the person who confirms, in ``vi`` or ``en``."""
    return MESSAGES[finding.code][language].format(**dict(finding.values))


def find_findings(
    tasks: Sequence[Task], unassigned: Sequence[Span], header: Header, citations: Sequence[Citation] = (), text: str = ""
) -> tuple[Finding, ...]:
    """What a person should look at, in the order of the text.

    `unassigned`: the duties nobody is named for. `text`: the source, for what `citations` say in words only.
    """
    issued = header.date.value if header.date else None
    found = [_finding("no-lead", span) for span in unassigned]
    for index, task in enumerate(tasks):
        found += _of_task(index, task, issued)
    found += _of_header(header)
    for citation in citations:
        found += _of_citation(citation, text, issued)
    return tuple(sorted(found, key=lambda finding: (finding.span.start, finding.span.end, finding.code)))


def find_drafting_findings(tasks: Sequence[Task]) -> tuple[Finding, ...]:
    """What only who still writes the document can mend, and would be noise to who receives it."""
    return tuple(
        _finding("no-product", task.span, index)
        for index, task in enumerate(tasks)
        if not (task.product or task.report_to or _MEASURE.search(task.action) or is_vague(task) or is_about_persons_views(task.action))
    )


def find_source_findings(source: SourceText) -> tuple[Finding, ...]:
    """What intake was not sure of or had to leave out; where no line shows it by itself, the first line."""
    first = source.text.find("\n")
    top = Span(0, first if first >= 0 else len(source.text))
    found = [_of_note(note, top) for note in source.notes if note.partition(": ")[0] in notes.NAMED_BY]
    if legacy.UNCERTAIN in source.notes:
        places = [Span(*place) for place in legacy.uncertain_lines(source.text)] or [top]
        found += [_finding(legacy.UNCERTAIN, place) for place in places]
    return tuple(found)


def _of_note(note: str, span: Span) -> Finding:
    code, _, name = note.partition(": ")
    values = {notes.NAMED_BY[code]: name} if notes.NAMED_BY[code] else {}
    return _finding(code, span, None, **values)


def _finding(code: str, span: Span, task: int | None = None, **values: str) -> Finding:
    return Finding(code, SEVERITY[code], span, f"finding.{code}", task, tuple(values.items()))


def _of_task(index: int, task: Task, issued: date | None) -> Iterator[Finding]:
    if is_about_persons_views(task.action):
        yield _finding("about-persons-views", task.span, index)
        return
    if len(task.lead) > 1:
        yield _finding("several-leads", task.lead[0].span, index, count=str(len(task.lead)))
    for body in task.lead:
        if stands_for_many(body.name):
            yield _finding("lead-is-class", body.span, index, name=body.name)
    yield from _of_deadline(index, task, issued)
    if is_vague(task):
        words = _FIRST_WORDS.match(task.action)
        yield _finding("vague-duty", task.span, index, words=words[0] if words else task.action)


def _of_deadline(index: int, task: Task, issued: date | None) -> Iterator[Finding]:
    deadline = task.deadline
    if deadline is None:
        yield _finding("no-deadline", task.span, index)
        return
    if deadline.rule == "deadline.impossible":
        yield _finding("deadline-impossible", deadline.span, index, words=deadline.text)
    elif deadline.due and issued and deadline.due < issued:
        yield _finding("deadline-past", deadline.span, index, due=f"{deadline.due:%d/%m/%Y}", issued=f"{issued:%d/%m/%Y}")
    if deadline.fuzzy:
        yield _finding("deadline-fuzzy", deadline.span, index, words=deadline.text)
    if deadline.kind is DeadlineKind.RELATIVE and deadline.event:
        yield _finding("deadline-needs-event", deadline.span, index, words=deadline.event)


def _of_header(header: Header) -> Iterator[Finding]:
    if header.kind and header.number:
        yield from _against_kind(header.kind.value, header.number.value, header.number.span)


def _against_kind(kind: str, number: str, span: Span) -> Iterator[Finding]:
    other = kind_in_symbol(kind, number)
    if other:
        yield _finding("number-against-kind", span, kind=kind, number=number, other=other)


def _of_citation(citation: Citation, text: str, issued: date | None) -> Iterator[Finding]:
    span, number, kind = citation.span, citation.number, citation.kind
    if number:
        yield from _against_kind(kind, number, span)
        if lacks_year(kind, number):
            yield _finding("citation-no-year", span, number=number)
        issuers = _only_issuers().get(kind)
        if issuers and not kind_in_symbol(kind, number) and not issuers.intersection(bodies_of(number)):
            yield _finding("citation-no-such-issuer", span, kind=kind, number=number)
        if citation.date and year_of(number) not in (None, citation.date.year):
            yield _finding("citation-date-against-number", span, number=number, date=f"{citation.date:%d/%m/%Y}")
    if citation.date and issued and citation.date > issued:
        yield _finding("citation-date-later", span, date=f"{citation.date:%d/%m/%Y}", issued=f"{issued:%d/%m/%Y}")
    if citation.date is None:
        for found in DATE.finditer(span.of(text)):
            day = read_date(span.of(text), found.start())
            if day and day.value is None:
                yield _finding("citation-date-impossible", span, words=" ".join(found[0].split()))
    yield from _repealed(citation, text, issued)


def _repealed(citation: Citation, text: str, issued: date | None) -> Iterator[Finding]:
    """A document that another has replaced (``data/repealed.tsv``), unless the text says so itself or is older than that."""
    number = citation.number or number_of_law(citation.kind, citation.name, citation.year)
    row = _ended().get((citation.kind, number.lower())) if number else None
    if row is None or (row["date"] and citation.date and citation.date.isoformat() != row["date"]):
        return
    ended = date.fromisoformat(row["ended"])
    around = text[max(0, citation.span.start - 60) : citation.span.start] + text[citation.span.end : citation.span.end + 40]
    if (issued is None or issued >= ended) and not _ENDS.search(around):
        document = f"{row['kind']} {row['number']}"
        yield _finding("citation-repealed", citation.span, document=document, ended=f"{ended:%d/%m/%Y}", by=row["by"])


@cache
def _ended() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["kind"], row["number"].lower()): row for row in table("repealed")}


@cache
def _only_issuers() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["symbols"].split(",")) for row in table("kind_issuers")}


def is_vague(task: Task) -> bool:
    """Whether a duty gives nothing to check: a vague verb first, and no product, deadline, report or measure."""
    if task.product or task.report_to or (task.deadline and task.deadline.kind is not DeadlineKind.OPEN) or _MEASURE.search(task.action):
        return False
    words = task.action[:1].lower() + task.action[1:]
    return words.removeprefix("tiếp tục ").startswith(_vague_verbs())


@cache
def _vague_verbs() -> tuple[str, ...]:
    return tuple(row["phrase"] + " " for row in table("verbs") if row["vague"])


@cache
def _persons_views() -> re.Pattern[str]:
    rows = table("persons_views")
    watch, view = ("|".join(re.escape(row["words"]) for row in rows if row["role"] == role) for role in ("watch", "view"))
    return re.compile(rf"(?<!\w)(?:{watch})(?!\w)[^.;]{{0,120}}?(?:{view})(?! hồ chí minh| chỉ đạo)")


@cache
def _views() -> tuple[str, ...]:
    """The words one of which such a passage has, without those that have another in them."""
    views = [row["words"] for row in table("persons_views") if row["role"] == "view"]
    return tuple(view for view in views if not any(other != view and other in view for other in views))


def is_about_persons_views(words: str) -> bool:
    """Whether `words` call for watching or grading what persons think or say (rule 9 of the design), however they are typed."""
    level = " ".join(unicodedata.normalize("NFC", words).lower().split())
    return has_one(level, _views()) and bool(_persons_views().search(level))


def assignable(tasks: Sequence[Task]) -> list[tuple[int, Task]]:
    """The tasks, with their places in `tasks`, but for the passages about what persons think: those are text and no more."""
    return [(index, task) for index, task in enumerate(tasks) if not is_about_persons_views(task.action)]
