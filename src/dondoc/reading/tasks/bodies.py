"""The names of bodies where they stand: where one ends, and how a list of them splits.

"Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ và Công an tỉnh chủ trì"   three
"UBND các xã, phường, đặc khu"                                        one: a list under one head
"các sở, ban, ngành liên quan"                                        three
"Thủ trưởng các sở, ban, ngành"                                       one
"Các Bộ: Quốc phòng, Công an"                                         "Bộ Quốc phòng", "Bộ Công an"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dondoc.reading.data import table
from dondoc.reading.script.letters import UPPER
from dondoc.reading.tasks.lexicon import phrase_at, second_syllables, syllable_at

_LETTERS = r"[^\W\d_]"
_CAP = rf"(?=[{UPPER}]){_LETTERS}+"
_PLACE_WORD = r"(?:tỉnh|[Tt]hành phố|TP\.?|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu|thôn|khu phố|khu vực|liên tỉnh|địa phương)"
_PLACES = re.compile(
    rf" +(?:của +)?(?:(?:các|cấp|toàn|từng|mỗi) +)?{_PLACE_WORD}(?![^\W\d_])"
    rf"(?:(?: *(?:,|/|và) *| +(?=thành phố ))(?:các +|cấp +)?{_PLACE_WORD}(?![^\W\d_])(?! +(?:phối hợp|chủ trì)\b))*"
)
_PLACE_NAMES = re.compile(rf"(?<=[^\W\d_])(?: *, +| +và +){_CAP}(?: +{_CAP})*(?= *(?:,|và|;|\.| [^\W\d_A-Z]))")
_LEVELS = re.compile(
    r" +(?:các cấp|cùng cấp|cấp (?:tỉnh|huyện|xã|trên|dưới|cơ sở|sở|thành phố|quân khu|bộ|cục|trường|phòng|đội|trung ương"
    r"|Trung ương)|trung ương|Trung ương)(?: +(?:trực tiếp|và cấp \w+))?(?![^\W\d_])"
)
_PROPER = re.compile(
    rf"(?: +(?!T[Pp]\.)(?:{_CAP}(?:&{_CAP})*|[IVX]+\b|(?!(?:19|20)\d\d)\d{{1,4}}\b(?! *%))(?: +(?!T[Pp]\.)(?:{_CAP}|[IVX]+\b))*)"
)
_JOINED = re.compile(
    rf" +& +{_CAP}| *(?:-|–) *(?!Cơ quan|Đơn vị|cơ quan|đơn vị){_LETTERS}+| +và +{_CAP}|, +{_CAP}(?=[^.;:]{{0,40}}? +và +{_CAP})"
)
_RANGE = re.compile(rf" +từ +{_CAP}(?: +{_CAP})* +đến +{_CAP}(?: +{_CAP})*")
_MODIFIERS = re.compile(
    r" +(?:có liên quan|liên quan|khác|chức năng|có chức năng|chuyên môn|sự nghiệp(?: công lập| công)?|có thẩm quyền|xây dựng Đảng|"
    r"chính trị(?: *- *xã hội)?|xã hội(?: *- *nghề nghiệp)?|nêu trên|nói trên|ở trên|trên địa bàn|đóng trên địa bàn|đầu mối|thường trực|"
    r"địa phương|thành viên|đoàn thể|phụ trách(?: công tác| lĩnh vực| bộ môn)?(?: [^\W\d_]+){1,4}?(?= *[,.;:(\n]| +và +[A-ZĐ]| *\Z)"
    r"|phụ trách lĩnh vực|phụ trách|phối hợp(?= có trách nhiệm)|báo chí"
    r"|truyền thông|thông tấn báo chí|vũ trang|"
    r"bảo vệ pháp luật|nhà nước|ngang bộ|ngang Bộ|chủ quản|chủ trì(?= có trách nhiệm)|cơ sở|quản lý nhà nước"
    r"|là tổ chức|ngoài công lập|công lập|tư thục|dân lập|phi chính phủ|quần chúng|ban ngành|nội ngành|đảng|kinh tế|trường học|"
    r"trực tiếp quản lý|quản lý cấp trên|đào tạo(?: sau đại học| Sau đại học)?|của tỉnh|của thành phố"
    r"|trong tỉnh|trong toàn tỉnh|tỉnh|thành phố|"
    r"y tế|giáo dục|chính quyền|ngành|(?:của|ở) địa phương|các tỉnh|nhân dân|chủ rừng|doanh nghiệp nhà nước"
    r"|sử dụng ngân sách|hành chính|văn phòng|thư viện|y tế học đường|ven biển|miền núi|biên giới|vùng cao"
    r"|trong ngành(?: [^\W\d_]+){1,3}?"
    r"(?= (?:tập trung|khẩn trương|chủ động|thực hiện|nghiêm túc|tiếp tục|tăng cường|phối hợp)\b| *[,;:]| có trách nhiệm)"
    r"|(?:trong|trên) cả nước|trong hệ thống chính trị|trong hệ thống hành chính [Nn]hà nước|trong toàn (?:ngành|tỉnh|quốc))(?![^\W\d_])"
)
_NARROWED = re.compile(
    r" +(?:có liên quan|liên quan|nêu trên|nói trên|trên địa bàn|đóng trên địa bàn|có thẩm quyền|(?:của|ở|tại) địa phương|ven biển"
    r"|miền núi|biên giới|vùng cao|trực tiếp quản lý(?= gửi| để))(?![^\W\d_])"
)
"""What may narrow a proper name; more would take the duty that follows for a part of it."""
_HAVING = re.compile(
    r" +có(?! trách nhiệm| nhiệm vụ)(?:(?: [^\W\d_]+){1,2}"
    r"(?= +(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|chủ động|tổ chức|căn cứ|khẩn trương)(?![^\W\d_]))"
    r"|(?: [^\W\d_]+){3,8}?(?= +(?:có trách nhiệm|chịu trách nhiệm|chủ động|khẩn trương|thường xuyên|tiếp tục|phải)(?![^\W\d_])))"
)
"""'UBND các xã' + ' có rừng' before a duty."""
_GIVEN = re.compile(
    r" +(?:được (?:giao|phân công|phân bổ|ủy quyền|phân cấp|thụ hưởng)|chủ trì, quản lý|có tên)\b"
    r"[^.;:]{0,110}?(?= +(?:có trách nhiệm|chịu trách nhiệm|chủ động|phải|căn cứ|cần|khẩn trương|tiếp tục"
    r"|báo cáo|nêu tại|theo Kế hoạch|tổ chức triển khai)\b| *:)"
)
_GIVEN_SHORT = re.compile(
    r" +được (?:giao|phân công|ủy quyền|phân cấp)(?= +(?:chủ trì|thực hiện|xây dựng|phụ trách|tổ chức|theo dõi"
    r"|quản lý|tham mưu)(?![^\W\d_]))"
)
"""'Giáo viên' + ' được phân công' where the duty follows at once."""
_INSPECTS = re.compile(
    r"(?:(?<=đoàn thanh tra)|(?<=đoàn kiểm tra)|(?<=đoàn giám sát))(?:, (?:thanh tra|kiểm tra|giám sát))*"
    r"(?: (?:thuế|liên ngành|chuyên ngành|công vụ))?(?![^\W\d_])"
)
_PARTY = ("đảng ủy", "đảng uỷ", "chi bộ", "đảng bộ", "cấp ủy", "cấp uỷ")
_PARTY_COMMITTEE = ("Đảng ủy", "Đảng uỷ")
_INSPECTION = frozenset({"ra", "át"})
_UNDER = re.compile(r" +(?:(?:trực +)?thuộc|của) +(?=[^\W\d_])")
_UNDER_CENTRE = re.compile(
    r" +(?:(?:trực +)?thuộc +(?:Trung ương|trung ương|tỉnh|thành phố|Bộ|bộ|phạm vi quản lý|Chương trình|đơn vị)"
    r"|của +(?:Trung ương|trung ương))(?![^\W\d_])"
)
_MANY = re.compile(
    r" +các +(?!biện pháp|giải pháp|nội dung|vấn đề|nhiệm vụ|khó khăn|kiến nghị|kết quả|trường hợp|hồ sơ|quy định|văn bản|chính sách|cơ chế"
    r"|chủ trương|điều kiện|công việc|hoạt động|ý kiến|đề xuất)(?=[^\W\d_])"
)
"""'Làng Văn hóa' + ' các dân tộc', and not what is reported to it."""
_ARTICLE = re.compile(
    r"(?:(?:[Tt]ất cả|[Tt]oàn thể) +)?(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Tt]ừng|[Mm]ột số) +|[Đđ]ồng chí +|[Đđ]/c +|[Qq]uý +|[Tt]hầy +"
    r"|[Cc]ô +|[Ôô]ng +|[Bb]à +"
)
_ARTICLES = frozenset(["tất", "toàn", "các", "những", "mỗi", "từng", "một", "đồng", "đ", "quý", "thầy", "cô", "ông", "bà"])
"""First syllables of an article, in lower case."""
_ONE_PERSON = re.compile(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à) ")
_PERSON_LETTERS = frozenset("ĐđÔôBb")
_ALSO = re.compile(rf" *[,–-] *(?={_CAP})")
_SPECIALIST = re.compile(rf"(?:Công chức|Cán bộ|Chuyên viên|Nhân viên|Viên chức) (?={_CAP})")
"""'Công chức Tài chính - Kế toán' is one post."""
_MANY_OF = ("các ", "Các ", "những ", "Những ", "Thủ trưởng các ", "thủ trưởng các ")
_CLASSES = frozenset({"class", "many"})
_SEPARATOR = re.compile(r" *[,;] *(?:và +|cùng +)?| +và +(?:của +)?| *& *| +cùng +(?:với +)?(?=[^\W\d_])")
_GROUP = re.compile(
    r"(?:[Cc]ác +)?(?P<head>Bộ|Sở|Ban|sở|bộ|tỉnh|Cục|Vụ|thành phố|Giám đốc (?:các )?[Ss]ở)(?: *, *(?:cơ quan"
    r"|ngành|ban, ngành|cơ quan ngang [Bb]ộ))* *: *"
)
_GROUP_LETTERS = frozenset("CcBbSstVG")
_ENDS_FIELD = re.compile(rf" *[,;.:)]| +(?:và|theo|chủ|khẩn)(?!{_LETTERS})| *\Z")
_ORGANISATION_NOUN = re.compile(
    r"tổ chức(?: *[,;.:)]| +(?:có liên quan|liên quan|chính trị|xã hội|đảng|khác|và|đoàn thể|thuộc|trực thuộc"
    r"|thành viên|trên địa bàn|hội)\b| *\Z)",
    re.I,
)
_PAREN = re.compile(r" *\([^()]{2,40}\)(?= *,| +và )")
_COMPOUNDS = re.compile(r" +(?:số \d{1,3}(?![\d/])|Chương trình|Công trình|Trung cấp|chương trình|quy trình)(?![^\W\d_])")
"""Words whose second syllable alone would be a verb of duty."""
_LAST_WORD = re.compile(rf"{_LETTERS}+\Z")
_CITY = re.compile(rf" +(?:TP|Tp|TX|Tx)\. ?{_CAP}(?: +{_CAP})*")
_BARE_UNDER = re.compile(r" +(?:thuộc(?:,| và) trực thuộc|trực thuộc|của (?:Đảng|Nhà nước)(?: và Nhà nước)?)(?![^\W\d_])")
_IN_CHARGE = re.compile(r" +phụ trách(?: lĩnh vực)?(?: [^\W\d_]+){1,3}?(?= +(?:chỉ đạo|chủ trì|trực tiếp|theo dõi|xem xét)(?![^\W\d_]))")
"""'Phó Chủ tịch' + ' phụ trách văn xã' before a duty."""
_OF_GROUP = re.compile(
    r"(?: +khác)? +(?:(?:trong|của) )?(?:tiểu ban|ban|tổ|đoàn|hội đồng)"
    r"(?: (?:chỉ đạo|tổ chức|giúp việc|công tác|kiểm tra|giám sát|soạn thảo|biên tập))?"
    r"(?![^\W\d_])| +khác(?![^\W\d_])"
)
"""'Các thành viên' + ' khác trong tiểu ban'."""
_LINK = re.compile(r" +(?:của +)?")
_COMMA = re.compile(r", *| +và +")
_WORD = re.compile(rf" +{_LETTERS}+")
_JOINTS = frozenset(",-–")
_JOINT_STARTS = (" v", ",", " -", "-", " –", "–", " &", "  ")
NAMED = frozenset({"name", "office"})
"""Heads that begin the name of one body, not of a class."""
MAX_WORDS = 16
"""A name is not longer than this many loose syllables; past it the grammar has lost its way."""


@dataclass(slots=True)
class Name:
    """The name of a body in a text: `text` as it is to be shown (a shared head written out), and where it stands."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Head:
    """The word that begins a name: where it ends, its class, and whether 'các' stands before it."""

    start: int
    end: int
    kind: str
    article: bool


