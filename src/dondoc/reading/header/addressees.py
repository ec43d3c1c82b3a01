"""The entries of lists of addressees and recipients.

    "- Các sở, ban, ngành; - Lưu: VT."                    two
    "- Tập đoàn Công nghiệp - Viễn thông Quân đội"        one: no body starts behind the hyphen
    "Giám đốc các Sở, Thủ trưởng các Ban, Ngành"          two: an office starts behind the comma
    "Các Bộ: Quốc phòng, Công an"                         Bộ Quốc phòng, Bộ Công an
"""

from __future__ import annotations

import re

from dondoc.reading.data import table
from dondoc.reading.header.lines import BULLET, Line, opens_with

_PART = re.compile(r"; ?(?:[-+•–·] ?)?|(?<=[^\s;,]) [-•+] (?=[A-ZĐ])")
_OFFICE = re.compile(r", (?=(?:Thủ trưởng|Giám đốc các|Chủ tịch UBND|Chủ tịch Ủy ban|Hiệu trưởng) )")
_AND_THE = re.compile(r"(?i:\A(?:các|toàn thể) [^:]+?) (?:và|VÀ) (?=các |CÁC )")
"""Two sorts of bodies in one entry: ``Các công ty và các đơn vị``."""
_SHARING = re.compile(r"(?:Bí [Tt]hư|Phó [^,;]+|Chủ tịch(?: Hội đồng thành viên)?)\Z")
"""An office that shares the body of the one after the comma."""
_ENTRY = ("LƯU", "NHƯ", "CÁC", "LÃNH ĐẠO", "PHÓ", "CVP", "PCVP", "TT", "VP", "ĐƠN VỊ", "ĐỒNG CHÍ", "ÔNG", "BÀ")
"""Words that open an entry and are no body's."""


def items(line: Line) -> list[Line]:
    """The entries of a line: ``- A; - B;`` is two."""
    found, at = [], 0
    listed = line.text.lstrip().startswith(("-", "•", "+"))
    for match in _PART.finditer(line.text):
        if match[0].startswith(";") or (listed and _opens_an_entry(line.text[match.end() :])):
            found.append(line.cut(at, match.start()))
            at = match.end()
    found.append(line.cut(at))
    return [item for entry in found for item in _bare(entry)]


def _opens_an_entry(text: str) -> bool:
    capitals = text.upper()
    return opens_with(capitals, "head") or opens_with(capitals, "title") or capitals.startswith(_ENTRY)


_WHERE = re.compile(r"\(?(?:Địa chỉ|Đ/c|ĐC|Mã số thuế|MST|Điện thoại|ĐT|Email)(?: |:)[^()]*\)?\Z")
"""Where an addressee is, behind its name or on a line of its own."""


def _bare(item: Line) -> list[Line]:
    where = _WHERE.search(item.text)
    item = item.cut(0, where.start()) if where else item
    bullet = BULLET.match(item.text)
    item = item.cut(bullet.end()) if bullet else item
    item = item.cut(0, len(item.text.rstrip(" .;,")))
    return [item] if item.text else []


def offices(item: Line) -> list[Line]:
    """Several offices in one entry, each with bodies of its own."""
    found, at = [], 0
    for match in _OFFICE.finditer(item.text):
        before = item.cut(at, match.start())
        if not _SHARING.match(before.text):
            found.append(before)
            at = match.end()
    rest = item.cut(at)
    both = _AND_THE.match(rest.text)
    return [*found, rest.cut(0, both.end() - len(" và ")), rest.cut(both.end())] if both else [*found, rest]


_SHARED = re.compile(r"(?:Các|các) (?P<head>[Bb]ộ|[Ss]ở|[Bb]an|[Vv]ụ|[Cc]ục)(?:, (?:cơ quan|ngành))?: (?P<names>.+)")
_OFFICE_OF = re.compile(
    r"(?:(?:Các|các) )?(?:đồng chí )?(?P<head>[^\W\d_][^:;,]{3,40}): "
    r"(?P<names>(?:Đài|Báo|Tập đoàn|Tổng công ty|Thông tấn xã|Cục|Sở|Ban|Công ty) [^:;]+)"
)
_BETWEEN = re.compile(r"\A\s*(?:(?:[,;]|và(?= ))\s*)*")
"""What parts the names of a list."""


def expand_bodies(entry: str) -> list[str]:
    """``Các Bộ: Quốc phòng, Công an`` written out: ``Bộ Quốc phòng``, ``Bộ Công an``; so is ``Giám đốc: Đài A, Báo B``."""
    office = _OFFICE_OF.fullmatch(entry)
    if office:
        return [f"{office['head']} {name}" for name in re.split(r", | và (?=[A-ZĐ])", office["names"])]
    match = _SHARED.fullmatch(entry)
    if not match:
        return [entry]
    head = match["head"].capitalize()
    rows = (row["name"] for row in table("proper_names"))
    known = sorted((name.split(" ", 1)[1] for name in rows if name.startswith((f"{head} ", "Bộ "))), key=len, reverse=True)
    names, rest = [], match["names"].strip()
    while rest:
        name = next((k for k in known if rest.startswith(k) and rest[len(k) : len(k) + 1] in ("", ",", ";", " ")), None)
        if name is None:
            name = re.split(r"[,;]| và (?=[A-ZĐ])", rest, maxsplit=1)[0]
        if name:
            names.append(name if name.startswith(("Văn phòng", "Ngân hàng", "Thanh tra", head + " ")) else f"{head} {name}")
        rest = _BETWEEN.sub("", rest[len(name) :])
    return names
