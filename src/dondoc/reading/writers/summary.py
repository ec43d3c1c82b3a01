"""A reading for a person's eyes, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap
from typing import NamedTuple

from dondoc.reading.findings import assignable, message
from dondoc.reading.model import Citation, Reading, Task
from dondoc.reading.writers.planrows import clean, vietnamese_day


class Words(NamedTuple):
    """One saying in both languages."""

    vi: str
    en: str


HEADER = {
    "kind": Words("Loại văn bản", "Kind"),
    "number": Words("Số, ký hiệu", "Number"),
    "date": Words("Ngày ban hành", "Date"),
    "issuer": Words("Cơ quan ban hành", "Issuer"),
    "subject": Words("Trích yếu", "Subject"),
    "signer": Words("Người ký", "Signed by"),
    "urgency": Words("Độ khẩn", "Urgency"),
    "secrecy": Words("Độ mật", "Secrecy"),
}
"""The header fields shown, in this order."""
TO = Words("Kính gửi", "To")
TASKS = Words("NHIỆM VỤ", "TASKS")
CITATIONS = Words("VIỆN DẪN", "CITATIONS")
FINDINGS = Words("ĐIỀU CẦN XEM LẠI", "TO LOOK AT")
LEAD = Words("Chủ trì", "Lead")
COORDINATING = Words("Phối hợp", "Coordinating")
DEADLINE = Words("Thời hạn", "Deadline")
PRODUCT = Words("Sản phẩm", "Product")
REPORT = Words("Báo cáo", "Reports to")


def to_text(reading: Reading, language: str = "vi") -> str:
    """Heading, tasks, citations and findings of `reading`, in ``vi`` or ``en``; what the text does not say is left out."""
    return "\n".join(_lines(reading, language))


def _lines(reading: Reading, language: str) -> Iterator[str]:
    yield clean(reading.source.name or "")
    yield from _heading(reading, language)
    yield from _section(TASKS, [_task(task, language) for _, task in assignable(reading.tasks)], language)
    yield from _section(CITATIONS, list(map(citation_line, reading.citations)), language)
    findings = [f"{message(item, language)} [{excerpt(reading.quote(item.span))}]" for item in reading.findings]
    yield from _section(FINDINGS, findings, language)


def _heading(reading: Reading, language: str) -> Iterator[str]:
    header = reading.header
    for field, label in HEADER.items():
        read = getattr(header, field)
        if read:
            yield f"  {getattr(label, language)}: {vietnamese_day(read.value) if field == 'date' else clean(read.value)}"
    if header.to:
        yield f"  {getattr(TO, language)}: {'; '.join(clean(read.value) for read in header.to)}"


def _section(title: Words, entries: list[str], language: str) -> Iterator[str]:
    yield ""
    yield f"{getattr(title, language)} ({len(entries)})"
    yield from starmap("{:>3}. {}".format, enumerate(entries, 1))


def _task(task: Task, language: str) -> str:
    deadline = task.deadline
    day = f" ({vietnamese_day(deadline.due)})" if deadline and deadline.due else ""
    facts = (
        (LEAD, "; ".join(body.name for body in task.lead)),
        (COORDINATING, "; ".join(body.name for body in task.coordinating)),
        (DEADLINE, f"{deadline.text}{day}" if deadline else ""),
        (PRODUCT, task.product.value if task.product else ""),
        (REPORT, task.report_to.name if task.report_to else ""),
    )
    lines = [clean(task.action), *(f"     {getattr(label, language)}: {clean(words)}" for label, words in facts if words)]
    return "\n".join(lines)


def citation_line(citation: Citation) -> str:
    """A citation on one line: kind, number or name, date, issuer, provisions."""
    name = citation.number or " ".join(filter(None, (citation.name, str(citation.year or ""))))
    provisions = ", ".join(
        " ".join(f"{word} {value}" for word, value in (("điểm", p.point), ("khoản", p.clause), ("Điều", p.article)) if value)
        for p in citation.provisions
    )
    day = f", ngày {vietnamese_day(citation.date)}" if citation.date else ""
    issuer = f", {citation.issuer}" if citation.issuer else ""
    return clean(f"{citation.kind} {name}{day}{issuer}" + (f" ({provisions})" if provisions else ""))


def excerpt(text: str, most: int = 80) -> str:
    """The first words of `text`, on one line, at most `most` characters."""
    text = clean(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
