"""Stamps of secrecy and urgency (``data/marks.tsv``)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dondoc.reading.data import table

LINES = 40
"""Lines of raw text in which a stamp of secrecy is looked for."""


@cache
def marks() -> dict[str, tuple[str, str]]:
    """Stamp → its sort (urgency, secrecy) and the value it stands for."""
    return {row["mark"]: (row["sort"], row["value"]) for row in table("marks")}


@cache
def _pattern() -> re.Pattern[str]:
    stamps = "|".join(mark for mark, (sort, _) in marks().items() if sort == "secrecy")
    small = "(?<=mật: )(?:Tuyệt mật|Tối mật|Mật)"
    return re.compile(rf"(?:Độ mật ?: ?|ĐỘ MẬT ?: ?)?(?P<mark>{stamps}|{small})(?: *(?:C[ỘộỌ]NG H|Số ?:|Độc lập).*)?")


def secrecy_mark(text: str) -> str | None:
    """The stamp of secrecy that stands on a line of its own near the top of `text`: ``Mật``, ``Tối mật``, ``Tuyệt mật``, or ``None``.

    Made for refusing a file before anything of it is kept: it needs no reading, takes any Unicode normal form, and sees through table
    bars, emphasis and a motto on the same line.
    """
    lines = 0
    for raw in re.split(r"[\n|\x0c\u2028\u2029]|<br ?/?>", unicodedata.normalize("NFC", text[:20_000])):
        line = re.sub(r"\s+", " ", raw.strip(" \t\r*_-#[]()\"“”\u00a0\u200b\ufeff"))
        if not line:
            continue
        lines += 1
        match = _pattern().fullmatch(line)
        if match:
            return marks()[match["mark"].upper()][1]
        if lines >= LINES:
            break
    return None
