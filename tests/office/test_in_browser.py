"""What the office's own scripts do, in a real browser: the idle warning, typed work kept, files handed in one at a time."""

import os
import re
import time

import pytest
from django.urls import reverse

from dondoc.office.directory.middleware import SEEN
from dondoc.office.directory.signin import make_link
from dondoc.office.registry.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread; the database is used outside of it


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-background-networking"]}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"viewport": {"width": 1280, "height": 800}, "locale": "vi-VN"}


@pytest.fixture
def signed_in(office, live_server, page):
    """``signed_in("clerk")``: the page, with that person signed in by a one-time link."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)

    def go(role):
        person = office.person(role)
        page.goto(live_server.url + reverse("directory:use-link", args=[make_link(person, by=None)]))
        return page

    return go


def let_idle(page, seconds):
    """As if nothing had been done for so long, in the browser and on the server."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    store = SessionStore(session_key=Session.objects.get().session_key)
    store[SEEN] = time.time() - seconds
    store.save()
    page.evaluate("seconds => localStorage.setItem('dondoc:seen', String(Date.now() / 1000 - seconds))", seconds)


class TestIdleWarning:
    def test_it_comes_a_minute_before_and_staying_keeps_the_page(self, signed_in, live_server, settings):
        page = signed_in("administrator")
        page.goto(f"{live_server.url}/units/add/")
        let_idle(page, settings.IDLE_SECONDS - 45)
        page.get_by_role("dialog", name="Bạn còn ở đó không?").wait_for()
        assert 30 < int(page.locator("[data-idle-count]").inner_text()) <= 45
        page.keyboard.press("Enter")  # the button that keeps the session has the focus
        page.get_by_role("dialog").wait_for(state="hidden")
        assert page.evaluate("fetch('/session/', {headers: {'X-Dondoc-Background': '1'}}).then(a => a.json()).then(a => a.seconds)") > 60
        assert page.problems == []

    def test_when_time_is_up_typed_work_waits_for_the_person_to_sign_in_again(self, office, signed_in, live_server, settings):
        page = signed_in("administrator")
        page.goto(f"{live_server.url}/units/add/")
        page.get_by_label("Tên đơn vị").fill("Phòng Y tế")
        page.wait_for_timeout(500)
        let_idle(page, settings.IDLE_SECONDS + 5)
        page.wait_for_url(re.compile("/sign-in/"))
        page.get_by_label("Tên đăng nhập").fill("quantri")
        page.get_by_label("Mật khẩu").fill(office.password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(re.compile("/units/add/"))
        assert page.get_by_label("Tên đơn vị").input_value() == "Phòng Y tế"
        assert page.get_by_text("Đã khôi phục phần bạn đang gõ lần trước").is_visible()

    def test_a_form_sent_after_the_end_is_there_again_after_signing_in(self, office, signed_in, live_server, settings):
        page = signed_in("administrator")
        page.goto(f"{live_server.url}/units/add/")
        page.get_by_label("Tên đơn vị").fill("Phòng Y tế")
        from django.contrib.sessions.models import Session

        Session.objects.all().delete()
        page.get_by_role("button", name="Lưu").click()
        page.wait_for_url(re.compile("/sign-in/"))
        page.goto(live_server.url + reverse("directory:use-link", args=[make_link(office.person("administrator"), by=None)]))
        page.goto(f"{live_server.url}/units/add/")
        assert page.get_by_label("Tên đơn vị").input_value() == "Phòng Y tế"


class TestDrafts:
    def test_a_form_that_was_taken_leaves_no_draft(self, signed_in, live_server):
        page = signed_in("administrator")
        page.goto(f"{live_server.url}/units/add/")
        page.get_by_label("Tên đơn vị").fill("Phòng Y tế")
        page.wait_for_timeout(500)
        page.get_by_role("button", name="Lưu").click()
        page.get_by_role("heading", name="Phòng Y tế", level=1).wait_for()
        assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('dondoc:draft:'))") == []

    def test_a_draft_can_be_dropped(self, signed_in, live_server):
        page = signed_in("administrator")
        page.goto(f"{live_server.url}/units/add/")
        page.get_by_label("Tên đơn vị").fill("Phòng Y tế")
        page.wait_for_timeout(500)
        page.reload()
        page.get_by_role("button", name="Bỏ phần khôi phục").click()
        assert page.get_by_label("Tên đơn vị").input_value() == ""

    def test_another_person_at_the_same_computer_sees_none_of_it(self, office, signed_in, live_server):
        page = signed_in("clerk")
        from dondoc.office.directory.models import Membership

        Membership.objects.create(person=office.person("clerk"), unit=office.root, role="administrator")
        page.goto(f"{live_server.url}/units/add/")
        page.get_by_label("Tên đơn vị").fill("Của người khác")
        page.wait_for_timeout(500)
        signed_in("administrator")
        page.goto(f"{live_server.url}/units/add/")
        assert page.get_by_label("Tên đơn vị").input_value() == ""


class TestUpload:
    def test_each_file_is_sent_and_answered_by_itself(self, signed_in, live_server, tmp_path):
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(f"Văn bản thứ {number}", encoding="utf-8")
        (tmp_path / "rong.txt").write_text("")
        page = signed_in("clerk")
        page.goto(f"{live_server.url}/documents/add/")
        page.get_by_label("Chọn tệp").set_input_files([tmp_path / name for name in ("0.txt", "1.txt", "2.txt", "rong.txt")])
        assert page.get_by_text("Đã chọn 4 tệp").is_visible()
        page.get_by_role("button", name="Gửi tệp").click()
        page.get_by_text("Đã gửi 4 / 4 tệp").wait_for()
        assert page.locator(".receipt-stored").count() == 3
        assert "Tệp rỗng" in page.locator(".receipt-refused").inner_text()
        assert Document.objects.count() == 3
        assert page.problems == []

    def test_a_dropped_file_is_sent_at_once(self, signed_in, live_server):
        page = signed_in("clerk")
        page.goto(f"{live_server.url}/documents/add/")
        transfer = page.evaluate_handle(
            "() => { const data = new DataTransfer(); data.items.add(new File(['Văn bản thả vào'], 'tha.txt')); return data; }"
        )
        page.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})
        page.locator(".receipt-stored").wait_for()
        assert "tha.txt" in page.locator(".receipt-stored").inner_text()

    def test_without_scripts_the_form_sends_them_all(self, office, browser, live_server, tmp_path):
        (tmp_path / "a.txt").write_text("Văn bản", encoding="utf-8")
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(live_server.url + reverse("directory:use-link", args=[make_link(office.person("clerk"), by=None)]))
        page.goto(f"{live_server.url}/documents/add/")
        page.get_by_label("Chọn tệp").set_input_files(tmp_path / "a.txt")
        page.get_by_role("button", name="Gửi tệp").click()
        assert page.locator(".receipt-stored").count() == 1
        context.close()


@pytest.mark.parametrize("path", ["/documents/", "/documents/add/", "/units/", "/units/add/", "/people/", "/audit/", "/account/"])
def test_no_page_is_wider_than_a_small_phone(signed_in, live_server, path):
    page = signed_in("administrator") if path != "/documents/add/" else signed_in("clerk")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.problems == []


def test_the_menu_opens_by_keyboard_on_a_small_phone(signed_in, live_server):
    page = signed_in("clerk")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/documents/")
    assert not page.get_by_role("link", name="Đơn vị").is_visible()
    page.get_by_role("button", name="Mở hoặc đóng trình đơn").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Đơn vị").is_visible()
