"""The journal on a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.office.audit import chain, queries
from dondoc.office.audit.words import NOT_VERBS, WORDS
from dondoc.office.web import page_of, query_without


@require_safe
def list_entries(request: HttpRequest) -> HttpResponse:
    """The whole journal, newest first; ``?check=1`` walks the chain and says whether it holds."""
    verb, text = request.GET.get("verb", ""), request.GET.get("text", "").strip()
    found = queries.entries(request.user, verb=verb, text=text)
    context = {
        "page": page_of(request, found),
        "query": query_without(request, "page", "check"),
        "verb": verb,
        "text": text,
        "verbs": sorted(((key, words) for key, words in WORDS.items() if not key.startswith(NOT_VERBS)), key=lambda item: str(item[1])),
        "check": chain.verify() if "check" in request.GET else None,
    }
    return render(request, "audit/entries.html", context)