@cache
def _heads() -> dict[str, list[tuple[str, str]]]:
    """First syllable → (head, class), longest first; 'many' is a class that needs 'các' before it."""
    kinds: dict[str, str] = {}
    for row in table("bodies"):
        kind = row["class"] if row["class"] != "class" or row["bare"] else "many"
        kinds[row["head"]] = kind
        if row["class"] == "class":
            kinds.setdefault(row["head"][0].upper() + row["head"][1:], kind)
    by_first: dict[str, list[tuple[str, str]]] = {}
    for head, kind in kinds.items():
        by_first.setdefault(syllable_at(head, 0), []).append((head, kind))
    for heads in by_first.values():
        heads.sort(key=lambda item: -len(item[0]))
    return by_first


def _head_at(text: str, at: int) -> _Head | None:
    """The head of a name at `at`, with 'các', 'đồng chí' before it."""
    spot, first = at, syllable_at(text, at)
    while True:
        for head, kind in _heads().get(first, ()):
            end = spot + len(head)
            if text.startswith(head, spot) and not text[end : end + 1].isalnum():
                return _Head(spot, end, kind, spot > at)
        article = _ARTICLE.match(text, spot) if first.lower() in _ARTICLES else None
        if article is None:
            return None
        spot = article.end()
        first = syllable_at(text, spot)


