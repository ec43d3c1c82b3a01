"""What allauth asks the office: who comes in, what is said, how secrets are kept."""

from __future__ import annotations

import base64
import time
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dondoc.office.access import matching, required
from dondoc.office.access.words import AFTER, WRONG
from dondoc.office.directory.session_views import came_in

FRESH_SECONDS = 10 * 60
"""Whoever signed in so shortly ago is not asked again before changing how they sign in."""
RECOVERY = Authenticator.Type.RECOVERY_CODES


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in; nobody signs up."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WRONG}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:  # noqa: ARG002
        """Not for whoever has just signed in: those who came by a link have no password yet to show again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not any(time.time() - record["at"] < FRESH_SECONDS for record in records)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        steps = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
        return came_in(request, user, super().post_login(request, user, **kwargs), by=steps)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002
        return refuse(request, _("Tài khoản này đã ngừng hoạt động. Hãy liên hệ người quản trị."))

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        words = AFTER.get(message_template or "") or kwargs.get("message")
        if words:
            messages.add_message(request, level, words)


class StepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step."""

    error_messages = {**DefaultMFAAdapter.error_messages, **WRONG}

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        return f"Dondoc {context.request.get_host()}"

    def encrypt(self, text: str) -> str:
        """The database alone, or a copy of it, gives nobody a second step: the key comes from the office's secret."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whose role asks for a second step keeps one."""
        person = authenticator.user
        others = Authenticator.objects.filter(user=person).exclude(pk=authenticator.pk).exclude(type=RECOVERY)
        return not required.is_required_of(person) or others.exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's signature
        return _("Khóa đăng nhập %(number)s") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}


@cache
def _vault() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"dondoc second step").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The common sign-in of an organisation (OIDC): lets in people the office knows, makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the person the first time; from then on the provider's own unchanging number of them is what counts."""
        if sociallogin.is_existing:
            return
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(refuse(request, matching.UNKNOWN))
        try:
            person = matching.person_for(sociallogin)
        except matching.NoMatch as error:
            raise ImmediateHttpResponse(refuse(request, str(error))) from error
        matching.tie(person, sociallogin, request)

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        raise ImmediateHttpResponse(refuse(request, _("Đăng nhập chung không thành. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.")))


def refuse(request: HttpRequest, why: Any) -> HttpResponse:
    """Back to signing in, with the reason."""
    messages.error(request, why)
    return redirect(settings.LOGIN_URL)
