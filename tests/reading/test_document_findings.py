"""What a person is asked to look at in the numbers and dates of a document and of what it cites."""

from __future__ import annotations

import pytest

from dondoc.reading import read_text
from dondoc.reading.findings import message
from dondoc.reading.model import Reading

HEAD = """UBND TỈNH AN PHÚ HÀ
Số: {number}
An Phú Hà, ngày {day}
{kind}
Về việc quản lý tài sản công
"""


def reading(citation: str, *, number: str = "15/CT-UBND", kind: str = "CHỈ THỊ", day: str = "20 tháng 7 năm 2026") -> Reading:
    return read_text(HEAD.format(number=number, kind=kind, day=day) + f"Thực hiện {citation}, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n")


def found(made: Reading) -> set[str]:
    return {finding.code for finding in made.findings}


@pytest.mark.parametrize(
    ("citation", "code"),
    [
        ("Nghị định số 30/2020/QĐ-TTg", "number-against-kind"),
        ("Công văn số 12/CT-TTg ngày 05/01/2026", "number-against-kind"),
        ("Nghị định số 30/2020/NĐ-UBND", "citation-no-such-issuer"),
        ("Nghị định số 30/NĐ-CP ngày 05/3/2020 của Chính phủ", "citation-no-year"),
        ("Nghị định số 30/2020/NĐ-CP ngày 31/02/2020 của Chính phủ", "citation-date-impossible"),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ", "citation-date-against-number"),
        ("Công văn số 9061/VPCP-CN ngày 20/11/2027", "citation-date-later"),
        ("Nghị định số 64/2014/NĐ-CP ngày 26/6/2014 của Chính phủ", "citation-repealed"),
        ("Quy định số 66-QĐ/TW ngày 06/02/2017", "citation-repealed"),
        ("Quy định số 66-QĐ/TW", "citation-repealed"),
        ("Hướng dẫn số 36-HD/VPTW ngày 03/4/2018", "citation-repealed"),
        ("Luật Bảo vệ bí mật nhà nước số 29/2018/QH14", "citation-repealed"),
    ],
)
def test_a_slip_in_a_citation_is_found(citation: str, code: str) -> None:
    assert code in found(reading(citation))


@pytest.mark.parametrize(
    "citation",
    [
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Luật Đất đai số 31/2024/QH15",
        "Nghị quyết số 35/2018/UBTVQH14",
        "Quy định số 399-QĐ/TW ngày 09/01/2026",
        "Quy định số 11-QĐi/TW",
        "Quyết định số 439/QĐ-TTg ngày 24/4/2023",
        "Thông báo kết luận số 15/TB-VPCP ngày 19/01/2026",
        "Công văn số 5317/CT-CS ngày 05/01/2026 của Cục Thuế",
        "Công văn số 9061/VPCP-CN ngày 20/11/2023",
        "Nghị định số 154/2026/NĐ-CP thay thế Nghị định số 64/2014/NĐ-CP",
        "Quy định số 66-QĐ/TW ngày 15/3/2022",
    ],
)
def test_a_citation_as_it_should_be_is_left_alone(citation: str) -> None:
    assert found(reading(citation)) == set()


def test_a_document_that_was_in_force_when_it_was_cited_is_left_alone() -> None:
    cited = "Nghị định số 64/2014/NĐ-CP"

    assert found(reading(cited, day="30 tháng 6 năm 2026")) == set()
    assert found(reading(cited, day="01 tháng 7 năm 2026")) == {"citation-repealed"}


def test_the_document_itself_may_have_the_number_of_another_kind() -> None:
    made = reading("Luật Đất đai số 31/2024/QH15", number="15/CT-UBND", kind="QUYẾT ĐỊNH")

    (finding,) = made.findings
    assert (finding.code, made.quote(finding.span)) == ("number-against-kind", "15/CT-UBND")
    assert message(finding, "en") == ("“Quyết định”, but the symbol 15/CT-UBND is that of a Chỉ thị. Check the kind and the number.")


def test_what_took_the_place_of_a_repealed_document_is_named() -> None:
    (finding,) = reading("Nghị định số 64/2014/NĐ-CP").findings

    assert message(finding) == (
        "Nghị định 64/2014/NĐ-CP không còn hiệu lực từ 01/07/2026; thay bằng Nghị định 154/2026/NĐ-CP. Hãy viện dẫn văn bản thay thế."
    )
