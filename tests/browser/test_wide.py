"""Office screens: nothing of the menu falls into a second row, nothing chosen in a filter is cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.office import COORDINATOR

CUT_OFF = """() => [...document.querySelectorAll('.filters select')].filter(select => {
    const style = getComputedStyle(select);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(select.selectedOptions[0].text).width > room;
}).map(select => select.selectedOptions[0].text)"""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [1280, 1366, 1440])
def test_the_menu_of_somebody_with_every_right_keeps_to_one_row(served, sign_in, width, language):
    page = sign_in(COORDINATOR, viewport={"width": width, "height": 800})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
    page.goto("/tasks/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".top nav li")).to_have_count(8)
    assert page.locator(".top").bounding_box()["height"] <= 60
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1280, 1440])
def test_what_is_chosen_in_the_filter_of_tasks_can_be_read(sign_in, width):
    page = sign_in(COORDINATOR, viewport={"width": width, "height": 900})
    page.goto("/tasks/")
    assert page.evaluate(CUT_OFF) == []
