"""What this room does when something happens in another."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dondoc.office.registry.models import Document
from dondoc.office.registry.signals import document_read
from dondoc.office.work.drafting import refresh_plan


@receiver(document_read, dispatch_uid="work.draft_the_plan")
def draft_the_plan(document: Document, **_signal: Any) -> None:
    """A document was read (again): make its draft plan, or bring it up to date."""
    refresh_plan(document)
