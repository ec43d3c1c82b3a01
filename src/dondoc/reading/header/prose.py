"""What the running text says of the document itself, where there is no heading to read it from.

    "(Cổng TTĐT) - Ban Thường vụ Thành ủy vừa ban hành Công văn số 45-CV/TU về …"      a page of a portal
    "Ngày 22/10/2026, UBND tỉnh ban hành Kế hoạch số 18/KH-UBND về việc …"             the same, with the day
    "Kế hoạch số 18/KH-UBND vừa được tỉnh ban hành …"                                  the same, turned round
    "Phó Chủ tịch Lê Thị Sen vừa ký Chỉ thị số 3/CT-UBND của UBND tỉnh về …"           one signs, another body issues
    "Thông báo số 42-TB/ĐU" / "Kết luận của Thường trực Đảng ủy về …"                  number and title on the first lines
    "Thực hiện …, Ban Thường trực xây dựng kế hoạch giám sát …, cụ thể như sau:"       a plan without its top
    "Hội đồng nhân dân ban hành Nghị quyết Quy định …"                                 an act without its top
    "Nghị quyết này đã được Hội đồng nhân dân tỉnh An Phú Hà khóa X, … thông qua ngày 11 tháng 5 năm 2026."
    "Ban Giám đốc Công ty thông báo lịch nghỉ Tết như sau:"                            a notice without a letterhead
    "PHÊ DUYỆT ĐỀ ÁN …" / "CHỦ TỊCH UBND TỈNH" / "Căn cứ …" / "QUYẾT ĐỊNH:"            a decision whose top is lost
    "(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày … của UBND tỉnh)"                its number, from its own annex
"""

from __future__ import annotations

import re
from itertools import pairwise

from dondoc.reading.casing import LOWER, UPPER, is_capitals, sentence_case
from dondoc.reading.citations.dates import FoundDate, read_date
from dondoc.reading.citations.issuers import proposer, read_body, read_issuer
from dondoc.reading.citations.kinds import kind_before
from dondoc.reading.citations.numbers import MARKER, Number, kind_of_code, read_number
from dondoc.reading.header.lines import LONG, PLACE_DATE, Draft, Line, kinds, opens_with, words

NEWS_LINES = 8
"""Paragraphs in which a page says which document it reports."""
NEWS_REACH = 400
"""Characters of a paragraph in which it says so."""
ENACTING_LINES = 60
"""Paragraphs in which ``<body> ban hành <kind> …`` stands: behind the bases."""
LAST_LINES = 24
"""Paragraphs from the end in which place and date stand, below the text."""
CLOSING_LINES = 40
"""Paragraphs from the end in which ``<kind> này được … thông qua`` stands."""
_NUMBER = re.compile(MARKER)
_ISSUED = re.compile(r" (?:(?:vừa|mới|đã)(?: có| ký| gửi| phát đi| ra)?(?: ban hành)?|(?:ký )?ban hành|ký|ra) \Z")
_ISSUED_BY = re.compile(r",? (?:vừa|mới|đã) được (?P<body>[^,.;:]{2,80}?) (?:ký )?ban hành(?!\w)")
_PERSON = re.compile(rf"(?<=\w) (?=(?P<name>(?P<surname>[{UPPER}][{LOWER}]*)(?: [{UPPER}][{LOWER}]*){{2,3}})\Z)")
"""A full name of three or four syllables behind an office."""
_DAY_BEFORE = re.compile(r"(?:\A|\) ?[-–] |[.,] )(?P<day>[Nn]gày [^,]{3,24}), \Z")
_OPENING = re.compile(
    r"(?:.*(?:\) ?[-–]|\.) )?(?:(?:mới đây|vừa qua|hôm nay|sáng|chiều|tối),? )?(?:ngày [^,]{3,24}, )?\Z", re.IGNORECASE
)
"""What may stand before the body in the sentence that reports: the page's name, a day."""
_YEAR = re.compile(r" (?:năm )?(?:19|20)\d\d(?![\d/])")
_ABOUT = re.compile(r",? ?(?=(?:về việc|V/v|về) )")
_ABOUT_ANYWHERE = re.compile(r"(?:về|chỉ đạo|yêu cầu|hướng dẫn) ")
_SENTENCE_END = re.compile(r"\.(?: |\Z)")
_SAME = 0.6
"""The part of a title's words that its sentence must have to be of the same subject."""
_ENACTS = {"QUYẾT ĐỊNH:": "Quyết định", "QUYẾT NGHỊ:": "Nghị quyết", "QUYẾT ĐỊNH": "Quyết định", "QUYẾT NGHỊ": "Nghị quyết"}
"""Lines between the bases and the articles, and the kind of document they stand in."""
_ATTACHED = re.compile(r"\((?:Ban hành )?(?:[Kk]èm|kèm) theo ")
_PASSED = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?(?:được|do) ")
_TITLE_OF = re.compile(r"(?:Kết luận|Ý kiến(?: kết luận| chỉ đạo)?|Nội dung(?: cuộc họp| kết luận)?)(?= của )")
_DRAWS_UP = re.compile(r" (?:xây dựng|ban hành|đề ra) (?P<kind>[Kk]ế hoạch|[Cc]hương trình|[Pp]hương án|[Hh]ướng dẫn|[Đđ]ề án)(?= )")
_AS_FOLLOWS = re.compile(r",? (?:(?:cụ thể|với (?:các |những )?nội dung[^,:]{0,30}|gồm)(?: như sau)?|như sau) ?:\Z")
_CLAUSE_START = re.compile(r"\A|[.;,:] ")
_TERM = re.compile(r",? kh(?:óa|oá) .*")
_INTRODUCES = re.compile(r" (?:trân trọng )?(?:thông báo|đề nghị|yêu cầu|hướng dẫn|báo cáo|kính mời)(?!\w)[^.;]*:\Z")


