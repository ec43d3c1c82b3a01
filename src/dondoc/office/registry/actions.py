"""What people do with documents. Each action asks for the right, does its work in one transaction and writes the journal."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.registry import secrecy, storage
from dondoc.office.registry.jobs import read_document
from dondoc.office.registry.media import media_type_of
from dondoc.office.registry.models import Document, DocumentVersion, StoredFile

HEADER_FIELDS: Final = ("kind", "number", "issuer", "date", "subject")
NAME_LENGTH = 255


class Outcome(StrEnum):
    """What became of a file that was handed in."""

    STORED = "stored"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer for one file: its document where there is one, and the reason where it was refused."""

    name: str
    outcome: Outcome
    document: Document | None = None
    reason: str = ""


def receive_document(*, content: bytes, name: str, by: Person) -> Receipt:
    """Take a file in: on disk and in the register before anything reads it; reading is queued in the same transaction.

    A file that came before gives its document. An empty or too large file, and one with a secrecy mark, is refused and leaves nothing.
    """
    require(by, "registry.receive")
    name = clean_name(name)
    if reason := refusal_of(content, name, by):
        return Receipt(name, Outcome.REFUSED, reason=reason)
    sha256 = storage.keep(content)
    with transaction.atomic():
        known = _with_file(sha256)
        if known is not None:
            return Receipt(name, Outcome.KNOWN, known)
        # A file that was removed a moment ago (a secret one) must not be registered without its bytes.
        storage.keep(content)
        file = stored(sha256, content, name)
        document = Document.objects.create(file=file, received_by=by)
        record(by, "registry.received", document, sha256=sha256, size=len(content))
        read_document.enqueue(document.pk)
    return Receipt(name, Outcome.STORED, document)


def replace_file(document: Document, *, content: bytes, name: str, reason: str, by: Person) -> Receipt:
    """Give a document a better file (the signed copy, a clearer scan) and read that. The file before stays, and can be downloaded."""
    require(by, "registry.edit")
    name, reason = clean_name(name), reason.strip()
    if not reason:
        return Receipt(name, Outcome.REFUSED, reason=_("Hãy ghi lý do thay tệp."))
    if refusal := refusal_of(content, name, by):
        return Receipt(name, Outcome.REFUSED, reason=refusal)
    sha256 = storage.keep(content)
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if document.file is None or document.is_frozen:
            return Receipt(name, Outcome.REFUSED, reason=_("Văn bản đã thu hồi hoặc bị từ chối nên không thay tệp được."))
        known = _with_file(sha256)
        if known is not None:
            return Receipt(name, Outcome.KNOWN, known)
        storage.keep(content)
        DocumentVersion.objects.create(document=document, file=document.file, replaced_at=timezone.now(), replaced_by=by, reason=reason)
        before, document.file = document.file.sha256, stored(sha256, content, name)
        document.state, document.attempts = Document.State.RECEIVED, 0
        document.save(update_fields=["file", "state", "attempts"])
        record(by, "registry.replaced-file", document, before=before, sha256=sha256, size=len(content), reason=reason)
        read_document.enqueue(document.pk)
    return Receipt(name, Outcome.STORED, document)


def _with_file(sha256: str) -> Document | None:
    """The document that has, or had, a file with this checksum."""
    found = Document.objects.filter(Q(file__sha256=sha256) | Q(versions__file__sha256=sha256))
    return found.select_related("file").first()


@transaction.atomic
def correct_header(document: Document, *, by: Person, **values: Any) -> Document:
    """Set header fields by hand. What a person has set stays through every later reading."""
    require(by, "registry.edit")
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.is_frozen:
        raise NotNow(_("Văn bản đã thu hồi nên thông tin được giữ nguyên."))
    changed = {
        name: (getattr(document, name), values[name])
        for name in HEADER_FIELDS
        if name in values and getattr(document, name) != values[name]
    }
    if not changed:
        return document
    for name, (_before, value) in changed.items():
        setattr(document, name, value)
    document.corrected = sorted({*document.corrected, *changed})
    document.save(update_fields=[*changed, "corrected"])
    record(by, "registry.corrected", document, fields={name: [_plain(old), _plain(new)] for name, (old, new) in changed.items()})
    return document


@transaction.atomic
def read_again(document: Document, *, by: Person) -> Document:
    """Queue another reading. Nothing a person has set or confirmed is lost by it."""
    require(by, "registry.edit")
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.is_waiting or document.state == Document.State.REFUSED:
        return document
    document.state, document.attempts = Document.State.RECEIVED, 0
    document.save(update_fields=["state", "attempts"])
    record(by, "registry.queued-again", document)
    read_document.enqueue(document.pk)
    return document


@transaction.atomic
def note_download(document: Document, *, by: Person) -> None:
    """Ask for the right to take the original away and write down that it was done."""
    require(by, "registry.download")
    record(by, "registry.downloaded", document)


def stored(sha256: str, content: bytes, name: str) -> StoredFile:
    """The row of a file whose bytes are on disk; one that was handed in for something else before is the same file."""
    known = {"size": len(content), "name": name, "media_type": media_type_of(content, name)}
    return StoredFile.objects.get_or_create(sha256=sha256, defaults=known)[0]


def refusal_of(content: bytes, name: str, by: Person) -> str:
    """Why the file is not taken in; empty if it is."""
    if not content:
        return _("Tệp rỗng. Hãy kiểm tra lại tệp rồi gửi lại.")
    if len(content) > settings.MAX_UPLOAD:
        return _("Tệp lớn hơn %(limit)s. Hãy tách thành nhiều tệp nhỏ hơn rồi gửi lại.") % {"limit": filesizeformat(settings.MAX_UPLOAD)}
    if mark := secrecy.mark_in(content, name):
        with transaction.atomic():
            record(by, "registry.refused-secret", None)  # neither name nor checksum: nothing of it is kept
        return _("Tệp có dấu chỉ độ mật “%(mark)s” nên bị từ chối; không lưu gì. Hãy xử lý theo quy định về bảo vệ bí mật nhà nước.") % {
            "mark": mark
        }
    return ""


def clean_name(name: str) -> str:
    """The last part of a file name, without control characters, of a length the register can hold (its ending is kept)."""
    last = "".join(letter for letter in name.replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable()).strip() or _("tệp không tên")
    if len(last) <= NAME_LENGTH:
        return last
    stem, dot, ending = last.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 20 else last[:NAME_LENGTH]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
