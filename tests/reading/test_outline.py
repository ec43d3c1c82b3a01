"""The tree of divisions of a document."""

import pytest

from dondoc.reading import read_text
from dondoc.reading.model import DivisionKind, SourceText
from dondoc.reading.outline import read_outline
from dondoc.reading.script import clean

PLAN = """ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
Số: 15/KH-UBND
KẾ HOẠCH
Triển khai kiểm kê tài sản công
Căn cứ Luật Quản lý, sử dụng tài sản công;
Ủy ban nhân dân tỉnh ban hành Kế hoạch kiểm kê tài sản công trên địa bàn tỉnh năm 2026 với các nội dung cụ thể như sau đây:
I. MỤC ĐÍCH
1. Nắm số lượng tài sản.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính:
a) Hướng dẫn biểu mẫu;
- Biểu số 01.
+ Phần A.
Thời gian hoàn thành: Quý I/2026.
b) Tổng hợp kết quả.
1.2. Sở Nội vụ
2. Sở Xây dựng
Nơi nhận:
- Như trên;
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Bình
PHỤ LỤC I
DANH MỤC BIỂU MẪU
1. Biểu số 01
"""


def outline(text):
    return read_outline(clean(SourceText(text)))


def find(tree, words):
    return next(line for line in tree.lines if line.text.startswith(words))


def parent(tree, words):
    line = find(tree, words)
    return None if line.parent is None else tree.lines[line.parent].text


class TestTree:
    @pytest.mark.parametrize(
        ("words", "above"),
        [
            ("Nắm số lượng", "MỤC ĐÍCH"),
            ("Sở Tài chính:", "TỔ CHỨC THỰC HIỆN"),
            ("Hướng dẫn biểu mẫu", "Sở Tài chính:"),
            ("Biểu số 01.", "Hướng dẫn biểu mẫu;"),
            ("Phần A.", "Biểu số 01."),
            ("Tổng hợp kết quả", "Sở Tài chính:"),
            ("Sở Nội vụ", "Sở Tài chính:"),
            ("Sở Xây dựng", "TỔ CHỨC THỰC HIỆN"),
        ],
    )
    def test_an_item_stands_under_the_one_above_it(self, words, above):
        assert parent(outline(PLAN), words) == above

    def test_a_label_stays_with_the_bullet_before_it(self):
        assert parent(outline(PLAN), "Thời gian hoàn thành") == "Biểu số 01."

    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("ỦY BAN NHÂN DÂN", DivisionKind.HEADING),
            ("Căn cứ Luật", DivisionKind.BASIS),
            ("MỤC ĐÍCH", DivisionKind.ROMAN),
            ("Hướng dẫn biểu mẫu", DivisionKind.POINT),
            ("- Như trên;", DivisionKind.RECIPIENTS),
            ("Lê Văn Bình", DivisionKind.SIGNATURE),
            ("", DivisionKind.HEADING),
        ],
    )
    def test_every_line_has_its_kind(self, words, kind):
        assert find(outline(PLAN), words).kind is kind

    def test_an_annex_after_the_signature_starts_anew(self):
        tree = outline(PLAN)
        annex = next(line for line in tree.lines if line.kind is DivisionKind.ANNEX)
        assert annex.number == "I"
        assert parent(tree, "Biểu số 01") is not None


class TestMarkers:
    @pytest.mark.parametrize(
        ("line", "kind", "number"),
        [
            ("Điều 5. Phạm vi áp dụng", DivisionKind.ARTICLE, "5"),
            ("Điều 3a. Trách nhiệm", DivisionKind.ARTICLE, "3a"),
            ("Chương II QUY ĐỊNH CỤ THỂ", DivisionKind.CHAPTER, "II"),
            ("Phần thứ nhất", DivisionKind.PART, "thứ nhất"),
            ("I- Quan điểm chỉ đạo", DivisionKind.ROMAN, "I"),
            ("1- Tổ chức học tập", DivisionKind.CLAUSE, "1"),
            ("2.1. Sở Nội vụ", DivisionKind.CLAUSE, "2.1"),
            ("đ) Tổng hợp", DivisionKind.POINT, "đ"),
            ("• Rà soát", DivisionKind.BULLET, None),
        ],
    )
    def test_marker_is_read(self, line, kind, number):
        body = "I. MỞ ĐẦU\n" if kind is not DivisionKind.PART else ""
        found = outline(body + line).lines[-1]
        assert (found.kind, found.number) == (kind, number)

    @pytest.mark.parametrize("line", ["20 xe ô tô được bàn giao.", "2025 là năm cuối của kế hoạch.", "Điều này được giữ nguyên."])
    def test_a_line_that_only_looks_like_an_item_is_a_paragraph(self, line):
        assert outline("I. MỞ ĐẦU\n" + line).lines[-1].kind is DivisionKind.PARAGRAPH


class TestDivisions:
    def test_spans_nest_and_parents_come_first(self):
        reading = read_text(PLAN)
        for index, division in enumerate(reading.divisions):
            if division.parent is not None:
                assert division.parent < index
                assert reading.divisions[division.parent].span.contains(division.span)
            assert division.span.contains(division.head)
