"""Putting a backup back: everything is verified first, nothing that was there is lost."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dondoc.office import env
from dondoc.office.database import VARIABLE
from dondoc.office.keeping.archive import KEY, SQLITE, Manifest, extract, flush_folder, verify
from dondoc.office.keeping.backup import DATABASE, FILES
from dondoc.office.keeping.errors import CannotKeep

KEPT = "before-restore-"
"""How the folder is named in which what was there is kept."""
STAGED = ".restoring-"
OWN = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", FILES, KEY)
"""What a restore puts aside and replaces; anything else in the data folder is let be."""
MARGIN = 50_000_000
"""Bytes that stay free on the disk."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: the archive's manifest, and where that which was there before is kept."""

    manifest: Manifest
    kept: str = ""


def restore(archive: Path, data: Path, *, replace: bool = False) -> Restored:
    """Put the backup `archive` into the data folder `data`, and on PostgreSQL into its database.

    Every byte is verified first, then all is laid out beside and checked again, then names are changed. Where there is an office already,
    nothing is done without `replace`; with it, what was there is kept beside. Raises :class:`CannotKeep`.
    """
    manifest = verify(archive)
    url = env.kept_elsewhere(VARIABLE)
    if manifest.database != ("postgresql" if url else "sqlite"):
        raise CannotKeep("other-database", path=archive, kind=manifest.database)
    _known(manifest, archive)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _own(data) and not replace:
        raise CannotKeep("data-there", path=data)
    _room_for(manifest, data)
    with _nobody_works(data), _staged(archive, manifest, data) as stage:
        if url:
            from dondoc.office.keeping.postgres import load

            kept = load(archive, manifest, url, replace=replace, stamp=_stamp())
        else:
            _check_database(stage / DATABASE)
            kept = ""
        return Restored(manifest, _change_places(stage, data) or kept)


def _known(manifest: Manifest, archive: Path) -> None:
    """A database this program knows the tables of; an older one is brought up to date at the next start."""
    import django
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    known = MigrationLoader(None).disk_migrations
    if any((app, name) not in known for app, name in manifest.migrations):
        raise CannotKeep("newer", path=archive, made_by=manifest.dondoc)


def _own(data: Path) -> list[Path]:
    """What of an office is in the folder. A secret alone is none: it is made when settings are first read."""
    found = [data / name for name in OWN if (data / name).exists()]
    return [] if found == [data / KEY] else found


def _room_for(manifest: Manifest, data: Path) -> None:
    free = shutil.disk_usage(data).free
    if free < manifest.size + MARGIN:
        raise CannotKeep("no-room", path=data, needed=(manifest.size + MARGIN) // 1_000_000, free=free // 1_000_000)


@contextmanager
def _nobody_works(data: Path) -> Iterator[None]:
    """Hold the worker's lock, so that none starts meanwhile."""
    with (data / "worker.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotKeep("running", path=data) from None
        yield


@contextmanager
def _staged(archive: Path, manifest: Manifest, data: Path) -> Iterator[Path]:
    """Files, secret and SQLite laid out in a folder on the same disk; gone if anything goes wrong."""
    for old in data.glob(f"{STAGED}*"):
        shutil.rmtree(old)
    stage = data / f"{STAGED}{secrets.token_hex(4)}"
    stage.mkdir(mode=0o700)
    try:
        (stage / FILES).mkdir(mode=0o700)
        with zipfile.ZipFile(archive) as source:  # opened once: its list of members may be long
            for name in manifest.members:
                if not name.startswith("database/"):
                    extract(source, name, stage / (DATABASE if name == SQLITE else name))
        for folder in [stage, *(path for path in stage.rglob("*") if path.is_dir())]:
            flush_folder(folder)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _check_database(database: Path) -> None:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or broken:
        raise CannotKeep("database-damaged", database=database, why=found if found != "ok" else f"foreign key: {broken}")


def _change_places(stage: Path, data: Path) -> str:
    """What was there goes into a folder of its own, what is staged takes its place; returns that folder, or nothing."""
    there = [data / name for name in OWN if (data / name).exists() and (name != KEY or (stage / KEY).exists())]
    kept = data / f"{KEPT}{_stamp()}"
    if there:
        kept.mkdir(mode=0o700)
        for path in there:
            path.rename(kept / path.name)
        flush_folder(kept)
    for name in (KEY, FILES, DATABASE):
        if (stage / name).exists():
            (stage / name).rename(data / name)
    flush_folder(data)
    return str(kept) if there else ""


def _stamp() -> str:
    return f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}"
