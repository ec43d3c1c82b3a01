"""When something under the office fails: a clear page, nothing half done, and work goes on once it is mended."""

import os
import re
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, OperationalError, connection, connections, transaction

from dondoc.office.audit import chain
from dondoc.office.audit.actions import record
from dondoc.office.audit.models import Entry
from dondoc.office.faults import FAULTS, fault_of
from dondoc.office.registry import storage
from dondoc.office.registry.models import Document
from tests.conftest import DISPATCH
from tests.office.test_registry import files_on_disk
from tests.office.test_serve import Served
from tests.postgres import started


def quiet(client):
    """The same browser; errors become pages, as they do outside tests."""
    client.raise_request_exception = False
    return client


def upload(client, content, name="cong-van.txt"):
    return client.post("/documents/add/", {"files": SimpleUploadedFile(name, content)})


class TestDiskFull:
    def test_an_upload_the_disk_has_no_room_for_says_so_and_leaves_nothing(self, client_for, settings, monkeypatch):
        clerk = quiet(client_for("clerk"))
        real = os.open
        monkeypatch.setattr(storage.os, "open", lambda path, flags, mode=0o777: real("/dev/full", os.O_WRONLY))  # the kernel's own refusal
        answer = upload(clerk, DISPATCH.encode())
        assert answer.status_code == 507
        assert "Máy chủ hết chỗ lưu" in answer.text
        assert not Document.objects.exists()
        monkeypatch.undo()
        settings.FILES.mkdir(exist_ok=True)
        assert not files_on_disk(settings)
        assert upload(clerk, DISPATCH.encode()).status_code == 200
        assert Document.objects.count() == 1

    @pytest.mark.skipif("DATABASE_URL" in os.environ, reason="SQLite can be told that it has no more room, PostgreSQL can't")
    @pytest.mark.django_db(transaction=True)
    def test_a_database_without_room_says_so_keeps_what_there_was_and_goes_on_later(self, client_for, make_document):
        make_document(read=False)
        clerk = quiet(client_for("clerk"))
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
            try:
                statuses = (upload(clerk, f"{DISPATCH}{n}{'x' * 9000}".encode(), name="n" * 250).status_code for n in range(2000))
                assert next(status for status in statuses if status != 200) == 507  # what earlier tests left free fills up first
                assert clerk.get("/documents/").status_code == 200
            finally:
                cursor.execute("PRAGMA max_page_count = 1000000000")
        assert upload(clerk, f"{DISPATCH} sau".encode()).status_code == 200
        assert chain.verify()


class TestDatabaseGone:
    @pytest.fixture
    def folder(self):
        """A folder that the server, which is not run by root, can get to."""
        with tempfile.TemporaryDirectory(prefix="dondoc-pg-") as folder:
            Path(folder).chmod(0o755)
            yield Path(folder)

    def test_the_page_says_so_and_the_office_works_again_when_the_database_does(self, tmp_path, folder):
        with started(folder) as url:
            office = Served(tmp_path / "data", "empty", {"DATABASE_URL": url})
            link = re.search(r"http://\S+/sign-in/\S+", office.lines()).group()
            office.get(link)
            assert "Văn bản" in office.get("/documents/")
        try:
            with pytest.raises(urllib.error.HTTPError) as answer:
                office.get("/documents/")
            assert answer.value.code == 503
            assert answer.value.headers["Retry-After"] == "10"
            assert "Cơ sở dữ liệu không trả lời" in answer.value.read().decode()
            with started(folder):
                assert "Văn bản" in office.get("/documents/")
        finally:
            office.stop()


class TestWords:
    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (OperationalError("database or disk is full"), 507),
            (OSError(28, "No space left on device"), 507),
            (OperationalError("database is locked"), 503),
            (OperationalError("connection refused"), 503),
            (DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), 400),
            (IntegrityError("x"), 500),
            (OSError(13, "Permission denied"), 500),
            (None, 500),
        ],
    )
    def test_each_kind_of_fault_has_its_answer(self, error, status):
        assert fault_of(error).status == status

    def test_a_fault_is_known_by_what_it_was_raised_from(self):
        outer = RuntimeError("x")
        outer.__cause__ = OSError(28, "No space left on device")
        assert fault_of(outer).status == 507

    def test_every_fault_says_what_to_do(self):
        assert all(fault.title and fault.what and fault.todo for fault in FAULTS)

    @pytest.mark.parametrize("address", ["/documents/?text=%00", "/tasks/?q=%00", "/people/?text=%00", "/audit/?text=%00"])
    def test_a_zero_byte_in_an_address_breaks_no_page(self, client_for, address):
        assert quiet(client_for("administrator")).get(address).status_code in {200, 400}


@pytest.mark.django_db(transaction=True)
def test_entries_written_at_the_same_moment_make_one_chain(office):
    person = office.person("clerk")
    with transaction.atomic():
        record(person, "registry.received", office.root)
    failed = []

    def write():
        try:
            for _ in range(10):
                with transaction.atomic():
                    record(person, "registry.received", office.root)
                    time.sleep(0.005)
        except Exception as error:  # noqa: BLE001 - handed to the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Entry.objects.count() == 41
    assert chain.verify()
