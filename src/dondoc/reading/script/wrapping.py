"""Which line ends are only where the line was full, and which end a paragraph.

Web pages and PDFs give paragraphs broken to a width:

    "1. Ủy ban nhân dân các xã,⏎phường, đặc khu"        one paragraph
    "… theo quy định tại⏎Điều 5 Luật Lâm nghiệp"        one paragraph, though 'Điều' may open an article
    "… được giao;⏎- Chỉ đạo lực lượng Kiểm lâm"         two
    "QUYẾT ĐỊNH⏎Về việc ban hành Quy chế"               two: capitals end

Texts typed in an editor have a paragraph a line; there every line end counts.
"""

from __future__ import annotations

import re

from dondoc.reading.script.letters import LOWER, UPPER

SAMPLE = 20_000
"""Characters looked at to tell a wrapped text from one with a paragraph a line."""
SHORT = 20
"""Characters of a line that no page is so narrow as to break there: cells of tables, labels."""
WRAPPED_SHARE = 0.12
"""Share of line ends that run on in the middle of a sentence from which a text counts as wrapped."""
MAX_WIDTH = 140
"""No page is set wider (characters)."""

LINE_END = re.compile(r"\n[ \t]*(?=\S)")
_RUNS_ON = re.compile(rf"[{LOWER}](?![.)])")
_STOPS = frozenset(".;:!?…*|")
FULL_LINE = re.compile(r"[^\n]{20,}")

MARKER = re.compile(
    r"(?P<dash>[-+•–·▪●○◦])\s*(?=\S)"
    rf"|(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*[.)/-]?)\s+(?=[{UPPER}])"
    r"|(?P<letter>[a-zđ]\d?)(?:[.)]\s*|/\s+)(?=\S)"
    r"|(?P<roman>[IVX]{1,5})[.)-]\s+(?=\S)"
    r"|(?P<word>Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?=[\dIVX]|thứ|THỨ)"
)
"""What may open an item, seen at the start of a line."""
ALWAYS_OPENS = re.compile(r"Nơi nhận\s*:|Kính gửi\s*:|Số\s*:|Căn cứ |Theo đề nghị của |Lưu\s*:|V/v ")
_CITES = ("điểm", "khoản", "và", ",", "các")
"""Before 'a)', these words cite a provision or go on with it."""
_TOPIC = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[a-zđ]\))\s+(?:Về|Đối với|Công tác)\s")
"""A numbered line of this kind is the heading of what stands below it."""
_OPENS_DUTY = re.compile(r"(?:Các|Giao|Đề nghị|Yêu cầu|Thủ trưởng|Chủ tịch|Giám đốc|Hiệu trưởng|Ủy ban nhân dân|UBND) ")
ENDS = tuple('.;:!?…”"»')


def is_wrapped(text: str) -> bool:
    """Whether the lines of `text` were broken to fit a width."""
    sample = text[:SAMPLE]
    ends = runs_on = 0
    for match in LINE_END.finditer(sample):
        before = sample[max(0, match.start() - 4) : match.start()].rstrip(" \t")[-1:]
        if before and before != "\n" and match.start() - sample.rfind("\n", 0, match.start()) > SHORT:
            ends += 1
            runs_on += before not in _STOPS and _RUNS_ON.match(sample, match.end()) is not None
    return runs_on >= 2 and runs_on >= WRAPPED_SHARE * ends


def width_of(text: str) -> int:
    """The width (characters) the lines of a wrapped text were broken to."""
    lengths = sorted(m.end() - m.start() for m in FULL_LINE.finditer(text[:SAMPLE]))
    return min(lengths[int(len(lengths) * 0.95)], MAX_WIDTH) if lengths else MAX_WIDTH


def ends_paragraph(before: str, after: str, marker: re.Match[str] | None, width: int, *, dense: bool) -> bool:
    """Whether the line end between the lines `before` and `after` of a wrapped text ends a paragraph; `marker` is what opens `after`.

    `dense`: the text has no blank lines between paragraphs, so that a full stop in a short line is the only sign.
    """
    ended = before.endswith(ENDS)
    if marker:
        return _opens_item(before, after, marker, width, ended=ended)
    if ALWAYS_OPENS.match(after) and (ended or len(before) < width * 0.75):
        return True
    capitals = _is_capitals(before)
    if capitals != _is_capitals(after) and (capitals or (len(after) > 8 and " " in after)):
        return True
    if not ended and len(before) < width * 0.75 and _OPENS_DUTY.match(after) and _TOPIC.match(before):
        return True
    if not (ended and dense) or after[:1].islower():
        return False
    first_word = after.split(" ", 1)[0]
    return len(before) + 1 + len(first_word) < width - 3


def _opens_item(before: str, after: str, marker: re.Match[str], width: int, *, ended: bool) -> bool:
    if ended:
        return True
    if marker["word"]:
        return _is_capitals(before)
    if marker["letter"]:
        return len(before) < width * 0.7 or (after[1:2] == ")" and after[marker.end()].isupper() and not before.endswith(_CITES))
    if marker["dash"]:
        rest = after[marker.end() :]
        return not (before[-1:].isdigit() and rest[:1].isdigit()) and len(before) < width * 0.8
    return _is_capitals(before) or len(before) < width * 0.5


def _is_capitals(line: str) -> bool:
    return line.isupper() and len(line) > 1
