"""An incoming document: given to units, acknowledged, opined on, settled, sent on."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.registry.models import Distribution, IncomingEntry
from dondoc.office.registry.registers import actions, queries
from dondoc.office.registry.registers.actions import Issue, Share
from tests.office.registers.conftest import TODAY

DUE = TODAY + datetime.timedelta(days=7)


def give(office, entry, *parts, role="coordinator", due=None):
    shares = [Share(office.units[key], part, due) for key, part in parts]
    return actions.distribute(entry, shares, version=entry.version, due=due, by=office.person(role))


def share_of(entry, office, key):
    return Distribution.objects.get(entry=entry, unit=office.units[key], returned_reason="")


class TestRegistering:
    def test_a_document_is_in_one_register_once(self, office, incoming, outgoing, entered):
        with pytest.raises(NotNow, match="đã vào sổ"):
            actions.register_outgoing(
                entered.document, outgoing, Issue(symbol="QĐ-UBND", date=TODAY), expected=1, by=office.person("clerk")
            )

    def test_a_register_of_the_other_kind_is_refused(self, office, outgoing, documents):
        [document] = documents()
        with pytest.raises(NotNow, match="không dùng cho loại văn bản này"):
            actions.register_incoming(document, outgoing, arrived_on=TODAY, by=office.person("clerk"))

    def test_a_day_to_come_is_no_day_of_arrival(self, office, incoming, documents):
        [document] = documents()
        with pytest.raises(NotNow, match="sau hôm nay"):
            actions.register_incoming(document, incoming, arrived_on=DUE, by=office.person("clerk"))

    @pytest.mark.parametrize("role", ["coordinator", "unit_officer", "leader", "reader", "administrator"])
    def test_only_the_clerk_gives_numbers(self, office, incoming, documents, role):
        [document] = documents()
        with pytest.raises(PermissionDenied):
            actions.register_incoming(document, incoming, arrived_on=TODAY, by=office.person(role))
        assert not IncomingEntry.objects.exists()

    def test_words_about_persons_views_are_no_note(self, office, incoming, documents):
        [document] = documents()
        with pytest.raises(NotNow, match="quan điểm"):
            actions.register_incoming(
                document, incoming, arrived_on=TODAY, note="Theo dõi tư tưởng, quan điểm của cán bộ", by=office.person("clerk")
            )


class TestDistributing:
    def test_units_get_their_parts_with_the_deadline(self, office, entered):
        give(office, entered, ("finance", "lead"), ("home", "coordinating"), due=DUE)

        assert [(row.unit, row.part, row.due) for row in entered.distributions.order_by("pk")] == [
            (office.units["finance"], "lead", DUE),
            (office.units["home"], "coordinating", DUE),
        ]
        entered.refresh_from_db()
        assert entered.due == DUE

    def test_one_unit_leads(self, office, entered):
        entry = give(office, entered, ("finance", "lead"))
        with pytest.raises(NotNow, match="một đơn vị chủ trì"):
            give(office, entry, ("home", "lead"))

    def test_what_somebody_changed_meanwhile_is_not_written_over(self, office, entered):
        give(office, entered, ("finance", "lead"))
        with pytest.raises(Stale):
            actions.distribute(entered, [Share(office.units["home"], "informed")], version=entered.version, by=office.person("leader"))

    def test_the_unit_acknowledges_and_who_and_when_stay(self, office, entered):
        give(office, entered, ("finance", "lead"))
        row = actions.acknowledge(share_of(entered, office, "finance"), by=office.person("unit_officer"))

        assert (row.received_by, row.received_at is not None) == (office.person("unit_officer"), True)

    def test_nobody_acknowledges_for_another_unit(self, office, entered):
        give(office, entered, ("home", "lead"))
        with pytest.raises(PermissionDenied):
            actions.acknowledge(share_of(entered, office, "home"), by=office.person("unit_officer"))

    def test_a_unit_hands_back_what_is_not_its_own_and_another_gets_it(self, office, entered):
        entry = give(office, entered, ("finance", "lead"))
        actions.hand_back(share_of(entry, office, "finance"), reason="Thuộc Phòng Nội vụ", by=office.person("unit_officer"))
        entry.refresh_from_db()

        give(office, entry, ("home", "lead"))

        assert share_of(entry, office, "home").part == "lead"

    def test_what_waits_for_a_signature_is_shown_to_the_unit_alone(self, office, entered):
        give(office, entered, ("finance", "lead"), ("home", "informed"))

        assert [row.unit for row in queries.to_acknowledge(office.person("unit_officer"))] == [office.units["finance"]]


class TestTheSlip:
    def test_the_leader_opines_for_the_office(self, office, entered):
        opinion = actions.add_opinion(entered, stage="leader", text="Phòng TC-KH chủ trì.", by=office.person("leader"))

        assert (opinion.unit, opinion.by) == (None, office.person("leader"))

    def test_an_officer_opines_for_the_unit_that_holds_the_document(self, office, entered):
        give(office, entered, ("finance", "lead"))
        opinion = actions.add_opinion(entered, stage="handler", text="Đề xuất trả lời.", by=office.person("unit_officer"))

        assert opinion.unit == office.units["finance"]

    def test_an_officer_of_another_unit_does_not(self, office, entered):
        give(office, entered, ("home", "lead"))
        with pytest.raises(PermissionDenied):
            actions.add_opinion(entered, stage="handler", text="Đề xuất.", by=office.person("unit_officer"))

    def test_an_officer_writes_no_opinion_of_the_office(self, office, entered):
        give(office, entered, ("finance", "lead"))
        with pytest.raises(PermissionDenied):
            actions.add_opinion(entered, stage="leader", text="Đồng ý.", by=office.person("unit_officer"))


class TestSettling:
    def test_a_reply_settles_it(self, office, entered, outgoing, make_document):
        reply = actions.register_outgoing(
            make_document("Trả lời.", name="tra-loi.txt"),
            outgoing,
            Issue(symbol="UBND-VP", date=TODAY),
            expected=1,
            by=office.person("clerk"),
        ).document
        entry = actions.settle(entered, version=1, result="", reply=reply, day=TODAY, by=office.person("clerk"))

        assert (entry.reply, entry.settled_on) == (reply, TODAY)

    def test_without_a_reply_it_needs_words(self, office, entered):
        with pytest.raises(NotNow, match="văn bản trả lời"):
            actions.settle(entered, version=1, result=" ", reply=None, day=TODAY, by=office.person("clerk"))

    def test_what_is_open_and_overdue_stands_in_the_book_of_handling(self, office, entered):
        entry = give(office, entered, ("finance", "lead"), due=DUE)
        late = DUE + datetime.timedelta(days=1)
        person = office.person("coordinator")
        assert list(queries.handling(person, only_open=True, overdue=True, today=late)) == [entry]

        actions.settle(entry, version=entry.version, result="Đã làm", reply=None, day=TODAY, by=person)

        assert list(queries.handling(person, only_open=True, today=late)) == []

    def test_it_can_be_opened_again_with_a_reason(self, office, entered):
        entry = actions.settle(entered, version=1, result="Đã làm", reply=None, day=TODAY, by=office.person("clerk"))
        entry = actions.reopen(entry, version=entry.version, reason="Còn thiếu số liệu", by=office.person("clerk"))

        assert (entry.settled_on, entry.settlement) == (None, "")


class TestTakingBack:
    def test_a_redirected_document_keeps_its_line_and_can_be_registered_anew(self, office, incoming, entered):
        actions.close_entry(entered, state="redirected", version=1, reason="Gửi nhầm, chuyển Sở Y tế", by=office.person("clerk"))
        again = actions.register_incoming(entered.document, incoming, arrived_on=TODAY, by=office.person("clerk"))

        assert again.number == 2
        assert [entry.state for entry in queries.entries_of(entered.document)] == ["valid", "redirected"]

    def test_nothing_is_done_with_it_after_that(self, office, entered):
        entry = actions.close_entry(entered, state="recalled", version=1, reason="Nơi gửi thu hồi", by=office.person("clerk"))
        with pytest.raises(NotNow, match="thu hồi"):
            give(office, entry, ("finance", "lead"))

    def test_the_journal_tells_it(self, office, entered):
        actions.close_entry(entered, state="recalled", version=1, reason="Nơi gửi thu hồi", by=office.person("clerk"))

        assert history_of(entered.document).first().detail == {"number": 1, "reason": "Nơi gửi thu hồi"}


def test_the_alarm_on_doubles_compares_number_symbol_and_issuer(office, documents):
    first, second, third = documents(3)
    third.issuer = "Sở Y tế"
    third.save()

    assert queries.same_documents(first) == [second]
