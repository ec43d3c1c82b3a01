"""Text of a page in an old font (``<font face=".VnTime">``, ``style="font-family: VNI-Times"``), or in an old encoding by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from dondoc.reading.script import legacy

Element = etree._Element

FAMILY = re.compile(r"font-family\s*:\s*([^;,]+)", re.IGNORECASE)
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What lxml reads (``&#1;``) and does not write."""
NOT_WORDS = ("script", "style", "template", "noscript")


def mend(page: Element) -> tuple[str, ...]:
    """Change the page's texts to Unicode in place; notes on what was done."""
    mender = legacy.Mender((text, font) for _, _, text, font in _texts(page))
    if not mender.needed:
        return ()
    for element, part, text, font in list(_texts(page)):
        made = mender.mend(text, font)
        if made != text:
            setattr(element, part, NO_XML.sub("", made))
    return mender.notes


def _texts(page: Element) -> Iterator[tuple[Element, str, str, str | None]]:
    """(element, ``text`` or ``tail``, its words, the font they are set in) in the page's order."""
    fonts: dict[Element, str | None] = {}
    for event, element in etree.iterwalk(page, events=("start", "end")):
        parent = element.getparent()
        if event == "start":
            fonts[element] = _own_font(element) or (fonts.get(parent) if parent is not None else None)
            if element.text and element.tag not in NOT_WORDS and not element.text.isspace():
                yield element, "text", element.text, fonts[element]
        elif element.tail and parent is not None and not element.tail.isspace():
            yield element, "tail", element.tail, fonts.get(parent)


def _own_font(element: Element) -> str | None:
    face = element.get("face")
    if face:
        return face.split(",")[0]
    family = FAMILY.search(element.get("style", ""))
    return family[1] if family else None
