"""The body of a DOCX → blocks.

One pass over the tree. Wrappers that change nothing (content controls, insertions, smart tags …) are looked through, what is not in the
final view is passed over: both are tables below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.reading.intake import limits
from dondoc.reading.intake.blocks import Block, Grid, GridCell, Paragraph
from dondoc.reading.intake.word.numbering import Numbering, W, number, symbols, value
from dondoc.reading.intake.word.package import RELATION, Element, Package, unread_parts
from dondoc.reading.intake.word.styles import Styles, flag, font_of
from dondoc.reading.script import legacy

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

DROPPED = {
    f"{W}del": "tracked-changes-as-final",
    f"{W}moveFrom": "tracked-changes-as-final",
    f"{W}delText": "tracked-changes-as-final",
    f"{W}rt": "",  # ruby: the small text above
    f"{W}pPr": "",
    f"{W}rPr": "",
    f"{W}tblPr": "",
    f"{W}tblGrid": "",
    f"{W}sectPr": "",
    f"{W}sdtPr": "",
    f"{W}sdtEndPr": "",
    f"{W}instrText": "",
    f"{W}altChunk": "embedded-file-left-out",
    f"{W}object": "",
}
"""Elements that are not in the final view, with the note to make; properties carry none."""

TRANSPARENT_NOTES = {f"{W}ins": "tracked-changes-as-final", f"{W}moveTo": "tracked-changes-as-final"}

CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
"""Elements that stand for one character; a soft hyphen is no character of the word."""

PAGE_NUMBER = re.compile(r"^\W*(?:trang\s*)?\d*\W*(?:/\s*\d+)?\W*$", re.IGNORECASE)
"""What a header of nothing but the page number comes out as."""

CONTROL = str.maketrans("", "", "\u00ad\ufeff")


def children(element: Element) -> Iterator[Element]:
    """The children of the final view: wrappers looked through, one branch of each alternative."""
    for child in element.iterchildren():
        if not isinstance(child.tag, str) or child.tag in DROPPED:
            continue
        if child.tag == f"{MC}AlternateContent":
            branch = _branch(child)
            if branch is not None:
                yield from children(branch)
        else:
            yield child


def _branch(alternatives: Element) -> Element | None:
    """The first alternative with text in it, else none: a drawing without text says nothing."""
    return next((branch for branch in alternatives.iterchildren() if next(branch.iter(f"{W}t"), None) is not None), None)


@dataclass(slots=True)
class _Line:
    """A paragraph being put together: its words, each piece with its font, and the text boxes anchored in it."""

    parts: list[tuple[str, str | None]] = field(default_factory=list)
    font: str | None = None
    """The font of its style."""
    boxes: list[Element] = field(default_factory=list)


class Body:
    """The blocks of a document, in reading order. `notes` fill up while :meth:`blocks` runs."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.parse(package.main)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._note_order: list[tuple[str, str]] = []
        self._fields: list[bool] = []
        """Open fields, outermost first: whether we are past the code and in the result."""
        self._carried = ""
        """Text of a paragraph whose mark was deleted: it runs on into the next one."""
        self._carry: list[str] = []
        self.notes: list[str] = []
        self._mender = self._find_encodings()

    def _part(self, kind: str) -> Element | None:
        for target in self._package.related(self._package.main, kind).values():
            return self._package.side(target)
        return None

    def blocks(self) -> list[Block]:
        """First header, body, notes."""
        body = self._root.find(f"{W}body")
        self._note_dropped(self._root)
        made = self._header(body)
        if body is not None:
            made += self._flow(body)
        if self._carried.strip():
            made.append(Paragraph(self._carried))
        made += self._footnotes()
        if self._mender:
            self.notes += self._mender.notes
        self.notes += unread_parts(self._package)
        return made

    def _note_dropped(self, root: Element) -> None:
        noted = {tag: note for tag, note in {**DROPPED, **TRANSPARENT_NOTES}.items() if note}
        for element in root.iter(*noted):
            self.notes.append(noted[str(element.tag)])

    # --- headers and notes

    def _header(self, body: Element | None) -> list[Block]:
        """The header of the first page, without a lone page number."""
        section = None if body is None else next(body.iter(f"{W}sectPr"), None)
        if section is None:
            return []
        kinds = ("first",) if flag(section, "titlePg") else ("default",)
        targets = self._package.related(self._package.main, "header")
        for reference in section.iterchildren(f"{W}headerReference"):
            target = targets.get(reference.get(f"{{{RELATION}}}id", ""))
            if reference.get(f"{W}type", "default") in kinds and target:
                root = self._package.side(target)
                made = [] if root is None else self._flow(root)
                return [block for block in made if isinstance(block, Grid) or not PAGE_NUMBER.match(block.text)]
        return []

    def _footnotes(self) -> list[Block]:
        """The footnotes and endnotes that the text refers to, in order, each as ``[n] …``."""
        made: list[Block] = []
        parts: dict[str, dict[str, Element]] = {}
        done = 0
        while done < len(self._note_order):
            kind, identity = self._note_order[done]
            done += 1
            if kind not in parts:
                root = self._part(f"{kind}s")
                parts[kind] = {} if root is None else {note.get(f"{W}id", ""): note for note in root.iterchildren(f"{W}{kind}")}
            note = parts[kind].pop(identity, None)
            texts = [block.text.strip() for block in self._flow(note) if isinstance(block, Paragraph)] if note is not None else []
            if any(texts):
                made.append(Paragraph(f"[{done}] " + "\n".join(text for text in texts if text)))
                self.notes.append("footnotes-at-end")
        return [Paragraph(""), *made] if made else []

    # --- flow: paragraphs and tables

    def _flow(self, element: Element) -> list[Block]:
        made: list[Block] = []
        for child in children(element):
            if child.tag == f"{W}p":
                made += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                made.append(self._table(child))
            else:
                made += self._flow(child)
        return made

    def _paragraph(self, element: Element) -> list[Block]:
        properties = element.find(f"{W}pPr")
        style = self._styles.get(value(properties, "pStyle") or self._styles.default)
        line = _Line(font=style.font)
        if not self._in_code():
            line.parts.append((self._carried, None))
        self._carried = ""
        self._inline(element, line, hidden=style.hidden)
        text = self._words(line.parts).translate(CONTROL)
        label = self._label(properties) if text.strip() else ""
        boxes = [block for box in line.boxes for block in self._flow(box)]
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = label + text
            self.notes.append("tracked-changes-as-final")
            return boxes
        if boxes and not text.strip():
            return boxes
        return [Paragraph(label + text.strip() if label else text), *boxes]

    def _words(self, parts: list[tuple[str, str | None]]) -> str:
        """The words of a line; what is in an old encoding, in Unicode."""
        if self._mender is None:
            return "".join(text for text, _ in parts)
        return "".join(self._mender.mend(text, font) for text, font in _by_font(parts))

    def _find_encodings(self) -> legacy.Mender | None:
        """What the document is written in, where a font or a letter of it speaks of an old encoding."""
        fonts = self._styles.fonts | {font for run in self._root.iter(f"{W}rPr") if (font := font_of(run))}
        words = "".join(text.text or "" for text in self._root.iter(f"{W}t"))
        if not legacy.is_odd(words) and not any(map(legacy.hint, fonts)):
            return None
        return legacy.Mender(piece for paragraph in self._root.iter(f"{W}p") for piece in self._pieces(paragraph))

    def _pieces(self, paragraph: Element) -> list[tuple[str, str | None]]:
        font = self._styles.get(value(paragraph.find(f"{W}pPr"), "pStyle") or self._styles.default).font
        runs = [("".join(text.text or "" for text in run.iter(f"{W}t")), self._font(run) or font) for run in paragraph.iter(f"{W}r")]
        return _by_font(runs)

    def _font(self, run: Element) -> str | None:
        """The font of a run or of its style."""
        properties = run.find(f"{W}rPr")
        style = value(properties, "rStyle")
        return font_of(properties) or (self._styles.get(style).font if style is not None else None)

    def _label(self, properties: Element | None) -> str:
        """The automatic number: the paragraph's own list, else its style's; list 0 is none."""
        identity = value(properties, "pStyle") or self._styles.default
        style = self._styles.get(identity)
        own = value(properties, "numPr/numId")
        list_id = own if own is not None else style.list_id
        if not list_id or list_id == "0":
            return ""
        said = value(properties, "numPr/ilvl")
        if said is not None:
            level: int | None = number(said, 0)
        else:
            level = self._numbering.level_of_style(list_id, identity)
        return self._numbering.next(list_id, level if level is not None else style.level or 0)

    # --- inline: runs and what is in them

    def _in_code(self) -> bool:
        return not all(self._fields)

    def _inline(self, element: Element, line: _Line, *, hidden: bool, font: str | None = None) -> None:
        for child in children(element):
            tag = child.tag
            if tag == f"{W}r":
                if self._hidden(child, hidden):
                    self._drop_run(child)
                else:
                    font = (self._font(child) or line.font) if self._mender else None
                    self._inline(child, line, hidden=hidden, font=font)
            elif tag in (f"{W}t", MATH_TEXT):
                self._add(line, symbols(child.text or "") if tag != MATH_TEXT else child.text or "", font)
            elif tag in CHARACTERS:
                self._add(line, CHARACTERS[str(tag)], font)
            elif tag == f"{W}sym":
                self._add(line, _symbol(child), font)
            elif tag == f"{W}fldChar":
                self._field(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note_order.append((str(tag)[len(W) : -len("Reference")], child.get(f"{W}id", "")))
            elif tag == f"{W}txbxContent":
                line.boxes.append(child)
            else:
                self._inline(child, line, hidden=hidden, font=font)

    def _add(self, line: _Line, text: str, font: str | None) -> None:
        if not self._in_code():
            line.parts.append((text, font))

    def _hidden(self, run: Element, paragraph: bool) -> bool:
        properties = run.find(f"{W}rPr")
        own = flag(properties, "vanish")
        if own is not None:
            return own
        style = value(properties, "rStyle")
        return paragraph or (style is not None and self._styles.get(style).hidden)

    def _drop_run(self, run: Element) -> None:
        """Pass over a hidden run; the marks of fields in it still count."""
        if next(run.iter(f"{W}t"), None) is not None:
            self.notes.append("hidden-text-dropped")
        for mark in run.iterchildren(f"{W}fldChar"):
            self._field(mark)

    def _field(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    # --- tables

    def _table(self, element: Element) -> Grid:
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}
        header_rows, row = 0, 0
        for line in self._rows(element, f"{W}tr"):
            properties = line.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.notes.append("tracked-changes-as-final")
                continue
            if header_rows == row and flag(properties, "tblHeader"):
                header_rows += 1
            column = min(number(value(properties, "gridBefore"), 0), limits.SPAN)
            for cell in self._rows(line, f"{W}tc"):
                column += self._cell(cell, row, column, cells, open_cells)
            row += 1
        return Grid(tuple(cells), header_rows)

    def _rows(self, element: Element, tag: str) -> Iterator[Element]:
        """Rows of a table or cells of a row, through content controls."""
        for child in children(element):
            if child.tag == tag:
                yield child
            elif child.tag not in (f"{W}tblPr", f"{W}trPr", f"{W}tblPrEx"):
                yield from self._rows(child, tag)

    def _cell(self, element: Element, row: int, column: int, cells: list[GridCell], open_cells: dict[int, int]) -> int:
        """Add a cell, or lengthen the one above where it goes on; the columns it takes."""
        properties = element.find(f"{W}tcPr")
        columns = max(1, min(number(value(properties, "gridSpan"), 1), limits.SPAN))
        merge = None if properties is None else properties.find(f"{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
        above = open_cells.get(column)
        if goes_on and above is not None:
            old = cells[above]
            cells[above] = GridCell(old.row, old.column, row - old.row + 1, old.columns, old.blocks)
            return columns
        if merge is not None:
            open_cells[column] = len(cells)
        else:
            open_cells.pop(column, None)
        cells.append(GridCell(row, column, 1, columns, tuple(self._flow(element))))
        return columns


def _by_font(parts: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Neighbours in fonts of one encoding put together: a word may be cut anywhere into runs."""
    made: list[tuple[str, str | None]] = []
    for text, font in parts:
        said = legacy.hint(font) if font else None
        if made and (legacy.hint(made[-1][1]) if made[-1][1] else None) == said:
            made[-1] = (made[-1][0] + text, made[-1][1])
        elif text:
            made.append((text, font))
    return made


def _symbol(element: Element) -> str:
    """A character of a symbol font, as Unicode has it."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return symbols(chr(code if code >= 0xF000 else 0xF000 + code)) if code < 0x10000 else ""
