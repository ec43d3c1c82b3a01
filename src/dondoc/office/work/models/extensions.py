"""Asking for more time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.work.models.tasks import Task


class Extension(models.Model):
    """A request for a later deadline, and what was decided. A refused one leaves the deadline as it was."""

    class State(models.TextChoices):
        ASKED = "asked", _("Chờ quyết định")
        GRANTED = "granted", _("Đồng ý gia hạn")
        REFUSED = "refused", _("Không đồng ý")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    """The unit that asks."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    old_due = models.DateField()
    proposed = models.DateField(_("Đề nghị hạn mới"))
    granted = models.DateField(null=True, blank=True)
    reason = models.CharField(_("Lý do"), max_length=1000)
    number = models.CharField(_("Số, ký hiệu văn bản đề nghị"), max_length=80, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(_("Ý kiến quyết định"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=models.Q(state="asked"), name="one_open_extension_a_task"),
            models.CheckConstraint(condition=models.Q(proposed__gt=models.F("old_due")), name="an_extension_is_later"),
            models.CheckConstraint(
                condition=models.Q(state="granted", granted__isnull=False) | (~models.Q(state="granted") & models.Q(granted=None)),
                name="a_granted_extension_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return _("Đề nghị gia hạn %(number)s") % {"number": self.pk}
