"""The main job, the way the office does it: a dispatch becomes a plan, the plan becomes tasks, the tasks move, the board follows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import figures, hand_in, upload, wait_until_read
from tests.browser.documents import FUNDS, GUIDANCE, NOT_A_TASK, PROGRESS, SCANNERS, dispatch, today
from tests.browser.office import CLERK, COORDINATOR, OFFICER

DROP = """files => {
    const data = new DataTransfer();
    for (const [name, words] of files) data.items.add(new File([new TextEncoder().encode(words)], name));
    return data;
}"""
SELECT_BY_MOUSE = """words => {
    const walker = document.createTreeWalker(document.getElementById('source-text'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        walker.currentNode.parentElement.scrollIntoView({block: 'center'});
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        const boxes = [...range.getClientRects()];
        return [boxes[0].left + 1, boxes[0].top + 5, boxes.at(-1).right - 1, boxes.at(-1).bottom - 5];
    }
}"""
OPEN_EVERY_FIGURE = """() => Promise.all([...document.querySelectorAll('a.tile, a.figure')].map(async link => {
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), 'text/html');
    return {
        address: link.getAttribute('href'),
        said: Number((link.querySelector('.tile-count') ?? link).textContent),
        shown: page.querySelectorAll('.w-tasks tbody tr').length,
    };
}))"""
"""Less than a page of rows each: what the list shows is all there is."""
LIT = "[...document.querySelectorAll('#source-text span.is-lit')].map(piece => piece.textContent).join('')"


def cards(page: Page) -> Locator:
    return page.locator("#items .item")


def card(page: Page, words: str) -> Locator:
    return cards(page).filter(has_text=words)


def rows(page: Page, address: str) -> int:
    """How many rows the task list shows under an address."""
    page.goto(f"/tasks/{address}")
    return page.locator(".w-tasks tbody tr").count()


class TestHandingIn:
    def test_a_text_file_is_registered_at_once_and_read_by_the_job_while_the_page_waits(self, sign_in):
        page = sign_in(CLERK)
        given = dispatch()
        upload(page, given)
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Công văn {given.number}")
        expect(page.locator("#reading-state")).to_contain_text(re.compile(r"Nhiệm vụ đề xuất\s*6"))
        page.goto("/documents/")
        expect(page.get_by_role("row").filter(has_text=given.number)).to_contain_text("Đã đọc")

    def test_a_word_file_is_read_like_the_text(self, sign_in, tmp_path):
        page = sign_in(CLERK)
        given = dispatch()
        page.goto("/documents/add/")
        page.get_by_label("Chọn tệp").set_input_files(given.save(tmp_path, "docx"))
        page.get_by_role("button", name="Gửi tệp").click()
        page.locator(".receipt-stored").get_by_role("link", name="Mở văn bản").click()
        wait_until_read(page)
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Công văn {given.number}")
        expect(page.locator("#reading-state")).to_contain_text(re.compile(r"Nhiệm vụ đề xuất\s*6"))

    def test_several_files_dropped_on_the_page_are_each_answered_for(self, sign_in):
        page = sign_in(CLERK)
        given = [dispatch() for _ in range(3)]
        page.goto("/documents/add/")
        files = page.evaluate_handle(DROP, [[f"{one.number.replace('/', '-')}.txt", one.text] for one in given])
        for kind in ("dragenter", "dragover"):
            page.dispatch_event("[data-drop]", kind, {"dataTransfer": files})
        expect(page.locator("[data-drop]")).to_have_class(re.compile("is-over"))
        page.dispatch_event("[data-drop]", "drop", {"dataTransfer": files})
        expect(page.locator("[data-drop]")).not_to_have_class(re.compile("is-over"))
        expect(page.locator(".receipt-stored")).to_have_count(3)
        page.locator(".receipt-stored").last.get_by_role("link", name="Mở văn bản").click()
        wait_until_read(page)
        page.goto("/documents/")
        for one in given:
            expect(page.get_by_role("row").filter(has_text=one.number)).to_be_visible()


@pytest.fixture
def desk(sign_in):
    """The plan desk of a new document, opened by the coordinator."""
    page = sign_in(COORDINATOR)
    page.goto(f"/plans/of/{hand_in(page, dispatch())}/")
    expect(cards(page)).to_have_count(6)
    return page


class TestThePlanDesk:
    def test_tasks_citations_and_deadlines_are_highlighted_in_the_source(self, desk):
        source = desk.locator("#source-text")
        expect(source.locator(".m-citation").filter(has_text="Nghị định số 30/2020/NĐ-CP").first).to_be_visible()
        expect(source.locator(".m-task.m-deadline")).to_have_count(6)
        for number in range(6):
            expect(cards(desk).nth(number).locator("h3")).to_have_text(f"Mục {number + 1}")

    @pytest.mark.parametrize("number", [FUNDS, GUIDANCE])
    def test_pointing_at_a_task_lights_up_its_words_and_pointing_at_words_their_task(self, desk, number):
        item = cards(desk).nth(number)
        words = item.locator(".item-action").inner_text()[10:40]
        item.hover()
        expect(item).to_have_class(re.compile("is-lit"))
        assert words in desk.evaluate(LIT)
        cards(desk).nth(PROGRESS).hover()
        assert words not in desk.evaluate(LIT)
        desk.locator("#source-text span").filter(has_text=words).first.hover()
        expect(item).to_have_class(re.compile("is-lit"))
        expect(cards(desk).nth(PROGRESS)).not_to_have_class(re.compile("is-lit"))

    def test_the_keyboard_focus_lights_up_both_sides_too(self, desk):
        item = cards(desk).nth(SCANNERS)
        item.locator("a, button").first.focus()
        assert "kiểm tra máy quét" in desk.evaluate(LIT)
        cards(desk).nth(FUNDS).focus()
        assert "kiểm tra máy quét" not in desk.evaluate(LIT)
        desk.locator(f"#{item.get_attribute('id').replace('item', 'src')}").focus()
        expect(item).to_have_class(re.compile("is-lit"))

    def test_a_unit_picked_from_the_suggestions_and_a_new_deadline_are_saved(self, desk):
        due = today() + timedelta(days=40)
        item = cards(desk).nth(PROGRESS)
        assert item.get_by_role("button", name="Nhận").count() == 0, "nobody in the directory goes by that name: it can't be accepted yet"
        item.get_by_role("link", name="Sửa, chọn đơn vị").click()
        form = desk.locator(".item.is-editing")
        unit = form.locator("input[name=lead-unit]").first
        offered = desk.locator(f"datalist#{unit.get_attribute('list')} option")
        names = offered.evaluate_all("options => options.map(option => option.value)")
        assert "Văn phòng Ủy ban nhân dân thành phố" in names
        unit.fill("Văn phòng Ủy ban nhân dân thành phố")
        form.get_by_label("Loại thời hạn").select_option(label="Đến một ngày")
        form.get_by_label("Ngày đến hạn").fill(due.isoformat())
        form.get_by_label("Chu kỳ").select_option(value="")
        form.get_by_role("button", name="Lưu").click()
        saved = card(desk, "Đã sửa")
        expect(saved.locator(".unit").first).to_have_text("Văn phòng Ủy ban nhân dân thành phố")
        expect(saved.locator(".due")).to_contain_text(f"{due:%d/%m/%Y}")
        expect(saved.get_by_role("button", name="Nhận")).to_be_visible()

    def test_a_unit_nobody_knows_is_refused_with_what_to_do_and_nothing_typed_is_lost(self, desk):
        cards(desk).nth(FUNDS).get_by_role("link", name="Sửa").click()
        form = desk.locator(".item.is-editing")
        form.locator("textarea[name=action]").fill("Rà soát kinh phí, đang gõ dở.")
        form.locator("input[name=lead-unit]").first.fill("Phòng Không Có Thật")
        form.get_by_role("button", name="Lưu").click()
        expect(desk.locator(".item.is-editing .invalid-feedback")).to_contain_text("Hãy chọn trong danh sách gợi ý")
        expect(desk.locator(".item.is-editing textarea[name=action]")).to_have_value("Rà soát kinh phí, đang gõ dở.")

    def test_a_task_of_two_sentences_is_split_and_two_tasks_are_merged(self, desk):
        cards(desk).nth(SCANNERS).get_by_role("link", name="Tách, gộp").click()
        desk.locator(".item.is-editing").get_by_role("button", name="Tách", exact=True).click()
        expect(cards(desk)).to_have_count(7)
        expect(cards(desk).nth(SCANNERS)).not_to_contain_text("Lập danh sách thiết bị")
        expect(cards(desk).nth(SCANNERS + 1)).to_contain_text(re.compile("lập danh sách thiết bị", re.IGNORECASE))
        card(desk, "ướng dẫn các trường").get_by_role("link", name="Tách, gộp").click()
        form = desk.locator(".item.is-editing")
        form.get_by_label("Gộp với mục").select_option(label=form.locator("option", has_text="ập huấn cho văn thư").inner_text())
        form.get_by_role("button", name="Gộp", exact=True).click()
        expect(cards(desk)).to_have_count(6)
        merged = card(desk, "ướng dẫn các trường")
        expect(merged).to_contain_text(re.compile("tập huấn cho văn thư", re.IGNORECASE))
        merged.hover()
        assert "hướng dẫn các trường" in desk.evaluate(LIT)
        assert "tập huấn cho văn thư" in desk.evaluate(LIT)

    def test_words_selected_with_the_mouse_become_a_task_of_just_those_words(self, desk):
        left, top, right, bottom = desk.evaluate(SELECT_BY_MOUSE, NOT_A_TASK)
        desk.mouse.move(left, top)
        desk.mouse.down()
        desk.mouse.move((left + right) / 2, (top + bottom) / 2)
        desk.mouse.move(right, bottom)
        desk.mouse.up()
        desk.get_by_role("button", name="Thêm thành nhiệm vụ").click()
        added = card(desk, "Người thêm")
        expect(added).to_contain_text("Kho lưu trữ ở nhà số 3")
        added.hover()
        assert abs(len(desk.evaluate(LIT)) - len(NOT_A_TASK)) <= 2  # a mouse may miss the last letter
        expect(cards(desk)).to_have_count(7)

    def test_a_rejected_task_can_be_taken_back(self, desk):
        item = cards(desk).nth(FUNDS)
        item.get_by_role("button", name="Loại").click()
        expect(item).to_have_class(re.compile("is-rejected"))
        expect(desk.locator("#plan-summary .is-rejected b")).to_have_text("1")
        item.get_by_role("button", name="Lấy lại").click()
        expect(item).to_have_class(re.compile("is-proposed"))
        expect(desk.locator("#plan-summary .is-rejected b")).to_have_text("0")

    def test_a_plan_is_not_confirmed_while_a_task_awaits_a_decision(self, desk):
        expect(desk.get_by_role("button", name="Xác nhận kế hoạch")).to_be_disabled()
        expect(desk.locator("#blockers")).not_to_be_empty()


def test_from_a_dispatch_to_figures_on_the_board(sign_in):
    clerk, coordinator, officer = sign_in(CLERK), sign_in(COORDINATOR), sign_in(OFFICER)
    before, officers_before = figures(coordinator), figures(officer)
    given = dispatch()
    document = upload(clerk, given)

    coordinator.goto(f"/plans/of/{document}/")
    card(coordinator, "heo dõi tiến độ").get_by_role("button", name="Loại").click()
    expect(card(coordinator, "heo dõi tiến độ")).to_have_class(re.compile("is-rejected"))
    coordinator.get_by_role("button", name="Nhận 5 mục đã đủ").click()
    expect(coordinator.locator("#plan-summary .is-accepted b")).to_have_text("5")
    coordinator.get_by_role("button", name="Xác nhận kế hoạch").click()
    expect(coordinator.locator("#messages")).to_contain_text("Đã xác nhận kế hoạch: 5 nhiệm vụ.")
    assert rows(coordinator, f"?document={document}") == 5

    after = figures(coordinator)
    grown = {label: after[label] - before[label] for label in after if after[label] != before[label]}
    assert grown == {"Quá hạn": 1, "Sắp đến hạn": 2, "Trong hạn": 2, "Tất cả": 5}

    assert figures(officer)["Tất cả"] - officers_before["Tất cả"] == 1, "an officer sees the tasks of the own unit and no other's"
    officer.goto(f"/tasks/?document={document}")
    officer.locator(".w-tasks .row-link").click()
    for verb, state in (("Nhận việc", "Đã nhận"), ("Bắt đầu thực hiện", "Đang thực hiện"), ("Báo đã làm xong", "Chờ xác nhận")):
        officer.get_by_role("button", name=verb).click()
        expect(officer.locator(".tag-state")).to_have_text(state)
    coordinator.goto(officer.url)
    coordinator.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(coordinator.locator(".tag-state")).to_have_text("Hoàn thành")
    expect(coordinator.locator(".item-quote")).to_contain_text("rà soát kinh phí số hóa hồ sơ lưu trữ")
    expect(coordinator.locator(".w-history li").filter(has_text="Trần Văn Bình").first).to_be_visible()

    finished = figures(coordinator)
    moved = {label: finished[label] - after[label] for label in finished if finished[label] != after[label]}
    assert moved == {"Trong hạn": -1, "Hoàn thành": 1}

    expect(coordinator.get_by_role("row").filter(has_text=given.number)).to_be_visible()
    opened = coordinator.evaluate(OPEN_EVERY_FIGURE)
    assert len(opened) > 15
    assert [figure for figure in opened if figure["said"] != figure["shown"]] == []
