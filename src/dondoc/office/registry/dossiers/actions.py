"""What people do with work files. Each action asks for the right, does its work in one transaction and writes the journal."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale, checked_reason, refuse_views
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.registry.models import Document, Dossier, DossierDocument

KEEP = "registry.keep_dossier"
"""Asked for the unit whose work file it is."""


@transaction.atomic
def save_dossier(dossier: Dossier, *, by: Person) -> Dossier:
    """Open a work file, or change what is said of it. Raises :class:`Stale` where somebody changed it since `dossier.version`."""
    require(by, KEEP, dossier.unit)
    refuse_views(dossier.title, dossier.description)
    twin = Dossier.objects.filter(unit=dossier.unit, code=dossier.code).exclude(pk=dossier.pk).first()
    if twin is not None:
        raise NotNow(_("Đơn vị đã có hồ sơ số này: «%(title)s». Hãy đặt số khác.") % {"title": twin.title})
    if dossier._state.adding:
        dossier.created_by = by
        dossier.save()
        record(by, "registry.opened-dossier", dossier)
        return dossier
    before = _now(dossier, by)
    dossier.version = before.version + 1
    dossier.save()
    names = ("code", "title", "maintenance", "description")
    pairs = {name: [getattr(before, name), getattr(dossier, name)] for name in names}
    record(by, "registry.changed-dossier", dossier, fields={name: pair for name, pair in pairs.items() if pair[0] != pair[1]})
    return dossier


@transaction.atomic
def put_in(dossier: Dossier, document: Document, *, by: Person) -> DossierDocument:
    """Put a document into the work file, after those that are there. One that lies in it already stays where it is."""
    dossier = _open_now(dossier, by)
    if document.state == Document.State.REFUSED:
        raise NotNow(_("Văn bản đã bị từ chối nên không đưa vào hồ sơ được."))
    last = dossier.papers.aggregate(last=Max("order"))["last"] or 0
    paper, is_new = DossierDocument.objects.get_or_create(dossier=dossier, document=document, defaults={"order": last + 1, "added_by": by})
    if is_new:
        record(by, "registry.filed", document, dossier=dossier.code)
    return paper


@transaction.atomic
def take_out(paper: DossierDocument, *, reason: str, by: Person) -> None:
    """Take a document out of an open work file. The document itself stays."""
    dossier = _open_now(paper.dossier, by)
    reason = checked_reason(reason)
    paper.delete()
    record(by, "registry.unfiled", paper.document, dossier=dossier.code, reason=reason)


@transaction.atomic
def close_dossier(dossier: Dossier, *, day: datetime.date, by: Person) -> Dossier:
    """The matter is done: nothing goes in or out any more."""
    dossier = _open_now(dossier, by)
    if not dossier.opened_on <= day <= timezone.localdate():
        raise NotNow(_("Ngày kết thúc phải từ ngày mở hồ sơ đến hôm nay."))
    if not dossier.papers.exists():
        raise NotNow(_("Hồ sơ chưa có văn bản nào nên chưa kết thúc được."))
    dossier.closed_on, dossier.version = day, dossier.version + 1
    dossier.save(update_fields=["closed_on", "version"])
    record(by, "registry.closed-dossier", dossier, day=day)
    return dossier


@transaction.atomic
def reopen_dossier(dossier: Dossier, *, reason: str, by: Person) -> Dossier:
    """Something is missing in a closed work file."""
    dossier = _now(dossier, by)
    reason = checked_reason(reason)
    dossier.closed_on, dossier.version = None, dossier.version + 1
    dossier.save(update_fields=["closed_on", "version"])
    record(by, "registry.reopened-dossier", dossier, reason=reason)
    return dossier


def _now(dossier: Dossier, by: Person) -> Dossier:
    """The work file as it is, locked, for somebody who may keep it."""
    now = Dossier.objects.select_for_update(of=("self",)).select_related("unit").get(pk=dossier.pk)
    require(by, KEEP, now.unit)
    if now.version != dossier.version:
        raise Stale(now)
    return now


def _open_now(dossier: Dossier, by: Person) -> Dossier:
    now = _now(dossier, by)
    if now.closed_on is not None:
        day = date_format(now.closed_on, "SHORT_DATE_FORMAT")
        raise NotNow(_("Hồ sơ đã kết thúc ngày %(day)s. Hãy mở lại hồ sơ trước.") % {"day": day})
    return now
