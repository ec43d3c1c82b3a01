"""What each page takes: ``python -m bench.office.pages --data FOLDER`` (on ``DATABASE_URL``, where it is set) after generating.

Every page is asked for as each role, several times with other things in it, in this process: the whole way from the address to the bytes,
without a socket. `ms` is the time on the clock; `cpu` is what this process and its PostgreSQL backend computed, which a busy machine
disturbs less. ``--save FILE`` keeps the figures; ``--against FILE`` shows how they grew. Exit code 1 where a page fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

PAGES: tuple[tuple[str, str], ...] = (
    ("board", "/board/"),
    ("tasks", "/tasks/"),
    ("tasks, page 15", "/tasks/?page=15"),
    ("tasks, by state", "/tasks/?sort=state"),
    ("tasks, newest", "/tasks/?sort=newest"),
    ("tasks, latest due", "/tasks/?sort=-due"),
    ("tasks, by document", "/tasks/?sort=document"),
    ("tasks overdue", "/tasks/?time=overdue"),
    ("tasks due soon", "/tasks/?time=due_soon"),
    ("tasks done late", "/tasks/?time=done_late"),
    ("tasks submitted", "/tasks/?state=submitted"),
    ("tasks counted", "/tasks/?time=counted"),
    ("tasks of a unit", "/tasks/?unit={unit}"),
    ("tasks led by a unit", "/tasks/?unit={unit}&scope=own&role=lead"),
    ("tasks of a head and below", "/tasks/?unit={head}&time=running"),
    ("tasks below the top", "/tasks/?unit=1"),
    ("tasks of a document", "/tasks/?document={document}"),
    ("tasks, common words", "/tasks/?q=bao+cao"),
    ("tasks, rare words", "/tasks/?q=bau+sen+{number}"),
    ("tasks, a number", "/tasks/?q={document}%2Fcv"),
    ("tasks, no such word", "/tasks/?q=khongcotunay"),
    ("task", "/tasks/{task}/"),
    ("plans", "/plans/"),
    ("plan desk", "/documents/{document}/plan/"),
    ("documents", "/documents/"),
    ("documents, page 15", "/documents/?page=15"),
    ("documents, by number", "/documents/?sort=number"),
    ("documents, of a kind", "/documents/?kind=Công văn"),
    ("documents, common words", "/documents/?text=ra+soat"),
    ("documents, rare words", "/documents/?text=bau+sen+{number}"),
    ("documents, a number", "/documents/?text={document}%2FCV"),
    ("documents, no such word", "/documents/?text=khongcotunay"),
    ("document", "/documents/{document}/"),
    ("units", "/units/"),
    ("unit", "/units/{unit}/"),
    ("people", "/people/"),
    ("people, by name", "/people/?text=mai"),
    ("person", "/people/{person}/"),
    ("journal", "/audit/"),
    ("journal, a verb", "/audit/?what=work.finish_task"),
    ("journal, a room", "/audit/?what=work"),
    ("journal, by name", "/audit/?who=Bình"),
    ("sign in", "/sign-in/"),
)
"""(name, address). Braces are filled with other things each time."""
ROLES = ("coordinator", "clerk", "leader", "reader", "administrator", "officer", "officer of a head")
USERS = {"coordinator": "tonghop", "clerk": "vanthu", "leader": "lanhdao", "reader": "nguoixem", "administrator": "quantri"}
ANSWERS = {200, 302, 403, 404}
"""302: who is signed in needs no sign-in page; 404: a task the person may not see."""


@dataclass
class Measure:
    """One answer."""

    ms: float
    cpu: float
    queries: int
    status: int


class Things:
    """What there is, to fill addresses with."""

    def __init__(self, seed: int) -> None:
        from dondoc.office.directory.models import Person, Unit
        from dondoc.office.registry.models import Document
        from dondoc.office.work.models import Task

        self.chance = Random(seed)
        self.last = {"task": _last(Task), "document": _last(Document), "person": _last(Person)}
        self.heads = list(Unit.objects.filter(parent=1, kind__in=["commune", "department"]).values_list("pk", flat=True))
        self.leaves = list(Unit.objects.filter(kind="division").values_list("pk", flat=True)) or self.heads

    def fill(self, address: str) -> str:
        found = {name: self.chance.randint(1, last) for name, last in self.last.items()}
        units = {"unit": self.chance.choice(self.leaves), "head": self.chance.choice(self.heads)}
        return address.format(**units, number=self.chance.randint(1, 400), **found)


def _last(model: Any) -> int:
    return int(model.objects.order_by("-pk").values_list("pk", flat=True).first())


class Clock:
    """Time on the clock and time computed, here and in the database's own process."""

    def __init__(self) -> None:
        from django.db import connection

        self.backend: Path | None = None
        connection.ensure_connection()
        if connection.vendor == "postgresql":
            mine = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
            self.backend = mine if mine.exists() else None

    def computed(self) -> float:
        there = int(self.backend.read_text().split()[0]) / 1e6 if self.backend else 0.0
        return time.process_time() * 1000 + there


