"""What people do with the registers. Each action asks for the right, does its work in one transaction and writes the journal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale, checked_reason, refuse_views
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.registry.models import Distribution, Document, Entry, IncomingEntry, Opinion, OutgoingEntry, Register, Volume
from dondoc.office.registry.registers.numbering import take_number, volume_for

NUMBER, KEEP = "registry.number", "registry.keep_registers"
DISTRIBUTE, ACKNOWLEDGE, SETTLE = "registry.distribute", "registry.acknowledge", "registry.settle"
OPINION_OF: dict[str, str] = {
    Opinion.Stage.LEADER: "registry.opine_for_office",
    Opinion.Stage.UNIT: "registry.opine_for_unit",
    Opinion.Stage.HANDLER: "registry.opine_for_unit",
}
"""Who may write in which part of the handling slip."""

E = TypeVar("E", IncomingEntry, OutgoingEntry)


# ── the registers themselves ──────────────────────────────────────────────────────────────────────────
@transaction.atomic
def save_register(register: Register, *, by: Person) -> Register:
    """Add a register or change one. How it counts can't be changed once it has a volume: its numbers would no longer be in order."""
    require(by, KEEP)
    is_new = register._state.adding
    if not is_new and register.volumes.exists():
        before = Register.objects.get(pk=register.pk)
        if (before.direction, before.period, before.first_number) != (register.direction, register.period, register.first_number):
            raise NotNow(_("Sổ đã có văn bản nên không đổi được loại sổ, cách đánh số và số đầu tiên. Hãy lập sổ khác."))
    register.save()
    record(by, "registry.added-register" if is_new else "registry.changed-register", register)
    return register


@transaction.atomic
def open_volume(register: Register, *, name: str, by: Person) -> Volume:
    """Open the next volume of a register that runs through a term; numbers start at 1 in it. A year's volume opens by itself."""
    require(by, KEEP)
    name = name.strip()
    if register.period != Register.Period.TERM:
        raise NotNow(_("Sổ này tự mở quyển mới vào đầu năm."))
    if not name:
        raise NotNow(_("Hãy đặt tên quyển, chẳng hạn «Nhiệm kỳ 2025-2030»."))
    if register.volumes.filter(name=name).exists():
        raise NotNow(_("Sổ đã có quyển «%(name)s». Hãy đặt tên khác.") % {"name": name})
    today = timezone.localdate()
    volume_for(register, today)  # what was numbered so far keeps a volume of its own
    volume = Volume.objects.create(register=register, name=name, opened_on=today)
    record(by, "registry.opened-volume", register, volume=name)
    return volume


# ── registering ───────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def register_incoming(
    document: Document, register: Register, *, arrived_on: datetime.date, by: Person, urgency: int = 0, note: str = ""
) -> IncomingEntry:
    """Give an incoming document the next arrival number (NĐ 30/2020, Điều 22: one run a year)."""
    require(by, NUMBER)
    refuse_views(note)
    _check(document, register, Register.Direction.INCOMING)
    today = timezone.localdate()
    if arrived_on > today:
        raise NotNow(_("Ngày đến không thể sau hôm nay."))
    volume, number = take_number(register, today)
    entry = IncomingEntry.objects.create(
        volume=volume, number=number, document=document, arrived_on=arrived_on, urgency=urgency, note=note, registered_by=by
    )
    record(by, "registry.numbered-incoming", document, register=register.pk, volume=volume.name, number=number)
    return entry


@dataclass(frozen=True, slots=True)
class Issue:
    """What the register of outgoing documents says of a document, beside its number."""

    symbol: str
    """What stands after the number: ``QĐ-UBND``."""
    date: datetime.date
    signer: str = ""
    recipients: str = ""
    keeper: Unit | None = None
    copies: int = 1
    sent_on: datetime.date | None = None
    urgency: int = 0
    note: str = ""


