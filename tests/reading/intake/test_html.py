"""Saved web pages: the document without the portal around it."""

from __future__ import annotations

import pytest

from dondoc.reading.errors import EmptyFile, TooLarge, UnsupportedFormat
from dondoc.reading.intake import limits, take_in
from dondoc.reading.model import SourceText
from tests.reading.intake.tables import texts

DOCUMENT = """
<p>Thực hiện Nghị quyết số 15/NQ-HĐND ngày 10/12/2025 của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2026.</p>
<p>Giao Sở Y tế chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện; báo cáo kết quả trước ngày 15/12/2026.</p>
<p>Các đơn vị nghiêm túc triển khai.</p>
<p>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</p>
<p>Trần Văn Sông</p>"""

LINES = [
    "Thực hiện Nghị quyết số 15/NQ-HĐND ngày 10/12/2025 của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2026.",
    "Giao Sở Y tế chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện; báo cáo kết quả trước ngày 15/12/2026.",
    "Các đơn vị nghiêm túc triển khai.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Trần Văn Sông",
]


def page(body: str, head: str = "") -> SourceText:
    return take_in(f"<!DOCTYPE html><html><head><title>Cổng</title>{head}</head><body>{body}</body></html>".encode())


def lines(body: str) -> list[str]:
    return page(body).text.split("\n")


class TestFlow:
    def test_a_paragraph_is_a_line_whatever_the_source_lines_are(self) -> None:
        source = page("<p>Sở Y tế\n   chủ&nbsp;trì</p><div>Sở <b>Tài</b> chính</div>")
        assert source.text == "Sở Y tế chủ trì\nSở Tài chính"
        assert source.wrapped is False

    def test_a_break_starts_a_line(self) -> None:
        assert lines("<p>Kính gửi:<br>- Sở Y tế;<br/>- Sở Tài chính.</p>") == ["Kính gửi:", "- Sở Y tế;", "- Sở Tài chính."]

    def test_entities_are_letters(self) -> None:
        assert lines("<p>Quy&#7871;t &#x111;&#7883;nh &amp; &ldquo;x&rdquo;</p>") == ["Quyết định & “x”"]

    def test_invisible_signs_are_dropped(self) -> None:
        assert lines("<p>\ufeffSố\u200b: 12/KH\u00ad-UBND</p>") == ["Số: 12/KH-UBND"]

    def test_preformatted_text_keeps_its_lines(self) -> None:
        assert lines("<pre>Điều 1. Phạm vi\nĐiều 2. Đối tượng</pre>") == ["Điều 1. Phạm vi", "Điều 2. Đối tượng"]

    @pytest.mark.parametrize(
        ("listed", "expected"),
        [
            ("<ol><li>một<li>hai</ol>", ["1. một", "2. hai"]),
            ("<ol start=4><li>một<li value=9>hai<li>ba</ol>", ["4. một", "9. hai", "10. ba"]),
            ("<ol type=a><li>một<li>hai</ol>", ["a. một", "b. hai"]),
            ("<ol type=I><li><p>một</p><p>tiếp</p><li>hai</ol>", ["I. một", "tiếp", "II. hai"]),
            ("<ul><li>một<li>hai</ul>", ["- một", "- hai"]),
            ("<ul><li>- một<li>a) hai<li>1. ba</ul>", ["- một", "a) hai", "1. ba"]),
            ('<ul style="list-style: none"><li>một</ul>', ["một"]),
            ("<ol><li>một<ol type=i><li>x</ol><li>hai</ol>", ["1. một", "i. x", "2. hai"]),
        ],
    )
    def test_lists_keep_their_markers(self, listed: str, expected: list[str]) -> None:
        assert lines(listed) == expected


