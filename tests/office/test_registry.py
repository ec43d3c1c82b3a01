"""Receiving documents: durable, checksummed, answered file by file; the register's pages; the original, always."""

import datetime
import hashlib
import os
import stat

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from dondoc.office.audit.models import Entry
from dondoc.office.audit.queries import history_of
from dondoc.office.registry import actions, storage
from dondoc.office.registry.actions import Outcome, receive_document
from dondoc.office.registry.media import media_type_of
from dondoc.office.registry.models import Document, StoredFile
from dondoc.office.registry.queries import Filters, documents
from tests.conftest import DISPATCH

SECRET = """MẬT

ỦY BAN NHÂN DÂN
THÀNH PHỐ SÔNG TRÀ
Số: 09/UBND-NC
Sông Trà, ngày 02 tháng 3 năm 2026

Kính gửi: Phòng Nội vụ.

Nội dung thử.
"""
ADD = "/documents/add/"


def files_on_disk(settings):
    return sorted(path for path in settings.FILES.rglob("*") if path.is_file()) if settings.FILES.exists() else []


CONTENT = DISPATCH.encode()


def receive(office, content=CONTENT, name="cong-van.txt", role="clerk"):
    return receive_document(content=content, name=name, by=office.person(role))


class TestReceiving:
    def test_the_bytes_are_kept_under_their_checksum_unchanged(self, office, settings):
        document = receive(office).document
        sha256 = hashlib.sha256(DISPATCH.encode()).hexdigest()
        assert document.file.sha256 == sha256
        assert document.file.path == settings.FILES / sha256[:2] / sha256[2:4] / sha256
        assert document.file.path.read_bytes() == DISPATCH.encode()

    def test_the_file_can_not_be_written_to_by_chance(self, office):
        assert stat.S_IMODE(receive(office).document.file.path.stat().st_mode) == 0o400

    def test_the_document_waits_to_be_read_and_its_job_is_queued(self, office):
        document = receive(office).document
        assert document.state == Document.State.RECEIVED
        assert [job.args_kwargs["args"] for job in DBTaskResult.objects.ready()] == [[document.pk]]

    def test_the_journal_says_who_received_it(self, office):
        document = receive(office).document
        entry = history_of(document).get()
        assert (entry.verb, entry.actor, entry.detail["sha256"]) == ("registry.received", office.person("clerk"), document.file.sha256)

    def test_the_same_bytes_again_give_the_document_that_is_there(self, office, settings):
        first = receive(office)
        again = receive(office, name="ten-khac.txt")
        assert (again.outcome, again.document) == (Outcome.KNOWN, first.document)
        assert Document.objects.count() == StoredFile.objects.count() == DBTaskResult.objects.count() == len(files_on_disk(settings)) == 1

    def test_an_empty_file_is_refused(self, office, settings):
        receipt = receive(office, content=b"")
        assert receipt.outcome == Outcome.REFUSED
        assert "Tệp rỗng" in receipt.reason
        assert not files_on_disk(settings)

    def test_a_file_over_the_limit_is_refused_with_the_limit(self, office, settings):
        settings.MAX_UPLOAD = 1024 * 1024
        receipt = receive(office, content=b"x" * (1024 * 1024 + 1))
        assert receipt.outcome == Outcome.REFUSED
        assert "1,0" in receipt.reason

    def test_a_secret_document_is_refused_and_nothing_of_it_is_kept(self, office, settings):
        receipt = receive(office, content=SECRET.encode(), name="ten-tep-mat.txt")
        assert receipt.outcome == Outcome.REFUSED
        assert "MẬT" in receipt.reason
        assert not Document.objects.exists()
        assert not StoredFile.objects.exists()
        assert not DBTaskResult.objects.exists()
        assert not files_on_disk(settings)
        kept = Entry.objects.get(verb="registry.refused-secret")
        assert "ten-tep-mat" not in f"{kept.object_label}{kept.detail}"

    def test_a_file_that_no_one_can_read_is_stored_all_the_same(self, office, run_jobs):
        document = receive(office, content=b"\x89PNG\r\n\x1a\n" + bytes(64), name="anh.png").document
        run_jobs()
        document.refresh_from_db()
        assert document.state == Document.State.FAILED
        assert document.error_vi
        assert document.error_en
        assert document.file.path.exists()

    @pytest.mark.parametrize("role", ["unit_officer", "leader", "reader", "administrator"])
    def test_others_may_not_and_nothing_is_stored(self, office, settings, role):
        with pytest.raises(PermissionDenied):
            receive(office, role=role)
        assert not files_on_disk(settings)

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Van ban\\cong van.docx", "cong van.docx"),
            ("tên\x00có\nđiều khiển.txt", "têncóđiều khiển.txt"),
            ("", "tệp không tên"),
            ("a" * 300 + ".docx", "a" * 250 + ".docx"),
        ],
    )
    def test_a_file_name_is_only_a_name(self, office, given, kept):
        assert receive(office, name=given).document.file.name == kept

    def test_a_register_row_without_a_file_is_refused_by_the_database(self, office):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.create(file=None)

    @pytest.mark.parametrize(
        ("content", "name", "media_type"),
        [
            (b"%PDF-1.7 ...", "a.bin", "application/pdf"),
            (b"PK\x03\x04...", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (b"PK\x03\x04...", "a.html", "application/zip"),
            (b"\xef\xbb\xbf <!DOCTYPE html><p>", "a.txt", "text/html"),
            ("Công văn".encode(), "a.exe", "text/plain"),
            ("Công văn".encode("utf-16"), "a.txt", "text/plain"),
            (b"MZ\x00\x01", "a.txt", "application/octet-stream"),
        ],
    )
    def test_the_kind_of_file_comes_from_its_bytes(self, content, name, media_type):
        assert media_type_of(content, name) == media_type


class TestStorage:
    def test_a_write_that_breaks_off_leaves_no_file_under_the_final_name(self, settings, tmp_path, monkeypatch):
        settings.FILES = tmp_path / "files"
        monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            storage.keep(b"noi dung")
        assert not files_on_disk(settings)

    def test_folders_are_flushed_after_the_file(self, settings, tmp_path, monkeypatch):
        settings.FILES = tmp_path / "files"
        flushed = []
        real = os.fsync
        monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append(stat.S_ISDIR(os.fstat(handle).st_mode)), real(handle)))
        storage.keep(b"noi dung")
        assert flushed == [False, True, True, True]


