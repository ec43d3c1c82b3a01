"""In English no word of the office itself is left in Vietnamese; words of documents, names of units and of people stay as they are."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import hand_in
from tests.browser.documents import dispatch
from tests.browser.office import COORDINATOR

LETTERS = re.compile("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
CHROME = """() => {
    const found = [];
    const add = words => { if (words && words.trim()) found.push(words.trim().replace(/\\s+/g, ' ')); };
    add(document.title);
    const shown = 'nav a, h1, h2, h3, label, legend, th[scope=col], caption, dt, button, summary, .btn, .tag, .hint, .form-text, .muted,'
        + ' .tile-label, .legend li, .page-foot, .skip-link, .alert, .blockers, .tally, .confirmed, .note,'
        + ' .drop-title, .result-count, .count, .as-of, .finding, .why, option, dialog p, dialog dd';
    for (const element of document.querySelectorAll(shown)) {
        if (element.closest('[lang=vi]:not(html)') || element.closest('.crumbs')) continue;
        add(element.innerText ?? element.textContent);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
        if (element.closest('[lang=vi]:not(html)')) continue;
        for (const name of ['aria-label', 'title', 'placeholder']) add(element.getAttribute(name));
    }
    return found;
}"""
DATA = """
from dondoc.office.directory.models import Person, Unit, UnitAlias
from dondoc.office.registry.models import Document
for unit in Unit.objects.all(): print(unit.name, unit.short_name, unit.code, sep="\\n")
for person in Person.objects.all(): print(person.full_name)
for document in Document.objects.all(): print(document, document.kind, document.issuer, document.subject, document.number, sep="\\n")
"""


@pytest.fixture
def english(sign_in):
    page = sign_in(COORDINATOR, anew=True)
    document = hand_in(page, dispatch())
    page.goto("/board/")
    page.get_by_role("button", name="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    yield page, document
    page.goto("/board/")
    page.get_by_role("button", name="VI").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def without_data(words, data):
    """The words less what comes from documents and the directory, which stays in the language it was written in."""
    for one in data:
        words = words.replace(one, "")
    return re.sub("«[^»]*»|“[^”]*”", "", words)


def test_no_vietnamese_is_left_in_what_the_office_says_itself(english, served):
    page, document = english
    data = sorted({line for line in served.run(DATA).splitlines() if line.strip()}, key=len, reverse=True)
    left = {}
    addresses = ("/board/", "/plans/", f"/plans/of/{document}/", "/tasks/", "/documents/", f"/documents/{document}/", "/documents/add/")
    for address in (*addresses, "/units/", "/units/add/", "/units/3/", "/people/", "/people/1/", "/audit/", "/account/"):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        said = [without_data(words, data) for words in page.evaluate(CHROME)]
        assert len(said) > 15
        left[address] = sorted({words for words in said if LETTERS.search(words) and words not in {"Tiếng Việt"}})
    assert {address: words for address, words in left.items() if words} == {}


def test_the_same_look_finds_vietnamese_where_the_page_speaks_it(sign_in):
    page = sign_in(COORDINATOR)
    page.context.add_cookies([{"name": "django_language", "value": "vi", "domain": "127.0.0.1", "path": "/"}])
    page.goto("/board/")
    assert any("Quá hạn" in words for words in page.evaluate(CHROME) if LETTERS.search(words))


def test_the_journal_is_told_in_words(english):
    page, document = english
    page.goto(f"/plans/of/{document}/")
    page.locator("#items .item [data-key=x]").first.click()
    page.locator("#items .item.is-rejected").wait_for()
    page.goto("/audit/")
    deeds = page.locator("tbody td:nth-child(4)").all_inner_texts()
    assert deeds[0] == "rejected an item of the plan"
    assert [deed for deed in deeds if re.fullmatch(r"\w+\.[\w-]+", deed)] == []


def test_dates_and_numbers_follow_the_language(english):
    page, _document = english
    page.goto("/board/")
    expect(page.locator(".as-of")).to_contain_text(re.compile(r"[Aa]s of"))


def test_the_choice_is_remembered_at_the_next_sign_in(english, sign_in):
    page = sign_in(COORDINATOR, anew=True)
    expect(page.locator("html")).to_have_attribute("lang", "en")
