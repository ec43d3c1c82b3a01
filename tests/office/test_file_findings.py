"""What was wrong with a file, or left out of it, is said on the page of its document; a secret attachment is refused."""

import pytest
from django.urls import reverse

from dondoc.office.registry import jobs
from dondoc.office.registry.actions import receive_document
from dondoc.office.registry.models import Document
from tests.office.test_registry import files_on_disk
from tests.reading.intake.building import docx, p
from tests.reading.intake.test_packets import RAR, STAMPED, message

WORDS = "Giao Sở Y tế rà soát hồ sơ trước ngày 15/12/2026."


@pytest.fixture
def page_of(office, run_jobs, client_for):
    """``page_of(content)``: the page of a document received and read."""

    def show(content):
        document = receive_document(content=content, name="den.bin", by=office.person("clerk")).document
        run_jobs()
        return client_for("clerk").get(reverse("registry:show-document", args=[document.pk])).content.decode()

    return show


@pytest.mark.django_db
class TestWhatIsSaid:
    def test_a_broken_part_is_named(self, page_of):
        assert "Phần word/styles.xml của tệp bị hỏng" in page_of(docx(p(WORDS), styles="<"))

    def test_an_attachment_nobody_could_look_into_is_named(self, page_of):
        mail = message(("cv.docx", "application/x", docx(p(WORDS))), ("kem.rar", "application/x", RAR)).as_bytes()
        assert "Không mở được tệp đính kèm “kem.rar” nên chưa kiểm tra được dấu chỉ độ mật." in page_of(mail)

    def test_a_whole_file_has_nothing_to_be_said_of(self, page_of):
        assert "alert-warning" not in page_of(docx(p(WORDS)))


@pytest.mark.django_db
class TestSecretAttachment:
    MAIL = message(("cv.docx", "application/x", docx(p(WORDS))), ("kem.docx", "application/x", STAMPED)).as_bytes()

    def test_it_is_refused_before_anything_is_stored(self, office, settings):
        receipt = receive_document(content=self.MAIL, name="thu.eml", by=office.person("clerk"))
        assert receipt.document is None
        assert "TỐI MẬT" in receipt.reason
        assert not files_on_disk(settings)

    def test_where_only_the_job_sees_it_all_is_removed(self, office, run_jobs, settings, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(jobs.secrecy, "mark_in", lambda content, name: None)
            document = receive_document(content=self.MAIL, name="thu.eml", by=office.person("clerk")).document
        run_jobs()
        document.refresh_from_db()
        assert document.state == Document.State.REFUSED
        assert not files_on_disk(settings)
