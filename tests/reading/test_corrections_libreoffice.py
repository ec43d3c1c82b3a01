"""A plan that went through LibreOffice and was changed there: only what was changed comes back."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dondoc.reading.corrections import Change, read_plan
from dondoc.reading.intake import programs
from tests.reading.test_corrections import TABLE, written

OPEN = {".xlsx": "ods", ".docx": "odt"}
"""The form in which LibreOffice keeps a table itself."""


@pytest.fixture
def converted(tmp_path: Path) -> Callable[[Path, str], Path]:
    """``converted(path, "ods")``: what LibreOffice makes of a file; skips where its Calc is not installed."""

    def convert(path: Path, suffix: str) -> Path:
        soffice = programs.find("soffice")
        assert soffice, "make test installs LibreOffice"
        folder = tmp_path / f"as-{suffix}"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run([soffice, profile, "--headless", "--convert-to", suffix, "--outdir", folder, path], check=True, capture_output=True)
        made = folder / f"{path.stem}.{suffix}"
        if not made.exists() and {path.suffix, f".{suffix}"} & {".xlsx", ".ods"}:
            pytest.skip("LibreOffice is here without Calc (Debian: libreoffice-calc-nogui)")
        return made

    return convert


def edited(path: Path, change: Callable[[str], str]) -> None:
    """Change the content of an OpenDocument file in place."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as made:
        for entry in old.infolist():
            data = old.read(entry)
            made.writestr(entry, change(data.decode()) if entry.filename == "content.xml" else data)
    path.write_bytes(target.getvalue())


@pytest.mark.parametrize("suffix", OPEN)
def test_a_table_that_was_only_saved_has_no_corrections(tmp_path: Path, converted: Callable[[Path, str], Path], suffix: str) -> None:
    there = converted(written(tmp_path / f"plan{suffix}", TABLE), OPEN[suffix])

    assert read_plan(converted(there, suffix[1:]), written=TABLE) == ()


@pytest.mark.parametrize("suffix", OPEN)
def test_a_cell_changed_there_is_the_only_correction(tmp_path: Path, converted: Callable[[Path, str], Path], suffix: str) -> None:
    there = converted(written(tmp_path / f"plan{suffix}", TABLE), OPEN[suffix])
    edited(there, lambda content: content.replace(">Sở Xây dựng<", ">Sở Nội vụ<", 1))

    (correction,) = read_plan(converted(there, suffix[1:]), written=TABLE)
    assert correction.change is Change.CHANGED
    assert [(field.name, field.before, field.after) for field in correction.fields] == [("lead", "Sở Xây dựng", "Sở Nội vụ")]


def test_a_date_changed_there_is_a_day(tmp_path: Path, converted: Callable[[Path, str], Path]) -> None:
    there = converted(written(tmp_path / "plan.xlsx", TABLE), "ods")
    edited(there, lambda content: content.replace('date-value="2026-03-15', 'date-value="2026-04-30'))

    (correction,) = read_plan(converted(there, "xlsx"), written=TABLE)
    assert [(field.name, field.day) for field in correction.fields] == [("deadline", date(2026, 4, 30))]
