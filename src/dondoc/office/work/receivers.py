"""What this room does when something happens in another."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dondoc.office.registry.models import Document
from dondoc.office.registry.signals import document_read, worker_starts
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.upkeep import settle


@receiver(document_read, dispatch_uid="work.draft_the_plan")
def draft_the_plan(document: Document, **_signal: Any) -> None:
    """A document was read (again): make its draft plan, or bring it up to date."""
    refresh_plan(document)


@receiver(worker_starts, dispatch_uid="work.sum_the_tally_up")
def sum_the_tally_up(**_signal: Any) -> None:
    """A worker starts: the rows that changes have added to the tally become one a deadline again."""
    settle()
