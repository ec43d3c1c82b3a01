"""Which parts of a page are the document and which are the portal around it.

1. Parts that never hold a document go: scripts, menus, forms with a password, and parts whose class or id says what they are.
2. From the body we go down as long as one child holds the text and nothing beside it reads like text.
3. In what is left, lists of nothing but links go, lines of buttons go, and all after a heading such as "Tin liên quan".

A part that holds most of the page's words is never left out, whatever it is called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from dondoc.reading.intake.blocks import LANDMARKS
from dondoc.reading.intake.html.names import BLOCKS, BUTTONS, CLOSING, CONTAINERS, FURNITURE, FUSED, NEVER_TEXT, PAGE_HEADERS, ROLES

Element = etree._Element

MOST = 0.5
"""Share of the page's words above which a part is never left out by name."""
HEADER_MOST = 0.3
LINKS = 0.6
"""Share of a part's words in links above which it is a list of links."""
ONLY_LINKS = 0.85
"""The same, for a list inside the text."""
PROSE = 80
"""Characters outside links from which a paragraph reads like text."""
NUMBER = re.compile(r"\d+\s*[-/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{2,}")
"""The number of a document: a short line that has one ("… vừa ban hành Công văn số 12-CV/TU") belongs to the text."""
SMALL = 60
"""Elements a line of a button or heading is made of, at most."""
CLOSINGS = 40
"""Closing headings a page is searched for."""
MIN_PAGE = 400
"""Characters below which a page is too small to tell its main text from the rest."""
LINK_LINE = 160
"""A link longer than this is a sentence that happens to be linked (``Căn cứ …`` on legal portals)."""
BASIS = re.compile(r"\s*(?:căn cứ|theo|thực hiện|xét|điều \d|khoản \d|chương [ivx\d])", re.IGNORECASE)

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Weight:
    """Characters of a part: all, in links, and in paragraphs that read like text; and whether it has words of a heading block."""

    all: int = 0
    links: int = 0
    prose: int = 0
    landmark: bool = False

    @property
    def unlinked(self) -> int:
        """Characters outside links."""
        return self.all - self.links


def main_parts(page: Element) -> list[Element]:
    """The parts of the page to read, in order: the title where it stands outside the main text, and the main text. Changes `page`."""
    body = page.find("body")
    body = page if body is None else body
    _drop_never_text(body)
    _drop_named(body)
    title = next(body.iter("h1"), None)
    main = _main(body)
    _cut_after_closing(main)
    _drop_link_lists(main)
    _drop_buttons(main)
    if title is None or title is main or any(True for part in title.iterancestors() if part is main):
        return [main]
    return [title, main]


def line_of(element: Element) -> str:
    """The words of an element on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _drop(element: Element) -> None:
    """Empty an element and leave the text after it; what stays in its place is no text (:data:`NEVER_TEXT`)."""
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # lxml-stubs 0.5 do not know it
    element.tag = "template"


def _drop_never_text(body: Element) -> None:
    for element in list(body.iter(*NEVER_TEXT)):
        if element.tag == "input" and element.get("type", "").lower() == "password":
            _drop_sign_in(element)
        _drop(element)


def _drop_sign_in(password: Element) -> None:
    """Drop the form around a password; not the one form that some systems wrap the whole page in."""
    form = next(password.iterancestors("form"), None)
    if form is not None and len(line_of(form)) < 600:
        _drop(form)


def _sizes(root: Element) -> dict[Element, int]:
    """Characters in every element below `root`, in one pass; spaces around pieces of text don't count."""
    sizes: dict[Element, int] = {element: len((element.text or "").strip()) for element in root.iter(etree.Element)}
    for element in reversed(list(sizes)):
        parent = element.getparent()
        if element is not root and parent is not None:
            sizes[parent] += sizes[element] + len((element.tail or "").strip())
    return sizes


def _drop_named(body: Element) -> None:
    sizes = _sizes(body)
    for element, size in sizes.items():
        limit = _named(element)
        if limit and element is not body and size <= limit * sizes[body]:
            _drop(element)


def _named(element: Element) -> float:
    """The share of the page below which the element's name, class or id makes it furniture; 0: it does not."""
    if element.tag in ("html", "body", "main", "article"):
        return 0
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return MOST
    if element.get("role") in ROLES:
        return MOST
    if element.tag in ("header", "footer") and next(element.iterancestors("article", "main"), None) is None:
        return HEADER_MOST if element.tag == "header" else MOST
    for name in [*element.get("class", "").split(), element.get("id", "")]:
        words = _NOT_WORD.split(_CAMEL.sub("-", name).lower())
        fused = "".join(words)
        if FURNITURE.intersection(words) or any(part in fused for part in FUSED):
            return MOST
        if fused in PAGE_HEADERS:
            return HEADER_MOST
    return 0


