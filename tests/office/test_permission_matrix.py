"""Every address of the office × every role: who gets in and who is turned away.

The addresses come from the URL table itself: one without a row below fails the test, so no page can be forgotten.
"""

from datetime import UTC, datetime
from itertools import product

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from dondoc.office.directory.models import Membership
from dondoc.office.directory.roles import Role
from dondoc.office.directory.signin import make_link
from dondoc.office.work.models import BodyRole, Plan, PlanItem, Task, TaskUnit

CLERK, COORDINATOR, OFFICER, LEADER, READER, ADMIN = list(Role)
EVERYBODY = frozenset(Role)
PUBLIC = "public"
"""Open to people who are not signed in, too."""
PLANNERS = frozenset({COORDINATOR, LEADER})
PLAN_READERS = frozenset({CLERK, COORDINATOR, LEADER, READER})
REGISTRARS = frozenset({CLERK, COORDINATOR})
ADMINS = frozenset({ADMIN})

# URL name → (method, who gets in). Arguments are the identifiers of the things made below, by the name of the argument. The task is one
# of the officer's own unit; that an officer sees no other's is in test_directory.py and the tests of the work room.
EXPECTED = {
    "directory:sign-in": ("get", PUBLIC),
    "directory:use-link": ("get", PUBLIC),
    "directory:set-language": ("post", PUBLIC),
    "directory:open-home": ("get", EVERYBODY),
    "directory:sign-out": ("post", EVERYBODY),
    "directory:keep-session": ("post", EVERYBODY),
    "directory:show-account": ("get", EVERYBODY),
    "directory:list-units": ("get", EVERYBODY),
    "directory:show-unit": ("get", EVERYBODY),
    "directory:add-unit": ("get", ADMINS),
    "directory:edit-unit": ("get", ADMINS),
    "directory:end-unit": ("post", ADMINS),
    "directory:list-people": ("get", EVERYBODY),
    "directory:show-person": ("get", EVERYBODY),
    "directory:add-person": ("get", ADMINS),
    "directory:edit-person": ("get", ADMINS),
    "directory:give-role": ("post", ADMINS),
    "directory:make-link": ("post", ADMINS),
    "directory:end-role": ("post", ADMINS),
    "registry:list-documents": ("get", EVERYBODY),
    "registry:show-document": ("get", EVERYBODY),
    "registry:refresh-document": ("get", EVERYBODY),
    "registry:add-documents": ("post", REGISTRARS),
    "registry:edit-document": ("post", REGISTRARS),
    "registry:read-again": ("post", REGISTRARS),
    "registry:download-original": ("get", EVERYBODY - ADMINS),
    "audit:list-entries": ("get", frozenset({ADMIN, LEADER})),
    "work:board": ("get", EVERYBODY),
    "work:list-plans": ("get", PLAN_READERS),
    "work:open-plan": ("get", PLAN_READERS),
    "work:open-item": ("get", PLAN_READERS),
    "work:accept-complete": ("post", PLANNERS),
    "work:add-item": ("post", PLANNERS),
    "work:confirm-plan": ("post", PLANNERS),
    "work:supplement-plan": ("post", PLANNERS),
    "work:accept-item": ("post", PLANNERS),
    "work:reject-item": ("post", PLANNERS),
    "work:restore-item": ("post", PLANNERS),
    "work:edit-item": ("post", PLANNERS),
    "work:reshape-item": ("get", PLANNERS),
    "work:split-item": ("post", PLANNERS),
    "work:merge-item": ("post", PLANNERS),
    "work:list-tasks": ("get", EVERYBODY),
    "work:export-tasks": ("get", EVERYBODY),
    "work:open-task": ("get", EVERYBODY),
    "work:change-tasks": ("post", PLANNERS),
    "work:move-task": ("post", PLANNERS | {OFFICER}),
}


def addresses():
    """(URL name, names of its arguments) of every address of the office."""
    for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items():
        for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
            arguments = resolver.reverse_dict.getlist(name)[0][0][0][1]
            yield f"{namespace}:{name}", tuple(arguments)


@pytest.fixture
def things(office, make_document):
    """What the addresses point at: argument → value."""
    document = make_document()
    plan, _made = Plan.objects.get_or_create(document=document)
    item, other = (PlanItem.objects.create(plan=plan, order=order, action=f"Rà soát đợt {order}") for order in (101, 102))
    now = datetime(2026, 3, 6, tzinfo=UTC)
    task = Task.objects.create(item=item, document=document, action=item.action, confirmed_by=office.person("leader"), confirmed_at=now)
    TaskUnit.objects.create(task=task, unit=office.units["finance"], role=BodyRole.LEAD)
    return {
        "document_id": document.pk,
        "plan_id": plan.pk,
        "item_id": item.pk,
        "other": other.pk,
        "task_id": task.pk,
        "verb": "accept",
        "unit_id": office.units["ward"].pk,
        "person_id": office.person("reader").pk,
        "membership_id": Membership.objects.get(person=office.person("reader")).pk,
        "token": make_link(office.person("reader"), by=None),
    }


def answer(client, name, arguments, things):
    method, _who = EXPECTED[name]
    url = reverse(name, kwargs={argument: things[argument] for argument in arguments})
    sent = {"language": "vi", "task": f"{things['task_id']}:1", "other": things["other"]}
    return getattr(client, method)(url, sent if method == "post" else {})


ADDRESSES = sorted(addresses())


def test_every_address_has_a_row_and_every_row_an_address():
    assert {name for name, _arguments in ADDRESSES} == set(EXPECTED)


@pytest.mark.parametrize(("address", "role"), product(ADDRESSES, Role), ids=lambda value: value if isinstance(value, Role) else value[0])
def test_role(address, role, client_for, things):
    name, arguments = address
    _method, who = EXPECTED[name]
    status = answer(client_for(role), name, arguments, things).status_code
    if who == PUBLIC or role in who:
        assert status < 500
        assert status not in (401, 403, 404)
    else:
        assert status in (403, 404)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda value: value[0])
def test_stranger(address, things, db):
    name, arguments = address
    found = answer(Client(), name, arguments, things)
    is_sent_to_sign_in = found.status_code == 302 and found.url.startswith(reverse("directory:sign-in"))
    assert is_sent_to_sign_in == (EXPECTED[name][1] != PUBLIC)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda value: value[0])
def test_somebody_without_any_role_gets_only_to_the_own_account(address, office, things):
    name, arguments = address
    Membership.objects.all().delete()
    client = Client()
    client.force_login(office.person("clerk"))
    status = answer(client, name, arguments, things).status_code
    own = {"directory:open-home", "directory:sign-out", "directory:keep-session", "directory:show-account"}
    if EXPECTED[name][1] == PUBLIC or name in own:
        assert status < 400
    else:
        assert status in (403, 404)
