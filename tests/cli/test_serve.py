"""``dondoc serve``: what it checks before it hands over to the office."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dondoc.office import serve
from tests import ports


@pytest.fixture
def free_port() -> int:
    return ports.free_port()


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the office was called with; it is not started."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(serve, "serve", lambda **given: calls.append(given) or 0)
    return calls


def test_the_office_gets_folder_port_and_sample(dondoc: Callable, office: list, tmp_path: Path, free_port: int) -> None:
    assert dondoc("serve", "--data", tmp_path, "--port", str(free_port), "--sample").code == 0

    assert office == [{"data": tmp_path, "port": free_port, "sample": True}]


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"DONDOC_DATA": "/srv/dondoc", "XDG_DATA_HOME": "/x"}, "/srv/dondoc"),
        ({"XDG_DATA_HOME": "/x"}, "/x/dondoc"),
        ({"HOME": "/home/an"}, "/home/an/.local/share/dondoc"),
    ],
)
def test_the_data_folder_is_the_same_wherever_it_is_started(
    dondoc: Callable, office: list, free_port: int, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], folder: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    dondoc("serve", "--port", str(free_port))

    assert office[0]["data"] == Path(folder)


def test_a_port_in_use_is_named_with_another_to_try(dondoc: Callable, office: list) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        said = dondoc("serve", "--port", str(port))

    assert (said.code, office) == (1, [])
    assert f"Cổng {port} đang có chương trình khác dùng" in said.err
    assert f"make run PORT={port + 1}" in said.err


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (ModuleNotFoundError(name="django"), 'Chưa cài phần văn phòng (thiếu django). Hãy chạy: pip install "dondoc[office]"'),
        (serve.CannotServe("DONDOC_DEBUG is neither yes nor no."), "DONDOC_DEBUG is neither yes nor no."),
    ],
)
def test_what_keeps_the_office_from_starting_is_said(
    dondoc: Callable, monkeypatch: pytest.MonkeyPatch, free_port: int, trouble: Exception, said: str
) -> None:
    def fail(**_given: object) -> int:
        raise trouble

    monkeypatch.setattr(serve, "serve", fail)

    outcome = dondoc("serve", "--port", str(free_port))

    assert (outcome.code, outcome.err) == (1, f"Lỗi: {said}\n")


def test_the_exit_code_is_the_office_s(dondoc: Callable, monkeypatch: pytest.MonkeyPatch, free_port: int) -> None:
    monkeypatch.setattr(serve, "serve", lambda **_given: 1)

    assert dondoc("serve", "--port", str(free_port)).code == 1
