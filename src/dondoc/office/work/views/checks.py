"""Checks."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.web import page_of, version_of, whole_number
from dondoc.office.work.actions import checks as actions
from dondoc.office.work.check_forms import CheckForm
from dondoc.office.work.queries import checks as queries
from dondoc.office.work.queries.tasks import Filter, list_tasks
from dondoc.office.work.states import OFFICE_DOES
from dondoc.office.work.views.task_page import CONFLICT, INVALID, person_of

SEEDS = 10**9


@require_GET
def list_checks(request: HttpRequest) -> HttpResponse:
    """All checks."""
    page = page_of(request, queries.list_checks(person_of(request)))
    return render(request, "work/checks.html", {"page": page, "checks": page.object_list})


@require_POST
def plan_check(request: HttpRequest) -> HttpResponse:
    """From the task list: the chosen rows (``task``), or the whole list (``query``) to draw from. With ``apply`` the check is made."""
    person = person_of(request)
    require(person, OFFICE_DOES)
    wanted = Filter.read(QueryDict(request.POST.get("query", "")))
    rows = list_tasks(person, wanted, timezone.localdate())
    chosen = [pk for value in request.POST.getlist("task") if (pk := whole_number(value.partition(":")[0]))]
    ids = rows.ids(actions.POPULATION, among=chosen) if chosen else rows.ids(actions.POPULATION)
    form = CheckForm(request.POST if "apply" in request.POST else None, draws=not chosen)
    context = {"form": form, "chosen": chosen, "query": wanted.query(), "count": len(ids)}
    if "apply" not in request.POST:
        return render(request, "work/check_plan.html", context)
    if not form.is_valid():
        return render(request, "work/check_plan.html", context, status=INVALID)
    size = form.cleaned_data.get("size")
    seed = form.cleaned_data.get("seed")
    draw = actions.Draw(size, secrets.randbelow(SEEDS) if seed is None else seed) if size else None
    try:
        check = actions.plan_check(person, form.cleaned_data["title"], ids, query=wanted.query(), draw=draw)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return render(request, "work/check_plan.html", context, status=CONFLICT)
    messages.success(request, _("Đã lập đợt kiểm tra."))
    return redirect("work:open-check", check.pk)


@require_GET
def open_check(request: HttpRequest, check_id: int) -> HttpResponse:
    """A check with its tasks."""
    return _check_page(request, check_id)


def _check_page(request: HttpRequest, check_id: int, *, status: int = 200, **more: object) -> HttpResponse:
    check = queries.get_check(person_of(request), check_id)
    page = page_of(request, queries.rows_of(check))
    return render(request, "work/check.html", {"check": check, "page": page, "rows": page.object_list, **more}, status=status)


@require_POST
def record_finding(request: HttpRequest, row_id: int) -> HttpResponse:
    """What was found of one task."""
    person = person_of(request)
    row = queries.get_row(person, row_id)
    note = request.POST.get("note", "")
    finding, reopen = request.POST.get("finding", ""), "reopen" in request.POST
    try:
        actions.record_finding(person, row, finding, note, version=version_of(request), reopen=reopen, today=timezone.localdate())
    except NotNow as refusal:
        return _check_page(request, row.part_of_id, status=CONFLICT, problem=str(refusal), problem_row=row.pk, typed=note)
    messages.success(request, _("Đã ghi kết quả kiểm tra."))
    return redirect("work:open-check", row.part_of_id)
