"""A unit's deadlines as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from dondoc.office.directory.models import Unit
from dondoc.office.notices.models import Feed
from dondoc.office.notices.outbox import host
from dondoc.office.notices.telling import task_words
from dondoc.office.work.models import Task, TaskUnit
from dondoc.office.work.states import CLOSED

MOST = 2000
"""Deadlines a calendar holds: from those most overdue on."""
PAST = timedelta(days=90)
"""An open task's deadline is kept so long after it."""
ALARMS = (timedelta(hours=-15), timedelta(hours=8))
"""From the beginning of the day: at 9 o'clock the day before, and at 8 on the day."""


def feed_of(token: str) -> Feed | None:
    """The calendar at a secret address. The secret is looked for by its hash: how long that takes says nothing about the secret."""
    found: Feed | None = Feed.objects.select_related("unit").filter(token_hash=Feed.hash_of(token)).first()
    return found


def deadlines(unit: Unit, today: date) -> list[Task]:
    """The open tasks with a day in which `unit`, or one under it, has a part. Two queries."""
    parts = TaskUnit.objects.filter(unit__path__startswith=unit.path).values("task")
    tasks = Task.objects.filter(pk__in=parts, due__gte=today - PAST).exclude(state__in=CLOSED)
    return list(tasks.prefetch_related("task_units__unit").order_by("due", "pk")[:MOST])


def calendar(unit: Unit, tasks: Iterable[Task]) -> bytes:
    """`tasks` as a calendar."""
    made = Calendar()
    made.add("prodid", "-//Dondoc//Dondoc//VI")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Hạn nhiệm vụ: %(unit)s") % {"unit": unit.name})
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for task in tasks:
        made.add_component(_event(task))
    return bytes(made.to_ical())


def _event(task: Task) -> Event:
    assert task.due is not None
    event = Event()
    event.add("uid", f"task-{task.pk}@{host()}")
    event.add("dtstamp", task.confirmed_at)
    event.add("sequence", task.version)
    event.add("dtstart", task.due)
    event.add("dtend", task.due + timedelta(days=1))
    event.add("summary", task_words(task))
    event.add("description", _described(task))
    event.add("url", settings.PUBLIC_URL + reverse("work:open-task", args=[task.pk]))
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    for trigger in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", task_words(task))
        alarm.add("trigger", trigger)
        event.add_component(alarm)
    return event


def _described(task: Task) -> str:
    units = ", ".join(row.unit.name for row in task.task_units.all())
    return "\n".join((_("Trạng thái: %(state)s") % {"state": task.get_state_display()}, _("Đơn vị: %(units)s") % {"units": units}))
