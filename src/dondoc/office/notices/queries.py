"""Reading notices, the ladder, the outbox: each function gives what a page needs in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import ALL, require, units_for
from dondoc.office.notices.models import Feed, Mail, Notice, Preference, Telling
from dondoc.office.notices.telling import Line, document_url, task_words
from dondoc.office.work.models import Task
from dondoc.office.work.queries.tasks import visible_tasks

MOST_COUNTED = 100
"""The bell counts no further."""


def unread(person: Person) -> int:
    """How many notices `person` has not read, up to :data:`MOST_COUNTED`. One query, whose work does not grow."""
    return Notice.objects.filter(person=person, read_at=None).order_by()[:MOST_COUNTED].count()


def notices(person: Person, *, only_unread: bool) -> QuerySet[Notice]:
    """`person`'s own notices, newest first."""
    found = Notice.objects.filter(person=person).select_related("by", "unit", "document__file")
    found = found.defer("document__source_text", "document__reading")
    return found.filter(read_at=None) if only_unread else found


@dataclass(frozen=True, slots=True)
class Row:
    """A notice as the list shows it: with what it is about, where that is one thing."""

    notice: Notice
    about: Line | None


def rows(person: Person, shown: Iterable[Notice]) -> list[Row]:
    """`shown` as rows. One query, and those of the person's rights."""
    shown = list(shown)
    tasks = visible_tasks(person).in_bulk([number for notice in shown if len(notice.tasks) == 1 for number in notice.tasks])
    return [Row(notice, _about(notice, tasks)) for notice in shown]


def _about(notice: Notice, tasks: dict[int, Task]) -> Line | None:
    if len(notice.tasks) == 1:
        task = tasks.get(notice.tasks[0])
        return Line(task_words(task), "") if task else None
    return Line(str(notice.document), document_url(notice)) if notice.document else None


def get_notice(person: Person, notice_id: int) -> Notice:
    """`person`'s own notice; anybody else's is not there."""
    return get_object_or_404(notices(person, only_unread=False), pk=notice_id)


def tasks_of(person: Person, notice: Notice) -> QuerySet[Task]:
    """The tasks an event was about, as far as `person` may see them."""
    return visible_tasks(person).filter(pk__in=notice.tasks).order_by("due", "pk")


def tellings_of(notice: Notice) -> QuerySet[Telling]:
    """What a digest or a reminder tells, by deadline."""
    found = Telling.objects.filter(notice=notice).select_related("reminding__task")
    return found.order_by("reminding__due", "pk")


def preference(person: Person) -> str:
    """How `person` wants notices by mail."""
    found = Preference.objects.filter(person=person).values_list("by_mail", flat=True).first()
    return found or Preference.ByMail.DAILY.value


# ── the outbox ────────────────────────────────────────────────────────────────────────────────────────
def mails(person: Person, state: str) -> QuerySet[Mail]:
    """The outbox, newest first."""
    require(person, "office.manage")
    found = Mail.objects.select_related("person", "settled_by").defer("text", "html")
    return found.filter(state=state) if state else found


def mail_counts(person: Person) -> dict[str, int]:
    """How many mails are in each state. One query."""
    require(person, "office.manage")
    return dict(Mail.objects.order_by().values_list("state").annotate(Count("pk")))


def get_mail(person: Person, mail_id: int) -> Mail:
    """A mail of the outbox."""
    return get_object_or_404(mails(person, ""), pk=mail_id)


# ── calendar addresses ────────────────────────────────────────────────────────────────────────────────
def feed_units(person: Person, keep: str) -> list[tuple[Unit, Feed | None]]:
    """The units whose calendar address `person` keeps, with what there is. Two queries."""
    require(person, keep)
    units = units_for(person, keep)
    found = Unit.objects.filter(valid_to=None) if units is ALL else units.filter(valid_to=None)
    feeds = {feed.unit_id: feed for feed in Feed.objects.select_related("made_by").filter(unit__in=found)}
    return [(unit, feeds.get(unit.pk)) for unit in found.order_by("path")]
