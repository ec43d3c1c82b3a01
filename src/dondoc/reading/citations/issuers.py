"""The body that issued a cited document, where the text names it with the citation.

    "… của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quy định …"   Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch
    "… của Chính phủ Quy định giao nhiệm vụ …"                    Chính phủ
    "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số …"         Giám đốc Sở Y tế

A name runs over capitalised words, the second syllable after one, and the lower-case words that stand inside names
(``data/issuer_words.tsv``); it ends before the verb of the title, before another kind of document, and before another body after a comma.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dondoc.reading.casing import UPPER
from dondoc.reading.citations.dates import FoundDate, read_date
from dondoc.reading.data import table

LIMIT = 160
"""Characters after which a name is given up."""
_ORDINAL = "hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_ISSUER = re.compile(r",? ?(?:của|CỦA|do) (?:(?:các|đồng chí|liên) |[“\"'‘])?|,? (?=Hội nghị (?:lần|Trung ương))")
_ISSUER_STARTS = (" của ", " do ", ", ", " CỦA ", " Hội nghị ", "của ", "CỦA ", "do ", ",")
"""What it begins with: asked first, it spares most citations the pattern."""
_LEVEL = "tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu|quốc gia|Trung ương|trung ương|cấp|các cấp|của|nhà nước|Nhà nước"
"""What follows the field in the name of a committee: where it works."""
_TITLE = (
    r"(?:Quy (?:định|chế|trình)|Ban hành|Phê duyệt|Hướng dẫn|Sửa đổi|Về|V/v|Công bố|Bãi bỏ|Thành lập|Triển khai|Tăng cường|Phân cấp|Giao|"
    r"Sau|Theo|Căn cứ|Thực hiện|Kính gửi|Nơi nhận|Điều \d)"
)


@cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("issuer_words") if row["sort"] == sort)


@cache
def _grammar() -> re.Pattern[str]:
    inside = "|".join(sorted(map(re.escape, _words("inside")), key=len, reverse=True))
    before = "|".join(sorted(map(re.escape, _words("before")), key=len, reverse=True))
    stop = "|".join(sorted(map(re.escape, _words("stop")), key=len, reverse=True))
    kinds = "|".join(sorted((row["kind"] for row in table("kinds")), key=len, reverse=True))
    heads = "|".join(sorted(map(re.escape, _words("head")), key=len, reverse=True))
    pairs = "|".join(sorted(map(re.escape, _words("pair")), key=len, reverse=True))
    cap = rf"[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})+|(?!{_TITLE}(?!\w))[{UPPER}][\w&.]*\w|[{UPPER}]"
    second = rf"(?:(?:(?<=[^\W\d_{UPPER}])|(?<= Y)) (?!(?:{stop}|khu vực|khu công nghiệp|khu kinh tế)(?!\w))[^\W\d_{UPPER}]+)?"
    small = rf" (?!(?:{stop})(?!\w))[^\W\d_{UPPER}]+,?"
    committee = rf"(?:{'|'.join(sorted(_words('committee'), key=len, reverse=True))})(?:{small}){{1,12}}?(?= (?:{_LEVEL})(?!\w))"
    word = rf"(?:{committee}|(?:{cap})(?!\w){second})"
    link = (
        rf"(?:(?:(?<=TP)\.|(?<=Tp)\.)? |(?<=[^\W\d_{UPPER}])(?=[{UPPER}])"
        rf"|(?:, (?!(?:{heads})(?!\w))| ?[-–] | và )(?!(?:{kinds})(?!\w)))"
    )
    then = (
        rf"(?:, (?:{pairs})(?!\w)|{link}{word}"
        rf"| (?:{inside})(?!\w)(?: (?:[IVX]+|\d+|{_ORDINAL})(?!\w))?"
        rf"|(?<=ội đồng) trường(?! hợp)|(?<=[ủụ][yỷ]) các cơ quan(?= [Đđ]ảng)"
        rf"| (?:{before})(?= [{UPPER}][^\W\d_{UPPER}]))"
    )
    return re.compile(rf"(?:liên )?{word}{then}*")


def read_body(text: str, at: int) -> int:
    """The end of the name of the body that starts at `at`; `at` itself where none does."""
    match = _grammar().match(text, at, at + LIMIT)
    return match.end() if match else at


def read_issuer(text: str, at: int) -> tuple[int, int] | None:
    """Start and end of the name after ``của`` at `at` (a Party conference may follow without it)."""
    match = _ISSUER.match(text, at) if text.startswith(_ISSUER_STARTS, at) else None
    if not match:
        return None
    end = read_body(text, match.end())
    return (match.end(), end) if end > match.end() else None


_GLUED = re.compile(rf"(?<=[^\W\d_{UPPER}])(?=[{UPPER}])")


@lru_cache(maxsize=4096)
def spaced(name: str) -> str:
    """`name` with the space put back between two words run together: ``Bộ trưởngBộ Y tế``."""
    return _GLUED.sub(" ", name)


_PROPOSED = re.compile(r"(?:đề nghị|ý kiến|chỉ đạo|kết luận|báo cáo|yêu cầu|kiến nghị|quyết định)[^.;:]{0,30}? của |; của |^của |[,;] của ")
_AT = re.compile(
    r"(?:(?: đã| có)*(?: báo cáo| đề nghị| đề xuất| kiến nghị| chỉ đạo| yêu cầu"
    r"| hướng dẫn| thông báo| kết luận| ý kiến| trình| giao)* tại| \((?:tại )?) ?\Z"
)
_DAY_REACH = 40
"""Characters before a body in which the day stands."""
_DAY_BEFORE = re.compile(r"(?P<day>[Nn]gày [^,;:]{3,32}),? \Z")
_BY = re.compile(r"(?: đã| vừa| mới)? (?:có|ban hành|gửi|trình|ký|ra)(?: ban hành)? \Z")


def proposer(text: str, floor: int, at: int) -> tuple[int, int] | None:
    """The body that brought a document in: ``Theo đề nghị của <body> tại`` before the kind at `at`."""
    window = text[floor:at]
    tail = window.removesuffix("các ").removesuffix("một số ")
    tai = _AT.search(tail)
    if tai:
        end = floor + tai.start()
        for match in reversed(list(_PROPOSED.finditer(window))):
            start = floor + match.end()
            if read_body(text, start) == end:
                return start, end
        return _before(text, floor, end)
    by = _BY.search(tail)
    return _before(text, floor, floor + by.start()) if by else None


def day_before(text: str, issuer: tuple[int, int], at: int) -> FoundDate | None:
    """``Ngày 22/10/2026, <body> ban hành`` before the kind at `at`: the day on which the body at `issuer` issued it."""
    if not _BY.fullmatch(text, issuer[1], at):
        return None
    begin = max(0, issuer[0] - _DAY_REACH)
    match = _DAY_BEFORE.search(text[begin : issuer[0]])
    day = read_date(text, begin + match.start("day")) if match else None
    return day if day and not text[day.end : issuer[0]].strip(" ,") else None


def inner_issuer(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The body between a kind and ``số``: ``các Nghị quyết của Bộ Chính trị: số …``; `start`: where the kind ends."""
    found = read_issuer(text, start)
    return found if found and not text[found[1] : end].strip(" :,") else None


_CLAUSE = re.compile(r"(?:\A|[.;,:] |\) ?[-–] | và | được | do |(?<=/\d{4}) |(?<=năm \d{4}) )(?=[^\W\d_])")


def _before(text: str, floor: int, end: int) -> tuple[int, int] | None:
    """The body whose name ends at `end`, as a subject: at the start of a sentence or clause."""
    floor = max(floor, end - LIMIT)
    starts = (floor + match.end() for match in _CLAUSE.finditer(text[floor:end]))
    return next(((start, end) for start in starts if start < end and _opens(text, start) and read_body(text, start) == end), None)


def _opens(text: str, at: int) -> bool:
    """Whether the words at `at` are a body's and not just any that open a sentence (``Nội dung tại …``): a known head, or capitals."""
    first = text[at : at + 40].split(" ", 2)
    return first[0] in _first_words() or (len(first[0]) > 1 and first[0].isupper())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split(" ")[0] for sort in ("head", "pair", "committee") for word in _words(sort)) | {"Liên", "Các", "Đồng"}
