"""A reading as JSON: the form other programs build on."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dondoc.reading.model import Reading, SourceText
from dondoc.reading.writers.jsonform import VERSION, to_data
from tests.reading.writers.sample import SOURCE, whole

LEFT_OUT = {"report_to_span"}
"""Fields the example has no room for."""


def test_header_fields_stand_under_their_names_and_where_they_were_read_aside() -> None:
    header = to_data(whole())["header"]

    assert (header["number"], header["date"], header["signer"], header["to"]) == ("07/CT-UBND", "2025-03-12", None, [])
    assert SOURCE[header["read"]["number"]["start"] : header["read"]["number"]["end"]] == "07/CT-UBND"


def test_a_citation_names_its_provisions_and_the_rule_that_read_it() -> None:
    (citation,) = to_data(whole())["citations"]

    assert citation["provisions"] == [{"article": "23", "clause": "2", "point": None}]
    assert citation["rule"] == "hand"


def test_a_task_lists_bodies_by_name_and_by_place() -> None:
    first = to_data(whole())["tasks"][0]

    assert (first["lead"], first["with"]) == (["Sở Nông nghiệp và Môi trường"], ["Sở Xây dựng", "Công an tỉnh"])
    assert [SOURCE[body["start"] : body["end"]] for body in first["bodies"]["with"]] == first["with"]


def test_a_deadline_keeps_its_words_beside_its_day() -> None:
    deadline = to_data(whole())["tasks"][1]["deadline"]

    assert (deadline["text"], deadline["kind"], deadline["due"], deadline["every"]) == ("trong quý III/2025", "period", "2025-09-30", None)


def test_the_source_text_comes_only_when_asked_for() -> None:
    assert "text" not in to_data(whole())["source"]
    assert to_data(whole(), text=True)["source"]["text"] == SOURCE


def test_what_a_scan_or_a_packet_says_beside_the_text_is_kept_and_left_out_where_there_is_none() -> None:
    packet = (("Subject", "V/v rà soát"), ("To", "Sở Y tế"), ("To", "Sở Nội vụ"))
    reading = Reading(SourceText("Số: 1", page_confidence=(0.5, 1.0), metadata=packet))

    source = to_data(reading)["source"]

    assert source["page_confidence"] == [0.5, 1.0]
    assert source["metadata"] == [["Subject", "V/v rà soát"], ["To", "Sở Y tế"], ["To", "Sở Nội vụ"]]
    assert json.loads(json.dumps(source)) == source
    assert to_data(Reading(SourceText("Số: 1")))["source"].keys() == {"name", "format", "notes"}


def test_the_example_in_the_papers_has_the_fields_that_are_written() -> None:
    page = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert block
    example, actual = json.loads(block[1]), to_data(whole())

    assert example["version"] == VERSION
    assert example.keys() == actual.keys()
    for part in ("source", "header"):
        assert example[part].keys() <= actual[part].keys()
    for part in ("divisions", "citations", "tasks"):
        assert example[part][0].keys() == actual[part][0].keys() - LEFT_OUT
    assert example["tasks"][0]["deadline"].keys() <= actual["tasks"][0]["deadline"].keys()
