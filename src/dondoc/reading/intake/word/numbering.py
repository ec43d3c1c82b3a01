"""Automatic numbers of paragraphs, as text (ISO/IEC 29500-1 §17.9).

A list definition (``w:abstractNum``) has levels; a list (``w:num``) points to a definition and may override starts. Lists of one definition
count on together, unless a list restarts by an override at its first use. A level starts anew after a higher one was used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dondoc.reading.intake.counting import letter, roman
from dondoc.reading.intake.word.package import WORD, Element

W = f"{{{WORD}}}"
MAX_NUMBER = 10_000
"""Above it roman and letter numbers come out as digits: nobody wrote that on purpose."""


def value(element: Element | None, path: str) -> str | None:
    """The ``w:val`` of the child at `path` (names of w: elements, by ``/``)."""
    found = None if element is None else element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def number(text: str | None, default: int) -> int:
    """A whole number of an attribute, or `default` where it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": letter,
    "lowerLetter": lambda count: letter(count).lower(),
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "numberInDash": lambda count: f"- {count} -",
    "ordinal": str,
    "none": lambda _: "",
}
"""Number formats (``ST_NumberFormat``); others come out as digits."""

SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0be": "-", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e8": "➔", "\uf0a8": "☐", "\uf06f": "☐",
    "\uf0fe": "☑", "\uf076": "❖", "\uf06e": "■", "\uf06c": "●", "\uf0ae": "→", "\uf0e0": "→", "\uf02b": "+", "\uf02a": "*",
}  # fmt: skip
"""Places of the Symbol and Wingdings fonts that stand for bullets and boxes (Unicode's mapping tables for these fonts)."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PLACE = re.compile(r"%([1-9])")


def symbols(text: str) -> str:
    """`text` with characters of symbol fonts as Unicode has them; an unknown one is a bullet."""
    return _PRIVATE.sub(lambda found: SYMBOLS.get(found[0], "•"), text)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    """Restarts after a level of this number (from 1) or higher; 0: never; ``None``: after any higher one."""
    legal: bool
    """All places in digits (``w:isLgl``)."""
    style: str | None
    """The paragraph style the level is tied to."""


@dataclass(slots=True)
class List:
    """A list: its definition, its own starts, and levels it replaces."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists, in order."""

    def __init__(self, root: Element | None) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.iterchildren(f"{W}abstractNum"):
            identity = element.get(f"{W}abstractNumId", "")
            self._definitions[identity] = {number(level.get(f"{W}ilvl"), 0): _level(level) for level in element.iterchildren(f"{W}lvl")}
            if style := value(element, "styleLink"):
                named[style] = identity
            if style := value(element, "numStyleLink"):
                linked[identity] = style
        for element in root.iterchildren(f"{W}num"):
            definition = value(element, "abstractNumId") or ""
            definition = named.get(linked.get(definition, ""), definition)
            self._lists[element.get(f"{W}numId", "")] = _overrides(element, List(definition))

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        found = self._lists.get(list_id)
        levels = self._definitions.get(found.definition, {}) if found else {}
        return next((place for place, level in levels.items() if level.style == style), None)

    def next(self, list_id: str, place: int) -> str:
        """Count one paragraph of a list at a level (from 0) and give its number with what follows it; "" where there is none."""
        found = self._lists.get(list_id)
        if found is None:
            return ""
        levels = self._definitions.get(found.definition, {}) | found.levels
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.definition, {})
        self._restart(list_id, found, counts)
        counts[place] = counts[place] + 1 if place in counts else found.starts.get(place, level.start)
        for lower in [lower for lower in counts if lower > place and _restarts(levels.get(lower), place)]:
            del counts[lower]
        return _render(level, levels, counts, found.starts)

    def _restart(self, list_id: str, found: List, counts: dict[int, int]) -> None:
        for place in found.starts:
            if (list_id, place) not in self._restarted:
                self._restarted.add((list_id, place))
                counts.pop(place, None)


def _level(element: Element) -> Level:
    restart = value(element, "lvlRestart")
    legal = value(element, "isLgl")
    return Level(
        start=number(value(element, "start"), 0),
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else number(restart, 0),
        legal=legal is not None and legal not in ("0", "false", "off"),
        style=value(element, "pStyle"),
    )


def _overrides(element: Element, made: List) -> List:
    for override in element.iterchildren(f"{W}lvlOverride"):
        place = number(override.get(f"{W}ilvl"), 0)
        level = override.find(f"{W}lvl")
        if level is not None:
            made.levels[place] = _level(level)
        start = value(override, "startOverride")
        if start is not None:
            made.starts[place] = number(start, 1)
    return made


def _restarts(level: Level | None, used: int) -> bool:
    if level is None or level.restart is None:
        return True
    return level.restart > used


def _render(level: Level, levels: dict[int, Level], counts: dict[int, int], starts: dict[int, int]) -> str:
    if level.format == "bullet":
        sign = symbols(level.text)
        label = {"o": "◦"}.get(sign, sign)  # Word's second bullet is the letter o of Courier New
    else:
        label = _PLACE.sub(lambda found: _count(int(found[1]) - 1, level, levels, counts, starts), symbols(level.text))
    if not label.strip():
        return ""
    return label if level.suffix == "nothing" else f"{label} "


def _count(place: int, level: Level, levels: dict[int, Level], counts: dict[int, int], starts: dict[int, int]) -> str:
    other = levels.get(place)
    if other is None:
        return ""
    count = counts.get(place, starts.get(place, other.start))
    style = "decimal" if level.legal and other.format != "none" else other.format
    if count > MAX_NUMBER or count < 1:
        style = "decimal"
    return FORMATS.get(style, str)(count)
