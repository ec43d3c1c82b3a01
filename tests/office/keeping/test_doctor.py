"""`dondoc doctor` and `dondoc audit verify`: each thing that is wrong is found, named, and ends in exit code 1."""

import inspect
import re
import sqlite3
from contextlib import closing

import pytest

from dondoc.cli.doctor import LINES
from dondoc.cli.keeping import CANNOT
from dondoc.office.keeping import archive, backup, doctor, postgres, restore, snapshots
from tests.office.keeping.conftest import Place


@pytest.fixture
def place(filled, elsewhere):
    return filled.copy(elsewhere)


def change(place, statement):
    """What somebody with the database in hand does."""
    if place.url:
        import psycopg

        with psycopg.connect(place.url) as connection:
            connection.execute(statement)
        return
    with closing(sqlite3.connect(place.data / "dondoc.sqlite3")) as connection, connection:
        connection.execute(statement)


def test_a_sound_office_is_told_so(filled):
    done = filled.dondoc("doctor", "--all-files")
    assert done.returncode == 0, done.stdout
    assert "PROBLEM" not in done.stdout
    for word in ("Database", "Integrity", "Journal", "Queue", "Files: looked at 6 of 6", "Disk"):
        assert word in done.stdout


def test_a_missing_file(place):
    lost = next(path for path in (place.data / "files").rglob("*") if path.is_file())
    lost.unlink()
    done = place.dondoc("doctor")
    assert done.returncode == 1
    assert f"{lost} is missing" in done.stdout


def test_a_file_that_changed(place):
    spoilt = next(path for path in (place.data / "files").rglob("*") if path.is_file())
    spoilt.chmod(0o600)
    spoilt.write_bytes(spoilt.read_bytes() + b" ")
    done = place.dondoc("doctor")
    assert done.returncode == 1
    assert "no longer what it was" in done.stdout


def test_a_database_behind(place):
    change(place, "DELETE FROM django_migrations WHERE name = '0001_count_wrong_passwords_in_the_database'")
    done = place.dondoc("doctor")
    assert done.returncode == 1
    assert "steps behind" in done.stdout


def test_a_database_of_a_newer_dondoc(place):
    change(place, "INSERT INTO django_migrations (app, name, applied) VALUES ('registry', '9999_later', '2026-01-01 00:00:00')")
    done = place.dondoc("doctor")
    assert done.returncode == 1
    assert "registry.9999_later" in done.stdout


def test_jobs_nobody_takes(place):
    place.python(
        "from datetime import timedelta\nfrom django_tasks_db.models import DBTaskResult\nfrom django.utils import timezone\n"
        "DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))"
    )
    done = place.dondoc("doctor")
    assert done.returncode == 1
    assert "no worker runs" in done.stdout


def test_a_folder_open_to_others_is_warned_of(place):
    place.data.chmod(0o755)
    done = place.dondoc("doctor")
    assert done.returncode == 0, done.stdout
    assert "chmod go-rwx" in done.stdout


def test_a_bad_setting_names_itself(place, monkeypatch):
    monkeypatch.setattr(Place, "environment", {**place.environment, "DONDOC_IDLE_MINUTES": "soon"})
    done = place.dondoc("doctor")
    assert done.returncode == 1
    assert "DONDOC_IDLE_MINUTES" in done.stderr


def test_a_database_that_does_not_answer(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    done = Place(tmp_path / "data", "postgres://nobody@127.0.0.1:9/none").dondoc("doctor")
    assert done.returncode == 1
    assert "does not answer" in done.stdout


def test_no_office_is_made_by_looking(tmp_path):
    done = Place(tmp_path / "none").dondoc("doctor")
    assert done.returncode == 1
    assert not (tmp_path / "none").exists()


class TestJournal:
    def test_a_whole_one_prints_what_to_note(self, filled):
        done = filled.dondoc("audit", "verify")
        assert done.returncode == 0
        head = done.stdout.split()[-1]
        assert filled.dondoc("audit", "verify", "--noted", head).returncode == 0

    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE audit_entry SET verb = 'x' WHERE sequence = 3", "line 3: what it says was changed"),
            ("DELETE FROM audit_entry WHERE sequence = 4", "line 5: a line is missing"),
        ],
    )
    def test_the_first_broken_line_is_told(self, place, statement, why):
        change(place, statement)
        done = place.dondoc("audit", "verify")
        assert done.returncode == 1
        assert why.split(": ")[1] in done.stderr
        assert "PROBLEM" in place.dondoc("doctor").stdout

    def test_entries_cut_off_the_end_show_against_a_note(self, place):
        head = place.dondoc("audit", "verify").stdout.split()[-1]
        change(place, f"DELETE FROM audit_entry WHERE sequence = {head.split(':')[0]}")
        assert place.dondoc("audit", "verify").returncode == 0
        done = place.dondoc("audit", "verify", "--noted", head)
        assert done.returncode == 1
        assert "noted before" in done.stderr

    def test_a_note_that_is_none_is_wrong_usage(self, filled):
        assert filled.dondoc("audit", "verify", "--noted", "12").returncode == 2


class TestWords:
    """Whatever the library finds, the command line has words for, in both languages."""

    def test_every_finding_has_a_line(self):
        found = set(re.findall(r'(?:Finding\(|^        \()"([a-z-]+)"', inspect.getsource(doctor), re.MULTILINE))
        found |= {"disk", "disk-low", "file-missing", "file-damaged"}
        assert found == set(LINES)

    def test_every_refusal_has_words(self):
        sources = "".join(inspect.getsource(module) for module in (archive, backup, restore, snapshots, postgres))
        found = set(re.findall(r'CannotKeep\("([a-z-]+)"', sources))
        assert found | {"foreign", "damaged"} == set(CANNOT)
