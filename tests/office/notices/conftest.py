"""What the tests of notices share: tasks with deadlines, people with addresses, a day that stands still, a real mail server."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dondoc.office.directory.models import Membership, Person
from dondoc.office.env import MailServer
from dondoc.office.work.models import BodyRole, Plan, PlanItem, Task, TaskUnit
from tests.ports import free_port

TODAY = date(2026, 3, 10)
"""A Tuesday."""


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Notices go by the day it is: here the 10th of March 2026."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, timezone=None: value.date() if value else TODAY)
    return TODAY


@pytest.fixture
def new_task(office, make_document):
    """``new_task("finance", due)``: a task that unit leads."""
    document = make_document(read=False)
    plan = Plan.objects.create(document=document)

    def make(unit="finance", due=None, action="Rà soát tài sản công", **fields):
        item = PlanItem.objects.create(plan=plan, order=1 + plan.items.count(), action=action)
        person = office.person("leader")
        at = datetime(2026, 3, 2, 2, tzinfo=UTC)
        task = Task(item=item, document=document, action=action, due=due, confirmed_by=person, confirmed_at=at, **fields)
        task.fold_words()
        task.save()
        TaskUnit.objects.create(task=task, unit=office.units[unit], role=BodyRole.LEAD)
        return task

    return make


@pytest.fixture
def ward_officer(office):
    person = Person.objects.create(username="phuong", full_name="Ngô Thị Lan", email="lan@phuong.example")
    Membership.objects.create(person=person, unit=office.units["ward"], role="unit_officer")
    return person


@pytest.fixture
def addresses(office):
    """Everybody has an address."""
    for person in Person.objects.all():
        person.email = f"{person.username}@office.example"
        person.save()


# ── mail ──────────────────────────────────────────────────────────────────────────────────────────────
class Server:
    """A mail server in a process of its own (aiosmtpd). `rule` says what it does with each mail."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port, self.took, self.rule = port, folder / "took.jsonl", folder / "rule"
        self.took.touch()
        self.behave("take")
        script = Path(__file__).parents[2] / "mailserver.py"
        self.process = subprocess.Popen([sys.executable, str(script), str(port), str(self.took), str(self.rule)], stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def behave(self, rule: str) -> None:
        """One of the rules that ``tests/mailserver.py`` lists."""
        self.rule.write_text(rule)

    @property
    def mails(self) -> list[dict[str, str]]:
        """What it took, in order."""
        return [json.loads(line) for line in self.took.read_text().splitlines()]

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path, free_port())
    yield made
    made.stop()


@pytest.fixture
def mailing(server, settings):
    """The office sends its mail to that server."""
    settings.MAIL = MailServer("127.0.0.1", server.port, "", "", "", "Dondoc <dondoc@office.example>")
    settings.PUBLIC_URL = "https://dondoc.office.example"
    return server


@pytest.fixture
def set_up(settings):
    """The office has a mail server that nobody asks."""
    settings.MAIL = MailServer("127.0.0.1", 1, "", "", "", "Dondoc <dondoc@office.example>")
    settings.PUBLIC_URL = "https://dondoc.office.example"


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def child_environment(settings, **more):
    """For a process of its own on this test's database."""
    from django.db import connection

    return {
        **os.environ,
        "DONDOC_TEST_DATA": str(settings.DATA),
        "DONDOC_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(Path.cwd()),
        **more,
    }


@contextlib.contextmanager
def as_of(monkeypatch, day):
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.localdate", lambda value=None, timezone=None: value.date() if value else day)
        yield
