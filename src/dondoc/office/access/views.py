"""Sessions and second steps: one's own, and, for administrators, those of others. The pages of a step itself are allauth's (urls.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dondoc.office.access import actions, queries, required
from dondoc.office.directory.queries import get_person
from dondoc.office.directory.requests import OfficeRequest


def ours(view: Callable[..., Any], *, in_one: bool = False, public: bool = False) -> Callable[..., HttpResponse]:
    """A page of allauth's as the office's are: never kept by the browser, 422 for a form with mistakes, `in_one` transaction."""

    def go(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and form is not None and form.is_bound and form.errors:
            response.status_code = 422
        return response

    page = never_cache(transaction.atomic(go) if in_one else go)
    return login_not_required(page) if public else page


@require_GET
def show_steps(request: OfficeRequest) -> HttpResponse:
    """The own second steps."""
    codes = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "steps": queries.steps_of(request.user),
        "codes": len(codes.wrap().get_unused_codes()) if codes else None,
        "is_required": required.is_required_of(request.user),
    }
    return render(request, "access/steps.html", context)


@require_GET
def list_sessions(request: OfficeRequest) -> HttpResponse:
    """Where one is signed in."""
    return render(request, "access/sessions.html", {"sessions": queries.sessions_of(request.user, request.session.session_key)})


@require_POST
def end_session(request: OfficeRequest, session_id: int) -> HttpResponse:
    """End one of the own sessions."""
    actions.end_session(request.user, session_id, by=request.user)
    messages.success(request, _("Đã kết thúc phiên đăng nhập."))
    return redirect("access:list-sessions")


@require_POST
def end_others(request: OfficeRequest) -> HttpResponse:
    """End all of the own sessions but this."""
    _say_ended(request, actions.end_sessions(request.user, but=request.session.session_key, by=request.user))
    return redirect("access:list-sessions")


@require_GET
def show_person(request: OfficeRequest, person_id: int) -> HttpResponse:
    """Sessions and second steps of somebody else."""
    person = get_person(request.user, person_id, verb="directory.edit")
    context = {
        "person": person,
        "sessions": queries.sessions_of(person, request.session.session_key),
        "steps": queries.steps_of(person),
        "is_tied": queries.is_tied(person),
        "is_required": required.is_required_of(person),
    }
    return render(request, "access/person.html", context)


@require_POST
def end_session_of(request: OfficeRequest, person_id: int, session_id: int) -> HttpResponse:
    """End a session of somebody else."""
    person = get_person(request.user, person_id, verb="directory.edit")
    actions.end_session(person, session_id, by=request.user)
    messages.success(request, _("Đã kết thúc phiên đăng nhập."))
    return redirect("access:show-person", person.pk)


@require_POST
def end_sessions_of(request: OfficeRequest, person_id: int) -> HttpResponse:
    """End all sessions of somebody else."""
    person = get_person(request.user, person_id, verb="directory.edit")
    _say_ended(request, actions.end_sessions(person, by=request.user))
    return redirect("access:show-person", person.pk)


@require_POST
def remove_steps_of(request: OfficeRequest, person_id: int) -> HttpResponse:
    """Take away the second steps of somebody who lost them."""
    person = get_person(request.user, person_id, verb="directory.edit")
    actions.remove_steps(person, by=request.user)
    messages.success(request, _("Đã gỡ xác thực hai lớp của “%(name)s” và kết thúc các phiên của người này.") % {"name": person})
    return redirect("access:show-person", person.pk)


def _say_ended(request: HttpRequest, count: int) -> None:
    words = ngettext("Đã kết thúc %(count)s phiên đăng nhập.", "Đã kết thúc %(count)s phiên đăng nhập.", count)
    messages.success(request, words % {"count": count})