def _weights(body: Element) -> dict[Element, Weight]:
    """The weight of every container, in one pass: the words of each line go to all containers above it."""
    weights: dict[Element, Weight] = {}
    for element in body.iter(etree.Element):
        weights[element] = Weight()
    for element in body.iter(etree.Element):
        own = _own_line(element) if element.tag in BLOCKS else None
        if own is None:
            continue
        text, linked = own
        weight = weights[element]
        weight.all += len(text)
        weight.links += linked
        if len(text) - linked >= PROSE or (linked < LINKS * len(text) and NUMBER.search(text)):
            weight.prose += len(text) - linked
        weight.landmark = LANDMARKS.search(text) is not None
    for element in reversed(list(weights)):
        parent = element.getparent()
        if parent is not None and parent in weights:
            above, below = weights[parent], weights[element]
            above.all += below.all
            above.links += below.links
            above.prose += below.prose
            above.landmark = above.landmark or below.landmark
    return weights


def _is_small(element: Element) -> bool:
    """Whether an element has few parts, so that its words are soon read."""
    return sum(1 for _ in islice(element.iter(), SMALL + 1)) <= SMALL


def _own_line(element: Element) -> tuple[str, int] | None:
    """The words of a block that stand in no block below it, and how many characters of them are links."""
    parts: list[str] = [element.text or ""]
    linked = 0
    walker = etree.iterwalk(element, events=("start", "end"))
    links = 0
    for event, node in walker:
        if node is element:
            continue
        if event == "end":
            links -= node.tag == "a"
            text = node.tail or ""
            linked += len(text.strip()) if links else 0
            parts.append(text)
        elif node.tag in BLOCKS:
            walker.skip_subtree()
        else:
            links += node.tag == "a"
            text = node.text or ""
            linked += len(text.strip()) if links else 0
            parts.append(text)
    text = " ".join("".join(parts).split())
    return (text, min(linked, len(text))) if text else None


def _main(body: Element) -> Element:
    """Go down while one child holds the text and nothing beside it may belong to it."""
    weights = _weights(body)
    if weights[body].all < MIN_PAGE:
        return body
    node = body
    while True:
        children = [child for child in node if child in weights and weights[child].all]
        inner = max(children, key=lambda child: weights[child].unlinked, default=None)
        if inner is None or inner.tag not in CONTAINERS or weights[inner].unlinked <= weights[node].unlinked / 2:
            return node
        if len((node.text or "").strip()) >= PROSE or any(_may_belong(child, weights[child]) for child in children if child is not inner):
            return node
        node = inner


def _may_belong(element: Element, weight: Weight) -> bool:
    """Whether a part beside the main one reads like text, or is a row or cell of a table of data."""
    if weight.landmark or (weight.prose > 0 and weight.links < LINKS * weight.all):
        return True
    cells = len(list(islice(element.iter("td", "th"), 2)))
    is_data = element.tag in ("td", "th") or (element.tag == "tr" and cells > 1)
    return is_data and weight.links < LINKS * weight.all


def _cut_after_closing(main: Element) -> None:
    """Drop a closing heading and all after it, where more of the text stands before than after."""
    sizes = _sizes(main)
    tried = 0
    for element, size in sizes.items():
        if (
            element is main
            or not 0 < size <= LINK_LINE
            or not _is_small(element)
            or not CLOSING.fullmatch(line_of(element).rstrip(" :.»›"))
        ):
            continue
        tried += 1
        if tried > CLOSINGS:
            return
        after = _after(element, main)
        if sum(sizes[part] for part in after) + size < sizes[main] / 2 and not any(LANDMARKS.search(line_of(part)) for part in after):
            for part in [*after, element]:
                _drop(part)
            return


def _after(element: Element, main: Element) -> list[Element]:
    """All parts of `main` that start after `element` ends, outermost ones only."""
    found: list[Element] = []
    node = element
    while node is not main:
        found += [part for part in node.itersiblings() if isinstance(part.tag, str)]
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return found


def _drop_link_lists(main: Element) -> None:
    """Drop lists and boxes of three or more short lines that are nothing but links."""
    sizes = _sizes(main)
    linked = dict.fromkeys(sizes, 0)
    links = dict.fromkeys(sizes, 0)
    for element in reversed(list(sizes)):
        if element.tag == "a" and _is_small(element) and (text := line_of(element)):
            # a linked sentence counts against a list of links
            linked[element] = sizes[element] if len(text) <= LINK_LINE and not BASIS.match(text) else -sizes[element]
            links[element] = 1
        parent = element.getparent()
        if element is not main and parent is not None:
            linked[parent] += linked[element]
            links[parent] += links[element]
    for element, size in sizes.items():
        listed = element is not main and element.tag in ("ul", "ol", "div", "table", "dl")
        if listed and links[element] >= 3 and linked[element] >= ONLY_LINKS * size:
            _drop(element)


def _drop_buttons(main: Element) -> None:
    for element, size in _sizes(main).items():
        if element is main or element.tag not in ("a", "span", "div", "li", "p", "ul", "label") or not 0 < size <= LINK_LINE:
            continue
        if _is_small(element) and BUTTONS.fullmatch(line_of(element)) and _alone(element):
            _drop(element)


def _alone(element: Element) -> bool:
    """Whether an element is a line of its own and not a word in a sentence."""
    if element.tag in BLOCKS:
        return True
    before = element.getprevious()
    parent = element.getparent()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return not lead.strip() and not (element.tail or "").strip()
