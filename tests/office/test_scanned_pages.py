"""Long scans: the office says how many pages are done, and gives the more time the more pages there are."""

import signal

import pytest
from django.db import DatabaseError
from django.urls import reverse

from dondoc.office.registry import jobs
from dondoc.office.registry.actions import receive_document
from dondoc.office.registry.models import Document
from dondoc.reading.intake import limits
from tests.office.test_jobs import KILLER, WORK, run_child
from tests.reading.intake.drawing import BODY, Paper, saved


@pytest.fixture
def being_read(make_document):
    document = make_document(read=False)
    Document.objects.filter(pk=document.pk).update(state=Document.State.READING, pages_read=3, pages_total=12)
    document.refresh_from_db()
    return document


@pytest.mark.django_db
class TestWordOfPages:
    def test_the_page_shows_how_many_are_done(self, being_read, client_for):
        page = client_for("clerk").get(reverse("registry:refresh-document", args=[being_read.pk])).content.decode()
        assert '<progress value="3" max="12"' in page
        assert "Đã nhận dạng 3/12 trang quét." in page

    def test_so_does_the_register(self, being_read, client_for):
        assert "Đang đọc 3/12" in client_for("clerk").get(reverse("registry:list-documents")).content.decode()

    def test_a_document_that_is_no_scan_has_none(self, make_document, client_for):
        document = make_document(read=False)
        assert "<progress" not in client_for("clerk").get(reverse("registry:show-document", args=[document.pk])).content.decode()

    def test_a_reading_that_begins_anew_counts_anew(self, being_read):
        jobs._begin(being_read.pk)
        being_read.refresh_from_db()
        assert (being_read.pages_read, being_read.pages_total) == (None, None)

    def test_each_page_gives_more_time(self, being_read):
        allowed = []
        heard = jobs._Pages(being_read.pk, allowed.append).heard
        heard(0, 40)
        heard(40, 40)
        being_read.refresh_from_db()
        assert allowed == [limits.scan_seconds(40)] * 2
        assert (being_read.pages_read, being_read.pages_total) == (40, 40)

    def test_a_busy_database_costs_the_word_and_not_the_reading(self, being_read, monkeypatch):
        def busy(*_args, **_more):
            raise DatabaseError("database is locked")

        monkeypatch.setattr(Document.objects, "filter", busy)
        jobs._Pages(being_read.pk, lambda more: None).heard(1, 12)
        monkeypatch.undo()
        being_read.refresh_from_db()
        assert being_read.pages_read == 3

    def test_a_scan_that_was_read_shows_all_its_pages(self, office, run_jobs):
        page = Paper(150).lines(85, 90, BODY).image
        content = saved(page, page, page, form="TIFF", dpi=150)
        document = receive_document(content=content, name="quet.tiff", by=office.person("clerk")).document
        run_jobs()
        document.refresh_from_db()
        assert (document.state, document.pages_read, document.pages_total) == (Document.State.READ, 3, 3)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("pages", "end"), [(0, -signal.SIGALRM), (1, 0)], ids=["without pages", "with a page"])
def test_the_limit_of_time_grows_with_the_pages(office, make_document, settings, pages, end):
    make_document(read=False)
    sabotage = (
        "import time\nfrom dondoc.reading import read_text\nsettings.READING_SECONDS = 1\n"
        "def slow(content, *, name, heard):\n"
        f"    heard(0, {pages})\n    time.sleep(2.5)\n    return read_text(content.decode())\n"
        "jobs.read = slow"
    )
    assert run_child(KILLER.format(sabotage=sabotage, deed=WORK), settings) == end
