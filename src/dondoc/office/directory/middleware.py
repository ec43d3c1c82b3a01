"""The language of a page, and the end of sessions nobody uses."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dondoc.office.directory.signals import touched

SEEN = "seen"
"""Session key: seconds since the epoch of the last thing a person did."""
WRITE_EVERY = 20
"""Seconds between two writes of it: most pages then read the session and write nothing."""
BACKGROUND = "X-Dondoc-Background"
"""Header of requests a page makes by itself (refreshing a state): they don't keep a session alive."""


class LanguageMiddleware(LocaleMiddleware):
    """Vietnamese unless a person has chosen otherwise; the browser's own language does not decide."""

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()


class IdleMiddleware:
    """Signs out a person who has done nothing for ``IDLE_SECONDS``; typed work waits in the browser (office.js)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            response = self.get_response(request)
            # HTMX would follow the redirect and put the sign-in page into the middle of the old one.
            return _to_sign_in(request) if _is_by_script(request) and _leads_to_sign_in(response) else response
        left = seconds_left(request)
        if left <= 0:
            logout(request)
            messages.warning(
                request, _("Bạn đã được đăng xuất vì lâu không thao tác. Đăng nhập lại để làm tiếp; phần đang gõ vẫn được giữ.")
            )
            # Who is signing in already is let through: the address says where to go next, or is a link that works once.
            return self.get_response(request) if _is_sign_in(request.path) else _to_sign_in(request)
        if BACKGROUND not in request.headers and settings.IDLE_SECONDS - left >= WRITE_EVERY:
            touch(request)
        return self.get_response(request)


def touch(request: HttpRequest) -> None:
    """The person did something now."""
    request.session[SEEN] = time.time()
    touched.send(IdleMiddleware, request=request)


def seconds_left(request: HttpRequest) -> float:
    """Seconds until the session ends unless something is done. A session without a mark starts now."""
    if SEEN not in request.session:
        touch(request)
    return float(request.session[SEEN]) + settings.IDLE_SECONDS - time.time()


def _is_by_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or BACKGROUND in request.headers


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and _is_sign_in(response.headers.get("Location", ""))


def _is_sign_in(address: str) -> bool:
    return urlsplit(address).path.startswith(reverse(settings.LOGIN_URL))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to sign in and then back to the page they were on; scripts are told in a way that moves the whole page."""
    if _is_by_script(request):
        page = request.headers.get("HX-Current-URL", "/")
    else:
        page = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
    target = reverse(settings.LOGIN_URL) if _is_sign_in(page) else f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': page})}"
    return HttpResponse(status=401, headers={"HX-Redirect": target}) if _is_by_script(request) else HttpResponseRedirect(target)
