"""To whom the result is to be reported (domain notes on tasks, section 4).

"báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12"                 Ủy ban nhân dân tỉnh
"gửi Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh"                  Sở Nội vụ: the one who compiles, not the final reader
"báo cáo kết quả về Công an tỉnh (qua Phòng …)"                 Công an tỉnh
"phản ánh về Sở Tài chính", "phản hồi về Ban Chỉ đạo"           Sở Tài chính; Ban Chỉ đạo
"trình Ủy ban nhân dân tỉnh phê duyệt"                          nobody: the submission of a draft
"""

from __future__ import annotations

import re

from dondoc.reading.script.search import first_of, mentions
from dondoc.reading.tasks.bodies import Name, names_at

_RECIPIENT = r"(?:\s+(?:về|cho|với|đến|tới|lên|gửi(?:\s+về)?))?"
_REPORT = re.compile(
    r"(?<![^\W\d_])(?P<verb>[Bb]áo cáo(?:(?:,| và)\s*(?:đề xuất|kiến nghị|tham mưu|xin ý kiến|giải trình|đề nghị))*)"
    r"(?P<link>" + _RECIPIENT + r")\s+"
)
_SENT = re.compile(
    r"(?<![^\W\d_])(?P<verb>(?:[Gg]ửi|[Gg]ởi|[Nn]ộp|[Pp]hản ánh|[Pp]hản hồi|[Pp]hản ảnh|[Bb]áo cáo"
    r"|[Tt]ổng hợp)(?:\s+(?:báo cáo|kịp thời|kết quả|hồ sơ|văn bản|ý kiến|đăng ký))*)(?![^\W\d_])"
)
_TOWARDS = re.compile(r"\s(?:gửi\s+|nộp\s+)?(?P<link>về|cho|gửi|đến|với)\s+")
_CLAUSE_END = re.compile(r"[.;:]")
MAX_OBJECT = 120
"""What is reported is not longer (characters)."""
_HABIT = re.compile(r"chế độ\s+(?:thông tin,?\s+)?\Z")
"""'thực hiện chế độ thông tin báo cáo về X' is a duty to report."""
_WITH_OTHERS = re.compile(r"(?:phối hợp|cùng|so|đối|liên quan|gắn|kết hợp|trao đổi|làm việc|thống nhất|phù hợp|đồng bộ|chặt chẽ)\s*\Z")
_SEND_TO = re.compile(
    r"(?<![^\W\d_])(?P<verb>[Gg]ửi|[Gg]ởi)(?:\s+(?:báo cáo|kết quả|hồ sơ|danh sách|văn bản))?\s+(?:về\s+|cho\s+)?(?=[^\W\d_])"
)
_COMPILED = re.compile(
    r"[^.;:]{0,60}?(?:tổng hợp|theo dõi|xem xét|báo cáo|chỉ đạo|trước ngày|chậm nhất|trong tháng|phê duyệt"
    r"|quyết định|qua )"
)
_DRAFT = re.compile(r"trình\s+(?P<whom>[^.;:]{4,60}?)\s+để\s+(?:kịp thời\s+)?(?:tổng hợp\s*,?\s*)?báo cáo\s")
_AUTHORITY = re.compile(
    r"(?:các\s+)?(?:cơ quan|cấp|người)(?:\s+có)?\s+thẩm quyền|cấp trên(?: trực tiếp)?|cấp ủy cùng cấp|Thủ tướng"
    r"|Chính phủ, Thủ tướng Chính phủ"
)
_WORDS = ("áo cáo", "ửi ", "ởi ", "ộp ", "hản ", "ổng hợp", "trình ")
"""Every duty to report has one of these."""
_SEND_WORDS = ("ửi", "ởi")
_SENDING = (*_SEND_WORDS, "ộp", "hản", "áo cáo", "ổng hợp")
_LINKS = ("về", "cho", "gửi", "đến", "với")
"""What is sent has one of these before whom it is sent to."""
_RESULT = re.compile(r"báo cáo|kết quả|hồ sơ|ý kiến|số liệu|danh sách|đăng ký|đề xuất|nhu cầu|kế hoạch|dự toán", re.I)
_NOT_A_DUTY = re.compile(
    r"(?:chế độ|mẫu|biểu mẫu|nội dung|số liệu|hệ thống|thông tin|đề cương|theo|các|những|bản|buổi|nghe|Nghe|nghiên cứu|xét)\s+\Z"
)


def find_report_to(text: str, start: int, end: int) -> Name | None:
    """The body the words ``text[start:end]`` say the result is reported or sent to."""
    if not mentions(text, start, end, _WORDS):
        return None
    found = [item for item in (_reported(text, start, end), _sent(text, start, end), _handed_up(text, start, end)) if item]
    return min(found, key=lambda name: name.start) if found else None


def _whole(text: str, at: int) -> Name | None:
    """The list of bodies at `at` as one name: 'Bộ Công an, UBND tỉnh'."""
    authority = _AUTHORITY.match(text, at)
    names, stop = names_at(text, at)
    if authority and (not names or authority.end() > stop):
        return Name(authority[0], at, authority.end())
    if not names:
        return None
    return Name(text[at:stop], at, stop)


def _reported(text: str, start: int, end: int) -> Name | None:
    first = text.find("áo cáo", start, end)
    if first < 0:
        return None
    for match in _REPORT.finditer(text, max(start, first - 1), end):
        if _NOT_A_DUTY.search(text, start, match.start()) and not (match["link"] and _HABIT.search(text, start, match.start())):
            continue
        name = _whole(text, match.end())
        if name and name.end <= end:
            return name
    return None


def _sent(text: str, start: int, end: int) -> Name | None:
    first = first_of(text, start, end, _SENDING)
    if first < 0:
        return None
    first = max(start, first - 1)
    for match in _SENT.finditer(text, first, end) if mentions(text, first, end, _LINKS) else ():
        if _NOT_A_DUTY.search(text, start, match.start()):
            continue
        verb = match["verb"].lower()
        stop = _CLAUSE_END.search(text, match.end(), end)
        upto = min(stop.start() if stop else end, match.end() + MAX_OBJECT)
        for link in _TOWARDS.finditer(text, match.end(), upto):
            what = text[match.end() : link.start()]
            if not _leads_to(link["link"], verb, what):
                continue
            name = _whole(text, link.end())
            if name and name.end <= end:
                return name
            if verb.startswith(("gửi", "gởi", "nộp")):
                break
    for match in _SEND_TO.finditer(text, first, end) if mentions(text, first, end, _SEND_WORDS) else ():
        name = _whole(text, match.end())
        if name and name.end <= end and _COMPILED.match(text, name.end, end):
            return name
    return None


def _leads_to(link: str, verb: str, what: str) -> bool:
    """Whether who stands behind `link` is the one `verb` reports `what` to."""
    if "để báo cáo" in what or (verb.startswith("tổng hợp") and "báo cáo" not in what + verb):
        return False
    if verb.startswith(("gửi", "gởi")) and not _RESULT.search(verb + what):
        return False
    if link == "với":
        return verb.startswith(("phản ánh", "báo cáo")) and not _WITH_OTHERS.search(what)
    return link != "cho" or verb.startswith(("báo cáo", "gửi", "nộp"))


def _handed_up(text: str, start: int, end: int) -> Name | None:
    """'trình Đảng ủy X để báo cáo Ban Y': the result goes to X."""
    match = _DRAFT.search(text, start, end) if mentions(text, start, end, ("trình",)) else None
    return _whole(text, match.start("whom")) if match else None