@cache
def _fields() -> dict[str, list[str]]:
    """First syllable → fields, longest first."""
    by_first: dict[str, list[str]] = {}
    for field in sorted((row["field"] for row in table("fields")), key=len, reverse=True):
        by_first.setdefault(syllable_at(field, 0), []).append(field)
    return by_first


def _past_field(text: str, end: int) -> int | None:
    """Past the field of a ministry or a department: 'Sở' + ' Y tế'; None where the table has none that stands there."""
    at = end
    while text.startswith(" ", at):
        at += 1
    for field in _fields().get(syllable_at(text, at), ()) if at > end else ():
        if text.startswith(field, at) and not text[at + len(field) : at + len(field) + 1].isalpha():
            return at + len(field)
    return None


_BRANCHED = ("ngành", "cơ quan")


@cache
def _branch() -> re.Pattern[str]:
    """' công thương', ' y tế' after 'ngành'."""
    fields = sorted((row["field"].lower() for row in table("fields")), key=len, reverse=True)
    return re.compile(r"(?:(?<=ngành)|(?<=cơ quan)) +(?:" + "|".join(map(re.escape, fields)) + r")(?![^\W\d_])")


@cache
def _field_list() -> re.Pattern[str]:
    """One field in a list under a shared head; a field the table does not know runs from a capital to the next separator."""
    fields = sorted((row["field"] for row in table("fields")), key=len, reverse=True)
    return re.compile(
        r"(?:" + "|".join(map(re.escape, fields)) + rf")(?![^\W\d_])|{_CAP}(?: +(?!và\b){_LETTERS}+){{0,3}}(?= *[,;.)]| +và\s| *\Z)"
    )


