"""Signing in and out, the idle session, the own account, the language."""

from __future__ import annotations

import math
from typing import Any

from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.office.audit.actions import record
from dondoc.office.directory import actions, queries
from dondoc.office.directory.forms import SignInForm
from dondoc.office.directory.middleware import seconds_left, touch
from dondoc.office.directory.models import Person
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.directory.signals import password_changed
from dondoc.office.directory.signin import use_link
from dondoc.office.web import address

FIRST_PAGES = (
    # the first that this person may see and this installation has
    ("work.edit_plan", "work:list-plans"),
    ("registry.receive", "registry:list-documents"),
    ("directory.edit", "directory:list-units"),
    ("work.view_board", "work:board"),
    ("registry.view", "registry:list-documents"),
)


@require_GET
def open_home(request: OfficeRequest) -> HttpResponse:
    """The page a person's day starts on."""
    for verb, name in FIRST_PAGES:
        if request.user.may(verb) and (url := address(name)):
            return redirect(url)
    return render(request, "directory/no_role.html")


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignIn(LoginView):
    """User name and password; then back to where the person was."""

    template_name = "directory/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        person: Person = form.get_user()
        login = Login(user=person, redirect_url=self.get_success_url())
        answer: HttpResponse = perform_password_login(self.request, {"username": person.username}, login)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        person = Person.objects.filter(username__iexact=form.data.get("username", "")).first()
        # Who it was stands there only if there is such a person: people type passwords there by mistake. For a name nobody has as much is
        # written, so that the time an answer takes tells nothing either. One who must wait anyhow fills no journal.
        if not form.has_error("__all__", "too_many_login_attempts"):
            with transaction.atomic():
                record(None, "directory.sign-in-failed", person)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, provider=settings.OIDC)


def came_in(request: HttpRequest, person: Person, response: HttpResponse, *, by: list[str]) -> HttpResponse:
    """What every way of signing in ends with, once all its steps are done; `by` names them."""
    touch(request)
    activate(person.language)
    with transaction.atomic():
        record(person, "directory.signed-in", person, by=by)
    _set_language_cookie(response, person.language)
    return response


@login_not_required
@never_cache
@require_GET
def use_sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a one-time link."""
    person = use_link(token)
    if person is None:
        return render(request, "directory/link_closed.html", status=410)
    if not person.has_usable_password():
        messages.info(request, _("Liên kết này chỉ dùng một lần. Hãy đặt mật khẩu để lần sau tự đăng nhập."))
    target = "directory:open-home" if person.has_usable_password() or settings.SAMPLE else "directory:show-account"
    record_authentication(request, person, "link")
    answer: HttpResponse = perform_login(request, person, redirect_url=reverse(target))
    return answer


@require_POST
def sign_out(request: OfficeRequest) -> HttpResponse:
    """End the session."""
    with transaction.atomic():
        record(request.user, "directory.signed-out", request.user)
    logout(request)
    return redirect("directory:sign-in")


@never_cache
@require_http_methods(["GET", "POST"])
def keep_session(request: HttpRequest) -> HttpResponse:
    """How many seconds the session has left; by POST, a person says "I am here"."""
    if request.method == "POST":
        touch(request)
    return JsonResponse({"seconds": math.floor(seconds_left(request))})


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language, now and at the next sign-in."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    language = request.POST.get("language", "")
    response = redirect(target)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        _set_language_cookie(response, language)
        if request.user.is_authenticated:
            actions.choose_language(request.user, language)
    return response


@require_http_methods(["GET", "POST"])
def show_account(request: OfficeRequest) -> HttpResponse:
    """The own roles; a new password, for which the old one is asked where there is one."""
    kind = PasswordChangeForm if request.user.has_usable_password() else SetPasswordForm
    form = kind(request.user, request.POST or None)
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)  # the page is about more than the password: it is read from its top
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, "directory.changed-password", request.user)
        update_session_auth_hash(request, request.user)
        password_changed.send(Person, request=request, person=request.user)
        messages.success(request, _("Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc."))
        return redirect("directory:show-account")
    context = {"form": form, "roles": queries.roles_of(request.user)}
    return render(request, "directory/account.html", context, status=422 if request.method == "POST" else 200)


def _set_language_cookie(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