class TestEncodings:
    BODY = "<html><head><meta charset={}></head><body><p>Chỉ thị số 5</p></body></html>"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_by_mark_or_declaration(self, encoding: str) -> None:
        assert take_in(self.BODY.format("utf-8").encode(encoding)).text == "Chỉ thị số 5"

    def test_windows_vietnamese_is_composed(self) -> None:
        apart = "Chi\u0309 thi\u0323 sô\u0301 5"  # the code page has tones as signs of their own
        assert take_in(self.BODY.format("windows-1258").replace("Chỉ thị số 5", apart).encode("cp1258")).text == "Chỉ thị số 5"

    def test_a_wrong_declaration_is_overruled_by_the_bytes(self) -> None:
        assert take_in(self.BODY.format("khong-co").encode()).text == "Chỉ thị số 5"

    def test_a_page_in_an_old_encoding_is_read(self) -> None:
        page = take_in(b"<html><body><p>C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam \xa7\xe9c l\xcbp</p></body></html>")
        assert page.text == "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập"
        assert page.notes == ("encoding-tcvn3",)

    def test_a_page_in_an_encoding_that_can_not_be_told_is_refused(self) -> None:
        with pytest.raises(UnsupportedFormat):
            take_in("<html><body><p>Le règlement français a été approuvé à la majorité".encode("latin-1"))


FURNITURE = {
    "menu": "<nav><ul><li><a href=#>Trang chủ</a><li><a href=#>Giới thiệu cơ quan</a></ul></nav>",
    "menu by class": '<div class="main-menu"><a href=#>Giới thiệu cơ quan</a> <a href=#>Tin tức</a></div>',
    "page header": '<div id="header">Cổng thông tin điện tử tỉnh An Phú Hà</div>',
    "breadcrumb": '<ol class="breadcrumb"><li><a href=#>Trang nhất</a><li>Văn bản chỉ đạo</ol>',
    "side column": (
        "<aside><h3>Thông báo</h3><p>Mời dự hội nghị tổng kết công tác năm của ngành tại hội"
        " trường lớn vào tuần tới, đề nghị có mặt.</p></aside>"
    ),
    "related news": (
        '<div class="box-tin-lien-quan"><h3>Đọc thêm</h3><p>Hội nghị triển khai công tác quý I đã diễn ra tại phường Bến Lở.</p></div>'
    ),
    "share": '<div class="social-share">Chia sẻ: Facebook Zalo</div>',
    "sign-in": "<form><label>Tên đăng nhập</label><input name=u><input type=password name=p><button>Vào</button></form>",
    "cookies": '<div id="cookie-consent">Trang này dùng cookie. <button>Đồng ý</button></div>',
    "comments": (
        '<section id="comments"><h3>2 góp ý</h3><p>Rất hay, mong cơ quan sớm triển khai để bà con trong phường được biết.</p></section>'
    ),
    "footer": (
        "<footer>Bản quyền thuộc Cổng thông tin điện tử tỉnh An Phú Hà. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</footer>"
    ),
    "hidden": '<div style="display: none">Đã hết phiên làm việc, bấm vào đây</div>',
    "script": "<script>var x = '<p>Không phải chữ</p>';</script><style>p{color:red}</style><noscript>Hãy bật JavaScript</noscript>",
    "buttons": "<div><a href=#>In trang</a></div><div>Lượt xem: 193</div><p><a href=#>Xem thêm</a></p>",
    "links": (
        "<div><ul><li><a href=#>Lịch công tác tuần 12</a><li><a href=#>Thông báo mời họp</a><li><a href=#>Thư mời báo giá</a></ul></div>"
    ),
}