@cache
def _bare_group() -> re.Pattern[str]:
    """'Các bộ Xây dựng, Tài chính': a group without its colon, where two fields that the table has follow."""
    fields = "|".join(re.escape(row["field"]) for row in sorted(table("fields"), key=lambda row: -len(row["field"])))
    return re.compile(rf"[Cc]ác +(?P<head>[Bb]ộ|[Ss]ở) +(?=(?:{fields})(?: *, *| +và +)(?:{fields})(?![^\W\d_]))")


def names_at(text: str, at: int, *, bare: bool = False) -> tuple[list[Name], int]:
    """The list of bodies that begins at `at`: (names, where it ends); no names where none begins there.

    With `bare`, any class of bodies may stand without 'các' ('phối hợp với ngân hàng thương mại'), as it may later in a list with one.
    """
    names: list[Name] = []
    end = at
    while True:
        group = _grouped(text, at)
        if group:
            found, stop = group
            names += found
        else:
            one = _name_end(text, at, first=not names, bare=bare or (bool(names) and names[-1].text.startswith(_MANY_OF)))
            if one is None:
                return names, end
            stop = _past_offices(text, at, one) if text[at] in _PERSON_LETTERS else one
            names.append(Name(text[at:stop], at, stop))
        end = stop
        paren = _PAREN.match(text, end)
        if paren and names:
            end = paren.end()
            names[-1] = Name(text[names[-1].start : end], names[-1].start, end)
        separator = _SEPARATOR.match(text, end)
        if not separator:
            return names, end
        at = separator.end()


