"""Notices of what happens in the rooms below: which entry of the journal is told to whom, as one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from dondoc.office.audit.models import Entry
from dondoc.office.audit.signals import recorded
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.roles import Role
from dondoc.office.notices.models import Notice
from dondoc.office.notices.people import Directory, leads
from dondoc.office.registry.models import Document
from dondoc.office.work.models import Plan, Task, TaskUnit
from dondoc.office.work.signals import plan_drafted

Kind = Notice.Kind


def tell(
    people: Mapping[int, Unit | None], kind: str, *, by: Person | None, tasks: Mapping[int, list[int]] | None = None, **about: Any
) -> None:
    """A notice for each of `people` (person → the unit they are told for) but `by`, who knows. `tasks`: person → numbers of tasks."""
    now, numbers = timezone.now(), tasks or {}
    Notice.objects.bulk_create(
        Notice(person_id=one, unit=unit, kind=kind, at=now, by=by, tasks=numbers.get(one, []), count=len(numbers.get(one, "-")), **about)
        for one, unit in people.items()
        if by is None or one != by.pk
    )


def with_units(ids: Iterable[int]) -> Any:
    """Tasks with what telling of them needs."""
    return Task.objects.filter(pk__in=ids).select_related("parent").prefetch_related("task_units__unit", "parent__task_units__unit")


def _assigned(entry: Entry, actor: Person | None, obj: Plan) -> None:
    """A plan was confirmed: each officer gets one notice of all tasks of the unit, lead or coordinating."""
    tell_of_tasks(entry.detail["tasks"], by=actor, document=obj.document)


def tell_of_tasks(ids: list[int], *, by: Person | None, document: Document) -> None:
    """One notice a person of the tasks `ids` of `document`, given to the person's units."""
    directory = Directory(timezone.localdate())
    people: dict[int, Unit | None] = {}
    mine: dict[int, list[int]] = defaultdict(list)
    for row in TaskUnit.objects.filter(task__in=ids).select_related("unit").order_by("task", "pk"):
        for person in directory.officers(row.unit.path):
            people.setdefault(person, row.unit)
            if row.task_id not in mine[person]:
                mine[person].append(row.task_id)
    tell(people, Kind.ASSIGNED, by=by, tasks=mine, document=document)


def _given_one(entry: Entry, actor: Person | None, obj: Task) -> None:
    """A task given by itself: handed on, or given to another lead. Those of a plan are told together, see :func:`_assigned`."""
    if entry.verb != "work.change_task" and "plan" in entry.detail:
        return
    if entry.verb == "work.change_task" and "lead_to" not in entry.detail:
        return
    tell_of_tasks([obj.pk], by=actor, document=obj.document)


def _to_the_unit(kind: str) -> Callable[[Entry, Person | None, Task], None]:
    def handle(entry: Entry, actor: Person | None, obj: Task) -> None:
        people = Directory(timezone.localdate()).of_units(leads(with_units([obj.pk]).get()))
        tell(people, kind, by=actor, tasks={person: [obj.pk] for person in people}, words=_reason(entry))

    return handle


def _to_the_assigners(kind: str) -> Callable[[Entry, Person | None, Task], None]:
    def handle(entry: Entry, actor: Person | None, obj: Task) -> None:
        task = with_units([obj.pk]).get()
        people = dict.fromkeys(Directory(timezone.localdate()).assigners(task))
        tell(people, kind, by=actor, tasks={person: [obj.pk] for person in people}, words=_reason(entry))

    return handle


def _distributed(entry: Entry, actor: Person | None, obj: Document) -> None:
    units = Unit.objects.filter(pk__in=[int(unit) for unit in entry.detail.get("units", {})])
    tell(Directory(timezone.localdate()).of_units(units), Kind.DOCUMENT_GIVEN, by=actor, document=obj)


def _reason(entry: Entry) -> str:
    return str(entry.detail.get("reason", ""))[:1000]


EVENTS: dict[str, Callable[[Entry, Person | None, Any], None]] = {
    "work.confirm_plan": _assigned,
    "work.assign_task": _given_one,
    "work.change_task": _given_one,
    "work.return_task": _to_the_unit(Kind.RETURNED),
    "work.return_report": _to_the_unit(Kind.RETURNED),
    "work.ask_extension": _to_the_assigners(Kind.EXTENSION_ASKED),
    "work.grant_extension": _to_the_unit(Kind.EXTENSION_GRANTED),
    "work.refuse_extension": _to_the_unit(Kind.EXTENSION_REFUSED),
    "registry.distributed": _distributed,
}
"""Verb of the journal → who is told what."""


@receiver(recorded, dispatch_uid="notices.tell_of_what_happened")
def tell_of_what_happened(entry: Entry, actor: Person | None, obj: Any, **_signal: Any) -> None:
    """Something happened: whoever it concerns is told, in the same transaction."""
    if (handle := EVENTS.get(entry.verb)) is not None:
        handle(entry, actor, obj)


@receiver(plan_drafted, dispatch_uid="notices.tell_of_a_plan")
def tell_of_a_plan(plan: Plan, **_signal: Any) -> None:
    """A document has a plan to confirm: the coordinators are told."""
    people = Directory(timezone.localdate()).everywhere(Role.COORDINATOR)
    tell(dict.fromkeys(people), Kind.PLAN_WAITING, by=None, document=plan.document)
