"""The organisation's own sign-in, against a provider in a process of its own (provider.py): only people the office knows get in."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from dondoc.office import env
from dondoc.office.audit.models import Entry
from dondoc.office.directory.models import Person
from tests.office.access.conftest import STEP, add_app, is_signed_in
from tests.office.access.provider import CLIENT, SECRET

START = "/sign-in/with/office/"
MAI = {"sub": "8f2c", "preferred_username": "vanthu", "email": "mai@songtra.example", "email_verified": True}


@pytest.fixture(scope="module")
def provider():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    process = subprocess.Popen([sys.executable, "-m", "tests.office.access.provider"], stdout=subprocess.PIPE, text=True, env=environment)
    yield process.stdout.readline().strip()
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture(autouse=True)
def _office_with_provider(office, provider, settings, monkeypatch):
    for name, value in {"SERVER": provider, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "Cổng thành phố"}.items():
        monkeypatch.setenv(f"DONDOC_OIDC_{name}", value)
    settings.OIDC = env.oidc()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [settings.OIDC]}}
    Person.objects.filter(username="vanthu").update(email="Mai@songtra.example")


def go(provider, client=None, query="", **claims):
    """Sign in at the provider as somebody with these claims; gives the browser and the office's last answer."""
    client = client or Client()
    requests.post(f"{provider}/next", json=claims, timeout=5)
    there = client.get(START + query)
    assert there.url.startswith(f"{provider}/authorize?")
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith(f"http://testserver{START}callback/?")
    return client, client.get(back.removeprefix("http://testserver"))


def refusal(client):
    return client.get("/sign-in/").content.decode()


def test_the_page_offers_it(client):
    page = client.get("/sign-in/?next=/units/").content.decode()
    assert "Đăng nhập bằng Cổng thành phố" in page
    assert f'href="{START}?next=/units/"' in page


def test_somebody_with_a_proven_address_gets_in_and_to_where_they_were_going(provider, office):
    client, answer = go(provider, query="?next=/units/", **MAI)
    assert (answer.status_code, answer.url) == (302, "/units/")
    assert is_signed_in(client)
    assert Entry.objects.filter(verb="directory.signed-in").first().detail == {"by": ["socialaccount"]}
    assert Entry.objects.filter(verb="access.tied-to-provider").exists()


def test_nobody_is_made(provider, office):
    before = Person.objects.count()
    client, answer = go(provider, **{**MAI, "email": "la@songtra.example", "sub": "x"})
    assert answer.url == "/sign-in/"
    assert "chưa gắn với ai" in refusal(client)
    assert not is_signed_in(client)
    assert (Person.objects.count(), SocialAccount.objects.count()) == (before, 0)


@pytest.mark.parametrize("change", [{"email_verified": False}, {"email": ""}, {"email": None}])
def test_an_address_that_is_not_proven_is_no_match(provider, change):
    client, _answer = go(provider, **{**MAI, **change})
    assert not is_signed_in(client)


def test_an_address_two_people_share_is_no_match(provider, office):
    Person.objects.filter(username="tonghop").update(email="mai@songtra.example")
    assert not is_signed_in(go(provider, **MAI)[0])


def test_somebody_no_longer_active_stays_out_also_when_tied_before(provider, office):
    go(provider, **MAI)
    Person.objects.filter(username="vanthu").update(is_active=False)
    client, _answer = go(provider, **MAI)
    assert "ngừng hoạt động" in refusal(client)
    assert not is_signed_in(client)


def test_from_the_second_time_the_number_counts_and_not_the_address(provider, office):
    go(provider, **MAI)
    client, _answer = go(provider, **{**MAI, "email": "moi@songtra.example"})
    assert client.get("/account/").context["user"].username == "vanthu"


def test_somebody_else_who_is_given_the_address_later_is_not_the_one_before(provider, office):
    go(provider, **MAI)
    client, _answer = go(provider, **{**MAI, "sub": "nguoi-moi"})
    assert "tài khoản đăng nhập chung khác" in refusal(client)
    assert not is_signed_in(client)


def test_the_user_name_counts_where_the_office_says_so(provider, office, settings):
    settings.OIDC_MATCH = "username"
    client, _answer = go(provider, sub="8f2c", preferred_username="VanThu")
    assert is_signed_in(client)
    assert not is_signed_in(go(provider, sub="9", preferred_username="")[0])


@pytest.mark.parametrize("spoil", ["signature", "audience", "issuer", "expired"])
def test_a_token_that_does_not_hold_is_refused(provider, spoil):
    client, answer = go(provider, spoil=spoil, **MAI)
    assert answer.url == "/sign-in/"
    assert "không thành" in refusal(client)
    assert not is_signed_in(client)


def test_an_answer_nobody_asked_for_is_refused(provider, office):
    _client, _answer = go(provider, **MAI)
    there = Client().get(START)
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"].removeprefix("http://testserver")
    stranger = Client()
    assert stranger.get(back).url == "/sign-in/"
    assert not is_signed_in(stranger)
    assert parse_qs(urlsplit(there.url).query)["code_challenge"]


def test_changing_ones_mind_there_leads_back_to_signing_in(provider):
    client, answer = go(provider, error="access_denied")
    assert answer.url.startswith("/sign-in/")
    client.get(answer.url)
    assert not is_signed_in(client)


def test_the_second_step_of_the_office_still_counts(provider, office, signed_in):
    phone, _codes = add_app(signed_in("vanthu"))
    client, answer = go(provider, **MAI)
    assert answer.url == STEP
    assert not is_signed_in(client)
    client.post(STEP, {"code": phone.code()})
    assert is_signed_in(client)


def test_a_provider_that_does_not_answer_leads_back_with_words(settings, monkeypatch):
    monkeypatch.setenv("DONDOC_OIDC_SERVER", "http://127.0.0.1:9")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [env.oidc()]}}
    client = Client()
    assert client.get(START).url == "/sign-in/"
    assert "không trả lời" in refusal(client)


class TestSettings:
    def test_without_a_server_there_is_none(self, monkeypatch):
        monkeypatch.delenv("DONDOC_OIDC_SERVER")
        assert env.oidc() is None

    @pytest.mark.parametrize("name", ["DONDOC_OIDC_CLIENT_ID", "DONDOC_OIDC_CLIENT_SECRET"])
    def test_what_is_missing_names_itself(self, monkeypatch, name):
        monkeypatch.delenv(name)
        with pytest.raises(ImproperlyConfigured, match=name):
            env.oidc()

    def test_the_secret_can_come_from_a_mounted_file(self, monkeypatch, tmp_path):
        (tmp_path / "secret").write_text("s3\n")
        monkeypatch.delenv("DONDOC_OIDC_CLIENT_SECRET")
        monkeypatch.setenv("DONDOC_OIDC_CLIENT_SECRET_FILE", str(tmp_path / "secret"))
        assert env.oidc()["secret"] == "s3"
