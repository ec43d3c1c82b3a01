"""What the office sets about days and rules."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, refuse_views
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work.models import CalendarDay, FollowUpRule

KEEP_CALENDAR = "work.keep_calendar"


@transaction.atomic
def set_day(actor: Person, day: date, *, works: bool, name: str, source: str = "") -> CalendarDay:
    """Say that `day` is worked, or is not. Deadlines set already stay as they are."""
    require(actor, KEEP_CALENDAR)
    refuse_views(name, source)
    if CalendarDay.objects.filter(day=day).exists():
        raise NotNow(_("Ngày này đã có trong bảng. Hãy gỡ dòng cũ trước khi đặt lại."))
    row = CalendarDay.objects.create(day=day, works=works, name=name, source=source, set_by=actor)
    record(actor, "work.set_day", row, works=works, source=source)
    return row


@transaction.atomic
def remove_day(actor: Person, row: CalendarDay) -> None:
    """Take a day out of the table again."""
    require(actor, KEEP_CALENDAR)
    record(actor, "work.remove_day", row, works=row.works)
    row.delete()


@transaction.atomic
def set_rule(actor: Person, valid_from: date, *, due_soon: int, extension_after_due: bool, source: str = "") -> FollowUpRule:
    """Set how work is followed up from a day on; the rows before stay, for the days they held."""
    require(actor, KEEP_CALENDAR)
    refuse_views(source)
    values = {"due_soon": due_soon, "extension_after_due": extension_after_due, "source": source, "set_by": actor}
    rule, _is_new = FollowUpRule.objects.update_or_create(valid_from=valid_from, defaults=values)
    record(actor, "work.set_rule", rule, due_soon=due_soon, extension_after_due=extension_after_due, source=source)
    return rule
