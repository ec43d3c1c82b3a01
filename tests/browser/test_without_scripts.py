"""Everything that decides something is a plain form: the main job without JavaScript."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import READING, fill_sign_in
from tests.browser.documents import dispatch, today
from tests.browser.office import COORDINATOR, OFFICER


@pytest.fixture
def plain(served, open_page):
    """``plain(person)``: a page without scripts, signed in by the form."""

    def go(person):
        page = open_page(served, java_script_enabled=False)
        page.goto("/sign-in/")
        fill_sign_in(page, person)
        return page

    return go


def test_from_upload_to_a_task_that_moves(plain, tmp_path):
    page = plain(COORDINATOR)
    given = dispatch()
    page.goto("/documents/add/")
    page.get_by_label("Chọn tệp").set_input_files(given.save(tmp_path))
    page.get_by_role("button", name="Gửi tệp").click()
    page.locator(".receipt-stored").get_by_role("link").click()
    until = time.monotonic() + READING / 1000
    while page.locator("#reading-state", has_text="Đã đọc").count() == 0 and time.monotonic() < until:
        page.reload()
    page.get_by_role("link", name="Mở kế hoạch").click()

    items = page.locator("#items .item")
    items.nth(0).get_by_role("link", name="Sửa").click()
    due = today() + timedelta(days=50)
    items.nth(0).get_by_label("Ngày đến hạn").fill(due.isoformat())
    items.nth(0).get_by_role("button", name="Lưu").click()
    expect(items.nth(0).locator(".due")).to_contain_text(f"{due:%d/%m/%Y}")
    items.nth(0).get_by_role("button", name="Nhận").click()
    expect(items.nth(0)).to_have_class(re.compile("is-accepted"))

    items.nth(1).get_by_role("link", name="Tách, gộp").click()
    items.nth(1).get_by_role("button", name="Tách", exact=True).click()
    expect(items).to_have_count(7)
    items.nth(1).get_by_role("link", name="Tách, gộp").click()
    items.nth(1).get_by_role("button", name="Gộp", exact=True).click()
    expect(items).to_have_count(6)

    page.get_by_text("Thêm nhiệm vụ từ một đoạn").click()
    page.get_by_label("Đoạn của văn bản").select_option(index=0)
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(items).to_have_count(7)
    items.filter(has_text="Người thêm").get_by_role("button", name="Loại").click()
    expect(items.filter(has_text="Người thêm")).to_have_class(re.compile("is-rejected"))

    items.filter(has_text="Tổ giúp việc").get_by_role("button", name="Loại").click()
    items.filter(has_text="heo dõi tiến độ").get_by_role("button", name="Lấy lại").click()
    items.filter(has_text="heo dõi tiến độ").get_by_role("button", name="Loại").click()
    page.get_by_role("button", name=re.compile(r"Nhận \d mục đã đủ")).click()
    page.get_by_role("button", name="Xác nhận kế hoạch").click()
    expect(page.locator("#messages")).to_contain_text("Đã xác nhận kế hoạch: 5 nhiệm vụ.")

    officer = plain(OFFICER)
    officer.goto("/tasks/?sort=newest")
    officer.locator(".w-tasks .row-link").first.click()
    officer.get_by_role("button", name="Nhận việc").click()
    expect(officer.locator(".tag-state")).to_have_text("Đã nhận")


def test_the_language_is_switched_and_tasks_are_filtered(plain):
    page = plain(COORDINATOR)
    page.goto("/tasks/")
    page.get_by_label("Trạng thái").select_option(label="Đã rút")
    page.get_by_role("button", name="Lọc").click()
    expect(page).to_have_url(re.compile("state=withdrawn"))
    page.get_by_role("button", name="EN").click()
    expect(page).to_have_url(re.compile("state=withdrawn"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="VI").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
