"""PDF with a text layer: reading order, columns of the heading and the foot, paragraphs, ruled tables."""

from __future__ import annotations

import pytest

from dondoc.reading.errors import DamagedFile, NoTextLayer, ProtectedFile, TooLarge
from dondoc.reading.intake import limits, take_in
from dondoc.reading.model import SourceText
from tests.reading.intake.building import PdfPage, pdf, width_of
from tests.reading.intake.tables import texts

LEFT = 85
BODY = [
    "Thực hiện Nghị quyết số 15/NQ-HĐND ngày 10/12/2025 của Hội đồng nhân dân",
    "tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2026, Sở Y tế ban hành Kế hoạch",
    "như sau:",
]


def take(*pages: PdfPage) -> SourceText:
    return take_in(pdf(*pages))


def body_page(number: int, top: float = 90) -> PdfPage:
    return PdfPage().lines(LEFT, top, f"Trang này là trang thứ {number} của văn bản, có chữ chạy dài hết dòng như thường", "lệ.")


class TestLines:
    def test_lines_stay_as_the_page_has_them(self) -> None:
        source = take(PdfPage().lines(LEFT, 100, *BODY))
        assert source.text.split("\n") == BODY
        assert source.wrapped is True

    def test_words_drawn_in_any_order_are_read_from_the_top(self) -> None:
        page = PdfPage().text(LEFT, 300, "Dòng thứ ba của trang.").text(LEFT, 100, "Dòng đầu của trang.").text(LEFT, 200, "Dòng thứ hai.")
        assert [line for line in take(page).text.split("\n") if line] == ["Dòng đầu của trang.", "Dòng thứ hai.", "Dòng thứ ba của trang."]

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_a_turned_page_is_read_as_it_is_shown(self, turn: int) -> None:
        upright = take(PdfPage().lines(LEFT, 100, *BODY)).text
        page = PdfPage(turn=turn)
        matrix = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}[turn]
        for place, words in enumerate(BODY):
            x, y = LEFT, 100 + place * 18  # where the reader of the turned page sees it
            at = {90: (y, x), 180: (595 - x, y), 270: (595 - y, 842 - x)}[turn]
            page.content.append(f"BT /F1 13 Tf {' '.join(map(str, matrix))} {at[0]} {at[1]} Tm <{words.encode('utf-16-be').hex()}> Tj ET")
        assert take(page).text == upright


class TestParagraphs:
    def test_an_indented_first_line_starts_one(self) -> None:
        page = PdfPage().text(LEFT + 28, 100, BODY[0]).text(LEFT, 118, BODY[1]).text(LEFT, 136, BODY[2])
        page.text(LEFT + 28, 154, "Giao Sở Y tế chủ trì thực hiện.")
        assert take(page).text.split("\n\n") == ["\n".join(BODY), "Giao Sở Y tế chủ trì thực hiện."]

    def test_a_wider_space_starts_one(self) -> None:
        page = PdfPage().lines(LEFT, 100, BODY[0], BODY[1]).lines(LEFT, 148, BODY[0], BODY[1])
        assert take(page).text.split("\n\n") == ["\n".join(BODY[:2])] * 2

    def test_one_runs_on_over_the_end_of_a_page(self) -> None:
        pages = PdfPage().lines(LEFT, 700, BODY[0]), PdfPage().lines(LEFT, 90, BODY[1], BODY[2])
        assert take(*pages).text.split("\n") == BODY

    def test_a_title_of_two_lines_is_one_and_its_kind_another(self) -> None:
        titles = ["KẾ HOẠCH", "Triển khai công tác phòng, chống dịch bệnh trên địa bàn", "tỉnh An Phú Hà năm 2026"]
        page = PdfPage().lines(LEFT, 200, *BODY)
        middle = LEFT + max(width_of(line) for line in BODY) / 2
        for place, words in enumerate(titles):
            page.text(middle - width_of(words) / 2, 100 + 18 * place, words)
        assert take(page).text.split("\n\n")[:2] == [titles[0], "\n".join(titles[1:])]