def _past_offices(text: str, at: int, end: int) -> int:
    """Past the other offices of one person: 'Đồng chí Ủy viên Ban Thường vụ' + ', Chủ tịch Hội Nông dân xã'."""
    if not _ONE_PERSON.match(text, at):
        return end
    while joint := _ALSO.match(text, end):
        head = _head_at(text, joint.end())
        further = _name_end(text, joint.end(), first=False) if head and head.kind == "office" and not head.article else None
        if further is None:
            return end
        end = further
    return end


def _grouped(text: str, at: int) -> tuple[list[Name], int] | None:
    """'Các Bộ: Quốc phòng, Công an' → 'Bộ Quốc phòng', 'Bộ Công an'; a full name in the list stands for itself."""
    if text[at : at + 1] not in _GROUP_LETTERS:
        return None
    match = _GROUP.match(text, at) or _bare_group().match(text, at)
    if not match:
        return None
    head = match["head"][0].upper() + match["head"][1:] if match["head"] in {"bộ", "sở"} else match["head"]
    found: list[Name] = []
    spot = match.end()
    while True:
        full = None
        word = _field_list().match(text, spot)
        if not word or phrase_at(text, spot):
            full = _name_end(text, spot, first=False)
            if full is None:
                break
            found.append(Name(text[spot:full], spot, full))
        elif not _ENDS_FIELD.match(text, word.end()) and (full := _named_body(text, spot)) is not None and full > word.end():
            found.append(Name(text[spot:full], spot, full))
        else:
            full = word.end()
            found.append(Name(f"{head} {word[0]}", spot, full))
        separator = _SEPARATOR.match(text, full)
        if not separator:
            return found, full
        spot = separator.end()
    return (found, found[-1].end) if found else None


def _named_body(text: str, at: int) -> int | None:
    """End of a full name (not a bare field) at `at`."""
    head = _head_at(text, at)
    return _name_end(text, at, first=False) if head and head.kind in NAMED and head.end < len(text) else None


def _name_end(text: str, at: int, *, first: bool, bare: bool = False) -> int | None:
    head = _head_at(text, at)
    if head is None or _is_verb(text, head):
        return None
    if head.kind == "many" and not head.article and not bare and not _SPECIALIST.match(text, at):
        return None
    if text[head.start : head.end].lower() == "tổ chức" and not head.article and (first or not _ORGANISATION_NOUN.match(text, head.start)):
        return None
    return _PAST_HEAD[head.kind](text, head.end)


def _is_verb(text: str, head: _Head) -> bool:
    """Whether the head is only the beginning of a verb ('Ban hành'), or is one itself ('Thống kê đàn vật nuôi')."""
    verb = phrase_at(text, head.start, capital=True)
    if verb is None or verb[0] < head.end:
        return False
    if verb[0] > head.end:
        return True
    if head.kind not in NAMED or verb[1] != "duty":
        return False
    return not (_PLACES.match(text, head.end) or _inner_body(text, head.end) or _head_at(text, head.end + 1))


