"""Checks: planned over chosen tasks or a random sample, with what was found; a task that was not done is opened again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale, checked_reason, refuse_views
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work.actions.tasks import move_task
from dondoc.office.work.models import Check, CheckedTask, Task
from dondoc.office.work.states import OFFICE_DOES, State

MOST = 1_000
"""Tasks of one check."""
POPULATION = 50_000
"""Tasks a sample is drawn from at most."""


def sample(ids: Sequence[int], size: int, seed: int) -> list[int]:
    """`size` of `ids`, the same for the same seed whatever order they come in."""
    ordered = sorted(set(ids))
    return sorted(random.Random(seed).sample(ordered, min(size, len(ordered))))  # noqa: S311 - it is to be drawn again, not secret


@dataclass(frozen=True, slots=True)
class Draw:
    """A random sample: how many, by which seed."""

    size: int
    seed: int


@transaction.atomic
def plan_check(actor: Person, title: str, ids: Sequence[int], *, query: str = "", draw: Draw | None = None) -> Check:
    """Plan a check of `ids`, or of a sample drawn from them."""
    require(actor, OFFICE_DOES)
    refuse_views(title)
    chosen = sample(ids, draw.size, draw.seed) if draw else sorted(set(ids))
    if not chosen or len(chosen) > MOST:
        raise NotNow(_("Một đợt kiểm tra cần từ 1 đến %(n)d nhiệm vụ.") % {"n": MOST})
    drawn = {"seed": draw.seed, "drawn_from": len(set(ids))} if draw else {}
    check = Check.objects.create(title=title[:200], query=query[:500], made_by=actor, **drawn)
    CheckedTask.objects.bulk_create(CheckedTask(part_of=check, task_id=pk) for pk in chosen)
    record(actor, "work.plan_check", check, tasks=chosen, **drawn)
    return check


@transaction.atomic
def record_finding(
    actor: Person, row: CheckedTask, finding: str, note: str, *, version: int, reopen: bool = False, today: date
) -> CheckedTask:
    """Write down what was found; with `reopen`, a task said to be done goes on."""
    require(actor, OFFICE_DOES)
    row = CheckedTask.objects.select_for_update().get(pk=row.pk)
    if row.version != version:
        raise Stale(row)
    if finding not in {CheckedTask.Finding.RIGHT, CheckedTask.Finding.WRONG}:
        raise NotNow(_("Hãy chọn kết quả kiểm tra."))
    note = checked_reason(note, needed=finding == CheckedTask.Finding.WRONG)
    row.finding, row.note, row.found_by, row.found_at = finding, note, actor, timezone.now()
    row.version += 1
    row.save()
    task = Task.objects.prefetch_related("task_units__unit", "parent__task_units__unit").get(pk=row.task_id)
    record(actor, "work.checked_task", task, check=row.part_of_id, finding=finding, **({"reason": note} if note else {}))
    if reopen:
        _reopen(actor, task, note, today)
    return row


def _reopen(actor: Person, task: Task, note: str, today: date) -> None:
    verb = {State.DONE: "reopen", State.SUBMITTED: "return"}.get(State(task.state))
    if verb is None:
        raise NotNow(_("Nhiệm vụ chưa báo xong nên không có gì để mở lại."))
    move_task(actor, task, verb, version=task.version, reason=note, today=today)
