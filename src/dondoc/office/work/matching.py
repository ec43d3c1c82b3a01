"""Bodies as a text names them → units of the directory. A suggestion to confirm, with the rule that made it.

Pure: an :class:`UnitIndex` is built once from plain rows (one query over the units, one over their aliases) and asked as often as needed.
A name that fits two units fits none: the candidates are given and a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dondoc.office.folding import fold_name, plain_name

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("ubmttq", "uy ban mat tran to quoc"),
    ("mttq", "mat tran to quoc"),
    ("ubkt", "uy ban kiem tra"),
    ("btv", "ban thuong vu"),
    ("bch", "ban chap hanh"),
    ("bql", "ban quan ly"),
    ("ldld", "lien doan lao dong"),
    ("lhpn", "lien hiep phu nu"),
    ("ccb", "cuu chien binh"),
    ("tncs", "thanh nien cong san"),
    ("tnmt", "tai nguyen va moi truong"),
    ("tn&mt", "tai nguyen va moi truong"),
    ("nn&mt", "nong nghiep va moi truong"),
    ("gd&dt", "giao duc va dao tao"),
    ("gddt", "giao duc va dao tao"),
    ("kh&cn", "khoa hoc va cong nghe"),
    ("khcn", "khoa hoc va cong nghe"),
    ("vh tt&dl", "van hoa the thao va du lich"),
    ("vhttdl", "van hoa the thao va du lich"),
    ("ld tb&xh", "lao dong thuong binh va xa hoi"),
    ("tt&tt", "thong tin va truyen thong"),
    ("kt xh", "kinh te xa hoi"),
    ("khdt", "ke hoach va dau tu"),
    ("kh&dt", "ke hoach va dau tu"),
    ("vp", "van phong"),
    ("tp", "thanh pho"),
    ("tx", "thi xa"),
    ("bchqs", "bo chi huy quan su"),
    ("bchbp", "bo chi huy bo doi bien phong"),
)
"""Folded abbreviation → folded words. Source: abbreviations in common use in the heading and recipients of State and Party documents."""

OFFICES: tuple[str, ...] = (
    "phó giám đốc",
    "giám đốc",
    "tổng giám đốc",
    "phó chủ tịch",
    "chủ tịch",
    "thủ trưởng",
    "chi cục trưởng",
    "cục trưởng",
    "vụ trưởng",
    "viện trưởng",
    "hiệu trưởng",
    "bí thư",
    "chủ nhiệm",
    "chỉ huy trưởng",
    "trưởng",
    "chánh",
    "đồng chí",
    "lãnh đạo",
)
"""Titles that stand before the body they head: «Giám đốc Sở Y tế», «Trưởng Ban Tổ chức». Marks are kept: «Trường» is no «Trưởng»."""

PLACES: tuple[str, ...] = ("tinh", "thanh pho", "thi xa", "huyen", "quan", "xa", "phuong", "dac khu", "trung uong")
"""Folded words that open the name of a place after the name of a body: «Sở Y tế *tỉnh An Phú Hà*»."""

CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("xa", ("commune",)),
    ("phuong", ("commune",)),
    ("dac khu", ("commune",)),
    ("cap xa", ("commune",)),
    ("dia phuong", ("commune",)),
    ("so", ("department",)),
    ("ban nganh", ("department",)),
    ("nganh", ("department",)),
    ("co quan chuyen mon", ("department",)),
    ("ban dang", ("committee",)),
    ("ban xay dung dang", ("committee",)),
    ("cap uy", ("committee",)),
    ("cap uy dang", ("committee",)),
    ("to chuc dang", ("committee",)),
    ("dang uy", ("committee",)),
    ("doan the", ("mass",)),
    ("mat tran", ("mass",)),
    ("to chuc chinh tri xa hoi", ("mass",)),
    ("phong", ("division",)),
    ("phong ban", ("division",)),
    ("don vi su nghiep", ("service",)),
    ("truong", ("service",)),
)
"""Folded word of a class, as it stands in «các …» → kinds of unit (:class:`Unit.Kind`) that are of it."""

_CLASS_OPENING = re.compile(r"\b(?:cac|moi|toan the|tat ca cac|nhung)\b ?(?P<of>.*)$")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What the index needs to know of a unit."""

    id: int
    name: str
    short_name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What `words` may mean. `unit` is set when just one unit fits; else `candidates` lists what a person may choose from."""

    unit: int | None
    rule: str
    candidates: tuple[int, ...] = ()

    @property
    def is_class(self) -> bool:
        """Whether the words name a class of units and not one."""
        return self.rule in {"class", "open-class"}


NOTHING = Suggestion(None, "unknown")
UNKNOWN_CLASS = Suggestion(None, "open-class")
"""«các đơn vị liên quan»: a class, but the words don't say of what."""