@transaction.atomic
def register_outgoing(document: Document, register: Register, issue: Issue, *, expected: int, by: Person) -> OutgoingEntry:
    """Give an outgoing document the next number; the document bears it from then on.

    `expected` is the number the person saw on the form: if somebody else took it meanwhile, nothing is written and :class:`NotNow` says
    which one is next, so that no paper gets a stamp that the register does not know.
    """
    require(by, NUMBER)
    refuse_views(issue.note, issue.recipients)
    _check(document, register, Register.Direction.OUTGOING)
    if not issue.symbol.strip():
        raise NotNow(_("Hãy ghi ký hiệu, chẳng hạn «QĐ-UBND»."))
    volume, number = take_number(register, timezone.localdate())
    if number != expected:
        raise NotNow(_("Số %(old)s vừa được cấp cho văn bản khác. Số tiếp theo là %(new)s.") % {"old": expected, "new": number})
    given = {name: getattr(issue, name) for name in ("signer", "recipients", "keeper", "copies", "sent_on", "urgency", "note")}
    entry = OutgoingEntry.objects.create(volume=volume, number=number, document=document, registered_by=by, **given)
    document.number, document.date = register.written(number, issue.symbol.strip()), issue.date
    document.corrected = sorted({*document.corrected, "number", "date"})
    document.save(update_fields=["number", "date", "corrected"])
    record(by, "registry.numbered-outgoing", document, register=register.pk, volume=volume.name, number=document.number)
    return entry


def _check(document: Document, register: Register, direction: Register.Direction) -> None:
    """Lock the document and say why it can't be registered, if it can't."""
    now = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if register.direction != direction:
        raise NotNow(_("Sổ «%(register)s» không dùng cho loại văn bản này. Hãy chọn sổ khác.") % {"register": register})
    if now.state == Document.State.REFUSED:
        raise NotNow(_("Văn bản đã bị từ chối nên không vào sổ được."))
    for model in (IncomingEntry, OutgoingEntry):
        entry = model._default_manager.filter(document=now, state=Entry.State.VALID).select_related("volume__register").first()
        if entry is not None:
            raise NotNow(_("Văn bản đã vào sổ: %(entry)s (%(volume)s).") % {"entry": entry, "volume": entry.volume})


# ── the handling slip ─────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Share:
    """A unit and its part in dealing with an incoming document."""

    unit: Unit
    part: str
    due: datetime.date | None = None


@transaction.atomic
def distribute(
    entry: IncomingEntry, shares: Iterable[Share], *, version: int, due: datetime.date | None = None, by: Person
) -> IncomingEntry:
    """Give the document to units. One unit leads at most; a unit that has it already keeps what it has. `due` is the whole document's."""
    require(by, DISTRIBUTE)
    entry = _entry_now(entry, version)
    held = {row.unit_id: row for row in entry.distributions.filter(returned_reason="")}
    new = [share for share in shares if share.unit.pk not in held]
    if not new and due == entry.due:
        raise NotNow(_("Chưa có gì để chuyển: hãy chọn đơn vị chưa nhận văn bản này, hoặc đặt thời hạn."))
    parts = [*(row.part for row in held.values()), *(share.part for share in new)]
    if parts.count(Distribution.Part.LEAD) > 1:
        raise NotNow(_("Chỉ một đơn vị chủ trì. Hãy để các đơn vị còn lại là phối hợp hoặc để biết."))
    now = timezone.now()
    for share in new:
        Distribution.objects.create(entry=entry, unit=share.unit, part=share.part, due=share.due, sent_at=now, sent_by=by)
    before, entry.due = entry.due, due
    _save(entry)
    details: dict[str, Any] = {"units": {str(share.unit.pk): share.part for share in new}}
    if before != due:
        details["due"] = [before, due]
    record(by, "registry.distributed", entry.document, number=entry.number, **details)
    return entry


@transaction.atomic
def acknowledge(distribution: Distribution, *, by: Person) -> Distribution:
    """The unit has the document: the signature in the register. Once given it stays."""
    require(by, ACKNOWLEDGE, distribution.unit)
    distribution = Distribution.objects.select_for_update(of=("self",)).select_related("unit", "entry__document").get(pk=distribution.pk)
    if distribution.received_at is not None or distribution.returned_reason:
        return distribution
    distribution.received_at, distribution.received_by = timezone.now(), by
    distribution.save(update_fields=["received_at", "received_by"])
    record(by, "registry.acknowledged", distribution.entry.document, unit=distribution.unit.name)
    return distribution


@transaction.atomic
def hand_back(distribution: Distribution, *, reason: str, by: Person) -> Distribution:
    """The unit says the document is not for it (redirect); whoever distributes sees why and gives it to another."""
    require(by, ACKNOWLEDGE, distribution.unit)
    reason = checked_reason(reason)
    distribution = Distribution.objects.select_for_update(of=("self",)).select_related("unit", "entry__document").get(pk=distribution.pk)
    if distribution.returned_reason:
        return distribution
    distribution.returned_reason = reason
    distribution.save(update_fields=["returned_reason"])
    record(by, "registry.handed-back", distribution.entry.document, unit=distribution.unit.name, reason=reason)
    return distribution


