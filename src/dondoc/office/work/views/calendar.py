"""The office's calendar: days off, swapped days, rules of following up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.office.deeds import NotNow
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.web import whole_number
from dondoc.office.work.actions import calendar as actions
from dondoc.office.work.calendar_forms import DayForm, RuleForm
from dondoc.office.work.models import CalendarDay
from dondoc.office.work.queries import calendar as queries


@require_GET
def open_calendar(request: OfficeRequest) -> HttpResponse:
    """``?year=``: the year shown; this one without."""
    return _page(request)


def _page(request: OfficeRequest, *, status: int = 200, **forms: object) -> HttpResponse:
    asked = whole_number(request.GET.get("year")) or 0
    year = asked if asked in queries.YEARS else timezone.localdate().year
    shown = queries.calendar_year(request.user, year)
    context = {"calendar": shown, "day_form": DayForm(), "rule_form": RuleForm(initial={"valid_from": timezone.localdate()}), **forms}
    return render(request, "work/calendar.html", context, status=status)


@require_POST
def set_day(request: OfficeRequest) -> HttpResponse:
    """A swapped day."""
    require(request.user, actions.KEEP_CALENDAR)
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            row = actions.set_day(request.user, **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi ngày %(day)s. Hạn đã đặt không tự đổi theo.") % {"day": row})
            return redirect(reverse("work:open-calendar", query={"year": row.day.year}))
    return _page(request, status=422, day_form=form)


@require_POST
def remove_day(request: OfficeRequest, day_id: int) -> HttpResponse:
    """Take a row out of the table."""
    require(request.user, actions.KEEP_CALENDAR)
    row = get_object_or_404(CalendarDay, pk=day_id)
    actions.remove_day(request.user, row)
    messages.success(request, _("Đã gỡ ngày %(day)s khỏi bảng.") % {"day": row})
    return redirect(reverse("work:open-calendar", query={"year": row.day.year}))


@require_POST
def set_rule(request: OfficeRequest) -> HttpResponse:
    """A rule of following up."""
    require(request.user, actions.KEEP_CALENDAR)
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, rule_form=form)
    try:
        rule = actions.set_rule(request.user, **form.cleaned_data)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, status=422, rule_form=form)
    messages.success(request, _("Đã đặt quy định theo dõi, áp dụng từ ngày %(day)s.") % {"day": rule})
    return redirect("work:open-calendar")