class TestFurniture:
    @pytest.mark.parametrize("kind", FURNITURE)
    @pytest.mark.parametrize("place", ["before", "after"])
    def test_is_left_out(self, kind: str, place: str) -> None:
        main = f'<div class="content">{DOCUMENT}</div>'
        body = FURNITURE[kind] + main if place == "before" else main + FURNITURE[kind]
        assert lines(body) == LINES

    @pytest.mark.parametrize("kind", FURNITURE)
    def test_is_left_out_inside_the_text_too(self, kind: str) -> None:
        assert lines(f"<div class=content>{DOCUMENT}{FURNITURE[kind]}</div>") == LINES

    def test_a_whole_portal_page(self) -> None:
        body = (
            FURNITURE["cookies"] + FURNITURE["page header"] + FURNITURE["menu"]
            + '<div class="row"><div class="col-8">' + FURNITURE["breadcrumb"]
            + "<h1>Kế hoạch hành động năm 2026</h1>" + FURNITURE["share"]
            + f"<div class=detail>{DOCUMENT}</div>" + FURNITURE["buttons"] + FURNITURE["comments"]
            + '</div><div class="col-4">' + FURNITURE["links"] + FURNITURE["related news"] + "</div></div>"
            + FURNITURE["footer"] + FURNITURE["script"]
        )  # fmt: skip
        assert lines(body) == ["Kế hoạch hành động năm 2026", *LINES]

    def test_all_after_a_closing_heading_goes(self) -> None:
        tail = "<h4>Các tin khác</h4><p>Phường Bến Lở ra quân làm sạch bờ sông.</p><p>Xã Cồn Mây khánh thành cầu mới.</p>"
        assert lines(f"<div>{DOCUMENT}{tail}</div>") == LINES

    def test_a_page_that_old_systems_lay_out_with_tables_and_one_form(self) -> None:
        body = (
            "<form id=aspnetForm><input type=password><table><tr><td colspan=2>Cổng thông tin</td></tr><tr>"
            "<td><ul><li><a href=#>Giới thiệu</a><li><a href=#>Tin tức</a><li><a href=#>Văn bản</a></ul></td>"
            f"<td>{DOCUMENT * 2}</td></tr></table></form>"
        )
        assert lines(body) == LINES * 2

    def test_a_part_with_most_of_the_words_is_never_furniture(self) -> None:
        assert lines(f'<div class="has-sidebar share-content" id="print-comment">{DOCUMENT}</div>') == LINES

    def test_a_text_full_of_linked_citations_stays(self) -> None:
        bases = [f"Căn cứ Luật số {n} ngày 19/6/2015" for n in (1, 2, 3, 4)]
        body = "<div>" + "".join(f"<p><a href=#>{base}</a>;</p>" for base in bases) + DOCUMENT + "</div>"
        assert lines(body) == [f"{base};" for base in bases] + LINES

    def test_the_title_above_the_text_is_kept(self) -> None:
        assert lines(f"<div><h1>V/v tăng cường phòng dịch</h1></div><div><div>{DOCUMENT}</div></div>")[0] == "V/v tăng cường phòng dịch"

    def test_the_lines_above_the_text_that_name_the_document_are_kept(self) -> None:
        lead = "Ban Thường vụ Tỉnh ủy vừa ban hành Công văn số 12-CV/TU."
        column = f"<div><div><span>Thứ năm - 16/03/2026 05:54</span></div><div>{lead}</div><div>{DOCUMENT}</div></div>"
        side = "<div><div>Tin mới</div><ul><li><a href=#>Công văn số 13-CV/TU</a><li><a href=#>Công văn số 14-CV/TU</a></ul></div>"
        assert lines(f"<div>{column}{side}</div>") == ["Thứ năm - 16/03/2026 05:54", lead, *LINES]


