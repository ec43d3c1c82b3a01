"""What the database itself keeps in step with the tasks: copies on a task's units, and the tally.

Triggers do it, in the transaction of the change and whatever way it comes (an action, a change of many rows, a script), on SQLite and
PostgreSQL alike. They are made after every migration and let go before one, which may rebuild the tables under them. :func:`check` counts
anew and compares; :func:`renew` makes everything anew from the tasks.
"""

from __future__ import annotations

from typing import Any

from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from dondoc.office.fulltext import run
from dondoc.office.work.models import Task, TaskTally, TaskUnit

COPIED = ("state", "standing", "due", "document_id", "handed_by_id")
SETTLE_FROM = 1_000
"""Rows of the tally beyond one a day and standing from which summing it up is worth it."""

_SET = ", ".join(f"{name} = NEW.{name}" for name in COPIED)
_TAKEN = ", ".join(COPIED)
_DIFFERS = {
    "sqlite": " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in COPIED),
    "postgresql": " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in COPIED),
}
_ONE = "INSERT INTO work_tasktally (standing, due, number) SELECT {row}.standing, {row}.due, {number} WHERE {row}.handed_by_id IS NULL"
"""Parts that were handed on are counted in the task they are of."""
_MORE, _LESS = _ONE.format(row="NEW", number="1"), _ONE.format(row="OLD", number="-1")
_UNITS = f"UPDATE work_taskunit SET {_SET} WHERE task_id = NEW.id"  # noqa: S608 - names of our own columns, here and below
_OWN = f"UPDATE work_taskunit SET ({_TAKEN}) = (SELECT {_TAKEN} FROM work_task WHERE id = NEW.task_id) WHERE id = NEW.id"  # noqa: S608

TRIGGERS: tuple[tuple[str, str, str, str], ...] = (
    # name, event, table, what it does
    ("work_task_made", "INSERT", "work_task", f"{_MORE};"),
    ("work_task_gone", "DELETE", "work_task", f"{_LESS};"),
    ("work_task_changed", "UPDATE", "work_task", f"{_LESS}; {_MORE}; {_UNITS};"),
    ("work_taskunit_made", "INSERT", "work_taskunit", f"{_OWN};"),
)


def _when(event: str) -> str:
    return f"WHEN ({_DIFFERS[connection.vendor]}) " if event == "UPDATE" else ""


def _make() -> tuple[str, ...]:
    if connection.vendor == "sqlite":
        return tuple(
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} {_when(event)}BEGIN {deed} END"
            for name, event, table, deed in TRIGGERS
        )
    functions = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {deed} RETURN NULL; END $$"
        for name, _event, _table, deed in TRIGGERS
    )
    triggers = (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {_when(event)}EXECUTE FUNCTION {name}()"
        for name, event, table, _deed in TRIGGERS
    )
    return (*functions, *triggers)


def _let_go() -> tuple[str, ...]:
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    return tuple(f"DROP TRIGGER IF EXISTS {name}{on.format(table=table)}" for name, _event, table, _deed in TRIGGERS)


def before_migrations(plan: list[Any] | None = None, **_signal: Any) -> None:
    """Let go of the tables, where something is about to be done to them."""
    if plan and "work_task" in connection.introspection.table_names():
        run(_let_go())


def after_migrations(plan: list[Any] | None = None, **_signal: Any) -> None:
    """Take hold of the tables again, and let the planner know of new indexes.

    Without a plan the tables were emptied (tests): triggers and index stand, the tally starts anew.
    """
    if plan is None:
        count_anew()
    elif "work_tasktally" in connection.introspection.table_names():
        is_new = bool(_missing())
        run(_make())
        if plan or is_new:
            renew()
            run(("ANALYZE",))


@transaction.atomic
def renew() -> None:
    """Make copies, tally and index anew from the tasks."""
    differing = TaskUnit.objects.filter(_differs())
    task = Task.objects.filter(pk=OuterRef("task"))
    differing.update(**{name: Subquery(task.values(name)[:1]) for name in COPIED})
    count_anew()


def _differs() -> Q:
    """Rows of units whose copies are not what the task says."""
    found = Q()
    for name in COPIED:
        theirs = f"task__{name}"
        found |= ~Q(**{name: F(theirs)}) if name in {"state", "standing"} else ~Q(**{name: F(theirs)}) & ~Q(**{name: None, theirs: None})
    return found


def _duties() -> Any:
    """(standing, due, how many) of the tasks, those apart that were handed on of another."""
    duties = Task.objects.filter(handed_by=None).order_by()
    return duties.values_list("standing", "due").annotate(number=Count("pk"))


@transaction.atomic
def count_anew() -> None:
    """The tally from the tasks."""
    TaskTally.objects.all().delete()
    rows = _duties()
    TaskTally.objects.bulk_create([TaskTally(standing=standing, due=due, number=number) for standing, due, number in rows])


@transaction.atomic
def settle() -> int:
    """Sum the tally up where it has grown long; returns how many rows it lost."""
    newest = TaskTally.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = TaskTally.objects.filter(pk__lte=newest)
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    sums = [row for row in rows.order_by().values_list("standing", "due").annotate(total=Sum("number")) if row[2]]
    before = rows.count()
    if before - len(sums) < SETTLE_FROM:
        return 0
    rows.delete()
    TaskTally.objects.bulk_create([TaskTally(standing=standing, due=due, number=total) for standing, due, total in sums])
    return before - len(sums)


def check() -> list[str]:
    """What is not in step: a line each, none where all is well."""
    wrong = []
    if copies := TaskUnit.objects.filter(_differs()).count():
        wrong.append(f"{copies} copies on units differ from their task")
    counted = {row[:2]: row[2] for row in _duties()}
    kept = {row[:2]: row[2] for row in TaskTally.objects.order_by().values_list("standing", "due").annotate(total=Sum("number")) if row[2]}
    if counted != kept:
        wrong.append(f"the tally says {sum(kept.values())} tasks, there are {sum(counted.values())}; or they stand otherwise")
    if missing := _missing():
        wrong.append(f"triggers are missing: {', '.join(sorted(missing))}")
    return wrong


_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = current_schema()::regnamespace"
    ),
}


def _missing() -> set[str]:
    """Triggers that are not there: after a restore into empty tables, for one."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        return {name for name, *_rest in TRIGGERS} - {row[0] for row in cursor.fetchall()}


def ensure() -> None:
    """Where nobody keeps the tables, do what is done after migrations, the indexes of words included. One query where all is well."""
    if _missing():
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias, plan=[])
