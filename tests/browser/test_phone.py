"""On a screen of 360 pixels everything that is done at a desk can be done; that no page sticks out is in test_every_page.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, hand_in
from tests.browser.documents import dispatch
from tests.browser.office import COORDINATOR

SMALLEST = 24
"""Pixels a target has at least (WCAG 2.2, 2.5.8)."""


@pytest.fixture
def phone(sign_in):
    return sign_in(COORDINATOR, viewport=PHONE, has_touch=True)


def is_within_reach(page, locator):
    expect(locator).to_be_visible()
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["height"] >= SMALLEST


def test_the_menu_opens_and_leads_to_every_room(phone):
    phone.goto("/board/")
    menu = phone.locator("#navigation nav a")
    assert not menu.first.is_visible()
    for number in range(menu.count()):
        phone.locator("[data-toggle-menu]").tap()
        is_within_reach(phone, menu.nth(number))
        target = menu.nth(number).get_attribute("href")
        menu.nth(number).tap()
        expect(phone).to_have_url(f"{phone.url.split('/', 3)[0]}//{phone.url.split('/', 3)[2]}{target}")
    phone.locator("[data-toggle-menu]").tap()
    is_within_reach(phone, phone.get_by_role("button", name="Đăng xuất"))
    is_within_reach(phone, phone.get_by_role("button", name="EN"))


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("/documents/", ".page-actions .btn-primary"),
        ("/documents/add/", "[data-upload-button]"),
        ("/tasks/", ".filter-actions .btn-primary"),
        ("/units/", ".page-actions .btn-primary"),
        ("/units/add/", ".form-actions .btn-primary"),
        ("/people/", ".page-actions .btn-primary"),
        ("/board/", ".tiles .tile >> nth=-1"),
    ],
)
def test_the_main_control_of_a_page_is_within_reach(phone, address, selector):
    phone.goto(address)
    is_within_reach(phone, phone.locator(selector))


def test_a_plan_is_decided_and_confirmed_with_a_finger(phone):
    phone.goto(f"/plans/of/{hand_in(phone, dispatch())}/")
    items = phone.locator("#items .item")
    items.nth(0).locator(".to-source").tap()
    expect(phone.locator("#source-text")).to_be_visible()
    expect(phone.locator("#source-text .src-link").first).to_be_in_viewport()
    phone.locator("[data-pane=items]").tap()
    for number, key in enumerate("axaaxa"):
        button = items.nth(number).locator(f"[data-key={key}]")
        is_within_reach(phone, button)
        button.tap()
        expect(items.nth(number).locator("[data-key=u]")).to_be_visible()
    confirm = phone.locator("form[action$='/confirm/'] button")
    is_within_reach(phone, confirm)
    confirm.tap()
    expect(phone.locator("#messages")).to_contain_text("Đã xác nhận kế hoạch: 4 nhiệm vụ.")
