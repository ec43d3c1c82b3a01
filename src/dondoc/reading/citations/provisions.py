"""Provisions named with a document: which articles, clauses and points, with lists and ranges written out.

    "điểm a, b khoản 2 Điều 5"           (5, 2, a) (5, 2, b)
    "khoản 1, khoản 2 Điều 15"           (15, 1) (15, 2)
    "khoản 2 Điều 5 và Điều 7"           (5, 2) (7)
    "từ Điều 5 đến Điều 7"               (5) (6) (7)
    "các điểm a, b và đ khoản 1 Điều 3"  (3, 1, a) (3, 1, b) (3, 1, đ)
    "điểm 1 Mục III"                     (-, -, 1): parts above the article are named in the span and have no place in a provision
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dondoc.reading.model import Provision

POINTS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points in their order (NĐ 30/2020/NĐ-CP, Phụ lục I: the Vietnamese alphabet without ă â ê ô ơ ư, f j w z)."""
MAX_RANGE = 400
"""A range longer than this is not written out: its ends stand for it."""

_LEVEL = r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Tt]iết|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hần(?: thứ)?|[Pp]hụ lục(?: số)?|[Mm]ẫu số|ĐIỀU|KHOẢN)"
LEVEL_WORDS = ("iều ", "hoản ", "iểm ", "iết ", "ục ", "hương ", "hần ", "ẫu số ", "IỀU ", "HOẢN ", "ục số ", "hần thứ ")
"""Every level has one of these."""
BEFORE_LEVEL = len("từ các tiểu m")
"""Characters from the start of a run to the first of them, at most."""
_VALUE = r"(?:\d+(?:\.\d+)*[a-zđ]?|[IVXLC]+|[a-zđ]\d?|nhất|hai|ba|tư|năm)(?!\w)"
_GLUE = r"(?:, ?(?:và |hoặc )?| và | hoặc | đến | - |-)"
_ITEM = rf"{_LEVEL} {_VALUE}(?:{_GLUE}{_VALUE})*"
_JOIN = r"(?:[,;]? (?:và |hoặc |đến |của |tại |thuộc |trong |ở )?(?:các )?)"
RUN = rf"(?:từ )?(?:các )?{_ITEM}(?:{_JOIN}{_ITEM})*"
BEFORE_KIND = re.compile(rf"(?<!\w)(?P<run>{RUN}),? (?:(?:của|tại|trong|thuộc) )?(?:các )?\Z")
ATTACHED = re.compile(
    rf"(?<!\w)(?P<run>{RUN}),? (?:(?:của|tại|trong|thuộc) )?"
    r"(?:Quy chế|Quy định|Điều lệ|Phụ lục|Danh mục|Kế hoạch|Đề án|Hướng dẫn|Nội quy|Quy trình|Chương trình|Bộ tiêu chí)"
    r"[^.;]{0,160}?kèm theo (?:các )?\Z"
)
_TOKEN = re.compile(rf"(?P<level>{_LEVEL}) |(?P<value>{_VALUE})|(?P<to>đến|-)|(?P<join>,|;|và|hoặc)")
_RANK = {"điểm": 0, "khoản": 1, "điều": 2}


@dataclass(slots=True)
class _Group:
    level: int | None
    """0 point, 1 clause, 2 article, ``None`` a part above the article or below the point."""
    values: tuple[str, ...]
    joined: bool
    """Whether a comma or 'và' stands before it."""


@lru_cache(maxsize=4096)
def read_provisions(run: str) -> tuple[Provision, ...]:
    """The provisions that the words `run` name, in their order, each once."""
    open_: list[Provision] = []
    done: list[Provision] = []
    for group in _groups(run):
        if group.level is None:
            done += open_
            open_ = []
            continue
        waiting = [p for p in open_ if _lacks(p, group.level)]
        if waiting:
            open_ = [q for p in open_ for q in (_fill(p, group) if p in waiting else [p])]
        elif open_ and not group.joined and _holds_above(open_[-1], group.level):
            last = open_.pop()
            open_ += [_set(last, group.level, value) for value in group.values]
        else:
            open_ += [_set(Provision(), group.level, value) for value in group.values]
    return tuple(dict.fromkeys(_descending(done + open_)))


def _descending(found: list[Provision]) -> list[Provision]:
    """``Điều 5, khoản 2``: what is left without an article belongs to the whole article named before it."""
    out: list[Provision] = []
    for provision in found:
        whole = out and out[-1].article is not None and out[-1].clause is None
        if whole and provision.article is None and provision.clause is not None:
            provision = replace(provision, article=out.pop().article)
        out.append(provision)
    return out


def _groups(run: str) -> list[_Group]:
    groups: list[_Group] = []
    values: list[str] = []
    level, joined, ranged, pending_join = "", False, False, False
    for match in _TOKEN.finditer(run):
        if match["level"]:
            word = match["level"].lower()
            if ranged and _rank(word) == _rank(level):
                continue
            if values:
                groups.append(_Group(_rank(level), tuple(values), joined))
            level, values, joined = word, [], pending_join
            pending_join = ranged = False
        elif match["value"]:
            values += _range(values[-1], match["value"]) if ranged and values else [match["value"]]
            ranged = pending_join = False
        elif match["to"]:
            ranged = True
        else:
            pending_join = True
    if values:
        groups.append(_Group(_rank(level), tuple(values), joined))
    return groups


def _rank(word: str) -> int | None:
    """The rank of the word of a level, ``None`` for one that a provision has no place for."""
    return _RANK.get(word)


def _range(first: str, last: str) -> list[str]:
    """What follows `first` up to `last`."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= MAX_RANGE:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    if first in POINTS and last in POINTS and len(first) == len(last) == 1 and POINTS.index(first) < POINTS.index(last):
        return list(POINTS[POINTS.index(first) + 1 : POINTS.index(last) + 1])
    return [last]


def _lacks(provision: Provision, level: int) -> bool:
    """Whether `provision` has something below `level` and nothing at it."""
    held = (provision.point, provision.clause, provision.article)
    return held[level] is None and all(above is None for above in held[level + 1 :]) and any(held[:level])


def _holds_above(provision: Provision, level: int) -> bool:
    held = (provision.point, provision.clause, provision.article)
    return not any(held[: level + 1]) and any(held[level + 1 :])


def _set(provision: Provision, level: int, value: str) -> Provision:
    return replace(provision, **{("point", "clause", "article")[level]: value})


def _fill(provision: Provision, group: _Group) -> list[Provision]:
    assert group.level is not None
    return [_set(provision, group.level, value) for value in group.values]
