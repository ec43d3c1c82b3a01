"""The request as views see it."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.office.directory.models import Person


class OfficeRequest(HttpRequest):
    """A request by somebody who is signed in: ``LoginRequiredMiddleware`` lets no other through to a view that takes this."""

    user: Person
