"""Which database the office works on: SQLite in the data folder, or the PostgreSQL that ``DATABASE_URL`` names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from dondoc.office import env

VARIABLE = "DATABASE_URL"
SCHEMES = ("postgres", "postgresql")
EXAMPLE = "postgres://user:password@host:5432/name"
CONNECT_SECONDS = 5
"""How long a page waits for a database that does not answer before it says so."""

# WAL lets pages be read while a job writes. FULL: what was acknowledged survives a power cut, not only a crash.
# IMMEDIATE: a transaction that will write waits for its turn at the start and can't fail half-way for the lock.
SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;",
}


def chosen(data: Path) -> dict[str, Any]:
    """Django's settings of the database."""
    url = env.kept_elsewhere(VARIABLE)
    return _postgres(url) if url else {"ENGINE": "django.db.backends.sqlite3", "NAME": data / "dondoc.sqlite3", "OPTIONS": SQLITE, **KEPT}


KEPT: dict[str, Any] = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
"""Connections stay open between requests; one that broke (the server was started anew) is replaced before it is used."""


def _postgres(url: str) -> dict[str, Any]:
    """`url` taken apart. What is after ``?`` goes to the driver (``sslmode=require``, ``host=/run/postgresql`` for a socket)."""
    parts = _parts(url)
    if find_spec("psycopg") is None:
        raise _wrong("names PostgreSQL, but its driver is not installed. Install it: pip install 'dondoc[office,postgres]'.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": CONNECT_SECONDS, **options},
        **KEPT,
    }


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - asking for it is what checks it
    except ValueError as err:
        raise _wrong(f"is no address ({err}). Write it as {EXAMPLE}.") from None
    if parts.scheme not in SCHEMES:
        raise _wrong(f"has to begin with postgres://, as in {EXAMPLE}. For SQLite in the data folder leave it out.")
    if not parts.path.strip("/"):
        raise _wrong(f"names no database. Write it as {EXAMPLE}.")
    return parts


def _wrong(what: str) -> ImproperlyConfigured:
    """The address itself is not repeated: it holds a password."""
    return ImproperlyConfigured(f"{VARIABLE} {what}")
