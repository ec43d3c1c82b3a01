"""The organisation's own sign-in (OpenID Connect): the way there and back."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from dondoc.office.access.adapters import refuse


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Checks the signature of every identity token, also of one that came straight from the provider."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        found: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return found


def _go(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        return refuse(request, _("Cơ quan chưa đặt đăng nhập chung. Hãy đăng nhập bằng mật khẩu."))
    except RequestException:
        return refuse(request, _("Hệ thống đăng nhập chung không trả lời. Hãy thử lại sau, hoặc đăng nhập bằng mật khẩu."))
    return answer


@login_not_required
@never_cache
@require_GET
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider."""
    return _go(request, provider_id, OAuth2LoginView)


@login_not_required
@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the provider, with its word about who it is."""
    return _go(request, provider_id, OAuth2CallbackView)


@login_not_required
@require_GET
def stopped(request: HttpRequest) -> HttpResponse:
    """The person changed their mind at the provider, or it failed."""
    return refuse(request, _("Đăng nhập chung không thành. Hãy thử lại, hoặc đăng nhập bằng mật khẩu."))
