"""Putting a backup into PostgreSQL: all in one transaction, beside what was there."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from dondoc.office.keeping.archive import Manifest, pieces
from dondoc.office.keeping.errors import CannotKeep
from dondoc.office.keeping.snapshots import PostgresSnapshot

ANYTHING = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"


def load(archive: Path, manifest: Manifest, url: str, *, replace: bool, stamp: str) -> str:
    """Fill the database at `url`; returns the schema in which what was there is kept, or nothing.

    Tables are made by the migrations the backup had, then filled; nothing is seen of it before the end.
    """
    import psycopg

    with psycopg.connect(url) as probe:
        is_there = bool(probe.execute(ANYTHING).fetchone()[0])  # type: ignore[index]
    if is_there and not replace:
        raise CannotKeep("database-there")
    import django
    from django.db import connection, transaction

    django.setup()
    with transaction.atomic():
        with connection.cursor() as cursor:
            kept = _put_aside(cursor, stamp) if is_there else ""
        _make_tables(connection, manifest)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            _fill(connection.connection, archive, manifest)
            _sequences(connection.connection)
    from dondoc.office.work.upkeep import ensure

    ensure()
    return kept


def _put_aside(cursor: Any, stamp: str) -> str:
    """Rename the schema with all in it; extensions come back into the new one."""
    kept = f"before_restore_{stamp.replace('-', '_')}"
    cursor.execute("SELECT current_schema()")
    schema = cursor.fetchone()[0]
    cursor.execute(f'ALTER SCHEMA "{schema}" RENAME TO "{kept}"')
    cursor.execute(f'CREATE SCHEMA "{schema}"')
    cursor.execute("SELECT extname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE n.nspname = %s", [kept])
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER EXTENSION "{name}" SET SCHEMA "{schema}"')
    return kept


def _make_tables(connection: Any, manifest: Manifest) -> None:
    """Migrate to what the backup had, no further."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    applied = {(app, name) for app, name in manifest.migrations}
    known = {key for key in applied if key in executor.loader.graph.nodes}
    last = [key for key in known if not any(child.key in known for child in executor.loader.graph.node_map[key].children)]
    executor.migrate(sorted(last))


def _fill(raw: Any, archive: Path, manifest: Manifest) -> None:
    snapshot = PostgresSnapshot(raw)
    tables = [name for (name,) in snapshot.rows(PostgresSnapshot.TABLES)]
    backed = {name.removeprefix("database/").removesuffix(".copy"): name for name in manifest.members if name.startswith("database/")}
    missing = sorted(set(backed) - set(tables))
    if missing:
        raise CannotKeep("tables-differ", tables=", ".join(missing))
    raw.execute("TRUNCATE {}".format(", ".join(f'"{name}"' for name in tables)))
    with zipfile.ZipFile(archive) as source:
        for table, name in backed.items():
            with source.open(name) as lines:
                columns = ", ".join(f'"{column}"' for column in lines.readline().decode().strip().split(","))
                with raw.cursor().copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                    for chunk in pieces(lines):
                        copy.write(chunk)


def _sequences(raw: Any) -> None:
    """Let every numbering go on after the highest number there is."""
    owned = raw.execute(
        "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    ).fetchall()
    for table, column, sequence in owned:
        if sequence:
            raw.execute(f'SELECT setval(%s, coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) FROM "{table}"', [sequence])  # noqa: S608
