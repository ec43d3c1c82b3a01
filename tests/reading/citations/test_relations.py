"""What a document does with the ones it mentions, on invented sentences."""

from __future__ import annotations

import pytest

from dondoc.reading import read_text


def relations(text: str) -> list[str | None]:
    return [citation.relation for citation in read_text(text).citations]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Luật Khiếu nại số 02/2011/QH13;", "basis"),
        ("Căn cứ khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP;", "basis"),
        ("Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh, Sở Y tế báo cáo.", "implements"),
        ("Thông tư này quy định chi tiết một số điều của Nghị định số 30/2020/NĐ-CP.", "implements"),
        ("Sửa đổi, bổ sung một số điều của Quyết định số 7/QĐ-UBND như sau:", "amends"),
        ("Quyết định này thay thế Quyết định số 7/QĐ-UBND ngày 5/6/2020.", "replaces"),
        ("Bãi bỏ Quyết định số 7/QĐ-UBND.", "repeals"),
        ("Quyết định số 7/QĐ-UBND ngày 5/6/2020 hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "repeals"),
        ("Đính chính Quyết định số 7/QĐ-UBND như sau:", "corrects"),
        ("Quy chế ban hành kèm theo Quyết định số 7/QĐ-UBND", "attached-to"),
        ("Phúc đáp Công văn số 7/STP-VP ngày 5/6/2026 của Sở Tư pháp, Sở Y tế có ý kiến.", "replies-to"),
        ("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 7/TTr-SYT;", "proposed-by"),
        ("Xét Tờ trình số 7/TTr-UBND của UBND tỉnh;", "proposed-by"),
        ("Văn phòng UBND tỉnh sao gửi Công văn số 7/STP-VP", "forwards"),
        ("Luật này được sửa đổi, bổ sung theo Luật số 59/2020/QH14.", "amended-by"),
        ("điều chỉnh quy hoạch chi tiết theo quy định của Luật Đất đai", None),
        ("rà soát biên chế (gửi kèm theo), Sở Nội vụ đã có Văn bản số 8/SNV-TC", None),
        ("như đã nêu tại Công văn số 7/STP-VP", None),
    ],
)
def test_the_words_around_a_mention_say_the_relation(text: str, relation: str | None) -> None:
    assert relations(text) == [relation]


def test_members_of_a_list_have_the_relation_of_the_first() -> None:
    assert relations("Thực hiện các Kế hoạch số 5/KH-UBND và số 6/KH-UBND của UBND tỉnh,") == ["implements"] * 2


def test_an_amendment_chain_is_amended_by_each_of_its_acts() -> None:
    text = "Căn cứ Luật Tố cáo số 25/2018/QH14 được sửa đổi, bổ sung bởi Luật số 59/2020/QH14, Luật số 81/2025/QH15;"
    assert relations(text) == ["basis", "amended-by", "amended-by"]


def test_what_one_cited_document_does_to_another_is_not_our_relation() -> None:
    assert relations("Căn cứ Nghị định số 62/2024/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 94/2016/NĐ-CP;") == ["basis", None]


def test_a_second_verb_after_and_is_ours() -> None:
    text = "Quyết định này thay thế Quyết định số 7/QĐ-UBND và bãi bỏ Quyết định số 8/QĐ-UBND."
    assert relations(text) == ["replaces", "repeals"]
