"""Who types wrong too often waits; nothing tells whether there is such a person; proxies are believed only where they are ours."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dondoc.office.access.queries import sessions_of
from dondoc.office.audit.models import Entry
from tests.office.access.conftest import SIGN_IN, is_signed_in, sign_in


def words_of(answer):
    return re.sub(r'(value|data-csrf)="[^"]*"', "", answer.content.decode())


def test_a_name_nobody_has_is_answered_as_one_somebody_has_from_the_first_to_the_last_try(office):
    said = {}
    for name, address in (("vanthu", "10.0.0.1"), ("khongcoai", "10.0.0.2")):
        client = Client(REMOTE_ADDR=address)
        said[name] = [(answer.status_code, words_of(answer)) for answer in (sign_in(client, name, "sai") for _ in range(10))]
    assert said["vanthu"] == said["khongcoai"]
    assert "15 phút" in said["vanthu"][-1][1]


def test_a_name_nobody_has_takes_as_many_queries(office):
    counts = []
    for name, address in (("vanthu", "10.0.0.1"), ("khongcoai", "10.0.0.2")):
        client = Client(REMOTE_ADDR=address)
        client.get(SIGN_IN)
        with CaptureQueriesContext(connection) as queries:
            sign_in(client, name, "sai")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_right_password_is_refused_in_the_same_words_while_one_waits(office):
    client = Client()
    for _ in range(8):
        sign_in(client, "vanthu", "sai")
    assert words_of(sign_in(client, "vanthu", office.password)) == words_of(sign_in(client, "vanthu", "sai"))
    assert not is_signed_in(client)


def test_the_journal_does_not_fill_while_one_waits(office):
    client = Client()
    for _ in range(12):
        sign_in(client, "vanthu", "sai")
    assert Entry.objects.filter(verb="directory.sign-in-failed").count() == 8


def test_an_address_that_tries_many_names_waits_too(office):
    client = Client(REMOTE_ADDR="10.0.0.9")
    for number in range(60):
        sign_in(client, f"ten{number}", "sai")
    assert "15 phút" in sign_in(client, "vanthu", office.password).content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.10"), "vanthu", office.password).status_code == 302


class TestProxies:
    HEADERS = {"X-Forwarded-For": "203.0.113.5, 192.0.2.7"}

    @pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7"), (2, "203.0.113.5")])
    def test_the_address_is_what_the_outermost_of_ours_says(self, office, settings, proxies, address):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        Client(headers=self.HEADERS).post(SIGN_IN, {"username": "vanthu", "password": office.password})
        assert [row.address for row in sessions_of(office.person("clerk"))] == [address]

    def test_a_made_up_header_does_not_get_around_the_wait(self, office, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for number in range(60):
            forged = {"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.7"}
            Client(headers=forged).post(SIGN_IN, {"username": f"ten{number}", "password": "sai"})
        answer = Client(headers=self.HEADERS).post(SIGN_IN, {"username": "vanthu", "password": office.password})
        assert "15 phút" in answer.content.decode()