class TestUploadPage:
    def test_each_file_is_answered_for_by_itself(self, office, client_for):
        client = client_for("clerk")
        receive(office)
        files = [
            SimpleUploadedFile("moi.txt", "Sở Y tế chủ trì, báo cáo trước ngày 15/12/2026.".encode()),
            SimpleUploadedFile("cu.txt", DISPATCH.encode()),
            SimpleUploadedFile("rong.txt", b""),
            SimpleUploadedFile("mat.txt", SECRET.encode()),
        ]
        page = client.post(ADD, {"files": files}).content.decode()
        assert [part.split('"')[0] for part in page.split('data-outcome="')[1:]] == ["stored", "known", "refused", "refused"]
        assert "Tệp này đã có trên hệ thống" in page
        assert "Tệp rỗng" in page
        assert Document.objects.count() == 2

    def test_a_folder_comes_in_by_the_second_field(self, client_for):
        files = [SimpleUploadedFile(f"{n}.txt", f"Văn bản thứ {n}".encode()) for n in range(3)]
        client_for("clerk").post(ADD, {"folder": files})
        assert Document.objects.count() == 3

    def test_the_dropped_file_gets_just_its_answer(self, client_for):
        answer = client_for("clerk").post(ADD, {"files": SimpleUploadedFile("a.txt", b"Van ban")}, headers={"X-Dondoc-Upload": "1"})
        assert answer.content.decode().strip().startswith('<li class="receipt receipt-stored"')

    def test_no_file_at_all_is_answered_with_what_to_do(self, client_for):
        answer = client_for("clerk").post(ADD, {})
        assert answer.status_code == 422
        assert "Hãy chọn ít nhất một tệp" in answer.content.decode()


