"""Checks and what they found."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work.models import Check, CheckedTask, Task
from dondoc.office.work.states import OFFICE_DOES


def list_checks(person: Person) -> QuerySet[Check]:
    """All checks, newest first, with counts of their findings. One query."""
    require(person, OFFICE_DOES)
    wrong, looked = Q(rows__finding="wrong"), ~Q(rows__finding="")
    return Check.objects.select_related("made_by").annotate(
        all=Count("rows"), looked_at=Count("rows", filter=looked), wrong=Count("rows", filter=wrong)
    ).order_by("-pk")


def get_check(person: Person, check_id: int) -> Check:
    """One check."""
    require(person, OFFICE_DOES)
    return get_object_or_404(Check.objects.select_related("made_by"), pk=check_id)


def rows_of(check: Check) -> QuerySet[CheckedTask]:
    """Its tasks with what was found."""
    return check.rows.select_related("task", "found_by").prefetch_related("task__task_units__unit")


def get_row(person: Person, row_id: int) -> CheckedTask:
    """One task of a check."""
    require(person, OFFICE_DOES)
    return get_object_or_404(CheckedTask.objects.select_related("part_of", "task"), pk=row_id)


def findings_on(task: Task) -> list[CheckedTask]:
    """What checks found of the task. One query."""
    return list(task.checks.exclude(finding="").select_related("part_of", "found_by").order_by("-found_at"))
