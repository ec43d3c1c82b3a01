"""The page that ``dondoc read --html`` writes, in a browser: for everybody, with and without its script, asking nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dondoc.reading import read
from dondoc.reading.writers.html import to_html
from tests.browser.axe import told, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.reading.golden.built import BUILT

DOCUMENT = Path(__file__).parents[1] / "reading" / "golden" / "chi-thi-tinh.txt"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "chi-thi.html"
    path.write_text(to_html(read(DOCUMENT)), encoding="utf-8")
    return path


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=request.param) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["chi-thi-tinh.txt", *BUILT])
def test_no_rule_of_wcag_is_broken_and_nothing_runs_over_the_side(page: Page, name: str, language: Any) -> None:
    content = BUILT[name]() if name in BUILT else DOCUMENT.read_bytes()
    page.set_content(to_html(read(content, name=name), language))

    found = violations(page)
    assert found == [], told(found)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_task_and_its_words_light_up_together(page: Page, written: Path) -> None:
    page.goto(written.as_uri())

    page.locator("#task-2 h3").hover()

    expect(page.locator("#at-2")).to_have_class("task lit")


def test_it_asks_nothing_of_anybody(page: Page, written: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(written.as_uri())

    assert asked == [written.as_uri()]


def test_without_its_script_the_links_lead_both_ways(browser: Browser, written: Path) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(written.as_uri())

        page.locator("#at-2 .badge").click()
        expect(page.locator("#task-2")).to_be_in_viewport()
        page.locator("#task-2 .to-text a").click()
        expect(page.locator("#at-2")).to_be_in_viewport()
