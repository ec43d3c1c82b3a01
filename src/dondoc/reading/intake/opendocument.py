"""ODT (OpenDocument 1.0 to 1.3, ISO/IEC 26300): the final view of the text, as for DOCX.

Read directly and not through LibreOffice: the form is one XML tree in which the document says plainly what DOCX leaves to rules (deleted
text lies apart, covered cells are marked), and reading it so is a thousand times faster and needs no program.

Kept: paragraphs with their automatic numbers, headings, tables (merged cells, nested tables, repeated rows), text boxes, the first page's
header, footnotes at the end; tracked changes as final. Left out: deleted and hidden text, comments, footers, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.reading.intake import blocks, kinds, limits
from dondoc.reading.intake.blocks import Block, Grid, GridCell, Paragraph
from dondoc.reading.intake.word.numbering import FORMATS, MAX_NUMBER, number, symbols
from dondoc.reading.intake.word.package import Element, Package, unread_parts
from dondoc.reading.model import Format, SourceText

SURE = 95


def _namespace(name: str) -> str:
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"


OFFICE, TEXT, TABLE, STYLE, DRAW = (_namespace(name) for name in ("office", "text", "table", "style", "drawing"))
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

DROPPED = frozenset({
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}sequence-decls", f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls", f"{OFFICE}forms", f"{TEXT}ruby-text", f"{TEXT}hidden-text", f"{TABLE}table-columns", f"{TABLE}table-column",
    f"{TEXT}alphabetical-index-auto-mark-file", f"{TEXT}soft-page-break", f"{TEXT}bibliography-source", f"{TEXT}table-of-content-source",
})  # fmt: skip
"""Elements that are no words of the final view; text that was deleted lies in ``text:tracked-changes``."""

PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
NUMBERS = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter", "": "none"}
"""``style:num-format`` (19.500) as :data:`dondoc.reading.intake.word.numbering.FORMATS` calls them; others come out as digits."""
_PLACE = re.compile(r"%(\d+)%")
CONTROL = str.maketrans("", "", "\u00ad\ufeff")


def sure(data: bytes) -> int | None:
    """A ZIP with the media type of a text or a text template (OpenDocument 1.3 part 2 §3.3)."""
    return SURE if data.startswith(kinds.ZIP) and b"application/vnd.oasis.opendocument.text" in data[:200] else None


def read(data: bytes) -> SourceText:
    """The text and tables. Raises DamagedFile, ProtectedFile, TooLarge."""
    with _Parts(data) as package:
        document = _Document(package)
        return blocks.lay_out(document.blocks(), format=Format.ODT, wrapped=False, notes=document.notes)


class _Parts(Package):
    """The package of an ODT: its main part has a fixed name."""

    def _main(self) -> str:
        return "content.xml"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list style."""

    bullet: str | None
    format: str
    label: str
    """With ``%2%`` for the number of level 2."""
    start: int


@dataclass(slots=True)
class _Counts:
    """How far the lists of one style have counted, by level from 1."""

    at: dict[int, int] = field(default_factory=dict)


