"""Reading the journal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models

from dondoc.office.audit.models import Entry, EntryQuerySet


def history_of(obj: models.Model) -> EntryQuerySet:
    """Entries about `obj`, newest first. Whoever may see the thing may see its history: ask for that right before."""
    return Entry.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))


def entries(person: Any, *, verb: str = "", text: str = "") -> EntryQuerySet:
    """The whole journal, newest first, for those who hold ``audit.view``. `verb` is a verb or the room before its point."""
    if not person.may("audit.view"):
        raise PermissionDenied
    found = Entry.objects.all()
    if verb:
        found = found.filter(verb__startswith=verb)
    if text:
        found = found.filter(models.Q(object_label__icontains=text) | models.Q(actor_name__icontains=text))
    return found
