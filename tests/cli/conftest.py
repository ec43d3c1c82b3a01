"""Running the command line: in this process for what it says, in one of its own for what it does to a process."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dondoc.cli.app import run

DISPATCH = """ỦY BAN NHÂN DÂN
TỈNH AN PHÚ HÀ
Số: 12/CT-UBND
An Phú Hà, ngày 05 tháng 02 năm 2026

CHỈ THỊ
Về việc rà soát hồ sơ

Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát hồ sơ, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/3/2026.
"""
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


def names(folder: Path) -> list[str]:
    """What is in `folder`."""
    return sorted(path.name for path in folder.iterdir())


class Said(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def quiet_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the person who runs the tests changes what a command says."""
    for name in ("DONDOC_LANG", "DONDOC_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def dondoc(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Said]:
    """``dondoc("read", path)``: run it here."""

    def call(*args: str | Path) -> Said:
        code = run([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.Popen[bytes]]:
    """``process("read", path)``: run it in a process of its own."""

    def start(*args: str | Path, **more: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from dondoc.cli import main; main()", *map(str, args)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen(command, env=env, **streams)  # type: ignore[call-overload]

    return start


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """``closed(path)``: nobody may read it, nor the superuser, whom permissions do not stop."""
    shut: set[str] = set()

    def close(path: Path) -> Path:
        path.chmod(0)
        shut.add(str(path))
        return path

    opened, access = io.open, os.access

    def guarded(file: object, *args: object, **kwargs: object) -> object:
        if str(file) in shut:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        return opened(file, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(io, "open", guarded)
    monkeypatch.setattr(os, "access", lambda path, *args, **kwargs: str(path) not in shut and access(path, *args, **kwargs))
    return close


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe that nobody writes into."""
    path = tmp_path / "ong"
    os.mkfifo(path)
    return path


@pytest.fixture
def dispatch(tmp_path: Path) -> Path:
    """A dispatch with one task."""
    path = tmp_path / "chi-thi.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two dispatches, one picture, clutter and a folder below."""
    folder = tmp_path / "den"
    (folder / "thang-2").mkdir(parents=True)
    for name in ("a.txt", "thang-2/b.txt", ".hidden", "~$a.txt", "Thumbs.db"):
        (folder / name).write_text(DISPATCH, encoding="utf-8")
    (folder / "anh.png").write_bytes(PICTURE)
    return folder
