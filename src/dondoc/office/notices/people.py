"""Who is told of what: the people of units, and those on the side that gave the work out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from dondoc.office.directory.models import Delegation, Membership, Person, Unit, holding_on
from dondoc.office.directory.roles import Role
from dondoc.office.notices.models import Audience
from dondoc.office.work.models import BodyRole, Task

HEADS = (Role.UNIT_OFFICER, Role.LEADER)
"""Who of the unit above is told."""


class Directory:
    """Today's people by role and unit, those who act in somebody's stead among them. Two queries, and whoever is asked for is in memory."""

    def __init__(self, today: date) -> None:
        held = Membership.objects.filter(
            holding_on(today), holding_on(today, "unit__"), person__is_active=True, role__in=(*HEADS, Role.COORDINATOR)
        )
        self.people: dict[int, Person] = {}
        self._in: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in held.select_related("person", "unit").order_by("pk"):
            self._add(row.person, row)
        acting = Delegation.objects.filter(holding_on(today), membership__in=held, person__is_active=True)
        for delegation in acting.select_related("person", "membership__unit").order_by("pk"):
            self._add(delegation.person, delegation.membership)

    def _add(self, person: Person, row: Membership) -> None:
        self.people[person.pk] = person
        self._in[row.unit.path, row.role].append(person.pk)

    def officers(self, path: str) -> list[int]:
        """The officers of the unit with that path; where it has none, those of the nearest one above that has."""
        return self._nearest(path, (Role.UNIT_OFFICER,))

    def above(self, path: str) -> list[int]:
        """The officers and leaders of the nearest unit above that has any."""
        return self._nearest(_parent(path), HEADS)

    def everywhere(self, role: Role) -> list[int]:
        """All who hold `role`, in whatever unit."""
        return sorted({person for (_path, held), people in self._in.items() if held == role for person in people})

    def _nearest(self, path: str, roles: Iterable[str]) -> list[int]:
        while path:
            if found := sorted({person for role in roles for person in self._in.get((path, role), ())}):
                return found
            path = _parent(path)
        return []

    # ── of a task ─────────────────────────────────────────────────────────────────────────────────────

    def of_units(self, units: Iterable[Unit]) -> dict[int, Unit]:
        """The officers of `units`: person → the unit they are told for."""
        return {person: unit for unit in reversed(list(units)) for person in self.officers(unit.path)}

    def audience(self, task: Task, audiences: Iterable[Audience]) -> dict[int, Audience]:
        """Who of `audiences` is told of `task` (units prefetched): person → in what part, the first that holds.

        A unit nobody answers for leaves nobody out: its coordinators are told in its place.
        """
        told: dict[int, Audience] = {}
        for audience in audiences:
            for person in self._of(task, audience):
                told.setdefault(person, audience)
        return told or dict.fromkeys(self.everywhere(Role.COORDINATOR), Audience.COORDINATORS)

    def _of(self, task: Task, audience: Audience) -> Iterator[int]:
        paths = [unit.path for unit in leads(task)]
        if audience == Audience.UNIT:
            yield from (person for path in paths for person in self.officers(path))
        elif audience == Audience.UPPER:
            yield from (person for path in paths for person in self.above(path))
        else:
            yield from self.everywhere({Audience.COORDINATORS: Role.COORDINATOR, Audience.LEADERS: Role.LEADER}[audience])

    def assigners(self, task: Task) -> list[int]:
        """Who decides about `task` (parent's units prefetched): the officers of the unit that handed it on, else the coordinators
        and whoever confirmed the plan."""
        if task.parent is not None:
            return [*self.of_units(leads(task.parent))]
        return sorted({*self.everywhere(Role.COORDINATOR), *({task.confirmed_by_id} & self.people.keys())})


def leads(task: Task) -> list[Unit]:
    """The lead units of `task` (units prefetched)."""
    return [row.unit for row in task.task_units.all() if row.role == BodyRole.LEAD]


def _parent(path: str) -> str:
    """The path of the unit above: ``/1/4/`` for ``/1/4/9/``; empty at the top."""
    above = path.rstrip("/").rpartition("/")[0]
    return f"{above}/" if above else ""
