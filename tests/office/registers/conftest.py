"""What the tests of the registers share: a register of each kind, and documents to enter."""

from __future__ import annotations

import datetime

import pytest

from dondoc.office.registry.models import Register
from dondoc.office.registry.registers import actions

TODAY = datetime.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Registers go by the day it is: here the 10th of March 2026."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, timezone=None: value.date() if value else TODAY)
    return TODAY


@pytest.fixture
def incoming(office):
    return actions.save_register(Register(name="Sổ văn bản đến", direction="incoming"), by=office.person("clerk"))


@pytest.fixture
def outgoing(office):
    return actions.save_register(Register(name="Sổ văn bản đi", direction="outgoing"), by=office.person("clerk"))


@pytest.fixture
def documents(make_document):
    """``documents(3)``: so many documents, all different."""
    from tests.conftest import DISPATCH

    def make(count=1, text=DISPATCH):
        return [make_document(f"{text}\n{number}.", name=f"van-ban-{number}.txt") for number in range(1, count + 1)]

    return make


@pytest.fixture
def entered(office, incoming, documents):
    """An incoming document in its register."""
    [document] = documents()
    return actions.register_incoming(document, incoming, arrived_on=TODAY, by=office.person("clerk"))
