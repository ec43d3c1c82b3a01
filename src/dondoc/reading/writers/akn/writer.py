"""The writer itself: the parts of a document one after the other, and the words in them with their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

from dondoc.reading.findings import assignable
from dondoc.reading.identifiers import document_uri, expression_uri, is_resolved, portion, slug, work_uri
from dondoc.reading.model import Body, Cell, Citation, Deadline, DivisionKind, Format, Reading, Span, Table
from dondoc.reading.writers.akn.tables import Tables, rows
from dondoc.reading.writers.akn.zones import NUMBERED, TITLED, Unit, tree, walk, zones
from dondoc.reading.writers.marks import Close, Mark, Marks, Open

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NAMESPACES: Any = {None: NAMESPACE}
UNKNOWN_DAY = date(1, 1, 1)
"""Stands with ``name="unknown"`` where the schema wants a day and none is known."""
VIETNAM = "+07:00"

_Node = etree._Element
_Opener = Callable[[_Node], _Node]
"""Adds the element of a mark to the one around it."""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\n")
_Piece = tuple[int, int] | Table
"""A paragraph, by its place; or a table."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class _Level(NamedTuple):
    element: str
    prefix: str


LEVELS: dict[DivisionKind, _Level] = {
    DivisionKind.PART: _Level("part", "part"),
    DivisionKind.CHAPTER: _Level("chapter", "chp"),
    DivisionKind.SECTION: _Level("section", "sec"),
    DivisionKind.SUBSECTION: _Level("subsection", "subsec"),
    DivisionKind.ARTICLE: _Level("article", "art"),
    DivisionKind.ROMAN: _Level("division", "dvs"),
    DivisionKind.CLAUSE: _Level("clause", "cl"),
    DivisionKind.POINT: _Level("point", "pt"),
    DivisionKind.BULLET: _Level("indent", "ind"),
    DivisionKind.PARAGRAPH: _Level("alinea", "al"),
}
"""The element and the beginning of the eId (domain notes on citations, section 4); other kinds are an ``hcontainer`` of their name."""


def to_akn(reading: Reading, *, made: date | None = None) -> bytes:
    """`reading` as an XML document in UTF-8. `made`: the day of the file, where it is to be told."""
    return _Writer(reading, made).write()


