"""DOCX: the final view of the text, with automatic numbers as text and tables as tables."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from dondoc.reading.errors import DamagedFile, EmptyFile, TooLarge
from dondoc.reading.intake import limits, take_in
from tests.reading.intake.building import NAMESPACES, docx, item, level, numbering, p, package, r, row, tbl, tc
from tests.reading.intake.tables import texts


def lines(body: str, **parts: str) -> list[str]:
    return take_in(docx(body, **parts)).text.split("\n")


class TestParagraphs:
    def test_a_paragraph_is_a_line_and_lines_are_not_wrapped(self) -> None:
        source = take_in(docx(p("Kính gửi:", " Sở Y tế") + p("Thực hiện chỉ đạo.")))
        assert source.text == "Kính gửi: Sở Y tế\nThực hiện chỉ đạo."
        assert source.wrapped is False

    def test_empty_paragraphs_are_one_blank_line(self) -> None:
        assert lines(p("một") + p() + p(" ") + p("hai")) == ["một", "", "hai"]

    def test_a_line_break_starts_a_line_and_a_tab_stays(self) -> None:
        assert lines(p("<w:r><w:t>TM. UBND</w:t><w:br/><w:t>CHỦ TỊCH</w:t><w:tab/><w:t>A</w:t></w:r>")) == ["TM. UBND", "CHỦ TỊCH\tA"]

    def test_a_soft_hyphen_is_no_letter_and_a_hard_one_is_a_hyphen(self) -> None:
        run = "<w:r><w:t>12/KH</w:t><w:noBreakHyphen/><w:t>UB</w:t><w:softHyphen/><w:t>ND\u00ad</w:t></w:r>"
        assert lines(p(run)) == ["12/KH-UBND"]

    def test_symbol_font_bullets_become_unicode(self) -> None:
        assert lines(p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " Đạt")) == ["✓ Đạt"]
        assert lines(p("\uf0b7 Sở Tài chính")) == ["• Sở Tài chính"]

    def test_content_controls_links_and_smart_tags_are_looked_through(self) -> None:
        body = (
            f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('Số: 12/KH-UBND')}</w:sdtContent></w:sdt>"
            + p("<w:hyperlink>" + r("Nghị định ") + "</w:hyperlink>", "<w:smartTag>" + r("30/2020/NĐ-CP") + "</w:smartTag>")
            + p("<w:sdt><w:sdtContent>" + r("Hà") + "</w:sdtContent></w:sdt>")
        )
        assert lines(body) == ["Số: 12/KH-UBND", "Nghị định 30/2020/NĐ-CP", "Hà"]

    def test_a_field_gives_its_result_and_not_its_code(self) -> None:
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
        nested = begin + r("mã") + end
        code = "<w:r><w:instrText> REF a </w:instrText></w:r>"
        simple = f'<w:fldSimple w:instr="DATE">{r(" ngày 5")}</w:fldSimple>'
        assert lines(p(begin + code + nested + separate + r("Điều 5") + end, simple)) == ["Điều 5 ngày 5"]

    def test_the_strict_form_reads_the_same(self) -> None:
        word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        root = NAMESPACES.replace(word, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        assert take_in(docx(p("Chỉ thị"), root=root)).text == "Chỉ thị"


class TestTrackedChanges:
    def test_inserted_text_is_kept_and_deleted_text_is_not(self) -> None:
        body = p("Trước ngày ", "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>", "<w:ins>" + r("15") + "</w:ins>", "/12/2025")
        source = take_in(docx(body))
        assert source.text == "Trước ngày 15/12/2025"
        assert source.notes == ("tracked-changes-as-final",)

    def test_moved_text_stands_only_where_it_went(self) -> None:
        body = p("một", "<w:moveFrom>" + r(" hai") + "</w:moveFrom>") + p("ba", "<w:moveTo>" + r(" hai") + "</w:moveTo>")
        assert lines(body) == ["một", "ba hai"]

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self) -> None:
        assert lines(p("Sở Y tế ", ppr="<w:rPr><w:del/></w:rPr>") + p("chủ trì")) == ["Sở Y tế chủ trì"]

    def test_a_deleted_row_is_gone(self) -> None:
        source = take_in(docx(tbl(row("TT", "Việc"), row("1", "cũ", trpr="<w:del/>"), row("1", "mới"))))
        assert [text for *_, text in texts(source, source.tables[0])] == ["TT", "Việc", "1", "mới"]

    def test_an_earlier_numbering_kept_in_a_property_change_does_not_count(self) -> None:
        old = "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange>"
        assert lines(p("không số", ppr=old), numbering=numbering(level(0, "decimal", "%1."))) == ["không số"]


class TestHiddenText:
    def test_hidden_runs_are_dropped_and_noted(self) -> None:
        source = take_in(docx(p("Công khai", r(" nội bộ", "<w:vanish/>"), r(" hết", '<w:vanish w:val="0"/>'))))
        assert source.text == "Công khai hết"
        assert source.notes == ("hidden-text-dropped",)

    def test_a_style_can_hide(self) -> None:
        styles = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        assert lines(p("thấy", r(" ẩn", '<w:rStyle w:val="An"/>')), styles=styles) == ["thấy"]


class TestNumbering:
    LEVELS = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))

    def test_levels_count_on_their_own_and_restart_below_a_higher_one(self) -> None:
        body = item("A", 1) + item("B", 1, 1) + item("C", 1, 2) + item("D", 1, 2) + item("E", 1, 1) + item("F", 1) + item("G", 1, 1)
        assert lines(body, numbering=numbering(*self.LEVELS)) == ["I. A", "1. B", "a) C", "b) D", "2. E", "II. F", "1. G"]

    def test_a_number_can_name_the_levels_above(self) -> None:
        levels = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))
        body = item("A", 1) + item("B", 1, 1) + item("C", 1, 1)
        assert lines(body, numbering=numbering(*levels)) == ["1. A", "1.1. B", "1.2. C"]

    def test_legal_numbers_are_all_digits(self) -> None:
        levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", more="<w:isLgl/>"))
        assert lines(item("A", 1) + item("B", 1, 1), numbering=numbering(*levels)) == ["I. A", "1.1. B"]

    def test_words_around_the_number_and_its_start_are_the_lists(self) -> None:
        assert lines(item("Phạm vi", 1) + item("Đối tượng", 1), numbering=numbering(level(0, "decimal", "Điều %1.", start=4))) == [
            "Điều 4. Phạm vi",
            "Điều 5. Đối tượng",
        ]

    def test_two_lists_of_one_definition_count_on_unless_one_overrides_its_start(self) -> None:
        lists = "".join(
            f'<w:num w:numId="{place}"><w:abstractNumId w:val="0"/>{override}</w:num>'
            for place, override in (
                (1, ""),
                (2, ""),
                (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
            )
        )
        body = item("A", 1) + item("B", 2) + item("C", 3) + item("D", 3)
        assert lines(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists)) == ["1. A", "2. B", "7. C", "8. D"]

    def test_a_level_that_never_restarts_goes_on(self) -> None:
        levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "Điều %2.", more='<w:lvlRestart w:val="0"/>'))
        body = item("Chương", 1) + item("x", 1, 1) + item("Chương", 1) + item("y", 1, 1)
        assert lines(body, numbering=numbering(*levels)) == ["I. Chương", "Điều 1. x", "II. Chương", "Điều 2. y"]

    def test_a_style_brings_its_list_and_its_level(self) -> None:
        styles = (
            '<w:style w:type="paragraph" w:styleId="Khoan"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="KhoanCon"><w:basedOn w:val="Khoan"/></w:style>'
        )
        levels = (level(0, "decimal", "Điều %1."), level(1, "decimal", "%2.", more='<w:pStyle w:val="Khoan"/>'))
        body = p("A", ppr='<w:pStyle w:val="Khoan"/>') + p("B", ppr='<w:pStyle w:val="Khoan"/>')
        assert lines(body, styles=styles, numbering=numbering(*levels)) == ["1. A", "2. B"]
        assert lines(p("C", ppr='<w:pStyle w:val="KhoanCon"/>'), styles=styles, numbering=numbering(*levels)) == ["Điều 1. C"]

    def test_list_zero_switches_a_styles_list_off(self) -> None:
        styles = '<w:style w:type="paragraph" w:styleId="K"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        body = p("không số", ppr='<w:pStyle w:val="K"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        assert lines(body, styles=styles, numbering=numbering(level(0, "decimal", "%1."))) == ["không số"]

    @pytest.mark.parametrize(
        ("form", "text", "expected"),
        [
            ("bullet", "\uf0b7", "• việc"),
            ("bullet", "-", "- việc"),
            ("bullet", "o", "◦ việc"),
            ("lowerRoman", "(%1)", "(iv) việc"),
            ("upperLetter", "%1.", "D. việc"),
            ("decimalZero", "%1", "04 việc"),
            ("none", "", "việc"),
            ("chưa có", "%1.", "4. việc"),
        ],
    )
    def test_each_form_of_number(self, form: str, text: str, expected: str) -> None:
        assert lines(item("việc", 1), numbering=numbering(level(0, form, text, start=4))) == [expected]

    def test_an_empty_paragraph_takes_no_number(self) -> None:
        body = item("A", 1) + p(ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + item("B", 1)
        assert lines(body, numbering=numbering(level(0, "decimal", "%1."))) == ["1. A", "", "2. B"]

    def test_a_list_that_is_not_there_gives_no_number(self) -> None:
        assert lines(item("A", 9), numbering=numbering(level(0, "decimal", "%1."))) == ["A"]


class TestTables:
    def test_cells_stand_on_lines_of_their_own_with_a_blank_line_between_rows(self) -> None:
        table = tbl(row("TT", "Nội dung", trpr="<w:tblHeader/>"), row("1", tc(p("Rà soát") + p("Báo cáo"))))
        source = take_in(docx(p("Phụ lục") + table + p("Ghi chú")))
        assert source.text == "Phụ lục\n\nTT\nNội dung\n\n1\nRà soát\nBáo cáo\n\nGhi chú"
        assert texts(source, source.tables[0]) == [
            (0, 0, 1, 1, "TT"),
            (0, 1, 1, 1, "Nội dung"),
            (1, 0, 1, 1, "1"),
            (1, 1, 1, 1, "Rà soát\nBáo cáo"),
        ]
        assert source.tables[0].header_rows == 1
        assert source.tables[0].span.of(source.text).startswith("TT\n")

    def test_merged_cells_are_listed_once_with_their_size(self) -> None:
        start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        table = tbl(
            row(tc(p("I"), start), tc(p("Nhóm việc"), '<w:gridSpan w:val="2"/>')),
            row(tc(p(""), on), "Sở A", "Quý I"),
            row(tc(p(""), on), "Sở B", ""),
        )
        source = take_in(docx(table))
        assert texts(source, source.tables[0]) == [
            (0, 0, 3, 1, "I"),
            (0, 1, 1, 2, "Nhóm việc"),
            (1, 1, 1, 1, "Sở A"),
            (1, 2, 1, 1, "Quý I"),
            (2, 1, 1, 1, "Sở B"),
            (2, 2, 1, 1, ""),
        ]

    def test_python_docx_tables_read_the_same(self) -> None:
        document = python_docx.Document()
        table = document.add_table(rows=2, cols=3)
        for place, cell in enumerate(table.rows[1].cells):
            cell.text = f"ô {place}"
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Tiêu đề chung"
        target = io.BytesIO()
        document.save(target)
        source = take_in(target.getvalue())
        assert texts(source, source.tables[0])[0] == (0, 0, 1, 3, "Tiêu đề chung")
        assert [text for *_, text in texts(source, source.tables[0])[1:]] == ["ô 0", "ô 1", "ô 2"]

    def test_a_nested_table_lies_within_its_cell(self) -> None:
        inner = tbl(row("a", "b"), row("c", "d"))
        source = take_in(docx(tbl(row("1", tc(p("gồm:") + inner + p(""))), row("2", "hết"))))
        outer, nested = source.tables
        cell = next(cell for cell in outer.cells if (cell.row, cell.column) == (0, 1))
        assert cell.span.contains(nested.span)
        assert [text for *_, text in texts(source, nested)] == ["a", "b", "c", "d"]

    def test_a_cell_that_starts_with_a_frame_starts_with_its_words(self) -> None:
        source = take_in(docx(tbl(row("1", tc(tbl(row("khung")) + p("tiếp"))), row("2", "hết"))))
        assert [text for *_, text in texts(source, source.tables[0])] == ["1", "khung\n\ntiếp", "2", "hết"]

    def test_the_heading_block_is_lines_and_no_table(self) -> None:
        table = tbl(
            row(
                tc(p("UBND TỈNH AN PHÚ HÀ") + p("SỞ Y TẾ")), tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc"))
            ),
            row("Số: 12/KH-SYT", "Sông Trà, ngày 05 tháng 3 năm 2026"),
        )
        source = take_in(docx(table + p("KẾ HOẠCH")))
        assert source.tables == ()
        assert source.text.split("\n") == [
            "UBND TỈNH AN PHÚ HÀ",
            "SỞ Y TẾ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 12/KH-SYT",
            "Sông Trà, ngày 05 tháng 3 năm 2026",
            "",
            "KẾ HOẠCH",
        ]

    def test_the_foot_is_lines_and_no_table(self) -> None:
        table = tbl(row(tc(p("Nơi nhận:") + p("- Như trên;")), tc(p("KT. GIÁM ĐỐC"))), row("", "Trần Thị Mai Hoa"))
        assert take_in(docx(p("Văn bản.") + table)).tables == ()


class TestPartsBesideTheBody:
    BOX = f"<w:txbxContent>{p('DỰ THẢO')}</w:txbxContent>"

    def test_a_text_box_is_read_once(self) -> None:
        drawing = (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{self.BOX}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{self.BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        assert lines(p(drawing) + p("Nội dung")) == ["DỰ THẢO", "Nội dung"]

    def test_an_old_text_box_is_read(self) -> None:
        assert lines(p("Số:", f"<w:r><w:pict><v:textbox>{self.BOX}</v:textbox></w:pict></w:r>")) == ["Số:", "DỰ THẢO"]

    def test_the_first_pages_header_comes_first_and_once(self) -> None:
        section = '<w:sectPr><w:headerReference w:type="first" r:id="rId-header"/><w:titlePg/></w:sectPr>'
        assert lines(p("Nội dung") + section, header=p("TỈNH ỦY AN PHÚ HÀ")) == ["TỈNH ỦY AN PHÚ HÀ", "Nội dung"]

    def test_a_header_of_later_pages_is_no_text_of_the_first(self) -> None:
        section = '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/><w:titlePg/></w:sectPr>'
        assert lines(p("Nội dung") + section, header=p("Tiếp theo")) == ["Nội dung"]

    def test_a_header_that_is_a_page_number_is_left_out(self) -> None:
        section = '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>'
        assert lines(p("Nội dung") + section, header=p("2")) == ["Nội dung"]

    def test_footnotes_stand_at_the_end_and_their_marks_nowhere(self) -> None:
        notes = f'<w:footnote w:id="0" w:type="separator">{p("")}</w:footnote><w:footnote w:id="2">{p("Báo cáo số 5/BC-STC.")}</w:footnote>'
        source = take_in(docx(p("Theo số liệu", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".") + p("Hết."), footnotes=notes))
        assert source.text == "Theo số liệu.\nHết.\n\n[1] Báo cáo số 5/BC-STC."
        assert source.notes == ("footnotes-at-end",)


class TestHostilePackages:
    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self) -> None:
        with pytest.raises(TooLarge, match="packing ratio"):
            take_in(docx(p("a" * 30_000_000)))

    def test_a_package_that_claims_too_much_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "UNPACKED_BYTES", 1_000)
        with pytest.raises(TooLarge, match="unpacked"):
            take_in(docx(p("xin chào " * 500)))

    def test_too_many_parts_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "ENTRIES", 2)
        with pytest.raises(TooLarge, match="parts"):
            take_in(docx(p("một")))

    @pytest.mark.parametrize(
        "entity",
        [
            '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">',
            '<!ENTITY b SYSTEM "file:///etc/passwd">',
            '<!ENTITY b SYSTEM "http://127.0.0.1/x">',
        ],
    )
    def test_entities_are_refused(self, entity: str) -> None:
        document = (
            f"<!DOCTYPE w:document [{entity}]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
        )
        with pytest.raises(DamagedFile, match="DTD"):
            take_in(package({"word/document.xml": document}))

    @pytest.mark.parametrize("depth", [400, 1_500, 50_000])
    def test_deep_nesting_is_refused(self, depth: int) -> None:
        with pytest.raises((TooLarge, DamagedFile)):
            take_in(docx("<w:sdt><w:sdtContent>" * depth + p("sâu") + "</w:sdtContent></w:sdt>" * depth))

    def test_tables_nested_without_end_are_refused(self) -> None:
        body = p("đáy")
        for _ in range(25):
            body = tbl(row("x", tc(body + p(""))), row("y", "z"))
        with pytest.raises(TooLarge, match="nested tables"):
            take_in(docx(body))

    def test_a_merged_cell_that_claims_the_world_is_cut(self) -> None:
        wide = tc(p("rộng"), '<w:gridSpan w:val="999999999"/>')
        source = take_in(docx(tbl(row("a", wide), row("b", "c"))))
        assert max(cell.columns for cell in source.tables[0].cells) == limits.SPAN

    @pytest.mark.parametrize("document", ["", "<w:document", "<khac/>", f"<w:document {NAMESPACES}><w:body><w:p></w:body></w:document>"])
    def test_a_broken_main_part_is_damaged_or_empty(self, document: str) -> None:
        with pytest.raises((DamagedFile, EmptyFile)):
            take_in(package({"word/document.xml": document}))

    def test_a_package_without_a_main_part_is_damaged(self) -> None:
        with pytest.raises(DamagedFile, match="no document part"):
            take_in(package({"word/khac.xml": "<a/>"}))

    def test_a_part_that_does_not_unpack_is_damaged(self) -> None:
        data = bytearray(docx(p("Nội dung khá dài để nén được " * 20)))
        with zipfile.ZipFile(io.BytesIO(bytes(data))) as made:
            place = made.getinfo("word/document.xml").header_offset + 60
        data[place : place + 40] = b"\xff" * 40
        with pytest.raises(DamagedFile):
            take_in(bytes(data))

    def test_a_document_of_pictures_is_empty(self) -> None:
        with pytest.raises(EmptyFile):
            take_in(docx(p("<w:r><w:drawing/></w:r>")))
