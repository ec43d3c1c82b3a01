"""Files the office knows already, must not have, or can't read: each is answered with what to do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import READING, hand_in
from tests.browser.documents import dispatch
from tests.browser.office import CLERK

COUNT_DOCUMENTS = """
from dondoc.office.registry.models import Document, StoredFile
from dondoc.office.settings import FILES
print(Document.objects.count(), StoredFile.objects.count(), sum(path.is_file() for path in FILES.rglob("*")))
"""
FIND_WORDS = """
import subprocess
from dondoc.office.settings import DATA
print(subprocess.run(["grep", "-rl", {words!r}, str(DATA)], capture_output=True, text=True).stdout, end="")
"""


def send(page, name, content, kind="text/plain"):
    page.goto("/documents/add/")
    page.get_by_label("Chọn tệp").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Gửi tệp").click()


def test_the_same_file_under_another_name_is_recognised_and_leads_to_its_document(sign_in):
    page = sign_in(CLERK)
    given = dispatch()
    document = hand_in(page, given, "lan-dau.txt")
    send(page, "lan-hai.txt", given.content)
    known = page.locator(".receipt-known")
    expect(known).to_contain_text("Tệp này đã có trên hệ thống.")
    known.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/documents/{document}/$"))


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_file_with_a_secrecy_mark_is_refused_and_nothing_of_it_is_stored(sign_in, served, mark):
    page = sign_in(CLERK)
    before = served.run(COUNT_DOCUMENTS)
    given = dispatch(mark=mark)
    send(page, "cong-van-kho-quen.txt", given.content)
    expect(page.locator(".receipt-refused")).to_contain_text(re.compile(f"chỉ độ mật “{mark}” nên bị từ chối; không lưu gì"))
    assert served.run(COUNT_DOCUMENTS) == before
    for words in (given.number, "cong-van-kho-quen"):
        assert served.run(FIND_WORDS.format(words=words)) == ""


def test_a_damaged_file_is_kept_and_its_page_says_what_to_do(sign_in):
    page = sign_in(CLERK)
    broken = dispatch().docx[:2000]
    send(page, "hong.docx", broken, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    page.locator(".receipt-stored").get_by_role("link", name="Mở văn bản").click()
    said = page.locator("#reading-state .alert-danger")
    said.wait_for(timeout=READING)
    expect(said).to_contain_text(re.compile("[Hh]ãy"))
    expect(page.get_by_role("link", name="Tải bản gốc")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải bản gốc").click()
    assert download.value.path().read_bytes() == broken


def test_an_empty_file_and_a_form_without_files_say_what_to_do(sign_in):
    page = sign_in(CLERK)
    send(page, "rong.txt", b"")
    expect(page.locator(".receipt-refused")).to_contain_text("Tệp rỗng. Hãy kiểm tra lại tệp rồi gửi lại.")
    page.goto("/documents/add/")
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn ít nhất một tệp")


def test_the_page_is_not_left_without_a_word_while_files_are_being_sent(sign_in):
    page = sign_in(CLERK)
    page.goto("/documents/add/")
    held = []

    def hold_the_first(route):
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.fallback()

    page.route("**/documents/add/", hold_the_first)
    files = [{"name": f"{number}.txt", "mimeType": "text/plain", "buffer": dispatch().content} for number in range(3)]
    page.get_by_label("Chọn tệp").set_input_files(files)
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("button", name="Gửi tệp").click()
    with page.expect_event("dialog") as asked:
        page.evaluate("void setTimeout(() => location.assign('/documents/'))")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    held[0].continue_()
    expect(page.locator(".receipt-stored")).to_have_count(3)
    page.goto("/documents/")  # nothing is asked any more: a dialog nobody expects would hold this up
    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản")
