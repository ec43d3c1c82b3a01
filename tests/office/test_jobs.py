"""Reading as a job: killed at any point, nothing acknowledged is lost, and what was begun is finished after a restart."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dondoc.office.audit import chain
from dondoc.office.audit.models import Entry
from dondoc.office.audit.queries import history_of
from dondoc.office.registry import jobs, storage
from dondoc.office.registry.actions import read_again, receive_document
from dondoc.office.registry.models import Document, StoredFile
from dondoc.office.registry.signals import document_read
from tests.conftest import DISPATCH
from tests.office.test_registry import SECRET, files_on_disk

KILLER = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from dondoc.office.registry import actions, jobs, models, storage
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
{sabotage}
{deed}
"""
AT_ONCE = 20  # seconds a child process may take


def start_child(code, settings):
    """A process of its own on this test's database and files."""
    environment = {
        **os.environ,
        "DONDOC_TEST_DATA": str(settings.DATA),
        "DONDOC_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(Path.cwd()),
    }
    prelude = f"from pathlib import Path\nfrom django.conf import settings\nsettings.FILES = Path({str(settings.FILES)!r})\n"
    return subprocess.Popen([sys.executable, "-c", prelude + code], env=environment)


def run_child(code, settings):
    """Run code in such a process; returns the exit status (negative: the signal that killed it)."""
    return start_child(code, settings).wait(60)


WORK = 'call_command("run_worker", batch=True, interval=0)'


