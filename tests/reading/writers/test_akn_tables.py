"""Tables in Akoma Ntoso: rows and cells as the file has them, with what was read in them marked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dondoc.reading import read
from tests.reading.intake.building import docx, p, row, tbl, tc
from tests.reading.writers.test_akn import all_text, find, root, words

HEAD = row("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", trpr="<w:tblHeader/>")
TASKS = tbl(
    HEAD,
    row("1", "Rà soát theo Nghị định số 30/2020/NĐ-CP", tc(p("Sở Y tế"), '<w:vMerge w:val="restart"/>'), "15/12/2026"),
    row("2", "Tổng hợp, báo cáo kết quả", tc(p(), "<w:vMerge/>"), "31/12/2026"),
    row("3", tc(p("Sơ kết") + p("Họp"), '<w:gridSpan w:val="2"/>'), "Quý I/2027"),
)
PLAN = "".join(map(p, ["KẾ HOẠCH", "Điều 1. Phân công", "1. Nhiệm vụ cụ thể như sau:"])) + TASKS + p("2. Sở Nội vụ theo dõi.")


def cells(table: Any) -> list[list[str]]:
    return [["/".join("".join(p.itertext()) for p in find(cell, "a:p")) for cell in line] for line in find(table, "a:tr")]


@pytest.fixture
def table(schema: etree.XMLSchema) -> Any:
    tree = root(read(docx(PLAN)))
    schema.assertValid(tree)
    (found,) = find(tree, "//a:table")
    return found


def test_rows_and_cells_are_those_of_the_file(table: Any) -> None:
    assert cells(table) == [
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
        ["1", "Rà soát theo Nghị định số 30/2020/NĐ-CP", "Sở Y tế", "15/12/2026"],
        ["2", "Tổng hợp, báo cáo kết quả", "31/12/2026"],
        ["3", "Sơ kết/Họp", "Quý I/2027"],
    ]
    assert [etree.QName(cell).localname for cell in find(table, "a:tr/*")] == ["th"] * 4 + ["td"] * 10
    assert [cell.get("rowspan") for cell in find(table, "a:tr[2]/*")] == [None, None, "2", None]
    assert [cell.get("colspan") for cell in find(table, "a:tr[4]/*")] == [None, "2", None]


def test_it_stands_in_the_provision_it_belongs_to_and_every_cell_has_a_name(table: Any) -> None:
    assert table.get("eId") == "art_1__cl_1__content__table_1"
    names = [node.get("eId") for node in table.iter("{*}tr", "{*}td", "{*}th")]
    assert names[0] == "art_1__cl_1__content__table_1__tr_1"
    assert len(set(names)) == len(names) == 18
    assert find(table.getparent().getparent(), "following-sibling::a:clause/a:num")[0].text == "2."


def test_what_was_read_in_a_cell_is_marked_there(table: Any) -> None:
    assert [ref.get("href") for ref in find(table, ".//a:ref")] == ["/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp"]
    assert [date.get("date") for date in find(table, ".//a:td/a:p/a:date")] == ["2026-12-15", "2026-12-31", "2027-03-31"]
    assert "Sở Y tế" in ["".join(body.itertext()) for body in find(table, ".//a:td/a:p/a:organization")]


def test_a_table_in_a_cell_is_a_table_there(schema: etree.XMLSchema) -> None:
    inner = tbl(row("a", "b"), row("c", "d"))
    tree = root(read(docx(p("Điều 1. Phân công") + tbl(row("1", tc(p("trước") + inner + p("sau"))), row("2", "hai")))))
    schema.assertValid(tree)
    (outer,) = find(tree, "//a:content/a:table")
    (cell,) = find(outer, "a:tr/a:td[a:table]")
    assert [etree.QName(node).localname for node in cell] == ["p", "table", "p"]
    assert cells(find(cell, "a:table")[0]) == [["a", "b"], ["c", "d"]]
    assert all_text(tree) == words("Điều 1. Phân công 1 trước a b c d sau 2 hai")


CELL = st.sampled_from(["", "Sở Y tế", "1", "Điều 3. Sơ kết", "PHỤ LỤC I", "- x", "trước ngày 15/12/2026", "Nơi nhận:", "I. MỤC", "a)"])
TABLE = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=5).map(lambda lines: tbl(*(row(*line) for line in lines)))
LINE = st.sampled_from(["KẾ HOẠCH", "Điều 1. Phân công", "1. Sở Y tế rà soát.", "Căn cứ Luật Đất đai;", "PHỤ LỤC II", "Nơi nhận:", "- x"])


@given(st.lists(st.one_of(LINE.map(p), TABLE), min_size=1, max_size=8).filter(lambda parts: any("<w:t" in part for part in parts)))
def test_tables_anywhere_are_valid_and_whole(schema: etree.XMLSchema, parts: list[str]) -> None:
    body = p("Văn bản") + "".join(parts)
    reading = read(docx(body))
    tree = root(reading)
    schema.assertValid(tree)
    assert all_text(tree) == words(reading.source.text)
    assert len(find(tree, "//a:table")) == len(reading.source.tables)
