"""Reading the register: each function gives what a page needs in a fixed number of queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.fulltext import matching
from dondoc.office.registry.models import Document

SORTS: Final = {
    "newest": ("-received_at", "-pk"),
    "oldest": ("received_at", "pk"),
    "date": ("date", "pk"),
    "-date": ("-date", "-pk"),
    "number": ("number", "pk"),
    "-number": ("-number", "-pk"),
    "issuer": ("issuer", "pk"),
    "-issuer": ("-issuer", "-pk"),
    "state": ("state", "-received_at"),
    "-state": ("-state", "-received_at"),
}
LIST_FIELDS: Final = (
    *("pk", "kind", "number", "issuer", "date", "subject", "received_at", "state", "error_code", "pages_read", "pages_total"),
    *("received_by__full_name", "received_by__username", "file__name"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing."""

    text: str = ""
    state: str = ""
    kind: str = ""
    received_from: datetime.date | None = None
    received_to: datetime.date | None = None
    sort: str = "newest"


def documents(person: Person, filters: Filters) -> QuerySet[Document]:
    """Documents for the list, without the text and the reading."""
    require(person, "registry.view")
    found = Document.objects.select_related("file", "received_by").only(*LIST_FIELDS)
    if words := matching(Document, filters.text):
        found = found.filter(words.condition())
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.received_from:
        found = found.filter(received_at__gte=_start_of(filters.received_from))
    if filters.received_to:
        found = found.filter(received_at__lt=_start_of(filters.received_to + datetime.timedelta(days=1)))
    return found.order_by(*SORTS.get(filters.sort, SORTS["newest"]))


def _start_of(day: datetime.date) -> datetime.datetime:
    """Midnight here: a comparison of moments can use the index, one of their days could not."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def kinds(person: Person) -> list[str]:
    """The kinds met so far, for the filter."""
    require(person, "registry.view")
    return list(Document.objects.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct())


def get_document(person: Person, document_id: int, *, verb: str = "registry.view") -> Document:
    """One document for a person who holds `verb`: 403 without the right, 404 where there is no such document."""
    require(person, verb)
    return get_object_or_404(Document.objects.select_related("file", "received_by"), pk=document_id)
