"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.cli.outputs import name_outputs, written_whole
from tests.cli.conftest import names


def fail_half_way(target: Path) -> None:
    with written_whole(target) as stream:
        stream.write(b"half")
        raise ZeroDivisionError


def test_a_failure_half_way_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "plan.csv"
    target.write_bytes(b"older")

    with pytest.raises(ZeroDivisionError):
        fail_half_way(target)

    assert target.read_bytes() == b"older"
    assert names(tmp_path) == ["plan.csv"]


def test_a_link_stays_a_link_to_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"older")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")

    with written_whole(tmp_path / "link.csv") as stream:
        stream.write(b"newer")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"newer"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with written_whole(Path("/dev/null")) as stream:
        stream.write(b"nothing")

    assert Path("/dev/null").is_char_device()


def test_names_that_one_file_system_would_take_for_the_same_differ(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("Công văn.txt", "công văn.html", "cv.a", "cv.b", "cv.c")]

    assert [place.name for place in name_outputs(files, tmp_path / "ra", ".json")] == [
        "Công văn.json",
        "công văn.html.json",
        "cv.json",
        "cv.b.json",
        "cv.c.json",
    ]


def test_an_error_names_the_place_that_was_asked_for_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "none" / "plan.csv"

    with pytest.raises(FileNotFoundError) as error, written_whole(target):
        pass

    assert (error.value.filename, error.value.filename2) == (str(target), None)
