"""What the office's journal and a task's history say of this room's verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dondoc.office.work.bodies import UnitChoices

WORDS: dict[str, str | Promise] = {
    "notices.reminded_task": gettext_lazy("đôn đốc nhiệm vụ"),
    "notices.added_rung": gettext_lazy("thêm một bậc nhắc"),
    "notices.removed_rung": gettext_lazy("bỏ một bậc nhắc"),
    "notices.renewed_feed": gettext_lazy("tạo địa chỉ lịch mới của đơn vị"),
    "notices.revoked_feed": gettext_lazy("thu hồi địa chỉ lịch của đơn vị"),
    "notices.settled_mail": gettext_lazy("quyết định về một thư chưa gửi xong"),
}
TOLD: dict[str, str | Promise] = {"notices.reminded_task": gettext_lazy("Đôn đốc")}
"""What a task's history calls them."""


def offset_words(offset: int, working: bool) -> str:
    """When a rung speaks."""
    n = abs(offset)
    if offset == 0:
        return _("đúng ngày đến hạn")
    if working:
        before = ngettext("trước hạn %(n)d ngày làm việc", "trước hạn %(n)d ngày làm việc", n)
        after = ngettext("quá hạn %(n)d ngày làm việc", "quá hạn %(n)d ngày làm việc", n)
    else:
        before = ngettext("trước hạn %(n)d ngày", "trước hạn %(n)d ngày", n)
        after = ngettext("quá hạn %(n)d ngày", "quá hạn %(n)d ngày", n)
    return (before if offset < 0 else after) % {"n": n}


def _rung(detail: dict[str, Any], _choices: UnitChoices) -> str:
    return _("Nhắc theo lịch: %(when)s") % {"when": offset_words(detail["offset"], detail["working"])}


def _people(detail: dict[str, Any], _choices: UnitChoices) -> str:
    names = ", ".join(detail["people"])
    if more := detail.get("more"):
        names = ngettext("%(names)s và %(n)d người khác", "%(names)s và %(n)d người khác", more) % {"names": names, "n": more}
    return _("Đã báo: %(names)s") % {"names": names}


DETAILS: tuple[tuple[str, Callable[[dict[str, Any], UnitChoices], str]], ...] = (("offset", _rung), ("people", _people))
"""Which detail of an entry is told how."""
