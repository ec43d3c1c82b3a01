"""Why a deed is refused, in words a person can act on.

NotNow            the thing is not in a state that allows it
└── Stale         somebody changed it since the page was drawn
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.office.deeds import NotNow
from dondoc.office.work.models import PlanItem, Task

__all__ = ["NotNow", "Stale"]


class Stale(NotNow):
    """`thing` was changed since the page was drawn. Nothing was written; show what it is now and ask again."""

    def __init__(self, thing: PlanItem | Task) -> None:
        self.thing = thing
        super().__init__(_("Nội dung này vừa được người khác sửa. Hãy xem lại rồi thực hiện lần nữa."))
