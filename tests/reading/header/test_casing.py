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


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ LÊ VĂN SEN TẠI CUỘC HỌP", "Kết luận của Phó Thủ tướng Chính phủ Lê Văn Sen tại cuộc họp"),
        ("Ý KIẾN CỦA BỘ TRƯỞNG TRẦN SEN VỀ BẾN ĐÒ", "Ý kiến của Bộ trưởng Trần Sen về bến đò"),
        ("Ý KIẾN CỦA CHỦ TỊCH UBND TỈNH LÊ THỊ SEN", "Ý kiến của Chủ tịch UBND tỉnh Lê Thị Sen"),
    ],
)
def test_a_persons_name_behind_an_office_has_capitals(line: str, sentence: str) -> None:
    assert sentence_case(line) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("BÁO CÁO CỦA GIÁM ĐỐC VỀ VIỆC LÀM", "Báo cáo của Giám đốc về việc làm"),
        ("ÔNG NÔNG DÂN TRONG THỜI ĐẠI MỚI", "Ông nông dân trong thời đại mới"),
    ],
)
def test_words_behind_an_office_are_no_name(line: str, sentence: str) -> None:
    assert sentence_case(line) == sentence


def test_vi_behind_pham_is_no_numeral() -> None:
    assert sentence_case("PHẠM VI ÁP DỤNG CHƯƠNG VI") == "Phạm vi áp dụng chương VI"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("CHỈ THỊ SỐ 5/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ", "Chỉ thị số 5/CT-TTg của Thủ tướng Chính phủ"),
        ("CHƯƠNG TRÌNH SỐ 5-CTR/TU", "Chương trình số 5-CTr/TU"),
    ],
)
def test_a_symbol_has_its_small_letters(line: str, sentence: str) -> None:
    assert sentence_case(line) == sentence


def test_names_of_the_highlands_are_no_abbreviations() -> None:
    assert sentence_case("UBND TỈNH ĐẮK LẮK NĂM 2026") == "UBND tỉnh Đắk Lắk năm 2026"


def test_a_company_is_written_as_the_text_writes_it() -> None:
    assert sentence_case("TẬP ĐOÀN BẾN LỞ", "Tổng Giám đốc Tập đoàn Bến Lở đề nghị") == "Tập đoàn Bến Lở"
    assert sentence_case("TẬP ĐOÀN KINH TẾ", "các tập đoàn kinh tế") == "Tập đoàn kinh tế"
