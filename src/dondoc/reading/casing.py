"""Capitals: a line set in capitals throughout, written as a sentence.

    "ỦY BAN NHÂN DÂN TỈNH AN GIANG" → "Ủy ban nhân dân tỉnh An Giang"
    "CHỈ THỊ SỐ 05/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ" → "Chỉ thị số 05/CT-TTg của Thủ tướng Chính phủ"

Lower case everywhere, then capitals for the known names (``data/proper_names.tsv``), for kinds of document before a number, for the
words after a word of place (tỉnh, xã …), and as the document itself writes the words elsewhere. The result has the same length as the line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dondoc.reading.data import table
from dondoc.reading.script.letters import LOWER, UPPER, level_tones
from dondoc.reading.script.search import has_one

__all__ = ["LOWER", "UPPER", "capitalise_rest", "is_capitals", "sentence_case"]

_PLACE = re.compile(
    r"\b(?:(?:tỉnh|thành|huyện|quận|thị) (?:ủy|uỷ)|(?:tỉnh|thành|huyện|quận|xã|phường) đoàn|thcs|thpt|tiểu học|mầm non"
    r"|tỉnh|huyện|quận|xã|phường|thị trấn|thị xã|đặc khu|thành phố)\b(?= )"
)
"""Words that a name follows: of a place, or of a school."""
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?[{_VOWELS}]{{1,3}}(?:ch|nh|ng|[cmnpt])?"
    r"|[bđl](?:ắ|ă|ấ|ú)k|krông|pắc"
)
"""What a Vietnamese syllable looks like; other words in a line of capitals are abbreviations (UBND) and stay."""
_WORD = re.compile(r"[^\W\d_]+")
_NOT_A_PLACE = frozenset((
    "và", "các", "của", "về", "ở", "do", "cấp", "được", "có", "khi", "theo", "trong", "trên", "từ", "đến", "với", "là", "thuộc",
    "trực", "năm", "giai", "thời", "tại", "trước", "sau", "thôn", "đối", "để", "nhiệm", "khóa", "này", "hội"
))  # fmt: skip
_NAME_TO_THE_END = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}\Z")
_TWO_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_SYMBOL = re.compile(r"(?<!\w)\d+[a-z]?(?:/\d{4})?[/-][\wĐđ]+(?:[-/.][\wĐđ]+)*")
_MIXED_CODES = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QĐI": "QĐi", "QYĐ": "QyĐ"}
"""Codes of symbols with a small letter (NĐ 30/2020/NĐ-CP, Phụ lục III; Quy định 399-QĐ/TW), by what they are in a line of capitals."""
_MIXED_CODE = re.compile(rf"(?<=[-/\d])(?:{'|'.join(_MIXED_CODES)})(?!\w)")
_COMPANY = re.compile(r"(?<!\w)(?:tập đoàn|công ty(?: cổ phần| tnhh)?|nhà máy|bệnh viện|hợp tác xã|đại học|cao đẳng|học viện)(?= )")
_COMPANY_WORDS = ("tập đoàn", "công ty", "nhà máy", "bệnh viện", "hợp tác xã", "đại học", "cao đẳng", "học viện")
_OFFICE = re.compile(
    r"(?<!\w)(?:(?P<state>(?:phó )?thủ tướng(?: thường trực)?(?: chính phủ)?|chủ tịch (?:nước|quốc hội)|bộ trưởng|thứ trưởng)"
    r"|(?:phó )?chủ tịch(?: (?:thường trực )?(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) (?:tỉnh|thành phố|huyện|quận|xã|phường))?"
    r"|(?:phó |tổng )?bí thư|(?:phó )?giám đốc|đồng chí|ông|bà)(?= )"
)
"""Offices that a person's name follows; those of the state are told from words by two syllables, the others by three."""
_OFFICE_WORDS = ("thủ tướng", "chủ tịch", "trưởng", "bí thư", "giám đốc", "đồng chí", "ông ", "bà ")
_KIND_WORDS = (" số", "luật ", "pháp lệnh ", "ban hành ", "phê duyệt ")
"""What stands beside a kind of document that has a capital."""
_AFTER_A_PERSON = re.compile(r"(?: (?:tại|về|trong|với|ở|làm|chủ trì|kết luận)(?!\w)|[,.;:]|\Z)")
_ROMAN = re.compile(r"(?<!\w)(?<!phạm )(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))(?!\w)")


def is_capitals(text: str) -> bool:
    """Whether `text` is set in capitals throughout (figures and marks don't count)."""
    return text.isupper()


@cache
def _names() -> dict[str, list[str]]:
    """First syllable (lower case) → names that start with it, longest first."""
    by_first: dict[str, list[str]] = {}
    for row in table("proper_names"):
        name = level_tones(row["name"])
        by_first.setdefault(name.split(" ")[0].lower(), []).append(name)
    for names in by_first.values():
        names.sort(key=len, reverse=True)
    return by_first


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    return bool(_SYLLABLE.fullmatch(word))


