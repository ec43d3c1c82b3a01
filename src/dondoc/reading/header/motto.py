"""The mottoes of a heading's right column, as they are set and as scanning leaves them.

    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
    "CONG HOA XÃ HỘI CHỦ NGA VIET NAM", "CỘhu nua XÃ HỘI CHỦ NGHĨA VIỆT NAM": most of the eight words, in their order
    "Độc lập — Tự đồ aarti phúc": its beginning, to a last word like its own or the end of the line
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.casing import is_capitals
from dondoc.reading.script.letters import bare
from dondoc.reading.script.search import has_one

Place = tuple[int, int]

_AS_SET = re.compile(
    r"C(?:ỘNG|ộng) H(?:ÒA|OÀ|òa|oà) X(?:Ã HỘI CHỦ NGHĨA|ã hội chủ nghĩa) V(?:IỆT NAM|iệt Nam)"
    r"|[Đđ]ộc lập ?[-–—] ?[Tt]ự [Dd]o ?[-–—] ?[Hh]ạnh [Pp]húc|ĐỘC LẬP ?[-–—] ?TỰ DO ?[-–—] ?HẠNH PHÚC|ĐẢNG CỘNG SẢN VIỆT NAM"
)
_WHOLE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", "ĐẢNG CỘNG SẢN VIỆT NAM")
_UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
"""Stands where the motto does in documents of the youth union."""
_WORDS = ("CONG", "HOA", "XA", "HOI", "CHU", "NGHIA", "VIET", "NAM")
_ENOUGH = 5
"""Words of the eight that make the motto of a line that has no more than `_STRAY` others between them."""
_STRAY = 4
_RAREST = _WORDS.index("NGHIA")
"""It stands in capitals nowhere else; a line with it needs one word less."""
_TOKEN = re.compile(r"\S+")
_ENDS = ("IỆT NAM", "iệt Nam", "ạnh phúc", "ạnh Phúc", "ẠNH PHÚC")
_OF_THE_STATE = ("HỘI", "HOI", "NGH")
_OF_FREEDOM = ("ập", "lap")
_HINTS = (*_OF_THE_STATE, *_OF_FREEDOM, "hủ ngh", "LẬP", "CỘNG SẢN")
"""A line without any of these has no motto."""
_HALF_FREEDOM = re.compile(r"[ĐD]?[ộo]c [Ll][ậaâ]p ?[-–—~] ?T[ựưuy]?\S? ?(?:.{2,14}? [Pp]h\S{1,3}(?!\S)|.{0,26}\Z)")


def mottoes(text: str) -> list[Place]:
    """Where the mottoes stand in a line of a heading."""
    if not has_one(text, _HINTS):
        return []
    found = [match.span() for match in _AS_SET.finditer(text)] if has_one(text, _ENDS) else []
    if len(found) < 2 and has_one(text, _OF_THE_STATE) and (state := _scanned_state(text)) and state not in found:
        found.append(state)
    if len(found) < 2 and has_one(text, _OF_FREEDOM):
        half = _HALF_FREEDOM.search(text, max((end for _, end in found), default=0))
        if half:
            found.append(half.span())
    return sorted(found)


def has_motto(text: str) -> bool:
    """Whether `text` has one of the mottoes as it is set."""
    return has_one(text, _ENDS) and _AS_SET.search(text) is not None


def is_motto(text: str) -> bool:
    """Whether a line is (a part of) a motto in capitals and nothing else: ``CỘNG HÒA XÃ HỘI``."""
    if text == _UNION:
        return True
    return len(text) > 5 and is_capitals(text) and any(text.replace("OÀ", "ÒA") in whole for whole in _WHOLE)


def _scanned_state(text: str) -> Place | None:
    """The motto of the State with letters lost: from its first word, or the two that stand for its first two, to its last."""
    tokens = [(match.start(), match.end(), bare(match[0]).upper()) for match in _TOKEN.finditer(text)]
    words = [word for _, _, word in tokens]
    if len(words) < _ENOUGH - 1:
        return None
    starts = (i for i, word in enumerate(words) if word in _WORDS[:3])
    hits = max((list(_in_order(words, start)) for start in starts), key=len, default=[])
    if len(hits) + any(word == _RAREST for _, word in hits) < _ENOUGH or hits[-1][0] - hits[0][0] + 1 - len(hits) > _STRAY:
        return None
    token, word = hits[0]
    first = max(0, token - word)
    last = min(len(tokens) - 1, hits[-1][0] + len(_WORDS) - 1 - hits[-1][1])
    return tokens[first][0], tokens[last][1]


def _in_order(words: list[str], start: int) -> Iterator[tuple[int, int]]:
    """(place in `words`, place in the motto) of the motto's words that stand in their order from `start`."""
    next_ = 0
    for i in range(start, min(start + len(_WORDS) + _STRAY, len(words))):
        for j in range(next_, min(next_ + 4, len(_WORDS))):
            if words[i] == _WORDS[j]:
                yield i, j
                next_ = j + 1
                break
