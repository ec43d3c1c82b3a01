"""The page on the reader in Python: its examples run and give what it says."""

from __future__ import annotations

import datetime
import doctest
import re
from pathlib import Path

import pytest

import dondoc.reading
from dondoc.reading import lint

PAGE = Path(__file__).parent.parent / "docs" / "api.md"


def test_the_examples_of_the_page_give_what_it_says() -> None:
    examples = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    test = doctest.DocTestParser().get_doctest("".join(examples), {"datetime": datetime}, PAGE.name, str(PAGE), 0)
    said: list[str] = []

    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)

    assert result.attempted > 30
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize("module", [dondoc.reading, lint], ids=lambda module: module.__name__)
def test_the_examples_in_the_modules_run(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]

    assert result.attempted > 0
    assert result.failed == 0
