"""An office in a folder of its own, made and run by the command line as people do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FILL = """
from dondoc.office.sample.load import load_sample
load_sample()
from dondoc.office.directory.models import Person
from dondoc.office.registry.actions import receive_document
by = Person.objects.get(username="maile")
for number in range({count}):
    receive_document(content=f"Công văn số {{number}}, nội dung thử.".encode(), name=f"cv-{{number}}.txt", by=by)
"""


class Place:
    """A data folder (and, where there is one, a database of its own) with the commands on it."""

    def __init__(self, data: Path, url: str = "") -> None:
        self.data, self.url = data, url

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DJANGO_", "DATABASE_URL"))}
        more = {"DATABASE_URL": self.url} if self.url else {}
        return {**kept, **more, "DONDOC_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "dondoc.office.settings"}

    def dondoc(self, *args: object) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("dondoc")), *map(str, args), "--lang", "en"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=180)

    def python(self, code: str) -> str:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=180)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fill(self, count: int = 5) -> Place:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.python("from django.core.management import call_command; call_command('migrate', verbosity=0)\n" + FILL.format(count=count))
        return self

    def copy(self, other: Place) -> Place:
        """The same office in another place, to be spoilt."""
        if self.url:
            return other.fill(3)
        shutil.copytree(self.data, other.data)
        return other

    def summary(self) -> str:
        return self.python(
            "from django.apps import apps\nfrom dondoc.office.audit import chain\n"
            "print(sorted((m._meta.label, m._default_manager.count()) for m in apps.get_models()), chain.head(), bool(chain.verify()))"
        )

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.data / "files").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def url():
    """The address of an empty database, where the tests run on PostgreSQL; nothing on SQLite."""
    if not os.environ.get("DATABASE_URL"):
        yield ""
        return
    from tests.postgres import fresh_database

    with fresh_database(os.environ["DATABASE_URL"]) as address:
        yield address


@pytest.fixture(scope="module")
def filled(tmp_path_factory, url):
    """An office with documents. Tests leave it as it is."""
    return Place(tmp_path_factory.mktemp("office") / "data", url).fill()


@pytest.fixture(scope="module")
def archive(filled, tmp_path_factory):
    """A backup of it."""
    target = tmp_path_factory.mktemp("backups") / "office.zip"
    done = filled.dondoc("backup", target)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def elsewhere(tmp_path, filled):
    """An empty place to restore into."""
    if not filled.url:
        yield Place(tmp_path / "new")
        return
    from tests.postgres import fresh_database

    with fresh_database(os.environ["DATABASE_URL"]) as address:
        yield Place(tmp_path / "new", address)
