"""Many rows at once, past the ORM's objects: COPY on PostgreSQL, executemany on SQLite. Columns and defaults are those of the models."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

CHUNK = 5_000


class Table:
    """Rows of a model on their way into the database; ids are given here, from 1."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.model = model
        self.places = {field.attname: place for place, field in enumerate(fields)}
        self.columns = [field.column for field in fields]
        self.usual = [_usual(field) for field in fields]
        self.ready: list[Callable[[Any], Any]] = [_writer(field) for field in fields]
        self.waiting: list[list[Any]] = []
        self.count = 0

    def add(self, **values: Any) -> int:
        """A row; what is not named has its default. Returns its id."""
        self.count += 1
        row = list(self.usual)
        row[0] = self.count
        for name, value in values.items():
            row[self.places[name]] = value
        self.waiting.append([ready(value) for ready, value in zip(self.ready, row, strict=True)])
        return self.count

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self.waiting) >= CHUNK

    def write(self) -> None:
        """Write what waits."""
        if not self.waiting:
            return
        table, names = connection.ops.quote_name(self.model._meta.db_table), ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in self.waiting:
                        copy.write_row(row)
            else:
                marks = ", ".join("?" * len(self.columns))
                cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", self.waiting)
        self.waiting.clear()


def _usual(field: models.Field[Any, Any]) -> Any:
    if field.has_default():
        return field.get_default()
    return "" if field.empty_strings_allowed and not field.null else None


def _writer(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What makes a value of `field` what the database's driver takes."""
    on_sqlite = connection.vendor == "sqlite"
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, cls=DjangoJSONEncoder)
    if on_sqlite and isinstance(field, models.DateTimeField):
        return lambda value: _moment(value)
    if on_sqlite and isinstance(field, models.DateField):
        return lambda value: value.isoformat() if isinstance(value, date) else value
    return lambda value: value


def _moment(value: Any) -> Any:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value


def count_on_from_here(tables: list[Table]) -> None:
    """Let the database give the next ids itself (PostgreSQL keeps them apart from the rows)."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)
