"""``dondoc lint``: a draft in, what can't be followed up out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DISPATCH, PICTURE

SLIP = DISPATCH.replace("trước ngày 15/3/2026", "trước ngày 31/02/2026")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with a deadline that does not exist."""
    path = tmp_path / "du-thao.txt"
    path.write_text(SLIP, encoding="utf-8")
    return path


def test_a_draft_that_says_all_is_clean(dondoc: Callable, dispatch: Path) -> None:
    said = dondoc("lint", dispatch)

    assert (said.code, said.out, said.err) == (0, "", "1 văn bản: không có gì phải sửa.\n")


def test_a_slip_is_named_by_place_rule_and_words_with_a_suggestion(dondoc: Callable, draft: Path) -> None:
    said = dondoc("lint", draft)

    line = next(number for number, text in enumerate(SLIP.splitlines(), 1) if "31/02" in text)
    column = SLIP.splitlines()[line - 1].index("trước ngày 31/02") + 1
    first, _, third = said.out.splitlines()
    assert said.code == 1
    assert first == f"{draft}:{line}:{column}: lỗi [deadline-impossible] “trước ngày 31/02/2026”"
    assert third.startswith("    → ")
    assert said.err == "1 văn bản: 1 chỗ cần sửa.\n"


def test_it_speaks_english(dondoc: Callable, draft: Path) -> None:
    assert "error [deadline-impossible]" in dondoc("lint", draft, "--lang", "en").out


def test_json_has_a_line_a_file(dondoc: Callable, draft: Path, dispatch: Path) -> None:
    said = dondoc("lint", draft, dispatch, "--json")

    first, second = map(json.loads, said.out.splitlines())
    assert (said.code, first["file"], [item["code"] for item in first["findings"]]) == (1, str(draft), ["deadline-impossible"])
    assert second == {"file": str(dispatch), "findings": []}


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_level_decides_what_counts(dondoc: Callable, tmp_path: Path, level: str, code: int) -> None:
    path = tmp_path / "du-thao.txt"
    path.write_text(DISPATCH.replace(" trước ngày 15/3/2026", ""), encoding="utf-8")

    assert dondoc("lint", path, "--level", level).code == code


def test_another_level_is_wrong_usage(dondoc: Callable, dispatch: Path) -> None:
    assert dondoc("lint", dispatch, "--level", "strict").code == 2


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(dondoc: Callable, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(PICTURE[:20])

    said = dondoc("lint", tmp_path / "anh.png", draft)

    assert said.code == 1
    assert str(tmp_path / "anh.png") in said.err
    assert "deadline-impossible" in said.out


def test_a_file_that_could_not_be_read_is_not_counted_among_the_clean(dondoc: Callable, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("Hôm nay trời đẹp.\n", encoding="utf-8")

    said = dondoc("lint", tmp_path / "thu.txt", tmp_path / "none.txt", "/dev/null")

    assert said.code == 1
    assert "/dev/null không phải là tệp thường" in said.err
    assert said.err.endswith("1 văn bản: không có gì phải sửa.\n")
    alone = dondoc("lint", tmp_path / "none.txt")
    assert alone == (1, "", f"{tmp_path / 'none.txt'}: không có tệp này. Hãy kiểm tra lại đường dẫn.\n")
