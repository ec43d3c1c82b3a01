"""Identifiers of documents: Akoma Ntoso names, Work level (domain notes on citations, section 4).

    "Nghị định 30/2020/NĐ-CP"               /akn/vn/act/nghi-dinh/2020/30-2020-nd-cp
    "Quyết định 41/2019/QĐ-UBND" of a tỉnh  /akn/vn/act/quyet-dinh/ubnd.quang-tri/2019/41-2019-qd-ubnd
    "Chỉ thị 35-CT/TW ngày 26/5/2014"       /akn/vn/act/chi-thi/dcs.tw/2014-05-26/35-ct-tw

An identifier is made only where the text gives every part of it. Otherwise, and where kind and symbol contradict each other, it is
``urn:dondoc:unresolved:<16 hexadecimal digits>``, a hash of the words: never a guess.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dondoc.reading import laws
from dondoc.reading.data import table
from dondoc.reading.model import Citation, Header, Provision, Reading

UNRESOLVED = "urn:dondoc:unresolved:"
LANGUAGE = "vie"

_NUMBER = re.compile(r"(?P<figures>\d+\w*)(?P<sep>[/-])(?:(?P<year>(?:19|20)\d\d)/)?(?P<symbol>[^\W\d_].*)")
_GROUPS = re.compile(r"[-/.&]")
_CONGRESS = re.compile(r"(?P<body>QH|UBTVQH)(?:\d{1,2}|[IVX]+)")
_PARTY_NORMATIVE = frozenset(
    ("Chỉ thị", "Chiến lược", "Hướng dẫn", "Kết luận", "Nghị quyết", "Quy chế", "Quy định", "Quyết định", "Thông tri")
)
"""Kinds by which Party bodies rule (Quy định 399-QĐ/TW); their other kinds are administrative."""
_CENTRAL_CITIES = frozenset(("Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"))
_LEVEL = r"tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_NAMED = rf"(?P<name>[^\W\d_]\w*(?:[ -](?!(?:{_LEVEL})\b)\w+)*|\d{{1,2}})"
_PLACE = re.compile(rf"(?:^|\s)(?P<level>{_LEVEL}) {_NAMED}", re.IGNORECASE)
_COMMITTEE = re.compile(rf"(?P<level>tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)(?: (?:{_LEVEL}))? {_NAMED}", re.IGNORECASE)
_RELATIVE = re.compile(rf"(?:(?P<level>{_LEVEL})|(?P<party>tỉnh|thành|huyện|quận|thị) (?:ủy|uỷ))\Z", re.IGNORECASE)
_AUTHORITIES = {"UBND": re.compile(r"UBND|[ỦU]y ban nhân dân|Uỷ ban nhân dân", re.I), "HĐND": re.compile(r"HĐND|Hội đồng nhân dân", re.I)}
_POINTS = {"đ": "dd"}


@dataclass(slots=True)
class Mention:
    """What is known of a document: enough, or not, to name it."""

    kind: str
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    name: str | None = None
    year: int | None = None


def work_uri(citation: Citation, reading: Reading) -> str:
    """The identifier of the document that `citation` mentions, or an ``urn:dondoc:unresolved:`` of its words."""
    mention = Mention(citation.kind, citation.number, citation.date, citation.issuer, citation.name, citation.year)
    return work_of(mention, within=reading.header) or unresolved(reading.quote(citation.span))


def document_uri(reading: Reading) -> str:
    """The identifier of the document `reading` is of."""
    header = reading.header
    number = header.number.value if header.number else None
    mention = Mention(
        kind=header.kind.value if header.kind else "",
        number=number,
        date=header.date.value if header.date else None,
        issuer=" ".join(read.value for read in (header.issuer, header.superior) if read) or None,
    )
    return work_of(mention) or unresolved(number or reading.source.text)


def unresolved(words: str) -> str:
    """The name of a document we can't identify: a hash of `words` in NFC, white space levelled."""
    level = " ".join(unicodedata.normalize("NFC", words).split())
    return UNRESOLVED + hashlib.sha256(level.encode("utf-8", "replace")).hexdigest()[:16]


def is_resolved(uri: str) -> bool:
    """Whether `uri` names a document."""
    return not uri.startswith(UNRESOLVED)


def expression_uri(work: str, day: date | None = None) -> str:
    """The Vietnamese text of `work` as of `day`; without one, its first version. An unresolved name stays as it is."""
    return f"{work}/{LANGUAGE}@{day.isoformat() if day else ''}" if is_resolved(work) else work


