"""ODT: the final view of the text, as a reader on paper would have it."""

from __future__ import annotations

import io
import zipfile

import pytest

from dondoc.reading.errors import DamagedFile
from dondoc.reading.intake import take_in
from dondoc.reading.model import Format, SourceText
from tests.reading.intake.tables import cells

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"))
)
NUMBERED = """<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>"""


def odt(body: str, *, styles: str = "", master: str = "") -> bytes:
    """An ODT of the inside of ``office:text``, automatic styles, and the inside of its master page."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        made.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page>{master}</style:master-page>"
            "</office:master-styles></office:document-styles>",
        )
    return target.getvalue()


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def items(*texts: str, style: str = "L", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def take(body: str, *, styles: str = "", master: str = "") -> SourceText:
    return take_in(odt(body, styles=styles, master=master))


def test_paragraphs_are_lines_and_white_space_is_what_the_file_says() -> None:
    source = take(p('Giao  Sở\n Y tế<text:s text:c="3"/>chủ trì<text:tab/>ngay<text:line-break/>và báo cáo.') + p("") + p("Hết."))
    assert source.format is Format.ODT
    assert source.wrapped is False
    assert source.text == "Giao Sở Y tế   chủ trì\tngay\nvà báo cáo.\n\nHết."


def test_lists_have_their_numbers_over_levels() -> None:
    inner = f"<text:list><text:list-item>{p('Hai một')}</text:list-item><text:list-item>{p('Hai hai')}</text:list-item></text:list>"
    source = take(items(p("Một") + p("vẫn một"), p("Hai") + inner, p("Ba")), styles=NUMBERED)
    assert source.text.split("\n") == ["1. Một", "vẫn một", "2. Hai", "2.1. Hai một", "2.2. Hai hai", "3. Ba"]


def test_a_list_goes_on_only_where_it_says_so() -> None:
    body = items(p("a")) + p("xen") + items(p("b"), more='text:continue-numbering="true"') + items(p("c"))
    assert take(body, styles=NUMBERED).text.split("\n") == ["1. a", "xen", "2. b", "1. c"]


def test_a_bullet_is_kept_and_an_item_without_a_number_gets_none() -> None:
    body = items(p("gạch"), style="B") + f"<text:list text:style-name='L'><text:list-header>{p('không số')}</text:list-header></text:list>"
    assert take(body, styles=NUMBERED).text.split("\n") == ["- gạch", "không số"]


def test_tracked_changes_come_out_as_final() -> None:
    changes = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('Sở Tài chính')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    source = take(changes + p('Giao <text:change text:change-id="x"/>Sở Y tế'))
    assert source.text == "Giao Sở Y tế"
    assert source.notes == ("tracked-changes-as-final",)


def test_comments_and_hidden_text_are_left_out() -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    comment = f"<office:annotation>{p('ghi chú')}</office:annotation>"
    source = take(p(f'Thấy{comment}<text:span text:style-name="H"> ẩn</text:span>.'), styles=hidden)
    assert source.text == "Thấy."
    assert "hidden-text-dropped" in source.notes


def test_the_header_stands_first_and_footnotes_last() -> None:
    body = f"<text:note-body>{p('Theo báo cáo năm 2025.')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    source = take(p(f"Kết quả{note} tốt."), master=f"<style:header>{p('PHỤ LỤC II')}</style:header>")
    assert source.text == "PHỤ LỤC II\nKết quả tốt.\n\n[1] Theo báo cáo năm 2025."


def test_a_text_box_is_read_once() -> None:
    assert take(p(f"<draw:frame><draw:text-box>{p('Số: 12/KH-UBND')}</draw:text-box></draw:frame>")).text == "Số: 12/KH-UBND"


def test_a_table_has_its_merged_cells_and_heading_rows() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    merged = cell("Sở Y tế", 'table:number-rows-spanned="2"')
    source = take(
        f"<table:table><table:table-column/><table:table-header-rows><table:table-row>{cell('TT')}{cell('Việc')}{cell('Chủ trì')}"
        f"</table:table-row></table:table-header-rows><table:table-row>{cell('1')}{cell('Rà soát')}"
        f"{merged}</table:table-row>"
        f"<table:table-row>{cell('2')}{cell('Tổng hợp')}<table:covered-table-cell/></table:table-row></table:table>"
    )
    assert source.tables[0].header_rows == 1
    assert cells(source)[3:6] == [(1, 0, 1, 1, "1"), (1, 1, 1, 1, "Rà soát"), (1, 2, 2, 1, "Sở Y tế")]
    assert cells(source)[6:] == [(2, 0, 1, 1, "2"), (2, 1, 1, 1, "Tổng hợp")]


@pytest.mark.parametrize("keep", [120, 400])
def test_a_cut_file_is_damaged(keep: int) -> None:
    with pytest.raises(DamagedFile):
        take_in(odt(p("Kế hoạch"))[:keep])