@cache
def _kinds() -> re.Pattern[str]:
    words = sorted((row["kind"].lower() for row in table("kinds")), key=len, reverse=True)
    named = "|".join(words)
    return re.compile(
        rf"(?<!\w)(?P<kind>(?:(?:bộ )?luật|pháp lệnh)(?= \w)|(?:{named})(?= số)|(?:(?<=ban hành )|(?<=phê duyệt ))(?:{named}))(?!\w)"
    )


def sentence_case(line: str, body: str = "", *, first: bool = True) -> str:
    """`line` as a sentence. `body`: the running text of the same document, whose capitals are followed. `first`: capital at the start."""
    lower = line.lower()
    if len(lower) != len(line):
        return line
    out = list(lower)
    for match in _PLACE.finditer(lower):
        _capitalise_place(lower, match.end() + 1, out, body)
    by_first = _names()
    words = [(match.start(), match[0]) for match in _WORD.finditer(lower)]
    level, done = level_tones(lower), 0
    for at, word in words:
        if at < done or level[at - 1 : at].isalnum():
            continue
        for name in by_first.get(level[at : at + len(word)], ()):
            end = at + len(name)
            if level.startswith(name.lower(), at) and not lower[end : end + 1].isalnum():
                for i, letter in enumerate(name, at):
                    out[i] = out[i].upper() if letter.isupper() else lower[i]
                done = end
                break
    for match in _kinds().finditer(lower) if has_one(lower, _KIND_WORDS) else ():
        out[match.start("kind")] = out[match.start("kind")].upper()
    for at, word in words:
        if not _is_syllable(word):
            out[at : at + len(word)] = line[at : at + len(word)]
    for match in _COMPANY.finditer(lower) if has_one(lower, _COMPANY_WORDS) else ():
        _capitalise_as_written(lower, match.end() + 1, out, body)
    for match in (*_SYMBOL.finditer(line), *_ROMAN.finditer(lower)):
        out[match.start() : match.end()] = line[match.start() : match.end()]
    for match in _MIXED_CODE.finditer(line):
        out[match.start() : match.end()] = _MIXED_CODES[match[0]]
    for match in _OFFICE.finditer(lower) if has_one(lower, _OFFICE_WORDS) else ():
        _capitalise_person(lower, match.end() + 1, out, 2 if match["state"] else 3)
    if first and out:
        out[0] = out[0].upper()
    return "".join(out)


def capitalise_rest(name: str) -> str:
    """`name` of a letterhead with capitals for the place behind a known name: ``Sở Y tế an phú hà`` is Sở Y tế An Phú Hà."""
    for known in _names().get(level_tones(name.split(" ")[0].lower()), ()):
        rest = name[len(known) + 1 :]
        if " " in known and level_tones(name).startswith(f"{known} ") and rest.islower() and not _NOT_A_PLACE & set(rest.split(" ")):
            return f"{name[: len(known)]} {rest.title()}" if _NAME_TO_THE_END.fullmatch(rest) else name
    return name


def _capitalise_place(lower: str, at: int, out: list[str], body: str) -> None:
    """Capitals for the name that starts at `at`: as `body` writes it, else all of a short rest of the line, else two syllables."""
    words = re.findall(r"[^\W\d_]+", lower[at : at + 60])[:4]
    if not words or words[0] in _NOT_A_PLACE or lower[at - 1] != " ":
        return
    count = _as_written(words, body) if body else 0
    if count == 1 and f"{lower[:at].split()[-1]} {words[0].capitalize()}" not in body:
        count = 0  # part of another name, as that of a person
    if not count:
        name = _NAME_TO_THE_END.match(lower, at) or _TWO_WORDS.match(lower, at)
        if not name:
            return
        words = name[0].split(" ")
        count = next((i for i, word in enumerate(words) if word in _NOT_A_PLACE), len(words))
    _capitalise(words[:count], at, out)


def _capitalise_person(lower: str, at: int, out: list[str], least: int) -> None:
    """Capitals for a person's name of `least` to four syllables at `at`, known by its surname and by what follows it."""
    words = re.findall(r"[^\W\d_]+", lower[at : at + 40])[:4]
    for count in range(len(words), least - 1, -1):
        name = " ".join(words[:count])
        if words[0] in _surnames() and lower.startswith(name, at) and _AFTER_A_PERSON.match(lower, at + len(name)):
            _capitalise(words[:count], at, out)
            return


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in table("heading_words") if row["sort"] == "surname")


def _capitalise_as_written(lower: str, at: int, out: list[str], body: str) -> None:
    """Capitals for the words at `at` that `body` writes with capitals behind the same word."""
    words = re.findall(r"[^\W\d_]+", lower[at : at + 60])[:4]
    count = _as_written(words, body) if body and words else 0
    if count > 1:
        _capitalise(words[:count], at, out)


def _capitalise(words: list[str], at: int, out: list[str]) -> None:
    for word in words:
        out[at] = out[at].upper()
        at += len(word) + 1


def _as_written(words: list[str], body: str) -> int:
    """How many of `words`, one after the other, `body` writes with capitals."""
    title = [word.capitalize() for word in words]
    for count in range(len(words), 0, -1):
        if re.search(rf"(?<!\w){' '.join(title[:count])}(?!\w)", body):
            return count
    return 0
