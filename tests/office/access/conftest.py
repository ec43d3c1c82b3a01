"""A phone with an app for codes, and people signing in the way a browser does."""

import base64
import hmac
import re
import struct
import time

import pytest
from django.test import Client

SIGN_IN, STEP = "/sign-in/", "/sign-in/second-step/"


def code_of(secret, at=None):
    """The six figures an app shows (RFC 6238), made here independently of what the office uses."""
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Phone:
    """An app for codes. Shows each code once: the office takes none twice."""

    def __init__(self, secret):
        self.secret, self._shown = secret, 0

    def code(self):
        self._shown += 1
        return code_of(self.secret, time.time() + 30 * (self._shown - 2))


def sign_in(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def add_app(client):
    """Set the second step up on the page; gives the phone and the recovery codes shown."""
    page = client.get("/account/two-factor/app/add/").content.decode()
    phone = Phone(re.search(r'id="secret" readonly value="(\w+)"', page)[1])
    answer = client.post("/account/two-factor/app/add/", {"code": phone.code()})
    assert (answer.status_code, answer.url) == (302, "/account/two-factor/codes/")
    return phone, re.findall(r"<code>(\d+)</code>", client.get(answer.url).content.decode())


@pytest.fixture
def signed_in(office):
    """``signed_in("vanthu")``: a browser in which this person has just signed in by password."""

    def go(username):
        client = Client()
        assert sign_in(client, username, office.password).status_code == 302
        return client

    return go
