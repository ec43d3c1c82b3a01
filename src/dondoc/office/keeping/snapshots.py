"""The database as it stands at one moment, while people go on working."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from dondoc.office.keeping.archive import SQLITE, Writer, chunks_of
from dondoc.office.keeping.errors import CannotKeep

MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"
JOURNAL = "SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1"
GENESIS = [0, "0" * 64]


class Snapshot(Protocol):
    """A moment of a database."""

    kind: str

    def rows(self, query: str) -> list[Any]:
        """What a query finds in it."""

    def checksums(self) -> set[str]:
        """Every file the database names."""

    def write(self, writer: Writer) -> None:
        """Put the whole of it into an archive."""


class SqliteSnapshot:
    """A copy made by SQLite's own backup: one moment, whoever writes meanwhile."""

    kind = "sqlite"

    def __init__(self, copy: Path) -> None:
        self._copy = copy
        self._connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)

    def rows(self, query: str) -> list[Any]:
        return self._connection.execute(query).fetchall()

    def checksums(self) -> set[str]:
        tables = [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = [name for name in tables if any(column[1] == "sha256" for column in self.rows(f'PRAGMA table_info("{name}")'))]
        return {value for name in wanted for (value,) in self.rows(f'SELECT sha256 FROM "{name}"') if value}  # noqa: S608 - own table names

    def write(self, writer: Writer) -> None:
        writer.add(SQLITE, chunks_of(self._copy), packed=True)

    def close(self) -> None:
        self._connection.close()


@contextmanager
def of_sqlite(database: Path, work: Path) -> Iterator[SqliteSnapshot]:
    """A snapshot of the SQLite file `database`; the copy lies in the folder `work` meanwhile."""
    copy = work / SQLITE
    with closing(sqlite3.connect(f"file:{database}?mode=rw", uri=True, timeout=60)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")
        found = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise CannotKeep("database-damaged", database=database, why=found)
    snapshot = SqliteSnapshot(copy)
    try:
        yield snapshot
    finally:
        snapshot.close()
        copy.unlink(missing_ok=True)


class PostgresSnapshot:
    """One transaction that sees one moment; tables leave it by COPY."""

    kind = "postgresql"
    TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, query: str) -> list[Any]:
        found: list[Any] = self._connection.execute(query).fetchall()
        return found

    def checksums(self) -> set[str]:
        wanted = self.rows(
            "SELECT c.table_name FROM information_schema.columns c JOIN pg_tables t ON t.tablename = c.table_name"
            " AND t.schemaname = c.table_schema WHERE c.table_schema = current_schema() AND c.column_name = 'sha256'"
        )
        return {value for (name,) in wanted for (value,) in self.rows(f'SELECT sha256 FROM "{name}"') if value}  # noqa: S608

    def write(self, writer: Writer) -> None:
        for (table,) in self.rows(self.TABLES):
            writer.add(f"database/{table}.copy", self._lines(table), packed=True)

    def _lines(self, table: str) -> Iterator[bytes]:
        columns = columns_of(self._connection, table)
        yield (",".join(columns) + "\n").encode()
        names = ", ".join(f'"{name}"' for name in columns)
        with self._connection.cursor().copy(f'COPY "{table}" ({names}) TO STDOUT') as copy:
            yield from map(bytes, copy)


def columns_of(connection: Any, table: str) -> list[str]:
    """Columns a row is written with; those the database computes are left out."""
    query = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position"
    )
    return [name for (name,) in connection.execute(query, [table]).fetchall()]


@contextmanager
def of_postgres(url: str) -> Iterator[PostgresSnapshot]:
    """A snapshot of the PostgreSQL at `url`."""
    import psycopg

    with psycopg.connect(url, connect_timeout=10) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield PostgresSnapshot(connection)
