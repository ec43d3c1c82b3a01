"""Reading work files, each in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import ALL, require, units_for
from dondoc.office.registry.dossiers.actions import KEEP
from dondoc.office.registry.models import Document, Dossier, DossierDocument


def dossiers(person: Person, *, text: str = "", which: str = "open") -> QuerySet[Dossier]:
    """Work files, the newest first, with how many documents each has."""
    require(person, "registry.view")
    found = Dossier.objects.select_related("unit").annotate(count=Count("papers"))
    if which != "all":
        found = found.filter(closed_on__isnull=which == "open")
    for word in text.split():
        found = found.filter(Q(code__icontains=word) | Q(title__icontains=word))
    return found.order_by("-opened_on", "-pk")


def get_dossier(person: Person, dossier_id: int, *, to_keep: bool = False) -> Dossier:
    """One work file; `to_keep`: for somebody who may change it."""
    require(person, "registry.view")
    dossier = get_object_or_404(Dossier.objects.select_related("unit", "created_by"), pk=dossier_id)
    if to_keep:
        require(person, KEEP, dossier.unit)
    return dossier


def papers(dossier: Dossier) -> QuerySet[DossierDocument]:
    """The documents in it, in order (mục lục văn bản trong hồ sơ)."""
    joined = dossier.papers.select_related("document__file", "added_by", "dossier")
    return joined.defer("document__reading", "document__source_text")


def for_document(person: Person, document: Document) -> tuple[list[Dossier], list[Dossier]]:
    """The work files a document lies in, and the open ones `person` could put it into (the newest hundred)."""
    held = list(Dossier.objects.filter(papers__document=document).select_related("unit"))
    units = units_for(person, KEEP)
    free = Dossier.objects.filter(closed_on=None).exclude(pk__in=[dossier.pk for dossier in held]).select_related("unit")
    return held, list(free[:100] if units is ALL else free.filter(unit__in=units)[:100])


def document_numbered(number: str) -> list[Document]:
    """Documents bearing this number, the newest first."""
    found = Document.objects.filter(number__iexact=number.strip()).exclude(state=Document.State.REFUSED)
    return list(found.defer("reading", "source_text").select_related("file").order_by("-pk")[:10])
