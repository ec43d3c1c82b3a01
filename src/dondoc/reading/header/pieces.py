"""The lines of a heading taken apart: columns, mottoes and rules out of the way, number, date and subject each on their own.

    "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc"                              letterhead
    "Số: 15/SYT-KHTC Sông Trà, ngày 05 tháng 3 năm 2026"               number, place and date
    "V/v mua thuốc cho trạm y tế Sông Trà, ngày 05 tháng 3 năm 2026"   subject, place and date
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dondoc.reading.casing import LOWER, UPPER, is_capitals
from dondoc.reading.header.lines import HOUR, LONG, TITLE_LINE, Draft, Line, opens_with
from dondoc.reading.header.motto import is_motto, mottoes

NUMBER_LINE = re.compile(r"(?:(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh|Lệnh|LUẬT|BỘ LUẬT) )?(?:[Ss]ố|SỐ) ?:? ?")
_RULE = re.compile(r"[-_=*–—~.·•#\s]{3,}|[*#]+\s*")
_RULE_SIGNS = "-_=*–—~ "
_DATE_BESIDE = re.compile(rf" (?=[{UPPER}][^,;:/\d]{{1,40}}?(?:[,.] ?| )(?:{HOUR})?ngày ?\d)")
"""Where place and date start in a line that begins with the number."""
_DATE_AT_END = re.compile(
    rf"(?<!của)(?<!tại)(?<!ở)(?<!và) (?=(?P<place>[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{0,4}})"
    r"[,.] ?ngày \d[\w ./-]{5,24}\Z)"
)
"""Where they start in a line of the subject, whose right column they are."""
_ABOUT_BESIDE = re.compile(r" (?=V/v )")
_SMALL = re.compile(rf"(?<![^\W_])[{LOWER}]")
_TITLE_AFTER_DATE = re.compile(rf"(?<=năm \d{{4}}) (?=[{UPPER}]{{2,}} [{UPPER}]{{2,}})")


def pieces_of(draft: Draft, lines: Iterable[Line]) -> Iterator[Line]:
    """The pieces of `lines`, in their order."""
    for line in lines:
        for column in [line] if len(line.text) > LONG else draft.columns(line):
            yield from _without_motto(column)


def _without_motto(line: Line) -> Iterator[Line]:
    """`line` without motto and rules, number and date apart."""
    if len(line.text) > LONG and not is_capitals(line.text):
        yield line
        return
    at = 0
    for start, end in mottoes(line.text):
        yield from _split(line.cut(at, start).without(_RULE_SIGNS))
        at = end
    yield from _split(line.cut(at))


def _split(line: Line) -> Iterator[Line]:
    rule = _RULE.match(line.text)
    if rule:
        line = line.cut(rule.end())
    kept = line.text.rstrip(_RULE_SIGNS)
    if len(kept) < len(line.text) - 2:
        line = line.cut(0, len(kept))
    if not line.text or line.text == "*" or is_motto(line.text):
        return
    parted = _right_column(line.text)
    if parted:
        yield line.cut(0, parted)
        line = line.cut(parted)
    title = _TITLE_AFTER_DATE.search(line.text) if "năm " in line.text and len(line.text) <= LONG else None
    if title:
        yield line.cut(0, title.start())
        line = line.cut(title.end())
    yield line


def _right_column(text: str) -> int | None:
    """Where date or subject start in a line with the number, or the date in a line with the subject; ``None`` where it is one."""
    if NUMBER_LINE.match(text):
        found = _DATE_BESIDE.search(text) or _ABOUT_BESIDE.search(text)
        return found.end() if found else None
    date = _DATE_AT_END.search(text) if "ngày " in text and len(text) <= TITLE_LINE else None
    if date and _SMALL.search(text, 0, date.start()) and not opens_with(date["place"].upper(), "head"):
        return date.end()
    return None
