"""What notices say: why, which task, what to do. Made when they are read or mailed, in the language of the moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dondoc.deadlines.days import WorkingDays
from dondoc.office.notices.models import Audience, Notice, Telling
from dondoc.office.work.models import Task
from dondoc.office.work.states import State
from dondoc.office.work.wording import shown_day
from dondoc.reading.findings import is_about_persons_views

Kind = Notice.Kind
LENGTH = 200
"""Letters of a task that a line shows."""


class Phase(StrEnum):
    """Where a deadline lies, seen from the day of the digest; what presses most comes first."""

    PAST = "past"
    TODAY = "today"
    COMING = "coming"


TITLES: dict[tuple[Phase, bool], str | Promise] = {
    (Phase.PAST, True): gettext_lazy("Quá hạn"),
    (Phase.TODAY, True): gettext_lazy("Đến hạn hôm nay"),
    (Phase.COMING, True): gettext_lazy("Sắp đến hạn"),
    (Phase.PAST, False): gettext_lazy("Đơn vị đang quá hạn"),
    (Phase.TODAY, False): gettext_lazy("Đơn vị đến hạn hôm nay"),
    (Phase.COMING, False): gettext_lazy("Đơn vị sắp đến hạn"),
}
"""(phase, whether the reader's own unit leads) → the heading of such tasks."""
TO_DO: dict[tuple[Phase, bool], str | Promise] = {
    (Phase.PAST, True): gettext_lazy("Báo cáo ngay kết quả hoặc vướng mắc trên trang nhiệm vụ."),
    (Phase.TODAY, True): gettext_lazy("Báo cáo kết quả kèm minh chứng trong hôm nay; không kịp thì đề nghị gia hạn trước khi hết ngày."),
    (Phase.COMING, True): gettext_lazy("Làm xong và báo cáo kèm minh chứng đúng hạn; không kịp thì đề nghị gia hạn trước ngày đến hạn."),
    (Phase.PAST, False): gettext_lazy("Làm việc với đơn vị chủ trì: tháo gỡ vướng mắc, đôn đốc hoặc quyết định gia hạn."),
    (Phase.TODAY, False): gettext_lazy("Hỏi đơn vị chủ trì về kết quả trong hôm nay."),
    (Phase.COMING, False): gettext_lazy("Hỏi đơn vị chủ trì xem có kịp không."),
}
EVENT_TO_DO: dict[str, str | Promise] = {
    Kind.ASSIGNED: gettext_lazy("Mở nhiệm vụ, bấm «Nhận việc»; không thuộc đơn vị thì báo bên giao việc."),
    Kind.RETURNED: gettext_lazy("Xem lý do, làm tiếp và báo cáo lại."),
    Kind.EXTENSION_ASKED: gettext_lazy("Mở nhiệm vụ, quyết định đồng ý hay không."),
    Kind.EXTENSION_GRANTED: gettext_lazy("Làm theo hạn mới."),
    Kind.EXTENSION_REFUSED: gettext_lazy("Hạn cũ vẫn giữ: xem ý kiến và làm xong đúng hạn."),
    Kind.PLAN_WAITING: gettext_lazy("Mở kế hoạch, xem từng đề xuất rồi xác nhận."),
    Kind.DOCUMENT_GIVEN: gettext_lazy("Mở văn bản, ký nhận và giải quyết theo phiếu."),
    Kind.REMINDED: gettext_lazy("Báo cáo tiến độ hoặc kết quả trên trang nhiệm vụ."),
}
"""Kind of a notice → the next step."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is, where it is, why it is told."""

    words: str
    url: str
    """Path in the office."""
    why: str = ""


@dataclass(slots=True)
class Section:
    """Lines that are told for one reason and call for one thing to do."""

    title: str
    to_do: str
    lines: list[Line] = field(default_factory=list)
    more: int = 0
    """How many are left out."""
    url: str = ""
    """Where all are."""


def task_words(task: Task) -> str:
    """The task as a line shows it. Words about persons' views are never passed on, whatever has become of them."""
    number = _("Nhiệm vụ %(number)s") % {"number": task.pk}
    return number if is_about_persons_views(task.action) else f"{number}: {Truncator(task.action).chars(LENGTH)}"


def task_line(task: Task, why: str = "") -> Line:
    """A line about a task."""
    return Line(task_words(task), reverse("work:open-task", args=[task.pk]), why)


# ── digests ───────────────────────────────────────────────────────────────────────────────────────────
def phase(due: date | None, day: date) -> Phase:
    """Where `due` lies, seen from `day`."""
    if due is None or due > day:
        return Phase.COMING
    return Phase.TODAY if due == day else Phase.PAST


def why(due: date | None, day: date, days: WorkingDays) -> str:
    """How `due` stands on `day`, in words."""
    if due is None:
        return _("chưa có ngày đến hạn")
    said = {"due": shown_day(due)}
    if due < day:
        late = (day - due).days
        return ngettext("hạn %(due)s, quá %(n)d ngày", "hạn %(due)s, quá %(n)d ngày", late) % {**said, "n": late}
    if due == day:
        return _("hạn %(due)s, hôm nay") % said
    left = days.between(day, due)
    return ngettext("hạn %(due)s, còn %(n)d ngày làm việc", "hạn %(due)s, còn %(n)d ngày làm việc", left) % {**said, "n": left}


def digest_sections(tellings: Iterable[Telling], day: date, days: WorkingDays, most: int | None = None) -> list[Section]:
    """`tellings` (reminding and task fetched) by why they are told, what presses most first; at most so many lines a section."""
    found: dict[tuple[Phase, bool], Section] = {}
    order = list(TITLES)
    for telling in sorted(tellings, key=lambda one: (one.reminding.due or date.max, one.reminding.task_id)):
        reminding = telling.reminding
        key = (phase(reminding.due, day), telling.audience == Audience.UNIT)
        section = found.setdefault(key, Section(str(TITLES[key]), str(TO_DO[key])))
        if most is not None and len(section.lines) >= most:
            section.more += 1
            continue
        said = why(reminding.due, day, days)
        unseen = _("chưa nhận việc") if reminding.task.state == State.NEW else ""
        section.lines.append(task_line(reminding.task, "; ".join(filter(None, (said, unseen)))))
    return [found[key] for key in order if key in found]


# ── other notices ─────────────────────────────────────────────────────────────────────────────────────
def event_section(notice: Notice, tasks: dict[int, Task], most: int | None = None) -> Section:
    """A notice of something that happened. `tasks`: what its numbers point at, as far as the reader may see it."""
    section = Section(str(notice.get_kind_display()), str(EVENT_TO_DO[notice.kind]), url=reverse("notices:open", args=[notice.pk]))
    shown = [tasks[number] for number in notice.tasks if number in tasks]
    section.lines = [task_line(task, _due(task)) for task in shown[:most]]
    section.more = max(0, len(shown) - len(section.lines))
    if notice.document and not section.lines:
        section.lines = [Line(str(notice.document), document_url(notice))]
    return section


def _due(task: Task) -> str:
    return _("hạn %(due)s") % {"due": shown_day(task.due)} if task.due else ""


def document_url(notice: Notice) -> str:
    """Where the document of a notice is dealt with."""
    assert notice.document is not None
    if notice.kind == Kind.PLAN_WAITING:
        return reverse("work:open-plan", args=[notice.document_id])
    return notice.document.get_absolute_url()
