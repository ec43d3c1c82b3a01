"""Deadlines, findings and suggestions in words."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dondoc.deadlines.working import reckon
from dondoc.office.registry.models import Document
from dondoc.office.work.models import DeadlineFields, DeadlineKind
from dondoc.office.work.text import fold

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

SIGNED = ("ky", "ban hanh", "ngay van ban")
"""Folded words of an event that is the document's own date."""


def deadline_words(thing: DeadlineFields) -> str:
    """The deadline as a list shows it: the day where there is one, else the words of the text, else its kind."""
    if thing.due:
        day = date_format(thing.due, "SHORT_DATE_FORMAT")
        return f"{thing.time} {day}" if thing.time else day
    return thing.deadline_text or str(DeadlineKind(thing.deadline_kind).label)


def deadline_notes(thing: DeadlineFields, document: Document) -> list[str]:
    """What a person should know of the deadline before confirming it."""
    notes = []
    if thing.due and thing.strict_before:
        notes.append(_("Văn bản viết «trước ngày»: xét từng chữ thì chính ngày này đã muộn."))
    if thing.due and thing.fuzzy:
        notes.append(_("Văn bản chỉ nêu khoảng thời gian; ngày ghi ở đây là ngày cuối của khoảng đó."))
    if thing.deadline_kind == DeadlineKind.RECURRING:
        notes.append(_("Việc định kỳ."))
    counted = reckoned_due(thing, document)
    if counted:
        notes.append(
            _("Tính từ ngày ký văn bản thì đến hạn ngày %(day)s (chưa trừ ngày nghỉ lễ).")
            % {"day": date_format(counted, "SHORT_DATE_FORMAT")}
        )
    return notes


def reckoned_due(thing: DeadlineFields, document: Document) -> Any:
    """The day a relative deadline falls on, where it counts from the document's own date and that is known; else ``None``."""
    from_signing = any(word in fold(thing.event) for word in SIGNED)
    if thing.due or not (thing.amount and from_signing and document.date):
        return None
    counted = reckon(document.date, thing.amount, thing.amount_unit)
    return counted.due if counted else None


def finding_words(finding: dict[str, Any]) -> str:
    """The finding in the reader's language."""
    messages = finding.get("message") or {}
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return str(messages.get(language) or messages.get("vi") or finding.get("code", ""))
