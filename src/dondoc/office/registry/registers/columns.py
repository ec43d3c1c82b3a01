"""The columns the registers have by NĐ 30/2020/NĐ-CP, Phụ lục IV: one table for the page, the paper and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from dondoc.office.registry.models import Distribution, Entry, IncomingEntry, OutgoingEntry
from dondoc.office.registry.workbook import Column

PARTS = [part.value for part in Distribution.Part]


def shares(entry: IncomingEntry) -> list[Distribution]:
    """Who holds the document, the lead first (distributions prefetched)."""
    held = [row for row in entry.distributions.all() if not row.returned_reason]
    return sorted(held, key=lambda row: (PARTS.index(row.part), row.pk))


def kind_and_subject(entry: Any) -> str:
    """Of the document that the row is about."""
    document = entry.document
    return " ".join(filter(None, (document.kind, document.subject))) or document.name


def source(entry: Entry) -> str:
    """Kind, number, day and issuer in one cell, as the book of handling has them."""
    document = entry.document
    day = date_format(document.date, "SHORT_DATE_FORMAT") if document.date else ""
    return ", ".join(filter(None, (" ".join(filter(None, (document.kind, document.number))), day, document.issuer)))


def receivers(entry: IncomingEntry) -> str:
    return "\n".join(row.unit.label for row in shares(entry))


def sent(entry: IncomingEntry) -> str:
    days = {timezone.localdate(row.sent_at) for row in shares(entry)}
    return "\n".join(date_format(day, "SHORT_DATE_FORMAT") for day in sorted(days))


def signed(entry: IncomingEntry) -> str:
    """The signatures: who acknowledged it, and when."""
    return "\n".join(
        f"{row.received_by}, {date_format(timezone.localtime(row.received_at), 'SHORT_DATETIME_FORMAT')}"
        for row in shares(entry)
        if row.received_at
    )


def progress(entry: IncomingEntry) -> str:
    """How far the document is dealt with, from what the register knows."""
    if not entry.is_valid:
        return entry.get_state_display()
    if entry.settled_on:
        return translated("Đã giải quyết %(day)s") % {"day": date_format(entry.settled_on, "SHORT_DATE_FORMAT")}
    held = shares(entry)
    if not held:
        return translated("Chưa chuyển")
    received = sum(row.received_at is not None for row in held)
    return translated("Đang giải quyết (%(received)s/%(all)s đơn vị đã nhận)") % {"received": received, "all": len(held)}


def notes(entry: Entry) -> str:
    closed = f"{entry.get_state_display()}: {entry.closed_reason}" if not entry.is_valid else ""
    urgency = entry.get_urgency_display() if entry.urgency else ""
    return "\n".join(filter(None, (str(urgency), entry.note, closed)))


def _from_document(name: str) -> Callable[[Entry], Any]:
    return lambda entry: getattr(entry.document, name)


INCOMING: Sequence[Column] = (
    Column(_("Ngày đến"), lambda entry: entry.arrived_on, 12),
    Column(_("Số đến"), lambda entry: entry.number, 8, opens=True),
    Column(_("Tác giả"), _from_document("issuer"), 26),
    Column(_("Số, ký hiệu"), _from_document("number"), 18),
    Column(_("Ngày tháng"), _from_document("date"), 12),
    Column(_("Tên loại và trích yếu nội dung"), kind_and_subject, 50),
    Column(_("Đơn vị hoặc người nhận"), receivers, 24),
    Column(_("Ngày chuyển"), sent, 12),
    Column(_("Ký nhận"), signed, 24),
    Column(_("Ghi chú"), notes, 24),
)
OUTGOING: Sequence[Column] = (
    Column(_("Số, ký hiệu"), _from_document("number"), 18, opens=True),
    Column(_("Ngày tháng"), _from_document("date"), 12),
    Column(_("Tên loại và trích yếu nội dung"), kind_and_subject, 50),
    Column(_("Người ký"), lambda entry: entry.signer, 22),
    Column(_("Nơi nhận văn bản"), lambda entry: entry.recipients, 30),
    Column(_("Đơn vị, người nhận bản lưu"), lambda entry: entry.keeper.label if entry.keeper else "", 22),
    Column(_("Số lượng bản"), lambda entry: entry.copies, 9),
    Column(_("Ngày chuyển"), lambda entry: entry.sent_on, 12),
    Column(_("Ký nhận"), lambda _entry: "", 14),
    Column(_("Ghi chú"), notes, 24),
)
HANDLING: Sequence[Column] = (
    Column(_("Số đến"), lambda entry: entry.number, 8, opens=True),
    Column(_("Tên loại, số, ký hiệu, ngày tháng và tác giả"), source, 44),
    Column(_("Đơn vị hoặc người nhận"), receivers, 24),
    Column(_("Thời hạn giải quyết"), lambda entry: entry.due, 12),
    Column(_("Tiến độ giải quyết"), progress, 28),
    Column(_("Số, ký hiệu văn bản trả lời"), lambda entry: entry.reply.number if entry.reply else entry.settlement, 22),
    Column(_("Ghi chú"), notes, 24),
)


def columns_of(model: type[Entry]) -> Sequence[Column]:
    """The columns of the register that holds entries of `model`."""
    return {IncomingEntry: INCOMING, OutgoingEntry: OUTGOING}[model]
