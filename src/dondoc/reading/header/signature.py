"""The signature block and the recipients beside it.

    "Nơi nhận:                          HIỆU TRƯỞNG"
    "- Lưu: VT, ĐT.                     Lê Thị Sen"       a wide gap parts the columns
    "- Lưu: VT. KT. CHỦ TỊCH"                             so does a title in capitals
"""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.casing import LOWER, UPPER, is_capitals, sentence_case
from dondoc.reading.citations.dates import read_date
from dondoc.reading.header.addressees import items
from dondoc.reading.header.lines import BULLET, PLACE_DATE, STAMP, Draft, Line, opens_with, words
from dondoc.reading.model import Repair
from dondoc.reading.script.letters import bare

BLOCK = 7
"""Lines under a title in which its signer is looked for (recipients of the left column don't count)."""
SCRAWL = 24
"""Characters of a line that can be what scanning makes of a seal."""
ALONE = 16
"""Lines below the recipients in which a name alone on its line signs."""
LAST = 160
"""Characters at the end of a line in which a title starts."""
_FOR = re.compile(r"[Nn][ơo]i nh[ậa]n ?:? ?|NƠI NHẬN ?:? ?")
_PREFIX = re.compile(r"[TKQP](?<!\w.)(?:(?<=T)(?:(?:M|L|UQ)\.|/[ML]\.?)|(?<=K)(?:T\.|/T\.?)|(?<=Q)\.|(?<=P)HT\.)\s*")
"""It begins with one set of letters, so that the engine can skip to them."""
_SIGNED = re.compile(
    r"\(?\[?(?:[Đđ]ã k[ýí]|ĐÃ KÝ|daky|[Cc]hữ ký|[Kk]ý tên|\((?=[Kk]ý[,; ])[Kk]ý|[Kk]ý, (?:ghi|đóng)|[Đđ]óng dấu)[^)\]]*\)?\]?"
)
_SPECKS = "!|~`'’.,"
"""Signs that scanning puts behind the syllables of a name."""
_NO_NAME_SIGN = re.compile(r"[<>®©~|{}=^\\#$%&@?!\d]")
_SIGNED_NAME = re.compile(r"[;.] \(?[Đđ]ã k[ýí]\)? (?P<name>[^;:,()]+)\Z")
"""A signature in the right column beside a line of the recipients."""
_DEGREE = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|BS|BSCKII|BSCKI|CN|KS|LS|TSKH|NSND|NSƯT)\.? ?)+"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy) |Đồng chí |Ông |Bà "
)
_NAME = re.compile(rf"[{UPPER}][{LOWER}']{{0,7}}(?: (?:[{UPPER}][{LOWER}']{{0,7}}|[{UPPER}]\.)){{1,5}}")
_CAPITAL_NAME = re.compile(rf"[{UPPER}']{{1,8}}(?: [{UPPER}']{{1,8}}){{1,4}}")
_CAPITALS_THEN_NAME = re.compile(rf"[^{LOWER}]*[ .,](?=[{UPPER}][{LOWER}])")
_TITLE_BESIDE = re.compile(rf"[;.] ?(?P<right>[{UPPER}][^{LOWER}]{{5,}})\Z")
_DEPUTY = re.compile(r" (?=(?:PHÓ|THỨ TRƯỞNG|Phó|Thứ trưởng) ?)")


def read_signature(draft: Draft, after: int) -> None:
    """The recipients, and the first signature behind `after`: blocks of annexes come later and are not taken."""
    lines = [piece for line in draft.paragraphs if line.start >= after for piece in draft.columns(line)]
    recipients = None
    for i, line in enumerate(lines):
        if draft.header.recipients == () and (match := _FOR.match(line.text)):
            _recipients(draft, lines, i, match)
            recipients = i
        title = _title(line.text)
        if title is not None and _sign(draft, lines, i, title):
            _date_above(draft, lines, i)
            return
    if recipients is not None:
        _sign_alone(draft, lines[recipients + 1 : recipients + 1 + ALONE])


def _date_above(draft: Draft, lines: list[Line], i: int) -> None:
    """Place and date on the line above the signature, where the heading has none."""
    if draft.header.date is not None:
        return
    for line in lines[max(0, i - 2) : i]:
        match = None if line.text.startswith(words("start")) else PLACE_DATE.match(line.text)
        day = read_date(draft.clean.text, line.start + match.end()) if match else None
        if day and day.end >= line.end - 1:
            draft.take_date(day, "date-above-signature")


def _sign_alone(draft: Draft, lines: list[Line]) -> None:
    """A name alone on a line near the recipients, whose office a scan has lost."""
    for line in lines:
        if _person(line.text) == line.text and line.text.split(" ")[0] in words("surname"):
            draft.set(signer=draft.read(line.text, line, "name-alone"))
            return


def _recipients(draft: Draft, lines: list[Line], i: int, match: re.Match[str]) -> None:
    first = lines[i].cut(match.end())
    entries = [] if _title(first.text) else items(first)
    for line in lines[i + 1 :]:
        if line.right:
            continue
        if not BULLET.match(line.text):
            break
        beside = _SIGNED_NAME.search(line.text)
        right = beside.start() if beside else _beside(line.text)
        entries += items(line.cut(0, right or None))
    draft.set(recipients=tuple(draft.read(item.text, item, "recipient") for item in entries))


def _title(text: str) -> str | None:
    """The capitals of a signature line (``KT. CHỦ TỊCH PHÓ CHỦ TỊCH``), with a name behind them perhaps; ``None``: not such a line."""
    prefix = _PREFIX.search(text, max(0, len(text) - LAST))
    if prefix and (prefix.start() == 0 or text[prefix.start() - 1] in " :;"):
        return text[prefix.start() :]
    if len(text) < 120 and text.startswith(words("title")):
        return text
    return None


