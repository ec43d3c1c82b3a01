"""Reports with evidence, and requests for more time."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.registry.attachments import as_download
from dondoc.office.web import version_of
from dondoc.office.work.actions import extensions, reports
from dondoc.office.work.actions import tasks as actions
from dondoc.office.work.models import ProgressReport
from dondoc.office.work.queries import reports as queries
from dondoc.office.work.queries.tasks import get_task
from dondoc.office.work.report_forms import DecisionForm, ExtensionForm, ReportForm
from dondoc.office.work.views.task_page import CONFLICT, INVALID, person_of, task_page


@require_POST
def send_report(request: HttpRequest, task_id: int) -> HttpResponse:
    """``file-N``, ``document-N``: evidence for criterion N, or for the task as a whole (0)."""
    person, today = person_of(request), timezone.localdate()
    task = get_task(person, task_id, today)
    actions.require_doing(person, task)
    form = ReportForm(person, task.criteria.all(), request.POST, request.FILES)
    if not form.is_valid():
        return task_page(request, task_id, status=INVALID, report_form=form)
    try:
        reports.send_report(person, task, form.given, version=version_of(request), today=today)
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal), report_form=form, report_refused=True)
    messages.success(request, _("Đã gửi báo cáo."))
    return redirect("work:open-task", task_id)


@require_POST
def accept_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take a report as it is."""
    person = person_of(request)
    report = queries.get_report(person, report_id)
    try:
        reports.accept_report(person, report, version=version_of(request), today=timezone.localdate())
    except NotNow as refusal:
        return task_page(request, report.task_id, status=CONFLICT, problem=str(refusal))
    messages.success(request, _("Đã chấp nhận báo cáo."))
    return redirect("work:open-task", report.task_id)


@require_POST
def return_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Give a report back, with the reason."""
    person = person_of(request)
    report: ProgressReport = queries.get_report(person, report_id)
    typed = request.POST.get("reason", "")
    try:
        reports.return_report(person, report, reason=typed, version=version_of(request), today=timezone.localdate())
    except NotNow as refusal:
        return task_page(request, report.task_id, status=CONFLICT, problem=str(refusal), returning=report.pk, typed_return=typed)
    messages.success(request, _("Đã trả lại báo cáo để làm tiếp."))
    return redirect("work:open-task", report.task_id)


@require_GET
def download_evidence(request: HttpRequest, evidence_id: int) -> FileResponse:
    """A file that was sent as evidence."""
    person = person_of(request)
    evidence = queries.get_evidence(person, evidence_id)
    assert evidence.file is not None  # asked by the query
    response = as_download(evidence.file, evidence.name)
    reports.note_download(person, evidence)
    return response


@require_POST
def ask_extension(request: HttpRequest, task_id: int) -> HttpResponse:
    """Ask for more time."""
    person, today = person_of(request), timezone.localdate()
    task = get_task(person, task_id, today)
    actions.require_doing(person, task)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return task_page(request, task_id, status=INVALID, extension_form=form)
    try:
        extensions.ask_extension(person, task, version=version_of(request), today=today, **form.cleaned_data)
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal), extension_form=form)
    messages.success(request, _("Đã gửi đề nghị gia hạn. Hạn cũ vẫn có hiệu lực cho đến khi có quyết định."))
    return redirect("work:open-task", task_id)


@require_POST
def decide_extension(request: HttpRequest, extension_id: int) -> HttpResponse:
    """``grant`` or ``refuse``, by the button."""
    person = person_of(request)
    extension = queries.get_extension(person, extension_id)
    actions.require_directing(person, extension.task)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return task_page(request, extension.task_id, status=INVALID, decision_form=form)
    decision = extensions.Decision("grant" in request.POST, **form.cleaned_data)
    try:
        decided = extensions.decide_extension(person, extension, decision, version=version_of(request))
    except NotNow as refusal:
        return task_page(request, extension.task_id, status=CONFLICT, problem=str(refusal), decision_form=form)
    messages.success(request, decided.get_state_display() + ".")
    return redirect("work:open-task", extension.task_id)
