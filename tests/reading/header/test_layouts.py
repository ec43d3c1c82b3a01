"""Headings and signatures as offices really set them, on invented documents."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading import Reading, read_text
from tests.reading.header.fields import values


def to(reading: Reading) -> list[str]:
    return [entry.value for entry in reading.header.to]


def test_a_markdown_table_with_line_breaks_holds_letterhead_and_signature() -> None:
    reading = read_text(
        "| | |\n|---|---|\n| **UBND TỈNH AN PHÚ HÀ**<br>**SỞ Y TẾ**<br>Số:     /TB-SYT | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>"
        "**Độc lập – Tự do – Hạnh phúc**<br>*Sông Trà, ngày     tháng 7 năm 2026* |\n\n# THÔNG BÁO\n\n**Kết luận giao ban tuần 30**\n\n"
        "Ngày 28 tháng 7 năm 2026, Sở Y tế họp giao ban.\n\n| | |\n|---|---|\n"
        "| ***Nơi nhận:***<br>- Các phòng;<br>- Lưu: VT. | **CHÁNH VĂN PHÒNG**<br><br><br>**Võ Anh Trà** |\n"
    )
    assert values(reading, "kind", "number", "issuer", "superior", "date", "subject", "signer") == (
        "Thông báo", None, "Sở Y tế", "UBND tỉnh An Phú Hà", None, "Kết luận giao ban tuần 30", "Võ Anh Trà",
    )  # fmt: skip
    assert [entry.value for entry in reading.header.recipients] == ["Các phòng", "Lưu: VT"]


PARTY_LETTER = """\
ĐẢNG BỘ TỈNH AN PHÚ HÀ
ĐẢNG UỶ XÃ BẾN LỞ
*
Số       -CV/ĐU
Triển khai thực hiện
Kế hoạch số 83-KH/TU của
Ban Thường vụ Tỉnh uỷ

ĐẢNG CỘNG SẢN VIỆT NAM
Bến Lở, ngày     tháng 6 năm 2026

Kính gửi:
- Uỷ ban nhân dân xã;
- Các chi bộ trực thuộc.

