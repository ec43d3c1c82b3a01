"""Mentions of other documents: by number, by name, with provisions, date and issuer (domain notes on citations, section 2).

>>> citations, repairs = find_citations(clean(SourceText("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;")))
"""

from __future__ import annotations

from datetime import date

from dondoc.reading.citations.candidates import candidates
from dondoc.reading.citations.issuers import spaced
from dondoc.reading.citations.relations import relations
from dondoc.reading.citations.scan import Draft, Scan, as_sentences
from dondoc.reading.model import Citation, Header, Repair
from dondoc.reading.script import CleanText

__all__ = ["find_citations"]


def find_citations(
    clean: CleanText, document_date: date | None = None, *, header: Header | None = None
) -> tuple[list[Citation], list[Repair]]:
    """The citations of `clean`, in the order of the text, and the slips that were mended to read them.

    `header`: the document's own, whose number is not cited. `document_date`: the day of issue where there is no header; a mention of
    the document's own number with another date is another document.
    """
    text = as_sentences(clean.text)
    own = _own_number(header)
    title = _own_title(header)
    day = header.date.value if header and header.date else document_date
    drafts = Scan(text).run()
    around = zip(drafts, relations(text, drafts), candidates(drafts, day), strict=True)
    citations, repairs = [], []
    for draft, relation, numbers in around:
        if _is_own(draft, own, day) or (title and draft.name and not draft.number and (draft.kind, draft.name.lower()) == title):
            continue
        citations.append(_citation(draft, text, clean, relation, numbers))
        repairs += _repairs(draft, clean)
    return citations, repairs


def _own_number(header: Header | None) -> str | None:
    return header.number.value.lower() if header and header.number else None


def _own_title(header: Header | None) -> tuple[str, str] | None:
    """The title of a law that is itself the document (``Quốc hội ban hành Luật Thủ đô``), as (kind, name in lower case)."""
    if not header or not header.kind or not header.subject:
        return None
    return header.kind.value, header.subject.value.lower()


def _is_own(draft: Draft, own: str | None, day: date | None) -> bool:
    if not own or not draft.number or draft.number.text.lower() != own:
        return False
    return draft.date is None or day is None or draft.date == day or draft.number.year


def _citation(draft: Draft, text: str, clean: CleanText, relation: str | None, numbers: tuple[str, ...]) -> Citation:
    number = draft.resolved or (draft.number.text if draft.number else None)
    return Citation(
        span=clean.span(draft.start, draft.end),
        kind=draft.kind,
        number=number,
        date=draft.date,
        issuer=spaced(text[slice(*draft.issuer)]) if draft.issuer else None,
        name=None if number else draft.name,
        year=draft.year,
        provisions=draft.provisions,
        rule=draft.rule,
        relation=relation,
        candidates=numbers,
    )


def _repairs(draft: Draft, clean: CleanText) -> list[Repair]:
    found: list[Repair] = []
    if draft.number and draft.number.seen != draft.number.text:
        number = draft.number
        raw = clean.text[number.start : number.end]
        if raw.lower() != number.text.lower():
            found.append(Repair(clean.span(number.start, number.end), raw, number.text, "repair.number"))
    day = draft.day
    if day and day.mended:
        found.append(Repair(clean.span(day.start, day.end), clean.text[day.start : day.end], day.mended, "repair.date"))
    if draft.mended and draft.name and not draft.number:
        found.append(Repair(clean.span(*draft.mended), clean.text[slice(*draft.mended)], draft.name, "repair.law-name"))
    if draft.issuer:
        seen = clean.text[slice(*draft.issuer)]
        if spaced(seen) != seen:
            found.append(Repair(clean.span(*draft.issuer), seen, spaced(seen), "repair.glued-words"))
    return found
