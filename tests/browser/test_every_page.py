"""Every page, by two widths and two languages: no barrier that axe-core knows of, nothing that sticks out of a small phone."""

from __future__ import annotations

import contextlib
import hashlib

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import DESKTOP, PHONE, fill_sign_in, opener
from tests.browser.office import COORDINATOR, FIRST, OFFICER
from tests.browser.pages import EMPTY, NOT_PAGES, PAGES, PROBLEMS, ROLES, Shown, furnish

ALL = [shown for several in PAGES.values() for shown in several]
WIDTH = "document.documentElement.scrollWidth"


def names():
    top = get_resolver()
    yield from (key for key in top.reverse_dict if isinstance(key, str))
    for namespace, (_prefix, resolver) in top.namespace_dict.items():
        yield from (f"{namespace}:{key}" for key in resolver.reverse_dict if isinstance(key, str))


def test_every_address_is_a_page_here_or_says_why_it_is_none():
    assert set(names()) == PAGES.keys() | NOT_PAGES.keys()
    assert not PAGES.keys() & NOT_PAGES.keys()


def test_axe_is_the_version_that_is_written_down():
    rows = [line.split("\t") for line in (axe.HERE / "VERSIONS").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [(name, hashlib.sha256((axe.HERE / name).read_bytes()).hexdigest()) for name, *_rest, _sum in rows] == [
        (name, row_sum) for name, *_rest, row_sum in rows
    ]


@pytest.fixture(scope="module")
def visit(browser):
    """``visit(office, person)``: one page a person for all tests of this file, so that a style sheet is fetched once."""
    pages = {}
    opening = opener(browser)
    make = next(opening)

    def go(office, person=None):
        if (office.url, person) not in pages:
            page = pages[office.url, person] = make(office)
            if person:
                page.goto("/sign-in/")
                fill_sign_in(page, person)
        page = pages[office.url, person]
        page.set_viewport_size(DESKTOP)
        return page

    yield go
    with contextlib.suppress(StopIteration):
        next(opening)


@pytest.fixture(scope="module")
def furnished(served, visit):
    """The sample office at work."""
    return furnish(visit(served, COORDINATOR), served)


@pytest.fixture(scope="module")
def first_day(empty):
    """An office of its first day, whose only person holds every role that sees something."""
    empty.run(ROLES)
    return empty


def show(page: Page, shown: Shown, address: str, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.watch.allowed}])
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == language
    for step in shown.steps:
        step(page)


def check(page: Page, sizes=(DESKTOP, PHONE)) -> None:
    for size in sizes:
        page.set_viewport_size(size)
        found = axe.violations(page)
        assert found == [], f"{size['width']} px:\n{axe.told(found)}"
        assert page.evaluate(WIDTH) <= size["width"], f"the page is {page.evaluate(WIDTH)} px wide on {size['width']}"
    page.watch.check()


@pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.name)
def test_page(furnished, visit, shown):
    page = visit(furnished.office, COORDINATOR if shown.signed_in else None)
    for language in ("vi", "en"):
        page.set_viewport_size(DESKTOP)
        show(page, shown, furnished.address(shown.address), language)
        check(page)


def test_a_barrier_would_be_found(served, open_page):
    page = open_page(served)
    page.goto("/sign-in/")
    page.evaluate("document.querySelector('label').remove()")
    assert [one["id"] for one in axe.violations(page)] == ["label"]


@pytest.mark.parametrize("shown", PROBLEMS, ids=lambda shown: shown.name)
def test_page_that_says_why_not(served, visit, shown):
    page = visit(served, OFFICER)
    show(page, shown, shown.address, "vi")
    assert page.locator("[data-problem]").is_visible()
    check(page)


@pytest.mark.parametrize("shown", EMPTY, ids=lambda shown: shown.name)
def test_page_of_an_office_of_its_first_day(first_day, visit, shown):
    page = visit(first_day, FIRST)
    show(page, shown, shown.address, "vi")
    check(page)
