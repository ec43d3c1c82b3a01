"""Names and short numbers with the acts they can stand for (domain notes on citations, section 3)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading.citations import find_citations
from dondoc.reading.data import table
from dondoc.reading.model import SourceText
from dondoc.reading.script import clean


def candidates(text: str, day: date | None = None) -> list[tuple[str, ...]]:
    return [citation.candidates for citation in find_citations(clean(SourceText(text=text)), day)[0]]


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2020, 1, 1), ("45/2013/QH13",)),
        (date(2024, 7, 31), ("45/2013/QH13",)),
        (date(2024, 8, 1), ("31/2024/QH15",)),
        (date(1999, 1, 1), ()),
        (None, ()),
    ],
)
def test_a_law_by_name_is_the_one_in_force_on_the_documents_day(day: date | None, numbers: tuple[str, ...]) -> None:
    assert candidates("theo Luật Đất đai thì", day) == [numbers]


def test_the_year_in_the_name_decides_before_the_day() -> None:
    assert candidates("theo Luật Đất đai năm 2013 thì", date(2025, 1, 1)) == [("45/2013/QH13",)]


def test_the_day_of_the_act_says_its_year_too() -> None:
    assert candidates("Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;", date(2025, 1, 1)) == [("45/2013/QH13",)]


def test_two_acts_of_one_name_and_year_are_both_given() -> None:
    assert candidates("theo Luật Tổ chức chính quyền địa phương năm 2025 thì", date(2025, 8, 1)) == [("65/2025/QH15", "72/2025/QH15")]


def test_a_name_given_with_its_number_in_the_document_means_that_act() -> None:
    text = "Luật Khiếu nại số 02/2011/QH13 và Luật Thủy lợi số 08/2017/QH14; theo Luật Thủy lợi thì"
    assert candidates(text) == [(), (), ("08/2017/QH14",)]


def test_two_acts_of_one_name_are_left_open() -> None:
    text = "Luật Đất đai số 45/2013/QH13; Luật Đất đai số 31/2024/QH15; theo Luật Đất đai thì"
    assert candidates(text)[-1] == ("45/2013/QH13", "31/2024/QH15")


def test_a_decree_without_its_year_has_the_year_of_its_date() -> None:
    assert candidates("theo Nghị định số 30/NĐ-CP ngày 05/3/2020 của Chính phủ") == [("30/2020/NĐ-CP",)]


def test_or_that_of_the_decree_the_document_names_in_full() -> None:
    assert candidates("Nghị định số 30/2020/NĐ-CP; theo Nghị định số 30/NĐ-CP thì") == [(), ("30/2020/NĐ-CP",)]


def test_a_number_that_never_has_a_year_has_no_candidates() -> None:
    assert candidates("Kế hoạch số 30/KH-UBND ngày 05/3/2020") == [()]


def test_every_number_of_the_table_has_days_and_a_source() -> None:
    for row in table("law_numbers"):
        assert row["source"], row
        assert row["number"].split("/")[1] == row["year"], row
        assert date.fromisoformat(row["valid_from"]) < date.fromisoformat(row["valid_to"] or "9999-12-31"), row
