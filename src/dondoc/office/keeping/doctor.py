"""Looking whether all is well. Each check gives findings; the command line has the words and what to do for each code."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from dondoc.office.keeping.archive import KEY
from dondoc.office.keeping.backup import sum_of
from dondoc.office.registry.storage import place_of

OK, WARNING, PROBLEM = "ok", "warning", "problem"
SAMPLE: Final = 200
"""Files looked into unless all are asked for."""
LOW_DISK, FULL_DISK = 2_000_000_000, 200_000_000
"""Free bytes below which to warn; below which an upload may fail."""
LATE = timedelta(minutes=15)
"""How long a job may wait."""
LOCAL: Final = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at and how it stands."""

    code: str
    level: str = OK
    values: dict[str, Any] = field(default_factory=dict)


def examine(*, every_file: bool = False) -> Iterator[Finding]:
    """All checks, each as it is done; those that need the database are left out where it does not answer."""
    yield from _settings()
    yield from _folder()
    yield from _disk()
    database = list(_database())
    yield from database
    if any(found.level == PROBLEM for found in database):
        return
    for check in AFTER_DATABASE:
        yield from check()
    yield from _files(every_file)


def _settings() -> Iterator[Finding]:
    hosts = set(settings.ALLOWED_HOSTS) - LOCAL
    wrong = [
        ("debug-on", PROBLEM, settings.DEBUG),
        ("any-host", WARNING, "*" in hosts),
        ("no-https", WARNING, bool(hosts) and not settings.HTTPS),
        ("proxy-unknown", WARNING, settings.HTTPS and not settings.ALLAUTH_TRUSTED_PROXY_COUNT),
        ("no-second-step", WARNING, bool(hosts) and not settings.TWO_FACTOR_ROLES),
    ]
    found = [Finding(code, level) for code, level, is_so in wrong if is_so]
    yield from found or [Finding("settings")]


def _folder() -> Iterator[Finding]:
    data = Path(settings.DATA)
    if not os.access(data, os.W_OK | os.X_OK):
        yield Finding("folder-closed", PROBLEM, {"path": data})
    open_to_others = [path for path in (data, data / KEY) if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    yield from [Finding("open-to-others", WARNING, {"path": path}) for path in open_to_others] or [Finding("folder", OK, {"path": data})]


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free
    level = PROBLEM if free < FULL_DISK else WARNING if free < LOW_DISK else OK
    yield Finding("disk" if level == OK else "disk-low", level, {"free": free // 1_000_000, "path": settings.DATA})


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as err:
        yield Finding("database-silent", PROBLEM, {"why": str(err).strip().splitlines()[0] if str(err) else type(err).__name__})
        return
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    known = executor.loader.disk_migrations
    unknown = [f"{app}.{name}" for app, name in executor.loader.applied_migrations if (app, name) not in known]
    if unknown:
        yield Finding("database-newer", PROBLEM, {"names": ", ".join(sorted(unknown)[:3])})
    elif missing:
        yield Finding("database-behind", PROBLEM, {"count": missing})
    else:
        yield Finding("database", OK, {"kind": connection.vendor})


def _integrity() -> Iterator[Finding]:
    broken = INTEGRITY[connection.vendor]()
    yield Finding("integrity-broken", PROBLEM, {"what": broken}) if broken else Finding("integrity")


def _integrity_of_sqlite() -> str:
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA integrity_check(1)").fetchone()[0]
        broken = cursor.execute("PRAGMA foreign_key_check").fetchone()
    return (f"foreign key: {broken[0]}" if broken else "") if found == "ok" else str(found)


def _integrity_of_postgres() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
        invalid = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        invalid += [name for (name,) in cursor.fetchall()]
    return ", ".join(invalid)


INTEGRITY: dict[str, Callable[[], str]] = {"sqlite": _integrity_of_sqlite, "postgresql": _integrity_of_postgres}


def _journal() -> Iterator[Finding]:
    from dondoc.office.audit.chain import verify

    check = verify()
    if check:
        yield Finding("journal", OK, {"entries": check.entries})
    else:
        yield Finding("journal-broken", PROBLEM, {"line": check.broken_at, "why": check.why})


def _figures() -> Iterator[Finding]:
    from dondoc.office.work.upkeep import check

    wrong = check()
    yield Finding("figures-differ", PROBLEM, {"why": "; ".join(wrong)}) if wrong else Finding("figures")


def _queue() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult

    ready, now = DBTaskResult.objects.ready(), timezone.now()
    late = ready.filter(enqueued_at__lt=now - LATE).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=7)).count()
    if late and not worker_runs(Path(settings.DATA)):
        yield Finding("no-worker", PROBLEM, {"count": late})
    elif late:
        yield Finding("queue-late", WARNING, {"count": late})
    if failed:
        yield Finding("jobs-failed", WARNING, {"count": failed})
    if not late and not failed:
        yield Finding("queue", OK, {"count": ready.count()})


def worker_runs(data: Path) -> bool:
    """Whether a worker holds the lock of this data folder."""
    try:
        with (data / "worker.lock").open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _mail() -> Iterator[Finding]:
    from dondoc.office.notices.models import Mail
    from dondoc.office.notices.postman import Refused, reach

    failed, uncertain = (Mail.objects.filter(state=state).count() for state in (Mail.State.FAILED, Mail.State.UNCERTAIN))
    if failed or uncertain:
        yield Finding("mail-unsettled", WARNING, {"failed": failed, "uncertain": uncertain})
    if settings.MAIL is None:
        return
    where = f"{settings.MAIL.host}:{settings.MAIL.port}"
    try:
        reach(settings.MAIL)
    except Refused as why:
        yield Finding("mail-silent", PROBLEM, {"where": where, "why": why})
    else:
        yield Finding("mail", OK, {"where": where})


def _files(every: bool) -> Iterator[Finding]:
    """Present, and what their checksum says; a sample, or all."""
    named = sorted(checksums())
    chosen = named if every or len(named) <= SAMPLE else random.sample(named, SAMPLE)
    bad = [(sha256, state) for sha256 in chosen if (state := _state_of(sha256))]
    for sha256, state in bad[:10]:
        yield Finding(f"file-{state}", PROBLEM, {"sha256": sha256, "path": place_of(sha256)})
    if len(bad) > 10:
        yield Finding("files-more", PROBLEM, {"count": len(bad) - 10})
    if not bad:
        yield Finding("files", OK, {"looked": len(chosen), "count": len(named)})


def checksums() -> set[str]:
    """Every file the database names: the field is called ``sha256`` in every room."""
    wanted = [model for model in apps.get_models() if any(one.name == "sha256" for one in model._meta.concrete_fields)]
    return {value for model in wanted for value in model._default_manager.values_list("sha256", flat=True) if value}


def _state_of(sha256: str) -> str:
    path = place_of(sha256)
    if not path.exists():
        return "missing"
    return "" if sum_of(path) == sha256 else "damaged"


AFTER_DATABASE = (_integrity, _journal, _figures, _queue, _mail)
