"""Signing in: by password, or once by a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.utils import timezone

from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Person, SignInLink


class Backend(ModelBackend):
    """Passwords by Django's own backend; rights come from :mod:`dondoc.office.directory.permissions`, never from Django's tables."""

    def has_perm(self, *_args: Any, **_kwargs: Any) -> bool:
        return False

    def has_module_perms(self, *_args: Any, **_kwargs: Any) -> bool:
        return False


@transaction.atomic
def make_link(person: Person, *, by: Person | None) -> str:
    """Make a one-time link for `person` and return its secret, which is kept nowhere. Links made before are closed."""
    now = timezone.now()
    person.sign_in_links.filter(used_at=None).update(used_at=now)
    token = SignInLink.new_token()
    expires = now + timedelta(minutes=settings.SIGN_IN_LINK_MINUTES)
    SignInLink.objects.create(person=person, token_hash=SignInLink.hash_of(token), expires_at=expires)
    record(by, "directory.made-link", person, expires=expires.isoformat(timespec="minutes"))
    return token


@transaction.atomic
def use_link(token: str) -> Person | None:
    """The person a link signs in, or ``None`` when it is unknown, used or too old. Works once, also for two requests at a time."""
    now = timezone.now()
    wanted = SignInLink.objects.filter(token_hash=SignInLink.hash_of(token), used_at=None, expires_at__gt=now, person__is_active=True)
    link = wanted.select_related("person").first()
    if link is None or not wanted.filter(pk=link.pk).update(used_at=now):
        return None
    record(link.person, "directory.used-link", link.person)
    return link.person
