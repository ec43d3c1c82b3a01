"""The task list, the task page, and changing many tasks at once."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.web import page_of, version_of, whole_number
from dondoc.office.work.actions import criteria as criteria_actions
from dondoc.office.work.actions import tasks as actions
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.criteria_forms import CriterionRows
from dondoc.office.work.forms import ChangeForm, EventForm
from dondoc.office.work.models import BodyRole, Task
from dondoc.office.work.queries import tasks as queries
from dondoc.office.work.rows import row
from dondoc.office.work.states import BY_VERB, OFFICE_DOES, State
from dondoc.office.work.timeclass import TimeClass
from dondoc.office.work.views.task_page import CONFLICT, INVALID, person_of, task_page
from dondoc.office.work.wording import shown_day

# ── the list ──────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def list_tasks(request: HttpRequest) -> HttpResponse:
    """Everything about the list stands in its address."""
    person, wanted, today = person_of(request), queries.Filter.read(request.GET), timezone.localdate()
    page = page_of(request, queries.list_tasks(person, wanted, today))
    choices = UnitChoices()
    context = {
        "wanted": wanted,
        "page": page,
        "rows": [row(task) for task in page.object_list],
        "choices": choices,
        "units": choices.all,
        "unit_options": choices.all.options(wanted.unit),
        "documents": queries.documents_with_tasks(person, wanted.document),
        "states": State.choices,
        "times": time_choices(),
        "roles": BodyRole.choices,
        "sorts": sort_choices(),
        "may_change": queries.may_change(person),
        "form": ChangeForm(None, choices),
        "query": wanted.query(),
        "headings": headings(wanted),
    }
    return render(request, "work/tasks.html", context)


def time_choices() -> list[tuple[str, str]]:
    """The time classes and their groups, for the filter."""
    groups = [("running", _("Đang thực hiện (mọi hạn)")), ("done", _("Hoàn thành (mọi hạn)")), ("counted", _("Tất cả trừ đã rút"))]
    return [*((value, str(label)) for value, label in TimeClass.choices), *groups]


def sort_choices() -> list[tuple[str, str]]:
    """The orders the list offers."""
    return [
        ("due", _("Hạn gần nhất trước")),
        ("-due", _("Hạn xa nhất trước")),
        ("state", _("Theo trạng thái")),
        ("document", _("Theo văn bản")),
        ("newest", _("Mới giao trước")),
    ]


def headings(wanted: queries.Filter) -> dict[str, tuple[str, str]]:
    """For the columns that sort: (address query, aria-sort)."""
    due = "-due" if wanted.sort == "due" else "due"
    order = {"due": "ascending", "-due": "descending"}.get(wanted.sort, "none")
    return {
        "due": (wanted.query(sort=due), order),
        "state": (wanted.query(sort="state"), "ascending" if wanted.sort == "state" else "none"),
        "document": (wanted.query(sort="document"), "ascending" if wanted.sort == "document" else "none"),
    }


@require_GET
def export_tasks(request: HttpRequest) -> StreamingHttpResponse:
    """The rows of the list as CSV that Excel opens right (UTF-8 with BOM)."""
    person, wanted, today = person_of(request), queries.Filter.read(request.GET), timezone.localdate()
    rows = queries.list_tasks(person, wanted, today)
    writer = csv.writer(_Echo())
    head = [
        _("TT"),
        _("Nội dung"),
        _("Chủ trì"),
        _("Phối hợp"),
        _("Thời hạn"),
        _("Ngày đến hạn"),
        _("Sản phẩm"),
        _("Trạng thái"),
        _("Tiến độ"),
        _("Văn bản"),
    ]

    def lines() -> Any:
        yield "\ufeff" + writer.writerow(head)
        for number, task in enumerate(rows.iterator(chunk_size=500), 1):
            yield writer.writerow([_safe(cell) for cell in _cells(number, task)])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nhiem-vu-{today:%Y-%m-%d}.csv"'
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


def _safe(cell: Any) -> str:
    """A cell a spreadsheet will not take for a formula."""
    words = str(cell)
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


def _cells(number: int, task: Any) -> list[Any]:
    shown = row(task)
    leads, coordinating = ("; ".join(str(unit) for unit in shown[name]) for name in ("leads", "coordinating"))
    due = task.due.isoformat() if task.due else ""
    words = (task.product, task.get_state_display(), shown["time"].label, str(task.document))
    return [number, task.action, leads, coordinating, task.deadline_text, due, *words]


# ── one task ──────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def open_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """The task's page."""
    return task_page(request, task_id)