def _sign(draft: Draft, lines: list[Line], i: int, title: str) -> bool:
    """The signer of the block whose first title stands in line `i`."""
    block = [title]
    inline = _name_at_end(_SIGNED.sub("", title).rstrip(" ,./"))
    if inline:
        at = lines[i].start + lines[i].text.rindex(inline)
        _take(draft, Line(inline, at), [title[: title.rindex(inline)].strip()], lines[i])
        return True
    left = 0
    doubtful: Line | None = None
    for line in lines[i + 1 :]:
        if left == BLOCK:
            break
        left += line.right or not BULLET.match(line.text)
        right = _beside(line.text)
        if right:
            block.append(line.text[right:])
            continue
        text = _SIGNED.sub("", line.text).strip(" /.")
        if not text or STAMP.match(text) or (_is_scrawl(text) and not _specked(text)):
            continue
        if name := _specked(text):
            _take(draft, Line(text, line.start + max(line.text.find(text), 0)), block, lines[i], name)
            return True
        beside = _SIGNED_NAME.search(line.text)
        if beside and (name := _person(beside["name"])):
            _take(draft, Line(name, line.start + line.text.rindex(name)), block, lines[i])
            return True
        more = _title(line.text)
        if more is not None:
            name = _name_at_end(more)
            block.append(more[: -len(name)].strip() if name else more)
            if name:
                _take(draft, Line(name, line.start + line.text.rindex(name)), block, lines[i])
                return True
            continue
        name = _person(text)
        if name and is_capitals(name) and name.title().split(" ")[0] not in words("surname"):
            doubtful = doubtful or Line(name, line.start + max(line.text.find(name), 0))
            continue
        if name:
            _take(draft, Line(name, line.start + max(line.text.find(name), 0)), block, lines[i])
            return True
        if not (BULLET.match(line.text) or _FOR.match(line.text) or is_capitals(text)):
            break
    if doubtful:
        _take(draft, doubtful, block, lines[i])
    return doubtful is not None


def _is_scrawl(text: str) -> bool:
    """Whether a short line is what scanning makes of a seal or a written signature."""
    return len(text) <= SCRAWL and (not any(char.isalpha() for char in text) or _NO_NAME_SIGN.search(text) is not None)


def _name_at_end(title: str) -> str | None:
    """A name in mixed case behind the capitals of a title."""
    match = _CAPITALS_THEN_NAME.match(title)
    return _person(title[match.end() :]) if match else None


_INSIDE_A_SYLLABLE = re.compile(rf"(?<=\w) (?=[{LOWER}])")


def _joined(name: str) -> str:
    """A name without the spaces a scan has put into its syllables: ``Đặ ng Văn Bến``."""
    return _INSIDE_A_SYLLABLE.sub("", name)


@cache
def _bare_surnames() -> dict[str, str]:
    """Surname without its marks → surname, where it can be but one."""
    surnames: dict[str, list[str]] = {}
    for surname in words("surname"):
        surnames.setdefault(bare(surname), []).append(surname)
    return {plain: found[0] for plain, found in surnames.items() if len(found) == 1 and found[0] != plain}


def _specked(text: str) -> str | None:
    """The name that a scan has spoilt with specks, or whose surname alone it has robbed of its marks: ``Dang! Ngọc Minh``."""
    first, _, rest = text.partition(" ")
    surname = _bare_surnames().get(first.rstrip(_SPECKS), first.rstrip(_SPECKS))
    name = f"{surname} {rest.rstrip(_SPECKS)}"
    if name == text or surname not in words("surname") or not _NAME.fullmatch(name):
        return None
    return name if bare(rest) != rest else None


def _take(draft: Draft, name: Line, block: list[str], first: Line, meant: str | None = None) -> None:
    """`meant`: the name as it is meant, where that isn't what the line has."""
    value = meant or (_joined(name.text) if not is_capitals(name.text) else name.text.title())
    draft.set(signer=draft.read(value, name, "signature"))
    if meant:
        draft.repairs.append(Repair(draft.clean.span(name.start, name.end), name.text, meant, "repair.signer"))
    title = _PREFIX.split(" ".join(block[-2:]) if block[-1] == "THƯỜNG TRỰC" else block[-1])[-1]
    deputy = list(_DEPUTY.finditer(title))
    if deputy:
        title = title[deputy[-1].end() :]
    if is_capitals(title) and any(office in title for office in words("title")):
        draft.set(signer_title=draft.read(sentence_case(title.strip(" ,.")), first, "signature"))


def _beside(text: str) -> int:
    """Where the right column starts in a line of recipients that has a title of the signature beside it; 0: it has none."""
    match = _TITLE_BESIDE.search(text)
    if not match or not BULLET.match(text) or not (_PREFIX.match(match["right"]) or opens_with(match["right"], "title")):
        return 0
    return match.start("right")


def _person(text: str) -> str | None:
    """The person's name that `text` is, without degree and rank; ``None``: not a name."""
    text = text.strip(" .,*")
    degree = _DEGREE.match(text)
    name = text[degree.end() :] if degree else text
    if _NAME.fullmatch(name):
        return name
    joined = _joined(name)
    if joined != name and _NAME.fullmatch(joined) and joined.split(" ")[0] in words("surname"):
        return name
    if _CAPITAL_NAME.fullmatch(name) and not name.startswith(words("head") + words("title")):
        return name
    return None
