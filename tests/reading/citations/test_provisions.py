"""Provisions named with a document, written out (domain notes on citations, section 2, forms 12 to 17)."""

from __future__ import annotations

import pytest

from dondoc.reading.citations import find_citations
from dondoc.reading.citations.provisions import read_provisions
from dondoc.reading.model import Citation, SourceText
from dondoc.reading.script import clean


def written(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(p.article, p.clause, p.point) for p in read_provisions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 5", [("5", None, None)]),
        ("khoản 4 Điều 8", [("8", "4", None)]),
        ("điểm a khoản 1 Điều 11a", [("11a", "1", "a")]),
        ("điểm a, b khoản 2 Điều 5", [("5", "2", "a"), ("5", "2", "b")]),
        ("các điểm a, b và đ khoản 1 Điều 3", [("3", "1", "a"), ("3", "1", "b"), ("3", "1", "đ")]),
        ("khoản 1, khoản 2 Điều 15", [("15", "1", None), ("15", "2", None)]),
        ("khoản 1, 2 và 3 Điều 15", [("15", "1", None), ("15", "2", None), ("15", "3", None)]),
        ("các Điều 5, 6 và 7", [("5", None, None), ("6", None, None), ("7", None, None)]),
        ("Điều 5, Điều 6", [("5", None, None), ("6", None, None)]),
        ("từ Điều 5 đến Điều 7", [("5", None, None), ("6", None, None), ("7", None, None)]),
        ("Điều 12 đến Điều 14", [("12", None, None), ("13", None, None), ("14", None, None)]),
        ("khoản 2 đến khoản 4 Điều 9", [("9", "2", None), ("9", "3", None), ("9", "4", None)]),
        ("điểm c đến điểm e khoản 1 Điều 2", [("2", "1", "c"), ("2", "1", "d"), ("2", "1", "đ"), ("2", "1", "e")]),
        ("điểm a khoản 1 và điểm b khoản 2 Điều 5", [("5", "1", "a"), ("5", "2", "b")]),
        ("khoản 1, điểm a khoản 2 Điều 5", [("5", "1", None), ("5", "2", "a")]),
        ("khoản 2 Điều 5 và Điều 7", [("5", "2", None), ("7", None, None)]),
        ("Điều 5, khoản 2 Điều 7", [("5", None, None), ("7", "2", None)]),
        ("khoản 2 Điều 5, khoản 1 và khoản 3 Điều 7", [("5", "2", None), ("7", "1", None), ("7", "3", None)]),
        ("Điều 5 khoản 2 điểm a", [("5", "2", "a")]),
        ("Điều 5, khoản 2", [("5", "2", None)]),
        ("điểm 1 Mục III", [(None, None, "1")]),
        ("Mục VI", []),
        ("Chương II", []),
        ("Điều 3 Chương II", [("3", None, None)]),
    ],
)
def test_lists_and_ranges_are_written_out(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert written(text) == expected


def test_a_range_that_runs_backwards_stands_for_its_ends() -> None:
    assert written("Điều 9 đến Điều 5") == [("9", None, None), ("5", None, None)]


def only(text: str) -> Citation:
    (citation,) = find_citations(clean(SourceText(text=text)))[0]
    return citation


@pytest.mark.parametrize(
    "text",
    [
        "khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP",
        "khoản 2 Điều 5 của Nghị định số 30/2020/NĐ-CP",
        "khoản 2 Điều 5, Nghị định số 30/2020/NĐ-CP",
        "theo quy định tại khoản 2 Điều 5 Luật Đất đai",
        "khoản 1 Điều này và khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP",
        "khoản 2 Điều 5 Quy chế làm việc ban hành kèm theo Quyết định số 9/QĐ-UBND",
        "khoản 2 Điều 5 của Quy định đào tạo ban hành kèm theo Quyết định số 9/QĐ-ĐHST",
    ],
)
def test_the_provisions_before_the_document_belong_to_it(text: str) -> None:
    citation = only(text)
    assert [(p.article, p.clause, p.point) for p in citation.provisions] == [("5", "2", None)]
    assert citation.span.of(text).startswith("khoản 2 Điều 5")


@pytest.mark.parametrize(
    "text",
    [
        "Điều 6 Nghị định này và Nghị định số 30/2020/NĐ-CP",
        "quy định tại Điều này; Nghị định số 30/2020/NĐ-CP",
        "Điều 1. Ban hành theo Nghị định số 30/2020/NĐ-CP",
        "nhóm 5 Nghị định số 30/2020/NĐ-CP",
    ],
)
def test_provisions_of_something_else_do_not(text: str) -> None:
    assert only(text).provisions == ()


def test_parts_above_the_article_are_in_the_span() -> None:
    text = "theo điểm 1 Mục III Quyết định số 213/QĐ-TTg"
    assert only(text).span.of(text) == "điểm 1 Mục III Quyết định số 213/QĐ-TTg"
