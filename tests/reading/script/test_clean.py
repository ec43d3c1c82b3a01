"""Clean text: what is made even, what is left alone, and the way back to the source."""

import unicodedata

import pytest

from dondoc.reading.model import SourceText
from dondoc.reading.script import clean


def lines(text: str, *, wrapped: bool | None = None) -> list[str]:
    return clean(SourceText(text, wrapped=wrapped)).text.split("\n")


WRAPPED = """Căn cứ tình hình thực tế, Ủy ban nhân dân thành phố Sông Trà yêu cầu các
phòng, ban chuyên môn và Ủy ban nhân dân các phường tập trung thực hiện các
nhiệm vụ theo quy định tại
Điều 5 Quy chế làm việc; bảo đảm tiến độ, chất lượng và hiệu quả công việc
được giao;
- Rà soát toàn bộ hồ sơ còn tồn đọng từ đầu năm đến nay, phân loại theo lĩnh
vực;
- Báo cáo kết quả.
"""


class TestWrappedLines:
    def test_a_line_end_inside_a_sentence_becomes_a_space(self):
        assert lines(WRAPPED)[0].startswith("Căn cứ tình hình thực tế, Ủy ban nhân dân thành phố Sông Trà yêu cầu các phòng, ban")

    def test_a_provision_at_the_start_of_a_line_runs_on(self):
        assert "quy định tại Điều 5 Quy chế" in lines(WRAPPED)[0]

    def test_a_bullet_after_a_semicolon_opens_a_paragraph(self):
        assert [line[:10] for line in lines(WRAPPED)[1:]] == ["- Rà soát ", "- Báo cáo "]

    def test_a_text_with_a_paragraph_a_line_keeps_every_line(self):
        text = "Kính gửi: Sở Nội vụ\nSở Nội vụ rà soát biên chế và báo cáo trước ngày 15/12/2025.\nNơi nhận:\n"
        assert lines(text) == ["Kính gửi: Sở Nội vụ", "Sở Nội vụ rà soát biên chế và báo cáo trước ngày 15/12/2025.", "Nơi nhận:"]

    def test_intake_can_say_that_lines_are_paragraphs(self):
        assert len(lines(WRAPPED, wrapped=False)) == 8

    def test_a_number_broken_after_a_slash_is_joined_without_a_space(self):
        assert "Số: 59/2019/QĐ-UBND" in lines("Số: 59/\n2019/QĐ-UBND", wrapped=True)

    def test_a_marker_alone_on_its_line_opens_the_next(self):
        assert lines("**1.\n**Thành lập Tổ công tác rà soát tài sản;", wrapped=True) == ["1. Thành lập Tổ công tác rà soát tài sản;"]

    def test_capitals_do_not_run_into_ordinary_words(self):
        assert lines("QUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc", wrapped=True) == ["QUYẾT ĐỊNH", "Về việc ban hành Quy chế làm việc"]

    def test_a_sentence_runs_on_over_page_number_and_running_head(self):
        page = "CÔNG BÁO/Số {0}/Ngày 02-06-2026\n{1}\n\n"
        text = (
            page.format(302, 70)
            + "Các đơn vị rà soát, sửa đổi quy chế và gửi\n\n"
            + page.format(302, 71)
            + "về Văn phòng trước ngày 15/12.\n"
        )
        assert "Các đơn vị rà soát, sửa đổi quy chế và gửi về Văn phòng trước ngày 15/12." in lines(text, wrapped=True)

    @pytest.mark.parametrize("mark", ["--- PAGE BREAK ---", "===== Page 3 =====", "Page 2 of 7", "Trang 3/12"])
    def test_a_sentence_runs_on_over_a_mark_between_pages(self, mark):
        text = f"Sở Y tế rà soát danh mục thuốc của các bệnh viện và gửi\n\n{mark}\n\nvề Bộ Y tế trước ngày 15/12.\n"
        assert lines(text) == ["Sở Y tế rà soát danh mục thuốc của các bệnh viện và gửi về Bộ Y tế trước ngày 15/12."]

    def test_in_a_text_of_long_lines_a_sentence_cut_in_two_is_one(self):
        long = "Các sở, ban, ngành có trách nhiệm rà soát các kế hoạch đã ban hành, còn hiệu lực có liên quan đến"
        assert lines(f"{long}\n\nphát triển công nghệ.\nLưu: VT\n", wrapped=False) == [f"{long} phát triển công nghệ.", "Lưu: VT"]

    def test_the_heading_of_a_topic_does_not_run_into_its_duty(self):
        text = WRAPPED + "2. Về phòng, chống dịch\nThủ trưởng các đơn vị có trách nhiệm tổ chức khử khuẩn nơi làm việc, bảo đảm\nvật tư;\n"
        assert "2. Về phòng, chống dịch" in lines(text)

    def test_a_letter_opens_an_item_under_a_full_line(self):
        text = WRAPPED + "3. Đối với công tác tổ chức kỳ thi tốt nghiệp trung học phổ thông năm\na) Trưởng các điểm thi bố trí phòng.\n"
        assert lines(text)[-1] == "a) Trưởng các điểm thi bố trí phòng."


