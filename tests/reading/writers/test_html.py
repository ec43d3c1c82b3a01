"""A reading as a page: all of the text, everything marked, nothing from outside, nothing let through."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from dondoc.reading import read, read_text
from dondoc.reading.model import Reading
from dondoc.reading.writers.html import to_html
from tests.reading.golden.built import BUILT
from tests.reading.writers.sample import golden, whole

CSS = (Path(__file__).parents[3] / "src/dondoc/reading/writers/page.css").read_text(encoding="utf-8")
HOSTILE = """UBND TỈNH AN PHÚ HÀ
Số: 15/CT-UBND
CHỈ THỊ
Về việc <script>alert(1)</script> "quản lý" & 'tài sản'
1. Sở <img src=x onerror=alert(1)> Nội vụ rà soát </article></main><style>*{}</style> hồ sơ & <b>báo cáo</b> trước ngày 31/02/2026.
2. Sở Nội vụ tăng cường kiểm tra "><svg onload=alert(1)> theo Nghị định số 30/2020/NĐ-CP\x00\x1b &lt;x&gt; javascript:alert(1).
"""
HEAD = """UBND TỈNH AN PHÚ HÀ
Số: 15/CT-UBND
An Phú Hà, ngày 20 tháng 11 năm 2025
CHỈ THỊ
Về việc quản lý hồ sơ
I. TỔ CHỨC THỰC HIỆN
"""
VOID = {"meta"}


def page(reading: Reading, language: Any = "vi") -> Any:
    return html.document_fromstring(to_html(reading, language))


def squeezed(text: str) -> str:
    return "".join(text.split())


class Balance(HTMLParser):
    """Every element closed by its own end tag, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.path.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop() == tag, self.getpos()


@pytest.mark.parametrize("content", golden())
def test_golden_documents_come_whole_with_links_that_lead_somewhere(content: bytes) -> None:
    reading = read(content)
    written = to_html(reading)
    tree = html.document_fromstring(written)
    balance = Balance()
    balance.feed(written)
    assert balance.path == []

    (article,) = tree.xpath("//article")
    for badge in article.xpath(".//a[@class='badge']"):
        badge.text = ""
    assert squeezed(article.text_content()) == squeezed(reading.source.text)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in tree.xpath("//a/@href")} <= set(ids)


def test_each_task_has_a_card_and_a_place_in_the_text_and_each_leads_to_the_other() -> None:
    tree = page(read_text(HEAD + "1. Sở Y tế chủ trì rà soát hồ sơ.\n2. Sở Tài chính bố trí kinh phí trong quý II/2026.\n"))

    assert tree.xpath("//li[@class='card']/@id") == ["task-1", "task-2"]
    assert tree.xpath("//article//a[@class='badge']/@href") == ["#task-1", "#task-2"]
    assert tree.xpath("//li[@class='card']//a/@href") == ["#at-1", "#at-2"]
    assert tree.xpath("//article//span[@id='at-1']//span[@class='lead']/text()") == ["Sở Y tế"]


def test_a_deadline_with_a_day_is_a_time() -> None:
    tree = page(read_text(HEAD + "1. Sở Y tế rà soát hồ sơ trước ngày 15/3/2026.\n"))

    assert tree.xpath("//article//time/@datetime") == ["2026-03-15"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_a_document_says_becomes_part_of_the_page(language: str) -> None:
    reading = read_text(HOSTILE, name="<b>.txt")
    tree = page(reading, language)

    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert tree.xpath("//img | //svg | //b | //iframe | //@onerror | //@onload") == []
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "<script>alert(1)</script>" in tree.xpath("//article")[0].text_content()
    assert "\x00" not in to_html(reading)


def test_nothing_comes_from_elsewhere() -> None:
    written = to_html(whole())

    assert re.findall(r"https?:|//[a-z]|@import|url\(|<link|src=", written) == []


def test_it_speaks_vietnamese_or_english_and_says_which_words_are_vietnamese() -> None:
    reading = read_text(HEAD + "1. Sở Y tế rà soát hồ sơ.\n")
    vietnamese, english = page(reading), page(reading, "en")

    assert (vietnamese.get("lang"), english.get("lang")) == ("vi", "en")
    assert "Nhiệm vụ" in vietnamese.xpath("//aside/h2")[0].text_content()
    assert "Tasks" in english.xpath("//aside/h2")[0].text_content()
    assert english.xpath("//article/@lang") == ["vi"]
    assert "No deadline is given" in english.text_content()


def test_it_has_landmarks_and_one_first_heading() -> None:
    tree = page(whole())

    assert [len(tree.xpath(f"//{name}")) for name in ("header", "main", "aside", "footer", "h1")] == [1] * 5
    assert tree.xpath("//header/following::a | //a[@class='skip']")[0].get("href") == "#tasks"


def test_a_passage_about_what_persons_think_is_text_and_no_task() -> None:
    tree = page(read_text(HEAD + "1. Sở Nội vụ nắm bắt tâm tư, tư tưởng chính trị của cán bộ.\n"))

    assert tree.xpath("//li[@class='card'] | //article//*[@class='task' or @class='lead']") == []
    assert "tâm tư" in tree.xpath("//article")[0].text_content()
    assert "chỉ hiển thị nguyên văn" in tree.xpath("//section[@id='findings']")[0].text_content()


def test_a_table_of_the_file_is_a_table() -> None:
    tree = page(read(BUILT["ke-hoach.docx"]()))

    assert [len(row.xpath("td|th")) for row in tree.xpath("//article//table//tr")][-3:] == [6, 6, 6]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["paper", "ground", "task", "lit"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "lead", "with", "due", "cite", "warn", "wrong"])
def test_letters_stand_out_from_every_ground(ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    colours = dict(re.findall(r"--(\w+):\s*(#[0-9a-f]{3,6})", CSS))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("kind", ["with", "deadline", "citation", "finding"])
def test_no_mark_is_told_by_its_colour_alone(kind: str) -> None:
    (rules,) = re.findall(rf"^\.{kind} {{([^}}]*)}}", CSS, re.MULTILINE)

    assert "underline" in rules
