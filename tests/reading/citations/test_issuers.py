"""Whose document is cited: names cut short, lists, amendments (invented documents)."""

from __future__ import annotations

import pytest

from dondoc.reading.citations import find_citations
from dondoc.reading.model import Citation, SourceText
from dondoc.reading.script import clean


def read(text: str) -> list[Citation]:
    return find_citations(clean(SourceText(text=text)))[0]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nội dung tại khoản 2 Điều 3 Nghị định số 15/2020/NĐ-CP", None),
        ("Bệnh viện tỉnh tại Công văn số 15/BV-KH", "Bệnh viện tỉnh"),
        ("các giải pháp đã được Tổng cục Muối chỉ đạo tại Công văn số 15/TCM-KH", "Tổng cục Muối"),
        ("Công văn số 77/APH-QLDN3 ngày 01/4/2025 của Chi cục Thuế khu vực III về", "Chi cục Thuế khu vực III"),
        ("Biên bản số 15/BB-HĐ ngày 5/3/2026 của Hội đồng trường về", "Hội đồng trường"),
        ("Công văn số 12/ĐU ngày 5/3/2026 của Đảng ủy các cơ quan Đảng tỉnh về", "Đảng ủy các cơ quan Đảng tỉnh"),
        ("Trường THPT Bến Lở xây dựng, theo Kế hoạch số 5/KH-UBND", None),
        ("Kế hoạch số 83-KH/TU của\nBan Thường vụ Tỉnh uỷ", "Ban Thường vụ Tỉnh uỷ"),
        ("Công văn số 1099/VPCP-CĐS\ncủa Văn phòng Chính phủ", "Văn phòng Chính phủ"),
        (
            "Công điện số 53/CĐ-TW của Văn phòng Ủy ban Quốc gia Ứng phó sự cố thiên tai và TKCN chỉ đạo ứng phó bão",
            "Văn phòng Ủy ban Quốc gia Ứng phó sự cố thiên tai và TKCN",
        ),
        ("Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo về phòng, chống thiên tai về việc", "Ban Chỉ đạo về phòng, chống thiên tai"),
        ("Công văn số 162/CNTT-ĐT của Chủ nhiệm khoa Công nghệ Thông tin về", "Chủ nhiệm khoa Công nghệ Thông tin"),
        ("Tờ trình số 5/TTr-PYT của Trưởng phòng Y tế về", "Trưởng phòng Y tế"),
        ("Quyết định số 5/QĐ-BYT của Bộ Y tế trường hợp khẩn cấp", "Bộ Y tế"),
        ("Quyết định số 3/QĐ-UBBC của Ủy ban bầu cử xã Bến Lở về việc", "Ủy ban bầu cử xã Bến Lở"),
        ("Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo giảm nghèo bền vững tỉnh Hà về việc", "Ban Chỉ đạo giảm nghèo bền vững tỉnh Hà"),
        ("Kế hoạch số 5/KH-BCĐ của Trưởng Ban Chỉ đạo cải cách hành chính tỉnh", "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh"),
        ("Quyết định số 5/QĐ-HĐ của Hội đồng thi tuyển công chức tỉnh về việc", "Hội đồng thi tuyển công chức tỉnh"),
        ("Quyết định số 5/QĐ-HĐ của Hội đồng quy định việc thi tuyển trong tỉnh", "Hội đồng"),
        ("Bộ luật Lao động số 45/2019/QH14 của Quốc hội", "Quốc hội"),
        ("Luật Đất đai số 31/2024/QH15 của Chính phủ trình", None),
        ("Kế hoạch số 8-KH/TU của Ban Thường vụ Tỉnh uỷ, Đảng uỷ yêu cầu", "Ban Thường vụ Tỉnh uỷ"),
    ],
)
def test_a_name_is_read_to_its_end_and_no_further(text: str, issuer: str | None) -> None:
    assert [c.issuer for c in read(text)] == [issuer]


def test_a_decision_and_the_one_that_amends_it_are_the_same_bodys() -> None:
    text = "Quyết định số 79/QĐ-ĐHAP ngày 26/10/2020 và được sửa đổi, bổ sung theo Quyết định số 65/QĐ-ĐHAP của Giám đốc Đại học An Phú;"
    assert [c.issuer for c in read(text)] == ["Giám đốc Đại học An Phú"] * 2


def test_a_decision_amended_by_another_bodys_keeps_its_own() -> None:
    text = "Quyết định số 79/QĐ-ĐHAP được sửa đổi theo Quyết định số 65/QĐ-UBND của Ủy ban nhân dân tỉnh"
    assert [c.issuer for c in read(text)] == [None, "Ủy ban nhân dân tỉnh"]


def test_the_issuer_at_the_end_of_a_list_is_that_of_every_notice_before_a_semicolon_too() -> None:
    text = "Thông báo số 27/TB-VPUB, Thông báo số 93/TB-VPUB; các văn bản số: 94/VPUB-CN, 63/VPUB-CN của Văn phòng UBND tỉnh."
    assert [c.issuer for c in read(text)] == ["Văn phòng UBND tỉnh"] * 4


def test_a_master_plan_is_issued_by_who_approved_it() -> None:
    text = "theo Quy hoạch bến đò thời kỳ 2021 - 2030, tầm nhìn đến năm 2050 đã được Thủ tướng Chính phủ phê duyệt."
    assert [(c.kind, c.issuer) for c in read(text)] == [("Quy hoạch", "Thủ tướng Chính phủ")]


def test_a_master_plan_that_is_being_drawn_up_is_no_document() -> None:
    assert read("đẩy nhanh tiến độ lập Quy hoạch tổng thể Sông Trà thời kỳ 2025 – 2050") == []


def test_a_number_of_the_national_assembly_belongs_to_the_law_before_it() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch số 35/2018/QH14"
    assert [(c.kind, c.number) for c in read(text)] == [("Luật", "35/2018/QH14")]
