"""Handing a unit's open tasks over to another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Unit
from dondoc.office.directory.permissions import require
from dondoc.office.web import whole_number
from dondoc.office.work.actions import handover as actions
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.queries.tasks import open_tasks_of
from dondoc.office.work.states import OFFICE_DOES
from dondoc.office.work.views.task_page import CONFLICT, INVALID, person_of


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The unit's open tasks; sent with a unit it is a preview, with ``apply`` too it is done."""
    person = person_of(request)
    require(person, OFFICE_DOES)
    old, choices = get_object_or_404(Unit, pk=unit_id), UnitChoices()
    tasks = open_tasks_of(old, timezone.localdate())
    chosen = {pk: version for value in request.POST.getlist("task") for pk, version in [_pair(value)]}
    typed, reason = request.POST.get("to", "").strip(), request.POST.get("reason", "")
    context = {"unit": old, "units": choices.all, "typed": typed, "reason": reason, "tasks": tasks, "chosen": chosen}
    if request.method == "GET":
        return render(request, "work/hand_over.html", {**context, "chosen": {task.pk: task.version for task in tasks}})
    new = choices.units.get(choices.find(typed).unit or 0)
    if new is None:
        problem = _("Không có đơn vị «%(name)s». Hãy chọn trong danh sách gợi ý.") % {"name": typed}
        return render(request, "work/hand_over.html", {**context, "problem": problem}, status=INVALID)
    context |= {"new": new, "outcomes": [actions.passing(task, old, new) for task in tasks if task.pk in chosen]}
    if "apply" not in request.POST:
        return render(request, "work/hand_over.html", context)
    try:
        done = actions.hand_over(person, old, new, list(chosen.items()), reason=reason)
    except NotNow as refusal:
        return render(request, "work/hand_over.html", {**context, "problem": str(refusal)}, status=CONFLICT)
    said = ngettext("Đã bàn giao %(n)d nhiệm vụ.", "Đã bàn giao %(n)d nhiệm vụ.", len(done))
    messages.success(request, said % {"n": len(done)})
    return redirect("directory:show-unit", old.pk)


def _pair(value: str) -> tuple[int, int]:
    pk, _sep, version = value.partition(":")
    return whole_number(pk) or 0, whole_number(version) or 0
