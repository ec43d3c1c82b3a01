"""How one will know that a task is done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.work.models.tasks import Task


class Proof(models.TextChoices):
    """As :class:`dondoc.reading.criteria.Proof`: what has to be shown before the task is done."""

    NONE = "", _("không cần minh chứng")
    DOCUMENT = "document", _("văn bản đã đăng ký")
    ANY = "any", _("tệp hoặc văn bản")


class Criterion(models.Model):
    """One criterion of a task."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(default=0)
    measure = models.CharField(_("Kết quả phải đạt"), max_length=300)
    target = models.CharField(_("Chỉ tiêu"), max_length=120, blank=True)
    evidence = models.CharField(_("Minh chứng cần có"), max_length=200, blank=True)
    proof = models.CharField(max_length=8, choices=Proof.choices, blank=True)
    due = models.DateField(_("Hạn"), null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.measure
