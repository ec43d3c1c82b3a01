"""The board."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dondoc.office.directory.models import Person, Unit
from dondoc.office.work.queries.board import board, unit_board


@require_GET
def open_board(request: HttpRequest) -> HttpResponse:
    """Where the work of the office's units stands today."""
    assert isinstance(request.user, Person)  # LoginRequiredMiddleware
    today = timezone.localdate()
    return render(request, "work/board.html", {"board": board(request.user, today, request.GET.get("page")), "today": today})


@require_GET
def open_unit_board(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Where the work of a unit and those below it stands today. A unit out of the person's sight is not there."""
    assert isinstance(request.user, Person)  # LoginRequiredMiddleware
    unit = get_object_or_404(Unit, pk=unit_id)
    if not request.user.may("work.view_board", unit):
        raise Http404
    today = timezone.localdate()
    return render(request, "work/board.html", {"board": unit_board(request.user, unit, today), "today": today})
