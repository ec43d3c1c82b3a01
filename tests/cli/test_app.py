"""The command line as a whole: help, languages, wrong usage, and how fast it answers."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version

import pytest

from dondoc.cli.app import ENTRIES

MOST_HELP_SECONDS = 0.15
"""Of the processor: what others do on the machine is not ours."""
FORMATS = ("dondoc.reading.intake", "lxml", "openpyxl", "docx", "pypdfium2", "PIL")
HEAVY = (*FORMATS, "django", "asyncio", "multiprocessing")


def imported_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.__stdout__)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_help_lists_every_command_in_vietnamese(dondoc: Callable) -> None:
    said = dondoc("--help")

    assert said.code == 0
    assert said.out.startswith("Cách dùng: dondoc [TÙY CHỌN] LỆNH")
    assert all(f"  {name} " in said.out for name in ("read", "plan", "serve"))


def test_help_imports_no_command_and_nothing_heavy() -> None:
    modules = imported_by("from dondoc.cli.app import run\nrun(['--help'])")

    assert not modules & {entry.module for entry in ENTRIES.values()}
    assert not modules & set(HEAVY)


def test_the_reader_is_imported_without_its_formats() -> None:
    assert not imported_by("import dondoc.reading") & {*HEAVY, "click"}


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", "from dondoc.cli import main; main()", "--help"], check=True, capture_output=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(5)) < MOST_HELP_SECONDS


@pytest.mark.parametrize("name", ENTRIES)
def test_a_command_says_the_same_in_its_help_as_in_the_list(name: str) -> None:
    assert importlib.import_module(ENTRIES[name].module).command.about == ENTRIES[name].about


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_and_option_has_help_in_both_languages(name: str, dondoc: Callable) -> None:
    vietnamese, english = dondoc(name, "--help"), dondoc(name, "--help", "--lang", "en")

    assert (vietnamese.code, english.code) == (0, 0)
    assert "Tùy chọn:" in vietnamese.out
    assert "Options:" in english.out
    options = importlib.import_module(ENTRIES[name].module).command.params
    assert all(option.words.vi != option.words.en for option in options if hasattr(option, "words"))


def test_the_language_may_come_from_the_environment(dondoc: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_LANG", "en")

    assert dondoc("--help").out.startswith("Usage: dondoc")


def test_version_is_that_of_the_package(dondoc: Callable) -> None:
    assert dondoc("--version").out == f"dondoc {version('dondoc')}\n"


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["doc"], "Không có lệnh doc."),
        (["read"], "Thiếu TỆP."),
        (["plan", "a.txt"], "Thiếu -o / --output."),
        (["read", "--nhanh", "a.txt"], "Không có tùy chọn --nhanh."),
        (["read", "a.txt", "--jobs"], "Tùy chọn --jobs thiếu giá trị."),
        (["read", "--json=x", "a.txt"], "Tùy chọn --json không nhận giá trị."),
        (["read", "--jobs", "0", "a.txt"], "Giá trị của -j / --jobs không dùng được: cần một số nguyên từ 1 trở lên."),
        (["serve", "--port", "99999"], "Giá trị của --port không dùng được: cần một số nguyên từ 1 đến 65535."),
        (["plan", "a.txt", "b.txt", "-o", "p.csv"], "Thừa tham số: b.txt."),
        (["serve", "8001"], "Thừa tham số: 8001."),
        (["read", "--json", "--text", "a.txt"], "Mỗi lần chỉ chọn được một dạng kết quả: --json, --text."),
        (["read", "--lang", "fr", "a.txt"], "Giá trị của --lang không dùng được: chọn một trong: vi, en."),
    ],
)
def test_wrong_usage_is_said_in_vietnamese_on_stderr_with_code_2(args: list[str], complaint: str, dondoc: Callable) -> None:
    said = dondoc(*args)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"Lỗi: {complaint}")


def test_wrong_usage_can_be_said_in_english(dondoc: Callable) -> None:
    assert dondoc("read", "--lang", "en", "--fast").err.startswith("Error: No such option")
    assert dondoc("read", "--lang", "en", "--json=x", "a.txt").err.startswith("Error: Option '--json' does not take a value.")
    assert dondoc("serve", "--lang", "en", "8001").err.startswith("Error: Too many arguments: 8001.")


def test_without_a_command_it_shows_help_and_says_that_is_no_use(dondoc: Callable) -> None:
    said = dondoc()

    assert (said.code, said.out) == (2, "")
    assert "Cách dùng" in said.err
