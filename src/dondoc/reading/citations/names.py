"""Documents cited by name: codes, laws and ordinances, the Constitution, Party resolutions, named master plans.

    "Luật Đất đai", "Luật Đất đai năm 2013", "Luật Đất đai 2024", "Luật Giáo dục ngày 14/6/2019", "Luật Khiếu nại số 02/2011/QH13"
    "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019": one
    "Nghị quyết Trung ương 4 khóa XI, khóa XII": two
    "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XIII"
    "Hiến pháp năm 2013", "Quy hoạch điện VIII", "Điều lệ Đảng"

Where a law's name ends: at the longest name of ``data/law_aliases.tsv`` that stands there; a law not in the table must start with a
capital, and ends before a mark or a word that no title goes on with (``data/title_stops.tsv``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dondoc.reading.data import table
from dondoc.reading.script.letters import bare, level_tones, misread

MARKER = (
    r"Luật:? |LUẬT |Bộ [Ll]uật |Pháp lệnh |Hiến pháp|HIẾN PHÁP"
    r"|Nghị quyết (?=(?:của )?(?:các )?(?:Trung ương|TW|Hội nghị|[Đđ]ại hội|Ban Chấp hành Trung ương|BCH|HNTW))"
    r"|Kết luận (?=(?:của )?(?:Hội nghị (?:lần|Trung|TW)|Trung ương \d))"
    r"|Quy hoạch (?=[^\W\d_])|Điều lệ (?=Đảng(?! bộ))|Cương lĩnh (?=xây dựng)"
)
LONG_TITLE = 3
"""Spaces in a title that is known without its marks."""
MAX_TITLE = 14
"""Words of a law's title that is not in the table."""


@dataclass(slots=True)
class Named:
    """A document named. `end`: the end of its name; `sort`: the name of the form."""

    kind: str
    start: int
    end: int
    name: str | None
    sort: str
    mended: tuple[int, int] | None = None
    """Where the name stands, if a scan has spoilt it."""
    also: tuple[tuple[int, int, str], ...] = ()
    """Further documents of the same kind that the words go on with, as (start, end, name)."""


@cache
def _titles() -> dict[tuple[str, str], list[str]]:
    """(kind, first syllable) → titles in lower case, longest first."""
    titles: dict[tuple[str, str], list[str]] = {}
    for row in table("law_aliases"):
        title = level_tones(row["name"].lower())
        titles.setdefault((row["kind"], title.split(" ")[0].rstrip(",")), []).append(title)
    for found in titles.values():
        found.sort(key=len, reverse=True)
    return titles


