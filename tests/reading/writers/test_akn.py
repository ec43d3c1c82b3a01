"""A reading as Akoma Ntoso: valid by the schema, with the whole text once and in order."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dondoc.reading import read, read_text
from dondoc.reading.model import Reading
from dondoc.reading.writers.akn import NAMESPACE, to_akn
from tests.reading.writers.sample import golden, of_tasks, whole

UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff\ud800-\udfff]")
"""What XML can't hold and is no white space."""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
Số: 41/2026/QĐ-UBND
An Phú Hà, ngày 05 tháng 02 năm 2026

QUYẾT ĐỊNH
Ban hành Quy định quản lý bến bãi

Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;

QUYẾT ĐỊNH:

Điều 1. Phân công
1. Sở Xây dựng chủ trì, phối hợp với Công an tỉnh:
a) Rà soát bến bãi theo điểm đ khoản 2 Điều 6 Nghị định số 30/2020/NĐ-CP trước ngày 15/3/2026;
đ) Báo cáo trước 17 giờ 00 ngày 20/3/2026.
2. Sở Y tế tăng cường kiểm tra.
Điều 2. Hiệu lực
Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đinh Công Hải

PHỤ LỤC I
DANH SÁCH BẾN
1. Bến Lở
PHỤ LỤC II
MẪU BÁO CÁO
"""


def root(reading: Reading, **more: Any) -> Any:
    return etree.fromstring(to_akn(reading, **more))


def words(text: str) -> list[str]:
    return "".join(text.split()).split()


def all_text(tree: Any) -> list[str]:
    """What is written outside the metadata, white space left out."""
    for meta in tree.iter(f"{{{NAMESPACE}}}meta"):
        assert not "".join(meta.itertext()).strip()
    return words("".join(tree.itertext()))


def find(tree: Any, path: str) -> list[Any]:
    return list(tree.xpath(path, namespaces={"a": NAMESPACE}))


@pytest.mark.parametrize("content", golden())
def test_golden_documents_are_valid_and_whole(content: bytes, schema: etree.XMLSchema) -> None:
    reading = read(content)
    tree = root(reading)

    schema.assertValid(tree)
    assert all_text(tree) == words(reading.source.text)


def test_a_heading_of_nothing_that_shows_is_no_preface(schema: etree.XMLSchema) -> None:
    tree = root(read_text("\x1f\nCăn cứ Luật Đất đai số 31/2024/QH15;"))

    schema.assertValid(tree)
    assert not find(tree, "//a:preface")


@given(
    st.lists(
        st.one_of(
            st.sampled_from(DECISION.splitlines()),
            st.sampled_from(["PHỤ LỤC", "Chương II", "Điều 3.", "I. MỤC", "- x", "Nơi nhận:", "", "---", "<b>&amp;</b>", "]]>", "\x01"]),
            st.text(max_size=12),
        ),
        max_size=25,
    )
)
def test_any_text_is_valid_and_whole(schema: etree.XMLSchema, lines: list[str]) -> None:
    reading = read_text("\n".join(lines))
    tree = root(reading)

    schema.assertValid(tree)
    assert all_text(tree) == words(UNHOLDABLE.sub("\ufffd", reading.source.text))


def test_a_reading_made_by_hand_is_valid(schema: etree.XMLSchema) -> None:
    for reading in (whole(), of_tasks(), read_text("")):
        schema.assertValid(root(reading))


@pytest.fixture(scope="module")
def decision() -> Any:
    return root(read_text(DECISION), made=date(2026, 3, 1))


def test_a_document_with_articles_is_an_act_and_another_a_doc(decision: Any) -> None:
    assert find(decision, "/a:akomaNtoso/a:act/@name") == ["quyet-dinh"]
    assert find(root(whole()), "/a:akomaNtoso/a:act/@name") == ["chi-thi"]
    assert find(root(read_text("1. Sở Y tế rà soát hồ sơ.\n")), "/a:akomaNtoso/a:doc/@name") == ["van-ban"]


def test_it_is_named_at_three_levels(decision: Any) -> None:
    work = "/akn/vn/act/quyet-dinh/ubnd.an-phu-ha/2026/41-2026-qd-ubnd"

    assert find(decision, "/*/*/a:meta//a:FRBRuri/@value") == [work, f"{work}/vie@2026-02-05", f"{work}/vie@2026-02-05.akn.xml"]
    assert find(decision, "/*/*/a:meta//a:FRBRdate/@date") == ["2026-02-05", "2026-02-05", "2026-03-01"]


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    tree = root(read_text("Thư gửi bạn.\n"))

    assert find(tree, "//a:FRBRWork/a:FRBRuri/@value")[0].startswith("urn:dondoc:unresolved:")
    assert set(find(tree, "//a:FRBRdate/@name")) == {"unknown"}
    assert find(tree, "//a:FRBRWork/a:FRBRauthor/@href") == ["#unknown"]


def test_provisions_have_the_places_that_citations_point_at(decision: Any) -> None:
    ids = find(decision, "//a:body//*[self::a:article or self::a:clause or self::a:point]/@eId")

    assert ids == ["art_1", "art_1__cl_1", "art_1__cl_1__pt_a", "art_1__cl_1__pt_dd", "art_1__cl_2", "art_2"]
    assert [node.text for node in find(decision, "//a:article/a:num")] == ["Điều 1.", "Điều 2."]
    assert [node.text for node in find(decision, "//a:article/a:heading")] == ["Phân công", "Hiệu lực"]


def test_bases_stand_in_the_preamble_and_the_signature_in_the_conclusions(decision: Any) -> None:
    assert len(find(decision, "//a:preamble/a:citations/a:citation")) == 2
    assert find(decision, "//a:preamble/a:p/text()") == ["QUYẾT ĐỊNH:"]
    assert find(decision, "//a:conclusions//a:signature/text()") == ["Đinh Công Hải"]


def test_annexes_are_attachments(decision: Any) -> None:
    assert [node.findtext(f".//{{{NAMESPACE}}}preface/{{{NAMESPACE}}}p") for node in find(decision, "//a:attachment")] == [
        "PHỤ LỤC I",
        "PHỤ LỤC II",
    ]
    assert find(decision, "//a:attachment//a:FRBRWork/a:FRBRthis/@value")[0].endswith("/41-2026-qd-ubnd/!annex_1")


def test_a_citation_is_a_ref_to_the_work_or_to_the_one_provision_named(decision: Any) -> None:
    refs = find(decision, "//a:ref/@href")

    assert "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp" in refs
    assert "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp/~art_6__cl_2__pt_dd" in refs


def test_bodies_are_organizations_at_their_own_words(decision: Any) -> None:
    named = {node.get("refersTo"): "".join(node.itertext()) for node in find(decision, "//a:organization")}
    known = dict(zip(find(decision, "//a:TLCOrganization/@eId"), find(decision, "//a:TLCOrganization/@showAs"), strict=True))

    assert {"#org-so-xay-dung": "Sở Xây dựng", "#org-so-y-te": "Sở Y tế"}.items() <= named.items()
    assert {reference.removeprefix("#") for reference in named} <= known.keys()


def test_days_are_dates_with_the_hour_where_one_is_given(decision: Any) -> None:
    assert find(decision, "//a:date/@date") == ["2026-03-15", "2026-03-20T17:00:00+07:00"]
    assert find(decision, "//a:docDate/@date") == ["2026-02-05"]


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert to_akn(read_text(DECISION)) == to_akn(read_text(DECISION))
