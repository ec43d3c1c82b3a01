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
        ("(Kèm theo Quyết định số 7/QĐ-UBND)", "attached-to"),
        ("Các đơn vị làm theo quy định tại Quy chế văn thư của cơ quan ban hành kèm theo Quyết định số 7/QĐ-UBND", None),
        ("29 tỉnh có báo cáo (đã gửi danh sách kèm theo công văn số 83/BXD-QLN)", None),
        ("Ngày 15/02/2023, Cục Muối nhận được Công văn số 06/CV-DN của Công ty", "replies-to"),
        ("thuộc kinh phí thực hiện Nghị quyết số 7/NQ-HĐND năm 2013", None),
        ("kiểm tra đã duyệt và kế hoạch điều chỉnh tại Quyết định số 7/QĐ-TCM", None),
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


def test_behind_an_amending_act_the_list_goes_on_with_the_relation_of_the_amended() -> None:
    text = "Căn cứ Luật A số 85/2015/QH13 được sửa đổi, bổ sung tại Luật số 83/2025/QH15; Luật B số 75/2015/QH13 và Luật số 97/2025/QH15;"
    assert relations(text) == ["basis", "amended-by", "basis", "basis"]


def test_another_document_of_the_body_behind_the_title_of_the_first_shares_its_relation() -> None:
    assert relations("Thực hiện Nghị quyết số 138/NQ-CP về phiên họp và Nghị quyết số 128/NQ-CP về thích ứng") == ["implements"] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Căn cứ Nghị định số 204/2004/NĐ-CP quy định về lương; Nghị định số 117/2016/NĐ-CP sửa đổi lương;", ["basis", "basis"]),
        ("Thực hiện nghiêm Chỉ thị số 05/CT-TTg về rừng; Chỉ thị số 31-CT/TU, Kế hoạch số 134-KH/TU;", ["implements"] * 3),
        ("Căn cứ Nghị định số 5/2020/NĐ-CP quy định chi tiết Luật Muối; Nghị định số 9/2022/NĐ-CP;", ["basis", None, "basis"]),
        ("theo Nghị định số 204/2004/NĐ-CP quy định về lương; Nghị định số 117/2016/NĐ-CP;", [None, None]),
        ("Căn cứ Luật Muối.\nLàm theo quy chế; Nghị định số 117/2016/NĐ-CP;", ["basis", None]),
    ],
)
def test_an_item_of_a_list_that_begins_with_the_document_has_the_relation_of_the_list(text: str, said: list[str | None]) -> None:
    assert relations(text) == said
