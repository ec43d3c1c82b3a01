"""Document numbers: what they look like, and their slips.

State order ``NN/YYYY/KIND-ORG``, ``NN/KIND-ORG``, công văn ``NN/ORG-UNIT`` (NĐ 30/2020/NĐ-CP, Phụ lục I); Party order ``NN-KIND/ORG``
(Quy định 399-QĐ/TW).

    "30/2020/NĐ-CP"  "439/QĐ-TTg"  "9061/VPCP-CN"  "35-CT/TW"  "88/2016/TTLT/BTC-BTNMT"
    "21 -KL/TW" is 21-KL/TW, "30/2020/ NĐ–CP" 30/2020/NĐ-CP, "30/20 20/NĐ-CP" 30/2020/NĐ-CP, "124/2020/ND-CP" 124/2020/NĐ-CP
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dondoc.reading.casing import LOWER
from dondoc.reading.citations.dates import DIGIT_SLIPS
from dondoc.reading.data import table

LONGEST = 80
"""Characters from the first separator of a number to its end, at most."""
_SLASH = r"/\\∕／"
_DASH = r"\-–—‑−‐‒"
_YEAR = r"[12lI] ?[09Oo] ?[\dOlISBZ] ?[\dOlISBZ]"
MARKER = (
    rf"[{_SLASH}{_DASH}](?:(?<=[\dOlIoSBZ].)|(?<=\d[ a-zđ].)|(?<=bis.))"
    rf"[ \n]?(?:{_YEAR} ?[{_SLASH}][ \n]?)?[A-ZĐ](?=[\wĐđ{_SLASH}{_DASH}. ])"
)
"""The first separator of a number and the first letter of its symbol: where the scan stops."""

_LEFT = re.compile(r"(?:(?<=[^\w.,/\\-])|\A)(?P<n>\d{1,6}(?:[a-zđ]|bis)?) ?\Z")
_PLAIN = re.compile(r"\d+(?:[a-zđ]|bis)?")
_LEFT_SLIP = re.compile(r"[Ss]ố:? (?P<n>\d{1,3}(?: \d{1,3}){1,3}|(?=[\dOolISBZ ]*\d)[\dOolISBZ]{1,6}) ?\Z")
_ENDS_WORD = frozenset(":ốthnyơưộịđ")
_LEFT_GLUED = re.compile(r"[Ss]ố(?P<n>\d{1,6}) ?\Z")
_PART = rf"[A-ZĐƯƠÔÂÊĂ](?:[A-ZĐƯƠÔÂÊĂỦỶ0-9]|[a-zđ](?![{LOWER}]{{2}}))*"
_MIDDLE = rf"(?P<sep>[{_SLASH}{_DASH}])[ \n]?(?:(?P<year>{_YEAR}) ?[{_SLASH}][ \n]?)?"
_SYMBOL = rf"(?P<symbol>{_PART}(?:(?:[{_DASH}{_SLASH}.&]| ?[{_DASH}](?=[A-ZĐ]{{2}})|[{_SLASH}{_DASH}][ \n](?=[A-ZĐ]{{2}})){_PART})*)"
_RIGHT = re.compile(_MIDDLE + _SYMBOL)
_APART = re.compile(rf" ?[{_DASH}{_SLASH}] ?(?=[A-ZĐ]{{2}}){_PART}(?:[{_DASH}{_SLASH}]{_PART})*")
"""What goes on behind the code of a kind with spaces around the sign: ``49-CT /TW``, ``15/QĐ - UBND``."""
_SPLIT = re.compile(rf" ?[{_DASH}{_SLASH}.&][ \n]?")
_CONGRESS = re.compile(r"(?:UBTV)?QH(?:\d{1,2}|[IVX]+)\Z|HĐND\d*\Z")
_CONGRESS_SLIP = re.compile(r"((?:UBTV)?QH)(?=\d?[IlOo]\d?|[IlOo]\d)([\dIlOo]{2})")
"""``QHI5`` for ``QH15``; ``QHII`` is a Roman numeral."""
_WITH_YEAR = re.compile(r"\d+[a-zđ]?/(?:19|20)\d\d/")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH(?:\d{1,2}|[IVX]+)\Z")
_LEVEL = str.maketrans({**dict.fromkeys("–—‑−‐‒", "-"), **dict.fromkeys("\\∕／", "/"), " ": None, "\n": None})


@dataclass(slots=True)
class Number:
    """A document number. `start` and `end`: where it stands; `seen`: its characters there; `text`: as it should be."""

    start: int
    end: int
    seen: str
    text: str
    parts: tuple[str, ...]
    """The groups of the symbol: ``("NĐ", "CP")``."""
    party: bool
    code: str | None
    """The group that names the kind, where one does: ``NĐ``."""

    @property
    def issuers(self) -> frozenset[str]:
        """The groups of the symbol that name bodies or units."""
        return frozenset(part for part in self.parts if part != self.code)

    @property
    def year(self) -> bool:
        """Whether the year is part of it, so that no other document of the body has it."""
        return bool(_WITH_YEAR.match(self.text))

    @property
    def congress(self) -> bool:
        """Whether the National Assembly or its standing committee gave it: ``59/2020/QH14``."""
        return bool(_ASSEMBLY.match(self.parts[-1]))

    @property
    def rule(self) -> str:
        """The name of the form."""
        return "party-number" if self.party else "state-number" if self.code else "dispatch-number"


@cache
def kind_of_code() -> dict[str, str]:
    """Code in a symbol → kind of document; of several kinds the first in the table."""
    codes: dict[str, str] = {}
    for row in table("kinds"):
        for code in filter(None, row["codes"].split(",")):
            codes.setdefault(code, row["kind"])
    return codes


@cache
def _slips() -> dict[str, list[tuple[str, str]]]:
    slips: dict[str, list[tuple[str, str]]] = {}
    for row in table("symbol_slips"):
        slips.setdefault(row["seen"], []).append((row["read"], row["beside"]))
    return slips


def read_number(text: str, at: int, floor: int) -> Number | None:
    """The number whose first separator stands at `at`; its figures don't start before `floor`. ``None``: not a document number."""
    left = _figures(text, at, floor)
    right = _RIGHT.match(text, at, at + LONGEST)
    if not left or not right:
        return None
    figures, start = left
    parts, symbol = _read_symbol(right["symbol"])
    end = right.end()
    if len(parts) == 1 and parts[0] in kind_of_code() and (rest := _APART.match(text, end)):
        parts, symbol = _read_symbol(right["symbol"] + rest[0].translate(_LEVEL))
        end = rest.end()
    party = right["sep"] not in "/\\∕／"
    code = parts[0] if parts[0] in kind_of_code() else None
    if not _plausible(text, start, parts, right, party=party, code=code):
        return None
    year = right["year"].replace(" ", "").translate(DIGIT_SLIPS) + "/" if right["year"] else ""
    return Number(start, end, text[start:end], f"{figures}{'-' if party else '/'}{year}{symbol}", parts, party, code)


