"""What in a draft cannot be followed up: the findings as who writes the document needs them, each with its place and a suggestion.

>>> from dondoc.reading import read_text
>>> [note.code for note in lint(read_text("Kính gửi: Sở Y tế\\n1. Sở Y tế rà soát hồ sơ trước ngày 31/02/2026."))]
['no-product', 'deadline-impossible']

The checks are those of :mod:`dondoc.reading.findings`; here they are weighed anew, as what a reader can only note a drafter can mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dondoc.reading.findings import find_drafting_findings, message
from dondoc.reading.model import Finding, Reading, Severity

LEVELS = (Severity.INFO, Severity.WARNING, Severity.ERROR)
"""From the least to the gravest."""

WEIGHT: dict[str, Severity] = {
    "several-leads": Severity.WARNING,
    "no-deadline": Severity.WARNING,
    "number-against-kind": Severity.ERROR,
    "citation-no-such-issuer": Severity.ERROR,
    "citation-date-against-number": Severity.ERROR,
    "citation-date-later": Severity.ERROR,
}
"""Where a draft is judged more strictly than a document that has arrived; all else weighs as in the findings."""

SUGGESTIONS: dict[str, dict[str, str]] = {
    "no-lead": {
        "vi": "Nêu một cơ quan làm chủ ngữ: “Sở … chủ trì, phối hợp với … ”.",
        "en": "Make one body the subject: “Sở … chủ trì, phối hợp với … ”.",
    },
    "several-leads": {
        "vi": "Chọn một cơ quan “chủ trì”, các cơ quan khác “phối hợp”; hoặc tách thành từng việc.",
        "en": "Let one body lead (“chủ trì”) and the others coordinate (“phối hợp”), or split the task.",
    },
    "lead-is-class": {
        "vi": "Nếu chỉ giao cho vài cơ quan, nêu tên từng cơ quan; nếu giao cho cả nhóm, nêu ai tổng hợp chung.",
        "en": "If only some bodies are meant, name them; if the whole class, say who compiles the results.",
    },
    "no-deadline": {
        "vi": "Thêm thời hạn: “hoàn thành trước ngày dd/mm/yyyy”, “trong quý …/yyyy” hoặc “định kỳ hằng …”.",
        "en": "Add a deadline: “hoàn thành trước ngày dd/mm/yyyy”, “trong quý …/yyyy” or “định kỳ hằng …”.",
    },
    "deadline-past": {
        "vi": "Đặt thời hạn sau ngày ban hành, tính cả thời gian văn bản đến nơi.",
        "en": "Set the deadline after the date of issue, with time for the document to arrive.",
    },
    "deadline-impossible": {"vi": "Sửa lại ngày.", "en": "Correct the day."},
    "deadline-fuzzy": {
        "vi": "Thay bằng một ngày: “trước ngày dd/mm/yyyy”.",
        "en": "Name a day instead: “trước ngày dd/mm/yyyy”.",
    },
    "deadline-needs-event": {
        "vi": "Nếu biết ngày, ghi ngày; nếu không, nêu ai báo sự kiện đã xảy ra.",
        "en": "If the day is known, write it; if not, say who tells that the event has happened.",
    },
    "vague-duty": {
        "vi": "Nêu kết quả kiểm được: văn bản phải có, số lượng, tỷ lệ, hoặc báo cáo gửi ai.",
        "en": "Name a result that can be checked: a document, a number, a rate, or a report and to whom.",
    },
    "no-product": {
        "vi": "Nêu sản phẩm (“trình … ban hành Kế hoạch …”), mức phải đạt, hoặc “báo cáo …”.",
        "en": "Name the product (“trình … ban hành Kế hoạch …”), a measure, or a report (“báo cáo …”).",
    },
    "number-against-kind": {
        "vi": "Sửa tên loại hoặc ký hiệu cho khớp với nhau (NĐ 30/2020/NĐ-CP, Phụ lục III).",
        "en": "Make the kind and the symbol agree (NĐ 30/2020/NĐ-CP, Phụ lục III).",
    },
    "citation-no-such-issuer": {"vi": "Tra lại số, ký hiệu ở văn bản gốc.", "en": "Look the number up in the original."},
    "citation-no-year": {"vi": "Ghi đủ số/năm/ký hiệu như văn bản gốc.", "en": "Write number/year/symbol as the original has it."},
    "citation-date-impossible": {"vi": "Tra lại ngày ở văn bản gốc.", "en": "Look the date up in the original."},
    "citation-date-against-number": {"vi": "Tra lại số và ngày ở văn bản gốc.", "en": "Look number and date up in the original."},
    "citation-date-later": {"vi": "Tra lại ngày ở văn bản gốc.", "en": "Look the date up in the original."},
    "citation-repealed": {
        "vi": "Đối chiếu nội dung rồi viện dẫn văn bản thay thế; số điều có thể đã khác.",
        "en": "Compare the content, then cite what took its place; articles may have other numbers.",
    },
}
"""What to write instead, by code. A passage about what persons think gets none: it is shown and left alone."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to mend. `line` and `column` count from 1 in the source text."""

    code: str
    severity: Severity
    line: int
    column: int
    finding: Finding
    words: str
    """The words it is about, on one line."""

    def message(self, language: str = "vi") -> str:
        """What is wrong, in ``vi`` or ``en``."""
        return message(self.finding, language)

    def suggestion(self, language: str = "vi") -> str:
        """What to write instead; empty where nothing is to be suggested."""
        return SUGGESTIONS[self.code][language] if self.code in SUGGESTIONS else ""


def lint(reading: Reading, level: Severity = Severity.INFO) -> tuple[Note, ...]:
    """What to mend in the draft that `reading` is of, in the order of the text; nothing that weighs less than `level`."""
    findings = sorted((*reading.findings, *find_drafting_findings(reading.tasks)), key=lambda finding: (finding.span, finding.code))
    lines = _Lines(reading.source.text)
    notes = (_note(finding, reading, lines) for finding in findings)
    return tuple(note for note in notes if LEVELS.index(note.severity) >= LEVELS.index(level))


def to_data(note: Note) -> dict[str, Any]:
    """`note` as plain data, ready for ``json.dumps``."""
    span = note.finding.span
    return {
        "code": note.code,
        "rule": note.finding.rule,
        "severity": note.severity.value,
        "line": note.line,
        "column": note.column,
        "start": span.start,
        "end": span.end,
        "words": note.words,
        "message": {language: note.message(language) for language in ("vi", "en")},
        "suggestion": {language: note.suggestion(language) for language in ("vi", "en")},
    }


def _note(finding: Finding, reading: Reading, lines: _Lines) -> Note:
    line, column = lines.place(finding.span.start)
    words = " ".join(reading.quote(finding.span).split())
    return Note(finding.code, WEIGHT.get(finding.code, finding.severity), line, column, finding, words)


class _Lines:
    """Offsets → line and column, asked for in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text, self._line, self._start = text, 1, 0

    def place(self, offset: int) -> tuple[int, int]:
        breaks = self._text.count("\n", self._start, offset)
        if breaks:
            self._line += breaks
            self._start = self._text.rindex("\n", self._start, offset) + 1
        return self._line, offset - self._start + 1
