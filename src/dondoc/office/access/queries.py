"""Reading sessions and second steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from dondoc.office.access.devices import device
from dondoc.office.directory.models import Person


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session somebody can still use."""

    pk: int
    device: str
    address: str
    since: datetime
    seen: datetime
    is_this: bool


def sessions_of(person: Person, this_key: str | None = None) -> list[OpenSession]:
    """Sessions of `person` that are open, the last used first. Two queries."""
    tracked = list(UserSession.objects.filter(user=person).order_by("-last_seen_at"))
    keys = [row.session_key for row in tracked]
    is_open = set(Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("session_key", flat=True))
    return [
        OpenSession(row.pk, device(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == this_key)
        for row in tracked
        if row.session_key in is_open
    ]


def steps_of(person: Person) -> list[Authenticator]:
    """Apps and passkeys, the oldest first."""
    return list(Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).order_by("pk"))


def is_tied(person: Person) -> bool:
    """Whether the person is known to the organisation's provider."""
    return bool(SocialAccount.objects.filter(user=person).exists())