class TestRegisterPage:
    @pytest.fixture
    def register(self, office):
        for number, (kind, issuer, state) in enumerate(
            [
                ("Công văn", "Sở Nội vụ", "received"),
                ("Quyết định", "UBND tỉnh An Phú Hà", "failed"),
                ("Công văn", "Sở Tài chính", "received"),
            ],
            start=1,
        ):
            document = receive(office, content=f"Văn bản {number}".encode(), name=f"{number}.txt").document
            date = datetime.date(2026, number, 1)
            Document.objects.filter(pk=document.pk).update(state=state)
            document.kind, document.number, document.issuer, document.date, document.subject = kind, f"{number}/CV", issuer, date, "Thử"
            document.save(update_fields=["kind", "number", "issuer", "date", "subject"])
        return office

    @pytest.mark.parametrize(
        ("filters", "numbers"),
        [
            (Filters(), ["3/CV", "2/CV", "1/CV"]),
            (Filters(text="tài chính"), ["3/CV"]),
            (Filters(text="công văn sở"), ["3/CV", "1/CV"]),
            (Filters(state="failed"), ["2/CV"]),
            (Filters(kind="Quyết định"), ["2/CV"]),
            (Filters(sort="date"), ["1/CV", "2/CV", "3/CV"]),
            (Filters(sort="-issuer"), ["2/CV", "3/CV", "1/CV"]),
            (Filters(sort="vô nghĩa"), ["3/CV", "2/CV", "1/CV"]),
            (Filters(received_from=datetime.date(2100, 1, 1)), []),
            (Filters(received_to=datetime.date(2000, 1, 1)), []),
        ],
    )
    def test_the_list_is_filtered_and_sorted(self, register, filters, numbers):
        assert [document.number for document in documents(register.person("reader"), filters)] == numbers

    def test_what_is_chosen_stands_in_the_address_and_on_the_page(self, register, client_for):
        page = client_for("reader").get("/documents/?state=failed&sort=-date").content.decode()
        assert "2/CV" in page
        assert "1/CV" not in page
        assert '<option value="failed" selected>' in page
        assert "state=failed&amp;sort=date" in page

    @pytest.mark.parametrize(
        "query", ["state=x&received_from=hôm+qua&page=abc&sort=;drop", "received_from=0001-01-01&received_to=9999-12-31"]
    )
    def test_nonsense_in_the_address_narrows_nothing(self, register, client_for, query):
        answer = client_for("reader").get(f"/documents/?{query}")
        assert answer.status_code == 200
        assert "3 văn bản" in answer.content.decode()

    def test_htmx_gets_the_table_only(self, register, client_for):
        page = client_for("reader").get("/documents/", headers={"HX-Request": "true"}).content.decode()
        assert "3/CV" in page
        assert "<html" not in page

    @pytest.mark.parametrize("count", [10, 120])
    def test_the_number_of_queries_is_fixed(self, office, client_for, django_assert_num_queries, count):
        files = StoredFile.objects.bulk_create(
            StoredFile(sha256=f"{n:064}", size=1, name=f"{n}.txt", media_type="text/plain") for n in range(count)
        )
        Document.objects.bulk_create(Document(file=file, number=str(file.pk), received_by=office.person("clerk")) for file in files)
        client = client_for("reader")
        with django_assert_num_queries(7):  # session, person, roles, kinds, count, page, bell
            client.get("/documents/")

    def test_long_lists_come_in_pages(self, office, client_for):
        files = StoredFile.objects.bulk_create(
            StoredFile(sha256=f"{n:064}", size=1, name=f"{n}.txt", media_type="text/plain") for n in range(60)
        )
        Document.objects.bulk_create(Document(file=file, number=f"so-{n}") for n, file in enumerate(files))
        client = client_for("reader")
        assert "Trang 1 / 2" in client.get("/documents/").content.decode()
        assert client.get("/documents/?page=2").content.decode().count('data-label="Trạng thái"') == 10


