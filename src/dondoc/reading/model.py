"""What a reading is made of: frozen values, each with the words it was read from and the rule that read it.

All offsets are counted in Unicode code points of :attr:`SourceText.text`, start inclusive, end exclusive.
Nothing here is invented: what the text does not say is ``None`` or an empty tuple.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of the source text: ``source.text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Format(StrEnum):
    """What a file was when it came in."""

    PLAIN = "plain"
    HTML = "html"
    WORD = "word"
    PDF = "pdf"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    SCAN = "scan"
    XLSX = "xlsx"
    EDXML = "edxml"
    MAIL = "mail"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `row` and `column` count from 0; a merged cell is listed once, at its first place."""

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source, cells in reading order. `header_rows` counts the rows the file marks as its heading (0: not marked)."""

    span: Span
    cells: tuple[Cell, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, as everything else points into it.

    For plain text it is the decoded text, unchanged. For other formats it is what intake made of the file: one
    paragraph a line (``wrapped`` is false), table cells on lines of their own.
    """

    text: str
    format: Format = Format.PLAIN
    name: str | None = None
    tables: tuple[Table, ...] = ()
    wrapped: bool | None = None
    """Whether lines were broken to fit a width; ``None``: not known, look at the text."""
    notes: tuple[str, ...] = ()
    """What intake had to decide (e.g. ``tracked-changes-as-final``): codes, for the record; one may name a file after ``: ``."""
    page_confidence: tuple[float, ...] = ()
    """How sure the recognition of a scan is, page by page, 0 to 1; a page with text of its own is 1. Empty: nothing was recognised."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What a packet (edXML, e-mail) says of its document beside the text: (name, value), names as in NĐ 30/2020 Phụ lục VI; may repeat."""
    secrecy: str | None = None
    """A stamp of secrecy on a part of the file whose words are not in `text` (an attachment left out): ``Mật`` …; `notes` name it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A slip of typing, scanning or a web page that was mended for reading: `seen` in the source was read as `read`."""

    span: Span
    seen: str
    read: str
    rule: str


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, the words it was read from and the rule that read it."""

    value: T
    span: Span
    rule: str
    confidence: float | None = None
    """How often such a value is right, 0 to 1 (:mod:`dondoc.reading.confidence`); ``None``: not weighed."""


@dataclass(frozen=True, slots=True)
class Header:
    """The heading and signature blocks (NĐ 30/2020/NĐ-CP, Phụ lục I; Party documents: Quy định 399-QĐ/TW)."""

    kind: Read[str] | None = None
    """Tên loại, in sentence case; ``Công văn`` where the form has none."""
    number: Read[str] | None = None
    """Số, ký hiệu; spaces removed, one kind of hyphen: ``30/2020/NĐ-CP``, ``700-CV/TU``."""
    issuer: Read[str] | None = None
    superior: Read[str] | None = None
    place: Read[str] | None = None
    date: Read[date] | None = None
    subject: Read[str] | None = None
    """Trích yếu, on one line."""
    signer: Read[str] | None = None
    signer_title: Read[str] | None = None
    to: tuple[Read[str], ...] = ()
    """Kính gửi (or ``Điện:`` of a công điện), one entry a body."""
    recipients: tuple[Read[str], ...] = ()
    """Nơi nhận, one entry a line."""
    urgency: Read[str] | None = None
    secrecy: Read[str] | None = None
    """MẬT, TỐI MẬT or TUYỆT MẬT. The office refuses such files."""


class DivisionKind(StrEnum):
    """A level of the text (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I.II.6.đ), or a part outside the hierarchy."""

    HEADING = "heading"
    BASIS = "basis"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    ROMAN = "roman"
    CLAUSE = "clause"
    POINT = "point"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    ANNEX = "annex"
    ROW = "row"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"


@dataclass(frozen=True, slots=True)
class Division:
    """A piece of the text and its place in the tree.

    `span` covers the division and all below it; `head` its own words (number and title, or the paragraph).
    `parent` is an index into :attr:`Reading.divisions`, always smaller than the division's own; ``None`` at the top.
    """

    kind: DivisionKind
    span: Span
    head: Span
    number: str | None
    parent: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision named with a citation: ``điểm a khoản 2 Điều 5`` is ``Provision('5', '2', 'a')``."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of one other document."""

    span: Span
    kind: str
    """The kind as written, sentence case: ``Nghị định``, ``Luật``."""
    number: str | None
    """Normalised as :attr:`Header.number`; ``None`` where the document is cited by name."""
    date: date | None
    issuer: str | None
    name: str | None
    """The distinctive name where there is no number: ``Đất đai``, ``Trung ương 4 khóa XII``."""
    year: int | None
    provisions: tuple[Provision, ...]
    rule: str
    relation: str | None = None
    """What this document does with the other, where the words around the mention say so: one of basis, implements, amends, replaces,
    repeals, corrects, attached-to, replies-to, proposed-by, forwards, amended-by (domain notes on citations, section 3)."""
    candidates: tuple[str, ...] = ()
    """Numbers that a name or a short form can stand for on the document's day: one resolves it, several leave it open."""
    confidence: float | None = None
    """How often such a citation is right in all its parts, 0 to 1 (:mod:`dondoc.reading.confidence`)."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation (or an office: ``Giám đốc Sở Y tế``) as the text names it."""

    name: str
    span: Span


