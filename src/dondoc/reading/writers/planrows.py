"""Reading → the rows of the assignment table an office sends out. The one place that says what stands in which column."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from dondoc.reading.findings import assignable
from dondoc.reading.model import Body, Citation, Deadline, DeadlineKind, Division, DivisionKind, Reading, Task

TITLE = "Bảng phân công nhiệm vụ"

COLUMNS = (
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn",
    "Sản phẩm",
    "Báo cáo",
    "Căn cứ",
)
"""The columns, in their order; TT counts 1, 2, 3 … over all rows."""

FIELDS = ("number", "action", "lead", "with", "deadline", "product", "report", "basis")
"""The columns by the names of :mod:`dondoc.reading.writers.jsonform`, as corrections name them."""

PLACES: dict[DivisionKind, str] = {
    DivisionKind.PART: "Phần",
    DivisionKind.CHAPTER: "Chương",
    DivisionKind.SECTION: "Mục",
    DivisionKind.SUBSECTION: "Tiểu mục",
    DivisionKind.ARTICLE: "Điều",
    DivisionKind.ROMAN: "phần",
    DivisionKind.CLAUSE: "mục",
    DivisionKind.POINT: "điểm",
    DivisionKind.ANNEX: "Phụ lục",
}
"""How a division is named when one points to it; a clause under an article is ``khoản``."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that XML, and so a spreadsheet or a Word file, can't hold, and those nobody can see."""


@dataclass(frozen=True, slots=True)
class When:
    """A deadline as a cell shows it: `words`, and `day` (a ``datetime`` where the text gives the hour) where the text names one day."""

    words: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One task. Where the text says nothing the cell is empty."""

    number: int
    action: str
    lead: str
    coordinating: str
    deadline: When
    product: str
    report: str
    basis: str
    key: str = ""
    """Tells the row from all others of its document, wherever it is moved: the span of its task, ``120-344``."""

    def texts(self) -> tuple[str, ...]:
        """The cells as text, in the order of :data:`COLUMNS`."""
        words = self.deadline.words
        return (str(self.number), self.action, self.lead, self.coordinating, words, self.product, self.report, self.basis)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The table and the line that says which document it carries out."""

    source: str
    rows: tuple[Row, ...]
    fingerprint: str = ""
    """Of the document's text: tells a table that comes back from that of another document."""


def plan_table(reading: Reading) -> PlanTable:
    """The assignment table of `reading`, a row a task, in the order of the text; what persons think is nobody's task."""
    tasks = [task for _, task in assignable(reading.tasks)]
    rows = tuple(_row(number, task, key, reading) for number, (task, key) in enumerate(zip(tasks, _keys(tasks), strict=True), 1))
    return PlanTable(_source(reading), rows, fingerprint(reading.source.text))


def fingerprint(text: str) -> str:
    """16 hexadecimal digits that tell `text` from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _keys(tasks: Iterable[Task]) -> Iterator[str]:
    """The span of each task; a later one of the same span has its place among them behind it: ``120-344.2``."""
    seen: Counter[str] = Counter()
    for task in tasks:
        key = f"{task.span.start}-{task.span.end}"
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}.{seen[key]}"


def clean(text: str) -> str:
    """`text` on one line, without characters a file can't hold."""
    return " ".join(UNWRITABLE.sub(" ", text).split())


def vietnamese_day(day: date) -> str:
    """``05/02/2026``; with the hour where there is one: ``15:00 05/02/2026``."""
    return day.strftime("%H:%M %d/%m/%Y" if isinstance(day, datetime) else "%d/%m/%Y")


def _row(number: int, task: Task, key: str, reading: Reading) -> Row:
    return Row(
        number=number,
        action=_sentence(task.action).removesuffix("/."),
        lead=_bodies(task.lead),
        coordinating=_bodies(task.coordinating),
        deadline=_when(task.deadline),
        product=_sentence(task.product.value) if task.product else "",
        report=_sentence(task.report_to.name) if task.report_to else "",
        basis="; ".join(filter(None, (_place(task, reading.divisions), *_cited(task, reading)))),
        key=key,
    )


def _sentence(text: str) -> str:
    text = clean(text)
    return text[:1].upper() + text[1:]


def _bodies(bodies: tuple[Body, ...]) -> str:
    return _sentence("; ".join(dict.fromkeys(clean(body.name) for body in bodies)))


def _when(deadline: Deadline | None) -> When:
    """One day is a date; a period, a range, a recurrence or an event stays in the words of the text."""
    if deadline is None:
        return When()
    if deadline.kind is not DeadlineKind.ABSOLUTE or deadline.due is None or deadline.start or deadline.every:
        return When(_sentence(deadline.text))
    day = _moment(deadline.due, deadline.time)
    return When(vietnamese_day(day), day)


def _moment(day: date, hour: str | None) -> date:
    """`day`, with the hour where one is given; ``24:00`` is the day itself."""
    return datetime.combine(day, time.fromisoformat(hour)) if hour and hour != "24:00" else day


def _place(task: Task, divisions: tuple[Division, ...]) -> str:
    """Where the task stands in the document: ``khoản 2 Điều 5``, ``điểm a mục 1 phần II``; empty outside numbered divisions."""
    names: list[str] = []
    index = task.division
    while index is not None:
        division = divisions[index]
        above = divisions[division.parent].kind if division.parent is not None else None
        word = "khoản" if (division.kind, above) == (DivisionKind.CLAUSE, DivisionKind.ARTICLE) else PLACES.get(division.kind)
        if word and division.number:
            names.append(f"{word} {clean(division.number)}")
        index = division.parent
    return _sentence(" ".join(names))


def _cited(task: Task, reading: Reading) -> list[str]:
    return list(dict.fromkeys(_document(reading.citations[index]) for index in task.citations))


def _document(citation: Citation) -> str:
    if citation.number:
        return clean(f"{citation.kind} số {citation.number}")
    return clean(" ".join(filter(None, (citation.kind, citation.name, f"năm {citation.year}" if citation.year else ""))))


def _source(reading: Reading) -> str:
    """``Thực hiện Công văn số 700-CV/TU ngày 16/03/2023 của …``, as far as the heading says; empty where it says nothing."""
    header = reading.header
    parts = [
        header.kind.value if header.kind else "văn bản" if header.number else "",
        f"số {header.number.value}" if header.number else "",
        f"ngày {vietnamese_day(header.date.value)}" if header.date else "",
        f"của {header.issuer.value}" if header.issuer else "",
        _about(header.subject.value) if header.subject else "",
    ]
    return clean("Thực hiện " + " ".join(filter(None, parts))) if any(parts) else ""


def _about(subject: str) -> str:
    """A trích yếu that begins with "về" runs on; another stands in brackets."""
    subject = re.sub(r"^[Vv]/[Vv]\s*:?\s*", "về việc ", subject)
    return subject if subject.lower().startswith("về ") else f"({subject})"
