"""Pages of the registry."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.registry import actions, queries
from dondoc.office.registry.actions import Outcome, Receipt
from dondoc.office.registry.attachments import as_download
from dondoc.office.registry.dossiers.queries import for_document
from dondoc.office.registry.forms import FilterForm, HeaderForm, ReplaceForm, UploadForm
from dondoc.office.registry.models import Document, StoredFile
from dondoc.office.registry.registers.queries import entries_of
from dondoc.office.web import address, is_fragment, page_of, query_without

HISTORY = 50
UPLOAD_HEADER = "X-Dondoc-Upload"
"""Sent by upload.js, which hands files in one at a time and wants just the answers."""


@require_safe
def list_documents(request: OfficeRequest) -> HttpResponse:
    """The register: filtered, searched, sorted, in pages; everything chosen stands in the address."""
    form = FilterForm(request.GET, kinds=queries.kinds(request.user))
    filters = form.filters
    context = {
        "form": form,
        "filters": filters,
        "page": page_of(request, queries.documents(request.user, filters)),
        "query": query_without(request, "page"),
        "unsorted": query_without(request, "page", "sort"),
        "may_receive": request.user.may("registry.receive"),
        "is_filtered": any(request.GET.get(name) for name in form.fields if name != "sort"),
    }
    return render(request, "registry/_documents.html" if is_fragment(request) else "registry/documents.html", context)


@require_http_methods(["GET", "POST"])
def add_documents(request: OfficeRequest) -> HttpResponse:
    """Hand in files; every file is answered for by itself."""
    require(request.user, "registry.receive")
    if request.method == "GET":
        return render(request, "registry/upload.html", {"form": UploadForm(), "limit": settings.MAX_UPLOAD})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "registry/upload.html", {"form": form, "limit": settings.MAX_UPLOAD}, status=422)
    receipts = [_receive(request, file) for file in form.chosen]
    if UPLOAD_HEADER in request.headers:
        return render(request, "registry/_receipts.html", {"receipts": receipts})
    counts = {outcome: sum(receipt.outcome == outcome for receipt in receipts) for outcome in Outcome}
    context = {"form": UploadForm(), "receipts": receipts, "counts": counts, "limit": settings.MAX_UPLOAD}
    return render(request, "registry/upload.html", context)


def _receive(request: OfficeRequest, file: UploadedFile[Any]) -> Receipt:
    content = file.read(settings.MAX_UPLOAD + 1)
    return actions.receive_document(content=content, name=file.name or "", by=request.user)


@require_GET
def show_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    """A document: what the register says, how the reading stands, what was done with it."""
    document = queries.get_document(request.user, document_id)
    held, free = for_document(request.user, document)
    context = {
        **_state_of(request, document),
        "dossiers": held,
        "free_dossiers": free,
        "history": history_of(document)[:HISTORY],
        "entries": entries_of(document),
        "versions": document.versions.select_related("file", "replaced_by"),
        "may_number": request.user.may("registry.number"),
    }
    return render(request, "registry/document.html", context)


@require_GET
def refresh_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    """How the reading stands: the page asks again while it is being read, then shows the whole page anew."""
    document = queries.get_document(request.user, document_id)
    response = render(request, "registry/_state.html", _state_of(request, document))
    if not document.is_waiting and is_fragment(request):
        response["HX-Refresh"] = "true"
    return response


def _state_of(request: OfficeRequest, document: Document) -> dict[str, object]:
    user = request.user
    reading = document.reading or {}
    plan = address("work:open-plan", document.pk) if document.state == Document.State.READ and user.may("work.view_plan") else None
    return {
        "document": document,
        "counts": {name: len(reading.get(name, ())) for name in ("tasks", "citations", "findings")},
        "plan_url": plan,
        "lineage_url": address("lineage:show-lineage", document.pk),
        "may_edit": user.may("registry.edit"),
        "may_download": user.may("registry.download") and document.file is not None,
    }


@require_http_methods(["GET", "POST"])
def edit_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Correct what the register says of a document."""
    document = queries.get_document(request.user, document_id, verb="registry.edit")
    if document.state == Document.State.REFUSED:
        raise Http404
    form = HeaderForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_header(Document(pk=document.pk), by=request.user, **form.cleaned_data)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(document)
        messages.success(request, _("Đã lưu thông tin văn bản. Đọc lại văn bản không làm mất phần bạn đã sửa."))
        return redirect(document)
    # The form has written what was typed onto the instance; headings show what is saved.
    context = {"form": form, "document": queries.get_document(request.user, document_id)}
    return render(request, "registry/document_form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def read_again(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Queue another reading."""
    document = actions.read_again(queries.get_document(request.user, document_id, verb="registry.edit"), by=request.user)
    if document.is_waiting:
        messages.info(request, _("Đã xếp hàng đọc lại. Phần do người sửa và xác nhận được giữ nguyên."))
    return redirect(document)


@require_http_methods(["GET", "POST"])
def replace_file(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Hand in a better file for a document."""
    document = queries.get_document(request.user, document_id, verb="registry.edit")
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(settings.MAX_UPLOAD + 1)
        receipt = actions.replace_file(document, content=content, name=file.name or "", reason=form.cleaned_data["reason"], by=request.user)
        if receipt.outcome == Outcome.STORED:
            messages.success(request, _("Đã thay tệp; bản trước vẫn được giữ. Văn bản đang được đọc lại."))
            return redirect(document)
        form.add_error("file", receipt.reason or _("Tệp này đã có trong hệ thống: %(document)s.") % {"document": receipt.document})
    context = {"form": form, "document": document}
    return render(request, "registry/replace_file.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def download_original(request: OfficeRequest, document_id: int) -> HttpResponse | FileResponse:
    """The original, byte for byte, as a download that no browser runs."""
    document = queries.get_document(request.user, document_id, verb="registry.download")
    return _hand_out(request, document, document.file)


@require_GET
def download_version(request: OfficeRequest, document_id: int, version_id: int) -> HttpResponse | FileResponse:
    """A file the document had before, byte for byte."""
    document = queries.get_document(request.user, document_id, verb="registry.download")
    version = document.versions.select_related("file").filter(pk=version_id).first()
    return _hand_out(request, document, version.file if version else None)


def _hand_out(request: OfficeRequest, document: Document, file: StoredFile | None) -> FileResponse:
    if file is None:
        raise Http404
    response = as_download(file)
    actions.note_download(document, by=request.user)
    return response