def read_announcement(draft: Draft) -> bool:
    """The document that a page reports in its first lines: kind, number, issuer, date, subject. Whether there is one."""
    paragraphs = draft.paragraphs
    for line in paragraphs[:NEWS_LINES]:
        if line.text.startswith(words("basis")):
            continue
        for marker in _NUMBER.finditer(draft.clean.text, line.start, min(line.end, line.start + NEWS_REACH)):
            number = read_number(draft.clean.text, marker.start(), line.start)
            if number and _announced(draft, paragraphs[0], line, number):
                return True
    return False


def _announced(draft: Draft, title: Line, line: Line, number: Number) -> bool:
    text = draft.clean.text
    kind = kind_before(text, line.start, number)
    if not kind:
        return False
    by = _ISSUED_BY.match(text, number.end)
    issuer = None if by else proposer(text, line.start, kind[1])
    if not by and not (issuer and _ISSUED.search(text[issuer[1] : kind[1]]) and _OPENING.fullmatch(text[line.start : issuer[0]])):
        return False
    name = kind[0].capitalize()
    if name == "Văn bản":
        name = kind_of_code().get(number.code or "", "Công văn")
    draft.take_number(number, "portal")
    draft.set(kind=draft.read(name, draft.at(kind[1], kind[1] + len(kind[0])), "portal"))
    if by and read_body(text, by.start("body")) == by.end("body"):
        issuer = by.span("body")
    if issuer:
        _issuer_and_signer(draft, draft.at(*issuer))
    day = read_date(text, number.end + 1) or _day_before(text, line.start, issuer)
    if day:
        draft.take_date(day, "portal")
    told = max(number.end, day.end if day else 0)
    year = _YEAR.match(text, told)
    told = year.end() if year else told
    of = read_issuer(text, told)
    if of:
        draft.set(issuer=draft.read(text[slice(*of)], draft.at(*of), "portal"))
        told = of[1]
    _announced_subject(draft, title, line, told)
    return True


def _issuer_and_signer(draft: Draft, line: Line) -> None:
    """``Chủ tịch UBND tỉnh Lê Thị Sen``: the office issues, the person signs."""
    person = next((m for m in _PERSON.finditer(line.text) if m["surname"] in words("surname")), None)
    if person:
        name = line.cut(person.start("name"))
        draft.set(signer=draft.read(name.text, name, "portal"))
        line = line.cut(0, person.start())
    draft.set(issuer=draft.read(line.text, line, "portal"))


def _day_before(text: str, floor: int, issuer: tuple[int, int] | None) -> FoundDate | None:
    """``Ngày 22/10/2026, UBND tỉnh ban hành``: the day of issue."""
    match = _DAY_BEFORE.search(text[floor : issuer[0]]) if issuer else None
    return read_date(text, floor + match.start("day")) if match else None


def _announced_subject(draft: Draft, title: Line, line: Line, at: int) -> None:
    """What follows the number with ``về việc``; else the page's title, where the sentence says the same; else what follows with ``về``."""
    told = line.cut(at - line.start)
    about = _ABOUT.match(told.text)
    if about and told.text.startswith("về việc", about.end()):
        return _told(draft, told, about.end())
    if title.start < line.start and _says_the_same(title, told) and "ban hành" not in title.text:
        draft.set(subject=draft.read(title.text.rstrip(" ."), title, "portal-title"))
        return None
    match = _ABOUT_ANYWHERE.search(told.text)
    return _told(draft, told, match.start()) if match else None


