"""Slips of typing, scanning and web pages inside numbers and dates (domain notes on text, section 4): mended, and each recorded."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading.citations import find_citations
from dondoc.reading.model import Citation, Repair, SourceText
from dondoc.reading.script import clean


def read(text: str) -> tuple[list[Citation], list[Repair]]:
    return find_citations(clean(SourceText(text=text)))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Kết luận số 21 -KL/TW", "21-KL/TW"),
        ("Kết luận số 21-KL /TW", "21-KL/TW"),
        ("Quyết định số 15/QĐ - UBND", "15/QĐ-UBND"),
        ("Nghị quyết số 406/NQ-UBTVQHI5", "406/NQ-UBTVQH15"),
        ("Luật số 107/2016/QHl3", "107/2016/QH13"),
        ("Kết luận số 21- KL/TW", "21-KL/TW"),
        ("Kết luận số 21 - KL/TW", "21-KL/TW"),
        ("Kết luận số 21–KL/TW", "21-KL/TW"),
        ("Nghị định số 30/2020/ NĐ-CP", "30/2020/NĐ-CP"),
        ("Nghị định số 30/2020/NĐ- CP", "30/2020/NĐ-CP"),
        ("Nghị định số 30/2020/NĐ -CP", "30/2020/NĐ-CP"),
        ("Nghị định số 30/2020/NĐ–CP", "30/2020/NĐ-CP"),
        ("Nghị định số 30/20 20/NĐ-CP", "30/2020/NĐ-CP"),
        ("Nghị định số 30/2O2O/NĐ-CP", "30/2020/NĐ-CP"),
        ("Nghị định số 3 0/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("Quyết định số l5/QĐ-UBND", "15/QĐ-UBND"),
        ("Quyết định số 1O/QĐ-UBND", "10/QĐ-UBND"),
        ("Nghị định số 124/2020/ND-CP", "124/2020/NĐ-CP"),
        ("Quyết định số 15/QD-UBND", "15/QĐ-UBND"),
        ("Quyết định số 15/QĐ-TTG", "15/QĐ-TTg"),
        ("Quyết định số 15∕QĐ-UBND", "15/QĐ-UBND"),
        ("Nghị định số 30\\2020\\NĐ-CP", "30/2020/NĐ-CP"),
        ("Quyết định số 15/QĐ-UBNĐ", "15/QĐ-UBND"),
    ],
)
def test_a_slip_in_a_number_is_mended_and_recorded(written: str, number: str) -> None:
    (citation,), repairs = read(f"Thực hiện {written} về")
    assert citation.number == number
    if written.endswith("TTG"):
        assert repairs == []
    else:
        (repair,) = repairs
        assert (repair.read, repair.rule) == (number, "repair.number")
        assert repair.span.of(f"Thực hiện {written} về") == repair.seen


@pytest.mark.parametrize("figures", ["3 70", "37 0", "3 7 0"])
def test_figures_apart_behind_so_are_one_number(figures: str) -> None:
    (citation,), _ = read(f"Thực hiện Công văn số {figures} /TCM-TTr về")
    assert citation.number == "370/TCM-TTr"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Luật sửa đổi, bd sung một số điều của Luật Thuế gid trị gia tăng", "sửa đổi, bổ sung một số điều của Luật Thuế giá trị gia tăng"),
        ("Luật Ban hanh văn ban quy phạm pháp luật", "Ban hành văn bản quy phạm pháp luật"),
    ],
)
def test_the_name_of_a_law_that_a_scan_has_spoilt_is_mended_and_recorded(written: str, name: str) -> None:
    (citation,), (_, repair) = read(f"Căn cứ {written} ngày 19 thang 6 năm 2013;")
    assert (citation.name, str(citation.date)) == (name, "2013-06-19")
    assert (repair.read, repair.rule) == (name, "repair.law-name")


def test_a_name_that_is_in_no_table_stays_as_it_is() -> None:
    (citation,), repairs = read("Căn cứ Luật Nghề đò ngang đã được thông qua")
    assert (citation.name, repairs) == ("Nghề đò ngang", [])


@pytest.mark.parametrize("day", ["ngày suger của “", "ngày 1§/x của ", "ngày ký của "])
def test_a_day_that_cannot_be_read_hides_no_issuer(day: str) -> None:
    (citation,), _ = read(f"Thực hiện Nghị quyết số 43/2022/QH15 {day}Quốc hội về")
    assert (citation.date, citation.issuer) == (None, "Quốc hội")


@pytest.mark.parametrize("word", ["sô", "só"])
def test_the_word_before_a_number_may_have_lost_its_mark(word: str) -> None:
    (citation,), _ = read(f"Thực hiện Công văn {word} 3259/TCM-TTr về")
    assert (citation.kind, citation.number) == ("Công văn", "3259/TCM-TTr")


def test_a_number_broken_by_a_line_end_is_whole() -> None:
    (citation,), _ = read("Thực hiện Quyết định số 59/\n2019/QĐ-UBND")
    assert citation.number == "59/2019/QĐ-UBND"


def test_a_number_without_a_slip_leaves_no_repair() -> None:
    assert read("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020")[1] == []


def test_the_authors_own_slip_stays() -> None:
    (citation,), _ = read("Quyết định số 46/2002/QĐ-UBND ngày 12/09/2022")
    assert (citation.number, citation.date) == ("46/2002/QĐ-UBND", date(2022, 9, 12))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("ngày 15/5/201 6", date(2016, 5, 15)),
        ("ngày 21 /05/2010", date(2010, 5, 21)),
        ("ngày 1 5 tháng 3 năm 2020", date(2020, 3, 15)),
        ("ngày l5/3/2020", date(2020, 3, 15)),
        ("ngày 15/3/2O20", date(2020, 3, 15)),
        ("ngày 15 tháng 3 năm 20 20", date(2020, 3, 15)),
    ],
)
def test_a_slip_in_a_date_is_mended_and_recorded(written: str, day: date) -> None:
    (citation,), (repair,) = read(f"Chỉ thị số 05-CT/TW {written} của Bộ Chính trị")
    assert (citation.date, citation.issuer) == (day, "Bộ Chính trị")
    assert (repair.read, repair.rule) == (f"{day:%d/%m/%Y}", "repair.date")


def test_a_year_written_twice_is_read_once() -> None:
    (citation,), _ = read("Quyết định số 3/QĐ-SYT ngày 25 tháng 8 năm 2025 2025 của Sở Y tế")
    assert (citation.date, citation.issuer) == (date(2025, 8, 25), "Sở Y tế")


def test_words_run_together_in_the_issuer_are_parted_and_recorded() -> None:
    (citation,), (repair,) = read("Quyết định số 2/QĐ-BYT ngày 01/8/2024 của Bộ trưởngBộ Y tế về việc")
    assert citation.issuer == "Bộ trưởng Bộ Y tế"
    assert repair.rule == "repair.glued-words"


def test_a_line_in_capitals_is_read_as_a_sentence() -> None:
    (citation,), _ = read("TRIỂN KHAI CHỈ THỊ SỐ 32/CT-TTG NGÀY 21/10/2025 CỦA THỦ TƯỚNG CHÍNH PHỦ")
    assert (citation.kind, citation.number, citation.date) == ("Chỉ thị", "32/CT-TTg", date(2025, 10, 21))
    assert citation.issuer == "Thủ tướng Chính phủ"


def test_slips_outside_numbers_and_dates_are_left_alone() -> None:
    text = "Bô trưởng yêu câu báo cáo 1 5 lần"
    assert read(text) == ([], [])
