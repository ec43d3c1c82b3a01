"""Finding rows by the beginnings of their words, the same on both databases.

A model keeps the words it is found by in a column of :func:`~dondoc.office.folding.searchable` text; the database indexes exactly the
words of that column, parted at spaces: FTS5 on SQLite, a GIN index over an array of lexemes on PostgreSQL. Neither takes words apart by
rules of its own (neither would fold «đ», and each has another idea of ``30/2020/nđ-cp``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connection, models
from django.db.models import Q
from django.db.models.signals import post_migrate, pre_migrate

from dondoc.office.folding import sought

MOST = 2_000
"""Rows an index is asked for. Words that more rows have are so common that a list finds a page of them just by going along."""


@dataclass(frozen=True, slots=True)
class Index:
    """The index over `column` of `table`."""

    table: str
    column: str = "folded"

    @property
    def name(self) -> str:
        return f"{self.table}_words"

    @property
    def is_wanted(self) -> bool:
        """Whether the table has the column: not yet, while only the first migrations are done."""
        with connection.cursor() as cursor:
            there = self.table in connection.introspection.table_names(cursor)
            return there and any(
                column.name == self.column for column in connection.introspection.get_table_description(cursor, self.table)
            )

    @property
    def make(self) -> tuple[str, ...]:
        """Statements that make it; they do no harm where it is there."""
        return tuple(statement.format(name=self.name, table=self.table, column=self.column) for statement in MAKE[connection.vendor])

    @property
    def let_go(self) -> tuple[str, ...]:
        """Statements before a migration may change the table."""
        return tuple(statement.format(name=self.name) for statement in LET_GO[connection.vendor])

    @property
    def fill(self) -> tuple[str, ...]:
        """Statements that read all rows anew."""
        return tuple(statement.format(name=self.name) for statement in FILL[connection.vendor])

    def find(self, words: list[str], most: int) -> list[int]:
        """Ids of rows that have, for each of `words`, a word that begins so; no more than `most`."""
        statement, query = FIND[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(statement.format(name=self.name, table=self.table, column=self.column), [query(words), most])
            return [row[0] for row in cursor.fetchall()]


VECTOR = "array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"
_FTS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5({column}, content='{table}', content_rowid='id', detail=none, "
    "prefix='2 3 4', tokenize=\"unicode61 remove_diacritics 0 tokenchars '&/_'\")"
)
_IN = "INSERT INTO {name}(rowid, {column}) VALUES (NEW.id, NEW.{column});"
_OUT = "INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column});"
MAKE = {
    "sqlite": (
        _FTS,
        f"CREATE TRIGGER IF NOT EXISTS {{name}}_in AFTER INSERT ON {{table}} BEGIN {_IN} END",
        f"CREATE TRIGGER IF NOT EXISTS {{name}}_out AFTER DELETE ON {{table}} BEGIN {_OUT} END",
        f"CREATE TRIGGER IF NOT EXISTS {{name}}_on AFTER UPDATE OF {{column}} ON {{table}} BEGIN {_OUT} {_IN} END",
    ),
    "postgresql": (f"CREATE INDEX IF NOT EXISTS {{name}} ON {{table}} USING gin ({VECTOR}) WITH (fastupdate = off)",),
}
LET_GO = {"sqlite": tuple(f"DROP TRIGGER IF EXISTS {{name}}_{event}" for event in ("in", "out", "on")), "postgresql": ()}
FILL = {"sqlite": ("INSERT INTO {name}({name}) VALUES ('rebuild')",), "postgresql": ()}
Query = Callable[[list[str]], str]
FIND: dict[str, tuple[str, Query]] = {
    "sqlite": (
        "SELECT rowid FROM {name} WHERE {name} MATCH %s LIMIT %s",
        lambda words: " ".join('"{}"*'.format(word.replace('"', "")) for word in words),
    ),
    "postgresql": (
        f"SELECT id FROM {{table}} WHERE {VECTOR} @@ %s::tsquery LIMIT %s",  # noqa: S608 - names of our own tables
        lambda words: " & ".join("'{}':*".format(word.replace("\\", "").replace("'", "")) for word in words),
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The rows with the words that were looked for, as a condition to filter by."""

    index: Index
    words: tuple[str, ...]
    ids: tuple[int, ...] | None
    """``None`` where there are more than :data:`MOST`."""

    def condition(self, prefix: str = "") -> Q:
        """`prefix` names the relation to the table. Few rows are named one by one; where many have the words, reading along finds them
        soon, in whatever order is wanted."""
        if self.ids is not None:
            return Q(**{f"{prefix}pk__in": self.ids})
        return Q(*(Q(**{f"{prefix}{self.index.column}__contains": word}) for word in self.words))


def matching(model: type[models.Model], typed: str) -> Found | None:
    """The rows of `model` with words that begin as those of `typed` do; ``None`` if it holds none. One query."""
    words, index = tuple(sought(typed)), index_of(model)
    if not words:
        return None
    ids = index.find([word.strip() for word in words], MOST + 1)
    return Found(index, words, tuple(ids) if len(ids) <= MOST else None)


def index_of(model: type[models.Model]) -> Index:
    """The index of `model`."""
    return Index(model._meta.db_table)


def run(statements: tuple[str, ...], *_args: Any) -> None:
    """Execute `statements`."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def keep(room: AppConfig, model: type[models.Model]) -> None:
    """Have the index of `model` made after migrations of `room`, and filled anew where any did something."""
    index = index_of(model)

    def before(plan: list[Any] | None = None, **_signal: Any) -> None:
        if plan and index.table in connection.introspection.table_names():
            run(index.let_go)

    def after(plan: list[Any] | None = None, **_signal: Any) -> None:
        if plan is not None and index.is_wanted:
            run((*index.make, *(index.fill if plan else ())))

    pre_migrate.connect(before, sender=room, weak=False, dispatch_uid=f"{index.name} before")
    post_migrate.connect(after, sender=room, weak=False, dispatch_uid=f"{index.name} after")
