"""Putting mails into the outbox: a row, in the transaction of what causes it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.office.directory.models import Person
from dondoc.office.notices.models import Mail, Notice, Preference, Telling
from dondoc.office.notices.telling import Section, digest_sections, event_section
from dondoc.office.work.models import Task, working_days
from dondoc.office.work.queries.tasks import visible_tasks
from dondoc.office.work.wording import shown_day

MOST_LINES = 25
"""Lines a section of a mail has; the rest is behind a link."""


def put(person: Person, day: date, digest: Notice | None, events: Sequence[Notice]) -> Mail | None:
    """The person's mail of the day, in the outbox: the digest and the events no mail has told of. ``None`` where there is nothing to
    say, the office sends no mail, or the person has no address or wants none."""
    if not settings.MAIL or not (digest or events) or not wants_mail(person):
        return None
    with translation.override(person.language):
        sections = _sections(person, day, digest, events)
        subject, text, html = _written(person, day, sections)
    mail = Mail.objects.create(
        person=person,
        day=day,
        address=person.email,
        subject=subject,
        text=text,
        html=html,
        message_id=f"<{uuid.uuid4()}@{host()}>",
        made_at=timezone.now(),
        next_at=timezone.now(),
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in (digest, *events) if notice]).update(mail=mail)
    return mail


def wants_mail(person: Person) -> bool:
    """Whether mail can go to `person` and is wanted."""
    try:
        validate_email(person.email)
    except ValidationError:
        return False
    return not Preference.objects.filter(person=person, by_mail=Preference.ByMail.NONE).exists()


def host() -> str:
    """The name the office goes by: what its identifiers end in."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def _sections(person: Person, day: date, digest: Notice | None, events: Sequence[Notice]) -> list[Section]:
    found: list[Section] = []
    if digest:
        tellings = Telling.objects.filter(notice=digest).select_related("reminding__task")
        found = digest_sections(tellings, day, working_days(), MOST_LINES)
        for section in found:
            section.url = reverse("notices:open", args=[digest.pk])
    tasks = visible_tasks(person).in_bulk(_numbers(events))
    reminded = _reminded(events)
    return [*found, *(event_section(event, tasks | reminded, MOST_LINES) for event in events)]


def _numbers(events: Iterable[Notice]) -> list[int]:
    return [number for event in events for number in event.tasks]


def _reminded(events: Sequence[Notice]) -> dict[int, Task]:
    """Fill in the tasks of reminders, which stand in the tellings."""
    tasks: dict[int, Task] = {}
    by_pk = {event.pk: event for event in events}
    for telling in Telling.objects.filter(notice__in=by_pk).select_related("reminding__task"):
        task = telling.reminding.task
        tasks[task.pk] = task
        by_pk[telling.notice_id or 0].tasks.append(task.pk)
    return tasks


def _written(person: Person, day: date, sections: Sequence[Section]) -> tuple[str, str, str]:
    count = sum(len(section.lines) + section.more for section in sections)
    subject = ngettext("Dondoc: %(n)d việc cần xem, ngày %(day)s", "Dondoc: %(n)d việc cần xem, ngày %(day)s", count)
    context = {
        "person": person,
        "sections": sections,
        "office": settings.PUBLIC_URL,
        "preferences": settings.PUBLIC_URL + reverse("notices:list"),
        "language": person.language,
    }
    return subject % {"n": count, "day": shown_day(day)}, _as_text(context), render_to_string("notices/mail.html", context)


def _as_text(context: dict) -> str:  # type: ignore[type-arg]
    lines = [_("Kính gửi %(person)s,") % {"person": context["person"]}, ""]
    for section in context["sections"]:
        lines += [section.title.upper(), section.to_do]
        for line in section.lines:
            lines += [f"- {line.words}" + (f" ({line.why})" if line.why else ""), f"  {context['office']}{line.url}"]
        if section.more:
            more = ngettext("và %(n)d mục khác", "và %(n)d mục khác", section.more) % {"n": section.more}
            lines.append(f"- {more}: {context['office']}{section.url}")
        lines.append("")
    lines.append(_("Thư tự động, mỗi ngày làm việc nhiều nhất một thư. Đổi cách nhận tại: %(url)s") % {"url": context["preferences"]})
    return "\n".join(lines) + "\n"
