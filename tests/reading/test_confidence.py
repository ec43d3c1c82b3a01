"""Confidence: a number with every thing read, from the signals that a table weighs."""

from __future__ import annotations

import math

import pytest

from dondoc.reading import read_text
from dondoc.reading.confidence import PARTS, UNSEEN, confidence, fit, of_citation, of_field, of_task
from dondoc.reading.data import table
from dondoc.reading.writers.jsonform import to_data

TEXT = """\
UBND TỈNH AN PHÚ HÀ
Số: 8/KH-UBND
An Phú Hà, ngày 16 tháng 11 năm 2025
KẾ HOẠCH
Chuẩn bị mùa mưa
Căn cứ Nghị định số 30/20 20/NĐ-CP;
1. Sở Y tế chủ trì, phối hợp với các sở, ban, ngành kiểm tra thuốc, báo cáo UBND tỉnh trước ngày 15/12/2025.
"""


def test_every_thing_read_has_a_confidence_that_is_never_certain() -> None:
    data = to_data(read_text(TEXT))
    found = [item["confidence"] for part in ("citations", "tasks") for item in data[part]]
    found += [data["header"]["read"][name]["confidence"] for name in ("kind", "number", "issuer", "date", "subject")]
    assert len(found) == 7
    assert all(0 < value < 1 for value in found)


def test_the_signals_name_the_rule_and_what_made_it_harder() -> None:
    reading = read_text(TEXT)
    assert of_citation(reading.citations[0], reading.repairs) == ("rule:state-number", "mended", "number without issuer and date")
    assert {"coordinating", "coordinating is a class", "deadline", "report"} <= set(of_task(reading, 0))
    assert reading.header.kind is not None
    assert of_field("kind", reading.header.kind, ()) == ("field:kind", "rule:kind-line")


@pytest.mark.parametrize(
    ("lines", "signal"),
    [
        ("1. Sở Y tế rà soát hồ sơ, có sự phối hợp của người dân trước ngày 15/12/2025.", "coordination in words only"),
        ("1. Sở Y tế rà soát các báo cáo đã có trước ngày 15/12/2025.", "report in words only"),
        ("1. Sở Y tế rà soát hồ sơ trước ngày 15/12/2025.", "few tasks"),
        ("1. Sở Y tế:\n- Rà soát hồ sơ;\n2. Sở Xây dựng kiểm tra bến bãi.", "unlike its neighbours"),
    ],
)
def test_what_the_words_around_a_task_say_against_it_is_a_signal_and_lowers_confidence(lines: str, signal: str) -> None:
    reading = read_text(TEXT.partition("1. ")[0] + lines)

    signals = of_task(reading, 0)
    assert signal in signals
    assert confidence("tasks", signals) < confidence("tasks", tuple(other for other in signals if other != signal))


def test_a_task_alone_has_no_neighbours_to_be_unlike() -> None:
    assert "unlike its neighbours" not in of_task(read_text("Giao Sở Y tế rà soát hồ sơ trước ngày 15/12/2025."), 0)


def test_a_rule_that_was_never_seen_counts_as_unseen() -> None:
    assert confidence("tasks", ("rule:never heard of",)) == confidence("tasks", (UNSEEN,))


@pytest.mark.parametrize("part", PARTS)
def test_difficulties_never_raise_confidence(part: str) -> None:
    weights = {row["signal"]: float(row["weight"]) for row in table("confidence") if row["part"] == part}
    assert UNSEEN in weights
    assert all(weight <= 0 for signal, weight in weights.items() if not signal.startswith(("all", "rule:", "field:")))


def test_the_fit_gives_the_observed_part_back() -> None:
    weights = fit([(("rule:a",), 90, 10), (("rule:b",), 50, 50)], ridge=0.001)
    chance = {rule: 1 / (1 + math.exp(-weights["all"] - weights[rule])) for rule in ("rule:a", "rule:b")}
    assert chance["rule:a"] == pytest.approx(0.9, abs=0.01)
    assert chance["rule:b"] == pytest.approx(0.5, abs=0.01)


def test_the_same_rows_give_the_same_weights() -> None:
    rows = [(("rule:a", "mended"), 3.0, 1.0), (("rule:b",), 7.0, 0.0)]
    assert fit(rows) == fit(rows)