def _figures(text: str, at: int, floor: int) -> tuple[str, int] | None:
    begin = max(floor, at - 14)
    start = at
    while start > begin and text[start - 1].isdecimal():
        start -= 1
    if begin + 1 < start and 0 < at - start <= 6 and text[start - 1] == " " and text[start - 2] in _ENDS_WORD:
        return text[start:at], start  # plain figures behind a word, which no slip can have lengthened: nearly all there are
    left = text[begin:at]
    match = _LEFT_SLIP.search(left) or _LEFT.search(left) or _LEFT_GLUED.search(left)
    if not match:
        return None
    figures = match["n"]
    if not _PLAIN.fullmatch(figures):
        figures = figures.replace(" ", "").translate(DIGIT_SLIPS)
    return figures, begin + match.start("n")


def _plausible(text: str, start: int, parts: tuple[str, ...], right: re.Match[str], *, party: bool, code: str | None) -> bool:
    """Whether figures and letters make a number, and not a range, a unit or an address."""
    named = text[max(0, start - 5) : start].lower().rstrip().endswith(("số", "số:"))
    if party:
        return code is not None and (len(parts) > 1 or named) and not right["year"]
    if right["year"]:
        return len(parts) > 1 or code is not None or bool(_CONGRESS.match(parts[0])) or named
    return (len(parts) > 1 and (code is not None or named or len(parts[0]) > 1)) or (named and len(parts[0]) > 1)


@lru_cache(maxsize=4096)
def _read_symbol(symbol: str) -> tuple[tuple[str, ...], str]:
    """The groups of `symbol`, slips mended, and the symbol they make."""
    parts = _mend(tuple(_SPLIT.split(symbol)))
    return parts, _rebuild(symbol, parts)


def _mend(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The groups of a symbol with the letters that scanning and typing lose put back (``data/symbol_slips.tsv``)."""
    slips = _slips()
    out = []
    for i, part in enumerate(parts):
        if congress := _CONGRESS_SLIP.fullmatch(part):
            part = congress[1] + congress[2].translate(DIGIT_SLIPS)
        for read, beside in slips.get(part, ()):
            if not beside or beside in parts[i + 1 : i + 2]:
                part = read
                break
        out.append(part)
    return tuple(out)


def _rebuild(symbol: str, parts: tuple[str, ...]) -> str:
    separators = [found.translate(_LEVEL) for found in _SPLIT.findall(symbol)]
    return parts[0] + "".join(sep + part for sep, part in zip(separators, parts[1:], strict=True))
