"""What people are told inside the office, and how they want it by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.notices.models.mail import Mail
from dondoc.office.registry.models import Document


class Notice(models.Model):
    """One thing one person is told. Its words are made when it is read, in the reader's language."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("Nhiệm vụ mới giao cho đơn vị")
        RETURNED = "returned", _("Trả lại để làm tiếp")
        EXTENSION_ASKED = "extension-asked", _("Đề nghị gia hạn chờ quyết định")
        EXTENSION_GRANTED = "extension-granted", _("Đã đồng ý gia hạn")
        EXTENSION_REFUSED = "extension-refused", _("Không đồng ý gia hạn")
        PLAN_WAITING = "plan-waiting", _("Kế hoạch chờ xác nhận")
        DOCUMENT_GIVEN = "document-given", _("Văn bản chuyển đến đơn vị")
        REMINDED = "reminded", _("Đôn đốc")
        DIGEST = "digest", _("Nhắc việc trong ngày")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    day = models.DateField(null=True)
    """Of a digest: its day."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    """The unit the person is told for."""
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="+")
    tasks = models.JSONField(default=list)
    """Numbers of the tasks an event was about; those of reminders are in the tellings."""
    count = models.PositiveIntegerField(default=1)
    """How many things it speaks of."""
    words = models.CharField(max_length=1000, blank=True)
    """What a person wrote: the reason, the message."""
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="notices")
    """The mail that told of it, too."""

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], condition=Q(kind="digest"), name="one_digest_a_person_a_day"),
            models.CheckConstraint(condition=~Q(kind="digest") | Q(day__isnull=False), name="a_digest_has_a_day"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["at"], condition=Q(read_at=None, mail=None), name="notice_unmailed"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Preference(models.Model):
    """How a person wants notices by mail; without a row, once a day."""

    class ByMail(models.TextChoices):
        DAILY = "daily", _("Mỗi ngày làm việc một thư, khi có việc")
        NONE = "none", _("Không gửi thư")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by_mail = models.CharField(_("Nhận thông báo qua thư điện tử"), max_length=8, choices=ByMail.choices, default=ByMail.DAILY)

    def __str__(self) -> str:
        return self.get_by_mail_display()
