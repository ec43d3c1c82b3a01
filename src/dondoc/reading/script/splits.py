"""Syllables that a converter took apart: "K ế hoạch", "thành ph ố", "đ ơ n vị", "Bộ Y t ế".

The space within one is blanked in place (so that offsets stay), where an onset alone stands before a rime and both make a syllable. That is
done only in texts where it happens more than once: a lone letter may be a letter ("điểm b ở trang").
"""

from __future__ import annotations

import re

from dondoc.reading.script.legacy.syllables import syllables

GLUE = "\u2060"
"""Takes the place of the space; clean text leaves it out."""
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_ONSET = r"(?:[NnTtPpKkGgCc]h|[Nn]gh?|[Tt]r|[Gg]i|[Qq]u|[BbCcDdĐđGgHhKkLlMmNnPpRrSsTtVvXx])"
_SPLIT = re.compile(
    rf"(?<![^\W_])(?P<onset>{_ONSET}) (?P<rime>[{_MARKED}uo][{_MARKED}aeiouy]*"
    rf"(?:(?P<gap> )(?:ng|nh|ch|[cmnpt])(?! [{_MARKED}])|ng|nh|ch|[cmnpt])?)(?![^\W\d_])"
)
_HINT = re.compile(rf" [BbCcDdĐđGgHhKkLlMmNnPpQqRrSsTtVvXx](?:h|gh?|r|i|u)? [{_MARKED}uo]")
"""A text without this has no split syllable; one set and short words after each space, so that most texts are soon looked through."""
_WORDS = frozenset(["ở", "à", "ạ", "ý", "ô", "ổ", "ủ", "ú", "ừ", "ơ", "ấy", "ấp", "ông", "ưu", "úp", "ấn", "ấm", "áo", "áp", "án", "ảnh"])
"""Rimes that are words by themselves."""
LEAST = 2
"""A text with fewer split syllables is left as it is."""


def mend_split_syllables(text: str) -> str:
    """`text`, with the spaces within syllables blanked; the same length."""
    if not _HINT.search(text):
        return text
    spans = [span for match in _SPLIT.finditer(text) for span in _gaps(match)]
    if len(spans) < LEAST:
        return text
    out, at = [], 0
    for place in spans:
        out += [text[at:place], GLUE]
        at = place + 1
    return "".join([*out, text[at:]])


def _gaps(match: re.Match[str]) -> list[int]:
    """Where the spaces within the syllable stand; none where the pieces make no syllable, or are words."""
    onset, rime = match["onset"].lower(), match["rime"].lower()
    places = [match.end("onset")]
    if match["gap"]:
        if onset + rime.replace(" ", "") in syllables():
            return [*places, match.start("gap")]
        rime = rime.split(" ")[0]
    return places if rime not in _WORDS and onset + rime in syllables() else []
