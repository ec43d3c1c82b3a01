"""What every deed of every room can be refused for, in words a person can act on.

NotNow            the thing is not in a state that allows it
└── Stale         somebody changed it since the page was drawn
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dondoc.reading.findings import is_about_persons_views


class NotNow(Exception):
    """The deed is not possible as things stand; the message says why and what to do."""


class Stale(NotNow):
    """`thing` was changed since the page was drawn. Nothing was written; show what it is now and ask again."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        super().__init__(_("Nội dung này vừa được người khác sửa. Hãy xem lại rồi thực hiện lần nữa."))


def refuse_views(*words: str) -> None:
    """Stop any deed that would write such words: whatever field a person types them in, they are no part of the work (rule 9)."""
    if any(is_about_persons_views(some) for some in words):
        raise NotNow(
            _("Nội dung này nói về quan điểm, tư tưởng hoặc lời nói của cá nhân nên không ghi được. Hãy ghi về công việc của đơn vị.")
        )


REASON_LENGTH = 1000
"""Letters a reason may have."""


def checked_reason(words: str, *, needed: bool = True) -> str:
    """`words` without space around them, once they may be written down: not missing, not too long, not about persons' views."""
    words = words.strip()
    if needed and not words:
        raise NotNow(_("Hãy ghi lý do."))
    if len(words) > REASON_LENGTH:
        raise NotNow(_("Lý do dài quá %(n)d chữ. Hãy viết ngắn lại; chi tiết để trong văn bản kèm theo.") % {"n": REASON_LENGTH})
    refuse_views(words)
    return words
