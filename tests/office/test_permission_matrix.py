"""Every address of the office × every role × own unit, unit below, other unit: who gets in and who is turned away.

The addresses come from the URL table itself: one without a row below fails the test, so no page can be forgotten. A new address needs

1. a row in EXPECTED (method, who gets in);
2. what its arguments point at, in :func:`things`, if an argument is new;
3. where such a thing lies in a unit (a task, its files): the argument's name in PLACED, and in :func:`things_at` one for each place.

The rest is generated: other methods, other units, strangers, people without a role, and that nothing an officer sees (lists, counts,
searches, exports, feeds) changes with what other units have.
"""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from dondoc.office.directory.actions import delegate
from dondoc.office.directory.models import Delegation, Membership
from dondoc.office.directory.roles import Role
from dondoc.office.directory.signin import make_link
from dondoc.office.lineage.models import DocumentLink, TaskSource
from dondoc.office.notices.models import Feed, Mail, Notice
from dondoc.office.registry import storage
from dondoc.office.registry.attachments import keep_attachment
from dondoc.office.registry.dossiers import actions as dossiers
from dondoc.office.registry.models import Distribution, DocumentVersion, Dossier, IncomingEntry, Register, StoredFile
from dondoc.office.registry.registers import actions as registers
from dondoc.office.work.models import (
    BodyRole,
    CalendarDay,
    Check,
    CheckedTask,
    Evidence,
    Extension,
    Plan,
    PlanItem,
    ProgressReport,
    Task,
    TaskUnit,
)

CLERK, COORDINATOR, OFFICER, LEADER, READER, ADMIN = list(Role)
EVERYBODY = frozenset(Role)
PUBLIC = "public"
"""Open to people who are not signed in, too."""
PLANNERS = frozenset({COORDINATOR, LEADER})
PLAN_READERS = frozenset({CLERK, COORDINATOR, LEADER, READER})
REGISTRARS = frozenset({CLERK, COORDINATOR})
CLERKS = frozenset({CLERK})
ADMINS = frozenset({ADMIN})
CALENDAR_KEEPERS = frozenset({ADMIN, COORDINATOR})
NOBODY: frozenset[Role] = frozenset()
"""A thing of one person, made for another here: all are turned away. That the owner gets in is tested with the page."""

LIMITED = frozenset({OFFICER})
"""Roles whose rights end at the units below their own."""
PLACED = frozenset({"feed_unit_id", "task_id", "distribution_id", "paper_id", "dossier_id", "report_id", "evidence_id", "extension_id"})
"""Arguments that name a thing lying in a unit: for LIMITED roles it depends on where."""
PLACES = {"own": "finance", "below": "assets", "other": "ward"}
"""Where a thing may lie, seen from the unit officer's own unit."""
ANYWHERE = frozenset({"registry:open-dossier"})
"""Addresses with such an argument that LIMITED roles may open wherever the thing lies."""

