"""The bodies that coordinate.

"chủ trì, phối hợp với Bộ Tài chính và các cơ quan liên quan hướng dẫn"   two
"phối hợp, hỗ trợ chính quyền địa phương và lực lượng Kiểm lâm"          two
"chủ trì cùng Bộ Xây dựng"                                              one
"sự phối hợp chặt chẽ giữa các ngành"                                    none: a noun
"""

from __future__ import annotations

import re

from dondoc.reading.script.search import first_of
from dondoc.reading.tasks.bodies import Name, names_at

_TOGETHER = re.compile(
    r"(?<![^\W\d_])(?:[Pp]hối hợp(?:,\s*(?:hỗ trợ|tham gia|trao đổi|giúp đỡ|đôn đốc|hướng dẫn|làm việc"
    r"|thống nhất|chỉ đạo))?(?:\s+(?:chặt chẽ|thường xuyên|hiệu quả|tốt|đồng bộ|chủ động"
    r"|kịp thời))*(?:\s+(?:với|cùng với|cùng))?|chủ trì\s+cùng(?:\s+với)?)"
    r"\s+(?=[^\W\d_])"
)
_WORDS = ("hối hợp", "chủ trì")
_COOPERATING = re.compile(r" phối hợp(?=\s*(?:[.;,]|\Z))")
"""'các cơ quan' + ' phối hợp', and no duty after it."""
_SUCH_AS = re.compile(r"(?: có liên quan| liên quan)?\s*(?:\(\s*)?(?:như|gồm|bao gồm)\s*:?\s+")
"""'các cơ quan liên quan' + ' như: Công an, …': those count."""
_NOUN = re.compile(r"(?:sự|cơ chế|công tác|quy chế|trách nhiệm|cơ quan|đơn vị|việc|quan hệ|thành phần)\s+\Z")


def coordinating_bodies(text: str, start: int, end: int) -> tuple[list[Name], list[tuple[int, int]]]:
    """The bodies ``text[start:end]`` names as coordinating, in order and once each; and where these words stand."""
    first = first_of(text, start, end, _WORDS)
    if first < 0:
        return [], []
    found: list[Name] = []
    places: list[tuple[int, int]] = []
    for match in _TOGETHER.finditer(text, max(start, first - 1), end):
        if _NOUN.search(text, start, match.start()):
            continue
        names, stop = names_at(text, match.end(), bare=True)
        if not names or stop > end:
            continue
        cooperating = _COOPERATING.match(text, stop, end)
        if cooperating:
            stop = cooperating.end()
            names[-1] = Name(text[names[-1].start : stop], names[-1].start, stop)
        named = _SUCH_AS.match(text, stop, end)
        if named:
            listed, after = names_at(text, named.end(), bare=True)
            names, stop = ([*names[:-1], *listed], after) if listed and after <= end else (names, stop)
        places.append((match.start(), stop))
        known = {name.text.lower() for name in found}
        found += [name for name in names if name.text.lower() not in known]
    return found, places
