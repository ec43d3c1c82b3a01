"""The journal's page: narrowed by who, what, thing and day; in words; in a fixed number of queries."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from dondoc.office.audit.actions import record
from dondoc.office.audit.models import Entry
from dondoc.office.audit.words import WORDS, verbs_by_room


@pytest.fixture
def journal(office):
    """Four entries, one of them of the day before."""
    with transaction.atomic():
        record(office.person("clerk"), "registry.received", office.units["ward"])
        record(office.person("leader"), "work.confirmed", office.units["home"])
        record(None, "registry.read", office.units["home"])
        record(office.person("administrator"), "directory.changed-unit", office.units["ward"], fields={"name": ["Phường cũ", "Phường mới"]})
    with connection.cursor() as cursor:  # no model may change an entry
        cursor.execute("UPDATE audit_entry SET at = %s WHERE sequence = 1", [timezone.now() - timedelta(days=1)])
    return office


def shown(client, query):
    return [entry.sequence for entry in client.get(f"/audit/?{query}").context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [4, 3, 2, 1]),
        ("who=Khánh", [2]),
        ("what=registry", [3, 1]),
        ("what=registry.read", [3]),
        ("thing=Bến", [4, 1]),
        ("what=registry&thing=Nội", [3]),
        ("who=khong-co", []),
        ("since=khong-phai-ngay&until=0001-01-01", [4, 3, 2, 1]),
    ],
)
def test_it_is_narrowed_by_who_what_and_thing(journal, client_for, query, expected):
    assert shown(client_for("administrator"), query) == expected


def test_it_is_narrowed_by_day_of_the_office_s_time(journal, client_for):
    client, today = client_for("administrator"), timezone.localdate()
    assert shown(client, f"since={today}") == [4, 3, 2]
    assert shown(client, f"until={today - timedelta(days=1)}") == [1]
    assert shown(client, f"since={today - timedelta(days=1)}&until={today}") == [4, 3, 2, 1]
    first = Entry.objects.get(sequence=1)
    midnight = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    assert first.at < midnight


def test_a_name_and_a_thing_lead_to_all_that_is_theirs(journal, client_for):
    client, leader, ward = client_for("administrator"), journal.person("leader"), journal.units["ward"]
    page = client.get("/audit/").content.decode()
    assert f'href="?who={leader.pk}"' in page
    assert f'href="?thing=directory.unit:{ward.pk}"' in page
    assert f'href="/units/{ward.pk}/"' in page
    assert shown(client, f"who={leader.pk}") == [2]
    assert shown(client, f"thing=directory.unit:{ward.pk}") == [4, 1]


def test_a_change_is_told_in_words(journal, client_for):
    page = client_for("administrator").get("/audit/").content.decode()
    assert "<del>Phường cũ</del> → <ins>Phường mới</ins>" in page


def test_every_deed_can_be_chosen_under_its_room(client_for):
    page = client_for("administrator").get("/audit/").content.decode()
    deeds = [verb for _room, _name, verbs in verbs_by_room() for verb, _words in verbs]
    assert len(deeds) == len(set(deeds)) > 20
    assert [verb for verb in deeds if f'value="{verb}"' not in page] == []
    assert not [verb for verb in deeds if str(WORDS[verb]) == verb]


def test_what_was_chosen_stands_in_the_form_and_in_the_links_to_other_pages(journal, client_for):
    with transaction.atomic():
        for _ in range(60):
            record(journal.person("clerk"), "registry.read", journal.units["ward"])
    page = client_for("administrator").get("/audit/?what=registry.read&thing=B%E1%BA%BFn").content.decode()
    assert 'value="Bến"' in page
    assert "what=registry.read&amp;thing=B%E1%BA%BFn&amp;page=2" in page or "page=2" in page


@pytest.mark.parametrize(
    ("query", "most"), [("", 6), ("who=Mai", 7), ("what=registry", 6), ("thing=Bến", 7), ("since=2020-01-01", 6), ("page=3", 6)]
)
def test_a_page_takes_the_same_number_of_queries_however_long_the_journal(journal, client_for, django_assert_num_queries, query, most):
    client = client_for("administrator")
    for count in (0, 200):
        with transaction.atomic():
            for _ in range(count):
                record(journal.person("clerk"), "registry.read", journal.units["ward"])
        with django_assert_num_queries(most):  # session, person, roles, count, page, bell; with words, the newest entry
            client.get(f"/audit/?{query}")


def test_those_without_the_right_see_nothing_whatever_they_ask(journal, client_for):
    assert client_for("clerk").get("/audit/?who=Mai").status_code == 403
    assert Client().get("/audit/?who=Mai").status_code == 302