class DeadlineKind(StrEnum):
    """How a deadline is worded (domain notes on tasks, section 3)."""

    ABSOLUTE = "absolute"
    """A day: ``trước ngày 20/12/2025``."""
    PERIOD = "period"
    """A month, quarter, half-year or year that ends on its last day: ``trong quý I/2026``."""
    RELATIVE = "relative"
    """An amount of time after an event: ``trong thời hạn 10 ngày làm việc kể từ ngày ký``."""
    RECURRING = "recurring"
    """``định kỳ hằng quý``, ``trước ngày 25/12 hằng năm``."""
    OPEN = "open"
    """``thường xuyên``, ``ngay`` given as the time for the task: no day."""
    EVENT = "event"
    """Tied to an event: ``trước kỳ họp thứ 10``."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A typed deadline. `due` is set only where the text itself gives the day; relative ones keep (amount, unit, event)."""

    text: str
    span: Span
    kind: DeadlineKind
    rule: str
    due: date | None = None
    start: date | None = None
    """First day, where the text gives a range."""
    every: str | None = None
    """One of day, week, month, quarter, half-year, year."""
    time: str | None = None
    """``HH:MM`` where an hour is given."""
    amount: int | None = None
    unit: str | None = None
    """One of hour, day, working-day, week, month, year."""
    event: str | None = None
    """The words that name the event a relative or tied deadline counts from."""
    strict_before: bool = False
    """``trước ngày D``: by the letter D itself is too late; offices count D as the last day, so `due` is D."""
    fuzzy: bool = False
    """``đầu quý``, ``giữa năm``: `due` is the end of the period named; a person should look."""


@dataclass(frozen=True, slots=True)
class Task:
    """A passage that makes bodies responsible for doing something."""

    span: Span
    lead: tuple[Body, ...]
    """Who is responsible; inherited leads carry the span of the words that name them. Empty: nobody is named."""
    coordinating: tuple[Body, ...]
    action: str
    """What is to be done, on one line: the words of the unit without its number and without the bodies in front, with a capital first."""
    deadline: Deadline | None
    report_to: Body | None
    product: Read[str] | None
    """The document or result to be delivered, where one is named."""
    citations: tuple[int, ...]
    """Indices into :attr:`Reading.citations` of what this passage cites."""
    division: int | None
    """Index into :attr:`Reading.divisions` of the unit the task was read from."""
    inherited: bool
    """Whether the lead stands in an introducing line or heading and not in the passage itself."""
    rule: str
    confidence: float | None = None
    """How often such a task is right in all its parts, 0 to 1 (:mod:`dondoc.reading.confidence`)."""


class Severity(StrEnum):
    """How much a finding matters to the person who confirms."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at. The words for it are in :mod:`dondoc.reading.findings`, by `code`."""

    code: str
    severity: Severity
    span: Span
    rule: str
    task: int | None = None
    """Index into :attr:`Reading.tasks` where it is about one task."""
    values: tuple[tuple[str, str], ...] = ()
    """What the message names, as (placeholder, words)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document. The same bytes give the same reading."""

    source: SourceText
    header: Header = field(default_factory=Header)
    divisions: tuple[Division, ...] = ()
    citations: tuple[Citation, ...] = ()
    tasks: tuple[Task, ...] = ()
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def quote(self, span: Span) -> str:
        """The source words of `span`."""
        return span.of(self.source.text)
