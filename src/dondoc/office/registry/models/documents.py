"""Documents and the files they came in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dondoc.office.folding import searchable
from dondoc.reading.notes import NAMED_BY


class StoredFile(models.Model):
    """The bytes of a file as it came in, kept under its checksum. A row exists only after the bytes are safely on disk."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("Cỡ tệp"))
    name = models.CharField(_("Tên tệp"), max_length=255)
    media_type = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("Tệp")
        verbose_name_plural = _("Tệp")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes are."""
        return Path(settings.FILES) / self.sha256[:2] / self.sha256[2:4] / self.sha256


FOUND_BY = ("number", "subject", "issuer", "kind")
"""Words of a document that the register's search looks in, and its file's name."""


class Document(models.Model):
    """One issued document, as received."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Chờ đọc")
        READING = "reading", _("Đang đọc")
        READ = "read", _("Đã đọc")
        FAILED = "failed", _("Không đọc được")
        REFUSED = "refused", _("Bị từ chối")

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="document", verbose_name=_("Tệp"))
    """Empty only for a refused document: its file was removed."""
    kind = models.CharField(_("Tên loại"), max_length=100, blank=True)
    number = models.CharField(_("Số, ký hiệu"), max_length=80, blank=True)
    issuer = models.CharField(_("Cơ quan ban hành"), max_length=300, blank=True)
    date = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    subject = models.TextField(_("Trích yếu"), blank=True)
    folded = models.TextField(default="", editable=False)
    """What the register's search looks in: :func:`~dondoc.office.folding.searchable` of the words above and the file's name."""
    corrected = models.JSONField(default=list, editable=False)
    """Names of the fields above that a person has set: a new reading leaves them as they are."""

    received_at = models.DateTimeField(_("Ngày nhận"), auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Người tiếp nhận")
    )

    state = models.CharField(_("Trạng thái"), max_length=10, choices=State.choices, default=State.RECEIVED)
    error_code = models.CharField(max_length=40, blank=True)
    error_vi = models.TextField(blank=True)
    error_en = models.TextField(blank=True)
    source_text = models.TextField(blank=True)
    """The text everything in `reading` points into (code points)."""
    reading = models.JSONField(null=True, blank=True)
    """:func:`dondoc.reading.writers.jsonform.to_data`, without the text."""
    read_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(null=True, blank=True)
    pages_total = models.PositiveIntegerField(null=True, blank=True)
    """How far the reading of a scan is; empty where nothing is being recognised."""

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("Văn bản")
        verbose_name_plural = _("Văn bản")
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="document_newest"),
            models.Index(fields=["state", "-received_at"], name="document_by_state"),
            models.Index(fields=["number"], name="document_by_number"),
            models.Index(fields=["-date", "-id"], name="document_by_date"),
            models.Index(fields=["kind", "-received_at"], name="document_by_kind"),
            models.Index(fields=["issuer", "id"], name="document_by_issuer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file__isnull=False) | models.Q(state="refused"), name="document_has_file_unless_refused"
            ),
            models.CheckConstraint(condition=~models.Q(state="read") | models.Q(reading__isnull=False), name="document_read_has_reading"),
        ]

    def __str__(self) -> str:
        return " ".join(word for word in (self.kind, self.number) if word) or self.name

    @property
    def name(self) -> str:
        """The file's name, or what stands for it once the file is gone."""
        return self.file.name if self.file else str(_("Văn bản bị từ chối"))

    @property
    def error(self) -> str:
        """What went wrong and what to do, in the reader's language."""
        return self.error_en if (get_language() or "vi").startswith("en") else self.error_vi

    @property
    def file_findings(self) -> list[str]:
        """What a person should know of the file itself (a broken part, an attachment nobody could look into), in the reader's language."""
        language = "en" if (get_language() or "vi").startswith("en") else "vi"
        return [finding["message"][language] for finding in (self.reading or {}).get("findings", ()) if finding["code"] in NAMED_BY]

    @property
    def is_waiting(self) -> bool:
        """Whether a reading is still to come."""
        return self.state in {self.State.RECEIVED, self.State.READING}

    @property
    def is_frozen(self) -> bool:
        """Whether it was issued and recalled: what the register says of it then stays (NĐ 30/2020, Phụ lục VI, phần I)."""
        return self.outgoingentry_set.filter(state="recalled").exists()

    def get_absolute_url(self) -> str:
        return reverse("registry:show-document", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number = self.number.strip()
        saved = kwargs.get("update_fields")
        if saved is None or not {*FOUND_BY, "file"}.isdisjoint(saved):
            self.folded = searchable(*(getattr(self, name) for name in FOUND_BY), self.file.name if self.file else "")
            kwargs["update_fields"] = None if saved is None else {*saved, "folded"}
        super().save(*args, **kwargs)


class DocumentVersion(models.Model):
    """A file a document had before it was replaced by a better one (a signed copy, a clearer scan). It stays as it was."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="earlier_of")
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Lý do thay tệp"), max_length=500)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Bản trước")

    def __str__(self) -> str:
        return f"{self.document}: {self.file}"
