"""Documents without a heading: what the running text says of them, on invented texts."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading import read_text
from tests.reading.header.fields import values

FIELDS = ("kind", "number", "issuer", "date", "subject")


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        (
            "(Cổng An Phú Hà) - Ủy ban nhân dân tỉnh An Phú Hà vừa có Công điện số 19/CĐ-UBND ngày 28/8/2026 về việc ứng phó mưa lớn.",
            ("Công điện", "19/CĐ-UBND", "Ủy ban nhân dân tỉnh An Phú Hà", date(2026, 8, 28), "về việc ứng phó mưa lớn"),
        ),
        (
            "Ngày 22/10/2026, UBND tỉnh An Phú Hà ban hành Kế hoạch số 18/KH-UBND về việc trồng rừng ven sông năm 2027.",
            ("Kế hoạch", "18/KH-UBND", "UBND tỉnh An Phú Hà", date(2026, 10, 22), "về việc trồng rừng ven sông năm 2027"),
        ),
        (
            "Ngày 29/10/2026, Chi cục Thủy lợi đã có công điện số 37/TK gửi các trạm bơm với nội dung sau.",
            ("Công điện", "37/TK", "Chi cục Thủy lợi", date(2026, 10, 29), None),
        ),
        (
            "Sở Y tế vừa ban hành Công văn 15/SYT-NVY về việc tiêm chủng mùa mưa.",
            ("Công văn", "15/SYT-NVY", "Sở Y tế", None, "về việc tiêm chủng mùa mưa"),
        ),
        (
            "Kế hoạch số 18/KH-UBND vừa được UBND tỉnh An Phú Hà ban hành nhằm phủ xanh bờ sông.",
            ("Kế hoạch", "18/KH-UBND", "UBND tỉnh An Phú Hà", None, None),
        ),
        ("Kế hoạch số 18/KH-UBND vừa được tỉnh ban hành nhằm phủ xanh bờ sông.", ("Kế hoạch", "18/KH-UBND", None, None, None)),
    ],
)
def test_a_page_that_reports_a_document_gives_what_its_sentence_says(sentence: str, want: tuple[object, ...]) -> None:
    reading = read_text(f"Phủ xanh hai bờ sông Trà\n22/10/2026 09:59\n{sentence}\nCác xã chuẩn bị cây giống trước ngày 15/11/2026.\n")
    assert values(reading, *FIELDS) == want
    assert not reading.citations


def test_the_person_behind_the_office_signed_it() -> None:
    reading = read_text("Bến đò an toàn\nChủ tịch UBND tỉnh Lê Thị Sen vừa ký ban hành Công điện 7/CĐ-UBND ngày 2/3/2026 về việc bến đò.\n")
    assert values(reading, "issuer", "signer") == ("Chủ tịch UBND tỉnh", "Lê Thị Sen")


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Kế hoạch số 18/KH-UBND của UBND tỉnh, các xã đã trồng cây.",
        "Về việc trồng cây, UBND tỉnh đã có Kế hoạch số 18/KH-UBND giao các xã.",
    ],
)
def test_a_document_that_is_only_cited_is_not_the_page_itself(sentence: str) -> None:
    reading = read_text(f"Tin tức\n{sentence}\n")
    assert values(reading, *FIELDS) == (None, None, None, None, None)
    assert [citation.number for citation in reading.citations] == ["18/KH-UBND"]


RESOLUTION = """\
Căn cứ Luật Ngân sách nhà nước số 89/2015/QH13;
Xét Tờ trình số 11/TTr-UBND ngày 06 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh;

Hội đồng nhân dân ban hành Nghị quyết Quy định mức chi hỗ trợ đội đò ngang trên địa bàn tỉnh An Phú Hà.

Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định mức chi.

