"""Every page of the office, by the name of its address; a test fails when one is missing here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import hand_in
from tests.browser.documents import dispatch, today
from tests.browser.office import COORDINATOR, OFFICER, PASSWORD, Office


@dataclass
class Furnished:
    """An office at work, and the numbers its addresses take."""

    office: Office
    draft: int
    """The document whose plan is half decided."""
    confirmed: int
    """The document whose plan became tasks in all states."""
    unreadable: int
    task: int
    item: int
    unit: int
    person: int
    register: int
    incoming: int
    outgoing: int
    dossier: int
    notice: int
    """A digest of several tasks."""

    def address(self, template: str) -> str:
        return template.format(**{name: value for name, value in vars(self).items() if isinstance(value, int)})


@dataclass(frozen=True)
class Shown:
    """A page: where it is, what to do once there, and what must then be in sight."""

    name: str
    address: str
    steps: tuple[Callable[[Page], None], ...] = field(default=())
    signed_in: bool = True


def press(selector: str, *, then: str) -> Callable[[Page], None]:
    """Click, and wait for what that brings."""

    def go(page: Page) -> None:
        page.locator(selector).first.click()
        page.locator(then).first.wait_for()

    return go


def preview_a_change(page: Page) -> None:
    page.locator("input[name=due]").fill((today() + timedelta(days=20)).isoformat())
    page.locator("textarea[name=reason]").last.fill("Chờ đủ số liệu")
    press("form:has(input[name=due]) button.btn-outline-primary", then=".w-preview")(page)


def choose_rows(page: Page) -> None:
    page.locator("[data-pick-page]").check()
    expect(page.locator("[data-bulk-bar]")).to_be_visible()


def send_an_empty_file(page: Page) -> None:
    page.locator("input[name=files]").set_input_files({"name": "rong.txt", "mimeType": "text/plain", "buffer": b""})
    press("[data-upload-button]", then=".receipt-refused")(page)


def confirm_if_asked(page: Page) -> None:
    """Whoever signed in more than ten minutes ago is asked for the password first."""
    if "/account/confirm/" in page.url:
        page.locator("main input[name=password]").fill(PASSWORD)
        page.locator("main form button.btn-primary").click()
        page.wait_for_url("**/account/two-factor/**")


def type_a_wrong_code(page: Page) -> None:
    confirm_if_asked(page)
    page.locator("input[name=code]").fill("000000")
    press("main form button.btn-primary", then="[data-form-errors]")(page)


EDIT, RESHAPE = ".item.is-proposed [data-key=e]", ".item.is-proposed [data-key=s]"
PAGES = {
    "directory:sign-in": (
        Shown("sign-in", "/sign-in/", signed_in=False),
        Shown("sign-in-refused", "/sign-in/", (press("main form button.btn-primary", then="[data-form-errors], input:invalid"),), False),
    ),
    "directory:use-link": (Shown("link-closed", "/sign-in/khong-con-dung-duoc/", signed_in=False),),
    "directory:show-account": (Shown("account", "/account/"),),
    "mfa_index": (Shown("two-factor", "/account/two-factor/"),),
    "mfa_activate_totp": (
        Shown("app-add", "/account/two-factor/app/add/", (confirm_if_asked,)),
        Shown("app-add-refused", "/account/two-factor/app/add/", (type_a_wrong_code,)),
    ),
    "mfa_add_webauthn": (Shown("passkey-add", "/account/two-factor/passkeys/add/", (confirm_if_asked,)),),
    "account_reauthenticate": (Shown("confirm", "/account/confirm/?next=/account/two-factor/"),),
    "access:list-sessions": (Shown("sessions", "/account/sessions/"),),
    "access:show-person": (Shown("person-access", "/people/{person}/access/"),),
    "directory:list-delegations": (Shown("delegations", "/delegations/"),),
    "directory:list-units": (Shown("units", "/units/"), Shown("units-ended", "/units/?ended=1")),
    "directory:add-unit": (
        Shown("unit-add", "/units/add/?parent={unit}"),
        Shown("unit-add-refused", "/units/add/", (press("main form.panel button.btn-primary", then="[data-form-errors], input:invalid"),)),
    ),
    "directory:show-unit": (Shown("unit", "/units/{unit}/", (press("details > summary", then="input[name=last_day]"),)),),
    "directory:edit-unit": (Shown("unit-edit", "/units/{unit}/edit/"),),
    "directory:list-people": (Shown("people", "/people/"), Shown("people-none", "/people/?text=kh%C3%B4ng-c%C3%B3-ai")),
    "directory:add-person": (Shown("person-add", "/people/add/"),),
    "directory:show-person": (Shown("person", "/people/{person}/"),),
    "directory:edit-person": (Shown("person-edit", "/people/{person}/edit/"),),
    "directory:make-link": (Shown("link", "/people/{person}/", (press("form[action$='/link/'] button", then="#link"),)),),
    "registry:list-documents": (Shown("documents", "/documents/"), Shown("documents-none", "/documents/?text=kh%C3%B4ng-c%C3%B3")),
    "registry:add-documents": (Shown("upload", "/documents/add/"), Shown("upload-refused", "/documents/add/", (send_an_empty_file,))),
    "registry:show-document": (Shown("document", "/documents/{draft}/"), Shown("document-failed", "/documents/{unreadable}/")),
    "registry:edit-document": (Shown("document-edit", "/documents/{draft}/edit/"),),
    "registry:replace-file": (Shown("document-replace", "/documents/{draft}/file/"),),
    "registry:register-document": (
        Shown("register-enter", "/documents/{draft}/register/", (press("main form.filters button", then="form.panel"),)),
    ),
    "registry:list-dossiers": (Shown("dossiers", "/dossiers/"),),
    "registry:add-dossier": (Shown("dossier-add", "/dossiers/add/"),),
    "registry:open-dossier": (Shown("dossier", "/dossiers/{dossier}/?number=1"),),
    "registry:edit-dossier": (Shown("dossier-edit", "/dossiers/{dossier}/edit/"),),
    "registry:list-registers": (Shown("registers", "/registers/"),),
    "registry:add-register": (Shown("register-add", "/registers/add/"),),
    "registry:edit-register": (Shown("register-edit", "/registers/{register}/edit/"),),
    "registry:open-register": (Shown("register", "/registers/{register}/"), Shown("register-print", "/registers/{register}/?print=1")),
    "registry:show-handling": (Shown("handling", "/registers/handling/"),),
    "registry:open-incoming": (Shown("incoming", "/incoming/{incoming}/"),),
    "registry:correct-incoming": (Shown("incoming-correct", "/incoming/{incoming}/correct/"),),
    "registry:open-outgoing": (Shown("outgoing", "/outgoing/{outgoing}/"),),
    "registry:correct-outgoing": (Shown("outgoing-correct", "/outgoing/{outgoing}/correct/"),),
    "audit:list-entries": (
        Shown("audit", "/audit/"),
        Shown("audit-narrowed", "/audit/?what=work&since=2020-01-01&thing=V"),
        Shown("audit-checked", "/audit/?check=1"),
    ),
    "lineage:show-lineage": (Shown("lineage", "/documents/{confirmed}/lineage/"),),
    "lineage:show-coverage": (Shown("coverage", "/documents/{draft}/coverage/?item={item}"),),
    "lineage:list-without-source": (Shown("without-source", "/lineage/without-source/"),),
    "notices:list": (Shown("notices", "/notices/"), Shown("notices-unread", "/notices/?unread=1")),
    "notices:open": (Shown("notice", "/notices/{notice}/"),),
    "notices:remind": (Shown("remind", "/tasks/{task}/", (press("form[action='/follow-up/send/'] button", then="textarea[name=words]"),)),),
    "notices:open-ladder": (Shown("ladder", "/follow-up/ladder/"),),
    "notices:list-mails": (Shown("mails", "/outbox/"), Shown("mails-uncertain", "/outbox/?state=uncertain")),
    "notices:list-feeds": (Shown("feeds", "/calendars/"),),
    "notices:renew-feed": (Shown("feed-made", "/calendars/", (press("form[action$='/renew/'] button", then="#feed-address"),)),),
    "work:board": (Shown("board", "/board/"),),
    "work:list-plans": (Shown("plans", "/plans/"),),
    "work:open-plan": (
        Shown("desk", "/plans/of/{draft}/"),
        Shown("desk-confirmed", "/plans/of/{confirmed}/"),
        Shown("desk-none", "/plans/of/{unreadable}/"),
        Shown("desk-keys", "/plans/of/{draft}/", (press("[data-keys]", then="#keys[open]"),)),
    ),
    "work:edit-item": (Shown("desk-edit", "/plans/of/{draft}/", (press(EDIT, then=".is-editing textarea"),)),),
    "work:reshape-item": (Shown("desk-reshape", "/plans/of/{draft}/", (press(RESHAPE, then=".is-editing select"),)),),
    "work:list-tasks": (
        Shown("tasks", "/tasks/"),
        Shown("tasks-chosen", "/tasks/", (choose_rows,)),
        Shown("tasks-none", "/tasks/?q=kh%C3%B4ng-c%C3%B3"),
    ),
    "work:open-task": (Shown("task", "/tasks/{task}/"),),
    "work:unit-board": (Shown("unit-board", "/board/units/{unit}/"),),
    "work:list-checks": (Shown("checks", "/checks/"),),
    "work:hand-over": (Shown("hand-over", "/tasks/hand-over/{unit}/"),),
    "work:open-calendar": (Shown("calendar", "/calendar/"),),
    "work:change-tasks": (Shown("task-change", "/tasks/{task}/", (preview_a_change,)),),
}
NOT_PAGES = {
    # answers with another page, with data, or with a part of a page that is tested where it stands
    "directory:open-home": "leads on to the person's first page",
    "directory:sign-out": "leads to signing in",
    "directory:keep-session": "data for idle.js",
    "directory:set-language": "leads back to the page",
    "account_login": "directory:sign-in by the name allauth looks for",
    "mfa_authenticate": "shown only between two steps; looked at in test_passkeys.py",
    "mfa_login_webauthn": "data for passkeys.js",
    "mfa_reauthenticate": "shown only to those with an app; looked at in test_passkeys.py",
    "mfa_reauthenticate_webauthn": "shown only to those with a passkey; looked at in test_passkeys.py",
    "mfa_deactivate_totp": "shown only to those with an app; looked at in test_passkeys.py",
    "mfa_remove_webauthn": "shown only to those with a passkey; looked at in test_passkeys.py",
    "mfa_view_recovery_codes": "shown only after a first step was added; looked at in test_passkeys.py",
    "mfa_generate_recovery_codes": "shown only to those with codes; looked at in test_passkeys.py",
    "openid_connect_login": "leads to the provider",
    "openid_connect_callback": "leads back from the provider",
    "socialaccount_login_cancelled": "leads back to signing in",
    "socialaccount_login_error": "leads back to signing in",
    "access:end-session": "leads back to the sessions",
    "access:end-others": "leads back to the sessions",
    "access:end-session-of": "leads back to the person",
    "access:end-sessions-of": "leads back to the person",
    "access:remove-steps-of": "leads back to the person",
    "directory:end-delegation": "leads back to the list",
    "directory:end-unit": "leads back to the unit",
    "directory:give-role": "leads back to the person",
    "directory:end-role": "leads back to the person",
    "registry:refresh-document": "part of the document's page",
    "registry:read-again": "leads back to the document",
    "registry:download-original": "a file",
    "registry:download-version": "a file",
    "registry:export-register": "a file",
    "lineage:add-link": "leads back to the lineage",
    "lineage:decide-link": "leads back to the lineage",
    "lineage:take-up": "leads back to the coverage",
    "lineage:let-go": "leads back to the coverage",
    "registry:file-document": "leads back to the document or the work file",
    "registry:close-dossier": "leads back to the work file",
    "registry:reopen-dossier": "leads back to the work file",
    "registry:take-out": "leads back to the work file",
    "registry:open-volume": "leads back to the register",
    "registry:distribute": "the page of the slip",
    "registry:add-opinion": "the page of the slip",
    "registry:settle": "the page of the slip",
    "registry:reopen": "the page of the slip",
    "registry:close-incoming": "the page of the slip",
    "registry:acknowledge": "leads back to the slip",
    "registry:hand-back": "leads back to the slip",
    "registry:close-outgoing": "leads back to the document's line",
    "notices:mark-read": "leads back to the notices",
    "notices:choose-mail": "leads back to the notices",
    "notices:add-rung": "leads back to the ladder",
    "notices:remove-rung": "leads back to the ladder",
    "notices:settle-mail": "leads back to the outbox",
    "notices:revoke-feed": "the page of the calendars",
    "notices:show-feed": "a calendar",
    "work:accept-complete": "part of the desk",
    "work:add-item": "part of the desk",
    "work:confirm-plan": "leads back to the desk",
    "work:supplement-plan": "leads back to the desk",
    "work:open-item": "part of the desk",
    "work:accept-item": "part of the desk",
    "work:reject-item": "part of the desk",
    "work:restore-item": "part of the desk",
    "work:remove-item": "part of the desk",
    "work:split-item": "part of the desk",
    "work:merge-item": "part of the desk",
    "work:export-tasks": "a file",
    "work:set-day": "leads back to the calendar",
    "work:remove-day": "leads back to the calendar",
    "work:set-rule": "leads back to the calendar",
    "work:send-report": "leads back to the task",
    "work:ask-extension": "leads back to the task",
    "work:accept-report": "leads back to the task",
    "work:return-report": "leads back to the task",
    "work:download-evidence": "a file",
    "work:decide-extension": "leads back to the task",
    "work:hand-on": "a preview that leads back to the task",
    "work:open-periods": "leads back to the task",
    "work:set-review": "leads back to the task",
    "work:plan-check": "leads from the list to the check",
    "work:open-check": "needs a check, which the room's own tests plan",
    "work:record-finding": "leads back to the check",
    "work:set-criteria": "leads back to the task",
    "work:set-event": "leads back to the task",
    "work:move-task": "leads back to the task",
}
PROBLEMS = (Shown("not-found", "/khong-co-trang-nay/"), Shown("forbidden", "/audit/"))
EMPTY = tuple(
    Shown(f"empty-{name}", address)
    for name, address in (
        ("board", "/board/"),
        ("plans", "/plans/"),
        ("tasks", "/tasks/"),
        ("documents", "/documents/"),
        ("units", "/units/"),
        ("people", "/people/"),
        ("account", "/account/"),
        ("sessions", "/account/sessions/"),
        ("upload", "/documents/add/"),
        ("registers", "/registers/"),
        ("handling", "/registers/handling/"),
        ("audit", "/audit/"),
        ("notices", "/notices/"),
        ("ladder", "/follow-up/ladder/"),
        ("mails", "/outbox/"),
        ("feeds", "/calendars/"),
    )
)
"""Pages of an office of its first day."""

STATES = """
from dondoc.office.directory.models import Person
from dondoc.office.work.actions.tasks import move_task
from dondoc.office.work.models import Task
from django.utils import timezone
by = Person.objects.get(username={by!r})
ways = [[], ["accept"], ["accept", "start"], ["accept", "start", "submit"], ["accept", "start", "submit", "finish"]]
for task, way in zip(Task.objects.filter(document={document}).order_by("-pk"), ways):
    for verb in way:
        task.refresh_from_db()
        move_task(by, task, verb, version=task.version, reason="", today=timezone.localdate())