class TestDocumentPage:
    def test_it_shows_the_register_the_reading_and_the_history(self, client_for, make_document):
        document = make_document()
        page = client_for("reader").get(document.get_absolute_url()).content.decode()
        assert document.file.sha256 in page
        assert "Đã đọc" in page
        assert "tiếp nhận văn bản" in page

    def test_while_it_is_read_the_page_asks_again_without_keeping_the_session(self, client_for, make_document):
        document = make_document(read=False)
        page = client_for("reader").get(document.get_absolute_url()).content.decode()
        assert f'hx-get="/documents/{document.pk}/state/"' in page
        assert "X-Dondoc-Background" in page

    def test_once_it_is_read_the_page_is_drawn_anew(self, client_for, make_document):
        client, document = client_for("reader"), make_document(read=False)
        url = reverse("registry:refresh-document", args=[document.pk])
        assert "HX-Refresh" not in client.get(url, headers={"HX-Request": "true"})
        Document.objects.filter(pk=document.pk).update(state="failed")
        assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"

    def test_a_failure_says_what_to_do_in_the_readers_language(self, office, client_for, make_document):
        document = make_document(" ", name="trang.txt")
        assert document.state == Document.State.FAILED
        client = client_for("clerk")
        assert document.error_vi in client.get(document.get_absolute_url()).content.decode()
        client.post("/language/", {"language": "en"})
        assert document.error_en in client.get(document.get_absolute_url()).content.decode()

    def test_text_of_a_document_is_never_markup(self, client_for, make_document):
        document = make_document("<script>alert(1)</script> Sở Y tế báo cáo.", name="<b>x</b>.txt")
        page = client_for("reader").get(document.get_absolute_url()).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page

    @pytest.mark.parametrize("path", ["/documents/{n}/", "/documents/{n}/original/", "/units/{n}/", "/people/{n}/"])
    def test_a_number_nobody_has_is_not_found(self, client_for, path):
        for number in (4711, 10**25):
            assert client_for("reader").get(path.format(n=number)).status_code == 404


class TestCorrecting:
    def test_a_correction_is_kept_through_another_reading(self, office, client_for, make_document, run_jobs):
        document = make_document()
        data = {"kind": "Công văn", "number": "999/SỬA", "issuer": "UBND thành phố", "date": "2026-03-06", "subject": "Đã sửa"}
        client_for("clerk").post(reverse("registry:edit-document", args=[document.pk]), data)
        actions.read_again(document, by=office.person("clerk"))
        run_jobs()
        document.refresh_from_db()
        assert document.state == Document.State.READ
        assert (document.number, document.subject, document.date) == ("999/SỬA", "Đã sửa", datetime.date(2026, 3, 6))

    def test_the_journal_says_what_it_was_before(self, office, make_document):
        document = make_document()
        before = document.number
        actions.correct_header(document, by=office.person("clerk"), number="1/MỚI")
        assert history_of(document)[0].detail["fields"] == {"number": [before, "1/MỚI"]}

    def test_only_what_was_changed_counts_as_corrected(self, office, make_document):
        document = make_document()
        corrected = actions.correct_header(document, by=office.person("clerk"), number="1/MỚI", subject=document.subject)
        assert corrected.corrected == ["number"]

    def test_a_wrong_date_is_shown_at_its_field_and_nothing_is_saved(self, client_for, make_document):
        document = make_document()
        answer = client_for("clerk").post(reverse("registry:edit-document", args=[document.pk]), {"date": "ngày mai", "number": "X"})
        assert answer.status_code == 422
        document.refresh_from_db()
        assert document.number != "X"

    def test_others_may_not(self, office, make_document):
        with pytest.raises(PermissionDenied):
            actions.correct_header(make_document(), by=office.person("leader"), number="1")


class TestOriginal:
    def test_it_comes_back_byte_for_byte_as_a_download_no_browser_runs(self, client_for, make_document):
        html = "<!DOCTYPE html><script>alert(1)</script><p>Sở Y tế báo cáo trước ngày 15/12/2026.</p>"
        document = make_document(html, name="Công văn số 5.html")
        answer = client_for("reader").get(reverse("registry:download-original", args=[document.pk]))
        assert b"".join(answer.streaming_content) == html.encode()
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"

    def test_taking_it_away_is_written_down(self, office, client_for, make_document):
        document = make_document()
        client_for("reader").get(reverse("registry:download-original", args=[document.pk]))
        assert history_of(document)[0].verb == "registry.downloaded"
        assert history_of(document)[0].actor == office.person("reader")

    def test_who_may_not_gets_nothing(self, client_for, make_document):
        assert client_for("administrator").get(reverse("registry:download-original", args=[make_document().pk])).status_code == 403

    def test_strangers_are_sent_to_sign_in(self, client, make_document):
        assert client.get(reverse("registry:download-original", args=[make_document().pk])).status_code == 302