def _says_the_same(title: Line, told: Line) -> bool:
    """Whether most words of a page's title stand in what its sentence tells of the document."""
    title_words = set(title.text.lower().split())
    return len(title_words & set(told.text.lower().split())) >= _SAME * len(title_words)


def _told(draft: Draft, told: Line, start: int) -> None:
    end = _SENTENCE_END.search(told.text, start)
    subject = told.cut(start, end.start() if end else None)
    draft.set(subject=draft.read(subject.text.rstrip(" ;:"), subject, "portal"))


def read_numbered_title(draft: Draft) -> bool:
    """``Thông báo số 42-TB/ĐU`` alone on the first line, the title under it: kind, number, date, issuer, subject. Whether it is there."""
    text, line = draft.clean.text, draft.paragraphs[0] if draft.paragraphs else None
    marker = _NUMBER.search(text, line.start, min(line.end, line.start + LONG)) if line else None
    number = read_number(text, marker.start(), line.start) if line and marker else None
    kind = kind_before(text, line.start, number) if line and number else None
    if not line or not number or not kind or kind[1] != line.start:
        return False
    day = read_date(text, number.end + 1)
    end = day.end if day else number.end
    of = read_issuer(text, end)
    if (of[1] if of else end) != line.end:
        return False
    draft.take_number(number, "numbered-title")
    draft.set(kind=draft.read(kind[0].capitalize(), line.cut(0, len(kind[0])), "numbered-title"))
    if day:
        draft.take_date(day, "numbered-title")
    title = draft.paragraphs[1] if len(draft.paragraphs) > 1 else line
    if title is not line and len(title.text) <= LONG and not title.text.endswith((".", ":", ";", ",")):
        draft.set(subject=draft.read(title.text, title, "numbered-title"))
        about = _TITLE_OF.match(title.text)
        of = of or (read_issuer(text, title.start + about.end()) if about else None)
    if of:
        draft.set(issuer=draft.read(text[slice(*of)], draft.at(*of), "numbered-title"))
    return True


def read_drawn_up(draft: Draft) -> None:
    """``…, <body> xây dựng kế hoạch <subject>, cụ thể như sau:`` in the first lines, for a text without any heading."""
    text = draft.clean.text
    for line in draft.paragraphs[:NEWS_LINES]:
        follows = _AS_FOLLOWS.search(line.text)
        match = _DRAWS_UP.search(line.text, 0, follows.start()) if follows else None
        if not follows or not match:
            continue
        at = line.start + match.start()
        starts = (line.start + clause.end() for clause in _CLAUSE_START.finditer(line.text, 0, match.start()))
        start = next((start for start in starts if read_body(text, start) == at), None)
        if start is None:
            continue
        draft.set(
            kind=draft.read(match["kind"].capitalize(), line.cut(match.start("kind"), match.end("kind")), "drawn-up"),
            issuer=draft.read(text[start:at], draft.at(start, at), "drawn-up"),
        )
        told = line.cut(match.end("kind"), follows.start())
        title = draft.paragraphs[0]
        subject = title if title.start < line.start and _says_the_same(title, told) else told
        draft.set(subject=draft.read(subject.text[:1].upper() + subject.text[1:].rstrip(" .,;"), subject, "drawn-up"))
        return


def read_authority(draft: Draft) -> None:
    """Who decides, from the line in capitals above the bases, for a decision without a letterhead."""
    for line, after in pairwise(draft.paragraphs[: 2 * NEWS_LINES]):
        if is_capitals(line.text) and opens_with(line.text, "authority") and after.text.startswith(words("basis")):
            _fill(draft, "issuer", sentence_case(line.text, draft.clean.text[line.end :]), line, "authority-line")
            return


def read_drawer(draft: Draft) -> None:
    """The body that ``xây dựng kế hoạch … như sau:``, for a plan whose heading names none."""
    text = draft.clean.text
    for line in draft.paragraphs[:NEWS_LINES]:
        end = read_body(text, line.start) - line.start
        match = _DRAWS_UP.match(line.text, end) if end > 0 and line.text.endswith(":") else None
        if match and draft.header.kind is not None and match["kind"].capitalize() == draft.header.kind.value:
            _fill(draft, "issuer", line.text[:end], line.cut(0, end), "drawn-up")
            return


def read_closing_day(draft: Draft) -> None:
    """Place and date on a line of their own at the end, where the heading has no date."""
    for line in draft.paragraphs[-LAST_LINES:]:
        match = None if line.text.startswith(words("start")) else PLACE_DATE.match(line.text)
        if not match or line.text[match.end("place")] != "," or not line.text[:1].isupper():
            continue
        day = read_date(draft.clean.text, line.start + match.end())
        if day and day.value and day.end >= line.end - 1:
            draft.take_date(day, "closing-day")
            place = line.cut(0, match.end("place"))
            _fill(draft, "place", place.text, place, "closing-day")
            return


