"""Numbers: in order in a year, without gaps or doubles, also when many register at once and when some fail."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from dondoc.office.deeds import NotNow
from dondoc.office.registry.models import Document, IncomingEntry, OutgoingEntry, Register, StoredFile, Volume
from dondoc.office.registry.registers import actions
from dondoc.office.registry.registers.actions import Issue
from dondoc.office.registry.registers.numbering import next_number, take_number
from tests.office.registers.conftest import TODAY

ISSUE = Issue(symbol="QĐ-UBND", date=TODAY)


def numbers(model):
    return list(model.objects.order_by("pk").values_list("number", flat=True))


def test_incoming_documents_are_numbered_from_one_in_the_order_they_are_registered(office, incoming, documents):
    for document in documents(3):
        actions.register_incoming(document, incoming, arrived_on=TODAY, by=office.person("clerk"))

    assert numbers(IncomingEntry) == [1, 2, 3]


def test_a_register_taken_over_from_paper_goes_on_where_the_paper_stopped(office, documents):
    register = actions.save_register(Register(name="Sổ cũ", direction="incoming", first_number=214), by=office.person("clerk"))
    [document] = documents()

    assert next_number(register, TODAY) == 214
    assert actions.register_incoming(document, register, arrived_on=TODAY, by=office.person("clerk")).number == 214


def test_a_new_year_starts_a_new_volume_at_one(incoming):
    with transaction.atomic():
        take_number(incoming, datetime.date(2026, 12, 31))
        volume, number = take_number(incoming, datetime.date(2027, 1, 1))

    assert (volume.name, number) == ("2027", 1)


def test_the_first_number_counts_for_the_first_volume_only(office):
    register = actions.save_register(Register(name="Sổ cũ", direction="incoming", first_number=214), by=office.person("clerk"))
    with transaction.atomic():
        take_number(register, datetime.date(2026, 12, 31))

    assert next_number(register, datetime.date(2027, 1, 1)) == 1


def test_a_register_of_a_term_counts_on_over_the_year_until_somebody_opens_a_volume(office):
    register = actions.save_register(Register(name="Sổ Đảng ủy", direction="outgoing", period="term"), by=office.person("clerk"))
    with transaction.atomic():
        take_number(register, datetime.date(2025, 12, 31))
        assert take_number(register, datetime.date(2026, 1, 1))[1] == 2

    actions.open_volume(register, name="Nhiệm kỳ 2030-2035", by=office.person("clerk"))

    assert next_number(register, TODAY) == 1
    assert [volume.name for volume in register.volumes.all()] == ["Nhiệm kỳ 2030-2035", "Quyển 1"]


def test_a_registration_that_fails_gives_its_number_back(office, incoming, documents):
    first, second = documents(2)

    def register_and_fail():
        with transaction.atomic():
            actions.register_incoming(first, incoming, arrived_on=TODAY, by=office.person("clerk"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        register_and_fail()

    assert actions.register_incoming(second, incoming, arrived_on=TODAY, by=office.person("clerk")).number == 1


def test_outgoing_documents_bear_their_number_as_the_decree_writes_it(office, outgoing, documents):
    [document] = documents()
    entry = actions.register_outgoing(document, outgoing, ISSUE, expected=1, by=office.person("clerk"))

    assert entry.document.number == "01/QĐ-UBND"
    assert entry.document.date == TODAY


def test_party_documents_bear_theirs_the_other_way_round(office, documents):
    register = actions.save_register(Register(name="Sổ đi", direction="outgoing", style="party"), by=office.person("clerk"))
    [document] = documents()
    entry = actions.register_outgoing(document, register, Issue(symbol="CV/TU", date=TODAY), expected=1, by=office.person("clerk"))

    assert entry.document.number == "01-CV/TU"


def test_a_number_somebody_else_took_meanwhile_is_said_and_nothing_is_written(office, outgoing, documents):
    first, second = documents(2)
    actions.register_outgoing(first, outgoing, ISSUE, expected=1, by=office.person("clerk"))

    with pytest.raises(NotNow, match="Số 1 vừa được cấp"):
        actions.register_outgoing(second, outgoing, ISSUE, expected=1, by=office.person("clerk"))

    assert numbers(OutgoingEntry) == [1]
    assert Volume.objects.get(register=outgoing).last_number == 1


def test_a_recalled_document_keeps_its_number(office, outgoing, documents):
    first, second = documents(2)
    entry = actions.register_outgoing(first, outgoing, ISSUE, expected=1, by=office.person("clerk"))
    actions.close_entry(entry, state="recalled", version=entry.version, reason="Ban hành nhầm", by=office.person("clerk"))

    assert actions.register_outgoing(second, outgoing, ISSUE, expected=2, by=office.person("clerk")).number == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_number_once(office, incoming):
    documents = [
        Document.objects.create(file=StoredFile.objects.create(sha256=f"{number:064x}", size=1, name="a", media_type="text/plain"))
        for number in range(24)
    ]
    clerk = office.person("clerk")

    def register(chosen):
        try:
            for document in chosen:
                actions.register_incoming(document, incoming, arrived_on=TODAY, by=clerk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(register, [documents[start::4] for start in range(4)]))

    assert sorted(numbers(IncomingEntry)) == list(range(1, 25))
