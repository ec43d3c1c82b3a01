"""Following up by hand: a person reminds the units that lead chosen tasks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.deeds import NotNow, Stale, checked_reason
from dondoc.office.directory.models import Person, Unit
from dondoc.office.notices.events import with_units
from dondoc.office.notices.models import Audience, Notice, Reminding, Sending, Telling
from dondoc.office.notices.people import Directory, leads
from dondoc.office.notices.rounds import CHASED, note
from dondoc.office.work.actions.tasks import directs
from dondoc.office.work.models import Task


@dataclass(frozen=True, slots=True)
class Planned:
    """What reminding of one task would do. `refusal`: why it can't be done."""

    task: Task
    units: list[Unit]
    people: list[int]
    refusal: str = ""


@dataclass(slots=True)
class Share:
    """What one unit would get: its people, and of which tasks."""

    unit: Unit
    people: list[Person] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def plan(actor: Person, tasks: Sequence[Task], directory: Directory) -> list[Planned]:
    """What reminding of `tasks` (with units) would do. Writes nothing: this is the preview, and what sending goes by."""
    if not tasks or not all(directs(actor, task) for task in tasks):
        raise PermissionDenied(_("Chỉ bên giao việc mới đôn đốc được các nhiệm vụ này."))
    return [_planned(task, directory) for task in tasks]


def _planned(task: Task, directory: Directory) -> Planned:
    people = [*directory.audience(task, [Audience.UNIT])]
    refusal = ""
    if task.state not in CHASED:
        refusal = _("Nhiệm vụ đang ở trạng thái «%(state)s».") % {"state": task.get_state_display()}
    elif not people:
        refusal = _("Chưa có ai nhận thông báo của đơn vị chủ trì. Hãy nhờ người quản trị giao vai trò cán bộ đơn vị.")
    return Planned(task, leads(task), people, refusal)


def shares(planned: Sequence[Planned], directory: Directory) -> list[Share]:
    """The same, a unit a line."""
    found: dict[int, Share] = {}
    for one in planned:
        for unit in () if one.refusal else one.units:
            share = found.setdefault(unit.pk, Share(unit))
            share.people = [directory.people[person] for person in directory.officers(unit.path) or one.people]
            share.tasks.append(one.task)
    return list(found.values())


@transaction.atomic
def send(actor: Person, chosen: Sequence[tuple[int, int]], words: str, *, once: uuid.UUID) -> Sending:
    """Remind the lead units of `chosen` tasks as (id, version). All or none: one that was changed meanwhile stops it (:class:`Stale`).

    `once` comes with the form: the same form sent twice is one sending.
    """
    words = checked_reason(words, needed=False)
    if (known := Sending.objects.filter(once=once, by=actor).first()) is not None:
        return known
    versions, directory = dict(chosen), Directory(timezone.localdate())
    tasks = list(with_units(versions).select_for_update(of=("self",)).order_by("pk"))
    planned = plan(actor, tasks, directory)
    for task in tasks:
        if task.version != versions[task.pk]:
            raise Stale(task)
    able = [one for one in planned if not one.refusal]
    if not able:
        raise NotNow(_("Không có nhiệm vụ nào đôn đốc được: xem lý do ở từng dòng."))
    sending = Sending.objects.create(once=once, by=actor, words=words, at=timezone.now())
    _remind(sending, able, directory)
    return sending


def _remind(sending: Sending, able: Sequence[Planned], directory: Directory) -> None:
    everybody = {person: one.units[0] if one.units else None for one in reversed(able) for person in one.people}
    counts = {person: [one.task.pk for one in able if person in one.people] for person in everybody}
    notices = {
        person: Notice.objects.create(
            person_id=person,
            unit=unit,
            kind=Notice.Kind.REMINDED,
            at=sending.at,
            by=sending.by,
            words=sending.words,
            count=len(counts[person]),
        )
        for person, unit in everybody.items()
    }
    for one in able:
        reminding = Reminding.objects.create(task=one.task, sending=sending, due=one.task.due, day=timezone.localdate(sending.at))
        Telling.objects.bulk_create(
            Telling(reminding=reminding, person_id=person, audience=Audience.UNIT, notice=notices[person]) for person in one.people
        )
        note(sending.by, reminding, directory, one.people)