# URL name → (method, who gets in).
EXPECTED = {
    "directory:sign-in": ("get", PUBLIC),
    "directory:use-link": ("get", PUBLIC),
    "directory:set-language": ("post", PUBLIC),
    "directory:open-home": ("get", EVERYBODY),
    "directory:sign-out": ("post", EVERYBODY),
    "directory:keep-session": ("post", EVERYBODY),
    "directory:show-account": ("get", EVERYBODY),
    "directory:list-delegations": ("get", EVERYBODY),
    "directory:end-delegation": ("post", ADMINS | {LEADER}),
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
    "account_login": ("get", PUBLIC),
    "mfa_authenticate": ("get", PUBLIC),
    "mfa_login_webauthn": ("get", PUBLIC),
    "openid_connect_login": ("get", PUBLIC),
    "openid_connect_callback": ("get", PUBLIC),
    "socialaccount_login_cancelled": ("get", PUBLIC),
    "socialaccount_login_error": ("get", PUBLIC),
    "account_reauthenticate": ("get", EVERYBODY),
    "mfa_reauthenticate": ("get", EVERYBODY),
    "mfa_reauthenticate_webauthn": ("get", EVERYBODY),
    "mfa_index": ("get", EVERYBODY),
    "mfa_activate_totp": ("get", EVERYBODY),
    "mfa_deactivate_totp": ("get", NOBODY),
    "mfa_view_recovery_codes": ("get", NOBODY),
    "mfa_generate_recovery_codes": ("get", EVERYBODY),
    "mfa_add_webauthn": ("get", EVERYBODY),
    "mfa_remove_webauthn": ("get", NOBODY),
    "access:list-sessions": ("get", EVERYBODY),
    "access:end-session": ("post", frozenset({READER})),
    "access:end-others": ("post", EVERYBODY),
    "access:show-person": ("get", ADMINS),
    "access:end-sessions-of": ("post", ADMINS),
    "access:end-session-of": ("post", ADMINS),
    "access:remove-steps-of": ("post", ADMINS),
    "registry:list-documents": ("get", EVERYBODY),
    "registry:show-document": ("get", EVERYBODY),
    "registry:refresh-document": ("get", EVERYBODY),
    "registry:add-documents": ("post", REGISTRARS),
    "registry:edit-document": ("post", REGISTRARS),
    "registry:read-again": ("post", REGISTRARS),
    "registry:download-original": ("get", EVERYBODY - ADMINS),
    "registry:replace-file": ("post", REGISTRARS),
    "registry:download-version": ("get", EVERYBODY - ADMINS),
    "registry:register-document": ("get", CLERKS),
    "registry:file-document": ("post", REGISTRARS | {OFFICER}),
    "registry:list-dossiers": ("get", EVERYBODY),
    "registry:add-dossier": ("get", REGISTRARS | {OFFICER}),
    "registry:open-dossier": ("get", EVERYBODY),
    "registry:edit-dossier": ("get", REGISTRARS | {OFFICER}),
    "registry:close-dossier": ("post", REGISTRARS | {OFFICER}),
    "registry:reopen-dossier": ("post", REGISTRARS | {OFFICER}),
    "registry:take-out": ("post", REGISTRARS | {OFFICER}),
    "registry:list-registers": ("get", EVERYBODY),
    "registry:add-register": ("get", CLERKS | ADMINS),
    "registry:edit-register": ("get", CLERKS | ADMINS),
    "registry:open-register": ("get", EVERYBODY),
    "registry:export-register": ("get", EVERYBODY),
    "registry:open-volume": ("post", CLERKS | ADMINS),
    "registry:show-handling": ("get", EVERYBODY),
    "registry:open-incoming": ("get", EVERYBODY),
    "registry:correct-incoming": ("get", CLERKS),
    "registry:distribute": ("post", REGISTRARS | {LEADER}),
    "registry:add-opinion": ("post", PLANNERS | {OFFICER}),
    "registry:settle": ("post", REGISTRARS | {LEADER}),
    "registry:reopen": ("post", REGISTRARS | {LEADER}),
    "registry:close-incoming": ("post", CLERKS),
    "registry:acknowledge": ("post", REGISTRARS | {OFFICER}),
    "registry:hand-back": ("post", REGISTRARS | {OFFICER}),
    "registry:open-outgoing": ("get", EVERYBODY),
    "registry:correct-outgoing": ("get", CLERKS),
    "registry:close-outgoing": ("post", CLERKS),
    "audit:list-entries": ("get", frozenset({ADMIN, LEADER})),
    "lineage:show-lineage": ("get", EVERYBODY),
    "lineage:add-link": ("post", REGISTRARS | {LEADER}),
    "lineage:decide-link": ("post", REGISTRARS | {LEADER}),
    "lineage:show-coverage": ("get", PLAN_READERS),
    "lineage:list-without-source": ("get", PLAN_READERS),
    "lineage:take-up": ("post", PLANNERS),
    "lineage:let-go": ("post", PLANNERS),
    "notices:list": ("get", EVERYBODY),
    "notices:open": ("get", frozenset({READER})),
    "notices:mark-read": ("post", EVERYBODY),
    "notices:choose-mail": ("post", EVERYBODY),
    "notices:remind": ("post", PLANNERS),
    "notices:open-ladder": ("get", EVERYBODY),
    "notices:add-rung": ("post", CALENDAR_KEEPERS),
    "notices:remove-rung": ("post", CALENDAR_KEEPERS),
    "notices:list-mails": ("get", ADMINS),
    "notices:settle-mail": ("post", ADMINS),
    "notices:list-feeds": ("get", ADMINS | {OFFICER}),
    "notices:renew-feed": ("post", ADMINS | {OFFICER}),
    "notices:revoke-feed": ("post", ADMINS | {OFFICER}),
    "notices:show-feed": ("get", PUBLIC),
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
    "work:remove-item": ("post", PLANNERS),
    "work:split-item": ("post", PLANNERS),
    "work:merge-item": ("post", PLANNERS),
    "work:list-tasks": ("get", EVERYBODY),
    "work:export-tasks": ("get", EVERYBODY),
    "work:open-task": ("get", EVERYBODY),
    "work:change-tasks": ("post", PLANNERS),
    "work:unit-board": ("get", EVERYBODY - {OFFICER}),
    "work:open-calendar": ("get", EVERYBODY),
    "work:set-day": ("post", CALENDAR_KEEPERS),
    "work:remove-day": ("post", CALENDAR_KEEPERS),
    "work:set-rule": ("post", CALENDAR_KEEPERS),
    "work:send-report": ("post", PLANNERS | {OFFICER}),
    "work:ask-extension": ("post", PLANNERS | {OFFICER}),
    "work:accept-report": ("post", PLANNERS),
    "work:return-report": ("post", PLANNERS),
    "work:download-evidence": ("get", EVERYBODY),
    "work:decide-extension": ("post", PLANNERS),
    "work:hand-on": ("post", PLANNERS | {OFFICER}),
    "work:open-periods": ("post", PLANNERS),
    "work:set-review": ("post", PLANNERS),
    "work:list-checks": ("get", PLANNERS),
    "work:plan-check": ("post", PLANNERS),
    "work:open-check": ("get", PLANNERS),
    "work:record-finding": ("post", PLANNERS),
    "work:hand-over": ("get", PLANNERS),
    "work:set-criteria": ("post", PLANNERS),
    "work:set-event": ("post", PLANNERS),
    "work:move-task": ("post", PLANNERS | {OFFICER}),
}