class _Document:
    """The blocks of a document. `notes` fill up while :meth:`blocks` runs."""

    def __init__(self, package: Package) -> None:
        self._root = package.parse(package.main)
        self._styles = package.side("styles.xml") if package.has("styles.xml") else None
        trees = [tree for tree in (self._styles, self._root) if tree is not None]
        self._levels: dict[str, dict[int, _Level]] = {}
        self._hidden: set[str] = set()
        self._list_of: dict[str, str] = {}
        for tree in trees:
            for element in tree.iter(f"{TEXT}list-style"):
                self._levels[element.get(f"{STYLE}name", "")] = _levels(element)
            for element in tree.iter(f"{TEXT}outline-style"):
                self._levels[""] = _levels(element)
            for element in tree.iter(f"{STYLE}style"):
                self._style(element)
        self._counts: dict[str, _Counts] = {}
        self._counted: dict[str, dict[int, int]] = {}
        """By ``xml:id`` of a list: what it had counted at its end."""
        self._footnotes: list[Element] = []
        self.notes: list[str] = unread_parts(package)

    def _style(self, element: Element) -> None:
        name = element.get(f"{STYLE}name", "")
        properties = element.find(f"{STYLE}text-properties")
        based_on = element.get(f"{STYLE}parent-style-name", "")
        if based_on in self._hidden or (properties is not None and properties.get(f"{TEXT}display") == "none"):
            self._hidden.add(name)
        listed = element.get(f"{STYLE}list-style-name") or self._list_of.get(based_on)
        if listed:
            self._list_of[name] = listed

    def blocks(self) -> list[Block]:
        """First header, body, notes."""
        body = self._root.find(f"{OFFICE}body/{OFFICE}text")
        if next(self._root.iter(f"{TEXT}tracked-changes"), None) is not None:
            self.notes.append("tracked-changes-as-final")
        made = self._header() + (self._flow(body) if body is not None else [])
        return made + self._notes_at_end()

    def _header(self) -> list[Block]:
        """The header of the first page style that has one, without fields (a page number)."""
        if self._styles is None:
            return []
        for page in self._styles.iter(f"{STYLE}master-page"):
            header = page.find(f"{STYLE}header-first")
            header = page.find(f"{STYLE}header") if header is None else header
            if header is not None and header.get(f"{STYLE}display") != "false":
                return [block for block in self._flow(header) if isinstance(block, Grid) or re.search(r"[^\W\d]", block.text)]
            return []
        return []

    def _notes_at_end(self) -> list[Block]:
        made: list[Block] = []
        place = 0
        while place < len(self._footnotes):
            body = self._footnotes[place].find(f"{TEXT}note-body")
            place += 1
            texts = [block.text.strip() for block in (self._flow(body) if body is not None else []) if isinstance(block, Paragraph)]
            if any(texts):
                made.append(Paragraph(f"[{place}] " + "\n".join(text for text in texts if text)))
                self.notes.append("footnotes-at-end")
        return [Paragraph(""), *made] if made else []

    # --- flow: paragraphs, lists, tables

    def _flow(self, element: Element) -> list[Block]:
        made: list[Block] = []
        for child in element.iterchildren():
            tag = child.tag
            if not isinstance(tag, str) or tag in DROPPED or (tag == f"{TEXT}section" and child.get(f"{TEXT}display") == "none"):
                continue
            if tag in PARAGRAPHS:
                made += self._paragraph(child, self._heading_label(child) if tag == f"{TEXT}h" else "")
            elif tag == f"{TEXT}list":
                made += self._list(child, "", 1)
            elif tag == f"{TABLE}table":
                made.append(self._table(child))
            else:
                made += self._flow(child)
        return made

    def _paragraph(self, element: Element, label: str = "") -> list[Block]:
        if element.get(f"{TEXT}style-name", "") in self._hidden:
            self.notes.append("hidden-text-dropped")
            return []
        parts: list[str] = []
        boxes: list[Element] = []
        self._inline(element, parts, boxes)
        text = "".join(parts).translate(CONTROL)
        inside = [block for box in boxes for block in self._flow(box)]
        if inside and not text.strip():
            return inside
        return [Paragraph(label + text.strip() if label and text.strip() else text), *inside]

    def _inline(self, element: Element, parts: list[str], boxes: list[Element]) -> None:
        parts.append(_one_space(element.text))
        for child in element.iterchildren():
            if isinstance(child.tag, str):
                self._inline_child(child, parts, boxes)
            parts.append(_one_space(child.tail))

    def _inline_child(self, child: Element, parts: list[str], boxes: list[Element]) -> None:
        tag = child.tag
        if tag == f"{TEXT}s":
            parts.append(" " * min(max(number(child.get(f"{TEXT}c"), 1), 0), limits.SPAN))
        elif tag == f"{TEXT}tab":
            parts.append("\t")
        elif tag == f"{TEXT}line-break":
            parts.append("\n")
        elif tag == f"{TEXT}note":
            self._footnotes.append(child)
        elif tag == f"{DRAW}text-box":
            boxes.append(child)
        elif tag == f"{TEXT}span" and child.get(f"{TEXT}style-name", "") in self._hidden:
            self.notes.append("hidden-text-dropped")
        elif tag not in DROPPED and not str(tag).endswith(("}title", "}desc")):
            self._inline(child, parts, boxes)

    # --- numbers

    def _list(self, element: Element, style: str, level: int) -> list[Block]:
        limits.check("danh sách lồng nhau / nested lists", level, limits.NESTED_TABLES)
        style = element.get(f"{TEXT}style-name") or style
        if level == 1:
            self._start_list(element, style)
        made: list[Block] = []
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            numbered = item.tag == f"{TEXT}list-item"
            if item.get(f"{TEXT}start-value") is not None:
                self._of(style).at[level] = number(item.get(f"{TEXT}start-value"), 1) - 1
            for child in item.iterchildren():
                if child.tag in PARAGRAPHS:
                    own = element.get(f"{TEXT}style-name") or self._style_of(child) or style
                    made += self._paragraph(child, self._label(own, style, level) if numbered else "")
                    numbered = False
                elif child.tag == f"{TEXT}list":
                    made += self._list(child, style, level + 1)
                elif child.tag == f"{TABLE}table":
                    made.append(self._table(child))
        identity = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if identity and level == 1:
            self._counted[identity] = dict(self._of(style).at)
        return made

    def _style_of(self, paragraph: Element) -> str | None:
        return self._list_of.get(paragraph.get(f"{TEXT}style-name", ""))

    def _of(self, style: str) -> _Counts:
        return self._counts.setdefault(style, _Counts())

    def _start_list(self, element: Element, style: str) -> None:
        """A list counts from its start unless it says that it goes on (``text:continue-numbering``, ``text:continue-list``)."""
        earlier = self._counted.get(element.get(f"{TEXT}continue-list", ""))
        if earlier is not None:
            self._of(style).at = dict(earlier)
        elif element.get(f"{TEXT}continue-numbering") != "true":
            self._of(style).at = {}

    def _heading_label(self, element: Element) -> str:
        return self._label("", "", number(element.get(f"{TEXT}outline-level"), 1))

    def _label(self, style: str, counted: str, level: int) -> str:
        """Count a paragraph and give its number and a space; "" where its style numbers nothing."""
        levels = self._levels.get(style, {})
        here = levels.get(level)
        if here is None:
            return ""
        at = self._of(counted).at
        at[level] = at.get(level, here.start - 1) + 1
        for lower in [lower for lower in at if lower > level]:
            del at[lower]
        if here.bullet is not None:
            label = symbols(here.bullet)
        else:
            label = _PLACE.sub(lambda found: _written(int(found[1]), levels, at), here.label)
        return f"{label.strip()} " if label.strip() else ""

    # --- tables

    def _table(self, element: Element) -> Grid:
        cells: list[GridCell] = []
        place = header_rows = 0
        for row, in_header in _rows(element):
            if header_rows == place and in_header:
                header_rows += 1
            column = 0
            filled = False
            for cell in row.iterchildren(*CELLS):
                times = max(1, min(number(cell.get(f"{TABLE}number-columns-repeated"), 1), limits.SPAN))
                if cell.tag == CELLS[0]:
                    inside = tuple(self._flow(cell))
                    filled = filled or bool(inside)
                    rows, columns = (
                        max(1, min(number(cell.get(f"{TABLE}number-{which}-spanned"), 1), limits.SPAN)) for which in ("rows", "columns")
                    )
                    cells += [GridCell(place, column + n, rows, columns, inside) for n in range(times)]
                column += times
            place += 1 if filled else min(number(row.get(f"{TABLE}number-rows-repeated"), 1), limits.SPAN)
        return Grid(tuple(cells), header_rows)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Rows of a table and whether they are heading rows."""
    for child in table.iterchildren():
        if child.tag == f"{TABLE}table-row":
            yield child, False
        elif child.tag == f"{TABLE}table-header-rows":
            yield from ((row, True) for row, _ in _rows(child))
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child)


def _levels(style: Element) -> dict[int, _Level]:
    made = {}
    for element in style.iterchildren():
        kind = str(element.tag)
        level = number(element.get(f"{TEXT}level"), 1)
        if kind.endswith("level-style-bullet"):
            made[level] = _Level(element.get(f"{TEXT}bullet-char", ""), "none", "", 1)
        elif kind.endswith(("level-style-number", "outline-level-style")):
            said = element.get(f"{STYLE}num-format", "")
            if not said:
                continue
            label = element.get(f"{LOEXT}num-list-format")
            if label is None:
                shown = max(1, min(number(element.get(f"{TEXT}display-levels"), 1), level))
                places = ".".join(f"%{place}%" for place in range(level - shown + 1, level + 1))
                label = element.get(f"{STYLE}num-prefix", "") + places + element.get(f"{STYLE}num-suffix", "")
            made[level] = _Level(None, NUMBERS.get(said, "decimal"), label, number(element.get(f"{TEXT}start-value"), 1))
    return made


def _written(level: int, levels: dict[int, _Level], at: dict[int, int]) -> str:
    other = levels.get(level)
    if other is None:
        return ""
    count = at.get(level, other.start)
    return FORMATS.get(other.format if 0 < count <= MAX_NUMBER else "decimal", str)(count)


def _one_space(text: str | None) -> str:
    """Character data as it is shown: runs of white space are one space (OpenDocument 1.3 part 3 §6.1.2)."""
    return re.sub(r"[ \t\r\n]+", " ", text) if text else ""
