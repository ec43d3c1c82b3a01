"""The board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dondoc.office.directory.models import Person
from dondoc.office.work.queries.board import board


@require_GET
def open_board(request: HttpRequest) -> HttpResponse:
    """Where the work of the office's units stands today."""
    assert isinstance(request.user, Person)  # LoginRequiredMiddleware
    today = timezone.localdate()
    return render(request, "work/board.html", {"board": board(request.user, today, request.GET.get("page")), "today": today})