EACH_TIME_NEW = frozenset({"mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"})
"""Answers that carry a new secret or challenge each time."""
OWN_ACCOUNT = frozenset(
    {
        *(f"directory:{name}" for name in ("open-home", "sign-out", "keep-session", "show-account")),
        *(f"access:{name}" for name in ("list-sessions", "end-others")),
        *(f"notices:{name}" for name in ("list", "mark-read", "choose-mail")),
        *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp"),
        *("mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_remove_webauthn"),
    }
)
"""Addresses that need no role; everybody who is signed in has them."""


def addresses():
    """(URL name, names of its arguments) of every address of the office."""
    top = get_resolver()
    for namespace, (_prefix, resolver) in [("", ("", top)), *top.namespace_dict.items()]:
        for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
            arguments = resolver.reverse_dict.getlist(name)[0][0][0][1]
            yield f"{namespace}:{name}".lstrip(":"), tuple(arguments)


ADDRESSES = sorted(addresses())
METHODS = ("get", "post", "put", "patch", "delete")


YEAR = timedelta(days=365)


def new_task(office, document, unit, action):
    """A task of `unit`, as confirming a plan makes it."""
    plan, _made = Plan.objects.get_or_create(document=document)
    item = PlanItem.objects.create(plan=plan, order=1000 + plan.items.count(), action=action)
    now = datetime(2026, 3, 6, tzinfo=UTC)
    task = Task(item=item, document=document, action=item.action, confirmed_by=office.person("leader"), confirmed_at=now)
    task.fold_words()
    task.save()
    TaskUnit.objects.create(task=task, unit=office.units[unit], role=BodyRole.LEAD)
    return task


@pytest.fixture
def things(office, make_document):
    """What the addresses point at: argument → value. The task is one of the officer's own unit."""
    document = make_document()
    plan, _made = Plan.objects.get_or_create(document=document)
    item, other = (PlanItem.objects.create(plan=plan, order=order, action=f"Rà soát đợt {order}") for order in (101, 102))
    incoming = registered(document, "incoming", office.person("clerk"))
    outgoing = registered(make_document("Bản khác.", name="di.txt"), "outgoing", office.person("clerk"))
    version = DocumentVersion.objects.create(
        document=document,
        file=StoredFile.objects.create(sha256="0" * 64, size=1, name="cu.txt", media_type="text/plain"),
        replaced_at=timezone.now(),
        replaced_by=office.person("clerk"),
        reason="Bản rõ hơn",
    )
    storage.place_of(version.file.sha256).parent.mkdir(parents=True, exist_ok=True)
    storage.place_of(version.file.sha256).write_bytes(b"x")
    leader, today = office.person("leader"), timezone.localdate()
    delegation = delegate(
        leader.memberships.get(), to=office.person("reader"), valid_from=today + YEAR, valid_to=today + YEAR, document="01/GUQ", by=leader
    )
    link = DocumentLink.objects.filter(document=document).earliest("pk")
    source = TaskSource.objects.create(
        task=new_task(office, document, "ward", "Gắn nguồn"), item=item, made_by=office.person("coordinator")
    )
    return {
        "document_id": document.pk,
        "link_id": link.pk,
        "source_id": source.pk,
        "version_id": version.pk,
        "register_id": incoming.volume.register_id,
        "incoming_id": incoming.pk,
        "outgoing_id": outgoing.pk,
        "plan_id": plan.pk,
        "item_id": item.pk,
        "other": other.pk,
        "check_id": (check := Check.objects.create(title="Kiểm tra", made_by=office.person("leader"))).pk,
        "row_id": CheckedTask.objects.create(part_of=check, task=new_task(office, document, "finance", "Rà soát")).pk,
        "day_id": CalendarDay.objects.create(day=date(2026, 1, 2), name="Hoán đổi", set_by=office.person("leader")).pk,
        "verb": "accept",
        "unit_id": office.units["ward"].pk,
        "person_id": office.person("reader").pk,
        "delegation_id": delegation.pk,
        "membership_id": Membership.objects.get(person=office.person("reader")).pk,
        "token": make_link(office.person("reader"), by=None),
        "provider_id": "office",
        "session_id": UserSession.objects.create(user=office.person("reader"), session_key="x", ip="10.0.0.1", user_agent="").pk,
        "pk": 0,
        **notices_of(office.person("reader"), office.units["finance"]),
        **things_at("own", office, document),
    }


