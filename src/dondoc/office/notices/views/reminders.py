"""Reminding the units that lead chosen tasks: a preview of who gets what, then sending."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.notices.actions import reminders as actions
from dondoc.office.notices.events import with_units
from dondoc.office.notices.people import Directory
from dondoc.office.web import whole_number
from dondoc.office.work.models import Task
from dondoc.office.work.queries.tasks import Filter, visible_tasks

CONFLICT = 409


@require_POST
def remind(request: OfficeRequest) -> HttpResponse:
    """First a preview; sent again with ``send``, it is done. ``task``: the chosen ones as ``id:version``."""
    chosen = [_pair(value) for value in request.POST.getlist("task")]
    if not chosen:
        messages.warning(request, _("Chưa chọn nhiệm vụ nào. Hãy đánh dấu các dòng cần đôn đốc."))
        return redirect(_back(request))
    if "send" not in request.POST:
        return _preview(request, chosen)
    try:
        sending = actions.send(request.user, chosen, request.POST.get("words", ""), once=_once(request))
    except NotNow as refusal:
        return _preview(request, chosen, status=CONFLICT, problem=str(refusal))
    count = sending.remindings.count()
    messages.success(request, ngettext("Đã đôn đốc %(n)d nhiệm vụ.", "Đã đôn đốc %(n)d nhiệm vụ.", count) % {"n": count})
    return redirect(_back(request))


def _preview(request: OfficeRequest, chosen: list[tuple[int, int]], *, status: int = 200, **more: Any) -> HttpResponse:
    """Over the tasks as they are now: pressing “send” is about those."""
    mine = visible_tasks(request.user).filter(pk__in=[task for task, _version in chosen])
    tasks: list[Task] = list(with_units(mine.values_list("pk", flat=True)).order_by("due", "pk"))
    if not tasks:
        raise Http404
    directory = Directory(timezone.localdate())
    planned = actions.plan(request.user, tasks, directory)
    context = {
        "planned": planned,
        "refused": [one for one in planned if one.refusal],
        "shares": actions.shares(planned, directory),
        "count": sum(not one.refusal for one in planned),
        "chosen": [(task.pk, task.version) for task in tasks],
        "once": uuid.uuid4(),
        "back": _back(request),
        "words": request.POST.get("words", ""),
        **more,
    }
    return render(request, "notices/remind.html", context, status=status)


def _once(request: OfficeRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid.uuid4()


def _pair(value: str) -> tuple[int, int]:
    task, _sep, version = value.partition(":")
    return whole_number(task) or 0, whole_number(version) or 0


def _back(request: OfficeRequest) -> str:
    """The list as it was, or the one task's page. Only a query or an id comes from the form, never an address."""
    if only := whole_number(request.POST.get("only")):
        return reverse("work:open-task", args=[only])
    query = Filter.read(QueryDict(request.POST.get("query", ""))).query()
    return reverse("work:list-tasks") + (f"?{query}" if query else "")
