"""The pages of the registers: what is shown, typed, printed, exported, and what the document's page tells of it."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from dondoc.office.registry.models import Document, IncomingEntry, OutgoingEntry
from dondoc.office.registry.registers import actions
from dondoc.office.registry.registers.actions import Issue, Share
from tests.office.registers.conftest import TODAY


def page(client, name, *args, **query):
    response = client.get(reverse(f"registry:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


class TestEntering:
    def test_the_form_shows_the_next_number_and_what_the_reader_found(self, client_for, outgoing, documents):
        [document] = documents()
        shown = page(client_for("clerk"), "register-document", document.pk, register=outgoing.pk)

        assert '<strong class="big-number">1</strong>' in shown
        assert 'value="UBND-TCKH"' in shown
        assert "Phạm Quốc Khánh" in shown

    def test_sending_it_enters_the_document(self, client_for, incoming, documents):
        [document] = documents()
        sent = {"register": incoming.pk, "arrived_on": TODAY, "urgency": 1, "note": ""}
        answer = client_for("clerk").post(reverse("registry:register-document", args=[document.pk]), sent)

        entry = IncomingEntry.objects.get()
        assert (answer.status_code, answer.url) == (302, entry.get_absolute_url())
        assert entry.get_urgency_display() == "Khẩn"

    def test_a_double_is_entered_only_when_somebody_has_looked(self, client_for, incoming, documents):
        first, second = documents(2)
        client, url = client_for("clerk"), reverse("registry:register-document", args=[second.pk])
        sent = {"register": incoming.pk, "arrived_on": TODAY, "urgency": 0}

        answer = client.post(url, sent)

        assert answer.status_code == 422
        assert first.get_absolute_url() in answer.content.decode()
        assert not IncomingEntry.objects.exists()
        assert client.post(url, {**sent, "again": "on"}).status_code == 302

    def test_a_number_taken_meanwhile_brings_the_form_back_with_the_new_one(self, client_for, office, outgoing, documents):
        first, second = documents(2)
        second.issuer = "Sở Y tế"
        second.save()
        actions.register_outgoing(first, outgoing, Issue(symbol="QĐ-UBND", date=TODAY), expected=1, by=office.person("clerk"))
        sent = {"register": outgoing.pk, "expected": 1, "symbol": "KH-UBND", "date": TODAY, "copies": 3, "urgency": 0}
        client, url = client_for("clerk"), reverse("registry:register-document", args=[second.pk])

        answer = client.post(url, sent).content.decode()

        assert "Số tiếp theo là 2" in answer
        assert 'name="expected" value="2"' in answer
        assert 'value="KH-UBND"' in answer


class TestTheRegister:
    @pytest.fixture
    def kept(self, office, incoming, entered):
        actions.distribute(entered, [Share(office.units["finance"], "lead")], version=1, by=office.person("coordinator"))
        actions.acknowledge(entered.distributions.get(), by=office.person("unit_officer"))
        return incoming

    def test_every_column_of_the_decree_is_there(self, client_for, kept):
        shown = page(client_for("reader"), "open-register", kept.pk)

        for words in (
            *("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung"),
            *("Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú", "512/UBND-TCKH", "Phòng TC-KH", "Trần Văn Bình"),
        ):
            assert words in shown

    def test_the_workbook_has_the_same_lines_with_real_days(self, client_for, kept):
        answer = client_for("clerk").get(reverse("registry:export-register", args=[kept.pk]))
        rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=3, values_only=True))

        assert rows[0][:2] == ("Ngày đến", "Số đến")
        assert rows[1][0].date() == TODAY
        assert rows[1][1:4] == (1, "Ủy ban nhân dân thành phố Sông Trà", "512/UBND-TCKH")

    def test_on_paper_the_lines_stand_in_the_order_of_their_numbers(self, client_for, office, incoming, documents):
        for document in documents(3):
            actions.register_incoming(document, incoming, arrived_on=TODAY, by=office.person("clerk"))
        answer = client_for("clerk").get(reverse("registry:open-register", args=[incoming.pk]), {"print": "1"})

        assert [row["entry"].number for row in answer.context["rows"]] == [1, 2, 3]

    def test_it_is_narrowed_by_number(self, client_for, office, incoming, documents):
        for document in documents(3):
            actions.register_incoming(document, incoming, arrived_on=TODAY, by=office.person("clerk"))
        answer = client_for("clerk").get(reverse("registry:open-register", args=[incoming.pk]), {"text": "2"})

        assert [row["entry"].number for row in answer.context["rows"]] == [2]

    def test_queries_do_not_grow_with_the_lines(self, client_for, office, incoming, documents, django_assert_max_num_queries):
        client = client_for("clerk")
        for count, document in enumerate(documents(6), 1):
            entry = actions.register_incoming(document, incoming, arrived_on=TODAY, by=office.person("clerk"))
            actions.distribute(entry, [Share(office.units["home"], "lead")], version=1, by=office.person("clerk"))
            if count in (2, 6):
                with django_assert_max_num_queries(11):
                    page(client, "open-register", incoming.pk)

    def test_one_that_counts_can_not_start_to_count_otherwise(self, client_for, kept):
        sent = {"name": kept.name, "direction": "outgoing", "period": "year", "style": "state", "first_number": 1, "is_active": "on"}
        answer = client_for("clerk").post(reverse("registry:edit-register", args=[kept.pk]), sent)

        assert answer.status_code == 422
        assert "Sổ đã có văn bản" in answer.content.decode()


class TestTheSlipPage:
    def test_giving_it_to_units_from_the_page(self, client_for, office, entered):
        sent = {"version": 1, "lead": office.units["finance"].pk, "coordinating": [office.units["home"].pk], "due": "2026-03-20"}
        client_for("leader").post(reverse("registry:distribute", args=[entered.pk]), sent)

        shown = page(client_for("unit_officer"), "open-incoming", entered.pk)
        assert "Phòng Tài chính - Kế hoạch" in shown
        assert "20/3/2026" in shown or "20/03/2026" in shown
        assert reverse("registry:acknowledge", args=[entered.distributions.get(part="lead").pk]) in shown
        assert reverse("registry:acknowledge", args=[entered.distributions.get(part="coordinating").pk]) not in shown

    def test_a_stale_form_comes_back_with_what_was_typed(self, client_for, office, entered):
        actions.distribute(entered, [Share(office.units["home"], "informed")], version=1, by=office.person("leader"))
        sent = {"version": 1, "lead": office.units["finance"].pk, "due": "2026-03-20"}
        answer = client_for("coordinator").post(reverse("registry:distribute", args=[entered.pk]), sent)
        shown = answer.content.decode()

        assert answer.status_code == 409
        assert "vừa được người khác sửa" in shown
        assert f'value="{office.units["finance"].pk}" selected' in shown
        assert 'name="version" value="2"' in shown

    def test_a_reply_has_to_be_in_the_register(self, client_for, entered):
        sent = {"version": 1, "reply": "99/UBND-VP", "day": TODAY}
        answer = client_for("clerk").post(reverse("registry:settle", args=[entered.pk]), sent)

        assert answer.status_code == 422
        assert "Sổ văn bản đi không có văn bản số này" in answer.content.decode()

    def test_what_is_settled_leaves_the_open_ones(self, client_for, entered):
        client = client_for("clerk")
        client.post(reverse("registry:settle", args=[entered.pk]), {"version": 1, "settlement": "Lưu, để biết", "day": TODAY})

        assert entered.get_absolute_url() not in page(client, "show-handling")
        assert "Lưu, để biết" in page(client, "show-handling", which="all")


class TestTheDocument:
    def test_its_page_says_where_it_is_registered(self, client_for, entered):
        shown = page(client_for("reader"), "show-document", entered.document.pk)

        assert entered.get_absolute_url() in shown
        assert "Số đến 1" in shown

    def test_a_recalled_one_is_no_longer_corrected(self, client_for, office, outgoing, documents):
        [document] = documents()
        entry = actions.register_outgoing(document, outgoing, Issue(symbol="QĐ-UBND", date=TODAY), expected=1, by=office.person("clerk"))
        actions.close_entry(entry, state="recalled", version=1, reason="Nhầm", by=office.person("clerk"))
        sent = {"number": "99/QĐ-UBND", "kind": "", "issuer": "", "subject": ""}
        answer = client_for("clerk").post(reverse("registry:edit-document", args=[document.pk]), sent, follow=True)

        assert "đã thu hồi" in answer.content.decode()
        assert OutgoingEntry.objects.get().document.number == "01/QĐ-UBND"


class TestReplacingTheFile:
    def replace(self, client, document, content="Bản ký chính thức.", reason="Bản có chữ ký"):
        file = SimpleUploadedFile("ban-ky.txt", content.encode())
        return client.post(reverse("registry:replace-file", args=[document.pk]), {"file": file, "reason": reason})

    def test_the_new_file_is_read_and_the_old_one_stays(self, client_for, run_jobs, documents):
        [document] = documents()
        old = document.file.path.read_bytes()
        client = client_for("clerk")

        assert self.replace(client, document).status_code == 302
        run_jobs()

        document = Document.objects.get(pk=document.pk)
        assert document.source_text == "Bản ký chính thức."
        version = document.versions.get()
        answer = client.get(reverse("registry:download-version", args=[document.pk, version.pk]))
        assert b"".join(answer.streaming_content) == old

    def test_a_file_that_is_there_already_is_refused_with_where_it_is(self, client_for, documents):
        first, second = documents(2)
        answer = self.replace(client_for("clerk"), first, content=second.file.path.read_text(encoding="utf-8"))

        assert answer.status_code == 422
        assert "đã có trong hệ thống" in answer.content.decode()
        assert not first.versions.exists()

    def test_handing_the_old_file_in_again_leads_to_the_document(self, client_for, office, documents):
        from dondoc.office.registry.actions import receive_document

        [document] = documents()
        old = document.file.path.read_bytes()
        self.replace(client_for("clerk"), document)

        receipt = receive_document(content=old, name="ban-cu.txt", by=office.person("clerk"))
        assert (receipt.outcome, receipt.document) == ("known", document)
