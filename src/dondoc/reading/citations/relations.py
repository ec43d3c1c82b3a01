"""What this document does with one that it mentions, from the words around the mention (``data/relations.tsv``).

    "Căn cứ Luật A;"                                  basis
    "Thực hiện Kế hoạch số 5/KH-UBND, …"              implements
    "Quyết định này thay thế Quyết định số 7/QĐ-UBND" replaces
    "Luật A được sửa đổi, bổ sung bởi ▸Luật B"        amended-by
    "Căn cứ Nghị định A sửa đổi ▸Nghị định B"         none: what A does to B is not ours

The words between a mention and the one before it in the clause speak of that other one, unless they go on with ``và`` or ``đồng thời``.
Members of a list have the relation of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dondoc.reading.citations.scan import Draft
from dondoc.reading.data import table

REACH = 240
"""Characters before and behind a mention that are its clause, at most."""
NEAR = 110
"""Characters between the words and the mention, at most."""
LIST_REACH = 1500
"""Characters before an item of a list in which the list begins, at most."""
ITEMS = 12
"""Mentions before an item of a list that are looked at, at most."""
LONGEST = 40
"""Characters of a phrase, at most."""
_CLAUSE = re.compile(r"[.;:)\n](?:(?<=\n)|(?<=\)),(?=\s)|(?<=[.;:])(?=\s))")
"""The end of a clause; the pattern begins with one set, so that the engine can skip to it."""
_OWN_ANNEX = re.compile(r"(?:\A\W{0,3}(?:[^\W\d_][^,;:(]{2,40} )?|\(|\bnày )(?:(?:[Đđ]ược )?[Bb]an hành )?[Kk]èm theo ")
"""``(Ban hành kèm theo …``, ``Quy chế này ban hành kèm theo …``: it is this text that is attached, not something named in it."""
_LIST = re.compile(r"[,;]?(?: và| cùng| hoặc)?(?: các)? ?")
_SHARED = ("basis", "implements", "proposed-by")
"""What the items of a list have in common."""
_TITLE_FOLLOWS = (" về ", " quy định ", " ban hành ", " phê duyệt ")
_OURS = re.compile(r"[,;]?(?: và| đồng thời|, đồng thời) ")


@cache
def _phrases(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of the words of one side, for text in lower case, and what each says."""
    relations = {row["phrase"]: row["relation"] for row in table("relations") if row["side"] == side}
    words = "|".join(sorted(map(re.escape, relations), key=len, reverse=True))
    return re.compile(rf"(?:{words})(?!\w)"), relations


def _said(side: str, words: str) -> list[tuple[str, int]]:
    """What the phrases in `words` say, in order, and how far each ends from the end of `words`."""
    words = words.lower()
    pattern, says = _phrases(side)
    found = (match for match in pattern.finditer(words) if not words[match.start() - 1 : match.start()].isalnum())
    return [(says[match[0]], len(words) - match.end()) for match in found]


def relations(text: str, drafts: Sequence[Draft]) -> list[str | None]:
    """The relation of each of `drafts`, which stand in the order of `text`."""
    found: list[str | None] = []
    for i, draft in enumerate(drafts):
        before = drafts[i - 1] if i else None
        if before and before.end <= draft.start and _LIST.fullmatch(text, before.end, draft.start):
            ended = text[before.end] == ";" and found[-1] in (None, "amended-by")
            found.append(_of_the_list(text, drafts, found) if ended else found[-1])
        elif before and _goes_on(text, before, draft):
            found.append(found[-1])
        elif before and text.endswith("; ", 0, draft.start):
            found.append(_relation(text, draft, None) or _of_the_list(text, drafts, found))
        else:
            found.append(_relation(text, draft, before))
    return found


def _of_the_list(text: str, drafts: Sequence[Draft], found: list[str | None]) -> str | None:
    """The relation of a list whose next item begins behind ``;`` with the document itself: ``Căn cứ A được sửa đổi bởi B; C``.

    `found`: the relations of the mentions before that item.
    """
    item = drafts[len(found)]
    for i in range(len(found) - 1, max(-1, len(found) - 1 - ITEMS), -1):
        between = text[drafts[i].end : drafts[i + 1].start]
        if drafts[i].start < item.start - LIST_REACH or "\n" in between or ". " in between:
            return None
        if found[i] in _SHARED:
            return found[i]
    return None


def _goes_on(text: str, before: Draft, draft: Draft) -> bool:
    """Whether a mention goes on behind the title of the one before: ``Thực hiện Nghị quyết A về … và Nghị quyết B``, of one body."""
    return bool(
        before.number
        and draft.number
        and before.kind == draft.kind
        and before.number.parts == draft.number.parts
        and before.end <= draft.start <= before.end + NEAR
        and text.startswith(_TITLE_FOLLOWS, before.end)
        and text.endswith(" và ", before.end, draft.start)
        and not _CLAUSE.search(text, before.end, draft.start)
    )


def _relation(text: str, draft: Draft, before: Draft | None) -> str | None:
    floor = max(0, draft.start - REACH)
    ends = [match.end() for match in _CLAUSE.finditer(text, floor, draft.start)]
    start = ends[-1] if ends else floor
    if before and start < before.end <= draft.start:
        said = _last(text, before.end, draft.start)
        return said if said == "amended-by" or _OURS.match(text, before.end, draft.start) else None
    return _last(text, start, draft.start) or _first("lead", text[start : draft.start]) or _behind(text, draft.end)


def _last(text: str, start: int, end: int) -> str | None:
    """What the last words before `end` say, if they are near."""
    said = _said("before", text[max(start, end - NEAR - LONGEST) : end])
    relation = said[-1][0] or None if said and said[-1][1] <= NEAR else None
    return relation if relation != "attached-to" or _OWN_ANNEX.search(text[start:end]) else None


def _first(side: str, words: str) -> str | None:
    said = _said(side, words)
    return said[0][0] if said else None


def _behind(text: str, start: int) -> str | None:
    stop = _CLAUSE.search(text, start, start + REACH)
    return _first("behind", text[start : stop.start() if stop else start + REACH])
