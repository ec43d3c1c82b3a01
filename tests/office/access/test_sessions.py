"""Sessions: listed with device, address and last use; ended by the person, by an administrator, by a new password."""

import pytest
from django.test import Client

from dondoc.office.access.devices import device
from dondoc.office.access.queries import sessions_of
from dondoc.office.audit.models import Entry
from tests.office.access.conftest import SIGN_IN, is_signed_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def two(office):
    """The clerk at a desk and on a phone."""
    found = []
    for agent, address in ((FIREFOX, "10.1.2.3"), (PHONE, "10.9.8.7")):
        client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
        client.post(SIGN_IN, {"username": "vanthu", "password": office.password})
        found.append(client)
    return found


def test_the_list_says_device_address_and_which_one_this_is(office, two):
    page = two[0].get("/account/sessions/").content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert "10.1.2.3" in page
    assert "10.9.8.7" in page
    assert page.count("phiên này") == 1


def test_one_is_ended_and_can_do_nothing_more(office, two):
    other = next(row for row in sessions_of(office.person("clerk")) if row.address == "10.9.8.7")
    assert two[0].post(f"/account/sessions/{other.pk}/end/").status_code == 302
    assert [is_signed_in(client) for client in two] == [True, False]
    assert Entry.objects.filter(verb="access.ended-session", actor=office.person("clerk")).exists()


def test_all_others_are_ended_at_once(office, two):
    two[1].post("/account/sessions/end-others/")
    assert [is_signed_in(client) for client in two] == [False, True]


def test_somebody_elses_can_not_be_ended_by_its_number(office, two, client_for):
    pk = sessions_of(office.person("clerk"))[0].pk
    assert client_for("leader").post(f"/account/sessions/{pk}/end/").status_code == 404
    assert client_for("leader").post(f"/people/{office.person('clerk').pk}/access/sessions/{pk}/end/").status_code == 403
    assert all(is_signed_in(client) for client in two)


def test_the_administrator_sees_and_ends_them(office, two, client_for):
    admin, person = client_for("administrator"), office.person("clerk")
    assert "Chrome, Android" in admin.get(f"/people/{person.pk}/access/").content.decode()
    admin.post(f"/people/{person.pk}/access/sessions/end/")
    assert not any(is_signed_in(client) for client in two)
    assert Entry.objects.get(verb="access.ended-sessions").detail == {"count": 2}


def test_a_new_password_ends_the_others_and_the_list_knows(office, two):
    new = "cau-hoi-cu-9753-moi"
    sent = {"old_password": office.password, "new_password1": new, "new_password2": new}
    assert two[0].post("/account/", sent).status_code == 302
    assert [is_signed_in(client) for client in two] == [True, False]
    assert [row.address for row in sessions_of(office.person("clerk"))] == ["10.1.2.3"]


def test_signing_out_takes_it_off_the_list(office, two):
    two[1].post("/sign-out/")
    assert [row.address for row in sessions_of(office.person("clerk"))] == ["10.1.2.3"]


def test_the_list_takes_the_same_number_of_queries_for_many(office, two, django_assert_num_queries):
    for number in range(20):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(SIGN_IN, {"username": "vanthu", "password": office.password})
    two[0].get("/units/")
    with django_assert_num_queries(6):  # session, person, roles, two for the list, bell
        two[0].get("/account/sessions/")


@pytest.mark.parametrize(
    ("agent", "words"), [(FIREFOX, "Firefox, Windows"), (PHONE, "Chrome, Android"), ("curl/8.1", "curl/8.1"), ("", "")]
)
def test_a_device_in_words(agent, words):
    assert device(agent) == words
