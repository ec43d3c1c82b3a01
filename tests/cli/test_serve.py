"""``dondoc serve``: what it checks before it hands over to the office."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the office was called with; it is not started."""
    calls: list[dict[str, Any]] = []
    office = ModuleType("dondoc.office.serve")
    office.serve = lambda **given: calls.append(given)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dondoc.office.serve", office)
    return calls


def test_the_office_gets_folder_port_and_sample(dondoc: Callable, served: list, tmp_path: Path, free_port: int) -> None:
    assert dondoc("serve", "--data", tmp_path, "--port", str(free_port), "--sample").code == 0

    assert served == [{"data": tmp_path, "port": free_port, "sample": True}]


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"DONDOC_DATA": "/srv/dondoc", "XDG_DATA_HOME": "/x"}, "/srv/dondoc"),
        ({"XDG_DATA_HOME": "/x"}, "/x/dondoc"),
        ({"HOME": "/home/an"}, "/home/an/.local/share/dondoc"),
    ],
)
def test_the_data_folder_is_the_same_wherever_it_is_started(
    dondoc: Callable, served: list, free_port: int, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], folder: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    dondoc("serve", "--port", str(free_port))

    assert served[0]["data"] == Path(folder)


def test_a_port_in_use_is_named_with_another_to_try(dondoc: Callable, served: list) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        said = dondoc("serve", "--port", str(port))

    assert (said.code, served) == (1, [])
    assert f"Cổng {port} đang có chương trình khác dùng" in said.err
    assert f"make run PORT={port + 1}" in said.err


def test_without_django_it_says_what_to_install(dondoc: Callable, monkeypatch: pytest.MonkeyPatch, free_port: int) -> None:
    monkeypatch.setattr("builtins.__import__", _without_django(__import__))

    said = dondoc("serve", "--port", str(free_port))

    assert said.code == 1
    assert 'pip install "dondoc[office]"' in said.err


def _without_django(real: Callable[..., Any]) -> Callable[..., Any]:
    def stub(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "dondoc.office.serve":
            raise ModuleNotFoundError("No module named 'django'", name="django")
        return real(name, *args, **kwargs)

    return stub