@cache
def _stops() -> re.Pattern[str]:
    phrases = sorted((row["word"] for row in table("title_stops")), key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def read_named(text: str, start: int, marker: str) -> Named | None:
    """The named document whose first word stands at `start`, where the scan saw `marker`; ``None`` where nothing is named."""
    first = marker.split(" ")[0].lower().rstrip(":")
    if first in ("luật", "bộ", "pháp"):
        return _law(text, start, marker)
    if first == "hiến":
        return _constitution(text, start)
    if first == "quy":
        return _plan(text, start)
    if first in ("điều", "cương"):
        return _standing(text, start)
    return _resolution(text, start, marker)


def _law(text: str, start: int, marker: str) -> Named | None:
    kind = {"luật": "Luật", "bộ": "Bộ luật", "pháp": "Pháp lệnh"}[marker.split(" ")[0].lower().rstrip(":")]
    at = start + len(marker)
    if marker.endswith(": ") and not (_PLURAL.search(text[max(0, start - 4) : start]) and _is_known(text, at, kind)):
        return None
    before = text[max(0, start - 14) : start]
    if before.endswith(_DRAFT_ENDS) and _DRAFT.search(before):
        return None
    end = _amending(text, at) or title_end(text, at, kind)
    if not end:
        return None
    also = _further(text, start, end, kind)
    sort = {"Luật": "law-name", "Bộ luật": "code-name", "Pháp lệnh": "ordinance-name"}[kind]
    name = _mended(text[at:end], kind)
    return Named(kind, start, end, name, sort, None if name == text[at:end] else (at, end), also)


_DRAFT = re.compile(
    r"(?:[Dd]ự án|[Dd]ự thảo|[Cc]ử nhân|[Tt]hạc sĩ|[Tt]iến sĩ|[Kk]hoa|[Nn]gành|[Tt]rường|[Hh]ọc|Hội|Viện|Công ty|Văn phòng|Tạp chí"
    r"|Báo|Dân) \Z"
)
"""What makes of ``Luật`` a draft, a study or a firm."""
_DRAFT_ENDS = ("án ", "thảo ", "nhân ", "sĩ ", "hoa ", "gành ", "rường ", "ọc ", "Hội ", "Viện ", "ty ", "phòng ", "chí ", "Báo ", "Dân ")
_AMENDING = re.compile(
    r"[Ss]ửa đổi(?:,? b\S{1,2} sung)?(?: [^.;:()“”\n]{0,110}?)? (?:các |(?P<count>\d+) )?(?P<kind>Luật|Bộ luật|Pháp lệnh) "
)
_OF_A_FIELD = re.compile(r"(?:có )?(?:liên quan đến|về|trong lĩnh vực) [^.;:()“”\n\d]{3,80}?(?= (?:ngày|năm|số) \d|[.;:()\n]|\Z)")
_NEXT_LAW = re.compile(r"(?:, | và |; )(?:Luật|Bộ luật|Pháp lệnh) (?!sửa đổi|Sửa đổi|số )")


def _amending(text: str, at: int) -> int | None:
    """The end of ``sửa đổi, bổ sung một số điều của Luật X, Luật Y và Luật Z``."""
    match = _AMENDING.match(text, at)
    if not match:
        return None
    if match["count"] and (field := _OF_A_FIELD.match(text, match.end())):
        return field.end()
    end = title_end(text, match.end(), match["kind"])
    while end:
        more = _NEXT_LAW.match(text, end)
        further = title_end(text, more.end(), "Luật") if more else None
        if not further:
            return end
        end = further
    return None


_WORD = re.compile(r"[^\W\d_]+")


def title_end(text: str, at: int, kind: str = "Luật") -> int | None:
    """The end of the title that starts at `at`, or ``None``."""
    window = level_tones(text[at : at + 150].lower())
    first = _WORD.match(window)
    if not first:
        return None
    for title in _titles().get((kind, first[0]), ()):
        if window.startswith(title) and not window[len(title) : len(title) + 1].isalnum():
            return at + len(title)
    return (_scanned_title(window, at, kind) or _unknown_title(text, at)) if text[at].isupper() else None


@cache
def _bare_titles() -> dict[tuple[str, str], list[tuple[str, list[str]]]]:
    """(kind, first syllable) → titles and their syllables without marks, longest first; those alone that are too long to be else."""
    bared: dict[tuple[str, str], list[tuple[str, list[str]]]] = {}
    for (kind, _), found in _titles().items():
        for title in found:
            if title.count(" ") >= LONG_TITLE:
                syllables = bare(title).split(" ")
                bared.setdefault((kind, syllables[0]), []).append((title, syllables))
    for titles in bared.values():
        titles.sort(key=lambda title: len(title[0]), reverse=True)
    return bared


def _scanned_title(window: str, at: int, kind: str) -> int | None:
    """The end of a long title of the table that a scan has spoilt: ``Ban hành văn ban quy phạm pháp luật``, ``Thuế gid trị gia tăng``."""
    found = _scanned(window, kind)
    return at + found[0] if found else None


def _scanned(window: str, kind: str) -> tuple[int, str] | None:
    """The length and the right spelling of the long title that `window` begins with, its marks lost or one syllable misread."""
    titles = _bare_titles().get((kind, bare(window.partition(" ")[0])))
    if not titles:
        return None
    seen = bare(window).split(" ")
    for title, syllables in titles:
        words = [*seen[1 : len(syllables) - 1], re.split(r"\W", seen[len(syllables) - 1])[0]] if len(seen) >= len(syllables) else []
        wrong = [(a, b) for a, b in zip(words, syllables[1:], strict=True) if a != b] if words else None
        if wrong is not None and (not wrong or (len(wrong) == 1 and misread(*wrong[0]))):
            return len(" ".join([seen[0], *words])), title
    return None


_SUNG = re.compile(r"(?<=ửa đổi)(,? )b\S{1,2}(?= sung)")
_TITLE_START = re.compile(r"\A|(?:Luật|Bộ luật|Pháp lệnh) ")


@lru_cache(maxsize=4096)
def _mended(name: str, kind: str) -> str:
    """A name as it is meant: the titles of the table in it that a scan has spoilt, and ``bổ sung``."""
    name = _SUNG.sub(r"\1bổ", name)
    for match in reversed(list(_TITLE_START.finditer(name))):
        at = match.end()
        window = level_tones(name[at : at + 150].lower())
        of = match[0].strip() or kind
        if any(window.startswith(title) for title in _titles().get((of, window.split(" ")[0]), ())):
            continue
        if found := _scanned(window, of):
            length, title = found
            name = f"{name[:at]}{name[at]}{title[1:]}{name[at + length :]}"
    return name


_TITLE_WORD = re.compile(r"(?P<comma>,)? ?(?:- )?(?P<word>[^\W\d_]+(?:/[^\W\d_]+)?)")


def _unknown_title(text: str, at: int) -> int | None:
    """The end of a title that is not in the table: it starts with a capital."""
    end, stops = at, _stops()
    for count in range(MAX_TITLE):
        match = _TITLE_WORD.match(text, end)
        if not match:
            break
        word = match["word"]
        if (count == 0 and word in _OPENERS) or (count and (stops.match(text, match.start("word") - 1) or _opens(match))):
            break
        end = match.end()
    return end if end > at else None


def _opens(match: re.Match[str]) -> bool:
    """Whether a capitalised word inside a title opens something else."""
    word: str = match["word"]
    return word[0].isupper() and (bool(match["comma"]) or word in _OPENERS)


_OPENERS = frozenset(("Luật", "Bộ", "Nghị", "Quyết", "Chính", "Ủy", "UBND", "Sở", "Điều", "Thông", "Chỉ", "Kết", "Căn", "Theo"))
_PLURAL = re.compile(r"các \Z")


def _further(text: str, start: int, end: int, kind: str) -> tuple[tuple[int, int, str], ...]:
    """``các Luật Đất đai, Nhà ở và Kinh doanh bất động sản``: the names after the first."""
    if not _PLURAL.search(text[max(0, start - 4) : start]):
        return ()
    found: list[tuple[int, int, str]] = []
    while True:
        match = re.compile(r"(?:, | và )(?=[^\W\d_a-z])").match(text, end)
        at = match.end() if match else 0
        known = match and title_end(text, at, kind)
        if not known or not _is_known(text, at, kind):
            return tuple(found)
        found.append((at, known, text[at:known]))
        end = known


def _is_known(text: str, at: int, kind: str) -> bool:
    """Whether a title of the table stands at `at`."""
    end = title_end(text, at, kind)
    title = level_tones(text[at:end].lower())
    return bool(end) and title in _titles().get((kind, title.split(" ")[0].rstrip(",")), ())


_REPUBLIC = re.compile(r" (nước (?:Cộng hòa|Cộng hoà|CHXHCN)(?: xã hội chủ nghĩa)? Việt Nam)")


def _constitution(text: str, start: int) -> Named:
    end = start + len("Hiến pháp")
    match = _REPUBLIC.match(text, end)
    return Named("Hiến pháp", start, match.end() if match else end, match[1] if match else None, "constitution")


_TERM = r"kh(?:óa|oá) (?:[IVX]+|\d+)"
_PARTY = rf"(?:Ban Chấp hành Trung ương|BCH Trung ương|BCH TW|BCHTW|Trung ương)(?: Đảng)?(?:,? \(?{_TERM}\)?)?"
_ORDINAL = r"(?:lần )?thứ (?:[IVX]+|\d+|[^\W\d_]+(?: [^\W\d_]+)?)"
_MEETING = re.compile(
    rf"(?:của )?(?:"
    rf"(?:Hội nghị )?(?:[Ll]ần thứ \w+(?: \w+)? )?(?:Trung ương|TW|HNTW) ?(?:lần thứ )?(?:\d+|[^\W\d_]+(?= \(?kh[óo][aá]))"
    rf"(?:,? \(?{_TERM}\)?)?(?: của Đảng)?"
    rf"|Hội nghị (?:Trung ương )?{_ORDINAL}?,?(?: của)? ?{_PARTY}"
    rf"|[Đđ]ại hội (?:[IVX]+|\d+)(?! ?[/-])(?: (?:của )?Đảng(?! bộ))?"
    rf"|[Đđ]ại hội (?:đại biểu )?(?:toàn quốc )?(?:của )?(?:(?:Đảng bộ|Đảng)(?: (?:bộ )?[^,.;:()\n]{{2,60}}?)?,? )?"
    rf"(?:lần thứ|khóa|khoá|thứ) (?:[IVX]+|\d+)"
    rf"(?:,? nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})?(?: (?:của )?Đảng(?! bộ)(?: Cộng sản Việt Nam)?)?"
    rf"|Đại hội (?:đại biểu )?Đảng bộ [^,.;:()\n]{{2,50}}? nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})"
)
_OTHER_TERM = re.compile(rf"(?:, | và |, và )(?:(?P<meeting>(?:Trung ương|TW) \d+ )?(?P<term>\(?{_TERM}\)?))")


def _resolution(text: str, start: int, marker: str) -> Named | None:
    at = start + len(marker)
    match = _MEETING.match(text, at)
    if not match:
        return None
    name = match[0].removeprefix("của ").strip()
    also = []
    end = match.end()
    term = re.search(rf"\(?{_TERM}\)?\Z", name)
    while term and (more := _OTHER_TERM.match(text, end)):
        begin = more.start("meeting") if more["meeting"] else more.start("term")
        also.append((begin, more.end(), (more["meeting"] or name[: term.start()]) + more["term"]))
        end = more.end()
    return Named(marker.strip(), start, match.end(), name, "party-resolution", None, tuple(also))


_PLAN = re.compile(
    r"[^\W\d_][^.,;:()\n“”]{1,60}? (?:[IVX]+(?!\w)|thời kỳ \d{4} ?[-–] ?\d{4}(?:,? tầm nhìn (?:đến )?(?:năm )?\d{4})?)"
    r"|tổng thể quốc gia(?:,? thời kỳ \d{4} ?[-–] ?\d{4})?"
)
_PLAN_TO_COME = re.compile(r"(?:(?<!\w)lập|[Hh]ồ sơ|[Dd]ự thảo|[Đđ]ồ án|[Nn]hiệm vụ)(?: đồ án| hồ sơ)? \Z")
"""What makes of ``Quy hoạch`` one that is still being drawn up."""
_NOT_IN_A_PLAN = re.compile(
    r"(?<!\w)(?:này|theo|được|có|là|trong|tại|của|và các|Chương|Điều|Mục|Phụ lục|Phần|khóa|quý|Quý|nhóm|loại|cấp)(?!\w)"
)


def _plan(text: str, start: int) -> Named | None:
    match = _PLAN.match(text, start + len("Quy hoạch "))
    if not match or _NOT_IN_A_PLAN.search(match[0]) or _PLAN_TO_COME.search(text[max(0, start - 24) : start]):
        return None
    return Named("Quy hoạch", start, match.end(), match[0], "master-plan")


_STANDING = re.compile(r"(?P<kind>Điều lệ|Cương lĩnh) (?P<name>Đảng(?: Cộng sản Việt Nam)?|xây dựng đất nước[^.,;:()\n]{0,80})")


def _standing(text: str, start: int) -> Named | None:
    match = _STANDING.match(text, start)
    return Named(match["kind"], start, match.end(), match["name"], "standing-name") if match else None
