"""What every page shows of this room: the bell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dondoc.office.notices.queries import unread


def bell(request: HttpRequest) -> dict[str, Any]:
    """``unread``: how many notices wait, asked for only where the header is drawn. One query a page."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread": SimpleLazyObject(lambda: unread(user))}
