"""What other rooms have to say on a task's page. A higher room adds its own teller when it starts (``AppConfig.ready``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dondoc.office.work.models import Task


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence for whoever looks at a task, and where to read on."""

    words: str
    url: str


TELLERS: list[Callable[[Task], list[Remark]]] = []


def add(teller: Callable[[Task], list[Remark]]) -> None:
    """Ask `teller` for remarks on each task that is opened."""
    if teller not in TELLERS:
        TELLERS.append(teller)


def on(task: Task) -> list[Remark]:
    """All remarks on `task`."""
    return [remark for teller in TELLERS for remark in teller(task)]
