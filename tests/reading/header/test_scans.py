"""Headings and signatures as scanning leaves them; invented."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading import Reading, read_text
from dondoc.reading.header.motto import mottoes

BODY = "\nThực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026, Tổng cục đề nghị các Cục triển khai.\n1. Rà soát kho muối.\n"


def values(reading: Reading, *names: str) -> tuple[object, ...]:
    return tuple(found.value if (found := getattr(reading.header, name)) else None for name in names)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("BỘ MUỐI - CONG HOA XÃ HỘI CHỦ NGA VIET NAM", "BỘ MUỐI -"),
        ("BỘ MUỐI CỘhu nua XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BỘ MUỐI"),
        ("TONG CỤC MUOI CỘNG HOÀ XÃ HỘI iL xi ET NAM", "TONG CỤC MUOI"),
        ("BO MUOI VÀ XÃ HỘI CONG HOA XA HOI CHU NGHIA VIET NAM", "BO MUOI VÀ XÃ HỘI"),
        ("TONG CUC MUOI Độc lập - Ty do ~ Hanh phúc", "TONG CUC MUOI"),
        ("BỘ MUỐI CONG HOAYXA HOI atts NGHIA lon NAM", "BỘ MUỐI"),
        ("CỤC MUỐI Độc lập — Tự đồ aarti phúc", "CỤC MUỐI"),
    ],
)
def test_a_motto_with_letters_lost_is_still_one(line: str, left: str) -> None:
    ((start, end),) = mottoes(line)
    assert line[:start].strip() == left
    assert end == len(line)


@pytest.mark.parametrize("line", ["BẢO HIỂM XÃ HỘI VIỆT NAM", "ỦY BAN MTTQ VIỆT NAM XÃ BẾN LỞ", "CHỦ NGHĨA XÃ HỘI Ở NƯỚC TA"])
def test_names_that_share_words_with_the_motto_are_none(line: str) -> None:
    assert mottoes(line) == []


SCAN = """\
Ký bởi: Tổng cục Muối
Thời gian ký: 10.11.2023 15:36

BỘ MUỐI - CONG HOA XÃ HỘI CHỦ NGA VIET NAM
TONG CỤC MUỐI Độc lập — Tự do — Hanh phúc
Số: 448 /TCM-KT Sông Trà. ngày 09 tháng 11 năm 2023
V/v tăng cường quản lý
kho muối
Kính gửi: Công ty Muối Bến Lở (Địa chỉ: Số 2 đường Đò - MST: 0123456789)
"""


def test_a_scanned_letter_has_its_letterhead_number_date_and_addressee() -> None:
    reading = read_text(SCAN + BODY)
    assert values(reading, "kind", "number", "date", "subject") == (
        "Công văn", "448/TCM-KT", date(2023, 11, 9), "tăng cường quản lý kho muối",
    )  # fmt: skip
    assert [str(body).lower() for body in values(reading, "superior", "issuer")] == ["bộ muối", "tong cục muối"]
    assert [entry.value for entry in reading.header.to] == ["Công ty Muối Bến Lở"]


@pytest.mark.parametrize(
    "signature",
    [
        "GIÁM ĐỐC\n[\n \nLê Thị Sen\n",
        "GIÁM ĐỐC\n(ees 2®) <<\n\nLê Thị Sen\n",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nKý bởi: Tổng cục Muối\nNgày ký: 05-03-2026 16:20:11 +07:00\nLê Thị Sen\n",
        "GIÁM ĐỐC\n(Ký, đóng dấu)\nLê Thị Sen\n",
        "TUQ. TỔNG GIÁM ĐỐC\nTRƯỞNG BAN TỔ CHỨC\nVÀ NHÂN SỰ\n\nLê Thị Sen\n",
        "| Nơi nhận: - Như trên; - Lưu: VT. | GIÁM ĐỐC Lê Th ị Sen |\n|---|---|\n",
        "Noi nhận:\n- Như trên;\n- Lưu: VT.\n\nLê Thị Sen\n",
    ],
    ids=["bracket", "scrawl", "electronic", "sealed", "office on two lines", "split syllables", "no office"],
)
def test_a_signer_is_found_behind_what_lies_between_office_and_name(signature: str) -> None:
    assert values(read_text(f"{SCAN}{BODY}\n{signature}"), "signer") == ("Lê Thị Sen",)


def test_a_name_in_the_text_is_no_signature() -> None:
    assert values(read_text(f"{SCAN}{BODY}\nLê Thị Sen\nđược giao giữ kho.\n"), "signer") == (None,)


@pytest.mark.parametrize("to", ["gửi: Cục Muối tỉnh", "Site gửi: Cục Muối tỉnh", "Kính gui: Cục Muối tỉnh"])
def test_addressees_are_found_behind_what_is_left_of_kinh_gui(to: str) -> None:
    reading = read_text(f"TỔNG CỤC MUỐI\nSố: 448/TCM-KT\nV/v kho muối\n{to}\n{BODY}")
    assert [entry.value for entry in reading.header.to] == ["Cục Muối tỉnh"]


@pytest.mark.parametrize("seen", ["TONG CYC MUOI", "TONG CUC MUOI", "TÔNG CỤC MUOI"])
def test_a_spoilt_letterhead_is_written_as_the_text_has_it(seen: str) -> None:
    text = f"BỘ MUỐI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{seen} Độc lập - Tự do - Hạnh phúc\nSố: 448/TCM-KT\nV/v kho\n"
    body = "Kính gửi: Cục Muối tỉnh\nTổng cục Muối yêu cầu các Cục giữ kho.\n"
    assert values(read_text(text + body), "issuer") == ("Tổng cục Muối",)


@pytest.mark.parametrize("seen", ["Dang! Ngọc Sen", "Dang Ngọc Sen", "Đặng! Ngọc Sen"])
def test_specks_and_lost_marks_of_a_surname_are_mended_and_recorded(seen: str) -> None:
    reading = read_text(f"{SCAN}{BODY}\nKT. TỔNG CỤC TRƯỞNG\nPHÓ TỔNG CỤC TRƯỞNG\n\n{seen}\n")
    assert values(reading, "signer") == ("Đặng Ngọc Sen",)
    assert [(repair.seen, repair.read) for repair in reading.repairs if repair.rule == "repair.signer"] == [(seen, "Đặng Ngọc Sen")]


def test_the_mark_of_a_footnote_behind_the_year_is_no_figure_of_it() -> None:
    text = "BỘ MUỐI\nSố: 33/QĐ-BM\nSông Trà, ngày 23 tháng 02 năm 20264\nQUYẾT ĐỊNH\nVề việc công bố giá muối\nBỘ TRƯỞNG BỘ MUỐI\n"
    assert values(read_text(text), "date") == (date(2026, 2, 23),)


def test_a_consolidated_text_is_known_by_its_number() -> None:
    text = "BỘ MUỐI\nSố: 51/VBHN-BM Sông Trà, ngày 23 tháng 10 năm 2024\nNGHỊ ĐỊNH\nQUY ĐỊNH CHI TIẾT LUẬT MUỐI\nNghị định số 13/2021/NĐ-CP"
    assert values(read_text(text), "kind", "number", "subject") == ("Văn bản hợp nhất", "51/VBHN-BM", "Quy định chi tiết Luật muối")
