"""The office that is served, the browser, and the people signed in to it.

Every context watches itself: a request to another machine, an error of a script or a breach of the content security policy fails the test
in which it happened, whatever that test is about.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.documents import Dispatch
from tests.browser.office import PASSWORD, Office

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread; other tests use the database there

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
SECONDS = 20_000
"""Milliseconds a page may take on a busy machine."""
READING = 30_000
"""Milliseconds a document may wait for its reading."""
LAUNCH = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]
expect.set_options(timeout=SECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": "/usr/bin/chromium", "args": LAUNCH}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office, served."""
    office = Office(tmp_path_factory.mktemp("office") / "data")
    office.start()
    yield office
    assert office.stop() == 0
    said = office.log.read_text(encoding="utf-8")
    assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office of its first day: one unit, one person, nothing else."""
    office = Office(tmp_path_factory.mktemp("empty") / "data", sample=False)
    office.start()
    yield office
    assert office.stop() == 0


@dataclass
class Watch:
    """What a context asked for and complained of."""

    allowed: str
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    REFUSALS = ("status of 401", "status of 403", "status of 404", "status of 409", "status of 410", "status of 422")
    """A refused form is an answer, though the browser's console writes it down as an error."""

    def over(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda message: self._said(message.text) if message.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))

    def _said(self, text: str) -> None:
        if not any(refusal in text for refusal in self.REFUSALS):
            self.problems.append(text)

    @property
    def elsewhere(self) -> list[str]:
        """Requests that did not go to the office."""
        return [url for url in self.requests if not url.startswith((f"{self.allowed}/", "data:", "blob:"))]

    def check(self) -> None:
        assert self.elsewhere == []
        assert self.problems == []


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """``open_page(office)``: an empty page of a new context that watches itself (``page.watch``)."""
    yield from opener(browser)


def opener(browser: Browser) -> Iterator[Open]:
    """What :func:`open_page` is made of, for fixtures that live longer than a test."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(office: Office, **options: Any) -> Page:
        settings = {"viewport": DESKTOP, "locale": "vi-VN", "reduced_motion": "reduce", "base_url": office.url, **options}
        context = browser.new_context(**settings)
        context.set_default_timeout(SECONDS)
        watch = Watch(office.url)
        watch.over(context)
        opened.append((context, watch))
        page = context.new_page()
        page.watch = watch  # type: ignore[attr-defined]
        return page

    yield make
    for context, _watch in opened:
        context.close()
    for _context, watch in opened:
        watch.check()


def fill_sign_in(page: Page, person: str) -> None:
    """Sign in by the form that is on the page."""
    page.locator("input[name=username]").fill(person)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    page.locator("body[data-person]").wait_for()


@pytest.fixture(scope="session")
def kept_sessions() -> dict[tuple[str, str], Any]:
    """Cookies of those who signed in once already."""
    return {}


@pytest.fixture
def sign_in(served: Office, open_page: Open, kept_sessions: dict[tuple[str, str], Any]) -> Open:
    """``sign_in(person)``: a page with that person signed in, by the form the first time; ``anew=True`` for a session of its own."""

    def go(person: str, *, office: Office = served, anew: bool = False, **options: Any) -> Page:
        key = (office.url, person)
        if key in kept_sessions and not anew:
            return open_page(office, storage_state={"cookies": kept_sessions[key], "origins": []}, **options)
        page = open_page(office, **options)
        page.goto("/sign-in/")
        fill_sign_in(page, person)
        if not anew:
            kept_sessions[key] = page.context.cookies()
        return page

    return go


def upload(page: Page, given: Dispatch) -> int:
    """Hand a dispatch in by the form and wait until the page itself says it was read; returns the document's number in addresses."""
    page.goto("/documents/add/")
    page.get_by_label("Chọn tệp").set_input_files({"name": "cong-van.txt", "mimeType": "text/plain", "buffer": given.content})
    page.get_by_role("button", name="Gửi tệp").click()
    page.locator(".receipt-stored").get_by_role("link", name="Mở văn bản").click()
    return wait_until_read(page)


def hand_in(page: Page, given: Dispatch, name: str = "cong-van.txt", *, damaged: bool = False) -> int:
    """The same without the pages, for tests about what comes after; returns as soon as the job is done with it."""
    page.goto("/documents/add/")
    headers = {"X-Dondoc-Upload": "1", "X-CSRFToken": page.locator("body").get_attribute("data-csrf") or ""}
    sent = {"files": {"name": name, "mimeType": "text/plain", "buffer": given.docx[:2000] if damaged else given.content}}
    answer = page.request.post("/documents/add/", headers=headers, multipart=sent)  # type: ignore[arg-type]
    found = re.search(r"/documents/(\d+)/", answer.text())
    assert found, answer.text()
    document = int(found.group(1))
    until = time.monotonic() + READING / 1000
    while "hx-get" in page.request.get(f"/documents/{document}/state/").text():
        assert time.monotonic() < until, "the document was not read"
        time.sleep(0.1)
    return document


def wait_until_read(page: Page) -> int:
    """Wait, on a document's page, until its refreshed state says it was read."""
    expect(page.locator("#reading-state .tag")).to_have_text("Đã đọc", timeout=READING)
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def figures(page: Page) -> dict[str, int]:
    """The board's tiles: label → number."""
    page.goto("/board/")
    tiles = page.locator(".tiles .tile")
    return {tile.locator(".tile-label").inner_text().strip(): int(tile.locator(".tile-count").inner_text()) for tile in tiles.all()}
