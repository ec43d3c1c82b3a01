"""Pages of lineage: the picture and its table, links, coverage."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.lineage import actions, coverage
from dondoc.office.lineage.drawing import draw
from dondoc.office.lineage.forms import LinkForm
from dondoc.office.lineage.graph import lineage
from dondoc.office.lineage.models import DocumentLink, TaskSource
from dondoc.office.registry.models import Document
from dondoc.office.registry.queries import get_document
from dondoc.office.web import page_of, query_without, whole_number
from dondoc.office.work.models import PlanItem, Task


@require_GET
def show_lineage(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Where a document comes from and where it goes, as a picture and as tables."""
    return _page(request, get_document(request.user, document_id), LinkForm())


def _page(request: OfficeRequest, document: Document, form: LinkForm, status: int = 200) -> HttpResponse:
    found = lineage(request.user, document)
    links = document.links.select_related("cited__file", "decided_by").defer("cited__reading", "cited__source_text")
    citing = document.linked_from.select_related("document__file").defer("document__reading", "document__source_text")
    context = {
        "document": document,
        "picture": draw(found),
        "found": found,
        "links": links,
        "citing": citing.exclude(decision=DocumentLink.Decision.REJECTED),
        "form": form,
        "may_link": request.user.may(actions.LINK),
        "may_see_coverage": request.user.may(coverage.VIEW),
    }
    return render(request, "lineage/lineage.html", context, status=status)


@require_POST
def add_link(request: OfficeRequest, document_id: int) -> HttpResponse:
    document = get_document(request.user, document_id)
    require(request.user, actions.LINK)
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            actions.link(document, by=request.user, **form.cleaned_data)
            return redirect("lineage:show-lineage", document.pk)
        except NotNow as refusal:
            form.add_error("number", str(refusal))
    return _page(request, document, form, status=422)


@require_POST
def decide_link(request: OfficeRequest, link_id: int) -> HttpResponse:
    require(request.user, actions.LINK)
    row = get_object_or_404(DocumentLink, pk=link_id)
    actions.decide(row, confirm=request.POST.get("decision") == "confirm", by=request.user)
    return redirect("lineage:show-lineage", row.document_id)


@require_GET
def show_coverage(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Passage by passage: who takes it up. ``?item=`` and ``?q=`` look for a task to say so of."""
    document = get_document(request.user, document_id)
    rows = coverage.coverage(request.user, document)
    which, item, words = request.GET.get("which", ""), whole_number(request.GET.get("item")), request.GET.get("q", "")[:200]
    shown = [row for row in rows if which == "" or row.is_covered == (which == "covered")]
    context: dict[str, Any] = {
        "document": document,
        "rows": shown,
        "all": len(rows),
        "covered": sum(row.is_covered for row in rows),
        "open": sum(not row.is_covered for row in rows),
        "which": which,
        "item": item,
        "q": words,
        "candidates": coverage.candidates(request.user, document, words) if item else [],
        "may_trace": request.user.may(actions.TRACE),
    }
    return render(request, "lineage/coverage.html", context)


@require_GET
def list_without_source(request: OfficeRequest) -> HttpResponse:
    """Tasks that come from no passage of any document."""
    page = page_of(request, coverage.without_source(request.user))
    return render(request, "lineage/without_source.html", {"page": page, "query": query_without(request, "page")})


@require_POST
def take_up(request: OfficeRequest, item_id: int) -> HttpResponse:
    require(request.user, actions.TRACE)
    item = get_object_or_404(PlanItem.objects.select_related("plan"), pk=item_id)
    task = Task.objects.filter(pk=whole_number(request.POST.get("task")) or 0).first()
    if task is None:
        messages.error(request, _("Nhiệm vụ này không còn. Hãy tìm lại."))
        return redirect("lineage:show-coverage", item.plan.document_id)
    try:
        actions.take_up(task, item, by=request.user)
        messages.success(request, _("Đã ghi nhiệm vụ %(number)s thực hiện đoạn này.") % {"number": task.pk})
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("lineage:show-coverage", item.plan.document_id)


@require_POST
def let_go(request: OfficeRequest, source_id: int) -> HttpResponse:
    require(request.user, actions.TRACE)
    source = get_object_or_404(TaskSource.objects.select_related("item__plan", "task"), pk=source_id)
    document_id = source.item.plan.document_id
    actions.let_go(source, by=request.user)
    return redirect("lineage:show-coverage", document_id)