@dataclass(slots=True)
class UnitIndex:
    """The directory's units by every name they go by."""

    plain: dict[str, list[int]] = field(default_factory=dict)
    folded: dict[str, list[int]] = field(default_factory=dict)
    placeless: dict[str, list[int]] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[UnitRow]) -> UnitIndex:
        """An index of `rows`."""
        index = cls()
        for row in rows:
            index.kinds.setdefault(row.kind, []).append(row.id)
            for name in {row.name, row.short_name, *row.aliases} - {""}:
                folded = expand(fold_name(name))
                _file(index.plain, plain_name(name), row.id)
                _file(index.folded, folded, row.id)
                _file(index.placeless, without_place(folded), row.id)
        return index

    def match(self, words: str) -> Suggestion:
        """The first rule of :data:`RULES` that finds something says what it is."""
        for name, rule in RULES:
            found = tuple(rule(self, words))
            if found and name == "class":
                return Suggestion(None, name, found)
            if len(found) == 1:
                return Suggestion(found[0], name)
            if found:
                return Suggestion(None, "ambiguous", found)
        return NOTHING if class_kinds(words) is None else UNKNOWN_CLASS


def _file(table: dict[str, list[int]], key: str, unit: int) -> None:
    units = table.setdefault(key, [])
    if unit not in units:
        units.append(unit)


_EXPANSIONS = dict(ABBREVIATIONS)
_SHORT = re.compile(r"(?<![\w&])(?:" + "|".join(sorted(map(re.escape, _EXPANSIONS), key=len, reverse=True)) + r")(?![\w&])")


def expand(folded: str) -> str:
    """`folded` with its abbreviations written out."""
    return _SHORT.sub(lambda found: _EXPANSIONS[found[0]], folded)


_PLACE = re.compile(r" (?:" + "|".join(PLACES) + r")\b.*$")


def without_place(folded: str) -> str:
    """`folded` without the place at its end: ``so y te tinh an phu ha`` → ``so y te``."""
    cut = _PLACE.sub("", folded)
    return cut if " " in cut and cut not in {"uy ban nhan dan", "hoi dong nhan dan", "van phong"} else folded


_OFFICE = re.compile(r"^(?:" + "|".join(sorted(OFFICES, key=len, reverse=True)) + r") ")


def _exact(index: UnitIndex, words: str) -> Iterable[int]:
    return index.plain.get(plain_name(words), ())


def _without_marks(index: UnitIndex, words: str) -> Iterable[int]:
    return index.folded.get(fold_name(words), ())


def _abbreviation(index: UnitIndex, words: str) -> Iterable[int]:
    return index.folded.get(expand(fold_name(words)), ())


def _by_place(index: UnitIndex, folded: str) -> Iterable[int]:
    """The place said by only one of the two: «Sở Y tế» and «Sở Y tế tỉnh An Phú Hà». Two places that differ never meet."""
    bare = without_place(folded)
    return index.folded.get(bare, ()) if bare != folded else index.placeless.get(folded, ())


def _place(index: UnitIndex, words: str) -> Iterable[int]:
    return _by_place(index, expand(fold_name(words)))


def _office(index: UnitIndex, words: str) -> Iterable[int]:
    plain = plain_name(words)
    while (body := _OFFICE.sub("", plain, count=1)) != plain:
        folded = expand(fold_name(body))
        found = index.folded.get(folded) or _by_place(index, folded)
        if found:
            return found
        plain = body
    return ()


def class_kinds(words: str) -> tuple[str, ...] | None:
    """The kinds of unit that «các …» in `words` takes in, in the table's order; ``None`` where no class is named at all."""
    opening = _CLASS_OPENING.search(fold_name(words))
    if not opening:
        return None
    named = f" {opening['of']} "
    found: set[str] = set()
    for word, kinds in sorted(CLASSES, key=lambda row: -len(row[0])):  # «chính trị - xã hội» holds no «xã»
        if f" {word} " in named:
            named = named.replace(f" {word} ", "  ")
            found.update(kinds)
    return tuple(dict.fromkeys(kind for _, kinds in CLASSES for kind in kinds if kind in found))


def _class(index: UnitIndex, words: str) -> Iterable[int]:
    return [unit for kind in class_kinds(words) or () for unit in index.kinds.get(kind, ())]


RULES: tuple[tuple[str, Callable[[UnitIndex, str], Iterable[int]]], ...] = (
    ("exact", _exact),
    ("folded", _without_marks),
    ("abbreviation", _abbreviation),
    ("office", _office),
    ("place", _place),
    ("class", _class),
)
"""The rules, strictest first. ``ambiguous`` (several units fit), ``open-class`` and ``unknown`` (none does) are what is left."""
