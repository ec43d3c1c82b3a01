"""Work files: documents of one matter kept together by a unit, in order, until the matter is done."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.registry.dossiers import actions, queries
from dondoc.office.registry.models import Dossier
from tests.office.registers.conftest import TODAY


def opened(office, *, unit="finance", code="01.TS", role="clerk"):
    dossier = Dossier(code=code, title="Rà soát tài sản công", unit=office.units[unit], opened_on=TODAY)
    return actions.save_dossier(dossier, by=office.person(role))


@pytest.fixture
def dossier(office):
    return opened(office)


class TestOpening:
    def test_an_officer_opens_one_for_the_own_unit_and_below(self, office):
        assert opened(office, role="unit_officer").created_by == office.person("unit_officer")
        assert opened(office, unit="assets", role="unit_officer").unit == office.units["assets"]

    def test_and_for_no_other(self, office):
        with pytest.raises(PermissionDenied):
            opened(office, unit="home", role="unit_officer")

    def test_a_code_is_used_once_in_a_unit(self, office, dossier):
        with pytest.raises(NotNow, match="Rà soát tài sản công"):
            opened(office)
        assert opened(office, unit="home").code == "01.TS"

    def test_what_somebody_changed_meanwhile_is_not_written_over(self, office, dossier):
        drawn = Dossier.objects.get(pk=dossier.pk)
        dossier.title = "Rà soát đợt 1"
        actions.save_dossier(dossier, by=office.person("clerk"))
        drawn.title = "Rà soát đợt 2"
        with pytest.raises(Stale):
            actions.save_dossier(drawn, by=office.person("coordinator"))


class TestPapers:
    def test_they_stand_in_the_order_they_were_put_in(self, office, dossier, documents):
        made = documents(3)
        for document in made:
            actions.put_in(dossier, document, by=office.person("clerk"))

        assert [paper.document for paper in queries.papers(dossier)] == made

    def test_a_document_lies_in_two_without_a_copy(self, office, dossier, documents):
        [document] = documents()
        other = opened(office, unit="home")
        for one in (dossier, other):
            actions.put_in(one, document, by=office.person("clerk"))

        held, _free = queries.for_document(office.person("clerk"), document)
        assert set(held) == {dossier, other}

    def test_putting_it_in_again_changes_nothing(self, office, dossier, documents):
        [document] = documents()
        first = actions.put_in(dossier, document, by=office.person("clerk"))

        assert actions.put_in(dossier, document, by=office.person("clerk")) == first

    def test_taking_one_out_needs_a_reason_and_is_told_in_the_journal(self, office, dossier, documents):
        [document] = documents()
        paper = actions.put_in(dossier, document, by=office.person("clerk"))
        with pytest.raises(NotNow, match="lý do"):
            actions.take_out(paper, reason=" ", by=office.person("clerk"))
        actions.take_out(paper, reason="Thuộc hồ sơ khác", by=office.person("clerk"))

        assert not dossier.papers.exists()
        assert history_of(document).first().detail == {"dossier": "01.TS", "reason": "Thuộc hồ sơ khác"}


class TestClosing:
    def test_nothing_goes_in_after_that(self, office, dossier, documents):
        first, second = documents(2)
        actions.put_in(dossier, first, by=office.person("clerk"))
        closed = actions.close_dossier(dossier, day=TODAY, by=office.person("clerk"))
        with pytest.raises(NotNow, match="đã kết thúc ngày 10/03/2026"):
            actions.put_in(closed, second, by=office.person("clerk"))

    def test_until_it_is_opened_again(self, office, dossier, documents):
        first, second = documents(2)
        actions.put_in(dossier, first, by=office.person("clerk"))
        closed = actions.close_dossier(dossier, day=TODAY, by=office.person("clerk"))
        again = actions.reopen_dossier(closed, reason="Còn thiếu báo cáo", by=office.person("clerk"))

        assert actions.put_in(again, second, by=office.person("clerk")).order == 2

    def test_an_empty_one_is_not_closed(self, office, dossier):
        with pytest.raises(NotNow, match="chưa có văn bản"):
            actions.close_dossier(dossier, day=TODAY, by=office.person("clerk"))

    def test_nor_on_a_day_to_come(self, office, dossier, documents):
        actions.put_in(dossier, documents()[0], by=office.person("clerk"))
        with pytest.raises(NotNow, match="đến hôm nay"):
            actions.close_dossier(dossier, day=TODAY + datetime.timedelta(days=1), by=office.person("clerk"))


class TestPages:
    def test_a_document_is_found_by_its_number_and_put_in(self, client_for, dossier, documents):
        [document] = documents()
        client = client_for("unit_officer")
        shown = client.get(dossier.get_absolute_url(), {"number": "512/ubnd-tckh"}).content.decode()
        assert reverse("registry:file-document", args=[document.pk]) in shown

        sent = {"dossier": dossier.pk, "from_dossier": "1"}
        answer = client.post(reverse("registry:file-document", args=[document.pk]), sent)

        assert (answer.status_code, answer.url) == (302, dossier.get_absolute_url())
        assert [paper.document for paper in dossier.papers.all()] == [document]

    def test_the_page_of_the_document_tells_where_it_lies(self, client_for, office, dossier, documents):
        [document] = documents()
        actions.put_in(dossier, document, by=office.person("clerk"))

        assert dossier.get_absolute_url() in client_for("reader").get(document.get_absolute_url()).content.decode()

    def test_the_contents_come_as_a_workbook(self, client_for, office, dossier, documents):
        actions.put_in(dossier, documents()[0], by=office.person("clerk"))
        answer = client_for("reader").get(dossier.get_absolute_url(), {"export": "1"})
        rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True))

        assert rows[0][:2] == (1, "512/UBND-TCKH")

    def test_queries_do_not_grow_with_the_papers(self, client_for, office, dossier, documents, django_assert_max_num_queries):
        client = client_for("clerk")
        for document in documents(5):
            actions.put_in(dossier, document, by=office.person("clerk"))
        with django_assert_max_num_queries(10):
            client.get(dossier.get_absolute_url())