Thực hiện Kế hoạch số 83-KH/TU, ngày 12/6/2026 của Ban Thường vụ Tỉnh uỷ, Đảng uỷ yêu cầu các chi bộ báo cáo.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Nguyễn Xuân Bến
"""


def test_a_party_letter_has_a_blank_number_and_a_subject_without_v_v() -> None:
    reading = read_text(PARTY_LETTER)
    assert values(reading, "kind", "number", "issuer", "date", "subject", "signer") == (
        "Công văn", None, "Đảng uỷ xã Bến Lở", None,
        "Triển khai thực hiện Kế hoạch số 83-KH/TU của Ban Thường vụ Tỉnh uỷ", "Nguyễn Xuân Bến",
    )  # fmt: skip
    assert to(reading) == ["Uỷ ban nhân dân xã", "Các chi bộ trực thuộc"]
    assert [(c.number, c.issuer) for c in reading.citations] == [("83-KH/TU", "Ban Thường vụ Tỉnh uỷ")] * 2


def test_a_blank_number_still_names_the_kind() -> None:
    reading = read_text("SỞ Y TẾ\nSố:      /TB-SYT\nSông Trà, ngày 5 tháng 3 năm 2026\nThực hiện kế hoạch, Sở Y tế báo tin.\n")
    assert values(reading, "kind", "number") == ("Thông báo", None)


@pytest.mark.parametrize(
    "line", ["Sông Trà, ngày        tháng 04 năm 2026", "Sông Trà, ngày … tháng 04 năm 2026", "Ngày     tháng 4 năm 2026"]
)
def test_a_date_line_with_a_blank_day_ends_the_subject(line: str) -> None:
    reading = read_text(
        f"UBND TỈNH AN PHÚ HÀ\nSố:        /UBND-NC\nV/v kiểm tra bến đò\nngang\n{line}\nKính gửi: Sở Xây dựng\n\nUBND tỉnh yêu cầu.\n"
    )
    assert values(reading, "kind", "date", "subject") == ("Công văn", None, "kiểm tra bến đò ngang")
    assert to(reading) == ["Sở Xây dựng"]


def test_a_date_line_may_have_no_place() -> None:
    reading = read_text(
        "ỦY BAN NHÂN DÂN XÃ BẾN LỞ\nSố: 14/UBND-VP\n[HỎA TỐC]\nNgày 15 tháng 08 năm 2026\nV/v an toàn bến đò\n"
        "Kính gửi: Giám đốc các Sở, Thủ trưởng các Ban, Ngành; Chủ tịch UBND các phường.\nUBND xã yêu cầu báo cáo.\n"
    )
    assert values(reading, "date", "place", "subject", "urgency") == (date(2026, 8, 15), None, "an toàn bến đò", "Hỏa tốc")
    assert to(reading) == ["Giám đốc các Sở", "Thủ trưởng các Ban, Ngành", "Chủ tịch UBND các phường"]


def test_a_name_stands_at_the_right_end_of_the_recipients() -> None:
    reading = read_text(
        "TRƯỜNG ĐẠI HỌC AN PHÚ\nSố: 105/QĐ-ĐT\nSông Trà, ngày 28 tháng 11 năm 2026\nQUYẾT ĐỊNH\nVề việc duyệt danh sách\n"
        "Điều 1. Duyệt danh sách.\n\n"
        "Nơi nhận:                                                     HIỆU TRƯỞNG\n- Như Điều 1.\n- Phòng KHTC\n"
        "- Lưu: VT, ĐT                                                 Nguyễn Việt Sen\n"
    )
    assert values(reading, "signer", "signer_title") == ("Nguyễn Việt Sen", "Hiệu trưởng")
    assert [entry.value for entry in reading.header.recipients] == ["Như Điều 1", "Phòng KHTC", "Lưu: VT, ĐT"]


def test_a_hyphen_inside_a_name_parts_no_addressees() -> None:
    reading = read_text(
        "UBND TỈNH AN PHÚ HÀ\nSố: 5/CĐ-UBND\nCÔNG ĐIỆN\nVề việc bão\nUBND TỈNH AN PHÚ HÀ điện:\n- Bộ trưởng, Thủ trưởng cơ quan ngang bộ;\n"
        "- Tập đoàn Công nghiệp - Viễn thông An Phú;\n- Sở Y tế - Sở Xây dựng.\nTheo dự báo, bão vào.\n"
    )
    assert to(reading) == ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ", "Tập đoàn Công nghiệp - Viễn thông An Phú", "Sở Y tế", "Sở Xây dựng"]


def test_a_gazette_runs_the_date_and_the_kind_together() -> None:
    reading = read_text(
        "2 \nCÔNG BÁO/Số 3/Ngày 02-02-2026\nBỘ Y TẾ\nSố: 02/2026/TT-BYT\nHà Nội, ngày 10 tháng 01 năm 2026 THÔNG TƯ\n"
        "Quy định chế độ trực\n\n"
        "Căn cứ Luật Khám bệnh, chữa bệnh;\n"
    )
    assert values(reading, "kind", "date", "subject") == ("Thông tư", date(2026, 1, 10), "Quy định chế độ trực")


@pytest.mark.parametrize(
    ("text", "want", "addressees"),
    [
        pytest.param(
            "SỞ Y TẾ AN PHÚ HÀ\nSố: 9/SYT-VP\nSông Trà, ngày 4 tháng 2 năm 2026\nV/v mời họp\nKính gửi: Bệnh viện Bến Lở\n"
            "Sở Y tế mời họp.\nGIÁM ĐỐC\nLê Thị Sen\n",
            ("Công văn", "9/SYT-VP", "Sở Y tế An Phú Hà", date(2026, 2, 4), "mời họp", "Lê Thị Sen"),
            ["Bệnh viện Bến Lở"],
            id="letter without the motto",
        ),
        pytest.param(
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO SÔNG TRÀ\nTRƯỜNG THCS BẾN LỞ\nSố: 12/TB-THCSBL\nSông Trà, ngày 4 tháng 2 năm 2026\nTHÔNG BÁO\n"
            "Về việc nghỉ học tránh bão\nHiệu trưởng thông báo:\nHIỆU TRƯỞNG\nLê Thị Sen\n",
            ("Thông báo", "12/TB-THCSBL", "Trường THCS Bến Lở", date(2026, 2, 4), "Về việc nghỉ học tránh bão", "Lê Thị Sen"),
            [],
            id="school notice",
        ),
        pytest.param(
            "BCH ĐOÀN TỈNH AN PHÚ HÀ\nTỈNH ĐOÀN AN PHÚ HÀ\n***\nSố: 21-KH/TĐTN\nĐOÀN TNCS HỒ CHÍ MINH\nSông Trà, ngày 4 tháng 2 năm 2026\n"
            "KẾ HOẠCH\nTổ chức Tháng Thanh niên năm 2026\n-----\nI. MỤC ĐÍCH\n1. Động viên đoàn viên.\n"
            "TM. BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Thị Sen\n",
            ("Kế hoạch", "21-KH/TĐTN", "Tỉnh đoàn An Phú Hà", date(2026, 2, 4), "Tổ chức Tháng Thanh niên năm 2026", "Lê Thị Sen"),
            [],
            id="youth union",
        ),
        pytest.param(
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN PHÚ HÀ\nCÔNG ĐOÀN NGÀNH Y TẾ\nSố: 30/HD-CĐN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "Sông Trà, ngày 4 tháng 2 năm 2026\nHƯỚNG DẪN\nTổ chức đại hội công đoàn cơ sở\nThực hiện Kế hoạch số 5/KH-LĐLĐ.\n"
            "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nLê Thị Sen\n",
            ("Hướng dẫn", "30/HD-CĐN", "Công đoàn ngành y tế", date(2026, 2, 4), "Tổ chức đại hội công đoàn cơ sở", "Lê Thị Sen"),
            [],
            id="trade union",
        ),
        pytest.param(
            "TỈNH ỦY AN PHÚ HÀ\n*\nSố 45-KL/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nSông Trà, ngày 4 tháng 2 năm 2026\nKẾT LUẬN\n"
            "CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề phát triển giao thông thủy\n-----\nBan Thường vụ Tỉnh ủy thống nhất.\n"
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nLê Thị Sen\n",
            ("Kết luận", "45-KL/TU", "Tỉnh ủy An Phú Hà", date(2026, 2, 4), "Về phát triển giao thông thủy", "Lê Thị Sen"),
            [],
            id="Party committee with a star",
        ),
        pytest.param(
            "TỔNG CÔNG TY SÔNG NƯỚC\nCÔNG TY CỔ PHẦN ĐÒ NGANG\nSố: 5/CV-ĐN\nV/v: kiểm tra phao cứu sinh\n"
            "Kính gửi: Các Đội đò, Xưởng Sửa chữa.\nCông ty yêu cầu kiểm tra.\nGIÁM ĐỐC\n(Đã ký)\nLê Thị Sen\n",
            ("Công văn", "5/CV-ĐN", "Công ty cổ phần đò ngang", None, "kiểm tra phao cứu sinh", "Lê Thị Sen"),
            ["Các Đội đò, Xưởng Sửa chữa"],
            id="company",
        ),
        pytest.param(
            "SỞ Y TẾ\nSố: 7/GM-SYT\nSông Trà, ngày 4 tháng 2 năm 2026\nGIẤY MỜI\nDự họp giao ban quý I\n"
            "Kính gửi: Bệnh viện Bến Lở\nSở Y tế mời họp.\n"
            "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nLê Thị Sen\n",
            ("Giấy mời", "7/GM-SYT", "Sở Y tế", date(2026, 2, 4), "Dự họp giao ban quý I", "Lê Thị Sen"),
            ["Bệnh viện Bến Lở"],
            id="invitation",
        ),
        pytest.param(
            "UBND XÃ BẾN LỞ\nBAN CHỈ HUY PHÒNG THỦ DÂN SỰ\nSố: 3/CĐ-BCH\nBến Lở, ngày 4 tháng 2 năm 2026\nCÔNG ĐIỆN\nVề việc ứng phó lũ\n"
            "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ XÃ điện:\n- Trưởng các thôn;\n- Trạm Y tế xã.\nLũ lên nhanh.\nTRƯỞNG BAN\nLê Thị Sen\n",
            ("Công điện", "3/CĐ-BCH", "Ban Chỉ huy phòng thủ dân sự", date(2026, 2, 4), "Về việc ứng phó lũ", "Lê Thị Sen"),
            ["Trưởng các thôn", "Trạm Y tế xã"],
            id="steering board",
        ),
        pytest.param(
            "UBND TỈNH AN PHÚ HÀ        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TƯ PHÁP        Độc lập - Tự do - Hạnh phúc\n"
            "Số: 8/STP-VP        \nV/v rà soát văn bản        Sông Trà, ngày 4 tháng 2 năm 2026\n\nKính gửi: Sở Y tế\nSở Tư pháp đề nghị.\n"
            "GIÁM ĐỐC\nLê Thị Sen\n",
            ("Công văn", "8/STP-VP", "Sở Tư pháp", date(2026, 2, 4), "rà soát văn bản", "Lê Thị Sen"),
            ["Sở Y tế"],
            id="subject and date on one line",
        ),
        pytest.param(
            "TRƯỜNG CAO ĐẲNG BẾN LỞ\nKHOA ĐIỀU DƯỠNG\nSố: 8/BC-ĐD\nSông Trà, ngày 4 tháng 2 năm 2026\nBÁO CÁO\nKết quả thực tập năm 2025\n"
            "I. KẾT QUẢ\n1. Tốt.\nTRƯỞNG KHOA\nThS. Lê Thị Sen\n",
            ("Báo cáo", "8/BC-ĐD", "Khoa Điều dưỡng", date(2026, 2, 4), "Kết quả thực tập năm 2025", "Lê Thị Sen"),
            [],
            id="faculty",
        ),
    ],
)
def test_the_layouts_of_many_offices_are_read(text: str, want: tuple[object, ...], addressees: list[str]) -> None:
    reading = read_text(text)
    assert values(reading, "kind", "number", "issuer", "date", "subject", "signer") == want
    assert to(reading) == addressees


LETTER = "TẬP ĐOÀN BẾN LỞ\nSố: 5/CV-TĐBL\nV/v kiểm kê thuyền\n\nKính gửi: {to}\n\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "- Căn cứ Quy định số 5/QyĐ-BL ngày 01/10/2025 của Tập đoàn Bến Lở;\n- Nhằm giữ thuyền an toàn;\nĐề nghị các đơn vị kiểm kê.",
        "- Để giữ thuyền an toàn, các đơn vị kiểm kê.",
        "Thực hiện Quy định số 5/QyĐ-BL, đề nghị các đơn vị kiểm kê.",
        "- Kiểm kê thuyền trước ngày 15/9/2026.",
    ],
)
def test_the_addressees_of_one_line_end_where_the_text_starts(text: str) -> None:
    assert to(read_text(LETTER.format(to="Các công ty thành viên", text=text))) == ["Các công ty thành viên"]


def test_addressees_in_capitals_are_written_as_a_sentence_and_taken_apart() -> None:
    reading = read_text(LETTER.format(to="CÁC CÔNG TY THÀNH VIÊN VÀ CÁC ĐƠN VỊ TRỰC THUỘC", text="Đề nghị kiểm kê thuyền."))
    assert [entry.lower() for entry in to(reading)] == ["các công ty thành viên", "các đơn vị trực thuộc"]
    assert not any(entry.isupper() for entry in to(reading))


PLAN = "UBND XÃ BẾN LỞ\nSố: 5/KH-UBND\n\nKẾ HOẠCH\n{under}\n\nI. MỤC TIÊU\n1. Trồng tre ven sông.\n"


def test_a_title_may_start_as_running_text_does() -> None:
    under = "Thực hiện chương trình trồng tre ven sông\ngiai đoạn 2026-2028 trên địa bàn xã Bến Lở"
    assert values(read_text(PLAN.format(under=under)), "subject") == (
        "Thực hiện chương trình trồng tre ven sông giai đoạn 2026-2028 trên địa bàn xã Bến Lở",
    )


def test_a_basis_under_the_kind_is_no_title() -> None:
    under = "Thực hiện Quyết định số 7/QĐ-UBND ngày 01/3/2026 của UBND tỉnh\nvề trồng tre, UBND xã ban hành kế hoạch như sau:"
    assert values(read_text(PLAN.format(under=under)), "subject") == (None,)


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("ỦY BAN MTTQ VIỆT NAM\nXÃ BẾN LỞ\nBAN THƯỜNG TRỰC", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Bến Lở"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH AN PHÚ HÀ\nTHƯỜNG TRỰC", "Thường trực Hội đồng nhân dân tỉnh An Phú Hà"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN BÍ THƯ", "Ban Bí thư"),
    ],
)
def test_an_organ_has_the_name_of_its_body_with_it(letterhead: str, issuer: str) -> None:
    reading = read_text(f"{letterhead}\nSố: 12/KH-BTT\nBến Lở, ngày 5 tháng 3 năm 2026\nKẾ HOẠCH\nTổ chức ngày hội\nThực hiện:\n")
    assert values(reading, "issuer") == (issuer,)


@pytest.mark.parametrize(
    ("lines", "number", "subject"),
    [
        ("Số: 15/SYT-KHTC Sông Trà ngày 05 tháng 3 năm 2026\nV/v mua thuốc", "15/SYT-KHTC", "mua thuốc"),
        ("Số: 15/SYT-KHTC\nSông Trà,ngày 05tháng 3năm 2026\nV/v mua thuốc", "15/SYT-KHTC", "mua thuốc"),
        ("Số:\n15/SYT-KHTC\nSông Trà, ngày 5\ntháng 3 năm 2026\nV/v mua thuốc", "15/SYT-KHTC", "mua thuốc"),
        ("Số: 15/SYT-KHTC\nSông Trà, hồi 10 giờ 30 ngày 5 tháng 3 năm 2026\nV/v mua thuốc", "15/SYT-KHTC", "mua thuốc"),
        ("Số: 15/SYT-KHTC\nV/v mua thuốc cho trạm Sông Trà, ngày 05/3/2026\nxã, phường", "15/SYT-KHTC", "mua thuốc cho trạm xã, phường"),
    ],
    ids=["no comma", "lost spaces", "over two lines", "with the hour", "beside the subject"],
)
def test_number_and_date_are_read_however_they_are_set(lines: str, number: str, subject: str) -> None:
    reading = read_text(f"UBND TỈNH AN PHÚ HÀ\nSỞ Y TẾ\n{lines}\nKính gửi: Bệnh viện tỉnh\nSở Y tế đề nghị bệnh viện báo cáo.\n")
    assert values(reading, "issuer", "number", "date", "subject") == ("Sở Y tế", number, date(2026, 3, 5), subject)


def test_a_day_of_another_bodys_paper_stays_in_the_subject() -> None:
    reading = read_text("SỞ Y TẾ\nSố: 15/SYT-KHTC\nV/v trả lời văn bản của Bộ Y tế, ngày 05/3/2026\nKính gửi: Bệnh viện tỉnh\n")
    assert values(reading, "date", "subject") == (None, "trả lời văn bản của Bộ Y tế, ngày 05/3/2026")


@pytest.mark.parametrize("title", ["(V/v cử người giữ đò)", "(Về cử người giữ đò)"])
def test_a_subject_in_brackets_is_one(title: str) -> None:
    reading = read_text(f"SỞ Y TẾ\nSố: 15/QĐ-SYT\nQUYẾT ĐỊNH\n{title}\nGIÁM ĐỐC SỞ Y TẾ\nCăn cứ Luật Đò ngang;\n")
    assert str(values(reading, "subject")[0]).endswith("ử người giữ đò")


def test_the_day_above_the_signature_is_that_of_a_paper_without_one_in_the_heading() -> None:
    reading = read_text(
        "TRƯỜNG THPT BẾN LỞ\nTHÔNG BÁO\nVề việc nghỉ lễ\nNhà trường thông báo như sau:\n1. Học sinh nghỉ từ ngày 30/4/2026.\n"
        "Bến Lở, ngày 20 tháng 4 năm 2026\nHIỆU TRƯỞNG\nLê Thị Sen\n"
    )
    assert values(reading, "date", "signer") == (date(2026, 4, 20), "Lê Thị Sen")


def test_a_telegram_may_have_its_title_above_the_letterhead() -> None:
    reading = read_text(
        "CÔNG ĐIỆN\nVề ứng phó lũ\nSỞ THỦY LỢI\nSố: 03/CĐ-STL\nSông Trà, hồi 10 giờ 30 ngày 5 tháng 3 năm 2026\n"
        "Điện: Các xã ven sông; Công an tỉnh\nThực hiện lệnh ứng trực, Sở yêu cầu.\n"
    )
    assert values(reading, "kind", "number", "issuer", "date") == ("Công điện", "03/CĐ-STL", "Sở Thủy lợi", date(2026, 3, 5))
    assert to(reading) == ["Các xã ven sông", "Công an tỉnh"]


@pytest.mark.parametrize("mark", ["DỰ THẢO", "(Dự thảo lần 2)", "DỰ THẢO 3", "BẢN DỰ THẢO"])
def test_the_mark_of_a_draft_is_no_body(mark: str) -> None:
    reading = read_text(f"BỘ MUỐI\n-------\nSố: /2026/TT-BM\n{mark}\nTHÔNG TƯ\nQuy định giá muối\nCăn cứ Luật Muối;\n")
    assert (reading.header.issuer and reading.header.issuer.value) == "Bộ muối"


def test_the_title_of_a_form_is_no_body() -> None:
    reading = read_text("UBND HUYỆN BẾN LỞ\nPHÒNG MUỐI\nPHIẾU BỔ SUNG HỒ SƠ\nKính gửi: Bộ phận Một cửa\nPhòng Muối nhận được hồ sơ.\n")
    assert (reading.header.issuer and reading.header.issuer.value) == "Phòng Muối"


def test_who_decides_in_a_court_is_no_part_of_the_title() -> None:
    reading = read_text(
        "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 02/2025/NQ-HĐTP\nNGHỊ QUYẾT\nHƯỚNG DẪN ÁP DỤNG MỘT SỐ QUY ĐỊNH\n"
        "HỘI ĐỒNG THẨM PHÁN TÒA ÁN NHÂN DÂN TỐI CAO\nCăn cứ Luật Muối;\n"
    )
    assert reading.header.subject is not None
    assert reading.header.subject.value == "Hướng dẫn áp dụng một số quy định"


def test_a_place_keeps_its_capitals_where_the_text_has_one_of_its_syllables_in_a_persons_name() -> None:
    reading = read_text("HUYỆN ỦY BẾN LỞ\nSố 12-CTr/HU\nCHƯƠNG TRÌNH\ngiữ bến\nI- MỤC TIÊU\nGiữ bến.\nBÍ THƯ\nĐỗ Văn Bến\n")
    assert (reading.header.issuer and reading.header.issuer.value) == "Huyện ủy Bến Lở"


@pytest.mark.parametrize("mark", ["SAO Y", "SAO LỤC", "TRÍCH SAO"])
def test_a_copy_is_of_the_body_that_makes_it(mark: str) -> None:
    reading = read_text(
        f"UBND TỈNH AN PHÚ HÀ\nVĂN PHÒNG\nSố: 45/SY-UBND\nAn Phú Hà, ngày 03 tháng 6 năm 2026\n{mark}\nNơi nhận:\n- Các sở;\n"
        "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nĐỗ Văn Bến\n"
    )
    assert values(reading, "number", "superior", "issuer", "signer") == ("45/SY-UBND", "UBND tỉnh An Phú Hà", "Văn phòng", "Đỗ Văn Bến")
