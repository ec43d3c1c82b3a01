"""The assignment table as an annex in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I: A4 landscape, ready to be completed and sent.

What only the sending office knows (its name, number, date) is left as the form's blanks: nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dondoc.reading.writers.planrows import COLUMNS, TITLE, PlanTable, Row

FONT = "Times New Roman"
PAGE = (297, 210)
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}
"""Millimetres; NĐ 30/2020 asks for 20-25, 20-25, 30-35, 15-20."""
WIDTHS = (12, 76, 32, 34, 27, 25, 22, 24)
"""Of the columns, in millimetres: together the 252 between the margins."""
WHOLE = 150
"""Characters of a row's longest cell up to which the row stays on one page: even in the narrowest column that is less than the first page
has left below its heading. A longer row may break, or the table would begin on the second page, and what is longer than a page be lost."""
LETTERHEAD = (100, 152)
"""Of the two columns of the heading block, in millimetres."""

BLANK_BODY = "…" * 14
BLANK_NUMBER = "Số:         /"
BLANK_DATE = "…………, ngày      tháng      năm         "
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ANNEX = "PHỤ LỤC"
ATTACHED = "(Kèm theo ………… số         /           ngày      tháng      năm         của …………………………)"


def write_docx(table: PlanTable, stream: BinaryIO, *, made: datetime | None = None) -> None:
    """Write `table`. `made` (UTC) is the moment the file's properties give as its creation."""
    document = Document()
    _type(document)
    _page(document.sections[0])
    _letterhead(document)
    _headings(document, table)
    _assignments(document, table.rows)
    _properties(document, table, made)
    document.save(stream)


def _type(document: Any) -> None:
    """Times New Roman 13, single-spaced, Vietnamese."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)


def _page(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(size))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    """The number of the page, in the middle of the top margin; the first page has none (Phụ lục I, Phần I.II.6.e)."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = "PAGE"
        run._r.append(part)


def _letterhead(document: Any) -> None:
    block = document.add_table(rows=1, cols=2)
    _fix_widths(block, LETTERHEAD)
    left, right = block.rows[0].cells
    _line(left.paragraphs[0], BLANK_BODY, size=12)
    _line(left.add_paragraph(), BLANK_BODY, size=12, bold=True)
    _rule(left, width=34, within=LETTERHEAD[0])
    _line(left.add_paragraph(), BLANK_NUMBER)
    _line(right.paragraphs[0], COUNTRY, size=12, bold=True)
    _line(right.add_paragraph(), MOTTO, bold=True)
    _rule(right, width=63, within=LETTERHEAD[1])
    _line(right.add_paragraph(), BLANK_DATE, italic=True)


def _headings(document: Any, table: PlanTable) -> None:
    _line(document.add_paragraph(), ANNEX, size=14, bold=True, before=12)
    _line(document.add_paragraph(), TITLE.upper(), size=14, bold=True)
    _line(document.add_paragraph(), ATTACHED, italic=True)
    if table.source:
        _line(document.add_paragraph(), f"({table.source})", italic=True)
    document.add_paragraph()


def _assignments(document: Any, rows: Iterable[Row]) -> None:
    grid = document.add_table(rows=1, cols=len(COLUMNS))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fix_widths(grid, WIDTHS)
    _fill(grid.rows[0], COLUMNS, centred=range(len(COLUMNS)), bold=True)
    _mark(grid.rows[0], "w:tblHeader")
    _mark(grid.rows[0], "w:cantSplit")
    centred = (0, COLUMNS.index("Thời hạn"))
    for row in rows:
        line = grid.add_row()
        texts = row.texts()
        if max(map(len, texts)) <= WHOLE:
            _mark(line, "w:cantSplit")
        _fill(line, texts, centred=centred)


def _fill(row: Any, texts: Iterable[str], *, centred: Iterable[int], bold: bool = False) -> None:
    middle = set(centred)
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = bold
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if index in middle else WD_ALIGN_PARAGRAPH.LEFT


def _fix_widths(table: Any, widths: Iterable[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _line(paragraph: Any, text: str, *, size: int = 13, bold: bool = False, italic: bool = False, before: int = 0) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(cell: Any, *, width: int, within: int) -> None:
    """A thin rule, `width` millimetres, in the middle of a cell `within` millimetres wide."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((within - width) / 2)
    paragraph.paragraph_format.line_spacing = Pt(4)
    border = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _properties(document: Any, table: PlanTable, made: datetime | None) -> None:
    properties = document.core_properties
    properties.title, properties.subject = TITLE, table.source[:255]
    properties.author = properties.last_modified_by = "Dondoc"
    properties.comments, properties.language = "", "vi-VN"
    if made:
        properties.created = properties.modified = made.replace(tzinfo=None)
