"""Reports, evidence and requests for more time, within the tasks a person may see."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work.models import Evidence, Extension, ProgressReport, Task
from dondoc.office.work.queries.tasks import VIEW_TASK, visible_tasks


def reports_of(task: Task) -> list[ProgressReport]:
    """The task's reports, newest first, with their evidence. Two queries."""
    evidence = Prefetch("evidence", Evidence.objects.select_related("file", "document").defer("document__source_text", "document__reading"))
    return list(task.reports.select_related("unit", "sent_by", "decided_by").prefetch_related(evidence))


def extensions_of(task: Task) -> list[Extension]:
    """The task's requests for more time, newest first. One query."""
    return list(task.extensions.select_related("unit", "asked_by", "decided_by"))


def get_report(person: Person, report_id: int) -> ProgressReport:
    """One report, for a deed."""
    require(person, VIEW_TASK)
    rows = ProgressReport.objects.filter(task__in=visible_tasks(person)).select_related("task__parent")
    return get_object_or_404(rows.prefetch_related("task__task_units__unit"), pk=report_id)


def get_extension(person: Person, extension_id: int) -> Extension:
    """One request, for a deed."""
    require(person, VIEW_TASK)
    rows = Extension.objects.filter(task__in=visible_tasks(person)).select_related("task__parent")
    return get_object_or_404(rows.prefetch_related("task__task_units__unit"), pk=extension_id)


def get_evidence(person: Person, evidence_id: int) -> Evidence:
    """One piece of evidence that is a file."""
    require(person, VIEW_TASK)
    rows = Evidence.objects.filter(report__task__in=visible_tasks(person), file__isnull=False)
    return get_object_or_404(rows.select_related("file", "report__task"), pk=evidence_id)
