"""Reading → one web page that needs nothing else: the source text with what was read from it, and the tasks beside it.

What a colour says is said by a line, a sign or a word as well. Without its few lines of script the page only loses that a task and its
words light up together. Everything that comes from the document is escaped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from importlib.resources import files
from itertools import starmap
from typing import Literal, NamedTuple

from dondoc.reading.findings import assignable, message
from dondoc.reading.identifiers import is_resolved, work_uri
from dondoc.reading.model import Body, Citation, Deadline, Finding, Reading, Repair, Severity, Span, Table, Task
from dondoc.reading.writers import summary
from dondoc.reading.writers.marks import Close, Mark, Marks, Open
from dondoc.reading.writers.planrows import vietnamese_day
from dondoc.reading.writers.summary import Words

Language = Literal["vi", "en"]


TEXT = Words("Văn bản", "Text")
TASKS = Words("Nhiệm vụ", "Tasks")
CITATIONS = Words("Viện dẫn", "Citations")
FINDINGS = Words("Điều cần xem lại", "To look at")
REPAIRS = Words("Lỗi chữ đã hiểu lại", "Slips that were mended for reading")
FACTS = Words("Đầu đề", "Heading")
LEGEND = Words("Chú giải", "Key")
SKIP = Words("Đến danh sách nhiệm vụ", "Skip to the tasks")
TO_TEXT = Words("Xem trong văn bản", "Show in the text")
TASK = Words("Nhiệm vụ", "Task")
NOBODY = Words("Chưa nêu cơ quan", "Nobody is named")
NO_TASKS = Words("Không tìm thấy nhiệm vụ nào trong văn bản này.", "No task was found in this document.")
NOTHING = Words("Không có.", "None.")
UNTITLED = Words("Văn bản", "Document")
READ_AS = Words("đọc là", "read as")
PROPOSED = Words(
    "Bản đọc do máy lập, để người có trách nhiệm kiểm tra và xác nhận; chưa phải là giao việc.",
    "A reading made by a program, for a person to check and confirm; it assigns nothing yet.",
)
SEVERITIES = {
    Severity.ERROR: Words("Sai", "Wrong"),
    Severity.WARNING: Words("Cần bổ sung", "Incomplete"),
    Severity.INFO: Words("Lưu ý", "Note"),
}
KINDS = {
    "lead": Words("chủ trì", "lead"),
    "with": Words("phối hợp", "coordinating"),
    "deadline": Words("thời hạn", "deadline"),
    "citation": Words("viện dẫn", "citation"),
    "finding": Words("cần xem lại", "to look at"),
}
"""What is marked inside the text, by the class of its element."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


class _Element(NamedTuple):
    """What a mark in the text becomes: `first` opens its first piece (with the anchor), `more` the others."""

    name: str
    first: str
    more: str
    before: str = ""


def to_html(reading: Reading, language: Language = "vi") -> str:
    """The page, its own words in ``vi`` or ``en``."""
    return _Page(reading, language).write()


