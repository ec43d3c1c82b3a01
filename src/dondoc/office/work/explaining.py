"""A task's deadline told step by step: what the text says, how the day was counted, who moved it, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dondoc.deadlines.days import Cause, Rest, WorkingDays
from dondoc.deadlines.explained import Explanation, Step
from dondoc.office.work.models import Task
from dondoc.office.work.states import CLOSED
from dondoc.office.work.wording import counted_deadline, shown_day

UNITS: dict[str, str | Promise] = {
    "day": gettext_lazy("ngày"),
    "working-day": gettext_lazy("ngày làm việc"),
    "week": gettext_lazy("tuần"),
    "month": gettext_lazy("tháng"),
    "year": gettext_lazy("năm"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it says, where the rule is written, what there is to open, the days it left out."""

    words: str
    source: str = ""
    url: str = ""
    """Where the thing it speaks of is."""
    skipped: list[str] = field(default_factory=list)


def deadline_story(task: Task, days: WorkingDays, today: date) -> list[Line]:
    """How the deadline of `task` (deadlines prefetched) came to be the day it is, and how far off that is."""
    return [*_from_the_text(task, days), *_set_since(task), *_on_a_day_of_rest(task, days), *_what_is_left(task, days, today)]


def _from_the_text(task: Task, days: WorkingDays) -> Iterator[Line]:
    if task.deadline_text:
        yield Line(_("Văn bản viết: «%(words)s».") % {"words": task.deadline_text}, url="#from")
    if task.due and task.strict_before:
        yield Line(_("«Trước ngày» được tính là đến hết chính ngày đó."))
    counted = counted_deadline(task, task.document, days)
    if counted:
        yield from _counted(task, counted)


def _counted(task: Task, counted: Explanation) -> Iterator[Line]:
    own = task.event_on in {None, task.document.date}
    what = _("ngày của văn bản") if own else task.event or _("ngày do người giao việc đặt")
    url = task.document.get_absolute_url() if own else "#chain"
    yield Line(_("Tính từ ngày %(day)s: %(what)s.") % {"day": shown_day(counted.start), "what": what}, url=url)
    for step in counted.steps:
        yield Line(_step(step, counted), step.source, skipped=[rest_words(rest) for rest in step.skipped])


def _step(step: Step, counted: Explanation) -> str:
    values = {"day": shown_day(step.day), "n": counted.amount, "unit": UNITS[counted.unit], "skipped": len(step.skipped)}
    return {
        "start-excluded": _("Ngày bắt đầu không tính, đếm từ ngày hôm sau."),
        "working-days": _("Đếm %(n)d %(unit)s, bỏ qua %(skipped)d ngày nghỉ: đến ngày %(day)s."),
        "calendar": _("Đếm %(n)d %(unit)s: đến ngày %(day)s."),
        "ends-on-rest": _("Ngày đó là ngày nghỉ nên hạn là ngày làm việc kế tiếp, %(day)s."),
    }[step.rule] % values


def rest_words(rest: Rest) -> str:
    """A day of rest and its reason."""
    vietnamese = (get_language() or "vi").startswith("vi")
    name = rest.name if vietnamese else rest.name_en
    why = {Cause.WEEKEND: _("cuối tuần"), Cause.HOLIDAY: name, Cause.SWAP: name or _("bảng của cơ quan")}[rest.cause]
    return f"{shown_day(rest.day)}: {why}"


def _set_since(task: Task) -> Iterator[Line]:
    for link in list(task.deadlines.all())[1:]:
        values = {"who": link.set_by, "day": shown_day(link.due)}
        words = _("%(who)s đồng ý gia hạn đến ngày %(day)s.") if link.extension_id else _("%(who)s đặt hạn là %(day)s.")
        yield Line(words % values, url=f"#extension-{link.extension_id}" if link.extension_id else f"#set-{link.pk}")


def _on_a_day_of_rest(task: Task, days: WorkingDays) -> Iterator[Line]:
    rest = days.rest(task.due) if task.due else None
    if rest:
        values = {"rest": rest_words(rest), "day": shown_day(days.on_or_after(rest.day))}
        yield Line(_("Hạn rơi vào ngày nghỉ (%(rest)s); ngày làm việc kế tiếp là %(day)s.") % values, "BLDS 2015, Điều 148 khoản 5")


def _what_is_left(task: Task, days: WorkingDays, today: date) -> Iterator[Line]:
    if task.due is None or task.state in CLOSED:
        return
    if task.due >= today:
        left = {"n": days.between(today, task.due), "all": (task.due - today).days}
        yield Line(_("Từ hôm nay còn %(n)d ngày làm việc (%(all)d ngày).") % left)
    else:
        past = {"n": days.between(task.due, today), "all": (today - task.due).days}
        yield Line(_("Đã quá hạn %(all)d ngày (%(n)d ngày làm việc).") % past)
