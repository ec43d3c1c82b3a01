"""Handing a task on to units below."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.web import version_of
from dondoc.office.work.actions import cascade
from dondoc.office.work.actions import tasks as actions
from dondoc.office.work.cascade_forms import HandOnForm, confirmed, handed, preview
from dondoc.office.work.queries.tasks import get_task
from dondoc.office.work.views.task_page import CONFLICT, INVALID, person_of, task_page


@require_POST
def hand_on(request: HttpRequest, task_id: int) -> HttpResponse:
    """First a preview with each unit and its day; sent again with ``apply``, it is done."""
    person = person_of(request)
    task = get_task(person, task_id, timezone.localdate())
    actions.require_doing(person, task)
    form = HandOnForm(task, cascade.units_below(person, task), request.POST)
    if not form.is_valid():
        return task_page(request, task_id, status=INVALID, hand_on_form=form)
    context = {"task": task, "form": form}
    if "apply" not in request.POST:
        return render(request, "work/hand_on.html", {**context, "parts": preview(task, form)})
    parts = confirmed(task, form, request.POST)
    try:
        made = cascade.hand_on(person, task, handed(form, parts), version=version_of(request))
    except NotNow as refusal:
        return render(request, "work/hand_on.html", {**context, "parts": parts, "problem": str(refusal)}, status=CONFLICT)
    said = ngettext("Đã giao tiếp %(n)d việc.", "Đã giao tiếp %(n)d việc.", len(made))
    messages.success(request, said % {"n": len(made)})
    return redirect("work:open-task", task_id)
