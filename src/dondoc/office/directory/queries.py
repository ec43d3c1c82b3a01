"""Reading the directory: each function gives what a page needs in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from dondoc.office.directory.models import Delegation, Membership, Person, Unit, holding_on
from dondoc.office.directory.permissions import require


@dataclass(slots=True)
class Branch:
    """A unit with the branches under it."""

    unit: Unit
    below: list[Branch] = field(default_factory=list)
    folded: int = 0
    """How many units right under it are not shown."""


WHOLE = 300
"""Up to so many units the tree is shown whole; of more, the two upper levels."""


def unit_tree(person: Person, day: date, *, ended: bool = False) -> list[Branch]:
    """Units as a tree: those that exist on `day`, or with `ended` all of them. Two queries, three where they are many."""
    require(person, "directory.view")
    units = Unit.objects.all() if ended else Unit.objects.holding_on(day)
    folded: dict[int, int] = {}
    if units.count() > WHOLE:
        under = units.exclude(parent=None).exclude(parent__parent=None).order_by()
        folded = dict(under.values_list("parent").annotate(count=Count("pk")))
        units = units.filter(Q(parent=None) | Q(parent__parent=None))
    now = Count("memberships", filter=holding_on(day, "memberships__") & Q(memberships__person__is_active=True))
    shown = units.annotate(people=now).order_by("order", "name")
    branches = {unit.pk: Branch(unit, folded=folded.get(unit.pk, 0) if unit.parent_id else 0) for unit in shown}
    tops: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id) if branch.unit.parent_id else None
        (above.below if above else tops).append(branch)
    return tops


def get_unit(person: Person, unit_id: int, *, verb: str = "directory.view") -> Unit:
    """A unit with its aliases and the unit above."""
    require(person, verb)
    return get_object_or_404(Unit.objects.select_related("parent").prefetch_related("aliases"), pk=unit_id)


def units_above(unit: Unit) -> list[Unit]:
    """From the top down to the unit over this one."""
    numbers = [int(part) for part in unit.path.split("/") if part]
    found = Unit.objects.in_bulk(numbers[:-1])
    return [found[number] for number in numbers[:-1] if number in found]


def people_in(unit: Unit, day: date) -> QuerySet[Membership]:
    """Roles held in the unit on `day`."""
    held = Membership.objects.filter(holding_on(day), unit=unit, person__is_active=True)
    return held.select_related("person").order_by("person__full_name", "role")


def people(viewer: Person, day: date, *, text: str = "", role: str = "") -> QuerySet[Person]:
    """People with the roles they hold on `day`."""
    require(viewer, "directory.view")
    held = Membership.objects.filter(holding_on(day)).select_related("unit").order_by("unit__order")
    found = Person.objects.prefetch_related(Prefetch("memberships", held, to_attr="held"))
    for word in text.split():
        found = found.filter(Q(full_name__icontains=word) | Q(username__icontains=word))
    if role:
        found = found.filter(pk__in=Membership.objects.filter(holding_on(day), role=role).values("person"))
    return found.order_by("-is_active", "full_name")


def get_person(viewer: Person, person_id: int, *, verb: str = "directory.view") -> Person:
    """A person."""
    require(viewer, verb)
    return get_object_or_404(Person, pk=person_id)


def roles_of(person: Person) -> QuerySet[Membership]:
    """All roles a person holds and held, those of today first."""
    return person.memberships.select_related("unit").order_by("-valid_to", "unit__order")


def delegations(person: Person, today: date) -> QuerySet[Delegation]:
    """Delegations in force or to come that `person` gave or got; all of them for who runs the office."""
    rows = Delegation.objects.filter(valid_to__gte=today).select_related("membership__person", "membership__unit", "person")
    return rows if person.may("directory.edit") else rows.filter(Q(person=person) | Q(membership__person=person))
