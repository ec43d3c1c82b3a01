"""Reading the registers, each in a fixed number of queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import ALL, require, units_for
from dondoc.office.registry.models import Distribution, Document, Entry, IncomingEntry, Opinion, OutgoingEntry, Register

HELD = Prefetch("distributions", Distribution.objects.select_related("unit", "received_by", "sent_by").order_by("pk"))
BARE = ("document__reading", "document__source_text")
"""The long columns of a document, which no register shows."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a register is narrowed to; an empty value narrows nothing."""

    volume: int | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    text: str = ""


def registers(person: Person) -> QuerySet[Register]:
    """All registers, with their volumes."""
    require(person, "registry.view")
    return Register.objects.prefetch_related("volumes")


def get_register(person: Person, register_id: int) -> Register:
    require(person, "registry.view")
    return get_object_or_404(Register.objects.prefetch_related("volumes"), pk=register_id)


def entries(person: Person, register: Register, narrowed: Narrowed) -> QuerySet[Any]:
    """The lines of a register, newest first."""
    require(person, "registry.view")
    found = incoming() if register.is_incoming else outgoing()
    found = found.filter(volume__register=register)
    day = "arrived_on" if register.is_incoming else "document__date"
    if narrowed.volume:
        found = found.filter(volume=narrowed.volume)
    if narrowed.first_day:
        found = found.filter(**{f"{day}__gte": narrowed.first_day})
    if narrowed.last_day:
        found = found.filter(**{f"{day}__lte": narrowed.last_day})
    for word in narrowed.text.split():
        found = found.filter(_holding(word))
    return found


def _holding(word: str) -> Q:
    """A number is one of the register or the beginning of one on a document; words may stand anywhere."""
    if word.isascii() and word.isdigit() and len(word) < 10:
        return Q(number=int(word)) | Q(document__number__startswith=word)
    return Q(document__number__icontains=word) | Q(document__subject__icontains=word) | Q(document__issuer__icontains=word)


def incoming() -> QuerySet[IncomingEntry]:
    """Entries of incoming documents with all that their columns show."""
    joined = IncomingEntry.objects.select_related("volume__register", "document__file", "reply", "registered_by")
    return joined.defer(*BARE, "reply__reading", "reply__source_text").prefetch_related(HELD)


def outgoing() -> QuerySet[OutgoingEntry]:
    """Entries of outgoing documents with all that their columns show."""
    return OutgoingEntry.objects.select_related("volume__register", "document__file", "keeper", "registered_by").defer(*BARE)


def handling(person: Person, *, only_open: bool, today: datetime.date, overdue: bool = False) -> QuerySet[IncomingEntry]:
    """The book of handling (sổ theo dõi giải quyết văn bản đến): for an officer, what the own units hold."""
    require(person, "registry.view")
    found = incoming().filter(state=Entry.State.VALID)
    if only_open or overdue:
        found = found.filter(settled_on=None)
    if overdue:
        found = found.filter(due__lt=today)
    return found.order_by("due", "-registered_at", "-pk")


def to_acknowledge(person: Person) -> QuerySet[Distribution]:
    """What was given to units `person` answers for and nobody has acknowledged yet."""
    units = units_for(person, "registry.acknowledge")
    waiting = Distribution.objects.filter(received_at=None, returned_reason="", entry__state=Entry.State.VALID)
    waiting = waiting.select_related("unit", "entry__document").defer("entry__document__reading", "entry__document__source_text")
    return waiting.order_by("-pk") if units is ALL else waiting.filter(unit__in=units).order_by("-pk")


def get_incoming(person: Person, entry_id: int, verb: str = "registry.view") -> IncomingEntry:
    """One incoming document with its slip."""
    require(person, verb)
    opinions = Prefetch("opinions", Opinion.objects.select_related("by", "unit"))
    return get_object_or_404(incoming().prefetch_related(opinions), pk=entry_id)


def get_outgoing(person: Person, entry_id: int, verb: str = "registry.view") -> OutgoingEntry:
    require(person, verb)
    return get_object_or_404(outgoing(), pk=entry_id)


def entries_of(document: Document) -> list[Entry]:
    """The lines a document has in the registers, the valid one first."""
    found: list[Entry] = [*document.incomingentry_set.select_related("volume__register")]
    found += document.outgoingentry_set.select_related("volume__register", "document")
    return sorted(found, key=lambda entry: (not entry.is_valid, -entry.pk))


def same_documents(document: Document) -> list[Document]:
    """Others with the same number, symbol and issuer: the alarm of NĐ 30/2020, Phụ lục VI, phần I, III.1.h."""
    if not document.number or not document.issuer:
        return []
    found = Document.objects.filter(number=document.number).exclude(pk=document.pk).exclude(state=Document.State.REFUSED)
    issuer = " ".join(document.issuer.casefold().split())
    rows = found.select_related("file").defer("reading", "source_text").order_by("pk")
    return [other for other in rows if " ".join(other.issuer.casefold().split()) == issuer]
