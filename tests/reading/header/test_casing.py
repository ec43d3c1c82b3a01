"""Lines in capitals written as sentences, on invented names (NĐ 30/2020/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

import pytest

from dondoc.reading.casing import sentence_case


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("UỶ BAN NHÂN DÂN XÃ BẾN LỞ", "Uỷ ban nhân dân xã Bến Lở"),
        ("BAN THƯỜNG VỤ THÀNH UỶ SÔNG TRÀ", "Ban Thường vụ Thành uỷ Sông Trà"),
        ("THÀNH ỦY SÔNG TRÀ", "Thành ủy Sông Trà"),
        ("ĐẢNG UỶ XÃ BẾN LỞ", "Đảng uỷ xã Bến Lở"),
    ],
)
def test_known_names_keep_the_spelling_of_the_line(line: str, sentence: str) -> None:
    assert sentence_case(line) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("VNPT TỈNH / THÀNH PHỐ", "VNPT tỉnh / thành phố"),
        ("ĐIỆN LỰC TỈNH - HUYỆN", "Điện lực tỉnh - huyện"),
        ("UBND XÃ (PHƯỜNG)", "UBND xã (phường)"),
    ],
)
def test_a_word_of_place_with_no_name_behind_it_capitalises_nothing(line: str, sentence: str) -> None:
    assert sentence_case(line) == sentence