def measured(client: Any, address: str, clock: Clock) -> Measure:
    """One request."""
    from django.db import connection

    count = 0

    def counting(execute: Any, *args: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*args)

    with connection.execute_wrapper(counting):
        cpu, began = clock.computed(), time.perf_counter()
        answer = client.get(address)
        answer.getvalue()
        took = (time.perf_counter() - began) * 1000
    return Measure(took, clock.computed() - cpu, count, answer.status_code)


def browsers(things: Things) -> dict[str, Any]:
    """Somebody of each role, signed in."""
    from django.test import Client

    from dondoc.office.directory.middleware import SEEN
    from dondoc.office.directory.models import Person

    officers = {"officer": things.leaves, "officer of a head": things.heads}
    users = {**USERS, **{role: f"canbo{things.chance.choice(units)}" for role, units in officers.items()}}
    found = {}
    for role in ROLES:
        client = Client(raise_request_exception=False)
        client.force_login(Person.objects.get(username=users[role]))
        session = client.session
        session[SEEN] = time.time() + 10 * 60  # nothing is written during the run
        session.save()
        found[role] = client
    return found


def run(things: Things, times: int, only: str, who: list[str]) -> Iterator[tuple[str, str, list[Measure]]]:
    """(page, role, measures), for all pages that answer that role at all."""
    clock, clients = Clock(), {role: client for role, client in browsers(things).items() if role in who}
    for name, address in PAGES:
        if only not in name:
            continue
        for role, client in clients.items():
            measured(client, things.fill(address), clock)  # templates compiled, pages of the database in memory
            found = [measured(client, things.fill(address), clock) for _ in range(times)]
            if any(measure.status not in ANSWERS - {200} for measure in found):
                yield name, role, found


def p(values: list[float], share: int) -> float:
    """The value that `share` per cent of `values` don't exceed."""
    return quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="pages with these words in their name")
    parser.add_argument("--who", default=",".join(ROLES), help="roles, parted by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--roles", action="store_true", help="a line for each role; else the slowest role of each page")
    asked = parser.parse_args()
    os.environ.setdefault("DONDOC_ALLOWED_HOSTS", "testserver")
    from bench.office.generate import prepare

    prepare(asked.data)
    import dondoc.office.wsgi  # noqa: F401  what a served office does once at its start

    before = json.loads(asked.against.read_text()) if asked.against else {}
    figures: dict[str, dict[str, Any]] = {}
    print(HEAD, flush=True)
    for _page, of_page in groupby(run(Things(asked.seed), asked.times, asked.only, asked.who.split(",")), key=itemgetter(0)):
        rows = {f"{page} | {role}": figures_of(found) for page, role, found in of_page}
        slowest = max(rows, key=lambda name: rows[name]["cpu95"])
        for name in rows if asked.roles else [slowest]:
            print(line(name, rows[name], before.get(name)), flush=True)
        figures |= rows
    print(_worst(figures, "p95"), _worst(figures, "cpu95"), sep="\n")
    if asked.save:
        asked.save.write_text(json.dumps(figures))
    failed = [name for name, row in figures.items() if set(row["statuses"]) - ANSWERS]
    for name in failed:
        sys.stderr.write(f"failed: {name}: {figures[name]['statuses']}\n")
    return 1 if failed else 0


HEAD = f"{'page':28}{'role':20}{'p50 ms':>8}{'p95 ms':>8}{'cpu p50':>9}{'cpu p95':>9}{'queries':>9}{'grew':>7}"


def figures_of(found: list[Measure]) -> dict[str, Any]:
    """What the measures of a page for a role come to."""
    answered = [measure for measure in found if measure.status == 200] or found
    clock, computed = [measure.ms for measure in answered], [measure.cpu for measure in answered]
    return {
        "p50": p(clock, 50),
        "p95": p(clock, 95),
        "cpu50": p(computed, 50),
        "cpu95": p(computed, 95),
        "queries": sorted({measure.queries for measure in answered}),
        "statuses": sorted({measure.status for measure in found}),
    }


def line(name: str, row: dict[str, Any], before: dict[str, Any] | None) -> str:
    """A line of the table; `before`: the figures of another size, to show how much more it takes now."""
    page, role = name.split(" | ")
    queries = "-".join(str(n) for n in dict.fromkeys((row["queries"][0], row["queries"][-1])))
    grew = f"{row['cpu50'] / before['cpu50']:.1f}x" if before else ""
    return f"{page:28}{role:20}{row['p50']:8.1f}{row['p95']:8.1f}{row['cpu50']:9.1f}{row['cpu95']:9.1f}{queries:>9}{grew:>7}"


def _worst(figures: dict[str, dict[str, Any]], name: str) -> str:
    over = sum(row[name] > 50 for row in figures.values())
    return f"{name}: worst {max(row[name] for row in figures.values()):.0f} ms; over 50 ms: {over} of {len(figures)} (page, role)"


if __name__ == "__main__":
    sys.exit(main())
