"""The whole office with one command: database, worker and web server in one process tree, on this machine only."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 10
"""How long a child may finish what it is doing before it is ended; a reading cut off is taken up again at the next start."""
THREADS = 4


class CannotServe(Exception):
    """Something stands in the way of starting; the message says what and what to do."""


def _end_with_parent() -> None:
    """In a new child (Linux): ask the kernel to stop it when the parent is killed, so that no port and no lock is left behind."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


@dataclass
class Child:
    """A process of the office, started again when it ends by itself."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: list[float] = field(default_factory=list)

    MOST_STARTS = 5
    WITHIN_SECONDS = 30

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches only this process, which then stops the children in order.
        self.process = subprocess.Popen(  # noqa: S603
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent if sys.platform == "linux" else None
        )  # fmt: skip
        self.started = [*self.started[-self.MOST_STARTS + 1 :], time.monotonic()]

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def keeps_failing(self) -> bool:
        """Whether it was started so often in so short a time that another start is of no use."""
        return len(self.started) >= self.MOST_STARTS and self.started[-1] - self.started[0] < self.WITHIN_SECONDS

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve(data: Path, port: int = 8000, sample: bool = False, *, out: TextIO = sys.stdout) -> int:
    """Serve the office in the folder `data` on 127.0.0.1:`port` until Ctrl-C or SIGTERM; returns the exit code.

    Makes and migrates the database as needed; with `sample`, fills an empty office with invented units, people and a dispatch and
    prints a one-time sign-in link. Without, an office that has nobody yet gets a first administrator, with such a link too. The
    address and the link go to `out`. Raises :class:`CannotServe` where the port is taken or a setting is wrong.
    """
    os.environ["DONDOC_DATA"] = str(Path(data).expanduser().resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "dondoc.office.settings"
    if sample:
        os.environ["DONDOC_SAMPLE"] = "1"
    _claim(port)
    link = _prepare(sample)
    worker = Child("worker", [sys.executable, "-m", "dondoc.office", "run_worker"])
    messenger = Child("messenger", [sys.executable, "-m", "dondoc.office", "run_notices"])
    web = Child("web", _web_command(port))
    with _Stop() as stop:
        try:
            for child in (web, worker):
                child.start()
            if not _answers(port, stop, web):
                return 0 if stop.asked else 1
            _greet(out, port, link)
            return _watch([web, worker, messenger], stop)  # which starts the messenger: the first page does not wait for it
        finally:
            for child in (web, worker, messenger):
                child.stop()


def _web_command(port: int) -> list[str]:
    from django.conf import settings

    workers = str(settings.WEB_PROCESSES)
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", workers, "--blocking-threads", str(THREADS)]
    return [
        sys.executable,
        "-m",
        "granian",
        *options,
        "--respawn-failed-workers",
        "--log-level",
        "warning",
        "dondoc.office.wsgi:application",
    ]


def _claim(port: int) -> None:
    """Say clearly that the port is taken, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as err:
            raise CannotServe(
                f"Port {port} on {HOST} can't be used ({err.strerror}). Stop what uses it, or choose another: PORT=8010 make run."
            ) from err


def _prepare(sample: bool) -> str | None:
    """Bring the database up to date and make sure somebody can sign in; returns the path of a one-time link, if one was made."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as err:
        raise CannotServe(str(err)) from err
    from django.db import connection

    _migrate()
    person = _somebody(sample)
    link = None
    if person is not None:
        from django.urls import reverse

        from dondoc.office.directory.signin import make_link

        link = reverse("directory:use-link", args=[make_link(person, by=None)])
    connection.close()
    return link


def _migrate() -> None:
    """Run migrations only where some are missing: looking is quick, Django's command is not."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from dondoc.office.work.upkeep import ensure

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    else:
        ensure()


def _somebody(sample: bool):  # type: ignore[no-untyped-def]  # Person can be named only once Django is set up
    """Who gets a link: the sample's person; in an office where nobody can sign in yet, its first administrator; else nobody."""
    from dondoc.office.directory.models import Person
    from dondoc.office.directory.setup import first_administrator
    from dondoc.office.sample.load import load_sample

    if sample:
        return load_sample()
    can_sign_in = Person.objects.filter(is_active=True).exclude(password__startswith="!").exclude(password="").exists()  # noqa: S106
    return None if can_sign_in else first_administrator()


def _answers(port: int, stop: _Stop, web: Child) -> bool:
    """Wait until the web server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not stop.asked and web.is_running:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.05)
    return False


def _greet(out: TextIO, port: int, link: str | None) -> None:
    address = f"http://{HOST}:{port}"
    out.write(f"Dondoc: {address}/\n")
    if link:
        out.write(f"Đăng nhập một lần / one-time sign-in: {address}{link}\n")
    out.write("Ctrl-C để dừng / to stop.\n")
    out.flush()


def _watch(children: list[Child], stop: _Stop) -> int:
    """Start again what ends by itself, until asked to stop; 1 when a child can't be kept running."""
    while not stop.asked:
        for child in children:
            if child.is_running:
                continue
            if child.keeps_failing:
                sys.stderr.write(f"The {child.name} ended {child.MOST_STARTS} times in a row; its messages above say why. Stopping.\n")
                return 1
            child.start()
        time.sleep(0.25)
    return 0


class _Stop:
    """Turns Ctrl-C and SIGTERM into `asked`, and puts the handlers back."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> _Stop:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *exc: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
