"""The journal: added to, never changed, and a change shows."""

import pytest
from django.db import IntegrityError, connection, transaction

from dondoc.office.audit import chain
from dondoc.office.audit.actions import record
from dondoc.office.audit.models import GENESIS, AppendOnly, Entry
from dondoc.office.audit.queries import history_of
from dondoc.office.audit.signals import recorded


@pytest.fixture
def three(office):
    with transaction.atomic():
        return [record(office.person("clerk"), "registry.received", office.root, number=n) for n in range(3)]


class TestRecording:
    def test_an_entry_says_who_did_what_to_what_when(self, office, three):
        entry = three[0]
        assert (entry.actor, entry.actor_name, entry.verb) == (office.person("clerk"), "Lê Thị Mai", "registry.received")
        assert (entry.object_type, entry.object_id, entry.object_label) == ("directory.unit", str(office.root.pk), office.root.name)
        assert entry.detail == {"number": 0}

    def test_entries_are_numbered_without_a_gap_and_each_carries_the_hash_before(self, three):
        assert [entry.sequence for entry in three] == [1, 2, 3]
        assert [entry.previous_hash for entry in three] == [GENESIS, three[0].hash, three[1].hash]

    def test_the_system_acts_without_a_person(self, office):
        with transaction.atomic():
            assert record(None, "registry.read", office.root).who == "Hệ thống"

    def test_rooms_above_hear_of_each_entry(self, office):
        heard = []

        def hear(entry, actor, obj, **_signal):
            heard.append((entry.verb, actor, obj))

        recorded.connect(hear)
        try:
            with transaction.atomic():
                record(office.person("clerk"), "registry.received", office.root)
        finally:
            recorded.disconnect(hear)
        assert heard == [("registry.received", office.person("clerk"), office.root)]

    @pytest.mark.django_db(transaction=True)
    def test_recording_outside_a_transaction_is_refused(self):
        with pytest.raises(transaction.TransactionManagementError):
            record(None, "registry.read", None)

    @pytest.mark.django_db(transaction=True)
    def test_a_deed_undone_leaves_no_entry(self):
        with transaction.atomic():
            record(None, "registry.read", None)
            transaction.set_rollback(True)
        assert not Entry.objects.exists()


class TestAppendOnly:
    def test_an_entry_can_not_be_saved_again(self, three):
        three[0].verb = "registry.downloaded"
        with pytest.raises(AppendOnly):
            three[0].save()

    def test_an_entry_can_not_be_deleted(self, three):
        with pytest.raises(AppendOnly):
            three[0].delete()

    @pytest.mark.parametrize("change", [lambda rows: rows.update(verb="x"), lambda rows: rows.delete(), lambda rows: rows.bulk_create([])])
    def test_entries_can_not_be_changed_in_bulk(self, three, change):
        with pytest.raises(AppendOnly):
            change(Entry.objects.all())

    def test_a_sequence_number_is_used_once(self, three):
        copy = Entry.objects.get(sequence=2)
        copy._state.adding = True
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()


class TestChain:
    def test_an_untouched_chain_holds(self, three):
        check = chain.verify()
        assert check
        assert check.entries == 3

    def test_an_empty_journal_holds(self, db):
        assert chain.verify()

    @pytest.mark.parametrize(
        ("tampering", "broken_at", "why"),
        [
            ("UPDATE audit_entry SET actor_name = 'Người khác' WHERE sequence = 2", 2, "changed"),
            ("UPDATE audit_entry SET detail = '{\"number\": 9}' WHERE sequence = 1", 1, "changed"),
            ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE sequence = 3", 3, "changed"),
            ("DELETE FROM audit_entry WHERE sequence = 2", 2, "missing"),
            ("DELETE FROM audit_entry WHERE sequence = 1", 1, "missing"),
        ],
    )
    def test_tampering_in_the_database_shows(self, three, tampering, broken_at, why):
        with connection.cursor() as cursor:
            cursor.execute(tampering)
        check = chain.verify()
        assert not check
        assert (check.broken_at, check.why) == (broken_at, why)

    def test_an_entry_forged_with_a_right_hash_of_its_own_breaks_the_next_link(self, three):
        forged = Entry.objects.get(sequence=1)
        forged.actor_name = "Người khác"
        with connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET actor_name = %s, hash = %s WHERE sequence = 1", [forged.actor_name, forged.digest()])
        assert (chain.verify().broken_at, chain.verify().why) == (2, "unlinked")

    def test_the_head_noted_elsewhere_shows_entries_cut_off_the_end(self, three):
        noted = chain.head()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_entry WHERE sequence = 3")
        assert chain.verify()
        assert chain.head() != noted


class TestHistory:
    def test_the_history_of_a_thing_is_its_own_entries_newest_first(self, office, three):
        with transaction.atomic():
            record(None, "registry.read", office.units["ward"])
        assert [entry.sequence for entry in history_of(office.root)] == [3, 2, 1]

    def test_the_page_says_whether_the_chain_holds(self, client_for, three):
        client = client_for("administrator")
        assert "chuỗi nhật ký nguyên vẹn" in client.get("/audit/?check=1").content.decode()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET verb = 'x' WHERE sequence = 2")
        assert "bị đứt ở dòng 2" in client.get("/audit/?check=1").content.decode()

    def test_the_page_takes_the_same_number_of_queries_however_long_the_journal(self, office, client_for, django_assert_num_queries, three):
        client = client_for("administrator")
        with transaction.atomic():
            for _ in range(60):
                record(office.person("clerk"), "registry.read", office.root)
        with django_assert_num_queries(6):  # session, person, roles, count, page, bell
            client.get("/audit/")


def test_a_search_by_name_looks_through_the_newest_entries(office, monkeypatch):
    from dondoc.office.audit import queries

    with transaction.atomic():
        for _ in range(5):
            record(office.person("clerk"), "registry.received", office.root)
    last = Entry.objects.first().sequence
    wanted = queries.Filter(who="Lê Thị Mai")
    assert queries.entries(office.person("administrator"), wanted).count() >= 5
    monkeypatch.setattr(queries, "NEWEST", 2)
    assert [entry.sequence for entry in queries.entries(office.person("administrator"), wanted)] == [last, last - 1]
