"""Golden readings: what the reader makes of whole documents, kept beside them and reviewed when it changes.

``make golden`` writes them anew. Each item carries the words it was read from, so that the difference can be judged by eye.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dondoc.reading import Reading, read
from dondoc.reading.writers.jsonform import to_data
from tests.reading.golden.built import BUILT

FOLDER = Path(__file__).parent / "golden"
MOST_WORDS = 160
"""Characters of the source shown with an item."""

DOCUMENTS: dict[str, Callable[[], bytes]] = {path.name: path.read_bytes for path in sorted(FOLDER.glob("*.txt"))} | BUILT


def as_golden(reading: Reading) -> dict[str, Any]:
    """The reading as JSON has it, with the words of each span.

    Without the wording of findings, which is not the reader's, and without confidence, which changes with every calibration.
    """
    data: dict[str, Any] = _with_words(to_data(reading), reading.source.text)
    for finding in data["findings"]:
        del finding["message"]
    return data


def _with_words(value: Any, text: str) -> Any:
    if isinstance(value, list):
        return [_with_words(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: _with_words(item, text) for key, item in value.items() if key != "confidence"}
    if "start" not in inner:
        return inner
    words = text[inner["start"] : inner["end"]]
    return {"words": words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 30]} […] {words[-25:]}", **inner}


def stored(name: str) -> Path:
    return FOLDER / f"{Path(name).stem}.json"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_read_as_it_was_reviewed(name: str, update_golden: bool) -> None:
    actual = as_golden(read(DOCUMENTS[name](), name=name))

    if update_golden:
        stored(name).write_text(json.dumps(actual, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert json.loads(stored(name).read_text(encoding="utf-8")) == actual


def test_every_golden_reading_has_its_document() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {stored(name).name for name in DOCUMENTS}
