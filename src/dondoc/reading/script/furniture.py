"""Lines that belong to the page and not to the text: page numbers and running heads.

    "… hướng dẫn việc rà soát,⏎⏎CÔNG BÁO/Số 302/Ngày 02-06-2026⏎71⏎⏎hoàn thiện chức năng"

They are blanked in place (so that offsets stay) and leave :data:`PAGE_BREAK` behind, across which a sentence may run on.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

PAGE_BREAK = "\x0c"

_LONE = re.compile(r"\n[ \t]*(?P<line>(?:-\s?|Trang\s|Page\s)?\d{1,4}(?:\s?-|/\d{1,4})?)[ \t]*(?=\n|\Z)")
"""It begins with one letter, which the engine can skip to: so a line end is put before the first line."""
_HEAD = re.compile(r"(?:\A|\n)[ \t]*(?P<line>[^\n|]{8,100}?)[ \t]*\n(?:[ \t]*\n)*[ \t]*\d{1,4}[ \t]*(?=\n|\Z)")
_DIGITS = re.compile(r"\d+")
_PAGE_MARK = re.compile(
    r"(?<=\n)[ \t]*(?:-{2,}[ \t]*PAGE BREAK[ \t]*-{2,}|=+[ \t]*(?:Page|Trang)[ \t]\d{1,4}[ \t]*=*"
    r"|(?:Page|Trang)[ \t]\d{1,4}[ \t]?(?:of|/|trên)[ \t]?\d{1,4})"
    r"[ \t]*(?=\n)"
)
"""A line that a converter put between two pages."""
_LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
"""A line end inside a cell of a Markdown table; made a table bar, which ends a paragraph."""


def mask_furniture(text: str) -> str:
    """`text`, with the lines of page furniture blanked and line breaks of HTML made ends of cells; the same length."""
    if "Page " in text or "PAGE BREAK" in text or "Trang " in text:
        text = _PAGE_MARK.sub(lambda match: PAGE_BREAK.ljust(len(match[0])), text)
    if "<br" in text or "<BR" in text:
        text = _LINE_BREAK.sub(lambda match: "|".ljust(len(match[0])), text)
    numbers = [(m.start("line") - 1, m.end("line") - 1) for m in _LONE.finditer("\n" + text)]
    if len(numbers) < 2 or not _counts_up([int(_DIGITS.search(text[a:b])[0]) for a, b in numbers]):  # type: ignore[index]
        return text
    heads = [m.span("line") for m in _HEAD.finditer(text)]
    shapes = Counter(_DIGITS.sub("0", text[a:b]) for a, b in heads)
    spans = numbers + [(a, b) for a, b in heads if shapes[_DIGITS.sub("0", text[a:b])] > 1]
    out, at = [], 0
    for start, end in sorted(set(spans)):
        if start >= at:
            out += [text[at:start], PAGE_BREAK, " " * (end - start - 1)]
            at = end
    return "".join([*out, text[at:]])


def _counts_up(numbers: list[int]) -> bool:
    """Page numbers go up by one or two from page to page; lone figures of a table don't."""
    return all(0 < b - a <= 2 for a, b in pairwise(numbers))