print(Task.objects.filter(document={document}).order_by("pk").last().pk)
"""
ROLES = """
from dondoc.office.directory.actions import give_role
from dondoc.office.directory.models import Person, Unit
by = Person.objects.get(username="quantri")
for role in ("clerk", "coordinator", "leader"):
    give_role(person=by, unit=Unit.objects.get(), role=role, by=by)
"""
REGISTERS = """
from dondoc.office.directory.models import Person, Unit
from dondoc.office.registry.models import Document, Dossier, Register
from dondoc.office.registry.dossiers import actions as dossiers
from dondoc.office.registry.registers import actions
from django.utils import timezone
by, today = Person.objects.get(username={by!r}), timezone.localdate()
kinds = (("Sổ văn bản đến {document}", "incoming"), ("Sổ văn bản đi {document}", "outgoing"))
books = [actions.save_register(Register(name=name, direction=way), by=by) for name, way in kinds]
entry = actions.register_incoming(Document.objects.get(pk={document}), books[0], arrived_on=today, by=by)
shares = [actions.Share(unit, part) for unit, part in zip(Unit.objects.filter(parent__isnull=False), ("lead", "coordinating"))]
actions.distribute(entry, shares, version=1, due=today, by=by)
actions.add_opinion(entry, stage="leader", text="Đơn vị chủ trì tham mưu văn bản trả lời.", by=by)
issue = actions.Issue(symbol="KH-UBND", date=today, signer="Phạm Quốc Khánh", recipients="Như trên")
issued = actions.register_outgoing(Document.objects.get(pk={other}), books[1], issue, expected=1, by=by)
file = Dossier(code="01.{document}", title="Số hóa hồ sơ lưu trữ", unit=Unit.objects.get(parent=None), opened_on=today)
dossiers.put_in(dossiers.save_dossier(file, by=by), entry.document, by=by)
print(books[0].pk, entry.pk, issued.pk, file.pk)
"""

NOTICES = """
from datetime import timedelta
from dondoc.office.directory.models import Person
from dondoc.office.notices.ladder import saved_rungs
from dondoc.office.notices.models import Mail, Notice, Reminding, Telling
from dondoc.office.work.models import Task
from django.utils import timezone
by, today, now = Person.objects.get(username={by!r}), timezone.localdate(), timezone.now()
tasks = list(Task.objects.filter(document={document}))
notice, _new = Notice.objects.get_or_create(
    person=by, kind="digest", day=today, defaults={{"at": now, "count": len(tasks), "read_at": now}}
)
rung = saved_rungs()[0]
for n, task in enumerate(tasks):
    due = today + timedelta(days=2 * n - 3)
    reminding = Reminding.objects.create(task=task, rung=rung, due=due, offset=-5, working=True, day=today)
    Telling.objects.create(reminding=reminding, person=by, audience=("unit", "coordinators")[n % 2], notice=notice)
