"""Pages on delegation (ủy quyền): who acts for whom, and until when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.directory import actions, queries
from dondoc.office.directory.forms import DelegationForm
from dondoc.office.directory.models import Delegation
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest


@require_http_methods(["GET", "POST"])
def list_delegations(request: OfficeRequest) -> HttpResponse:
    """What one gave and got, and the form to give."""
    person, today = request.user, timezone.localdate()
    require(person, "directory.view")
    may_delegate = person.may("directory.delegate")
    form = DelegationForm(request.POST or None, person=person, today=today, initial={"valid_from": today}) if may_delegate else None
    if request.method == "POST":
        require(person, "directory.delegate")
        assert form is not None  # who may delegate has the form
        if form.is_valid():
            try:
                actions.delegate(by=person, **form.cleaned_data)
                messages.success(request, _("Đã ghi ủy quyền."))
                return redirect("directory:list-delegations")
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    rows = queries.delegations(person, today)
    context = {
        "rows": [(row, row.holds_on(today), row.membership.person_id == person.pk or person.may("directory.edit")) for row in rows],
        "form": form,
    }
    return render(request, "directory/delegations.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def end_delegation(request: OfficeRequest, delegation_id: int) -> HttpResponse:
    """Take it back."""
    rows = queries.delegations(request.user, timezone.localdate())
    require(request.user, "directory.view")
    row: Delegation = get_object_or_404(rows, pk=delegation_id)
    actions.end_delegation(row, by=request.user)
    messages.success(request, _("Đã thôi ủy quyền."))
    return redirect("directory:list-delegations")
