"""One's own notices: read, and how they come by mail."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from dondoc.office.directory.models import Person
from dondoc.office.notices.models import Notice, Preference


def mark_read(person: Person, ids: Collection[int] | None = None) -> int:
    """Mark `person`'s own notices as read: those with `ids`, or all. No journal: this says nothing about the work."""
    unread = Notice.objects.filter(person=person, read_at=None)
    return (unread if ids is None else unread.filter(pk__in=ids)).update(read_at=timezone.now())


def choose_mail(person: Person, by_mail: str) -> None:
    """How `person` wants notices by mail from now on."""
    Preference.objects.update_or_create(person=person, defaults={"by_mail": by_mail})