def registered(document, direction, clerk):
    """The entry of a document in a register of that direction."""
    register = registers.save_register(Register(name=f"Sổ {direction}", direction=direction, period="term"), by=clerk)
    if direction == "incoming":
        return registers.register_incoming(document, register, arrived_on=timezone.localdate(), by=clerk)
    issue = registers.Issue(symbol="QĐ-UBND", date=timezone.localdate())
    return registers.register_outgoing(document, register, issue, expected=1, by=clerk)


def notices_of(person, unit):
    """A notice and a mail of `person`, and the calendar of `unit`."""
    now, token = timezone.now(), "a-secret-address"
    mail = Mail.objects.create(person=person, day=date(2026, 3, 6), message_id="<1@office>", made_at=now, next_at=now, state="failed")
    Feed.objects.create(unit=unit, token_hash=Feed.hash_of(token), made_at=now, made_by=person)
    notice = Notice.objects.create(person=person, kind="plan-waiting", at=now)
    return {"notice_id": notice.pk, "mail_id": mail.pk, "feed_token": token}


def things_at(place, office, document):
    """The PLACED things in a unit of that place."""
    task = new_task(office, document, PLACES[place], "Rà soát tài sản công")
    clerk, unit = office.person("clerk"), office.units[PLACES[place]]
    dossier = dossiers.save_dossier(Dossier(code="01", title="Tài sản", unit=unit, opened_on=timezone.localdate()), by=clerk)
    paper = dossiers.put_in(dossier, document, by=clerk)
    distribution = Distribution.objects.create(
        entry=IncomingEntry.objects.get(document=document),
        unit=office.units[PLACES[place]],
        part="lead",
        sent_at=datetime(2026, 3, 6, tzinfo=UTC),
        sent_by=office.person("clerk"),
    )
    leader, now = office.person("leader"), datetime(2026, 3, 6, tzinfo=UTC)
    report = ProgressReport.objects.create(task=task, words="Đã làm", sent_by=leader, sent_at=now)
    file = keep_attachment(b"hai trang", "a.txt", by=leader)
    asked = {"old_due": date(2026, 4, 1), "proposed": date(2026, 5, 1), "asked_by": leader, "asked_at": now}
    return {
        "feed_unit_id": office.units[PLACES[place]].pk,
        "task_id": task.pk,
        "distribution_id": distribution.pk,
        "dossier_id": dossier.pk,
        "paper_id": paper.pk,
        "report_id": report.pk,
        "evidence_id": Evidence.objects.create(report=report, file=file, name="a.txt").pk,
        "extension_id": Extension.objects.create(task=task, reason="Chờ số liệu", **asked).pk,
    }


def url_of(name, arguments, things):
    missing = [argument for argument in arguments if argument not in things]
    assert not missing, f"{name}: say in things() what {missing} point at"
    return reverse(name, kwargs={argument: things[argument] for argument in arguments})


def answer(client, name, arguments, things, method=None):
    method = method or EXPECTED[name][0]
    sent = {"language": "vi", "task": f"{things['task_id']}:1", "other": things["other"], "dossier": things["dossier_id"]}
    return getattr(client, method)(url_of(name, arguments, things), sent if method == "post" else {})