class TestTables:
    def test_a_table_of_work_with_merged_cells(self) -> None:
        body = (
            "<table><thead><tr><th rowspan=2>TT<th colspan=2>Phân công</tr><tr><th>Chủ trì<th>Phối hợp</tr></thead>"
            "<tbody><tr><td>1<td>Sở A<td>Sở B<br>Sở C</tr><tr><td>2<td colspan=2>Các đơn vị</tr></tbody></table>"
        )
        source = page(DOCUMENT + body)
        assert texts(source, source.tables[0]) == [
            (0, 0, 2, 1, "TT"),
            (0, 1, 1, 2, "Phân công"),
            (1, 1, 1, 1, "Chủ trì"),
            (1, 2, 1, 1, "Phối hợp"),
            (2, 0, 1, 1, "1"),
            (2, 1, 1, 1, "Sở A"),
            (2, 2, 1, 1, "Sở B\nSở C"),
            (3, 0, 1, 1, "2"),
            (3, 1, 1, 2, "Các đơn vị"),
        ]
        assert source.tables[0].header_rows == 2

    def test_a_page_that_is_mostly_a_table_keeps_the_words_around_it(self) -> None:
        rows = "".join(
            f"<tr><td>{n}<td>Tổ chức thực hiện nội dung thứ {n} của kế hoạch theo đúng tiến độ<td>Sở Y tế</tr>" for n in range(1, 30)
        )
        body = f"<div><p>PHỤ LỤC</p><p>Phân công nhiệm vụ</p><table>{rows}</table><p>Số: 5/PL-UBND</p></div>"
        source = page(body)
        assert source.text.startswith("PHỤ LỤC\nPhân công nhiệm vụ\n\n1\nTổ chức")
        assert len(source.tables[0].cells) == 29 * 3

    def test_the_heading_block_is_lines_and_no_table(self) -> None:
        heading = (
            "<table><tr><td>UBND TỈNH AN PHÚ HÀ<br>-------<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</tr>"
            "<tr><td>Số: 12/CT-UBND<td>An Phú Hà, ngày 5 tháng 3 năm 2026</tr></table>"
        )
        source = page(f"<div>{heading}{DOCUMENT}</div>")
        assert source.tables == ()
        assert source.text.split("\n")[:6] == [
            "UBND TỈNH AN PHÚ HÀ",
            "-------",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 12/CT-UBND",
            "An Phú Hà, ngày 5 tháng 3 năm 2026",
        ]

    def test_a_table_that_frames_another_is_layout(self) -> None:
        source = page("<table><tr><td>Trước<td><table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table></tr><tr><td>Sau<td></tr></table>")
        assert [text for *_, text in texts(source, source.tables[0])] == ["a", "b", "c", "d"]
        assert source.text.startswith("Trước\n")
        assert source.text.endswith("\nSau")


class TestHostilePages:
    def test_a_page_without_words_is_empty(self) -> None:
        with pytest.raises(EmptyFile):
            page("<div id=app></div><script>render()</script>")

    def test_only_a_doctype_is_empty(self) -> None:
        with pytest.raises(EmptyFile):
            take_in(b"<!DOCTYPE html>")

    def test_hundreds_of_tags_left_open_are_read(self) -> None:
        assert lines("<div><b><i><font>" * 300 + "<p>Chỉ thị</p>" + DOCUMENT)[0] == "Chỉ thị"

    def test_entities_of_a_doctype_are_not_expanded(self) -> None:
        data = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>Xin chào &a;</p></body></html>'
        assert "root:" not in take_in(data.encode()).text

    def test_a_control_character_written_as_an_entity_does_no_harm(self) -> None:
        assert "Chỉ thị" in page("<p>Chỉ thị</p><script>x</script>&#1;&#31;<p>Điều 1</p>" + DOCUMENT).text
        old = '<p><font face=".VnTime">Céng hßa x· héi &#1;chñ nghÜa ViÖt Nam</font></p>'
        assert page(old).text == "Cộng hòa xã hội chủ nghĩa Việt Nam"

    def test_tables_nested_without_end_are_refused(self) -> None:
        with pytest.raises(TooLarge, match="nested tables"):
            page("<table><tr><td>x<td>y" * 40 + "đáy" + "</table>" * 40)

    def test_a_cell_that_claims_the_world_is_cut(self) -> None:
        source = page("<table><tr><td colspan=99999999 rowspan=99999999>a<td>b</tr><tr><td>c<td>d</tr></table>")
        assert all(cell.columns <= limits.SPAN and cell.rows <= 2 for cell in source.tables[0].cells)

    def test_a_page_over_the_limit_is_too_large(self) -> None:
        with pytest.raises(TooLarge):
            take_in(b"<html>" + b"a" * limits.PAGE_BYTES)

    def test_a_page_of_too_many_elements_is_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "ELEMENTS", 100)
        with pytest.raises(TooLarge, match="elements"):
            page("<b></b>" * 101)