Nghị quyết này đã được Hội đồng nhân dân tỉnh An Phú Hà khóa X, kỳ họp thứ hai thông qua ngày 11 tháng 5 năm 2026.
"""


def test_a_resolution_without_its_top_is_known_by_its_enacting_and_passing_lines() -> None:
    assert values(read_text(RESOLUTION), *FIELDS) == (
        "Nghị quyết", None, "Hội đồng nhân dân tỉnh An Phú Hà", date(2026, 5, 11),
        "Quy định mức chi hỗ trợ đội đò ngang trên địa bàn tỉnh An Phú Hà",
    )  # fmt: skip


def test_a_notice_with_a_title_in_mixed_case_and_no_letterhead_is_read() -> None:
    reading = read_text(
        "Thông báo lịch trực Tết 2027\nNgày đăng: 15/01/2027\n\nKính gửi: Toàn thể nhân viên Công ty\n"
        "Căn cứ Bộ luật Lao động số 45/2019/QH14;\nBan Giám đốc Công ty thông báo lịch trực như sau:\n1. Trực từ ngày 05/02/2027.\n"
    )
    assert values(reading, "kind", "issuer", "subject", "date") == ("Thông báo", "Ban Giám đốc Công ty", "Lịch trực Tết 2027", None)
    assert [to.value for to in reading.header.to] == ["Toàn thể nhân viên Công ty"]


def test_kind_and_subject_on_one_first_line_in_capitals() -> None:
    reading = read_text("**KẾ HOẠCH NĂM HỌC 2026–2027**\n*(Trường Đại học An Phú — hệ chính quy)*\n\nPhòng Đào tạo chủ trì xếp lịch thi.\n")
    assert values(reading, "kind", "issuer", "subject") == ("Kế hoạch", "Trường Đại học An Phú", "Năm học 2026–2027")


@pytest.mark.parametrize(
    "text", ["Báo cáo nhanh tình hình mưa lũ\nMực nước sông Trà dâng cao.\n", "Kế hoạch là việc của mọi người.\nHết.\n"]
)
def test_a_first_line_in_mixed_case_alone_is_no_title(text: str) -> None:
    assert values(read_text(text), "kind", "subject") == (None, None)


def test_a_day_without_a_year_may_open_the_sentence_that_reports() -> None:
    reading = read_text(
        "Giữ đê qua lũ\nNgày 3/9, Chủ tịch Ủy ban nhân dân tỉnh Sông Trà Lê Thị Sen đã ký ban hành Công điện số 7/CĐ-UBND về việc giữ đê.\n"
    )
    assert values(reading, *FIELDS, "signer") == (
        "Công điện", "7/CĐ-UBND", "Chủ tịch Ủy ban nhân dân tỉnh Sông Trà", None, "về việc giữ đê", "Lê Thị Sen",
    )  # fmt: skip


def test_one_signs_and_the_body_behind_cua_issues() -> None:
    reading = read_text(
        "Giữ đê qua lũ\nPhó Chủ tịch UBND tỉnh Lê Thị Sen vừa ký ban hành Chỉ thị số 3/CT-UBND ngày 3/9/2026 "
        "của Ủy ban nhân dân tỉnh An Phú Hà về việc giữ đê mùa lũ.\n"
    )
    assert values(reading, "issuer", "signer", "subject") == (
        "Ủy ban nhân dân tỉnh An Phú Hà", "Lê Thị Sen", "về việc giữ đê mùa lũ",
    )  # fmt: skip


def test_kind_and_number_alone_on_the_first_line_are_the_documents_own() -> None:
    reading = read_text(
        "Thông báo số 7-TB/ĐU\nKết luận của Thường trực Đảng ủy về dọn rác bờ kênh\n\n"
        "Giao Ủy ban nhân dân phường chỉ đạo dọn rác trước ngày 15/9/2026.\n"
    )
    assert values(reading, *FIELDS) == (
        "Thông báo", "7-TB/ĐU", "Thường trực Đảng ủy", None, "Kết luận của Thường trực Đảng ủy về dọn rác bờ kênh",
    )  # fmt: skip
    assert not reading.citations


def test_a_first_line_that_goes_on_behind_the_number_only_cites() -> None:
    reading = read_text("Thông báo số 7-TB/ĐU đã được các chi bộ học tập\nCác chi bộ dọn rác bờ kênh.\n")
    assert values(reading, *FIELDS) == (None, None, None, None, None)
    assert [citation.number for citation in reading.citations] == ["7-TB/ĐU"]


def test_a_plan_without_its_top_is_known_by_the_sentence_that_introduces_it() -> None:
    reading = read_text(
        "Giám sát việc thu gom rác ở chợ Bến Lở\n\nThực hiện Công văn số 5-CV/TU ngày 28/12/2025 của Tỉnh ủy về giám sát, "
        "Hội Nông dân tỉnh xây dựng kế hoạch giám sát việc thu gom rác ở chợ Bến Lở, cụ thể như sau:\n1. Mục đích\n"
    )
    assert values(reading, *FIELDS) == (
        "Kế hoạch", None, "Hội Nông dân tỉnh", None, "Giám sát việc thu gom rác ở chợ Bến Lở",
    )  # fmt: skip
    assert [citation.number for citation in reading.citations] == ["5-CV/TU"]


def test_a_text_without_a_heading_may_have_a_signature() -> None:
    reading = read_text("IV. KINH PHÍ\n1. Trường chi từ quỹ.\nNơi nhận:\n- Lưu: VT.\n\nKT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\nLê Thị Sen\n")
    assert values(reading, "kind", "signer", "signer_title") == (None, "Lê Thị Sen", "Phó Hiệu trưởng")


LOST_TOP = """\
PHÊ DUYỆT ĐỀ ÁN BẾN ĐÒ TRÊN SÔNG TRÀ
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Đề án bến đò trên sông Trà.
ĐỀ ÁN
(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 5 tháng 3 năm 2026 của UBND tỉnh An Phú Hà)
"""


def test_a_decision_that_lost_its_top_is_known_by_its_title_its_enacting_line_and_its_annex() -> None:
    header = read_text(LOST_TOP).header
    found = [getattr(header, name) for name in ("kind", "number", "date", "issuer", "subject")]
    assert [field and field.value for field in found] == [
        "Quyết định", "15/QĐ-UBND", date(2026, 3, 5), "Chủ tịch Ủy ban nhân dân tỉnh An Phú Hà",
        "Phê duyệt Đề án bến đò trên sông trà",
    ]  # fmt: skip


def test_the_annex_of_another_kind_gives_no_number() -> None:
    header = read_text("QUY CHẾ\nQuản lý bến đò\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 5/3/2026 của UBND tỉnh)\n").header
    assert header.number is None


def test_a_plan_whose_heading_is_its_title_alone_has_body_and_day_from_the_text() -> None:
    reading = read_text(
        "KẾ HOẠCH\nTriển khai tuần lễ nước sạch\nCăn cứ Kế hoạch số 5/KH-UBND ngày 3/2/2026 của UBND tỉnh;\n"
        "Trường THPT Bến Lở xây dựng Kế hoạch triển khai với các nội dung như sau:\nI. MỤC ĐÍCH\nGiữ nước sạch.\n"
        "Bến Lở, ngày 28 tháng 4 năm 2026\nNơi nhận:\n- Lưu: VT.\n"
    )
    assert values(reading, *FIELDS, "place") == (
        "Kế hoạch", None, "Trường THPT Bến Lở", date(2026, 4, 28), "Triển khai tuần lễ nước sạch", "Bến Lở",
    )  # fmt: skip


def test_a_plan_without_any_heading_is_known_behind_its_bases() -> None:
    reading = read_text(
        "Căn cứ Kế hoạch số 5/KH-UBND ngày 3/2/2026 của UBND tỉnh;\nTrường THPT Bến Lở xây dựng Kế hoạch giữ nước sạch, cụ thể như sau:\n"
    )
    assert values(reading, *FIELDS) == ("Kế hoạch", None, "Trường THPT Bến Lở", None, "Giữ nước sạch")


def test_a_page_may_give_a_telegram_out_with_its_year() -> None:
    reading = read_text(
        "# Toàn văn Công điện 49/CĐ-BM 2025 về việc che kho muối?\n"
        "Ngày 04/7/2025, Bộ Muối ra Công điện 49/CĐ-BM năm 2025 về việc che kho muối\n"
        "Theo đó, Bộ trưởng Bộ Muối yêu cầu các đơn vị che kho.\n"
    )
    assert values(reading, *FIELDS) == ("Công điện", "49/CĐ-BM", "Bộ Muối", date(2025, 7, 4), "về việc che kho muối")


def test_a_decision_without_a_letterhead_is_of_who_decides() -> None:
    reading = read_text(
        "# QUYẾT ĐỊNH BAN HÀNH QUY ĐỊNH GIỮ BẾN\n## HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC SÔNG TRÀ\n"
        "Căn cứ Quyết định số 867/QĐ-ĐHST ngày 17/8/2016 của Giám đốc ĐHQG-SÔNG về bến của Trường Đại học Sông Trà;\n"
    )
    assert values(reading, "kind", "issuer") == ("Quyết định", "Hiệu trưởng Trường Đại học Sông Trà")
    assert reading.citations[0].issuer == "Giám đốc ĐHQG-SÔNG"


def test_a_law_with_a_heading_has_its_day_from_its_last_line() -> None:
    reading = read_text(
        "QUỐC HỘI\nLuật số: 10/2026/QH16\nLUẬT\nĐÒ NGANG\nQuốc hội ban hành Luật Đò ngang.\nĐiều 1. Phạm vi\n"
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVI, kỳ họp thứ nhất thông qua ngày 26 tháng 6 năm 2026.\n"
    )
    assert values(reading, "kind", "issuer", "date") == ("Luật", "Quốc hội", date(2026, 6, 26))
