"""A thing's journal told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.office.audit.models import Entry
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.states import BY_VERB, State
from dondoc.office.work.wording import shown_day


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history."""

    at: datetime
    who: str
    what: str
    reason: str = ""


VERBS: dict[str, str | Promise] = {
    "work.assign_task": gettext_lazy("Xác nhận kế hoạch, giao nhiệm vụ"),
    "work.set_event": gettext_lazy("Đặt ngày bắt đầu tính hạn"),
    "work.reported_task": gettext_lazy("Báo cáo tiến độ"),
    "work.finish_report": gettext_lazy("Chấp nhận báo cáo"),
    "work.return_report": gettext_lazy("Trả lại báo cáo"),
    "work.downloaded_evidence": gettext_lazy("Tải minh chứng"),
    "work.ask_extension": gettext_lazy("Đề nghị gia hạn"),
    "work.grant_extension": gettext_lazy("Đồng ý gia hạn"),
    "work.refuse_extension": gettext_lazy("Không đồng ý gia hạn"),
    "work.hand_on_task": gettext_lazy("Giao tiếp xuống đơn vị trực thuộc"),
    "work.open_period": gettext_lazy("Mở kỳ"),
    "work.set_review": gettext_lazy("Đặt ngày xem lại"),
    "work.checked_task": gettext_lazy("Kiểm tra"),
    "work.passed_task": gettext_lazy("Bàn giao"),
    "work.set_criteria": gettext_lazy("Đặt tiêu chí"),
    "work.change_task": gettext_lazy("Sửa nhiệm vụ"),
    **{f"work.{verb}_task": transition.label for verb, transition in BY_VERB.items()},
}
"""What each verb of the journal is called."""


def add(verbs: dict[str, str | Promise], details: Iterable[tuple[str, Callable[[dict[str, Any], UnitChoices], str]]]) -> None:
    """Add what a higher room writes into a task's journal: what its verbs are called, and which detail is told how."""
    VERBS.update(verbs)
    FROM_ABOVE.extend(details)


def told(entries: Iterable[Entry], choices: UnitChoices) -> list[Told]:
    """`entries` in words, in their order."""
    return [_told(entry, choices) for entry in entries]


def _told(entry: Entry, choices: UnitChoices) -> Told:
    tellers = (tell for needs, tell in (*DETAILS, *FROM_ABOVE) if needs in entry.detail)
    said = [str(VERBS.get(entry.verb, entry.verb)), *(tell(entry.detail, choices) for tell in tellers)]
    return Told(entry.at, entry.who, ". ".join(said), str(entry.detail.get("reason", "")))


def _iso(value: str | None) -> str:
    return shown_day(date.fromisoformat(value) if value else None)


def _states(detail: dict[str, Any], _choices: UnitChoices) -> str:
    return f"{State(detail['from']).label} → {State(detail['to']).label}"


def _due(detail: dict[str, Any], _choices: UnitChoices) -> str:
    return _("Thời hạn: %(old)s → %(new)s") % {"old": _iso(detail["due_from"]), "new": _iso(detail["due_to"])}


def _parts(detail: dict[str, Any], choices: UnitChoices) -> str:
    return ", ".join(choices.labels.get(unit, f"#{unit}") for unit in detail["units"])


def _names(detail: dict[str, Any], _choices: UnitChoices) -> str:
    return f"{detail['name_from']} → {detail['name_to']}"


def _asked(detail: dict[str, Any], _choices: UnitChoices) -> str:
    return _("Từ %(old)s đến %(new)s") % {"old": _iso(detail["due_from"]), "new": _iso(detail["due_asked"])}


def _lead(detail: dict[str, Any], choices: UnitChoices) -> str:
    names = [choices.labels.get(unit, f"#{unit}") for unit in [*detail["lead_from"], detail["lead_to"]]]
    return _("Chủ trì: %(old)s → %(new)s") % {"old": ", ".join(names[:-1]) or "—", "new": names[-1]}


DETAILS: tuple[tuple[str, Callable[[dict[str, Any], UnitChoices], str]], ...] = (
    ("to", _states),
    ("due_to", _due),
    ("due_asked", _asked),
    ("lead_to", _lead),
    ("parts", _parts),
    ("name_to", _names),
)
"""Which detail of an entry is told how."""
FROM_ABOVE: list[tuple[str, Callable[[dict[str, Any], UnitChoices], str]]] = []
"""The same, for the entries of higher rooms."""
