"""What every answer carries; and those of whom a second step is required set it up before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.office.access import required

SETTLED = "second-step"
"""Session key: the person was seen to have a second step."""
OPEN = frozenset(
    {"account_reauthenticate", *(f"directory:{name}" for name in ("sign-out", "keep-session", "set-language", "show-account"))}
)
"""Pages one may open before."""


SEALS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)",
}
"""Headers Django has no setting for."""


class SealMiddleware:
    """Adds them; and a page somebody saw signed in is not kept: on a shared computer, going back after signing out shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for header, value in SEALS.items():
            response.headers.setdefault(header, value)
        # A static file was answered before anybody asked whose request it is.
        if hasattr(request, "user") and settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SecondStepMiddleware:
    """Leads to the page where a second step is set up, wherever one was going."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Stop before the page is made."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in OPEN or name.startswith("mfa_") or _is_settled(request):
            return None
        target = reverse("mfa_index")
        if "HX-Request" in request.headers:
            return HttpResponse(status=403, headers={"HX-Redirect": target})
        messages.warning(request, _("Vai trò của bạn bắt buộc xác thực hai lớp. Hãy thêm một cách dưới đây rồi làm tiếp."))
        return redirect(target)


def _is_settled(request: HttpRequest) -> bool:
    person: Any = request.user
    if not person.is_authenticated or SETTLED in request.session or not required.is_required_of(person):
        return True
    if not required.has_step(person):
        return False
    request.session[SETTLED] = True
    return True
