"""What the desk's own script does, in a real browser: a task and its words light up together, the keyboard, a selection, a stale form."""

import os

import pytest
from django.urls import reverse

from dondoc.office.directory.signin import make_link
from dondoc.office.work.actions import plans
from dondoc.office.work.models import PlanItem
from tests.office.work.conftest import TEXT, TWO
from tests.office.work.test_drafting import item_input

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its loop in this thread; the database is used outside of it


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-background-networking"]}


@pytest.fixture
def desk(office, items, the_document, live_server, page):
    """The desk of the draft, opened by the coordinator; errors of its scripts are kept in ``page.problems``."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + reverse("directory:use-link", args=[make_link(office.person("coordinator"), by=None)]))
    page.goto(f"{live_server.url}/plans/of/{the_document.pk}/")
    return page


def card(page, item):
    return page.locator(f"#item-{item.pk}")


def words_lit(page) -> str:
    return page.evaluate("[...document.querySelectorAll('#source-text span.is-lit')].map(piece => piece.textContent).join('')")


def test_pointing_at_an_item_lights_up_its_words_and_the_other_way_round(desk, items):
    card(desk, items[1]).hover()
    assert words_lit(desk) == TWO
    desk.locator(f"#source-text span[data-i~='{items[0].pk}']").first.hover()
    assert "is-lit" in card(desk, items[0]).get_attribute("class")
    assert "is-lit" not in card(desk, items[1]).get_attribute("class")
    assert desk.problems == []


def test_a_plan_is_decided_and_confirmed_with_the_keyboard_alone(desk, items):
    for keys, selector in (("ja", "is-accepted"), ("ja", "is-accepted"), ("jx", "is-rejected")):
        for key in keys:
            desk.keyboard.press(key)
        desk.locator(f".item.{selector}:focus").wait_for()
    desk.get_by_role("button", name="Xác nhận kế hoạch").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("Đã xác nhận kế hoạch: 2 nhiệm vụ.").wait_for()
    assert desk.problems == []


def test_undoing_editing_and_leaving_the_form_need_no_mouse(desk, items):
    for key in "jx":
        desk.keyboard.press(key)
    desk.locator(".item.is-rejected:focus").wait_for()
    desk.keyboard.press("u")
    desk.locator(".item.is-proposed:focus").wait_for()
    desk.keyboard.press("e")
    desk.locator(".item.is-editing textarea:focus").wait_for()
    desk.keyboard.type("j a x ")  # in a field, letters are letters
    desk.keyboard.press("Escape")
    desk.locator(f"#item-{items[0].pk}.is-proposed:focus").wait_for()
    assert desk.problems == []


def test_shortcuts_can_be_turned_off(desk, items):
    desk.keyboard.press("?")
    desk.get_by_label("Dùng phím tắt trên trang này").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("j")
    assert desk.evaluate("document.activeElement.closest('.item')") is None


def test_a_selection_of_the_source_becomes_an_item_with_just_those_words(desk, plan):
    desk.evaluate(
        """() => {
            const piece = [...document.querySelectorAll('#source-text [data-s]')].find(one => one.textContent.includes('Thực hiện'));
            const range = document.createRange();
            range.setStart(piece.firstChild, 0);
            range.setEnd(piece.firstChild, 9);
            getSelection().addRange(range);
        }"""
    )
    desk.get_by_text("Đã chọn 9 ký tự.").wait_for()
    desk.get_by_role("button", name="Thêm thành nhiệm vụ").click()
    desk.get_by_text("Người thêm").wait_for()
    assert PlanItem.objects.get(origin="person").quote == "Thực hiện" == TEXT[:9]


def test_what_was_typed_is_still_there_when_somebody_else_saved_first(desk, items, office):
    desk.locator(f"#item-{items[0].pk} [data-key=e]").click()
    field = desk.locator(f"#item-{items[0].pk} textarea[name=action]")
    field.fill("Chuyên viên đang gõ.")
    plans.edit_item(office.person("leader"), items[0], item_input(items[0], action="Lãnh đạo đã sửa."), version=1)
    desk.get_by_role("button", name="Lưu").click()
    desk.locator(".differences").wait_for()
    assert field.input_value() == "Chuyên viên đang gõ."
    assert "Lãnh đạo đã sửa." in desk.locator(".differences").inner_text()
    desk.get_by_role("button", name="Lưu").click()
    card(desk, items[0]).locator("p.item-action", has_text="Chuyên viên đang gõ.").wait_for()
    assert desk.problems == []


def test_at_360_pixels_one_part_is_seen_at_a_time_and_nothing_sticks_out(desk, items):
    desk.set_viewport_size({"width": 360, "height": 740})
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
    desk.get_by_role("link", name="Văn bản", exact=True).and_(desk.locator("[data-pane]")).click()
    assert desk.locator("#source-text").is_visible()
    assert not card(desk, items[0]).is_visible()
    desk.locator(f"#src-{items[0].pk}").click()
    assert card(desk, items[0]).is_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") == 360


class TestWithoutScripts:
    """Every deed works as a plain form."""

    @pytest.fixture
    def browser_context_args(self):
        return {"java_script_enabled": False, "locale": "vi-VN", "viewport": {"width": 1280, "height": 800}}

    def test_an_item_is_edited_accepted_and_taken_back(self, desk, items):
        card(desk, items[0]).get_by_role("link", name="Sửa").click()
        desk.locator("textarea[name=action]").fill("Rà soát lại.")
        desk.get_by_role("button", name="Lưu").click()
        card(desk, items[0]).get_by_text("Rà soát lại.").wait_for()
        card(desk, items[0]).get_by_role("button", name="Nhận").click()
        card(desk, items[0]).get_by_role("button", name="Bỏ nhận").click()
        card(desk, items[0]).get_by_role("button", name="Loại bỏ").click()
        card(desk, items[0]).get_by_role("button", name="Lấy lại").wait_for()
        assert PlanItem.objects.get(pk=items[0].pk).action == "Rà soát lại."

    def test_a_paragraph_is_chosen_from_a_list(self, desk, plan):
        desk.get_by_text("Thêm nhiệm vụ từ một đoạn").click()
        desk.get_by_label("Đoạn của văn bản").select_option(index=0)
        desk.get_by_role("button", name="Thêm", exact=True).click()
        desk.get_by_text("Người thêm").wait_for()
        assert PlanItem.objects.get(origin="person").quote == TEXT.splitlines()[0]
