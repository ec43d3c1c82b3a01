"""The journal on a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.office.audit import chain, queries
from dondoc.office.audit.words import verbs_by_room
from dondoc.office.web import page_of, query_without


@require_safe
def list_entries(request: HttpRequest) -> HttpResponse:
    """The journal, newest first, narrowed by who, what, thing and day; ``?check=1`` walks the chain and says whether it holds."""
    person: Any = request.user
    wanted = queries.Filter.read(request.GET)
    context = {
        "page": page_of(request, queries.entries(person, wanted)),
        "query": query_without(request, "page", "check"),
        "wanted": wanted,
        "rooms": verbs_by_room(),
        "check": chain.verify() if "check" in request.GET else None,
    }
    return render(request, "audit/entries.html", context)
