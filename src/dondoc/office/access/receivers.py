"""What happens elsewhere and is written down here."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from dondoc.office.access.actions import end_sessions
from dondoc.office.audit.actions import record
from dondoc.office.directory.signals import password_changed, touched

NOTED = (
    (signals.authenticator_added, "access.added-step"),
    (signals.authenticator_removed, "access.removed-step"),
    (signals.authenticator_reset, "access.renewed-codes"),
    (signals.authentication_failed, "access.step-failed"),
)


def connect() -> None:
    """Listen."""
    for signal, verb in NOTED:
        signal.connect(_noting(verb), weak=False, dispatch_uid=verb)
    touched.connect(_seen, dispatch_uid="access.seen")
    password_changed.connect(_keep_only_this, dispatch_uid="access.password")


def _noting(verb: str) -> Any:
    def note(*, user: Any, authenticator: Any, **_kwargs: Any) -> None:
        actor = None if verb == "access.step-failed" else user
        with transaction.atomic():
            record(actor, verb, user, kind=authenticator.type)

    return note


def _seen(*, request: Any, **_kwargs: Any) -> None:
    """The list of sessions knows when each was last used; as seldom as the session itself is written."""
    if request.session.session_key:
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def _keep_only_this(*, request: Any, person: Any, **_kwargs: Any) -> None:
    """A new password ends the other sessions, the list of them too; this one has a new key now."""
    end_sessions(person, but=request.session.session_key, by=person)
    UserSession.objects.create_from_request(request)
