"""An office of any size, the same from the same seed: ``python -m bench.office.generate --tasks 100000 --data FOLDER``.

With ``DATABASE_URL`` it fills that (empty) database, else the SQLite file in FOLDER. Rows are written in bulk, not by actions, but they are
those that actions write: documents read, plans confirmed, tasks moved along the table of transitions, each deed an entry of the chained
journal. tests/office/test_scale.py holds it to that at a small size.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from random import Random
from typing import Any

from bench.office.words import BRANCHES, KINDS, RARE, action, person_name, unequal

PASSWORD = "mat-khau-thu-2468"
TASKS_A_DOCUMENT = 10
MOST_UNITS = 1_500
LEAST_UNITS = 60
WAYS: tuple[tuple[float, tuple[str, ...]], ...] = (
    # share of tasks, the buttons pressed on them: rows of work.states.TRANSITIONS
    (0.70, ("accept", "start", "submit", "finish")),
    (0.02, ("accept", "start", "submit", "return", "submit", "finish")),
    (0.04, ("accept", "start", "submit")),
    (0.12, ("accept", "start")),
    (0.04, ("accept",)),
    (0.04, ()),
    (0.02, ("accept", "hold")),
    (0.02, ("withdraw",)),
)
SPAN_OF_PAST, SPAN_OF_FUTURE, LATE = 700, 300, 45
"""Days: deadlines of closed tasks reach so far back, those of running ones so far on; a running one is overdue by no more than this."""


@dataclass
class Size:
    """How much of everything."""

    tasks: int
    units: int = 0
    documents: int = 0

    def __post_init__(self) -> None:
        self.units = self.units or max(LEAST_UNITS, min(MOST_UNITS, self.tasks // 60))
        self.documents = self.documents or max(1, self.tasks // TASKS_A_DOCUMENT)


@dataclass
class Places:
    """Units and people, by what the rest is made of."""

    units: list[int] = field(default_factory=list)
    """Those that do the work."""
    names: dict[int, str] = field(default_factory=dict)
    officers: dict[int, int] = field(default_factory=dict)
    coordinator: int = 0
    clerk: int = 0


class Maker:
    """Writes an office of `size` as it stands on `today`."""

    def __init__(self, size: Size, seed: int, today: date) -> None:
        from bench.office.rows import Table
        from dondoc.office.audit.models import GENESIS, Entry
        from dondoc.office.directory.models import Membership, Person, Unit
        from dondoc.office.registry.models import Document, StoredFile
        from dondoc.office.work.models import Plan, PlanItem, PlanItemBody, Task, TaskDeadline, TaskUnit

        self.size, self.chance, self.today = size, Random(seed), today
        self.places = Places()
        self.tables = {
            model.__name__: Table(model)
            for model in (Unit, Person, Membership, StoredFile, Document, Plan, PlanItem, PlanItemBody, Task, TaskUnit, TaskDeadline, Entry)
        }
        self.entry, self.head = Entry(), GENESIS
        self.people: dict[int, str] = {}
        self.paths: dict[int, str] = {}

    def add(self, table: str, **values: Any) -> int:
        return self.tables[table].add(**values)

    def make(self) -> None:
        self._directory()
        for number in range(self.size.documents):
            self._document(number)
            if any(table.is_full for table in self.tables.values()):
                self._write()
        self._write()

    def _write(self) -> None:
        for table in self.tables.values():
            table.write()

    # ── units and people ──────────────────────────────────────────────────────────────────────────────
    def _directory(self) -> None:
        from django.contrib.auth.hashers import make_password

        self.secret = make_password(PASSWORD)
        root = self._unit("Ủy ban nhân dân tỉnh Sông Trà", "UBND", "authority", None)
        office = self._unit("Văn phòng Ủy ban nhân dân tỉnh", "VP", "office", root)
        for user, role, unit in (("vanthu", "clerk", office), ("tonghop", "coordinator", office), ("lanhdao", "leader", root),
                                 ("nguoixem", "reader", office), ("quantri", "administrator", office)):  # fmt: skip
            person = self._person(user, role, unit)
            self.places.coordinator = person if role == "coordinator" else self.places.coordinator
            self.places.clerk = person if role == "clerk" else self.places.clerk
        heads = max(4, self.size.units // 11)
        for number in range(heads):
            is_commune = number % 6 != 0
            name = f"{'Ủy ban nhân dân xã' if is_commune else 'Sở'} {BRANCHES[number % 10]} {number + 1}"
            self._with_officer(head := self._unit(name, f"D{number}", "commune" if is_commune else "department", root))
            for below in range((self.size.units - 2 - heads) // heads):
                name = f"Phòng {BRANCHES[below % 10]} {number + 1}.{below + 1}"
                self._with_officer(self._unit(name, f"D{number}P{below}", "division", head))
        self._write()

    def _unit(self, name: str, code: str, kind: str, parent: int | None) -> int:
        number = self.tables["Unit"].count + 1
        self.paths[number] = f"{self.paths[parent] if parent else '/'}{number}/"
        self.places.names[number] = name
        self.add("Unit", name=name, code=code, kind=kind, parent_id=parent, order=number, path=self.paths[number])
        self._record(self._at(self.today - timedelta(days=SPAN_OF_PAST + 60)), None, "directory.added-unit", "directory.unit", number, name)
        return number

    def _person(self, user: str, role: str, unit: int) -> int:
        joined = self._at(self.today - timedelta(days=SPAN_OF_PAST + 50))
        name = person_name(self.chance)
        person = self.add("Person", username=user, full_name=name, password=self.secret, is_active=True, date_joined=joined)
        self.people[person] = name
        self.add("Membership", person_id=person, unit_id=unit, role=role)
        self._record(joined, None, "directory.added-person", "directory.person", person, name)
        self._record(joined, None, "directory.gave-role", "directory.person", person, name, role=role, unit=self.places.names[unit])
        return person

    def _with_officer(self, unit: int) -> None:
        self.places.units.append(unit)
        self.places.officers[unit] = self._person(f"canbo{unit}", "unit_officer", unit)

    # ── documents, plans, tasks ───────────────────────────────────────────────────────────────────────
    def _document(self, number: int) -> None:
        from dondoc.office.folding import searchable

        chance, all_tasks, all_documents = self.chance, self.size.tasks, self.size.documents
        kind, short = chance.choice(KINDS)
        received = self._at(self.today - timedelta(days=int(SPAN_OF_PAST * (1 - (number + 1) / all_documents))))
        symbol, subject = f"{number + 1}/{short}-UBND", f"V/v {action(chance).lower()}"
        lines = [action(chance) for _ in range(all_tasks * number // all_documents, all_tasks * (number + 1) // all_documents)]
        head = f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG TRÀ\nSố: {symbol}\n{subject}"
        text = "\n\n".join([head, *(f"{n}. {line}." for n, line in enumerate(lines, 1))])
        sha256, size, name = f"{number:064x}", len(text.encode()), f"{number + 1}-{short}.docx"
        issuer = f"Ủy ban nhân dân {unequal(chance, RARE)}"
        document = self.add(
            "Document", file_id=self.add("StoredFile", sha256=sha256, size=size, name=name, media_type="text/plain"), kind=kind,
            number=symbol, issuer=issuer, date=received.date(), subject=subject, received_at=received,
            folded=searchable(symbol, subject, issuer, kind, name),
            received_by_id=self.places.clerk, state="read", source_text=text, read_at=received, attempts=1,
            reading={"version": 1, "tasks": [], "citations": [], "findings": [], "source": {"format": "plain"}},
        )  # fmt: skip
        thing = ("registry.document", document, f"{kind} {symbol}")
        self._record(received, self.places.clerk, "registry.received", *thing, sha256=sha256, size=size)
        self._record(received, None, "registry.read", *thing, tasks=len(lines), citations=0, findings=0)
        self._plan(document, symbol, text, lines, received)

    def _plan(self, document: int, symbol: str, text: str, lines: Sequence[str], received: datetime) -> None:
        by, confirmed = self.places.coordinator, received + timedelta(hours=3)
        plan = self.add("Plan", document_id=document, state="confirmed", made_at=received, confirmed_by_id=by, confirmed_at=confirmed)
        made = [self._task(order, line, text, document, symbol, plan, confirmed) for order, line in enumerate(lines, 1)]
        ids = [row["id"] for row in made]
        self._record(confirmed, by, "work.confirm_plan", "work.plan", plan, f"Kế hoạch {plan}", document=document, tasks=ids)
        for row in made:
            self._record(confirmed, by, "work.assign_task", "work.task", row["id"], f"Nhiệm vụ {row['id']}", plan=plan, due=row["due"])
        for row in made:
            self._moves(row, confirmed)

    def _task(self, order: int, line: str, text: str, document: int, symbol: str, plan: int, confirmed: datetime) -> dict[str, Any]:
        from dondoc.office.folding import searchable

        chance, by = self.chance, self.places.coordinator
        buttons = chance.choices([way for _share, way in WAYS], [share for share, _way in WAYS])[0]
        deadline = self._deadline(confirmed.date(), is_closed=bool(buttons) and buttons[-1] in {"finish", "withdraw"})
        start = text.find(line)
        product = f"Báo cáo {order}" if chance.random() < 0.4 else ""
        shared = {"action": line, "product": product, "spans": [[start, start + len(line)]], "quote": line, **deadline}
        item = self.add("PlanItem", plan_id=plan, order=order, decision="accepted", rule="bench", **shared)
        leads = chance.sample(self.places.units, 1 if chance.random() < 0.95 else 2)
        others = [unit for unit in chance.sample(self.places.units, chance.choice((0, 0, 1, 2))) if unit not in leads]
        done, state = self._outcome(buttons, deadline["due"], confirmed.date())
        task = self.add(
            "Task", item_id=item, document_id=document, folded=searchable(line, product, symbol), state=state,
            confirmed_by_id=by, confirmed_at=confirmed, completed_on=done if state == "done" else None,
            submitted_on=done if "submit" in buttons else None, version=1 + len(buttons), **shared,
        )  # fmt: skip
        for unit, role in [*((unit, "lead") for unit in leads), *((unit, "coordinating") for unit in others)]:
            self.add("TaskUnit", task_id=task, unit_id=unit, role=role)
            self.add("PlanItemBody", item_id=item, role=role, words=self.places.names[unit], unit_id=unit, suggestion_rule="name")
        self.add("TaskDeadline", task_id=task, due=deadline["due"], text=deadline["deadline_text"], set_by_id=by, at=confirmed)
        return {"id": task, "due": deadline["due"], "buttons": buttons, "done": done, "lead": leads[0]}

    def _deadline(self, given: date, *, is_closed: bool) -> dict[str, Any]:
        kind = self.chance.random()
        if kind < 0.06:
            return {"deadline_text": "thường xuyên", "deadline_kind": "open", "due": None}
        if kind < 0.10:
            return {"deadline_text": "", "deadline_kind": "", "due": None}
        days = timedelta(days=self.chance.randrange(5, 120))
        due = given + days if is_closed else self.today + timedelta(days=int(SPAN_OF_FUTURE * self.chance.random() ** 2))
        if not is_closed and self.chance.random() < 0.2:
            due = self.today - timedelta(days=self.chance.randrange(1, LATE))
        return {"deadline_text": f"trước ngày {due:%d/%m/%Y}", "deadline_kind": "absolute", "due": due}

    def _outcome(self, buttons: Sequence[str], due: date | None, given: date) -> tuple[date, str]:
        """The day of the last deed and the state it leaves."""
        from dondoc.office.work.states import BY_VERB

        state = str(BY_VERB[buttons[-1]].target) if buttons else "new"
        late = self.chance.randrange(-20, 4)
        wanted = (due or given + timedelta(days=30)) + timedelta(days=late)
        return max(given, min(wanted, self.today)), state

    def _moves(self, row: dict[str, Any], confirmed: datetime) -> None:
        from dondoc.office.work.states import BY_VERB, OFFICE_DOES, State

        state: str = State.NEW.value
        for step, verb in enumerate(row["buttons"], 1):
            move = BY_VERB[verb]
            actor = self.places.coordinator if move.permission == OFFICE_DOES else self.places.officers[row["lead"]]
            reason = {"reason": "Theo đề nghị của đơn vị"} if move.needs_reason else {}
            at = self._at(row["done"], step) if step == len(row["buttons"]) else confirmed + timedelta(hours=step)
            change = {"from": state, "to": move.target.value, **reason}
            self._record(at, actor, f"work.{verb}_task", "work.task", row["id"], f"Nhiệm vụ {row['id']}", **change)
            state = move.target.value

    # ── the journal ───────────────────────────────────────────────────────────────────────────────────
    def _record(self, at: datetime, actor: int | None, verb: str, kind: str, number: int, label: str, **detail: Any) -> None:
        entry, table = self.entry, self.tables["Entry"]
        values = {
            "sequence": table.count + 1, "at": at, "actor_id": actor, "actor_name": self.people.get(actor or 0, ""), "verb": verb,
            "object_type": kind, "object_id": str(number), "object_label": label[:300],
            "detail": {name: value.isoformat() if isinstance(value, date) else value for name, value in detail.items()},
            "previous_hash": self.head,
        }  # fmt: skip
        for name, value in values.items():
            setattr(entry, name, value)
        self.head = entry.digest()
        self.add("Entry", **values, hash=self.head)

    def _at(self, day: date, step: int = 0) -> datetime:
        from django.utils import timezone

        return timezone.make_aware(datetime.combine(day, clock(8 + step)))


def fill(size: Size, *, seed: int = 1, today: date | None = None) -> Maker:
    """Fill the (migrated, empty) database that Django is set up for."""
    from django.db import connection, transaction
    from django.utils import timezone

    from bench.office.rows import count_on_from_here
    from dondoc.office import fulltext
    from dondoc.office.registry.models import Document
    from dondoc.office.work import upkeep
    from dondoc.office.work.models import Task

    maker = Maker(size, seed, today or timezone.localdate())
    with transaction.atomic():
        maker.make()
        count_on_from_here([table for name, table in maker.tables.items() if name != "Entry"])
    upkeep.renew()
    fulltext.run(tuple(statement for model in (Task, Document) for statement in fulltext.index_of(model).fill))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return maker


def prepare(data: Path) -> None:
    """Set Django up for the office in `data` and bring its database up to date."""
    os.environ["DONDOC_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "dondoc.office.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--day", type=date.fromisoformat, help="the day it is; today if left out")
    asked = parser.parse_args()
    prepare(asked.data)
    from dondoc.office.directory.models import Unit

    if Unit.objects.exists():
        sys.stderr.write("This office has units already: name an empty database.\n")
        return 1
    began = time.monotonic()
    maker = fill(Size(asked.tasks), seed=asked.seed, today=asked.day)
    counts = ", ".join(f"{name} {table.count:,}" for name, table in maker.tables.items())
    print(f"{counts}\n{time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
