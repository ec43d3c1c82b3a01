"""Reading the journal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from dondoc.office.audit.models import Entry, EntryQuerySet

IS_NUMBER: Final = re.compile(r"[0-9]{1,18}")
EARTHLY: Final = range(2, 9999)
"""Years a day can be turned into a moment of in any time zone."""


def history_of(obj: models.Model) -> EntryQuerySet:
    """Entries about `obj`, newest first. Whoever may see the thing may see its history: ask for that right before."""
    return Entry.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))


NEWEST = 20_000
"""Entries a search by words looks through where no first day is named: the newest. What was done to one thing stands on its own page."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the journal's page is narrowed to; everything chosen stands in the address."""

    who: str = ""
    what: str = ""
    """A verb, or the room before its point."""
    thing: str = ""
    """``registry.document:12``, or words in its name."""
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, sent: QueryDict) -> Filter:
        """From an address; nonsense narrows nothing."""
        words = {name: sent.get(name, "").strip() for name in ("who", "what", "thing")}
        return cls(**words, since=_day(sent.get("since")), until=_day(sent.get("until")))

    def __bool__(self) -> bool:
        return any((self.who, self.what, self.thing, self.since, self.until))


def entries(person: Any, wanted: Filter | None = None) -> EntryQuerySet:
    """The journal, newest first, for those who hold ``audit.view``."""
    if not person.may("audit.view"):
        raise PermissionDenied
    return Entry.objects.filter(*_conditions(wanted or Filter()))


def _conditions(wanted: Filter) -> Iterator[models.Q]:
    if wanted.who:
        yield models.Q(actor_id=int(wanted.who)) if IS_NUMBER.fullmatch(wanted.who) else models.Q(actor_name__icontains=wanted.who)
    if wanted.what:
        yield models.Q(verb=wanted.what) if "." in wanted.what else models.Q(verb__startswith=f"{wanted.what}.")
    if wanted.thing:
        kind, colon, number = wanted.thing.partition(":")
        yield models.Q(object_type=kind, object_id=number) if colon else models.Q(object_label__icontains=wanted.thing)
    by_words = (wanted.who and not IS_NUMBER.fullmatch(wanted.who)) or (wanted.thing and ":" not in wanted.thing)
    if by_words and not wanted.since:
        newest = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
        yield models.Q(sequence__gt=newest - NEWEST)
    if wanted.since:
        yield models.Q(at__gte=_midnight(wanted.since))
    if wanted.until:
        yield models.Q(at__lt=_midnight(wanted.until + timedelta(days=1)))


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in EARTHLY else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