@transaction.atomic
def add_opinion(entry: IncomingEntry, *, stage: str, text: str, by: Person) -> Opinion:
    """Write in the handling slip. What is written there stays; a later opinion is added below it."""
    unit = None if stage == Opinion.Stage.LEADER else unit_that_may_opine(entry, by)
    if stage == Opinion.Stage.LEADER or unit is None:
        require(by, OPINION_OF[Opinion.Stage.LEADER])
    text = text.strip()
    if not text:
        raise NotNow(_("Hãy ghi ý kiến."))
    refuse_views(text)
    opinion = Opinion.objects.create(entry=entry, stage=stage, text=text, unit=unit, by=by, at=timezone.now())
    record(by, "registry.gave-opinion", entry.document, stage=stage)
    return opinion


def unit_that_may_opine(entry: IncomingEntry, person: Person) -> Unit | None:
    """The first unit holding the document for which `person` may write in the slip."""
    shares = entry.distributions.select_related("unit").filter(returned_reason="").order_by("pk")
    return next((row.unit for row in shares if person.may(OPINION_OF[Opinion.Stage.UNIT], row.unit)), None)


@transaction.atomic
def settle(entry: IncomingEntry, *, version: int, result: str, reply: Document | None, day: datetime.date, by: Person) -> IncomingEntry:
    """The document is dealt with: by a reply (a registered document) or, where none is due, by what was done."""
    require(by, SETTLE)
    entry = _entry_now(entry, version)
    if reply is None and not result.strip():
        raise NotNow(_("Hãy chọn văn bản trả lời, hoặc ghi kết quả giải quyết."))
    if reply is not None and reply.pk == entry.document_id:
        raise NotNow(_("Văn bản trả lời phải là văn bản khác."))
    refuse_views(result)
    if day > timezone.localdate():
        raise NotNow(_("Ngày giải quyết xong không thể sau hôm nay."))
    entry.settled_on, entry.settlement, entry.reply = day, result.strip(), reply
    _save(entry)
    record(by, "registry.settled", entry.document, number=entry.number, reply=reply.pk if reply else None, day=day)
    return entry


@transaction.atomic
def reopen(entry: IncomingEntry, *, version: int, reason: str, by: Person) -> IncomingEntry:
    """The document is to be dealt with after all."""
    require(by, SETTLE)
    reason = checked_reason(reason)
    entry = _entry_now(entry, version)
    entry.settled_on, entry.settlement, entry.reply = None, "", None
    _save(entry)
    record(by, "registry.reopened", entry.document, number=entry.number, reason=reason)
    return entry


# ── taking back ───────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def close_entry(entry: E, *, state: str, version: int, reason: str, by: Person) -> E:
    """Recall a document, or note that it was sent on to where it belongs. Its line and number stay (NĐ 30/2020, Điều 18)."""
    require(by, NUMBER)
    reason = checked_reason(reason)
    entry = _entry_now(entry, version)
    if state == Entry.State.REDIRECTED and not isinstance(entry, IncomingEntry):
        raise NotNow(_("Chỉ văn bản đến mới chuyển trả được."))
    entry.state, entry.closed_on, entry.closed_reason = state, timezone.localdate(), reason
    _save(entry)
    record(by, f"registry.{state}", entry.document, number=entry.number, reason=reason)
    return entry


@transaction.atomic
def correct_entry(entry: E, *, version: int, by: Person, **values: Any) -> E:
    """Set what the register says beside the number. Old and new values go into the journal; the number never changes."""
    require(by, NUMBER)
    refuse_views(*(value for value in values.values() if isinstance(value, str)))
    entry = _entry_now(entry, version)
    changed = {name: [str(getattr(entry, name)), str(value)] for name, value in values.items() if getattr(entry, name) != value}
    if not changed:
        return entry
    for name in changed:
        setattr(entry, name, values[name])
    _save(entry)
    record(by, "registry.corrected-entry", entry.document, number=entry.number, fields=changed)
    return entry


def _entry_now(entry: E, version: int) -> E:
    """The entry as it is now, locked, still valid, and changed by nobody since `version`."""
    now = type(entry)._default_manager.select_for_update(of=("self",)).select_related("document", "volume").get(pk=entry.pk)
    if now.version != version:
        raise Stale(now)
    if not now.is_valid:
        raise NotNow(_("Văn bản đã được thu hồi hoặc chuyển trả nên không sửa được nữa."))
    return now


def _save(entry: Entry) -> None:
    entry.version += 1
    entry.save()
