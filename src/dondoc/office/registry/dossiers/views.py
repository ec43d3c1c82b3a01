"""Pages of work files."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.registry.dossiers import actions, queries
from dondoc.office.registry.dossiers.forms import CloseForm, DossierForm
from dondoc.office.registry.models import Dossier, DossierDocument
from dondoc.office.registry.queries import get_document
from dondoc.office.registry.registers.columns import kind_and_subject
from dondoc.office.registry.workbook import Column, as_workbook
from dondoc.office.web import do_and_return, page_of, query_without

CONTENTS = (
    Column(gettext_lazy("TT"), lambda paper: paper.order, 6),
    Column(gettext_lazy("Số, ký hiệu"), lambda paper: paper.document.number, 20),
    Column(gettext_lazy("Ngày tháng"), lambda paper: paper.document.date, 12),
    Column(gettext_lazy("Tên loại và trích yếu nội dung"), kind_and_subject, 60),
    Column(gettext_lazy("Tác giả"), lambda paper: paper.document.issuer, 30),
)
"""Mục lục văn bản trong hồ sơ (NĐ 30/2020/NĐ-CP, Phụ lục VI, phần I)."""


@require_safe
def list_dossiers(request: OfficeRequest) -> HttpResponse:
    which = request.GET.get("which", "open")
    text = request.GET.get("text", "")[:200]
    context = {
        "page": page_of(request, queries.dossiers(request.user, text=text, which=which)),
        "text": text,
        "which": which,
        "ways": (("open", _("Đang mở")), ("closed", _("Đã kết thúc")), ("all", _("Tất cả"))),
        "query": query_without(request, "page"),
        "may_keep": request.user.may(actions.KEEP),
    }
    return render(request, "registry/dossiers/dossiers.html", context)


@require_http_methods(["GET", "POST"])
def add_dossier(request: OfficeRequest) -> HttpResponse:
    require(request.user, actions.KEEP)
    return _save(request, Dossier(opened_on=timezone.localdate()))


@require_http_methods(["GET", "POST"])
def edit_dossier(request: OfficeRequest, dossier_id: int) -> HttpResponse:
    return _save(request, queries.get_dossier(request.user, dossier_id, to_keep=True))


def _save(request: OfficeRequest, dossier: Dossier) -> HttpResponse:
    form = DossierForm(request.POST or None, instance=dossier, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.save_dossier(form.instance, by=request.user))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    back = dossier.get_absolute_url() if dossier.pk else "../"
    context = {"form": form, "heading": _("Hồ sơ công việc"), "back": back}
    return render(request, "directory/form.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def open_dossier(request: OfficeRequest, dossier_id: int) -> HttpResponse:
    """The contents of a work file; ``?export=1`` as a workbook; ``?number=`` looks for a document to put in."""
    dossier = queries.get_dossier(request.user, dossier_id)
    papers = queries.papers(dossier)
    if "export" in request.GET:
        return as_workbook(_("Mục lục văn bản trong hồ sơ %(dossier)s") % {"dossier": dossier}, CONTENTS, papers.iterator())
    may_keep = request.user.may(actions.KEEP, dossier.unit)
    number = request.GET.get("number", "")[:80]
    context = {
        "dossier": dossier,
        "papers": papers,
        "may_keep": may_keep,
        "number": number,
        "found": queries.document_numbered(number) if number and may_keep else [],
        "close": CloseForm(initial={"day": timezone.localdate()}),
    }
    return render(request, "registry/dossiers/dossier.html", context)


@require_POST
def file_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Put a document into the work file chosen; back to where it was chosen."""
    document = get_document(request.user, document_id)
    chosen = request.POST.get("dossier", "")
    dossier = queries.get_dossier(request.user, int(chosen) if chosen.isascii() and chosen.isdigit() else 0, to_keep=True)
    back = dossier if "from_dossier" in request.POST else document
    return do_and_return(request, lambda: actions.put_in(dossier, document, by=request.user), back)


@require_POST
def take_out(request: OfficeRequest, paper_id: int) -> HttpResponse:
    paper = get_object_or_404(DossierDocument.objects.select_related("dossier__unit", "document__file"), pk=paper_id)
    require(request.user, actions.KEEP, paper.dossier.unit)
    return do_and_return(request, lambda: actions.take_out(paper, reason=request.POST.get("reason", ""), by=request.user), paper.dossier)


@require_POST
def close_dossier(request: OfficeRequest, dossier_id: int) -> HttpResponse:
    dossier = queries.get_dossier(request.user, dossier_id, to_keep=True)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy ghi ngày kết thúc hồ sơ."))
        return redirect(dossier)
    return do_and_return(request, lambda: actions.close_dossier(dossier, day=form.cleaned_data["day"], by=request.user), dossier)


@require_POST
def reopen_dossier(request: OfficeRequest, dossier_id: int) -> HttpResponse:
    dossier = queries.get_dossier(request.user, dossier_id, to_keep=True)
    return do_and_return(request, lambda: actions.reopen_dossier(dossier, reason=request.POST.get("reason", ""), by=request.user), dossier)
