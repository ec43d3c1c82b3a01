"""What paragraph and character styles say that changes the text: lists they belong to, and hidden text."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.intake.word.numbering import W, number, value
from dondoc.reading.intake.word.package import Element

DEEP = 50
"""Styles that may be based on one another; real ones are five deep, a ring of thousands would take its time for each."""
OFF = frozenset({"0", "false", "off"})


def flag(element: Element | None, path: str) -> bool | None:
    """A switch such as ``w:vanish``: on, off, or not said."""
    found = value(element, path)
    return None if found is None else found not in OFF


def font_of(properties: Element | None) -> str | None:
    """The font that run properties give to letters beyond ASCII (``w:hAnsi``), or to any; ``None``: not said."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return None if fonts is None else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it is based on."""

    list_id: str | None = None
    level: int | None = None
    hidden: bool = False
    font: str | None = None


class Styles:
    """The styles of a document by id; a missing one says nothing."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default: str = ""
        self.fonts: set[str] = set()
        """All fonts the styles name."""
        self._font = None if root is None else font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in () if root is None else root.iterchildren(f"{W}style"):
            identity = element.get(f"{W}styleId", "")
            self._elements[identity] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self.default = identity
            if font := font_of(element.find(f"{W}rPr")):
                self.fonts.add(font)
        if self._font:
            self.fonts.add(self._font)

    def get(self, identity: str) -> Style:
        """The style, what it is based on counted in."""
        if identity not in self._known:
            self._known[identity] = self._derive(identity)
        return self._known[identity]

    def _derive(self, identity: str) -> Style:
        list_id: str | None = None
        level: int | None = None
        hidden: bool | None = None
        font: str | None = None
        seen: set[str] = set()
        while identity in self._elements and identity not in seen and len(seen) < DEEP:
            seen.add(identity)
            element = self._elements[identity]
            if list_id is None:
                list_id = value(element, "pPr/numPr/numId")
            if level is None and (said := value(element, "pPr/numPr/ilvl")) is not None:
                level = number(said, 0)
            if hidden is None:
                hidden = flag(element, "rPr/vanish")
            font = font or font_of(element.find(f"{W}rPr"))
            identity = value(element, "basedOn") or ""
        return Style(list_id, level, hidden or False, font or self._font)
