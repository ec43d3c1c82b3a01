"""Passkeys with Chromium's own virtual authenticator, an app for codes, and the pages that are there only then: looked at with axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, fill_sign_in
from tests.browser.office import READER, Office
from tests.browser.test_every_page import check
from tests.office.access.conftest import Phone

STEPS = "/account/two-factor/"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An office by name: browsers make no passkeys for a bare number."""
    office = Office(tmp_path_factory.mktemp("passkeys") / "data")
    office.start()
    office.url = office.url.replace("127.0.0.1", "localhost")
    yield office
    assert office.stop() == 0
    assert "Traceback" not in office.log.read_text(encoding="utf-8")


@pytest.fixture
def page(served, open_page):
    """The reader, signed in, with a device that holds passkeys and knows its owner."""
    served.run("from allauth.mfa.models import Authenticator\nAuthenticator.objects.all().delete()")
    page = open_page(served)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    made = devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.devices, page.device = devices, made["authenticatorId"]
    page.goto("/sign-in/")
    fill_sign_in(page, READER)
    return page


def add_passkey(page, *, alone=True):
    page.goto(f"{STEPS}passkeys/add/")
    page.get_by_label("Tên khóa").fill("Máy ở cơ quan")
    page.locator("input[name=passwordless]").set_checked(alone)
    page.locator("[data-passkey-start]").click()
    page.wait_for_url(f"**{STEPS}codes/")


def leave(page):
    page.set_viewport_size(DESKTOP)
    page.locator("form[action$='/sign-out/'] button").first.click()
    page.wait_for_url("**/sign-in/**")


def test_a_passkey_is_made_and_then_signs_in_without_a_password(page):
    add_passkey(page)
    assert len(page.locator(".codes li").all()) == 10
    check(page)
    page.goto(STEPS)
    expect(page.locator("main")).to_contain_text("Máy ở cơ quan")
    check(page)
    leave(page)
    check(page)
    page.locator("[data-passkey-start]").click()
    page.locator("body[data-person]").wait_for()
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("chaudo")


def test_a_passkey_is_the_second_step_after_the_password(page):
    add_passkey(page, alone=False)
    leave(page)
    page.locator("input[name=username]").fill(READER)
    page.locator("input[name=password]").fill("mat-khau-thu-2468")
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/second-step/")
    check(page)
    page.locator("[data-passkey-start]").click()
    page.locator("body[data-person]").wait_for()


def test_a_passkey_of_somebody_who_does_not_unlock_it_does_nothing(page):
    add_passkey(page)
    leave(page)
    page.devices.send("WebAuthn.setUserVerified", {"authenticatorId": page.device, "isUserVerified": False})
    page.locator("[data-passkey-start]").click()
    expect(page.locator("[data-passkey-problem]")).to_be_visible()
    assert page.url.endswith("/sign-in/") or "/sign-in/?" in page.url
    check(page)


def test_it_is_removed_on_the_page(page):
    add_passkey(page)
    page.goto(STEPS)
    page.get_by_role("link", name=re.compile("^Gỡ")).click()
    check(page)
    page.locator("main form button.btn-danger").click()
    expect(page.locator("main")).to_contain_text("Chưa có cách nào")


def test_an_app_with_its_pages(page, served):
    page.goto(f"{STEPS}app/add/")
    phone = Phone(page.locator("#secret").input_value())
    check(page)
    page.locator("input[name=code]").fill(phone.code())
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(f"**{STEPS}codes/")
    for address in (f"{STEPS}codes/", f"{STEPS}codes/new/", f"{STEPS}app/remove/", "/account/confirm/code/", f"{STEPS}"):
        page.goto(address)
        check(page)
    leave(page)
    page.locator("input[name=username]").fill(READER)
    page.locator("input[name=password]").fill("mat-khau-thu-2468")
    page.locator("main form button.btn-primary").first.click()
    page.locator("input[name=code]").fill("000000")
    page.locator("main form button.btn-primary").click()
    page.locator("[data-form-errors]").first.wait_for()
    check(page)
    page.locator("input[name=code]").fill(phone.code())
    page.locator("main form button.btn-primary").click()
    page.locator("body[data-person]").wait_for()