def is_class(name: Name) -> bool:
    """Whether `name` is a class of bodies ('các đơn vị', 'chính quyền địa phương') and not one body's own name."""
    head = _head_at(name.text, 0)
    return head is not None and head.kind not in NAMED


def _class_end(text: str, end: int) -> int:
    """Past what narrows a class: 'cơ quan, đơn vị' + ' có liên quan trên địa bàn tỉnh', 'đoàn thanh tra' + ', kiểm tra thuế'."""
    inspects = _INSPECTS.match(text, end) if text[end - 2 : end] in _INSPECTION else None
    if inspects:
        end = inspects.end()
    while True:
        branch = _branch().match(text, end) if text.endswith(_BRANCHED, 0, end) else None
        if branch:
            end = branch.end()
            continue
        if not _CLASS_GOES_ON.match(text, end):
            return end
        for pattern in _CLASS_PARTS:
            match = pattern.match(text, end)
            if match:
                end = match.end()
                break
        else:
            nested = _proper_end(text, end) if _PROPER.match(text, end) else _under(text, end) or _party_of(text, end)
            if nested is None:
                return end
            end = nested


def _party_of(text: str, end: int) -> int | None:
    """Past the bodies a party organisation belongs to: 'đảng ủy' + ' các bộ'."""
    many = _MANY.match(text, end) if text.endswith(_PARTY, 0, end) else None
    return _name_end(text, end + 1, first=False) if many else None


def _under(text: str, end: int) -> int | None:
    """Past 'thuộc Ủy ban nhân dân tỉnh', 'của Thành ủy'."""
    match = _UNDER.match(text, end)
    inner = _name_end(text, match.end(), first=False) if match else None
    if inner is None:
        match = _UNDER_CENTRE.match(text, end) or _BARE_UNDER.match(text, end)
        return match.end() if match else None
    return inner


def _office_end(text: str, end: int) -> int:
    """Past the body the office belongs to: 'Thủ trưởng' + ' các sở, ban, ngành', 'Chủ tịch' + ' UBND tỉnh', and a person's name."""
    field = _IN_CHARGE.match(text, end)
    if field:
        return field.end()
    group = _OF_GROUP.match(text, end)
    if group:
        return group.end()
    link = _LINK.match(text, end)
    inner = _name_end(text, link.end(), first=False) if link else None
    if inner is None:
        return _proper_end(text, end)
    end = inner
    while True:
        separator = _COMMA.match(text, end)
        if not separator:
            return end
        head = _head_at(text, separator.end())
        if head is None or head.kind not in _CLASSES or head.article or text[head.start].isupper() or _is_verb(text, head):
            return end
        end = _class_end(text, head.end)


def _proper_end(text: str, end: int) -> int:
    """Past a proper name: capitals, the lower-case syllables that follow them, fields, places."""
    loose = 0
    placed = False
    while loose < MAX_WORDS:
        spot = end + 1
        if not text.startswith(" ", end):
            joined = _past_joint(text, end) if text[end:spot] in _JOINTS else None
        elif text[spot : spot + 1].isupper() or text[spot : spot + 1].isdigit():
            joined = _past_field(text, end)
            placed = joined is not None
            if joined is None:
                inner = _inner_body(text, end)
                if inner is not None:
                    return inner
                match = _COMPOUNDS.match(text, end) or _CITY.match(text, end) or _PLACES.match(text, end)
                match = match or _LEVELS.match(text, end) or _PROPER.match(text, end)
                joined = match.end() if match else None
        else:
            goes_on = _GOES_ON.match(text, end) is not None
            place = (_PLACES.match(text, end) or _LEVELS.match(text, end)) if goes_on else None
            if place:
                end = _past_place_names(text, place.end()) if " các " in place[0] else place.end()
                placed = True
                continue
            joined = _past_field(text, end)
            if joined is None and goes_on:
                match = _COMPOUNDS.match(text, end) or _RANGE.match(text, end)
                joined = match.end() if match else None
            if joined is None:
                joined = _past_joint(text, end)
            if joined is None:
                word = None if placed else _WORD.match(text, end)
                if word and _is_loose(text, word):
                    end, loose = word.end(), loose + 1
                    continue
                joined = _past_narrowing(text, end) if goes_on else None
                if joined is not None:
                    end = joined
                    continue
            placed = False
        if joined is None:
            return end
        end = joined
    return end


