"""Recurring work and the day to look again at work without one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.web import version_of
from dondoc.office.work.actions import recurring
from dondoc.office.work.actions import tasks as actions
from dondoc.office.work.forms import ReviewForm
from dondoc.office.work.queries.tasks import get_task
from dondoc.office.work.views.task_page import CONFLICT, INVALID, person_of, task_page


@require_POST
def open_periods(request: HttpRequest, task_id: int) -> HttpResponse:
    """Open the periods that have begun."""
    person, today = person_of(request), timezone.localdate()
    task = get_task(person, task_id, today)
    try:
        made = recurring.open_now(person, task, today)
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal))
    said = ngettext("Đã mở %(n)d kỳ.", "Đã mở %(n)d kỳ.", len(made)) if made else _("Các kỳ đã bắt đầu đều đã mở.")
    messages.success(request, said % {"n": len(made)})
    return redirect("work:open-task", task_id)


@require_POST
def set_review(request: HttpRequest, task_id: int) -> HttpResponse:
    """The day to look again."""
    person = person_of(request)
    task = get_task(person, task_id, timezone.localdate())
    actions.require_directing(person, task)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return task_page(request, task_id, status=INVALID, review_form=form)
    try:
        recurring.set_review(person, task, form.cleaned_data["day"], version=version_of(request))
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal), review_form=form)
    messages.success(request, _("Đã đặt ngày xem lại."))
    return redirect("work:open-task", task_id)
