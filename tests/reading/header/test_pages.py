"""Documents inside web pages, and boxes of fields beside them; invented."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading import Reading, read_text

BODY = "\nThực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026, Sở Y tế đề nghị các đơn vị triển khai.\n1. Bệnh viện tỉnh rà soát thuốc.\n"
HEADING = """\
ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/CT-UBND
Sông Trà, ngày 5 tháng 3 năm 2026
CHỈ THỊ
Về việc kiểm tra bến đò
"""


def values(reading: Reading, *names: str) -> tuple[object, ...]:
    return tuple(found.value if (found := getattr(reading.header, name)) else None for name in names)


def test_a_heading_below_the_menus_of_a_page_is_found() -> None:
    menus = "".join(f"Trang chủ {i}\nGiới thiệu {i}\n" for i in range(40))
    reading = read_text(f"{menus}{HEADING}{BODY}\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Sen\n")
    assert values(reading, "kind", "number", "issuer", "date", "subject", "signer") == (
        "Chỉ thị", "15/CT-UBND", "Ủy ban nhân dân tỉnh An Phú Hà", date(2026, 3, 5), "Về việc kiểm tra bến đò", "Lê Thị Sen",
    )  # fmt: skip
    assert "15/CT-UBND" not in [citation.number for citation in reading.citations]


def test_articles_above_the_heading_are_no_part_of_it() -> None:
    reading = read_text(f"Điều 1. Ban hành Quy chế bến đò.\nĐiều 2. Quy chế có hiệu lực.\n{HEADING}{BODY}")
    assert values(reading, "kind", "number", "issuer") == ("Chỉ thị", "15/CT-UBND", "Ủy ban nhân dân tỉnh An Phú Hà")


@pytest.mark.parametrize(
    "title", ["CHỈ THỊ VỀ VIỆC KIỂM TRA BẾN ĐÒ", "# Chỉ thị 15/CT-UBND về việc kiểm tra bến đò"], ids=["capitals", "web title"]
)
def test_a_page_title_above_the_letterhead_does_not_hide_it(title: str) -> None:
    reading = read_text(f"{title}\n\n{HEADING}{BODY}")
    assert values(reading, "kind", "number", "issuer", "subject") == (
        "Chỉ thị", "15/CT-UBND", "Ủy ban nhân dân tỉnh An Phú Hà", "Về việc kiểm tra bến đò",
    )  # fmt: skip


BOX = """\
Số ký hiệu
15/2026/QĐ-UBND
Ngày ban hành
05/03/2026
Thể loại
Quyết định
Trích yếu
Ban hành Quy chế quản lý bến đò
Cơ quan ban hành
UBND tỉnh An Phú Hà
Người ký
Lê Thị Sen
"""


@pytest.mark.parametrize("box", [BOX, BOX.replace("\n", ": ").replace(": ", "\n", 12), "".join(
    f"{label}: {value}\n" for label, value in zip(BOX.splitlines()[::2], BOX.splitlines()[1::2], strict=True)
)], ids=["lines", "cells", "colons"])  # fmt: skip
def test_a_box_of_fields_says_what_the_document_leaves_open(box: str) -> None:
    reading = read_text(box + "Tài liệu đính kèm\n15.pdf\n")
    assert values(reading, "kind", "number", "issuer", "date", "subject", "signer") == (
        "Quyết định", "15/2026/QĐ-UBND", "UBND tỉnh An Phú Hà", date(2026, 3, 5), "Ban hành Quy chế quản lý bến đò", "Lê Thị Sen",
    )  # fmt: skip


def test_the_heading_goes_before_the_box() -> None:
    reading = read_text(BOX + HEADING + BODY)
    assert values(reading, "number", "issuer", "signer") == ("15/CT-UBND", "Ủy ban nhân dân tỉnh An Phú Hà", "Lê Thị Sen")


def test_two_labels_make_no_box() -> None:
    reading = read_text("Ngày ban hành: 05/03/2026\nNgười ký: Lê Thị Sen\nBài viết về lễ hội bến đò.\n")
    assert values(reading, "date", "signer") == (None, None)