def _past_joint(text: str, end: int) -> int | None:
    """Past ' - Thương binh', ' và Môi trường', ', Thể thao và' inside a name; None where a body of its own follows."""
    joined = _JOINED.match(text, end) if text.startswith(_JOINT_STARTS, end) else None
    return joined.end() if joined and not _starts_body(text, end, joined) else None


def _is_loose(text: str, word: re.Match[str]) -> bool:
    """Whether a lower-case word may belong to the name before it: it begins no duty and joins nothing.

    'Phòng Đào' + ' tạo': the second syllable of a word with a capital, though it is a verb by itself.
    """
    plain = word[0].strip()
    if plain in {"và", "các", "hoặc", "những"}:
        return False
    if phrase_at(text, word.end() - len(plain)) is None:
        return True
    if plain not in second_syllables():
        return False
    first = _LAST_WORD.search(text, max(0, word.start() - 12), word.start())
    if not first or not first[0][0].isupper():
        return False
    return phrase_at(f"{first[0].lower()} {plain}", 0) == (len(first[0]) + 1 + len(plain), "duty")


def _past_place_names(text: str, end: int) -> int:
    """Past the names of several places: 'các phường' + ' Bến Lở, Cầu Ván và An Khê'."""
    match = _PROPER.match(text, end)
    while match:
        end = match.end()
        match = _PLACE_NAMES.match(text, end)
        if match and _starts_body(text, end, match):
            match = None
    return end


def _past_narrowing(text: str, end: int) -> int | None:
    """Past ' có liên quan', ' các dân tộc', ' thuộc Bộ Y tế'; None where the name is over."""
    narrowed = _NARROWED.match(text, end) or _HAVING.match(text, end)
    if narrowed:
        return narrowed.end()
    many = _MANY.match(text, end)
    if many and text.endswith(_PARTY_COMMITTEE, 0, end):
        return _name_end(text, end + 1, first=False)
    if many and _head_at(text, many.end()) is None and phrase_at(text, many.end()) is None:
        return many.end() - 1
    return _under(text, end)


def _inner_body(text: str, end: int) -> int | None:
    """End of the body named inside a name: 'Văn phòng' + ' Ban Chỉ đạo phòng thủ dân sự quốc gia'."""
    spot = end + 1
    if not text.startswith(" ", end) or not text[spot : spot + 1].isupper():
        return None
    head = _head_at(text, spot)
    if head is None or head.kind not in NAMED or head.article or _past_field(text, end) is not None:
        return None
    return _PAST_HEAD[head.kind](text, head.end)


def _starts_body(text: str, end: int, match: re.Match[str]) -> bool:
    """Whether what joins on is a body of its own: '… và Công an tỉnh', ', Sở Nội vụ và …'."""
    if text[end : match.end()].lstrip()[:1] in "-–":
        return False
    separator = _SEPARATOR.match(text, end)
    if not separator:
        return False
    head = _head_at(text, separator.end())
    return head is not None and head.kind in NAMED


def _any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """Whether one of `patterns` stands somewhere: where none does, one question in place of as many as there are patterns."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


_GOES_ON = _any_of(_PLACES, _LEVELS, _COMPOUNDS, _RANGE, _NARROWED, _HAVING, _MANY, _UNDER, _UNDER_CENTRE, _BARE_UNDER)
"""What may follow in a proper name before a small letter."""
_CLASS_PARTS = (_GIVEN, _GIVEN_SHORT, _HAVING, _MODIFIERS, _LEVELS, _PLACES)
"""What may narrow a class, in the order in which it is tried."""
_CLASS_GOES_ON = _any_of(*_CLASS_PARTS, _PROPER, _UNDER, _UNDER_CENTRE, _BARE_UNDER, _MANY)

_PAST_HEAD = {"name": _proper_end, "office": _office_end, "class": _class_end, "many": _class_end}
"""Class of a head → where the name it begins ends."""