@pytest.mark.django_db(transaction=True)
class TestKilled:
    @pytest.mark.parametrize(
        "sabotage",
        [
            "jobs.read = die",
            "jobs.to_data = die",
            "jobs.document_read.connect(die, weak=False)",
            "jobs._begin = die",
            "from django_tasks_db.models import DBTaskResult; DBTaskResult.set_successful = die",
        ],
        ids=["while reading", "before saving", "inside the transaction that saves", "before beginning", "after saving"],
    )
    def test_a_worker_killed_at_any_point_is_made_up_for_by_the_next(self, office, make_document, settings, sabotage):
        document = make_document(read=False)
        assert run_child(KILLER.format(sabotage=sabotage, deed=WORK), settings) == -signal.SIGKILL
        assert document.file.path.read_bytes() == DISPATCH.encode()

        assert run_child(KILLER.format(sabotage="", deed=WORK), settings) == 0

        document.refresh_from_db()
        assert document.state == Document.State.READ
        assert document.source_text == DISPATCH
        assert [entry.verb for entry in history_of(document)].count("registry.read") == 1
        assert not DBTaskResult.objects.ready().exists()
        assert not DBTaskResult.objects.running().exists()
        assert chain.verify()

    def test_a_worker_killed_from_outside_in_the_middle_of_reading(self, office, make_document, settings):
        document = make_document(read=False)
        code = KILLER.format(sabotage="import time\njobs.read = lambda *args, **kwargs: time.sleep(60)", deed=WORK)
        worker = start_child(code, settings)
        deadline = time.monotonic() + AT_ONCE
        while Document.objects.get(pk=document.pk).state != Document.State.READING and time.monotonic() < deadline:
            time.sleep(0.05)
        worker.kill()
        worker.wait()
        assert Document.objects.get(pk=document.pk).state == Document.State.READING

        assert run_child(KILLER.format(sabotage="", deed=WORK), settings) == 0
        document.refresh_from_db()
        assert (document.state, document.attempts) == (Document.State.READ, 2)

    def test_a_document_that_kills_every_worker_is_set_aside_and_the_others_are_read(self, office, make_document, settings):
        bad = make_document("Văn bản làm hỏng", name="hong.txt", read=False)
        good = make_document(read=False)
        kills = f"die() if name == {bad.file.name!r} else real(content, name=name, **how)"
        sabotage = f"real = jobs.read\njobs.read = lambda content, name, **how: {kills}"
        status = [run_child(KILLER.format(sabotage=sabotage, deed=WORK), settings) for _ in range(jobs.MOST_ATTEMPTS + 1)]
        assert status == [-signal.SIGKILL] * jobs.MOST_ATTEMPTS + [0]
        bad.refresh_from_db()
        good.refresh_from_db()
        assert (bad.state, bad.error_code) == (Document.State.FAILED, "interrupted")
        assert bad.file.path.exists()
        assert good.state == Document.State.READ

    def test_a_reading_that_does_not_end_is_ended(self, office, make_document, settings):
        make_document(read=False)
        sabotage = "import time\nsettings.READING_SECONDS = 1\njobs.read = lambda *args, **kwargs: time.sleep(60)"
        before = time.monotonic()
        assert run_child(KILLER.format(sabotage=sabotage, deed=WORK), settings) == -signal.SIGALRM
        assert time.monotonic() - before < AT_ONCE

    def test_a_secret_document_cut_off_half_way_through_its_refusal_is_refused_all_the_same(self, office, settings):
        document = _queue_secret(office)
        assert run_child(KILLER.format(sabotage="jobs.storage.remove = die", deed=WORK), settings) == -signal.SIGKILL
        assert run_child(KILLER.format(sabotage="", deed=WORK), settings) == 0
        document.refresh_from_db()
        assert document.state == Document.State.REFUSED
        assert not files_on_disk(settings)

    @pytest.mark.parametrize(
        "sabotage",
        ["storage.os.fsync = die", "actions.StoredFile.objects.get_or_create = die", "actions.record = die"],
        ids=["while writing the file", "between file and row", "before the end of the transaction"],
    )
    def test_an_upload_killed_before_its_answer_can_simply_be_sent_again(self, office, settings, sabotage):
        content, clerk = DISPATCH.encode(), office.person("clerk")
        deed = (
            "from dondoc.office.directory.models import Person\n"
            f"actions.receive_document(content={content!r}, name='a.txt', by=Person.objects.get(pk={clerk.pk}))"
        )
        assert run_child(KILLER.format(sabotage=sabotage, deed=deed), settings) == -signal.SIGKILL
        assert not Document.objects.exists()
        assert not DBTaskResult.objects.exists()

        document = receive_document(content=content, name="a.txt", by=clerk).document
        assert document.file.path.read_bytes() == content
        assert chain.verify()

    def test_an_upload_killed_after_its_answer_is_there(self, office, settings):
        clerk = office.person("clerk")
        deed = (
            "from dondoc.office.directory.models import Person\n"
            f"actions.receive_document(content={DISPATCH.encode()!r}, name='a.txt', by=Person.objects.get(pk={clerk.pk}))\ndie()"
        )
        assert run_child(KILLER.format(sabotage="", deed=deed), settings) == -signal.SIGKILL
        assert Document.objects.get().file.path.read_bytes() == DISPATCH.encode()
        assert DBTaskResult.objects.ready().count() == 1

    def test_a_second_worker_on_the_same_data_says_so_and_ends(self, office, settings):
        import fcntl

        with (settings.DATA / "worker.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert run_child(KILLER.format(sabotage="", deed=WORK), settings) != 0


def _queue_secret(office):
    """A secret document that came in before anybody looked: as if the first look had found nothing."""
    sha256 = storage.keep(SECRET.encode())
    with transaction.atomic():
        file = StoredFile.objects.create(sha256=sha256, size=len(SECRET.encode()), name="mat.txt", media_type="text/plain")
        document = Document.objects.create(file=file, subject="Nội dung thử", received_by=office.person("clerk"))
        jobs.read_document.enqueue(document.pk)
    return document


class TestReading:
    def test_what_was_read_stands_in_the_register(self, make_document):
        document = make_document()
        assert document.state == Document.State.READ
        assert document.source_text == DISPATCH
        assert document.reading["version"] == 1
        assert "text" not in document.reading["source"]
        assert document.attempts == 1

    def test_running_the_job_again_changes_nothing(self, make_document, run_jobs):
        document = make_document()
        entries = Entry.objects.count()
        jobs.read_document.enqueue(document.pk)
        run_jobs()
        assert Entry.objects.count() == entries

    def test_other_rooms_hear_of_it_inside_the_transaction(self, make_document):
        heard = []

        def listen(document, **kwargs):
            heard.append((document.pk, document.state, bool(document.reading), transaction.get_connection().in_atomic_block))

        document_read.connect(listen)
        try:
            document = make_document()
        finally:
            document_read.disconnect(listen)
        assert heard == [(document.pk, "read", True, True)]

    def test_if_another_room_fails_the_reading_is_not_saved_and_the_person_is_told(self, make_document):
        def fail(**kwargs):
            raise RuntimeError

        document_read.connect(fail)
        try:
            document = make_document()
        finally:
            document_read.disconnect(fail)
        assert (document.state, document.error_code, document.reading) == (Document.State.FAILED, "internal", None)

    def test_a_lost_original_is_reported(self, make_document, run_jobs):
        document = make_document(read=False)
        storage.remove(document.file.sha256)
        run_jobs()
        document.refresh_from_db()
        assert (document.state, document.error_code) == (Document.State.FAILED, "lost")

    def test_a_mark_found_by_the_job_removes_the_file_and_all_content(self, office, run_jobs, settings):
        document = _queue_secret(office)
        run_jobs()
        document.refresh_from_db()
        assert document.state == Document.State.REFUSED
        assert (document.file, document.source_text, document.reading, document.subject) == (None, "", None, "")
        assert not StoredFile.objects.exists()
        assert not files_on_disk(settings)
        assert document.received_by == office.person("clerk")

    def test_a_failed_document_can_be_read_again(self, office, make_document, run_jobs):
        document = make_document()
        Document.objects.filter(pk=document.pk).update(state=Document.State.FAILED, error_code="internal", error_vi="x", error_en="x")
        document.refresh_from_db()
        read_again(document, by=office.person("clerk"))
        run_jobs()
        document.refresh_from_db()
        assert (document.state, document.error_code, document.error_vi) == (Document.State.READ, "", "")

    def test_pressing_read_again_twice_queues_one_job(self, office, make_document):
        document = make_document()
        for _ in range(2):
            read_again(document, by=office.person("clerk"))
        assert DBTaskResult.objects.ready().count() == 1


class TestRecovery:
    def test_a_job_that_fails_without_leaving_word_is_run_again_later(self, make_document, run_jobs, monkeypatch):
        document = make_document(read=False)
        monkeypatch.setattr(jobs, "_begin", lambda document_id: (_ for _ in ()).throw(OperationalError("database is locked")))
        run_jobs()
        monkeypatch.undo()
        later = DBTaskResult.objects.get(status="READY")
        assert later.args_kwargs["args"] == [document.pk]
        assert later.run_after > timezone.now()
        assert jobs.recover() == 0
        DBTaskResult.objects.filter(pk=later.pk).update(run_after=timezone.now())
        run_jobs()
        document.refresh_from_db()
        assert document.state == Document.State.READ

    def test_a_document_without_a_live_job_is_queued(self, make_document):
        document = make_document(read=False)
        DBTaskResult.objects.all().delete()
        assert jobs.recover() == 1
        assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [document.pk]

    def test_a_document_in_the_queue_is_left_alone(self, make_document):
        make_document(read=False)
        assert jobs.recover() == 0
        assert DBTaskResult.objects.count() == 1

    def test_a_document_that_is_done_is_left_alone(self, make_document):
        make_document()
        assert jobs.recover() == 0