def portion(provision: Provision) -> str:
    """The end of an identifier that points at `provision`: ``~art_11a__cl_1__pt_dd``."""
    point = provision.point and _POINTS.get(provision.point, slug(provision.point))
    parts = (("art", provision.article), ("cl", provision.clause), ("pt", point))
    return "~" + "__".join(f"{prefix}_{slug(value)}" for prefix, value in parts if value)


def slug(text: str) -> str:
    """`text` in small ASCII letters, figures and hyphens: ``Nghị định`` is ``nghi-dinh``."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(letter for letter in folded if not unicodedata.combining(letter))))


def work_of(mention: Mention, *, within: Header | None = None) -> str | None:
    """The Work identifier of `mention`; ``None`` where anything needed for it is missing. `within`: the document that mentions it."""
    if mention.number is None:
        mention = _by_name(mention, within.date.value if within and within.date else None) or mention
    parts = _parts(mention.number or "")
    if not parts:
        return None
    party, groups = parts.party, parts.groups
    kind = _kind(mention.kind, groups, party=party)
    if kind is None:
        return None
    bodies = groups if kind.code is None else groups[1:]
    actor = _actor(bodies, mention.issuer, within, party=party, dispatch=kind.code is None)
    if actor is None:
        return None
    number = slug(mention.number or "")
    if parts.year:
        return "/".join(("/akn/vn", kind.work_class(party=party, dated=True), kind.slug, *actor.of_act, parts.year, number))
    day = mention.date
    if day is None or kind.always_has_year(party=party):
        return None
    return f"/akn/vn/{kind.work_class(party=party, dated=False)}/{kind.slug}/{actor.slug}/{day.isoformat()}/{number}"


def number_of_law(kind: str, name: str | None, year: int | None) -> str | None:
    """The number of the act cited by name and year, where the table of laws has it."""
    found = _by_name(Mention(kind, name=name, year=year), None) if name and year else None
    return found.number if found else None


def kind_in_symbol(kind: str, number: str) -> str | None:
    """The kind that the symbol of `number` names where it contradicts the written `kind`; ``None`` where the two agree or may."""
    parts = _parts(number)
    known = _rows_of_kind().get(kind)
    if not parts or known is None or kind == "Văn bản":
        return None
    groups = parts.groups
    sharing = _kinds_with_code(groups[0])
    if not sharing or _kind(kind, groups, party=parts.party):
        return None
    if kind == "Công văn" and groups[-1] not in _AUTHORITIES.keys() | {"CP", "TTg", "TW", "TU"}:
        return None  # the first group of a công văn is a body (CT: Cục Thuế), unless what issues it stands behind
    return sharing[0]


def lacks_year(kind: str, number: str) -> bool:
    """Whether `number` is that of a State act whose numbers all have the year, without it: ``30/NĐ-CP``."""
    parts = _parts(number)
    if not parts or parts.year:
        return False
    found = _kind(kind, parts.groups, party=parts.party)
    return bool(found and found.always_has_year(party=parts.party))


def year_of(number: str) -> int | None:
    """The year in a number."""
    parts = _parts(number)
    return int(parts.year) if parts and parts.year else None


def bodies_of(number: str) -> tuple[str, ...]:
    """The groups of a number's symbol that name bodies, the number of a Quốc hội left out: ``("QH",)``, ``("UBND",)``."""
    parts = _parts(number)
    groups = parts.groups if parts else ()
    bodies = groups[1:] if groups and _kinds_with_code(groups[0]) else groups
    return tuple(_CONGRESS.sub(r"\g<body>", group) if "QH" in group else group for group in bodies)


@dataclass(slots=True)
class _Parts:
    """A number taken apart."""

    party: bool
    year: str | None
    groups: tuple[str, ...]


@lru_cache(maxsize=4096)
def _parts(number: str) -> _Parts | None:
    match = _NUMBER.fullmatch(number)
    return _Parts(match["sep"] == "-", match["year"], tuple(_GROUPS.split(match["symbol"]))) if match else None


@dataclass(slots=True)
class _Kind:
    name: str
    code: str | None
    row_class: str

    @property
    def slug(self) -> str:
        return slug(self.name)

    def work_class(self, *, party: bool, dated: bool) -> str:
        """``act`` for what is normative: a State number with the year in it, a Party kind that rules; ``doc`` for the rest."""
        if party:
            return "act" if self.name in _PARTY_NORMATIVE else "doc"
        return "act" if dated and (self.row_class == "act" or self.name == "Chỉ thị") else "doc"

    def always_has_year(self, *, party: bool) -> bool:
        """Whether a number of this kind without the year has lost it."""
        return not party and self.row_class == "act" and self.name not in ("Quyết định", "Nghị quyết")


