"""The states of a task and who may move it between them: one table."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    NEW = "new", _("Mới giao")
    ACCEPTED = "accepted", _("Đã nhận")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    SUBMITTED = "submitted", _("Chờ xác nhận")
    DONE = "done", _("Hoàn thành")
    ON_HOLD = "on_hold", _("Tạm dừng")
    WITHDRAWN = "withdrawn", _("Đã rút")


CLOSED = (State.DONE, State.WITHDRAWN)
UNIT_DOES = "work.update_state"
"""The verb of those who do the work, asked for the task's lead units."""
OFFICE_DOES = "work.edit_task"
"""The verb of those who gave the work out."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: pressing `verb` takes a task from any of `sources` to `target`, for whoever has `permission`."""

    verb: str
    sources: tuple[State, ...]
    target: State
    permission: str
    label: str | Promise
    needs_reason: bool = False


TRANSITIONS: tuple[Transition, ...] = (
    Transition("accept", (State.NEW,), State.ACCEPTED, UNIT_DOES, _("Nhận việc")),
    Transition("start", (State.ACCEPTED,), State.IN_PROGRESS, UNIT_DOES, _("Bắt đầu thực hiện")),
    Transition("submit", (State.IN_PROGRESS,), State.SUBMITTED, UNIT_DOES, _("Báo đã làm xong")),
    Transition("finish", (State.SUBMITTED,), State.DONE, OFFICE_DOES, _("Xác nhận hoàn thành")),
    Transition("return", (State.SUBMITTED,), State.IN_PROGRESS, OFFICE_DOES, _("Trả lại làm tiếp"), needs_reason=True),
    Transition("reopen", (State.DONE,), State.IN_PROGRESS, OFFICE_DOES, _("Mở lại"), needs_reason=True),
    Transition("hold", (State.NEW, State.ACCEPTED, State.IN_PROGRESS), State.ON_HOLD, OFFICE_DOES, _("Tạm dừng"), needs_reason=True),
    Transition("resume", (State.ON_HOLD,), State.IN_PROGRESS, OFFICE_DOES, _("Tiếp tục")),
    Transition(
        "withdraw",
        (State.NEW, State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD),
        State.WITHDRAWN,
        OFFICE_DOES,
        _("Rút nhiệm vụ"),
        needs_reason=True,
    ),
    Transition("restore", (State.WITHDRAWN,), State.NEW, OFFICE_DOES, _("Giao lại")),
)
BY_VERB = {transition.verb: transition for transition in TRANSITIONS}


def moves_from(state: str) -> tuple[Transition, ...]:
    """The transitions that start at `state`, whoever may press them."""
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)
