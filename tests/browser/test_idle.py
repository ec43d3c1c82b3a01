"""A session nobody uses: the warning, staying, and typed work that waits for the person to sign in again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import fill_sign_in
from tests.browser.office import ADMINISTRATOR

IDLE = "Number(document.body.dataset.idleSeconds)"
LEFT = "fetch('/session/', {headers: {'X-Dondoc-Background': '1'}}).then(answer => answer.json()).then(answer => answer.seconds)"


@pytest.fixture
def typing(served, sign_in):
    """An administrator who has typed half a form; ``page.let(seconds)`` leaves so many of the session, here and on the server."""
    page = sign_in(ADMINISTRATOR, anew=True)
    page.goto("/units/add/")
    page.get_by_label("Tên đơn vị").fill("Phòng Y tế")
    page.wait_for_timeout(600)  # drafts are written when typing pauses

    def let(seconds):
        idle = page.evaluate(IDLE) - seconds
        key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "dondoc")
        served.let_idle(key, idle)
        page.evaluate("idle => localStorage.setItem('dondoc:seen', String(Date.now() / 1000 - idle))", idle)

    page.let = let
    return page


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