class TestSplitSyllables:
    def test_are_put_together(self):
        text = "Bộ Y t ế ban hành K ế hoạch; các đ ơ n vị của thành ph ố t ự đánh giá, phù h ợ p quy định."
        assert lines(text) == ["Bộ Y tế ban hành Kế hoạch; các đơn vị của thành phố tự đánh giá, phù hợp quy định."]

    @pytest.mark.parametrize("text", ["Theo điểm b ở trang 5, lô c ấp Đông.", "Bộ Y t ế ban hành quy chế."])
    def test_letters_and_a_single_slip_are_left(self, text):
        assert lines(text) == [text]

    def test_every_word_leads_back(self):
        source = "Bộ Y t ế và thành ph ố."
        cleaned = clean(SourceText(source))
        at = cleaned.text.index("thành phố")
        assert cleaned.span(at, at + len("thành phố")).of(source) == "thành ph ố"


class TestSigns:
    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("**Điều 1.** Ban hành *Quy chế*", "Điều 1. Ban hành Quy chế"),
            ("Sở\u00a0Nội\u202fvụ", "Sở Nội vụ"),
            ("Sở  Nội \t vụ", "Sở Nội vụ"),
            ("Nghị\u200b định", "Nghị định"),
            ("QUYẾT ÐỊNH", "QUYẾT ĐỊNH"),
            ("thủ tục (*) kèm theo", "thủ tục (*) kèm theo"),
            ("từ 2021 – 2025", "từ 2021 – 2025"),
        ],
    )
    def test_is_made_even(self, source, expected):
        assert lines(source) == [expected]

    def test_letters_typed_in_two_parts_are_composed(self):
        assert lines(unicodedata.normalize("NFD", "Nghị quyết của Đảng ủy")) == ["Nghị quyết của Đảng ủy"]

    def test_bars_of_a_table_part_its_cells(self):
        assert lines("| Số: 12/QĐ-UBND | Sông Trà, ngày 05 tháng 3 năm 2026 |") == ["Số: 12/QĐ-UBND", "Sông Trà, ngày 05 tháng 3 năm 2026"]

    def test_rules_are_dropped(self):
        assert lines("UBND TỈNH AN PHÚ HÀ\n-------\nSố: 12/QĐ-UBND") == ["UBND TỈNH AN PHÚ HÀ", "Số: 12/QĐ-UBND"]


class TestTheWayBack:
    @pytest.mark.parametrize(
        "source",
        [
            "**Điều 1.**** **Ban hành\nkèm theo",
            unicodedata.normalize("NFD", "Ủy ban nhân dân\nthành phố Sông Trà"),
            "Sở  Nội\u00a0vụ  chủ trì",
            "|\n**ỦY BAN NHÂN DÂN\n**\nTỈNH AN PHÚ HÀ\n-------\n|",
        ],
    )
    def test_every_word_leads_to_the_same_word_of_the_source(self, source):
        text = clean(SourceText(source, wrapped=True))
        at = 0
        for word in text.text.split():
            at = text.text.index(word, at)
            quoted = text.span(at, at + len(word)).of(source)
            assert unicodedata.normalize("NFC", quoted).replace("*", "") == word
            at += len(word)

    def test_an_empty_source_gives_an_empty_text(self):
        assert clean(SourceText("")).text == ""