class _Page:
    def __init__(self, reading: Reading, language: Language) -> None:
        self.reading, self.language = reading, language
        self.text = reading.source.text
        self.tasks = dict(assignable(reading.tasks))
        self.of_task: dict[int, list[Finding]] = defaultdict(list)
        for finding in reading.findings:
            if finding.task is not None:
                self.of_task[finding.task].append(finding)
        self.marks = Marks(self._marks())

    def say(self, words: Words) -> str:
        return escape(getattr(words, self.language))

    def write(self) -> str:
        title = self._title()
        return "\n".join((
            "<!DOCTYPE html>",
            f'<html lang="{self.language}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Dondoc"><meta name="color-scheme" content="light">',
            f"<title>{title}</title>",
            f"<style>{_asset('page.css')}</style></head>",
            f'<body><a class="skip" href="#tasks">{self.say(SKIP)}</a>',
            f'<header class="top"><p class="made">Dondoc · {self.say(PROPOSED)}</p><h1{self._vi()}>{title}</h1>{self._facts()}</header>',
            f'<div class="columns"><main><h2>{self.say(TEXT)}</h2>{self._legend()}<article{self._vi()}>',
            *self._body(),
            "</article></main>",
            f'<aside id="tasks" aria-label="{self.say(TASKS)}"><h2>{self.say(TASKS)} <span class="count">{len(self.tasks)}</span></h2>',
            self._cards(),
            "</aside></div>",
            '<footer class="more">',
            self._section("findings", FINDINGS, starmap(self._finding, enumerate(self.reading.findings))),
            self._section("citations", CITATIONS, starmap(self._citation, enumerate(self.reading.citations))),
            self._section("repairs", REPAIRS, starmap(self._repair, enumerate(self.reading.repairs))),
            f"</footer><script>{_asset('page.js')}</script></body></html>",
        ))  # fmt: skip

    def _vi(self) -> str:
        """The language of the document's own words, where the page speaks another."""
        return "" if self.language == "vi" else ' lang="vi"'

    # Heading

    def _title(self) -> str:
        header = self.reading.header
        named = " ".join(_seen(read.value) for read in (header.kind, header.number) if read)
        return escape(named or _seen(self.reading.source.name or "") or getattr(UNTITLED, self.language))

    def _facts(self) -> str:
        header = self.reading.header
        facts = []
        for name, label in summary.HEADER.items():
            read = getattr(header, name)
            if read:
                value = vietnamese_day(read.value) if isinstance(read.value, date) else _seen(read.value)
                facts.append((self.say(label), escape(value), name == "subject"))
        if header.to:
            facts.append((self.say(summary.TO), escape("; ".join(_seen(read.value) for read in header.to)), True))
        rows = "".join(
            f"<div{' class=wide' if wide else ''}><dt>{label}</dt><dd{self._vi()}>{value}</dd></div>" for label, value, wide in facts
        )
        return f'<dl class="facts" aria-label="{self.say(FACTS)}">{rows}</dl>' if rows else ""

    def _legend(self) -> str:
        marks = "".join(f'<li><span class="{name}">{self.say(words)}</span></li>' for name, words in KINDS.items())
        task = f'<li><span class="task"><span class="badge">1</span> {self.say(TASK).lower()}</span></li>'
        return f'<ul class="legend" aria-label="{self.say(LEGEND)}">{task}{marks}</ul>'

    # Text

    def _marks(self) -> Iterator[Mark[_Element]]:
        for index, task in self.tasks.items():
            yield self._task_mark(index, task)
        for kind, body in self._bodies():
            yield _plain_mark(body.span, kind)
        for index, citation in enumerate(self.reading.citations):
            yield _anchored(citation.span, "cite", "citation", f"cite-{index + 1}")
        for span, deadline in self._deadlines().items():
            day = f' datetime="{deadline.due.isoformat()}"' if deadline.due else ""
            yield _plain_mark(span, "deadline", "time" if day else "span", day)
        for index, finding in enumerate(self.reading.findings):
            if finding.task is None and finding.span.start < finding.span.end:
                yield _anchored(finding.span, "span", "finding", f"finding-{index + 1}")
        for index, repair in enumerate(self.reading.repairs):
            yield _anchored(repair.span, "span", "repair", f"repair-{index + 1}")

    def _task_mark(self, index: int, task: Task) -> Mark[_Element]:
        number = index + 1
        badge = f'<a class="badge" href="#task-{number}" aria-label="{self.say(TASK)} {number}">{number}</a>'
        common = f'<span class="task" data-task="{number}"'
        return Mark(task.span.start, task.span.end, _Element("span", f'{common} id="at-{number}">', f"{common}>", badge))

    def _bodies(self) -> Iterable[tuple[str, Body]]:
        """The bodies of all tasks with their part, each place once: who leads anywhere is shown as lead."""
        found: dict[Span, tuple[str, Body]] = {}
        for task in self.tasks.values():
            found.update({body.span: ("with", body) for body in task.coordinating if body.span not in found})
            found.update({body.span: ("lead", body) for body in task.lead})
        return found.values()

    def _deadlines(self) -> dict[Span, Deadline]:
        return {task.deadline.span: task.deadline for task in self.tasks.values() if task.deadline}

    def _body(self) -> Iterator[str]:
        """The source: paragraphs, and tables where the file had them."""
        at = 0
        for table in self.reading.source.tables:
            if table.span.start < at or not table.cells:
                continue
            yield from self._paragraphs(at, table.span.start)
            yield "".join(self._table(table))
            at = table.span.end
        yield from self._paragraphs(at, len(self.text))

    def _paragraphs(self, start: int, end: int) -> Iterator[str]:
        while start < end:
            stop = self.text.find("\n", start, end) + 1 or end
            words = self._marked(start, stop).rstrip()
            if words:
                yield f"<p>{words}</p>"
            start = stop

    def _table(self, table: Table) -> Iterator[str]:
        yield '<div class="scroll" tabindex="0"><table>'
        row = -1
        for cell in table.cells:
            if cell.row != row:
                yield "</tr><tr>" if row >= 0 else "<tr>"
                row = cell.row
            name = "th" if cell.row < table.header_rows else "td"
            spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
            yield f"<{name}{spans}>{''.join(self._paragraphs(cell.span.start, cell.span.end))}</{name}>"
        yield "</tr></table></div>"

    def _marked(self, start: int, end: int) -> str:
        out, path = [], []
        for event in self.marks.within(start, end):
            if isinstance(event, Open):
                element = event.mark.what
                path.append(element.name)
                out.append(element.more if event.mark.begun else element.first + element.before)
            elif isinstance(event, Close):
                out.append(f"</{path.pop()}>")
            else:
                out.append(escape(_UNSEEN.sub("\ufffd", self.text[event.start : event.end])))
        return "".join(out)

    # Tasks

    def _cards(self) -> str:
        if not self.tasks:
            return f"<p>{self.say(NO_TASKS)}</p>"
        return f'<ol class="cards">{"".join(self._card(index, task) for index, task in self.tasks.items())}</ol>'

    def _card(self, index: int, task: Task) -> str:
        number = index + 1
        lead = _names(task.lead) or f'<em class="missing">{self.say(NOBODY)}</em>'
        facts = (
            (summary.LEAD, lead, "lead" if task.lead else ""),
            (summary.COORDINATING, _names(task.coordinating), "with"),
            (summary.DEADLINE, _when(task.deadline), "deadline"),
            (summary.PRODUCT, escape(_seen(task.product.value)) if task.product else "", ""),
            (summary.REPORT, escape(_seen(task.report_to.name)) if task.report_to else "", ""),
        )
        rows = "".join(self._fact(label, value, kind) for label, value, kind in facts if value)
        notes = "".join(f"<li>{self._said(finding)}</li>" for finding in self.of_task[index])
        back = f'{self.say(TO_TEXT)}<span class="away"> ({self.say(TASK)} {number})</span>'
        return (
            f'<li class="card" id="task-{number}" data-task="{number}" value="{number}">'
            f'<h3{self._vi()}><span class="badge" aria-hidden="true">{number}</span>{escape(_first_capital(_seen(task.action)))}</h3>'
            f"<dl>{rows}</dl>"
            + (f'<ul class="notes">{notes}</ul>' if notes else "")
            + f'<p class="to-text"><a href="#at-{number}">{back}</a></p></li>'
        )

    def _fact(self, label: Words, value: str, kind: str) -> str:
        words = f'<span class="{kind}">{value}</span>' if kind else value
        return f"<div><dt>{self.say(label)}</dt><dd{self._vi()}>{words}</dd></div>"

    # Below

    def _section(self, name: str, title: Words, items: Iterable[str]) -> str:
        listed = "".join(f"<li>{item}</li>" for item in items)
        inside = f"<ol>{listed}</ol>" if listed else f"<p>{self.say(NOTHING)}</p>"
        return f'<section id="{name}" aria-labelledby="{name}-title"><h2 id="{name}-title">{self.say(title)}</h2>{inside}</section>'

    def _said(self, finding: Finding) -> str:
        label = f'<strong class="{finding.severity.value}">{self.say(SEVERITIES[finding.severity])}</strong>'
        return f"{label} {escape(_seen(message(finding, self.language)))}"

    def _finding(self, index: int, finding: Finding) -> str:
        anchor = f"finding-{index + 1}" if finding.task is None else f"at-{finding.task + 1}"
        quote = f"<q{self._vi()}>{escape(summary.excerpt(self.reading.quote(finding.span)))}</q>"
        known = finding.task in self.tasks if finding.task is not None else finding.span.start < finding.span.end
        return f"{self._said(finding)} " + (f'<a href="#{anchor}">{quote}</a>' if known else quote)

    def _citation(self, index: int, citation: Citation) -> str:
        uri = work_uri(citation, self.reading)
        name = f" <code>{escape(uri)}</code>" if is_resolved(uri) else ""
        return f'<a href="#cite-{index + 1}"{self._vi()}>{escape(summary.citation_line(citation))}</a>{name}'

    def _repair(self, index: int, mended: Repair) -> str:
        seen, read = (f"<q{self._vi()}>{escape(_seen(words))}</q>" for words in (mended.seen, mended.read))
        return f'<a href="#repair-{index + 1}">{seen}</a> {self.say(READ_AS)} {read}'


def _plain_mark(span: Span, kind: str, name: str = "span", more: str = "") -> Mark[_Element]:
    opening = f'<{name} class="{kind}"{more}>'
    return Mark(span.start, span.end, _Element(name, opening, opening))


def _anchored(span: Span, name: str, kind: str, anchor: str) -> Mark[_Element]:
    return Mark(span.start, span.end, _Element(name, f'<{name} class="{kind}" id="{anchor}">', f'<{name} class="{kind}">'))


def _names(bodies: tuple[Body, ...]) -> str:
    return escape("; ".join(dict.fromkeys(_seen(body.name) for body in bodies)))


def _when(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    words = escape(_seen(deadline.text))
    return f'{words} <time datetime="{deadline.due.isoformat()}">({vietnamese_day(deadline.due)})</time>' if deadline.due else words


def _seen(words: str) -> str:
    """`words` on one line, what nobody can see replaced."""
    return " ".join(_UNSEEN.sub("\ufffd", words).split())


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").strip()
