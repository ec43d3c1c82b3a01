"""Setting the ladder."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.notices.ladder import saved_rungs
from dondoc.office.notices.models import Audience, Rung

KEEP = "notices.keep_ladder"


@transaction.atomic
def add_rung(actor: Person, *, offset: int, working: bool, audiences: Collection[str]) -> Rung:
    """Add a row. Tasks whose day has passed already are not made up for."""
    require(actor, KEEP)
    if not audiences:
        raise NotNow(_("Hãy chọn ít nhất một nơi nhận."))
    most = Rung.MOST_WORKING_DAYS if working else Rung.MOST_DAYS
    if abs(offset) > most:
        raise NotNow(_("Nhiều nhất %(n)d ngày.") % {"n": most})
    saved_rungs()
    if Rung.objects.filter(is_active=True, offset=offset, working=working and offset != 0).exists():
        raise NotNow(_("Đã có bậc nhắc vào ngày đó. Hãy bỏ bậc cũ trước."))
    told = {f"to_{audience.value}": audience in audiences for audience in Audience}
    rung = Rung.objects.create(offset=offset, working=working and offset != 0, set_by=actor, **told)
    record(actor, "notices.added_rung", rung, offset=offset, working=rung.working, to=[str(one) for one in rung.audiences])
    return rung


@transaction.atomic
def remove_rung(actor: Person, *, offset: int, working: bool, version: int) -> Rung:
    """Take a row out of the ladder; what it sent stays."""
    require(actor, KEEP)
    saved_rungs()
    rung = Rung.objects.select_for_update().filter(is_active=True, offset=offset, working=working).first()
    if rung is None:
        raise NotNow(_("Bậc nhắc này đã được bỏ."))
    if rung.version != version:
        raise Stale(rung)
    rung.is_active, rung.version = False, rung.version + 1
    rung.save()
    record(actor, "notices.removed_rung", rung, offset=offset, working=working)
    return rung
