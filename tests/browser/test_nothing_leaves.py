"""Nothing phones out: the main job asks only the office itself, and the browser has nothing to complain of."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import fill_sign_in, upload
from tests.browser.documents import dispatch
from tests.browser.office import COORDINATOR

BREACHES = """() => {
    window.breaches = [];
    document.addEventListener('securitypolicyviolation', event => window.breaches.push(event.violatedDirective + ' ' + event.blockedURI));
}"""


def test_from_signing_in_to_the_board_every_request_goes_to_the_office(served, open_page):
    page = open_page(served)
    page.add_init_script(f"({BREACHES})()")
    answers = []
    page.context.on("response", lambda response: answers.append((response.status, response.url)))
    page.goto("/sign-in/")
    fill_sign_in(page, COORDINATOR)
    document = upload(page, dispatch())
    for address in ("/documents/", f"/plans/of/{document}/"):
        page.goto(address)
    page.locator("#items .item").first.locator("[data-key=a]").click()
    expect(page.locator("#plan-summary .is-accepted b")).to_have_text("1")
    assert page.evaluate("window.breaches") == []
    for address in ("/tasks/", "/board/", "/units/", "/people/", "/audit/", "/account/"):
        page.goto(address)
        assert page.evaluate("window.breaches") == []
    assert len(page.watch.requests) > 50
    assert {urlsplit(url).netloc for url in page.watch.requests if not url.startswith("data:")} == {f"127.0.0.1:{served.port}"}
    assert [answer for answer in answers if answer[0] >= 400] == []
    page.watch.check()


def test_a_script_written_into_a_page_is_stopped_and_noticed(served, open_page):
    page = open_page(served)
    page.goto("/sign-in/")
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script); }"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in problem for problem in page.watch.problems)
    page.watch.problems.clear()


def test_every_page_forbids_frames_inline_code_and_other_places(served, open_page):
    page = open_page(served)
    headers = page.goto("/sign-in/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
