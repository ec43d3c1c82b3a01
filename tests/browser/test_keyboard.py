"""The whole way without a mouse: every step is reached, is seen to have the focus, and can be left again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import hand_in, wait_until_read
from tests.browser.documents import dispatch
from tests.browser.office import CLERK, COORDINATOR, OFFICER, PASSWORD

FOCUS = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const element = document.activeElement;
    const isDrawn = one => {
        const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const box = element.getBoundingClientRect();
    return {
        name: (element.getAttribute('aria-label') ?? element.innerText ?? '').trim(),
        tag: element.tagName,
        ring: isDrawn(element) || [...(element.labels ?? [])].some(isDrawn) || !element.matches(':focus'),
        in_sight: box.bottom > 0 && box.top < innerHeight,
    };
}"""
"""What has the focus and whether one sees it: by a ring of its own, of its label, or, where the focus is on a part that the browser itself
draws (the calendar button of a date field: the field then is active and yet not ``:focus``), of the browser's."""
HAS_FOCUS = "selector => document.activeElement.matches(selector)"


def tab_to(page: Page, selector: str, *, key: str = "Tab", most: int = 90) -> None:
    """Press Tab until the element has the focus; every stop on the way must be seen."""
    if page.evaluate(HAS_FOCUS, selector):
        return
    for _ in range(most):
        page.keyboard.press(key)
        at = page.evaluate(FOCUS)
        if at["tag"] == "BODY":
            continue
        assert at["ring"], f"no focus ring on {at}"
        assert at["in_sight"], f"the focus is out of sight on {at}"
        if page.evaluate(HAS_FOCUS, selector):
            return
    raise AssertionError(f"{selector} was not reached with {most} × {key}")


def test_signing_in_needs_no_mouse_and_goes_through_the_form_in_order(served, open_page):
    page = open_page(served)
    page.goto("/sign-in/")
    tab_to(page, "input[name=username]", most=4)
    page.keyboard.type(CLERK)
    tab_to(page, "input[name=password]", most=1)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("body[data-person]").wait_for()


def test_the_first_stop_leads_past_the_menu_to_the_content(sign_in):
    page = sign_in(COORDINATOR)
    for address in ("/board/", "/documents/", "/tasks/"):
        page.goto(address)
        page.keyboard.press("Tab")
        link = page.locator(".skip-link")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("address", ["/board/", "/documents/", "/documents/add/", "/tasks/", "/units/", "/plans/", "/account/"])
def test_tab_goes_through_a_page_in_the_order_of_its_text_and_out_again(sign_in, address):
    page = sign_in(COORDINATOR)
    page.goto(address)
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] == "BODY":
            break
        assert at["ring"], f"no focus ring on {at}"
        after = page.evaluate(
            "() => { const now = document.activeElement, last = window.lastFocus; window.lastFocus = now;"
            " return !last || now === last || Boolean(last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING); }"
        )
        assert after, f"the focus went back to {at} after {seen[-3:]}"
        seen.append(at["name"])
    else:
        raise AssertionError(f"the focus never left the page: {seen[-5:]}")
    assert len(seen) > 8


def test_a_file_is_handed_in_with_the_keyboard(sign_in):
    page = sign_in(CLERK)
    given = dispatch()
    page.goto("/documents/add/")
    tab_to(page, "input[name=files]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files({"name": "cong-van.txt", "mimeType": "text/plain", "buffer": given.content})
    expect(page.get_by_text("Đã chọn 1 tệp")).to_be_visible()
    tab_to(page, "[data-upload-button]", most=4)
    page.keyboard.press("Enter")
    page.locator(".receipt-stored").wait_for()
    tab_to(page, ".receipt-stored a")
    page.keyboard.press("Enter")
    wait_until_read(page)


def test_a_plan_is_corrected_confirmed_and_its_task_moved_with_keys(sign_in):
    page = sign_in(COORDINATOR)
    document = hand_in(page, dispatch())
    page.goto(f"/plans/of/{document}/")
    items = page.locator("#items .item")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()

    page.keyboard.press("j")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    assert page.evaluate(FOCUS)["ring"]
    page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()

    page.keyboard.press("e")
    action = page.locator(".is-editing textarea[name=action]")
    expect(action).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" (sửa bằng bàn phím)")
    tab_to(page, ".is-editing button.btn-primary", most=40)
    page.keyboard.press("Enter")
    expect(items.nth(0)).to_contain_text("(sửa bằng bàn phím)")
    expect(items.nth(0)).to_be_focused()

    page.keyboard.press("a")
    expect(items.nth(0)).to_have_class(re.compile("is-accepted"))
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(items.nth(1)).to_have_class(re.compile("is-rejected"))
    page.keyboard.press("u")
    expect(items.nth(1)).to_have_class(re.compile("is-proposed"))
    for number, key in enumerate("xaaxa", start=1):
        if number > 1:
            page.keyboard.press("j")
        expect(items.nth(number)).to_be_focused()
        page.keyboard.press(key)
        expect(items.nth(number)).to_have_class(re.compile({"a": "is-accepted", "x": "is-rejected"}[key]))

    tab_to(page, "form[action$='/confirm/'] button", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Đã xác nhận kế hoạch: 4 nhiệm vụ.")

    officer = sign_in(OFFICER)
    officer.goto(f"/tasks/?document={document}")
    tab_to(officer, ".w-tasks .row-link")
    officer.keyboard.press("Enter")
    officer.locator(".tag-state").wait_for()
    tab_to(officer, "form[action*='/move/'] button")
    officer.keyboard.press("Enter")
    expect(officer.locator(".tag-state")).to_have_text("Đã nhận")


def test_the_menu_of_a_small_phone_opens_and_closes_with_keys(sign_in):
    page = sign_in(COORDINATOR, viewport={"width": 360, "height": 740})
    page.goto("/board/")
    tab_to(page, "[data-toggle-menu]", most=4)
    page.keyboard.press("Enter")
    expect(page.locator("[data-toggle-menu]")).to_have_attribute("aria-expanded", "true")
    tab_to(page, "#navigation a", most=2)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#navigation nav")).to_be_hidden()
