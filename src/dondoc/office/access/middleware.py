"""Those of whom a second step is required set it up before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
