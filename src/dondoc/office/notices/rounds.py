"""The daily round: each rung speaks of the deadlines whose day has come, then everybody gets one digest.

It may be killed at any line and run again, on the same day or later: a reminding stands once for a rung, a task and a deadline; whoever is
to be told is written down with it; a telling gets its notice, and the notice its mail, in one transaction a person. A round that finished
does nothing more; days that were missed, and days of rest, are made up for by the next working day's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from dondoc.deadlines.days import WorkingDays
from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Person
from dondoc.office.notices import ladder, outbox
from dondoc.office.notices.models import Notice, Reminding, Round, Rung, Telling
from dondoc.office.notices.people import Directory
from dondoc.office.work.models import Task, working_days
from dondoc.office.work.states import State

CHASED = (State.NEW, State.ACCEPTED, State.IN_PROGRESS)
"""States in which a unit is reminded; what was handed in or put on hold waits for somebody else."""
MADE_UP = 31
"""Days of an office that stood still which are made up for; what is older is left to the rungs to come."""
AT_ONCE = 100
"""Tasks a transaction reminds of."""
MAILED_WITHIN = 14
"""Days for which an unread notice still goes into a mail."""


def hold_round(today: date) -> Round | None:
    """Do what is left of the round of `today`; ``None`` on a day of rest, when nothing is sent."""
    days = working_days()
    if not days.is_worked(today):
        return None
    held, _new = Round.objects.get_or_create(day=today, defaults={"started_at": timezone.now()})
    if held.finished_at is None:
        _climb(held, days)
        _give_out(held)
        held.finished_at = timezone.now()
        held.save(update_fields=["finished_at"])
    return held


def _first_day(today: date, days: WorkingDays) -> date:
    """From which day on this round makes up for what was to be said. The day of the last round is looked through again: deadlines
    may have been set after it."""
    last = Round.objects.filter(day__lt=today, finished_at__isnull=False).values_list("day", flat=True).first()
    return max(last or days.before(today, 1), today - timedelta(days=MADE_UP))


# ── the rungs ─────────────────────────────────────────────────────────────────────────────────────────
def _climb(held: Round, days: WorkingDays) -> None:
    with transaction.atomic():
        rungs = ladder.saved_rungs()
    directory, first = Directory(held.day), _first_day(held.day, days)
    for rung in rungs:
        ids = iter(_to_speak_of(rung, list(ladder.deadlines_of(rung, first, held.day, days))))
        while some := list(islice(ids, AT_ONCE)):
            _speak(held, rung, some, directory)


def _to_speak_of(rung: Rung, deadlines: list[date]) -> list[int]:
    """The tasks with these deadlines that `rung` has not spoken of. One query."""
    said = Reminding.objects.filter(rung=rung, task=OuterRef("pk"), due=OuterRef("due"))
    tasks = Task.objects.filter(~Exists(said), state__in=CHASED, due__in=deadlines).order_by("pk")
    return list(tasks.values_list("pk", flat=True))


@transaction.atomic
def _speak(held: Round, rung: Rung, ids: list[int], directory: Directory) -> None:
    tasks = list(Task.objects.filter(pk__in=ids, state__in=CHASED).prefetch_related("task_units__unit").order_by("pk"))
    made = Reminding.objects.bulk_create(
        Reminding(task=task, rung=rung, due=task.due, offset=rung.offset, working=rung.working, day=held.day) for task in tasks
    )
    tellings = []
    for task, reminding in zip(tasks, made, strict=True):
        told = directory.audience(task, rung.audiences)
        tellings += [Telling(reminding=reminding, person_id=person, audience=audience) for person, audience in told.items()]
        note(None, reminding, directory, told)
    Telling.objects.bulk_create(tellings)
    held.remindings += len(made)
    held.save(update_fields=["remindings"])


NAMED = 20
"""Names an entry of the journal holds; the tellings hold all."""


def note(actor: Person | None, reminding: Reminding, directory: Directory, told: Iterable[int]) -> None:
    """Write the reminding into the task's history."""
    names = [str(directory.people[person]) for person in told]
    detail = {"people": names[:NAMED], "more": max(0, len(names) - NAMED), "due": reminding.due}
    if reminding.rung_id:
        detail |= {"offset": reminding.offset, "working": reminding.working}
    elif reminding.sending and reminding.sending.words:
        detail |= {"reason": reminding.sending.words}
    record(actor, "notices.reminded_task", reminding.task, **detail)


# ── the digests ───────────────────────────────────────────────────────────────────────────────────────
def _give_out(held: Round) -> None:
    """A digest for everybody who is to be told something, or has something unread that no mail told of."""
    waiting = set(Telling.objects.filter(notice=None).order_by().values_list("person", flat=True).distinct())
    if settings.MAIL:
        waiting |= set(_unmailed().order_by().values_list("person", flat=True).distinct())
    directory_of_names = Person.objects.filter(is_active=True).in_bulk(sorted(waiting))
    for person in sorted(directory_of_names):
        _digest(held, directory_of_names[person])


def _unmailed() -> QuerySet[Notice]:
    """What people have not read and no mail has told of."""
    since = timezone.now() - timedelta(days=MAILED_WITHIN)
    return Notice.objects.filter(mail=None, read_at=None, at__gte=since).exclude(kind=Notice.Kind.DIGEST)


@transaction.atomic
def _digest(held: Round, person: Person) -> None:
    """The person's digest of the day, and its mail, in one transaction. Both stand once a person and a day."""
    if Notice.objects.filter(person=person, day=held.day, kind=Notice.Kind.DIGEST).exists():
        return
    tellings = list(Telling.objects.select_for_update().filter(person=person, notice=None).values_list("pk", flat=True))
    digest = None
    if tellings:
        digest = Notice.objects.create(person=person, kind=Notice.Kind.DIGEST, at=timezone.now(), day=held.day, count=len(tellings))
        Telling.objects.filter(pk__in=tellings).update(notice=digest)
    mail = outbox.put(person, held.day, digest, list(_unmailed().filter(person=person)))
    if digest or mail:
        held.digests += 1
        held.save(update_fields=["digests"])
