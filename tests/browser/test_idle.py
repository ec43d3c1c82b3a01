"""A session nobody uses: the warning, staying, and typed work that waits for the person to sign in again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import fill_sign_in, hand_in
from tests.browser.documents import SCANNERS, dispatch
from tests.browser.office import ADMINISTRATOR, COORDINATOR

IDLE = "Number(document.body.dataset.idleSeconds)"
LEFT = "fetch('/session/', {headers: {'X-Dondoc-Background': '1'}}).then(answer => answer.json()).then(answer => answer.seconds)"


@pytest.fixture
def typing(served, sign_in):
    """An administrator who has typed half a form; ``page.let(seconds)`` leaves so many of the session, here and on the server."""
    page = sign_in(ADMINISTRATOR, anew=True)
    page.goto("/units/add/")
    page.get_by_label("Tên đơn vị").fill("Phòng Y tế")
    page.wait_for_timeout(600)  # drafts are written when typing pauses

    page.let = letting(served, page)
    return page


def letting(served, page):
    """``let(seconds)``: leave so many seconds of the session, here and on the server."""

    def let(seconds):
        idle = page.evaluate(IDLE) - seconds
        key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "dondoc")
        served.let_idle(key, idle)
        page.evaluate("idle => localStorage.setItem('dondoc:seen', String(Date.now() / 1000 - idle))", idle)

    return let


def test_a_minute_before_the_end_a_dialog_counts_down_and_staying_keeps_everything(typing):
    typing.let(61)
    warning = typing.get_by_role("dialog", name="Bạn còn ở đó không?")
    warning.wait_for()
    first = int(typing.locator("[data-idle-count]").inner_text())
    assert 50 < first <= 60
    expect(typing.get_by_role("button", name="Tiếp tục làm việc")).to_be_focused()
    expect(typing.locator("[data-idle-count]")).not_to_have_text(str(first))
    typing.keyboard.press("Enter")
    expect(warning).to_be_hidden()
    assert typing.evaluate(LEFT) > typing.evaluate(IDLE) - 30
    expect(typing.get_by_label("Tên đơn vị")).to_have_value("Phòng Y tế")


def test_when_it_runs_out_typed_work_is_there_again_after_signing_in(typing):
    typing.let(5)
    typing.get_by_role("dialog", name="Bạn còn ở đó không?").wait_for()
    typing.wait_for_url(re.compile(r"/sign-in/\?next="))
    expect(typing.get_by_label("Mật khẩu")).to_be_visible()
    assert typing.url.endswith("/sign-in/?next=%2Funits%2Fadd%2F"), "where to go next is wrapped once"
    fill_sign_in(typing, ADMINISTRATOR)
    expect(typing).to_have_url(re.compile("/units/add/"))
    expect(typing.get_by_label("Tên đơn vị")).to_have_value("Phòng Y tế")
    expect(typing.locator(".draft-notice")).to_be_visible()


def test_what_is_done_in_another_window_keeps_this_one_alive(typing):
    other = typing.context.new_page()
    typing.let(58)
    typing.get_by_role("dialog").wait_for()
    other.goto("/units/")
    expect(typing.get_by_role("dialog")).to_be_hidden()


def test_a_form_sent_after_the_end_is_neither_lost_nor_half_done(typing):
    typing.evaluate("for (let number = 0; number < 100000; number++) clearInterval(number)")  # as in a browser that slept
    typing.let(-5)
    typing.get_by_role("button", name="Lưu").click()
    typing.wait_for_url(re.compile("/sign-in/"))
    expect(typing.get_by_text("Bạn đã được đăng xuất vì lâu không thao tác.")).to_be_visible()
    fill_sign_in(typing, ADMINISTRATOR)
    typing.goto("/units/add/")
    expect(typing.get_by_label("Tên đơn vị")).to_have_value("Phòng Y tế")
    typing.goto("/units/")
    expect(typing.get_by_role("link", name="Phòng Y tế")).to_have_count(0)


class TestOnTheDesk:
    """The edit form is put into the page by HTMX: it is not in the address, and the desk's own scripts make its rows."""

    @pytest.fixture
    def editing(self, served, sign_in):
        """A coordinator in the middle of correcting the second item of a new draft."""
        page = sign_in(COORDINATOR, anew=True)
        page.goto(f"/plans/of/{hand_in(page, dispatch())}/")
        page.locator("#items .item").nth(SCANNERS).get_by_role("link", name="Sửa").click()
        self.form(page).get_by_label("Nội dung nhiệm vụ").fill("Kiểm tra máy quét của cả bốn tầng.")
        leads = self.form(page).locator("[data-body-rows]").first
        leads.get_by_role("button", name="Thêm đơn vị").click()
        leads.locator("input[list]").last.fill("Thanh tra thành phố")
        page.wait_for_timeout(600)
        page.let = letting(served, page)
        return page

    def form(self, page):
        return page.locator(".item.is-editing form")

    def check(self, page):
        expect(self.form(page).locator(".draft-notice")).to_be_visible()
        expect(self.form(page).get_by_label("Nội dung nhiệm vụ")).to_have_value("Kiểm tra máy quét của cả bốn tầng.")
        expect(self.form(page).locator("[data-body-rows]").first.locator("input[list]").last).to_have_value("Thanh tra thành phố")

    def run_out(self, page):
        page.let(5)
        page.get_by_role("dialog", name="Bạn còn ở đó không?").wait_for()
        page.wait_for_url(re.compile(r"/sign-in/\?next="))
        fill_sign_in(page, COORDINATOR)

    def test_when_it_runs_out_the_form_is_open_again_with_all_that_was_typed(self, editing):
        self.run_out(editing)
        expect(editing).to_have_url(re.compile(r"/plans/of/\d+/\?edit=\d+#item-\d+"))
        self.check(editing)

    def test_the_draft_waits_until_the_form_is_opened_by_hand(self, editing):
        desk = editing.url
        self.run_out(editing)
        editing.goto(desk)
        expect(self.form(editing)).to_have_count(0)
        editing.locator("#items .item").nth(SCANNERS).get_by_role("link", name="Sửa").click()
        self.check(editing)

    def test_what_was_saved_or_given_up_is_not_offered_again(self, editing):
        item = editing.locator("#items .item").nth(SCANNERS)
        self.form(editing).get_by_role("button", name="Lưu").click()
        expect(item.locator(".item-action").first).to_have_text("Kiểm tra máy quét của cả bốn tầng.")
        item.get_by_role("link", name="Sửa").click()
        expect(self.form(editing).locator(".draft-notice")).to_have_count(0)
        self.form(editing).get_by_label("Nội dung nhiệm vụ").fill("Gõ dở.")
        self.form(editing).get_by_role("link", name="Thôi").click()
        item.get_by_role("link", name="Sửa").click()
        expect(self.form(editing).get_by_label("Nội dung nhiệm vụ")).to_have_value("Kiểm tra máy quét của cả bốn tầng.")
        expect(self.form(editing).locator(".draft-notice")).to_have_count(0)
