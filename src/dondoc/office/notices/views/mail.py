"""The outbox, for the administrator."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dondoc.office.deeds import NotNow
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.notices import queries
from dondoc.office.notices.actions import mail as actions
from dondoc.office.notices.models import Mail
from dondoc.office.web import page_of, query_without


@require_safe
def list_mails(request: OfficeRequest) -> HttpResponse:
    """Every mail with its state; those that wait for a decision are one link away."""
    state = request.GET.get("state", "")
    state = state if state in Mail.State.values else ""
    counts = queries.mail_counts(request.user)
    context = {
        "page": page_of(request, queries.mails(request.user, state)),
        "state": state,
        "states": [(value, label, counts.get(value, 0)) for value, label in Mail.State.choices],
        "query": query_without(request, "page"),
        "is_set_up": settings.MAIL is not None,
    }
    return render(request, "notices/mails.html", context)


@require_POST
def settle_mail(request: OfficeRequest, mail_id: int) -> HttpResponse:
    """What becomes of a mail that failed or is uncertain (``deed``)."""
    mail = queries.get_mail(request.user, mail_id)
    try:
        settled = actions.settle(request.user, mail, request.POST.get("deed", ""))
        messages.success(request, _("%(mail)s: %(state)s.") % {"mail": settled, "state": settled.get_state_display()})
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("notices:list-mails")
