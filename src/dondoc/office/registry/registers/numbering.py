"""Numbers in order, without gaps or doubles, however many people register at once."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.deeds import NotNow
from dondoc.office.registry.models import Register, Volume


def take_number(register: Register, day: datetime.date) -> tuple[Volume, int]:
    """The next number of `register` on `day`, and the volume it stands in.

    Belongs inside the transaction that makes the entry: the volume stays locked until it ends, and a transaction that fails gives its
    number back. Called outside one it raises :class:`~django.db.transaction.TransactionManagementError` (select_for_update).
    """
    if not register.is_active:
        raise NotNow(_("Sổ «%(register)s» đã ngừng dùng. Hãy chọn sổ khác.") % {"register": register})
    volume = Volume.objects.select_for_update().get(pk=volume_for(register, day).pk)
    volume.last_number += 1
    volume.save(update_fields=["last_number"])
    return volume, volume.last_number


def next_number(register: Register, day: datetime.date) -> int:
    """What :func:`take_number` would give if nobody else registered before: for forms, never for entries."""
    volume = _open_volume(register, day)
    return volume.last_number + 1 if volume else _start(register) + 1


def volume_for(register: Register, day: datetime.date) -> Volume:
    """The volume that takes entries of `register` on `day`, opened now if it is the first of its year."""
    volume = _open_volume(register, day)
    if volume is not None:
        return volume
    name = str(day.year) if register.period == Register.Period.YEAR else _("Quyển 1")
    with transaction.atomic():
        return register.volumes.get_or_create(name=name, defaults={"opened_on": day, "last_number": _start(register)})[0]


def _open_volume(register: Register, day: datetime.date) -> Volume | None:
    if register.period == Register.Period.YEAR:
        return register.volumes.filter(name=str(day.year)).first()
    return register.volumes.order_by("-pk").first()


def _start(register: Register) -> int:
    """The number before the first one of a volume that is not there yet; only a register's very first volume starts later than at 1."""
    return 0 if register.volumes.exists() else register.first_number - 1