def heading(page: PdfPage, *, right: float = 250) -> PdfPage:
    """The heading block of NĐ 30/2020: two columns, drawn line by line across both."""
    page.text(95, 70, "UBND TỈNH AN PHÚ HÀ", size=12).text(right, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12)
    page.text(120, 86, "SỞ Y TẾ", size=12).text(right + 40, 86, "Độc lập - Tự do - Hạnh phúc", size=12)
    page.text(95, 110, "Số: 12/KH-SYT").text(right + 10, 110, "An Phú Hà, ngày 05 tháng 3 năm 2026")
    return page.text(90, 128, "V/v phòng dịch mùa hè", size=11)


def foot(page: PdfPage) -> PdfPage:
    """The foot: recipients in small print at the left, who signs at the right, lines not level."""
    page.lines(LEFT, 500, "Nơi nhận:", "- UBND tỉnh (để b/c);", "- Các phòng, đơn vị;", "- Lưu: VT, NVY.", size=11, pitch=13)
    return page.lines(350, 502, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", pitch=17).text(345, 590, "Trần Thị Mai Hoa")


HEADING = [
    ["UBND TỈNH AN PHÚ HÀ", "SỞ Y TẾ", "Số: 12/KH-SYT", "V/v phòng dịch mùa hè"],
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Phú Hà, ngày 05 tháng 3 năm 2026"],
]
FOOT = [
    ["Nơi nhận:", "- UBND tỉnh (để b/c);", "- Các phòng, đơn vị;", "- Lưu: VT, NVY."],
    ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mai Hoa"],
]


class TestColumns:
    def paragraphs(self, page: PdfPage) -> list[list[str]]:
        return [part.split("\n") for part in take(page).text.split("\n\n")]

    def test_the_heading_block_is_read_column_by_column(self) -> None:
        assert self.paragraphs(heading(PdfPage()).lines(LEFT, 170, *BODY)) == [*HEADING, BODY]

    def test_a_tight_gutter_is_found_by_the_words_beside_it(self) -> None:
        assert self.paragraphs(heading(PdfPage(), right=235).lines(LEFT, 170, *BODY)) == [*HEADING, BODY]

    def test_the_foot_is_read_column_by_column(self) -> None:
        assert self.paragraphs(foot(PdfPage().lines(LEFT, 400, *BODY))) == [BODY, *FOOT]

    def test_heading_and_foot_on_one_page(self) -> None:
        assert self.paragraphs(foot(heading(PdfPage()).lines(LEFT, 170, *BODY))) == [*HEADING, BODY, *FOOT]

    def test_a_party_heading_is_read_column_by_column(self) -> None:
        page = PdfPage().text(95, 70, "TỈNH ỦY AN PHÚ HÀ").text(330, 70, "ĐẢNG CỘNG SẢN VIỆT NAM")
        page.text(140, 88, "*").text(95, 106, "Số 700-CV/TU").text(310, 106, "An Phú Hà, ngày 5 tháng 3 năm 2026").lines(LEFT, 150, *BODY)
        assert self.paragraphs(page) == [
            ["TỈNH ỦY AN PHÚ HÀ", "*", "Số 700-CV/TU"],
            ["ĐẢNG CỘNG SẢN VIỆT NAM", "An Phú Hà, ngày 5 tháng 3 năm 2026"],
            BODY,
        ]

    def test_a_wide_space_in_a_plain_line_makes_no_column(self) -> None:
        page = PdfPage().text(LEFT, 100, "Đơn vị thực hiện").text(350, 100, "Sở Y tế").lines(LEFT, 118, *BODY)
        assert self.paragraphs(page)[0][0] == "Đơn vị thực hiện Sở Y tế"


class TestFurniture:
    def test_page_numbers_go(self) -> None:
        pages = [body_page(1), body_page(2).text(295, 45, "2"), body_page(3).text(280, 800, "Trang 3/3")]
        assert [line for line in take(*pages).text.split("\n") if line in ("2", "Trang 3/3")] == []

    def test_running_lines_go_from_all_pages(self) -> None:
        pages = [body_page(n).text(LEFT, 40, f"CÔNG BÁO TỈNH AN PHÚ HÀ/Số {n}/Ngày 05-3-2026") for n in (1, 2, 3)]
        assert "CÔNG BÁO" not in take(*pages).text

    def test_a_number_in_the_text_stays(self) -> None:
        page = PdfPage().lines(LEFT, 300, BODY[0], "2026", BODY[1])
        assert "2026" in take(page).text.split("\n")

    def test_a_line_at_the_edge_of_one_page_stays(self) -> None:
        assert "DỰ THẢO LẦN HAI" in take(body_page(1).text(LEFT, 40, "DỰ THẢO LẦN HAI"), body_page(2), body_page(3)).text


class TestScrambledLayer:
    def page(self) -> PdfPage:
        """Marked letters from a second font, drawn after the plain ones: what LibreOffice makes of a font without Vietnamese."""
        page = PdfPage()
        for place, words in enumerate(BODY * 3):
            page.in_two_fonts(LEFT, 100 + 18 * place, words)
        return page

    def test_is_put_in_order_by_the_places_of_letters(self) -> None:
        source = take(self.page())
        assert source.text.replace("\n\n", "\n").split("\n") == BODY * 3
        assert source.notes == ("scrambled-layer-put-in-order",)

    def test_a_sound_layer_is_left_alone(self) -> None:
        assert take(PdfPage().lines(LEFT, 100, *BODY)).notes == ()


class TestTables:
    XS = [85.0, 120.0, 330.0, 450.0, 540.0]
    HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]

    def test_a_ruled_table_has_cells(self) -> None:
        cells = [self.HEAD, ["1", "Rà soát danh mục\ncơ sở", "Sở Y tế", "30/6/2026"], ["2", "Tổng hợp", "", "Quý III"]]
        page = (
            PdfPage().lines(LEFT, 90, BODY[0]).grid(self.XS, [110, 132, 172, 194], cells).lines(LEFT, 230, "Yêu cầu các đơn vị thực hiện.")
        )
        source = take(page)
        assert source.text == (
            f"{BODY[0]}\n\nTT\nNội dung\nChủ trì\nThời hạn\n\n1\nRà soát danh mục cơ sở\nSở Y tế\n30/6/2026\n\n2\nTổng hợp\nQuý III\n\n"
            "Yêu cầu các đơn vị thực hiện."
        )
        assert [text for *_, text in texts(source, source.tables[0])] == [
            *self.HEAD, "1", "Rà soát danh mục cơ sở", "Sở Y tế", "30/6/2026", "2", "Tổng hợp", "", "Quý III",
        ]  # fmt: skip

    def test_merged_cells_are_found_where_a_line_is_missing(self) -> None:
        page = PdfPage()
        for y in (100, 140, 160):
            page.line(85, y, 540, y)
        page.line(330, 120, 540, 120)
        for x in (85, 120, 330, 540):
            page.line(x, 100, x, 160)
        page.line(430, 120, 430, 160)
        page.text(90, 115, "TT").text(125, 115, "Việc").text(340, 115, "Phân công")
        page.text(340, 135, "Chủ trì").text(440, 135, "Phối hợp").text(90, 155, "1").text(125, 155, "Rà soát").text(340, 155, "Sở A").text(
            440, 155, "Sở B"
        )
        source = take(page)
        assert texts(source, source.tables[0])[:5] == [
            (0, 0, 2, 1, "TT"),
            (0, 1, 2, 1, "Việc"),
            (0, 2, 1, 2, "Phân công"),
            (1, 2, 1, 1, "Chủ trì"),
            (1, 3, 1, 1, "Phối hợp"),
        ]

    def test_a_table_over_two_pages_is_one_and_its_heading_counts_once(self) -> None:
        first = PdfPage().grid(self.XS, [600, 622, 644], [self.HEAD, ["1", "Rà soát", "Sở A", "Quý I"]])
        second = PdfPage().grid(self.XS, [90, 112, 134], [self.HEAD, ["2", "Tổng hợp", "Sở B", "Quý II"]])
        source = take(first, second.text(295, 45, "2"))
        (table,) = source.tables
        assert table.header_rows == 1
        assert [text for *_, text in texts(source, table)] == [
            *self.HEAD,
            "1",
            "Rà soát",
            "Sở A",
            "Quý I",
            "2",
            "Tổng hợp",
            "Sở B",
            "Quý II",
        ]

    def test_a_row_cut_by_the_end_of_a_page_is_made_whole(self) -> None:
        first = PdfPage().grid(self.XS, [600, 622, 644], [self.HEAD, ["1", "Rà soát danh mục các", "Sở A", "Quý I"]])
        second = PdfPage().grid(self.XS, [90, 112, 134], [["", "cơ sở sản xuất", "", ""], ["2", "Tổng hợp", "Sở B", "Quý II"]])
        source = take(first, second)
        assert "Rà soát danh mục các cơ sở sản xuất" in [text for *_, text in texts(source, source.tables[0])]

    def test_rules_under_headings_make_no_table(self) -> None:
        page = heading(PdfPage()).line(110, 92, 180, 92).line(290, 92, 450, 92).line(LEFT, 300, 540, 300).lines(LEFT, 170, *BODY)
        assert take(page).tables == ()

    def test_a_frame_around_the_page_makes_no_table(self) -> None:
        page = PdfPage().lines(LEFT, 100, *BODY)
        page.line(60, 60, 560, 60).line(60, 780, 560, 780).line(60, 60, 60, 780).line(560, 60, 560, 780)
        source = take(page)
        assert source.tables == ()
        assert source.text.split("\n") == BODY


