"""What this room does when something happens in another."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dondoc.office.audit.signals import recorded
from dondoc.office.lineage.linking import find_for_others, refresh_links
from dondoc.office.registry.models import Document
from dondoc.office.registry.signals import document_read


@receiver(document_read, dispatch_uid="lineage.refresh_links")
def link_what_is_cited(document: Document, **_signal: Any) -> None:
    """A document was read (again): propose its links, and find it for those that cite it."""
    refresh_links(document)


RENUMBERED = ("registry.corrected", "registry.numbered-outgoing")
"""Deeds of the registry that can give a document another number or date."""


@receiver(recorded, dispatch_uid="lineage.find_for_others")
def find_what_cites_it(entry: Any, obj: Any, **_signal: Any) -> None:
    """A document has another number now: those that cite that number mean it."""
    if entry.verb in RENUMBERED and isinstance(obj, Document) and obj.number:
        find_for_others(obj)
