"""Of whom a second step is required: the office's setting names roles."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from dondoc.office.directory.models import Person


def is_required_of(person: Any) -> bool:
    """Whether a role the person holds today asks for it."""
    return any(role in settings.TWO_FACTOR_ROLES for _path, role in person.roles_held)


def has_step(person: Person) -> bool:
    """Whether the person has an app or a passkey (recovery codes alone are none)."""
    return bool(Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
