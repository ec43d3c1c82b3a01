"""Deadlines, findings and suggestions in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dondoc.deadlines.days import WorkingDays
from dondoc.deadlines.explained import CALENDAR, Explanation, explain
from dondoc.office.folding import fold_name
from dondoc.office.registry.models import Document
from dondoc.office.work.models import DeadlineFields, DeadlineKind

RULES: dict[str, str | Promise] = {
    "exact": gettext_lazy("đúng tên"),
    "folded": gettext_lazy("đúng tên, khác dấu"),
    "abbreviation": gettext_lazy("theo chữ viết tắt"),
    "office": gettext_lazy("theo chức danh người đứng đầu"),
    "place": gettext_lazy("tên không kèm địa danh"),
    "class": gettext_lazy("một nhóm đơn vị: hãy chọn"),
    "open-class": gettext_lazy("một nhóm không nêu rõ: hãy chọn đơn vị"),
    "ambiguous": gettext_lazy("trùng tên nhiều đơn vị: hãy chọn"),
    "unknown": gettext_lazy("không có trong danh mục đơn vị"),
}
"""Why a unit is suggested, by the rule of :mod:`dondoc.office.work.matching`."""

_SIGNED = re.compile(
    r"(?:ngay|thoi diem|khi)(?: duoc)? (?:ky(?: ban hanh)?|ban hanh)(?: van ban)?(?: [a-z ]{0,40}nay)?|ngay(?: cua)? van ban(?: nay)?"
)
"""Folded words of an event that is the document's own date. «Ngày ban hành Nghị định» is another document's, «kỳ họp» is none."""


def deadline_words(thing: DeadlineFields) -> str:
    """The deadline as a list shows it: the day where there is one, else the words of the text, else its kind."""
    if thing.due:
        day = date_format(thing.due, "SHORT_DATE_FORMAT")
        return f"{thing.time} {day}" if thing.time else day
    return thing.deadline_text or str(DeadlineKind(thing.deadline_kind).label)


def deadline_notes(thing: DeadlineFields, counted: Explanation | None = None) -> list[str]:
    """What a person should know of the deadline before confirming it. `counted`: as :func:`counted_deadline` has it."""
    notes = []
    if thing.due and thing.strict_before:
        notes.append(_("Văn bản viết «trước ngày»: xét từng chữ thì chính ngày này đã muộn."))
    if thing.due and thing.fuzzy:
        notes.append(_("Văn bản chỉ nêu khoảng thời gian; ngày ghi ở đây là ngày cuối của khoảng đó."))
    if thing.deadline_kind == DeadlineKind.RECURRING:
        notes.append(_("Việc định kỳ."))
    if counted and not thing.due:
        notes.append(
            _("Tính từ ngày %(start)s thì đến hạn ngày %(day)s (đã bỏ qua %(n)d ngày nghỉ).")
            % {"start": shown_day(counted.start), "day": shown_day(counted.due), "n": len(counted.skipped)}
        )
    return notes


def counts_from(thing: DeadlineFields, document: Document) -> date | None:
    """The day a relative deadline counts from: the one a person set, else the document's own where the words mean that."""
    own = _SIGNED.fullmatch(fold_name(thing.event))
    return thing.event_on or (document.date if own else None)


def counts_from_an_event(thing: DeadlineFields) -> bool:
    """Whether the deadline follows from the day of an event."""
    return bool(thing.amount and thing.amount_unit in {"working-day", *CALENDAR})


def counted_deadline(thing: DeadlineFields, document: Document, days: WorkingDays) -> Explanation | None:
    """How a relative deadline is counted, where the day it counts from is known."""
    start = counts_from(thing, document)
    return explain(start, thing.amount, thing.amount_unit, days) if start and thing.amount else None


def shown_day(day: date | None) -> str:
    """A day as pages write it."""
    return date_format(day, "SHORT_DATE_FORMAT") if day else _("không có ngày")


def finding_words(finding: dict[str, Any]) -> str:
    """The finding in the reader's language."""
    messages = finding.get("message") or {}
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return str(messages.get(language) or messages.get("vi") or finding.get("code", ""))