outcomes = (("failed", "550 5.1.1 No such person here"), ("uncertain", "Connection unexpectedly closed"), ("sent", ""))
for n, (state, error) in enumerate(outcomes):
    Mail.objects.get_or_create(
        person=by,
        day=today - timedelta(days=n),
        defaults={{
            "address": "thuha@office.example", "subject": "Dondoc: 3 việc cần xem", "message_id": f"<{{n}}@office.example>", "made_at": now,
            "next_at": now, "state": state, "error": error, "attempts": 1, "sent_at": now if state == "sent" else None,
        }},
    )
print(notice.pk)
"""


def furnish(page: Page, office: Office) -> Furnished:
    """Put documents, plans and tasks of every kind into the office, the way people do. `page`: of the coordinator."""
    confirmed = hand_in(page, dispatch())
    page.goto(f"/plans/of/{confirmed}/")
    page.locator("#items .item.is-proposed").filter(has_text="Tổ giúp việc").locator("[data-key=x]").click()
    page.locator("#items .item.is-rejected").wait_for()
    page.locator("form[action$='/accept-complete/'] button").click()
    confirm = page.locator("form[action$='/confirm/'] button")
    expect(confirm).to_be_enabled()
    confirm.click()
    page.locator(".confirmed").wait_for()
    task = int(office.run(STATES.format(by=COORDINATOR, document=confirmed)))

    draft = hand_in(page, dispatch())
    page.goto(f"/plans/of/{draft}/")
    items = page.locator("#items .item")
    items.nth(0).locator("[data-key=a]").click()
    expect(items.nth(0)).to_have_class(re.compile("is-accepted"))
    items.nth(5).locator("[data-key=x]").click()
    expect(items.nth(5)).to_have_class(re.compile("is-rejected"))
    item = int((items.nth(1).get_attribute("id") or "").removeprefix("item-"))

    unreadable = hand_in(page, dispatch(), "hong.docx", damaged=True)
    unit, person = office.run(
        "from dondoc.office.directory.models import Person, Unit\n"
        f"print(Unit.objects.get(code='TCKH').pk, Person.objects.get(username={OFFICER!r}).pk)"
    ).split()
    books = office.run(REGISTERS.format(by=COORDINATOR, document=confirmed, other=unreadable)).split()
    notice = office.run(NOTICES.format(by=COORDINATOR, document=confirmed))
    return Furnished(office, draft, confirmed, unreadable, task, item, int(unit), int(person), *map(int, books), int(notice))
