"""The document or result a duty is to deliver.

"xây dựng, trình UBND tỉnh ban hành Kế hoạch kiểm kê tài sản công"   Kế hoạch kiểm kê tài sản công
"Sản phẩm: Quyết định của UBND tỉnh"                                 Quyết định của UBND tỉnh
"""

from __future__ import annotations

import re

from dondoc.reading.script.search import first_of, mentions

_LABEL = re.compile(r"(?:Sản phẩm(?:/[Kk]ết quả)?|Kết quả, sản phẩm|Kết quả đầu ra|Sản phẩm dự kiến)\s*:\s*(?P<what>[^.;\n]{3,160})")
_KINDS = (
    "Kế hoạch|kế hoạch|Báo cáo|báo cáo tổng hợp|Đề án|đề án|Tờ trình|tờ trình|Quyết định|Nghị quyết|Nghị định"
    "|Thông tư|Phương án|phương án|Quy chế|quy chế|Quy định|Chương trình|"
    "Danh mục|danh mục|Hướng dẫn|văn bản hướng dẫn|dự toán|quy trình nội bộ|kịch bản|Kịch bản|cơ sở dữ liệu|bộ tiêu chí|Bộ tiêu chí"
)
_MADE = re.compile(
    rf"(?<![^\W\d_])(?:[Xx]ây dựng|[Bb]an hành|[Ll]ập|[Hh]oàn thiện|[Tt]rình|[Pp]hê duyệt|[Ss]oạn thảo"
    rf"|[Tt]hông qua|[Cc]ông bố)(?:,\s*(?:ban hành|hoàn thiện|trình|phê duyệt))*\s+(?:các\s+|dự thảo\s+|bộ\s+)*"
    rf"(?P<what>(?:{_KINDS})(?![^\W\d_])[^.;,:()\n]{{0,90}})"
)
_LABELS = ("Sản phẩm", "Kết quả")
_MAKING = ("ây dựng", "an hành", "oàn thiện", "rình", "hê duyệt", "oạn thảo", "hông qua", "ông bố", "lập", "Lập")
"""Every label, and every verb of making, has one of these: plain searches spare most passages the patterns."""
_ENDS = re.compile(
    r"\s+(?:để|nhằm|bảo đảm|đảm bảo|theo quy định|theo đúng|trước ngày|trong tháng|trong quý|hoàn thành|trình|chậm nhất|này|phù hợp)\b"
)


def find_product(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where ``text[start:end]`` names what is to be delivered."""
    match = _LABEL.search(text, start, end) if mentions(text, start, end, _LABELS) else None
    if not match:
        made = first_of(text, start, end, _MAKING)
        match = _MADE.search(text, max(start, made - 1), end) if made >= 0 else None
    if not match:
        return None
    first, last = match.span("what")
    stop = _ENDS.search(text, first, last)
    last = stop.start() if stop else last
    return (first, last) if last - first > 3 else None
