"""The ladder of reminders, and the rounds it was gone through."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.notices.actions import ladder as actions
from dondoc.office.notices.forms import RungForm
from dondoc.office.notices.journal import offset_words
from dondoc.office.notices.ladder import rungs
from dondoc.office.notices.models import Round
from dondoc.office.web import version_of

INVALID, CONFLICT = 422, 409
ROUNDS = 10


@require_safe
def open_ladder(request: OfficeRequest) -> HttpResponse:
    """Who is told when, and what the last rounds did."""
    return _page(request)


def _page(request: OfficeRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    require(request.user, "notices.view_ladder")
    context = {
        "rungs": [(rung, offset_words(rung.offset, rung.working)) for rung in rungs()],
        "rounds": Round.objects.all()[:ROUNDS],
        "may_edit": request.user.may(actions.KEEP),
        "form": RungForm(),
        **more,
    }
    return render(request, "notices/ladder.html", context, status=status)


@require_POST
def add_rung(request: OfficeRequest) -> HttpResponse:
    """Add a row."""
    require(request.user, actions.KEEP)
    form = RungForm(request.POST)
    if not form.is_valid():
        return _page(request, status=INVALID, form=form)
    try:
        actions.add_rung(request.user, **form.rung)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, status=CONFLICT, form=form)
    messages.success(request, _("Đã thêm bậc nhắc."))
    return redirect("notices:open-ladder")


@require_POST
def remove_rung(request: OfficeRequest) -> HttpResponse:
    """Take a row out."""
    require(request.user, actions.KEEP)
    offset, _sep, working = request.POST.get("rung", "").partition(":")
    try:
        number = int(offset) if offset.lstrip("-").isdigit() and len(offset) <= 4 else 9999
        actions.remove_rung(request.user, offset=number, working=working == "1", version=version_of(request))
    except NotNow as refusal:
        return _page(request, status=CONFLICT, problem=str(refusal))
    messages.success(request, _("Đã bỏ bậc nhắc."))
    return redirect("notices:open-ladder")
