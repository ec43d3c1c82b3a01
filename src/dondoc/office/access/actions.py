"""Ending sessions; taking away a lost second step."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import Http404

from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require


@transaction.atomic
def end_session(person: Person, session_id: int, *, by: Person) -> None:
    """End one session: one's own, or, as administrator, anybody's. Raises :class:`Http404` where there is none."""
    if person != by:
        require(by, "directory.edit")
    if not _end(UserSession.objects.filter(user=person, pk=session_id)):
        raise Http404
    record(by, "access.ended-session", person)


@transaction.atomic
def end_sessions(person: Person, *, but: str | None = None, by: Person) -> int:
    """End all sessions of a person, except the one with the key `but`; returns how many."""
    if person != by:
        require(by, "directory.edit")
    ended = _end(UserSession.objects.filter(user=person).exclude(session_key=but or ""))
    if ended:
        record(by, "access.ended-sessions", person, count=ended)
    return ended


@transaction.atomic
def remove_steps(person: Person, *, by: Person) -> None:
    """Take away every second step and the tie to the provider: for somebody who lost the phone or the key. Their sessions end."""
    require(by, "directory.edit")
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    _end(UserSession.objects.filter(user=person))
    record(by, "access.removed-all-steps", person)


def _end(tracked) -> int:  # type: ignore[no-untyped-def]  # a query of allauth's, which has no types
    keys = list(tracked.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    tracked.delete()
    return len(keys)