class _Writer:
    def __init__(self, reading: Reading, made: date | None) -> None:
        self.reading, self.made = reading, made
        self.text = reading.source.text
        self.tasks = [task for _, task in assignable(reading.tasks)]
        self.work = document_uri(reading)
        self.bodies: dict[str, str] = {}
        self.used: Counter[str] = Counter()
        self.tables = Tables(reading.source.tables)
        self.marks = Marks(self._marks())

    def write(self) -> bytes:
        parts = zones(tree(self.reading))
        has_articles = any(unit.kind is DivisionKind.ARTICLE for unit in walk(parts.body))
        root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=NAMESPACES)
        kind = self.reading.header.kind
        document = _add(root, "act" if has_articles else "doc", name=slug(kind.value) if kind else "van-ban")
        meta = _add(document, "meta")
        self._preface(document, parts.preface)
        self._preamble(document, parts.preamble)
        self._main(_add(document, "body" if has_articles else "mainBody"), parts.body, "")
        self._blocks(document, "conclusions", parts.conclusions)
        self._attachments(document, parts.annexes)
        self._meta(meta)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"

    # Zones

    def _preface(self, document: _Node, units: list[Unit]) -> None:
        self._blocks(document, "preface", units)

    def _preamble(self, document: _Node, units: list[Unit]) -> None:
        if not units:
            return
        preamble = _add(document, "preamble")
        citations: _Node | None = None
        for unit in walk(units):
            if unit.kind is DivisionKind.BASIS:
                if citations is None:
                    citations = _add(preamble, "citations", eId=self._id("citations"))
                self._write(_add(citations, "citation", eId=self._id("citation")), self._lines(unit, unit.start))
            else:
                citations = None
                self._write(preamble, self._lines(unit, unit.start))

    def _blocks(self, document: _Node, name: str, units: list[Unit]) -> None:
        pieces = [piece for unit in walk(units) for piece in self._lines(unit, unit.start)]
        if pieces:
            self._write(_add(document, name), pieces)

    def _main(self, parent: _Node, units: Iterable[Unit], above: str) -> None:
        for unit in units:
            self._hierarchy(parent, unit, above)
        if len(parent) == 0:
            empty = _add(parent, "hcontainer", name="empty", eId=self._id(f"{above}hcontainer"))
            _add(_add(empty, "content", eId=self._id(f"{above}hcontainer__content")), "p")

    def _hierarchy(self, parent: _Node, unit: Unit, above: str) -> None:
        level = LEVELS.get(unit.kind)
        prefix = level.prefix if level else unit.kind.value
        eid = self._id(above + prefix, slug(unit.number.replace("đ", "dd")) if unit.number else None)
        named = {} if level else {"name": unit.kind.value}
        node = _add(parent, level.element if level else "hcontainer", eId=eid, **named)
        words = self._number(node, unit)
        lines = self._lines(unit, words)
        if not unit.below:
            content = _add(node, "content", eId=f"{eid}__content")
            self._write(content, lines)
            if len(content) == 0:
                _add(content, "p")
            return
        if lines and unit.kind in TITLED and not isinstance(title := lines[0], Table):
            self._inline(_add(node, "heading", eId=f"{eid}__heading"), *title)
            del lines[0]
        if lines:
            self._write(_add(node, "intro", eId=f"{eid}__intro"), lines)
        for child in unit.below:
            self._hierarchy(node, child, f"{eid}__")

    def _number(self, node: _Node, unit: Unit) -> int:
        """Write the number of `unit` apart; where its other words begin."""
        label = _label(unit, self.text[unit.start : unit.head_end])
        if label:
            _add(node, "num").text = _legal(label.rstrip())
        return unit.start + len(label)

    def _attachments(self, document: _Node, annexes: list[Unit]) -> None:
        if not annexes:
            return
        attachments = _add(document, "attachments")
        for count, unit in enumerate(annexes, 1):
            eid = self._id("annex", str(count))
            annex = _add(_add(attachments, "attachment", eId=eid), "doc", name="phu-luc")
            self._identification(_add(annex, "meta"), component=f"/!{eid}")
            preface = _add(annex, "preface")
            self._write(preface, self._lines(unit, unit.start))
            self._main(_add(annex, "mainBody"), unit.below, f"{eid}__")

    # Text

    def _lines(self, unit: Unit, start: int) -> list[_Piece]:
        """The paragraphs and tables of `unit` from `start` on."""
        made: list[_Piece] = []
        for table in self.tables.within(start, unit.end):
            made += [*self._paragraphs(start, table.span.start, unit.head_end), table]
            start = table.span.end
        return [*made, *self._paragraphs(start, unit.end, unit.head_end)]

    def _paragraphs(self, start: int, end: int, edge: int) -> Iterator[tuple[int, int]]:
        """The paragraphs of ``text[start:end]``, none over `edge`. In plain text one may run over lines; elsewhere each line is one."""
        edge = min(max(start, edge), end)
        pattern = _BLANK_LINE if self.reading.source.format is Format.PLAIN else _LINE_END
        for begin, stop in ((start, edge), (edge, end)):
            edges = [begin, *(edge for match in pattern.finditer(self.text, begin, stop) for edge in match.span()), stop]
            pieces = zip(edges[::2], edges[1::2], strict=True)
            yield from (stripped for piece in pieces if (stripped := self._stripped(*piece)))

    def _stripped(self, start: int, end: int) -> tuple[int, int] | None:
        words = self.text[start:end]
        left = len(words) - len(words.lstrip())
        return (start + left, start + len(words.rstrip())) if words.strip() else None

    def _write(self, parent: _Node, pieces: Iterable[_Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Table):
                self._table(parent, piece)
            else:
                self._inline(_add(parent, "p"), *piece)

    def _table(self, parent: _Node, table: Table) -> None:
        above = parent.get("eId")
        eid = self._id(f"{above}__table" if above else "table")
        node = _add(parent, "table", eId=eid)
        for number, row in enumerate(rows(table), 1):
            line = _add(node, "tr", eId=f"{eid}__tr_{number}")
            for place, (cell, deep) in enumerate(row, 1):
                name = "th" if cell.row < table.header_rows else "td"
                spans = {which: str(count) for which, count in (("rowspan", deep), ("colspan", cell.columns)) if count > 1}
                written = _add(line, name, eId=f"{eid}__tr_{number}__{name}_{place}", **spans)
                self._write(written, self._in_cell(table, cell))

    def _in_cell(self, table: Table, cell: Cell) -> Iterator[_Piece]:
        start = cell.span.start
        for inner in self.tables.in_cell(table, cell):
            yield from self._paragraphs(start, inner.span.start, start)
            yield inner
            start = inner.span.end
        yield from self._paragraphs(start, cell.span.end, start)

    def _inline(self, node: _Node, start: int, end: int) -> None:
        """Write ``text[start:end]`` into `node` with the marks in it."""
        path = [node]
        for event in self.marks.within(start, end):
            if isinstance(event, Open):
                path.append(event.mark.what(path[-1]))
            elif isinstance(event, Close):
                path.pop()
            else:
                _append(path[-1], _legal(self.text[event.start : event.end]))

    # Marks

    def _marks(self) -> Iterator[Mark[_Opener]]:
        yield from self._header_marks()
        for citation in self.reading.citations:
            yield _mark(citation.span, self._ref(citation))
        for body in self._named_bodies():
            yield _mark(body.span, self._organization(body))
        deadlines = {task.deadline.span: task.deadline for task in self.tasks if task.deadline}
        for span, deadline in deadlines.items():
            yield _mark(span, _date_opener(deadline))

    def _header_marks(self) -> Iterator[Mark[_Opener]]:
        header = self.reading.header
        simple = (("docType", header.kind), ("docNumber", header.number), ("docTitle", header.subject), ("signature", header.signer))
        for name, read in simple:
            if read:
                yield _mark(read.span, _opener(name))
        if header.issuer:
            yield _mark(header.issuer.span, _opener("docProponent"))
            self._body(header.issuer.value)
        if header.date:
            yield _mark(header.date.span, _opener("docDate", date=header.date.value.isoformat()))

    def _named_bodies(self) -> Iterable[Body]:
        """The bodies of all tasks, each place once."""
        found: dict[Span, Body] = {}
        for task in self.tasks:
            for body in (*task.lead, *task.coordinating, *((task.report_to,) if task.report_to else ())):
                found.setdefault(body.span, body)
        return found.values()

    def _ref(self, citation: Citation) -> _Opener:
        href = work_uri(citation, self.reading)
        if len(citation.provisions) == 1 and is_resolved(href):
            href += f"/{portion(citation.provisions[0])}"
        return lambda parent: _add(parent, "ref", eId=self._id("ref"), href=href)

    def _organization(self, body: Body) -> _Opener:
        eid = self._body(body.name)
        return lambda parent: _add(parent, "organization", eId=self._id("org-at"), refersTo=f"#{eid}")

    def _body(self, name: str) -> str:
        """The eId of a body among the references."""
        name = " ".join(_legal(name).split())
        if name not in self.bodies:
            self.bodies[name] = self._unique(f"org-{slug(name) or 'body'}")
        return self.bodies[name]

    def _id(self, prefix: str, number: str | None = None) -> str:
        """An eId nobody else has: by `number`, else counted."""
        if number:
            return self._unique(f"{prefix}_{number}")
        self.used[f"count {prefix}"] += 1
        return self._unique(f"{prefix}_{self.used[f'count {prefix}']}")

    def _unique(self, eid: str) -> str:
        self.used[eid] += 1
        return eid if self.used[eid] == 1 else self._unique(f"{eid}-{self.used[eid]}")

    # Metadata

    def _meta(self, meta: _Node) -> None:
        self._identification(meta)
        references = _add(meta, "references", source="#dondoc")
        _add(references, "TLCOrganization", eId="dondoc", href="/akn/ontology/organization/dondoc", showAs="Dondoc")
        for name, eid in self.bodies.items():
            _add(references, "TLCOrganization", eId=eid, href=f"/akn/ontology/organization/vn/{slug(name) or 'body'}", showAs=name)
        if self.reading.header.issuer is None:
            _add(references, "TLCOrganization", eId="unknown", href="/akn/ontology/organization/unknown", showAs="Không rõ")
        _add(references, "TLCRole", eId="author", href="/akn/ontology/role/author", showAs="Cơ quan ban hành")
        _add(references, "TLCRole", eId="editor", href="/akn/ontology/role/editor", showAs="Phần mềm đánh dấu")

    def _identification(self, meta: _Node, component: str = "") -> None:
        header = self.reading.header
        issued = header.date.value if header.date else None
        author = f"#{self.bodies[' '.join(_legal(header.issuer.value).split())]}" if header.issuer else "#unknown"
        expression = expression_uri(self.work, issued)
        levels = (
            ("FRBRWork", self.work, issued, "issued", author, "#author"),
            ("FRBRExpression", expression, issued, "issued", author, "#author"),
            ("FRBRManifestation", f"{expression}.akn.xml", self.made, "made", "#dondoc", "#editor"),
        )
        identification = _add(meta, "identification", source="#dondoc")
        for name, uri, day, what, who, role in levels:
            level = _add(identification, name)
            _add(level, "FRBRthis", value=uri + component)
            _add(level, "FRBRuri", value=uri)
            _add(level, "FRBRdate", date=(day or UNKNOWN_DAY).isoformat(), name=what if day else "unknown")
            _add(level, "FRBRauthor", href=who, **{"as": role})
            if name == "FRBRWork":
                _add(level, "FRBRcountry", value="vn")
                if header.number:
                    _add(level, "FRBRnumber", value=_legal(header.number.value))
            elif name == "FRBRExpression":
                _add(level, "FRBRlanguage", language="vie")
            else:
                _add(level, "FRBRformat", value="application/akn+xml")


def _add(parent: _Node, element: str, /, **attributes: str) -> _Node:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{element}", attributes)


def _opener(element: str, /, **attributes: str) -> _Opener:
    return lambda parent: _add(parent, element, **attributes)


def _date_opener(deadline: Deadline) -> _Opener:
    if deadline.due is None:
        return _opener("inline", name="deadline")
    hour = f"T{deadline.time}:00{VIETNAM}" if deadline.time and deadline.time != "24:00" else ""
    return _opener("date", date=deadline.due.isoformat() + hour)


def _mark(span: Span, opener: _Opener) -> Mark[_Opener]:
    return Mark(span.start, span.end, opener)


def _append(node: _Node, words: str) -> None:
    last = next(node.iterchildren(reversed=True), None)  # len(node) would count all of them
    if last is None:
        node.text = (node.text or "") + words
    else:
        last.tail = (last.tail or "") + words


def _legal(words: str) -> str:
    """`words` with what XML can't hold replaced; a control character that Unicode counts as white space is a space."""
    return _ILLEGAL.sub(lambda found: " " if found[0].isspace() else "\ufffd", words)


def _label(unit: Unit, words: str) -> str:
    """The number at the start of `words` with its marks and the space behind: ``Điều 2. ``, ``a) ``, ``- ``."""
    if unit.kind is DivisionKind.BULLET:
        found = re.match(r"[-–—•·▪●○◦*+]\s*", words)
    elif unit.number and unit.kind in NUMBERED:
        found = re.match(rf"(?:[^\W\d_]+(?: [^\W\d_]+)?\s+)?{re.escape(unit.number)}\s?[.):/-]*\s*", words, re.IGNORECASE)
    else:
        found = None
    return found[0] if found else ""