@require_POST
def move_task(request: HttpRequest, task_id: int, verb: str) -> HttpResponse:
    """Press a button of the table of transitions."""
    if verb not in BY_VERB:
        return task_page(request, task_id, status=INVALID, problem=_("Không có thao tác này."))
    person, today = person_of(request), timezone.localdate()
    task = queries.get_task(person, task_id, today)
    try:
        moved = actions.move_task(
            person, task, verb, version=version_of(request), reason=request.POST.get("reason", ""), today=today
        )
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal), typed_reason=request.POST.get("reason", ""))
    messages.success(request, _("Nhiệm vụ chuyển sang «%(state)s».") % {"state": moved.get_state_display()})
    return redirect("work:open-task", task_id)


@require_POST
def set_criteria(request: HttpRequest, task_id: int) -> HttpResponse:
    """How one will know that the task is done."""
    person = person_of(request)
    task = queries.get_task(person, task_id, timezone.localdate())
    actions.require_directing(person, task)
    rows = CriterionRows(request.POST, ())
    if rows.has_errors:
        return task_page(request, task_id, status=INVALID, criteria_form=rows)
    try:
        criteria_actions.set_criteria(person, task, rows.given, version=version_of(request))
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal), criteria_form=rows)
    messages.success(request, _("Đã lưu tiêu chí của nhiệm vụ."))
    return redirect("work:open-task", task_id)


@require_POST
def set_event(request: HttpRequest, task_id: int) -> HttpResponse:
    """The day the task's deadline counts from."""
    person = person_of(request)
    task = queries.get_task(person, task_id, timezone.localdate())
    require(person, OFFICE_DOES)
    form = EventForm(request.POST)
    if not form.is_valid():
        return task_page(request, task_id, status=INVALID, event_form=form)
    try:
        set_task = actions.set_event(person, task, version=version_of(request), **form.cleaned_data)
    except NotNow as refusal:
        return task_page(request, task_id, status=CONFLICT, problem=str(refusal), event_form=form)
    messages.success(request, _("Đã tính lại hạn: %(day)s.") % {"day": shown_day(set_task.due)})
    return redirect("work:open-task", task_id)


# ── changing deadline and lead ────────────────────────────────────────────────────────────────────────


@require_POST
def change_tasks(request: HttpRequest) -> HttpResponse:
    """First a preview of what would change on the chosen tasks; sent again with ``apply``, it is done.

    ``task``: the chosen ones as ``id:version`` (the list sends ids with the versions it was drawn from).
    """
    person, today = person_of(request), timezone.localdate()
    chosen = [_pair(value) for value in request.POST.getlist("task")]
    back = _back(request)
    if not chosen:
        messages.warning(request, _("Chưa chọn nhiệm vụ nào. Hãy đánh dấu các dòng cần sửa."))
        return redirect(back)
    found = queries.tasks_to_change(person, [task for task, _version in chosen], today)
    form = ChangeForm(request.POST, UnitChoices())
    context: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "back": back,
        "tasks": [row(task) for task in found],
        "units": form.choices.all,
    }
    if not form.is_valid():
        return render(request, "work/change.html", context, status=INVALID)
    change = actions.Change(**form.cleaned_data)
    if "apply" not in request.POST:
        outcomes = [actions.outcome(task, change) for task in found]
        return render(request, "work/change.html", {**context, **_preview(outcomes)})
    try:
        done = actions.change_tasks(person, chosen, change)
    except NotNow as refusal:
        return render(request, "work/change.html", _as_they_are(context, found, change, str(refusal)), status=CONFLICT)
    count = sum(result.changes for result in done)
    messages.success(request, ngettext("Đã sửa %(n)d nhiệm vụ.", "Đã sửa %(n)d nhiệm vụ.", count) % {"n": count})
    return redirect(back)


def _preview(outcomes: list[actions.Outcome]) -> dict[str, Any]:
    return {"outcomes": outcomes, "changing": sum(result.changes for result in outcomes)}


def _as_they_are(context: dict[str, Any], tasks: list[Task], change: actions.Change, problem: str) -> dict[str, Any]:
    """The preview anew, over the tasks as they are now: pressing again applies to those."""
    fresh = [(task.pk, task.version) for task in tasks]
    return {**context, **_preview([actions.outcome(task, change) for task in tasks]), "chosen": fresh, "problem": problem}


def _pair(value: str) -> tuple[int, int]:
    task, _sep, version = value.partition(":")
    return whole_number(task) or 0, whole_number(version) or 0


def _back(request: HttpRequest) -> str:
    """The list as it was, or the one task's page. Only a query or an id comes from the form, never an address."""
    only = whole_number(request.POST.get("only"))
    if only:
        return reverse("work:open-task", args=[only])
    query = queries.Filter.read(QueryDict(request.POST.get("query", ""))).query()
    return reverse("work:list-tasks") + (f"?{query}" if query else "")