@dataclass(frozen=True, slots=True)
class _Actor:
    slug: str
    national: bool

    @property
    def of_act(self) -> tuple[str, ...]:
        """What stands before the year of an act: nothing where the symbol alone names the body."""
        return () if self.national else (self.slug,)


@cache
def _rows_of_kind() -> dict[str, tuple[str, frozenset[str]]]:
    return {row["kind"]: (row["class"], frozenset(filter(None, row["codes"].split(",")))) for row in table("kinds")}


@cache
def _kinds_with_code(code: str) -> tuple[str, ...]:
    return tuple(kind for kind, (_, codes) in _rows_of_kind().items() if code in codes)


@lru_cache(maxsize=4096)
def _kind(written: str, groups: tuple[str, ...], *, party: bool) -> _Kind | None:
    """The kind by the written word and the symbol together; ``None`` where they contradict each other."""
    rows = _rows_of_kind()
    first = groups[0]
    if _CONGRESS.fullmatch(first) and written in rows:
        return _Kind(written, None, rows[written][0]) if rows[written][0] == "act" else None
    sharing = _kinds_with_code(first)
    if not sharing:
        return _Kind("Công văn", None, "doc") if written in ("Công văn", "Văn bản") else None
    if written == "Văn bản":
        return _Kind(sharing[0], first, rows[sharing[0]][0]) if len(sharing) == 1 else None
    if party and (written, first) == ("Quy định", "QĐ"):
        return _Kind(written, first, rows[written][0])
    if written not in sharing:
        return None
    general = min((kind for kind in sharing if f"{written} ".startswith(f"{kind} ")), key=len)
    return _Kind(general, first, rows[general][0])


@cache
def _national() -> dict[tuple[str, str], str]:
    return {(row["order"], row["symbol"]): row["slug"] for row in table("actors")}


def _actor(bodies: tuple[str, ...], issuer: str | None, within: Header | None, *, party: bool, dispatch: bool) -> _Actor | None:
    """The body that `bodies` (groups of a symbol) name, with the place of `issuer` where they need one; of a công văn the first is it."""
    if not bodies:
        return None
    order = "party" if party else "state"
    symbols = bodies[:1] if dispatch or party else bodies
    slugs = [_national().get((order, _CONGRESS.sub(r"\g<body>", symbol))) for symbol in symbols]
    if all(slugs):
        return _Actor(".".join(filter(None, slugs)), national=not party)
    if any(slugs) or not issuer:
        return None
    own = " ".join(read.value for read in (within.issuer, within.superior) if read) if within else ""
    place = _place(issuer, own, party=party, symbol=symbols[0])
    return _Actor(place, national=False) if place else None


def _place(issuer: str, own: str, *, party: bool, symbol: str) -> str | None:
    """``ubnd.quang-tri``, ``stc.tinh-y``, ``dcs.tinh-uy-y``; ``UBND tỉnh`` alone is the tỉnh of the document that says it (`own`)."""
    if party:
        return _committee(issuer) or (_committee(own) if _RELATIVE.search(issuer.strip()) and _same_level(issuer, own) else None)
    words = _AUTHORITIES.get(symbol)
    if words and not words.search(issuer):
        return None
    found = _PLACE.search(issuer)
    if not found and _RELATIVE.search(issuer.strip()) and _same_level(issuer, own):
        found = _PLACE.search(own)
    if not found:
        return None
    level, name = found["level"].lower().replace("tp.", "thành phố").replace("tp", "thành phố"), found["name"]
    provincial = level == "tỉnh" or (level == "thành phố" and name.title() in _CENTRAL_CITIES)
    return f"{slug(symbol)}.{slug(name) if provincial and words else slug(f'{level} {name}')}"


def _same_level(issuer: str, own: str) -> bool:
    """Whether the one place `own` names is of the level that ends `issuer`."""
    ends = _RELATIVE.search(issuer.strip())
    places = [*_PLACE.finditer(own), *_COMMITTEE.finditer(own)]
    if not ends or len(places) != 1:
        return False
    return places[0]["level"].lower() == (ends["level"] or ends["party"]).lower()


def _committee(issuer: str) -> str | None:
    """A Party committee by name: ``dcs.tinh-uy-an-phu-ha``."""
    found = _COMMITTEE.search(issuer)
    return f"dcs.{slug(found[0].replace('uỷ', 'ủy'))}" if found else None


def _by_name(mention: Mention, citing: date | None) -> Mention | None:
    """A law by its name: by its year, or the one in force on the day of the citing document."""
    if not mention.name or (mention.date and not mention.year):
        return None
    found = laws.numbers(mention.kind, mention.name, year=mention.year, day=citing)
    return Mention(mention.kind, found[0]) if len(found) == 1 else None