def test_every_address_has_a_row_and_every_row_an_address():
    assert {name for name, _arguments in ADDRESSES} == set(EXPECTED)


def is_let_in(status):
    """Whether the answer is one of the page itself (a refused form is), and not of a closed door."""
    assert status < 500
    return status not in (401, 403, 404)


def let_in(name):
    """The roles that get in."""
    who = EXPECTED[name][1] if name in EXPECTED else frozenset()
    return EVERYBODY if who == PUBLIC else who


@pytest.mark.parametrize(("name", "arguments", "role"), [(*one, role) for one in ADDRESSES for role in Role if role in let_in(one[0])])
def test_whoever_may_gets_in(name, arguments, role, client_for, things):
    assert is_let_in(answer(client_for(role), name, arguments, things).status_code)


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES)
def test_everybody_else_is_turned_away_by_every_method(name, arguments, client_for, things):
    for role, method in product(EVERYBODY - let_in(name), METHODS):
        assert answer(client_for(role), name, arguments, things, method).status_code in (403, 404, 405), f"{role} {method}"
    for role in EVERYBODY - let_in(name):
        assert answer(client_for(role), name, arguments, things).status_code in (403, 404), role


@pytest.mark.parametrize("place", ["below", "other"])
@pytest.mark.parametrize(("name", "arguments"), [one for one in ADDRESSES if PLACED & set(one[1])])
def test_an_officer_gets_in_where_the_thing_lies_below_and_nowhere_else(name, arguments, place, office, client_for, things):
    things |= things_at(place, office, Plan.objects.get(pk=things["plan_id"]).document)
    for role in LIMITED & let_in(name):
        expected = place != "other" or name in ANYWHERE
        assert is_let_in(answer(client_for(role), name, arguments, things).status_code) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "role"),
    [(*one, role) for one in ADDRESSES if PLACED & set(one[1]) for role in Role if role in let_in(one[0]) - LIMITED],
)
def test_roles_of_the_whole_office_get_in_wherever_the_thing_lies(name, arguments, role, office, client_for, things):
    things |= things_at("other", office, Plan.objects.get(pk=things["plan_id"]).document)
    assert is_let_in(answer(client_for(role), name, arguments, things).status_code)


def what_is_said(response):
    """The words of an answer without what changes with every page: marks of forms; workbooks are opened."""
    body = response.getvalue()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps/")}
    return re.sub(rb'(csrfmiddlewaretoken" value|data-csrf)="[^"]*"', rb"", body)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [one for one in ADDRESSES if OFFICER in let_in(one[0]) and EXPECTED[one[0]][0] == "get" and one[0] not in EACH_TIME_NEW],
)
def test_nothing_an_officer_sees_changes_with_the_tasks_of_other_units(name, arguments, office, client_for, things):
    client, url = client_for(OFFICER), url_of(name, arguments, things)
    urls = [url, f"{url}?q=Khơi+thông&text=Khơi+thông&search=Khơi+thông"]
    client.get(url)  # the first page may write something down (a download is noted)
    before = [what_is_said(client.get(url)) for url in urls]
    new_task(office, Plan.objects.get(pk=things["plan_id"]).document, PLACES["other"], "Khơi thông cống rãnh")
    assert before == [what_is_said(client.get(url)) for url in urls]


def test_the_comparison_would_find_a_difference(office, client_for, things):
    client = client_for(LEADER)
    before = what_is_said(client.get("/tasks/?q=Khơi+thông"))
    new_task(office, Plan.objects.get(pk=things["plan_id"]).document, PLACES["other"], "Khơi thông cống rãnh")
    assert before != what_is_said(client.get("/tasks/?q=Khơi+thông"))


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES)
def test_stranger(name, arguments, things, db):
    found = answer(Client(), name, arguments, things)
    is_sent_to_sign_in = found.status_code == 302 and found.url.startswith(f"{reverse('directory:sign-in')}?next=")
    assert is_sent_to_sign_in == (EXPECTED[name][1] != PUBLIC)


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES)
def test_somebody_without_any_role_gets_only_to_the_own_account(name, arguments, office, things):
    Delegation.objects.all().delete()
    Membership.objects.all().delete()
    client = Client()
    client.force_login(office.person("clerk"))
    status = answer(client, name, arguments, things).status_code
    if EXPECTED[name][1] == PUBLIC or name in OWN_ACCOUNT:
        assert status < 400
    else:
        assert status in (403, 404)
