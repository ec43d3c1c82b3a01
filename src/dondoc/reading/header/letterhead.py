"""The bodies of the letterhead, from its lines in capitals: who issues, and the body above it.

    "UBND TỈNH AN PHÚ HÀ" / "SỞ Y TẾ"                                   Sở Y tế
    "ỦY BAN NHÂN DÂN" / "TỈNH AN PHÚ HÀ"                                Ủy ban nhân dân tỉnh An Phú Hà
    "HỘI ĐỒNG NHÂN DÂN" / "TỈNH AN PHÚ HÀ" / "THƯỜNG TRỰC"              Thường trực Hội đồng nhân dân tỉnh An Phú Hà
"""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.casing import capitalise_rest, is_capitals, sentence_case
from dondoc.reading.header.lines import Draft, Line, opens_with, words
from dondoc.reading.model import Read
from dondoc.reading.script.letters import bare, misread

SURE = 7
"""Letters of the first words of a body's name of which one may be misread."""
RESTORING = 20_000
"""Characters of the text in which the right spelling of a name is looked for."""

_SIGNS = re.compile(r"(?:T/?[ML]|KT|K/T|TUQ|Q)\. ?[A-ZĐ]|SAO (?:Y|LỤC)|TRÍCH SAO")
"""A line of the signature, and the mark of a copy: behind a letterhead, no more of it."""
_FIELD = re.compile(r"(?:Phòng|Khoa|Cục|Vụ|Ban|Chi cục|Viện|Trung tâm|Sở|Bộ|Tổng cục|Trường) ")
_FIELD_WORD = re.compile(r"(?<= và )\w|(?<= - )\w|(?<=Phòng )\w|(?<=Khoa )\w|(?<=Cục )\w|(?<=Vụ )\w|(?<=Ban )\w|(?<=Viện )\w|(?<=Sở )\w")
"""Where the field in a body's name starts: it has a capital (NĐ 30/2020/NĐ-CP, Phụ lục II)."""


def read_letterhead(draft: Draft, lines: list[Line], body: str) -> None:
    """Issuer and superior from the letterhead's lines; `body`: the text under the heading, which shows how names are written."""
    bodies: list[list[Line]] = []
    for line in lines:
        if bodies and _SIGNS.match(line.text):
            break
        if opens_with(line.text, "form"):
            if bodies:
                break
            continue
        if bodies and _goes_on(bodies[-1][-1].text, line.text):
            bodies[-1].append(line)
        elif _opens(line.text.upper()):
            bodies.append([line])
    if not bodies:
        return
    issuer = _body(draft, bodies[-1], body)
    if len(bodies) > 1:
        superior = _body(draft, bodies[-2], body)
        draft.set(superior=superior)
        if " ".join(line.text for line in bodies[-1]) in words("organ"):
            issuer = Read(f"{issuer.value} {superior.value}", issuer.span, issuer.rule)
    draft.set(issuer=issuer)


def _goes_on(before: str, text: str) -> bool:
    """Whether the letterhead line `text` goes on with the name begun in `before`."""
    if before.endswith(("-", "–", ",", " VÀ")) or text.startswith(("VÀ ", "- ", "– ")):
        return True
    if before in words("open"):
        return True
    return not _opens(text)


def _opens(text: str) -> bool:
    """Whether a line opens the name of a body; where scanning has lost the marks, by a word that nothing else is like."""
    return opens_with(text, "head") or _is_spoilt(text)


def _is_spoilt(text: str) -> bool:
    """Whether a line opens with the name of a body that has lost its marks, or one letter too: ``TONG CYC``."""
    plain = bare(text)
    if plain.startswith(_bare_heads()):
        return True
    return any(len(head) > SURE and misread(plain[: len(head)], head) for head in _bare_heads())


@cache
def _bare_heads() -> tuple[str, ...]:
    return tuple(f"{bare(word)} " for word in words("head") if " " in word or word == "CỤC")


def _restored(name: str, body: str) -> str:
    """The spelling that the text below has for a name that scanning has spoilt; the name itself where it has none."""
    seen = bare(name.lower()).split(" ")
    one_off = ("[ \n]".join("[a-z]+" if i == j else re.escape(word) for j, word in enumerate(seen)) for i in range(len(seen)))
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(one_off)})(?!\w)", bare(body[:RESTORING].lower())):
        found = body[slice(*match.span())].replace("\n", " ")
        plain, meant = " ".join(seen), match[0].replace("\n", " ")
        if (plain == meant or misread(plain, meant)) and not is_capitals(found) and bare(found) != found:
            return found[0].upper() + found[1:]
    return name


def _body(draft: Draft, lines: list[Line], body: str) -> Read[str]:
    joined = " ".join(line.text for line in lines)
    whole = draft.at(lines[0].start, lines[-1].end)
    name = capitalise_rest(sentence_case(joined, body)) if is_capitals(joined) else joined
    if _FIELD.match(name):
        name = _FIELD_WORD.sub(lambda match: match[0].upper(), name)
    if not opens_with(lines[0].text.upper(), "head"):
        name = _restored(name, body)
    return draft.read(name, whole, "letterhead")
