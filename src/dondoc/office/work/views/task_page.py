"""The task's page: all views that can refuse something on it draw it anew with what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dondoc.office.directory.models import Person
from dondoc.office.work import remarks
from dondoc.office.work.actions import cascade, extensions, recurring, reports
from dondoc.office.work.actions import tasks as actions
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.cascade_forms import HandOnForm
from dondoc.office.work.criteria_forms import CriterionRows, given_back
from dondoc.office.work.evidence import missing_evidence
from dondoc.office.work.explaining import deadline_story
from dondoc.office.work.forms import ChangeForm, EventForm, ReviewForm
from dondoc.office.work.history import told
from dondoc.office.work.models import Extension, ProgressReport, Task, working_days
from dondoc.office.work.queries import tasks as queries
from dondoc.office.work.queries.checks import findings_on
from dondoc.office.work.queries.documents import document_labels
from dondoc.office.work.queries.reports import extensions_of, reports_of
from dondoc.office.work.queries.tree import task_tree
from dondoc.office.work.report_forms import DecisionForm, ExtensionForm, ReportForm
from dondoc.office.work.rows import row
from dondoc.office.work.states import CLOSED
from dondoc.office.work.wording import counts_from_an_event, finding_words

CONFLICT, INVALID = 409, 422


def person_of(request: HttpRequest) -> Person:
    """Who asks."""
    assert isinstance(request.user, Person)  # LoginRequiredMiddleware
    return request.user


def task_page(request: HttpRequest, task_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """The task's page; `more` replaces parts of what it shows."""
    person, today = person_of(request), timezone.localdate()
    task = queries.get_task(person, task_id, today)
    choices, may_change = UnitChoices(), queries.may_change(person)
    context = {
        **row(task),
        **_facts(task, choices),
        **_deadline(task, today, may_change=may_change),
        **_reporting(person, task, today),
        "remarks": remarks.on(task),
        **_cascade(person, task, today),
        "checked": findings_on(task),
        **_periods(person, task, today),
        "moves": actions.moves_for(person, task),
        "may_change": may_change,
        "may_see_plan": person.may("work.view_plan"),
        "form": ChangeForm(None, choices),
        "units": choices.all,
        **more,
    }
    return render(request, "work/task.html", context, status=status)


def _facts(task: Task, choices: UnitChoices) -> dict[str, Any]:
    return {
        "document": task.document,
        "findings": [(finding.get("severity", "info"), finding_words(finding)) for finding in task.findings],
        "history": told(queries.task_history(task), choices),
    }


def _deadline(task: Task, today: date, *, may_change: bool) -> dict[str, Any]:
    can_be_set = may_change and task.state not in CLOSED and counts_from_an_event(task)
    return {"story": deadline_story(task, working_days(), today), "event_form": EventForm() if can_be_set else None}


def _periods(person: Person, task: Task, today: date) -> dict[str, Any]:
    recurs, can_be_set = recurring.is_series(task), task.due is None and task.state not in CLOSED and actions.directs(person, task)
    return {
        "recurs": recurs,
        "periods": [row(one) for one in queries.periods_of(task, today)] if recurs else [],
        "review_form": ReviewForm() if can_be_set and not recurs else None,
        "review_is_past": task.review_on is not None and task.review_on <= today and task.state not in CLOSED,
    }


def _cascade(person: Person, task: Task, today: date) -> dict[str, Any]:
    below = cascade.units_below(person, task) if task.state in cascade.HANDED_FROM and actions.does(person, task) else []
    return {"tree": task_tree(person, task, today), "hand_on_form": HandOnForm(task, below) if below else None}


def _reporting(person: Person, task: Task, today: date) -> dict[str, Any]:
    """Criteria, reports and more time: what there is, and the forms `person` may fill in."""
    criteria, found, asked = list(task.criteria.all()), reports_of(task), extensions_of(task)
    does, directs, is_open = actions.does(person, task), actions.directs(person, task), task.state not in CLOSED
    may_report = does and task.state in reports.REPORTABLE
    why_not = extensions.why_not_ask(task, today) if does and is_open else ""
    waits = any(one.state == Extension.State.ASKED for one in asked)
    return {
        "criteria": criteria,
        "criteria_form": CriterionRows(None, map(given_back, criteria)) if is_open and directs else None,
        "lacking": missing_evidence(task) if is_open and any(one.proof for one in criteria) else [],
        "reports": found,
        "report_form": ReportForm(person, criteria) if may_report else None,
        "documents": document_labels(person) if may_report else [],
        "may_decide": directs,
        "sent": ProgressReport.State.SENT,
        "extensions": asked,
        "extension_form": ExtensionForm() if does and is_open and not why_not and not waits else None,
        "why_not_extend": why_not if task.due else "",
        "decision_form": DecisionForm() if directs and waits else None,
    }
