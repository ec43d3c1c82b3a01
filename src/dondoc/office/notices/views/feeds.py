"""The calendars of units: their addresses, and the calendars themselves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Unit
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.notices import queries
from dondoc.office.notices.actions import feeds as actions
from dondoc.office.notices.calendar import calendar, deadlines, feed_of
from dondoc.office.web import page_of, query_without, version_of

CONFLICT = 409


@require_safe
def list_feeds(request: OfficeRequest) -> HttpResponse:
    """The units whose calendar addresses the person keeps."""
    return _page(request)


def _page(request: OfficeRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    page = page_of(request, queries.feed_units(request.user, actions.KEEP))
    return render(request, "notices/feeds.html", {"page": page, "query": query_without(request, "page"), **more}, status=status)


@require_POST
@never_cache
def renew_feed(request: OfficeRequest, feed_unit_id: int) -> HttpResponse:
    """A new address, shown in this answer and never again."""
    unit = _unit(request, feed_unit_id)
    try:
        token = actions.renew(request.user, unit, version=version_of(request))
    except NotNow as refusal:
        return _page(request, status=CONFLICT, problem=str(refusal))
    address = request.build_absolute_uri(reverse("notices:show-feed", args=[token]))
    return _page(request, made_for=unit, address=address)


@require_POST
def revoke_feed(request: OfficeRequest, feed_unit_id: int) -> HttpResponse:
    """The address answers no more."""
    unit = _unit(request, feed_unit_id)
    try:
        actions.revoke(request.user, unit, version=version_of(request))
    except NotNow as refusal:
        return _page(request, status=CONFLICT, problem=str(refusal))
    return _page(request, revoked_for=unit)


def _unit(request: OfficeRequest, unit_id: int) -> Unit:
    unit = get_object_or_404(Unit, pk=unit_id)
    require(request.user, actions.KEEP, unit)
    return unit


@require_safe
@login_not_required
def show_feed(_request: HttpRequest, feed_token: str) -> HttpResponse:
    """The calendar, for programs that know its address. A wrong one is not there."""
    feed = feed_of(feed_token)
    if feed is None:
        raise Http404
    with translation.override("vi"):
        content = calendar(feed.unit, deadlines(feed.unit, timezone.localdate()))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dondoc.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
