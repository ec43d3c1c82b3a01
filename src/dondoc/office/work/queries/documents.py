"""Registered documents as this room refers to them."""

from __future__ import annotations

import re

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import may
from dondoc.office.registry.models import Document

OFFERED = 60
"""Newest documents a field suggests; any number may be typed."""
_LABEL = re.compile(r"#(\d{1,18})\b")


def label(document: Document) -> str:
    """What a document is chosen by: its own number here first, so that two with the same symbol are told apart."""
    return f"#{document.pk} {document}"


def document_labels(person: Person) -> list[str]:
    """Labels of the newest documents, to choose from. One query."""
    if not may(person, "registry.view"):
        return []
    newest = Document.objects.exclude(number="").only("kind", "number").order_by("-pk")
    return [label(document) for document in newest[:OFFERED]]


def find_document(person: Person, typed: str) -> Document | None:
    """The one document meant by `typed`: a label, or a symbol that only one document has."""
    if not may(person, "registry.view"):
        return None
    documents = Document.objects.exclude(state=Document.State.REFUSED).defer("source_text", "reading").select_related("file")
    if named := _LABEL.match(typed.strip()):
        return documents.filter(pk=int(named[1])).first()
    found = list(documents.filter(number__iexact=typed.strip())[:2])
    return found[0] if len(found) == 1 else None