class TestWhatCannotBeRead:
    def test_pages_without_text_are_a_scan(self) -> None:
        with pytest.raises(NoTextLayer) as refused:
            take_in(pdf(PdfPage(), PdfPage().line(10, 10, 400, 400)), name="cv-1203.pdf")
        assert refused.value.message("en").startswith("cv-1203.pdf has 2 pages but no text")

    def test_a_scan_with_a_stamped_number_is_still_a_scan(self) -> None:
        with pytest.raises(NoTextLayer):
            take(PdfPage().text(300, 50, "Số đến: 12"))

    def test_letters_without_a_meaning_are_no_text(self) -> None:
        with pytest.raises(NoTextLayer):
            take(PdfPage().lines(LEFT, 100, *["\ue001\ue002\ue003 \ue004\ue005" * 5] * 5))

    def test_a_page_without_text_among_others_is_noted(self) -> None:
        assert take(body_page(1), PdfPage()).notes == ("pages-without-text",)

    def test_a_password_is_needed(self) -> None:
        locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00><00>]"
        with pytest.raises(ProtectedFile):
            take_in(pdf(body_page(1), trailer=locked))

    def test_a_cut_file_is_damaged(self) -> None:
        with pytest.raises(DamagedFile):
            take_in(pdf(body_page(1))[:200])

    def test_a_pdf_without_pages_is_damaged(self) -> None:
        with pytest.raises(DamagedFile):
            take_in(pdf())

    def test_too_many_pages_are_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PAGES", 2)
        with pytest.raises(TooLarge, match="pages: 3, limit 2"):
            take(*[body_page(n) for n in (1, 2, 3)])

    def test_too_many_characters_on_a_page_are_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PAGE_CHARACTERS", 50)
        with pytest.raises(TooLarge, match="characters on a page"):
            take(body_page(1))

    def test_a_drawing_of_too_many_lines_is_read_without_its_tables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "EDGES", 5)
        cells = [["a", "b"], ["c", "d"]]
        source = take(PdfPage().lines(LEFT, 60, *BODY).grid([85, 200, 300], [130, 150, 170], cells))
        assert source.tables == ()
        assert "a b" in source.text
