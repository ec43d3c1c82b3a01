"""The kind that stands before a number.

    "các Thông báo kết luận số ▸49/TB-VPCP"   Thông báo kết luận
    "Báo cáo giải trình số ▸114/BC-UBND"      Báo cáo (words between the kind and 'số')
    "Luật về quy hoạch số ▸35/2018/QH14"      Luật (a number of the National Assembly)
    "văn bản: Số ▸202/TTr-BVHTTDL"            Văn bản
    "QĐ ▸30/2020/QĐ-TTg"                      Quyết định (the code written for the kind)
"""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.citations.numbers import Number, kind_of_code
from dondoc.reading.data import table

REACH = 170
"""Characters looked back for a kind with words between it and the number."""
_NO = re.compile(r"(?:,? ?\(?(?<!\w)(?:[Ss][ốôó]|SỐ)[:.]? ?)\Z")
_NO_ENDS = ("ố", "Ố", "sô", "só")
_CODE = re.compile(r"(?<!\w)([A-ZĐ][A-Za-zĐđ]{1,3})(?: số)? \Z")
_OF_CONGRESS = frozenset(("Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh", "Hiến pháp", "Nghị quyết liên tịch", "Văn bản"))
"""Kinds that the National Assembly numbers."""
_BREAK = re.compile(r"[.;:()“”\"](?=\s)|[“”]| (?:này|nêu trên)(?!\w)")


@cache
def _by_last_word() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for row in table("kinds"):
        kinds.setdefault(row["kind"].split(" ")[-1].lower(), []).append(row["kind"])
    for names in kinds.values():
        names.sort(key=len, reverse=True)
    return kinds


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((row["kind"] for row in table("kinds")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'[{w[0]}{w[0].lower()}]{w[1:]}' for w in words)})(?!\w)")


def kind_at_end(text: str, floor: int, end: int) -> tuple[str, int] | None:
    """The kind whose last word ends at `end`, and where it starts."""
    begin = max(floor, end - 24)
    tail = text[begin:end].lower()
    for kind in _by_last_word().get(tail[tail.rfind(" ") + 1 :], ()):
        start = len(tail) - len(kind)
        if tail.endswith(kind.lower()) and (start == 0 or not tail[start - 1].isalnum()):
            return kind, begin + start
    return None


def before_no(text: str, floor: int, at: int) -> tuple[int, bool]:
    """Where the words before ``số`` end, and whether there is a ``số`` before `at`."""
    begin = max(floor, at - 8)
    near = text[begin:at]
    match = _NO.search(near) if near.rstrip(" :.").endswith(_NO_ENDS) else None
    end = begin + match.start() if match else at
    while end > floor and text[end - 1] in " :":
        end -= 1
    return end, match is not None


def kind_before(text: str, floor: int, number: Number) -> tuple[str, int] | None:
    """The kind of the document that `number` numbers and where it starts; ``None`` where the text names none before it."""
    end, named = before_no(text, floor, number.start)
    found = kind_at_end(text, floor, end)
    if found and not (number.congress and found[0] not in _OF_CONGRESS):
        return found
    code = _CODE.search(text[max(floor, number.start - 12) : number.start])
    if code and code[1] in kind_of_code():
        return kind_of_code()[code[1]], max(floor, number.start - 12) + code.start(1)
    return _farther(text, floor, end, number) if named else None


def _farther(text: str, floor: int, end: int, number: Number) -> tuple[str, int] | None:
    """A kind with words between it and ``số``: the one the number's code names, else the nearest."""
    begin = max(floor, end - REACH)
    window = text[begin:end]
    breaks = [m.end() for m in _BREAK.finditer(window)]
    begin += breaks[-1] if breaks else 0
    found = [(m[0], m.start()) for m in _pattern().finditer(text, begin, end)]
    if number.congress:
        found = [item for item in found if item[0] in _OF_CONGRESS][:1]
    if not found:
        return None
    wanted = kind_of_code().get(number.code or "")
    named = [item for item in found if item[0].capitalize() == wanted]
    kind, start = (named or [item for item in found if item[0][0].isupper()] or found)[-1]
    return kind[0].upper() + kind[1:], start