def read_enactment(draft: Draft) -> None:
    """``<body> ban hành <kind> <subject>.`` behind the bases, for what the heading leaves open."""
    for line in draft.paragraphs[:ENACTING_LINES]:
        end = read_body(draft.clean.text, line.start) - line.start
        if len(line.text) > 2 * LONG or not line.text.startswith(" ban hành ", end):
            continue
        rest = line.cut(end + len(" ban hành "))
        kind = next((k for k in kinds().values() if rest.text.startswith(f"{k} ")), None)
        subject = rest.cut(len(kind)) if kind else None
        if not kind or not subject or subject.text.startswith(("số ", "này", "kèm theo")) or not subject.text.endswith("."):
            continue
        if draft.header.kind is not None and draft.header.kind.value != kind:
            continue
        subject = subject.cut(0, len(subject.text.rstrip(" .")))
        _fill(draft, "kind", kind, rest.cut(0, len(kind)), "enactment")
        _fill(draft, "subject", subject.text[0].upper() + subject.text[1:], subject, "enactment")
        _fill(draft, "issuer", line.text[:end], line.cut(0, end), "enactment")
        return


def read_bare_title(draft: Draft) -> None:
    """A title in capitals above who decides, where the letterhead and the line of the kind are lost; ``QUYẾT ĐỊNH:`` says the kind."""
    lines = draft.paragraphs[:NEWS_LINES]
    by = next((i for i, line in enumerate(lines) if i and is_capitals(line.text) and opens_with(line.text, "authority")), None)
    if by is None or by + 1 >= len(lines) or not lines[by + 1].text.startswith(words("basis")):
        return
    title = lines[by - 1]
    kind = next((_ENACTS[line.text] for line in draft.paragraphs[by:ENACTING_LINES] if line.text in _ENACTS), None)
    if not kind or not is_capitals(title.text) or len(title.text) > LONG:
        return
    body = draft.clean.text[lines[by].end :]
    _fill(draft, "kind", kind, lines[by], "bare-title")
    _fill(draft, "issuer", sentence_case(lines[by].text, body), lines[by], "bare-title")
    _fill(draft, "subject", sentence_case(title.text, body).rstrip(" .;:"), title, "bare-title")


def read_attached(draft: Draft) -> None:
    """``(Ban hành kèm theo Quyết định số … ngày … của …)``: the number of a decision that lost its heading, from its own annex."""
    if draft.header.kind is None:
        return
    text = draft.clean.text
    for match in _ATTACHED.finditer(text):
        marker = _NUMBER.search(text, match.end(), match.end() + LONG)
        number = read_number(text, marker.start(), match.end()) if marker else None
        kind = kind_before(text, match.end(), number) if number else None
        if not number or not kind or kind[1] != match.end() or kind[0] != draft.header.kind.value:
            continue
        draft.take_number(number, "attached")
        day = read_date(text, number.end + 1)
        if day and draft.header.date is None:
            draft.take_date(day, "attached")
        of = read_issuer(text, day.end if day else number.end)
        if of:
            _fill(draft, "issuer", text[slice(*of)], draft.at(*of), "attached")
        return


def read_passing(draft: Draft) -> None:
    """``Nghị quyết này đã được <body> khóa …, kỳ họp … thông qua ngày D.``: who passed an act, and when."""
    text = draft.clean.text
    for line in draft.paragraphs[-CLOSING_LINES:]:
        match = _PASSED.match(line.text)
        passed = line.text.find(" thông qua ngày ")
        if not match or passed < 0:
            continue
        body = line.cut(match.end(), read_body(text, line.start + match.end()) - line.start)
        body = body.cut(0, len(_TERM.sub("", body.text)))
        if body.text:
            _fill(draft, "issuer", body.text, body, "passing")
        day = read_date(text, line.start + passed + len(" thông qua "))
        if day and draft.header.date is None:
            draft.take_date(day, "passing")
        return


def read_introduction(draft: Draft, after: int) -> None:
    """``<body> thông báo … như sau:``: who speaks, in a notice without a letterhead."""
    for line in draft.paragraphs:
        if line.start < after or not line.text.endswith(":") or len(line.text) > LONG:
            continue
        end = read_body(draft.clean.text, line.start) - line.start
        if end > 0 and _INTRODUCES.match(line.text, end):
            _fill(draft, "issuer", line.text[:end], line.cut(0, end), "introduction")
            return


def _fill(draft: Draft, field: str, value: str, line: Line, rule: str) -> None:
    if getattr(draft.header, field) is None:
        draft.set(**{field: draft.read(value, line, rule)})
