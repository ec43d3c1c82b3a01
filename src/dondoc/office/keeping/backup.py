"""Writing a backup while the office runs."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from dondoc.office import env
from dondoc.office.database import VARIABLE
from dondoc.office.keeping.archive import KEY, SQLITE, Manifest, Writer, chunks_of, pieces, written
from dondoc.office.keeping.errors import CannotKeep
from dondoc.office.keeping.snapshots import GENESIS, JOURNAL, MIGRATIONS, Snapshot, of_postgres, of_sqlite

DATABASE = f"dondoc.{SQLITE.rpartition('.')[2]}"
FILES = "files"


def back_up(data: Path, target: Path, *, replace: bool = False) -> Manifest:
    """Write database, files and secret of the office in `data` into the archive `target`, and read it back to be sure.

    The database is of one moment; a file is on disk before the database names it, so the files, copied after, are all there. What a
    person has removed since (a secret document) or what was missing before is listed in the manifest. Raises :class:`CannotKeep`.
    """
    if target.exists() and not replace:
        raise CannotKeep("target-there", path=target)
    if not target.parent.is_dir():
        raise CannotKeep("no-folder", path=target.parent)
    with _snapshot(data, target.parent) as snapshot, written(target) as writer:
        snapshot.write(writer)
        whole = set(_add_files(data, writer))
        if (data / KEY).exists():
            writer.add(KEY, chunks_of(data / KEY))
        manifest = Manifest(
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            dondoc=version("dondoc"),
            database=snapshot.kind,
            migrations=[list(row) for row in snapshot.rows(MIGRATIONS)],
            journal=list(next(iter(snapshot.rows(JOURNAL)), GENESIS)),
            missing=sorted(snapshot.checksums() - whole),
            members=writer.members,
        )
        writer.finish(manifest)
    return manifest


@contextmanager
def _snapshot(data: Path, beside: Path) -> Iterator[Snapshot]:
    if url := env.kept_elsewhere(VARIABLE):
        with of_postgres(url) as there:
            yield there
    elif (data / DATABASE).exists():
        with tempfile.TemporaryDirectory(dir=beside, prefix=".dondoc-backup-") as work, of_sqlite(data / DATABASE, Path(work)) as copy:
            yield copy
    else:
        raise CannotKeep("no-office", path=data)


def _add_files(data: Path, writer: Writer) -> Iterator[str]:
    """Add every file; gives the checksums of those that are what their name says."""
    for path in sorted((data / FILES).rglob("*")):
        if path.name.startswith(".") or not path.is_file():
            continue
        try:
            file = path.open("rb")
        except FileNotFoundError:  # removed meanwhile: a secret document
            continue
        with file:
            found = writer.add(path.relative_to(data).as_posix(), pieces(file))
        if found == path.name:
            yield found


def sum_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    for chunk in chunks_of(path):
        digest.update(chunk)
    return digest.hexdigest()
