"""Heading and signature blocks (NĐ 30/2020/NĐ-CP, Phụ lục I; Quy định 399-QĐ/TW), on invented documents."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading.header import expand_bodies, read_header, secrecy_mark
from dondoc.reading.model import Header, Repair, SourceText
from dondoc.reading.script import clean
from tests.reading.header.fields import values


def read(text: str) -> Header:
    return read_header(clean(SourceText(text=text)), text)[0]


def repairs(text: str) -> list[Repair]:
    return read_header(clean(SourceText(text=text)))[1]


DECISION = """\
ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 456/QĐ-UBND
An Phú Hà, ngày 20 tháng 11 năm 2025

QUYẾT ĐỊNH

VỀ VIỆC BAN HÀNH QUY CHẾ LÀM VIỆC CỦA SỞ Y TẾ TRÊN ĐỊA BÀN TỈNH AN PHÚ HÀ

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ

Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Sở Y tế tỉnh An Phú Hà.

Nơi nhận:
- Như Điều 1;
- Bộ Y tế (để b/c);
- Lưu: VT, NC.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Thị Sông Hương

PHỤ LỤC
TM. BAN SOẠN THẢO
TRƯỞNG BAN
Lê Văn Bến
"""


def test_a_decision_gives_every_field() -> None:
    header = read(DECISION)
    assert values(header, "kind", "number", "issuer", "superior", "place", "date", "signer", "signer_title") == (
        "Quyết định", "456/QĐ-UBND", "Ủy ban nhân dân tỉnh An Phú Hà", None, "An Phú Hà", date(2025, 11, 20),
        "Trần Thị Sông Hương", "Phó Chủ tịch",
    )  # fmt: skip
    assert header.subject is not None
    assert header.subject.value == "Về việc ban hành Quy chế làm việc của Sở Y tế trên địa bàn tỉnh An Phú Hà"
    assert [item.value for item in header.recipients] == ["Như Điều 1", "Bộ Y tế (để b/c)", "Lưu: VT, NC"]


def test_every_field_quotes_the_words_it_was_read_from() -> None:
    header = read(DECISION)
    for name in ("kind", "number", "issuer", "place", "date", "subject", "signer"):
        found = getattr(header, name)
        assert found.span.of(DECISION).strip(), name
        assert found.rule.startswith("header."), name
    assert header.number is not None
    assert header.number.span.of(DECISION) == "456/QĐ-UBND"


DISPATCH = """\
UBND TỈNH AN PHÚ HÀ
SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/SYT-KHTC
V/v báo cáo kết quả
tiêm chủng quý I
Sông Trà, ngày 05 tháng 3 năm 2026
Kính gửi:
- Các bệnh viện công lập;
- Trung tâm Y tế thành phố Sông Trà.
Thực hiện chỉ đạo của UBND tỉnh, Sở Y tế đề nghị các đơn vị báo cáo trước ngày 20/3/2026./.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
(Đã ký)
BS. Nguyễn Văn Mai
"""


def test_a_cong_van_has_superior_subject_and_addressees() -> None:
    header = read(DISPATCH)
    assert values(header, "kind", "number", "issuer", "superior", "subject", "signer", "signer_title") == (
        "Công văn", "15/SYT-KHTC", "Sở Y tế", "UBND tỉnh An Phú Hà", "báo cáo kết quả tiêm chủng quý I", "Nguyễn Văn Mai", "Giám đốc",
    )  # fmt: skip
    assert [to.value for to in header.to] == ["Các bệnh viện công lập", "Trung tâm Y tế thành phố Sông Trà"]


def test_a_symbol_that_looks_like_a_kind_makes_no_kind_where_there_are_addressees() -> None:
    assert values(read(DISPATCH.replace("15/SYT-KHTC", "15/CT-KHTC")), "kind", "number") == ("Công văn", "15/CT-KHTC")


@pytest.mark.parametrize(
    "heading",
    [
        (
            "UBND TỈNH AN PHÚ HÀ      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ      Độc lập - Tự do - Hạnh phúc\n"
            "Số: 15/SYT-KHTC      Sông Trà, ngày 05 tháng 3 năm 2026\nKính gửi: Bệnh viện Bến Lở\n"
        ),
        (
            "| UBND TỈNH AN PHÚ HÀ\nSỞ Y TẾ ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- |\n|---|---|\n"
            "| Số: 15/SYT-KHTC | Sông Trà, ngày 05 tháng 3 năm 2026 |\n\nKính gửi: Bệnh viện Bến Lở\n"
        ),
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\nSông Trà, ngày 05 tháng 3 năm 2026\n"
            "UBND TỈNH AN PHÚ HÀ\nSỞ Y TẾ\n_______\nSố: 15/SYT-KHTC\nKính gửi: Bệnh viện Bến Lở\n"
        ),
        (
            "UBND TỈNH AN PHÚ HÀ\n**SỞ Y TẾ**\n*\nSố: 15/SYT-KHTC\n**CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n"
            "*Sông Trà, ngày 05 tháng 3 năm 2026*\n"
            "Kính gửi: Bệnh viện Bến Lở\n"
        ),
    ],
    ids=["columns-on-one-line", "table-cells", "right-column-first", "markdown"],
)
def test_a_two_column_heading_is_read_in_any_order(heading: str) -> None:
    header = read(heading + "Sở Y tế đề nghị Bệnh viện báo cáo.")
    assert values(header, "kind", "number", "issuer", "superior", "place", "date") == (
        "Công văn", "15/SYT-KHTC", "Sở Y tế", "UBND tỉnh An Phú Hà", "Sông Trà", date(2026, 3, 5),
    )  # fmt: skip
    assert [to.value for to in header.to] == ["Bệnh viện Bến Lở"]


def test_a_party_document_has_its_own_order() -> None:
    text = (
        "TỈNH ỦY AN PHÚ HÀ\nBAN TỔ CHỨC\n*\nSố 12-HD/BTCTU\nĐẢNG CỘNG SẢN VIỆT NAM\nSông Trà, ngày 02 tháng 02 năm 2026\n"
        "HƯỚNG DẪN\nkiểm điểm, đánh giá tổ chức đảng cuối năm\n-----\nThực hiện Quy định số 124-QĐ/TW, Ban Tổ chức hướng dẫn như sau:\n"
        "Nơi nhận:\n- Thường trực Tỉnh ủy;\n- Lưu Văn phòng.\nT/M BAN TỔ CHỨC\nPHÓ TRƯỞNG BAN\nPhạm Thị Trà My\n"
    )
    header = read(text)
    assert values(header, "kind", "number", "issuer", "superior", "date", "signer", "signer_title") == (
        "Hướng dẫn", "12-HD/BTCTU", "Ban Tổ chức", "Tỉnh ủy An Phú Hà", date(2026, 2, 2), "Phạm Thị Trà My", "Phó Trưởng ban",
    )  # fmt: skip
    assert header.subject is not None
    assert header.subject.value == "Kiểm điểm, đánh giá tổ chức đảng cuối năm"


def test_a_cong_dien_is_sent_to_the_bodies_after_dien() -> None:
    text = (
        "CHỦ TỊCH UBND TỈNH AN PHÚ HÀ\nSố: 07/CĐ-UBND\nAn Phú Hà, ngày 16 tháng 11 năm 2025\nCÔNG ĐIỆN\nVề việc ứng phó bão\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Chủ tịch UBND các xã, phường;\n- Các Sở: Y tế, Xây dựng, Văn hóa, Thể thao và Du lịch;\n"
        "- Giám đốc: Đài Khí tượng An Phú Hà, Báo An Phú Hà.\nTheo dự báo, bão đổ bộ ngày 18/11.\n"
    )
    header = read(text)
    assert values(header, "kind", "subject") == ("Công điện", "Về việc ứng phó bão")
    assert [to.value for to in header.to] == [
        "Chủ tịch UBND các xã, phường", "Sở Y tế", "Sở Xây dựng", "Sở Văn hóa, Thể thao và Du lịch",
        "Giám đốc Đài Khí tượng An Phú Hà", "Giám đốc Báo An Phú Hà",
    ]  # fmt: skip


def test_a_portal_page_gives_what_its_sentence_says() -> None:
    text = (
        "Tăng cường kiểm tra bến đò ngang\nThứ hai - 09/02/2026 08:15 120 0\n"
        "Ban Thường vụ Thành ủy vừa ban hành Công văn số 45-CV/TU về tăng cường kiểm tra bến đò ngang.\n"
        "Tiếp tục thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.\nLê Hoài Thu\n"
    )
    header = read(text)
    assert values(header, "kind", "number", "issuer", "subject", "date", "signer") == (
        "Công văn", "45-CV/TU", "Ban Thường vụ Thành ủy", "Tăng cường kiểm tra bến đò ngang", None, None,
    )  # fmt: skip


def test_a_subject_in_capitals_may_go_on_with_words_that_also_open_names() -> None:
    text = (
        "UBND TỈNH AN PHÚ HÀ\nSố: 8/KH-UBND\nAn Phú Hà, ngày 16 tháng 11 năm 2025\nKẾ HOẠCH\nKHẨN TRƯƠNG CHUẨN BỊ\n\n"
        "TỔ CHỨC LỄ KHỞI CÔNG\n\nỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ\nThực hiện chỉ đạo của cấp trên\n"
    )
    assert values(read(text), "subject") == ("Khẩn trương chuẩn bị tổ chức lễ khởi công",)


def test_a_normative_act_has_the_year_in_its_number() -> None:
    text = (
        "BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/2026/TT-BYT\nHà Nội, ngày 31 tháng 10 năm 2026\nTHÔNG TƯ\n"
        "Quy định chương trình bồi dưỡng\nCăn cứ Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023;\n"
    )
    assert values(read(text), "kind", "number", "issuer", "subject") == (
        "Thông tư",
        "12/2026/TT-BYT",
        "Bộ Y tế",
        "Quy định chương trình bồi dưỡng",
    )


def test_a_law_line_has_the_word_before_so() -> None:
    text = (
        "QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLuật số: 31/2024/QH15\nHà Nội, ngày 18 tháng 01 năm 2024\n"
        "LUẬT\nĐẤT ĐAI\nCăn cứ Hiến pháp;\n"
    )
    assert values(read(text), "kind", "number", "issuer", "subject") == ("Luật", "31/2024/QH15", "Quốc hội", "Đất đai")


def test_a_title_on_the_line_of_the_kind_is_the_subject() -> None:
    text = DECISION.replace("QUYẾT ĐỊNH\n\nVỀ VIỆC", "QUYẾT ĐỊNH VỀ VIỆC", 1)
    assert values(read(text), "kind", "subject") == (
        "Quyết định", "Về việc ban hành Quy chế làm việc của Sở Y tế trên địa bàn tỉnh An Phú Hà",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("block", "signer", "title"),
    [
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Thị Sen", "Lê Thị Sen", "Phó Giám đốc"),
        ("KT. GIÁM ĐỐC - PHÓ GIÁM ĐỐC Lê Thị Sen (đã ký)", "Lê Thị Sen", "Phó Giám đốc"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH PHÓ CHỦ TỊCH\nLê Thị Sen", "Lê Thị Sen", "Phó Chủ tịch"),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Sen", "Lê Thị Sen", "Phó Chánh Văn phòng"),
        ("BỘ TRƯỞNG\n(đã ký)\nThiếu tướng Lê Văn Sen", "Lê Văn Sen", "Bộ trưởng"),
        ("CHỦ TỊCH\nLÊ THỊ SEN", "Lê Thị Sen", "Chủ tịch"),
        ("TL. HIỆU TRƯỞNG\nTRƯỞNG KHOA\nNơi nhận:\n- Như trên; (đã ký) Lê Thị Sen\n- Lưu: VT.", "Lê Thị Sen", "Trưởng khoa"),
    ],
)
def test_the_signature_is_read_in_every_form(block: str, signer: str, title: str) -> None:
    text = DECISION[: DECISION.index("Nơi nhận")] + block + "\n"
    assert values(read(text), "signer", "signer_title") == (signer, title)


def test_a_signature_beside_the_recipients_is_taken_apart() -> None:
    block = "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Lưu: VT. PHÓ CHỦ TỊCH\nLê Thị Sen\n"
    header = read(DECISION[: DECISION.index("Nơi nhận")] + block)
    assert values(header, "signer", "signer_title") == ("Lê Thị Sen", "Phó Chủ tịch")
    assert [item.value for item in header.recipients] == ["Như trên", "Lưu: VT"]


def test_a_body_signed_for_is_no_title() -> None:
    text = DECISION[: DECISION.index("Nơi nhận")] + "T/M BỘ CHÍNH TRỊ\nLê Thị Sen\n"
    assert values(read(text), "signer", "signer_title") == ("Lê Thị Sen", None)


def test_a_heading_in_mixed_case_is_read() -> None:
    text = (
        "Ủy ban nhân dân tỉnh An Phú Hà\nSố: 5/KH-UBND\nAn Phú Hà, ngày 5 tháng 3 năm 2026\nKế hoạch\nTriển khai chuyển đổi số\n"
        "Thực hiện Nghị quyết số 57-NQ/TW, UBND tỉnh ban hành Kế hoạch\n"
    )
    assert values(read(text), "kind", "issuer", "subject") == ("Kế hoạch", "Ủy ban nhân dân tỉnh An Phú Hà", "Triển khai chuyển đổi số")


def test_the_field_in_a_bodys_name_has_a_capital() -> None:
    assert values(read(DISPATCH.replace("SỞ Y TẾ\nCỘNG", "PHÒNG VĂN HÓA VÀ XÃ HỘI\nCỘNG")), "issuer") == ("Phòng Văn hóa và Xã hội",)


def test_a_document_that_breaks_off_has_no_signer() -> None:
    assert read(DECISION[: DECISION.index("Nơi nhận")]).signer is None


@pytest.mark.parametrize("line", ["Số:        /QĐ-UBND", "Số: ……/QĐ-UBND"])
def test_a_blank_number_is_no_number(line: str) -> None:
    header = read(DECISION.replace("Số: 456/QĐ-UBND", line))
    assert values(header, "number", "kind", "issuer") == (None, "Quyết định", "Ủy ban nhân dân tỉnh An Phú Hà")


def test_a_blank_day_is_no_date() -> None:
    assert read(DECISION.replace("ngày 20 tháng 11 năm 2025", "ngày     tháng 11 năm 2025")).date is None


def test_slips_in_number_and_date_are_mended_and_recorded() -> None:
    text = DECISION.replace("Số: 456/QĐ-UBND", "Số: 456/ QĐ–UBND").replace("ngày 20 tháng 11 năm 2025", "ngày 2 0 tháng 11 năm 2025")
    assert values(read(text), "number", "date") == ("456/QĐ-UBND", date(2025, 11, 20))
    assert [repair.rule for repair in repairs(text)] == ["repair.number", "repair.date"]


@pytest.mark.parametrize(
    ("mark", "value"), [("HỎA TỐC", "Hỏa tốc"), ("HOẢ TỐC", "Hỏa tốc"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("KHẨN", "Khẩn")]
)
def test_a_stamp_of_urgency_is_read(mark: str, value: str) -> None:
    assert values(read(f"{mark}\n{DECISION}"), "urgency", "issuer") == (value, "Ủy ban nhân dân tỉnh An Phú Hà")


@pytest.mark.parametrize(
    ("stamp", "mark"),
    [
        ("MẬT", "Mật"), ("TỐI MẬT", "Tối mật"), ("TUYỆT MẬT", "Tuyệt mật"), ("**MẬT**", "Mật"), ("| MẬT |", "Mật"),
        ("( TỐI MẬT )", "Tối mật"),
        ("Mật", "Mật"), ("Tối mật", "Tối mật"), ("Tuyệt Mật", "Tuyệt mật"), ("M Ậ T", "Mật"), ("T Ố I   M Ậ T", "Tối mật"),
        ("MẬT - KHẨN", "Mật"), ("HỎA TỐC / TỐI MẬT", "Tối mật"), ("Dấu chỉ độ mật: Tối mật", "Tối mật"), ("ĐỘ MẬT: TUYỆT MẬT", "Tuyệt mật"),
        ("Độ mật: Mật", "Mật"), ("MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Mật"), ("MA\u0323\u0302T", "Mật"),
    ],
)  # fmt: skip
class TestSecrecy:
    def test_a_stamp_on_its_own_line_is_seen_before_reading(self, stamp: str, mark: str) -> None:
        assert secrecy_mark(f"UBND TỈNH AN PHÚ HÀ\n{stamp}\nSố: 1/KH-UBND\n") == mark

    def test_and_is_in_the_header(self, stamp: str, mark: str) -> None:
        assert values(read(f"{stamp}\n{DECISION}"), "secrecy") == (mark,)


@pytest.mark.parametrize(
    "line",
    [
        "Luật Bảo vệ bí mật nhà nước", "BÍ MẬT NHÀ NƯỚC", "tài liệu mật", "Dấu “MẬT” được đóng", "MẬT ONG BẾN LỞ", "bí\nmật", "Mật khẩu",
        "Mật độ dân số", "Mật độ: 12", "| Mật | Tối mật | Tuyệt mật |", "Độ mật: Mật/Tối mật/Tuyệt mật", "Độ mật: Thường", "BÍ MẬT",
        "| 3 | Lê Thị | Mật | 1980 |",
    ],
)  # fmt: skip
def test_the_word_alone_is_no_stamp(line: str) -> None:
    assert secrecy_mark(f"{line}\nSố: 1/KH-UBND\n") is None
    assert read(f"{line}\n{DECISION}").secrecy is None


def test_a_stamp_of_urgency_beside_one_of_secrecy_is_read_too() -> None:
    assert values(read(f"TỐI MẬT - HỎA TỐC\n{DECISION}"), "secrecy", "urgency") == ("Tối mật", "Hỏa tốc")


JUNK = "Trang đăng ký thành viên của thư viện.\n" * 600


@pytest.mark.parametrize(
    "text",
    [
        f"{JUNK}UBND TỈNH AN PHÚ HÀ\nMẬT\nSố: 1/KH-UBND\n{JUNK}",
        f"{JUNK}Tối mật\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{JUNK}",
        f"{JUNK}MẬT\n\x0c{JUNK}",
        f"{JUNK}Lê Thị Sen\nMật\n",
        f"UBND TỈNH AN PHÚ HÀ{' ' * 30}MẬT\nSố: 1/KH-UBND\n",
    ],
)
def test_a_stamp_is_found_around_a_late_heading_at_a_page_break_and_in_the_foot(text: str) -> None:
    assert secrecy_mark(text) is not None
    assert read(text).secrecy is not None


@pytest.mark.parametrize("stamp", ["TỐI MẬT", "T U Y Ệ T  M Ậ T", "\nMẬT\n", "PHỤ LỤC II\nMẬT", "MẬT\nDANH SÁCH CÁC XÃ"])
def test_a_line_that_can_be_nothing_but_a_stamp_is_one_in_the_middle_of_a_text_too(stamp: str) -> None:
    assert secrecy_mark(f"{JUNK}{stamp}\n{JUNK}") is not None


@pytest.mark.parametrize(
    "lines",
    [
        "Tối mật", "MẬT", "LÊ THỊ\nMẬT\n1980", "TỐI MẬT\nTUYỆT MẬT", "| TỐI MẬT |", "BẢO QUẢN TÀI LIỆU\nTỐI MẬT", "DẤU\nTUYỆT MẬT",
        "TỐI MẬT\nDanh mục bí mật nhà nước", "Ghi độ mật vào sổ như sau:\nTỐI MẬT",
    ],
)  # fmt: skip
def test_a_cell_a_name_or_a_text_about_secrecy_far_from_heading_and_foot_is_no_stamp(lines: str) -> None:
    assert secrecy_mark(f"{JUNK}{lines}\n{JUNK}") is None


def test_shared_heads_are_written_out() -> None:
    assert expand_bodies("Các Bộ: Quốc phòng, Văn hóa, Thể thao và Du lịch, Y tế") == [
        "Bộ Quốc phòng",
        "Bộ Văn hóa, Thể thao và Du lịch",
        "Bộ Y tế",
    ]
    assert expand_bodies("Các sở, ban, ngành") == ["Các sở, ban, ngành"]
    assert expand_bodies("Các Bộ: Quốc phòng và Công an") == ["Bộ Quốc phòng", "Bộ Công an"]
    assert expand_bodies("Các Sở: Tài chính,, Khoa học và Công nghệ và Y tế") == ["Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Y tế"]


@pytest.mark.parametrize("text", ["", "Xin chào.", "Họp lúc 7h00.\nMang theo sổ."])
def test_a_text_that_is_no_document_has_no_header(text: str) -> None:
    assert read(text) == Header()
