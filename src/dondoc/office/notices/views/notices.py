"""One's own notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.notices import queries
from dondoc.office.notices.actions import feeds as feed_actions
from dondoc.office.notices.actions import notices as actions
from dondoc.office.notices.forms import PreferenceForm
from dondoc.office.notices.models import Notice
from dondoc.office.notices.telling import digest_sections, document_url, event_section
from dondoc.office.web import page_of, query_without, whole_number
from dondoc.office.work.models import working_days

Kind = Notice.Kind


@require_safe
def list_notices(request: OfficeRequest) -> HttpResponse:
    """What the person was told, newest first; ``?unread=1`` only what is not read yet."""
    only_unread = "unread" in request.GET
    page = page_of(request, queries.notices(request.user, only_unread=only_unread), per_page=30)
    context = {
        "page": page,
        "rows": queries.rows(request.user, page.object_list),
        "only_unread": only_unread,
        "query": query_without(request, "page"),
        "form": PreferenceForm(initial={"by_mail": queries.preference(request.user)}),
        "may_see_ladder": request.user.may("notices.view_ladder"),
        "may_keep_feeds": request.user.may(feed_actions.KEEP),
        "may_see_outbox": request.user.may("office.manage"),
    }
    return render(request, "notices/notices.html", context)


@require_safe
def open_notice(request: OfficeRequest, notice_id: int) -> HttpResponse:
    """Leads to what the notice is about, which is read from then on; what speaks of many things is a page of its own."""
    notice = queries.get_notice(request.user, notice_id)
    actions.mark_read(request.user, [notice.pk])
    if notice.kind in (Kind.DIGEST, Kind.REMINDED):
        return _told(request, notice)
    if len(notice.tasks) == 1:
        return redirect("work:open-task", notice.tasks[0])
    if not notice.tasks and notice.document:
        return redirect(document_url(notice))
    return _several(request, notice)


def _told(request: OfficeRequest, notice: Notice) -> HttpResponse:
    page = page_of(request, queries.tellings_of(notice))
    day = notice.day or timezone.localdate(notice.at)
    return _page(request, notice, page=page, sections=digest_sections(page.object_list, day, working_days()))


def _several(request: OfficeRequest, notice: Notice) -> HttpResponse:
    page = page_of(request, queries.tasks_of(request.user, notice))
    section = event_section(notice, {task.pk: task for task in page.object_list})
    return _page(request, notice, page=page, sections=[section])


def _page(request: OfficeRequest, notice: Notice, **more: Any) -> HttpResponse:
    return render(request, "notices/notice.html", {"notice": notice, "query": query_without(request, "page"), **more})


@require_POST
def mark_read(request: OfficeRequest) -> HttpResponse:
    """Mark notices as read: those that were sent (``notice``), or with ``all`` every one."""
    ids = [number for value in request.POST.getlist("notice") if (number := whole_number(value))]
    actions.mark_read(request.user, None if "all" in request.POST else ids)
    return redirect(reverse("notices:list") + ("?unread=1" if "unread" in request.POST else ""))


@require_POST
def choose_mail(request: OfficeRequest) -> HttpResponse:
    """How notices come by mail."""
    form = PreferenceForm(request.POST)
    if form.is_valid():
        actions.choose_mail(request.user, form.cleaned_data["by_mail"])
        messages.success(request, _("Đã lưu cách nhận thông báo qua thư."))
    else:
        messages.error(request, _("Hãy chọn một cách nhận thông báo qua thư."))
    return redirect("notices:list")
