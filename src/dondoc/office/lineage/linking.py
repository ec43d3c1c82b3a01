"""From the citations of a reading to links between documents, as proposals; and what a number alone can be said to mean."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from dondoc.office.lineage.models import STRENGTH, DocumentLink, Relation
from dondoc.office.registry.models import Document

YEAR_WITHIN = re.compile(r"/\d{4}/")
"""A number that carries its year (``30/2020/NĐ-CP``) names one document; one without is used again each year."""


def key_of(number: str) -> str:
    """A document number made comparable: no spaces, one kind of dash, capitals, no leading nought."""
    number = re.sub(r"[‐-―−]", "-", re.sub(r"\s+", "", number)).upper().replace("Ð", "Đ")
    return re.sub(r"^0+(?=\d)", "", number)[:100]


def refresh_links(document: Document) -> None:
    """Bring the proposals of `document` in line with its reading, and find it for others that cite it.

    What a person said (a link added, confirmed or rejected) stays.
    """
    own = key_of(document.number)
    wanted = {key: row for key, row in _mentions(document).items() if key != own}
    known = {link.cited_key: link for link in document.links.all()}
    for former in known.values():
        if former.decision == DocumentLink.Decision.PROPOSED and former.cited_key not in wanted:
            former.delete()
    found = registered({key: row["cited_date"] for key, row in wanted.items()})
    for key, row in wanted.items():
        link = known.get(key)
        if link is None:
            DocumentLink.objects.create(document=document, cited_key=key, cited=found.get(key), origin="reader", **row)
        elif link.decision == DocumentLink.Decision.PROPOSED:
            DocumentLink.objects.filter(pk=link.pk).update(cited=found.get(key), **row)
    if own:
        find_for_others(document)


def find_for_others(document: Document) -> None:
    """Point the links that cite `document` by its number to it, where number and date leave no doubt."""
    key = key_of(document.number)
    for link in DocumentLink.objects.filter(cited_key=key, cited=None).exclude(document=document):
        if registered({key: link.cited_date}).get(key) == document:
            DocumentLink.objects.filter(pk=link.pk).update(cited=document)


def registered(wanted: dict[str, date | None]) -> dict[str, Document]:
    """Key → the registered document it names, for those of `wanted` (key → date cited with it, if any) that name exactly one.

    A number without a year needs its date, unless one document alone bears it. One query.
    """
    numbers: dict[str, list[Document]] = {}
    rows = Document.objects.filter(number__in=spellings(wanted)).exclude(state=Document.State.REFUSED)
    for document in rows.only("pk", "number", "date", "kind", "issuer", "state"):
        numbers.setdefault(key_of(document.number), []).append(document)
    found = {}
    for key, day in wanted.items():
        fitting = [one for one in numbers.get(key, ()) if day is None or one.date is None or one.date == day]
        exact = [one for one in fitting if day is not None and one.date == day]
        choice = exact or fitting
        if len(choice) == 1 and (exact or YEAR_WITHIN.search(key) or len(numbers[key]) == 1):
            found[key] = choice[0]
    return found


def spellings(keys: Any) -> set[str]:
    """The ways the register may have the numbers of `keys`: with and without the nought before a single digit, in usual letter case."""
    ways = set()
    for key in keys:
        ways |= {key, *(form for form in (f"0{key}", f"00{key}") if key[:1].isdigit())}
    return {usual for way in ways for usual in (way, _usual(way))}


SMALL = (("TTG", "TTg"), ("QYĐ", "QyĐ"), ("CTR", "CTr"), ("TTR", "TTr"), ("QĐI", "QĐi"))
"""Symbols that are written with small letters (NĐ 30/2020/NĐ-CP, Phụ lục III)."""


def _usual(number: str) -> str:
    for capital, usual in SMALL:
        number = re.sub(rf"(?<![A-ZĐ]){capital}(?![A-ZĐ])", usual, number)
    return number


def _mentions(document: Document) -> dict[str, dict[str, Any]]:
    """Key of each document that is cited by a number → the fields of its link; the strongest relation wins."""
    best: dict[str, dict[str, Any]] = {}
    for citation in (document.reading or {}).get("citations", ()):
        number = citation.get("number")
        if not number:
            continue
        relation = citation.get("relation") if citation.get("relation") in STRENGTH else Relation.CITES.value
        row: dict[str, Any] = {
            "relation": relation,
            "cited_words": " ".join(filter(None, (citation.get("kind"), number)))[:300],
            "cited_date": date.fromisoformat(citation["date"]) if citation.get("date") else None,
            "span": [citation["start"], citation["end"]],
        }
        held = best.get(key_of(number))
        if held is None or STRENGTH[relation] < STRENGTH[held["relation"]]:
            best[key_of(number)] = {**row, "cited_date": row["cited_date"] or (held or {}).get("cited_date")}
        elif held["cited_date"] is None:
            held["cited_date"] = row["cited_date"]
    return best
