"""Whom a sign-in at the organisation's provider (OIDC) stands for: a person the office has, or nobody."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Person

UNKNOWN = gettext_lazy("Tài khoản đăng nhập chung này chưa gắn với ai trong cơ quan. Hãy nhờ người quản trị kiểm tra tên hoặc địa chỉ thư.")


class NoMatch(Exception):
    """Nobody, or not surely one; the message says what to do."""


def person_for(sociallogin: Any) -> Person:
    """The one active person with the name or the proven address the provider gives. Raises :class:`NoMatch`."""
    wanted = _by_email(sociallogin) if settings.OIDC_MATCH == "email" else {"username__iexact": sociallogin.user.username}
    found = list(Person.objects.filter(is_active=True, **wanted)[:2]) if all(wanted.values()) else []
    if len(found) != 1:
        raise NoMatch(str(UNKNOWN))
    if SocialAccount.objects.filter(user=found[0], provider=sociallogin.account.provider).exists():
        # The provider gave the name or address to somebody else, who must not walk in as the one before.
        raise NoMatch(_("Tên này đã gắn với một tài khoản đăng nhập chung khác. Hãy nhờ người quản trị gỡ liên kết cũ."))
    return found[0]


def _by_email(sociallogin: Any) -> dict[str, str]:
    proven = [address.email for address in sociallogin.email_addresses if address.verified]
    return {"email__iexact": proven[0] if proven else ""}


@transaction.atomic
def tie(person: Person, sociallogin: Any, request: HttpRequest) -> None:
    """Remember for good which account of the provider is the person's."""
    sociallogin.connect(request, person)
    record(None, "access.tied-to-provider", person, provider=sociallogin.account.provider)
