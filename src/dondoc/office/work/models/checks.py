"""Checks (kiểm tra): whether tasks really stand as they are said to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.work.models.tasks import Task


class Check(models.Model):
    """A check of some tasks: chosen ones, or a random sample that can be drawn again from its seed."""

    title = models.CharField(_("Tên đợt kiểm tra"), max_length=200)
    query = models.CharField(max_length=500, blank=True)
    """The list the tasks were chosen or drawn from, as its address."""
    drawn_from = models.PositiveIntegerField(null=True)
    """How many tasks the sample was drawn from; empty for chosen ones."""
    seed = models.PositiveBigIntegerField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seed=None, drawn_from=None) | models.Q(seed__isnull=False, drawn_from__isnull=False),
                name="a_sample_has_its_seed",
            )
        ]

    def __str__(self) -> str:
        return _("Đợt kiểm tra %(number)s") % {"number": self.pk}


class CheckedTask(models.Model):
    """A task of a check, and what was found."""

    class Finding(models.TextChoices):
        OPEN = "", _("Chưa kiểm tra")
        RIGHT = "right", _("Đúng như báo cáo")
        WRONG = "wrong", _("Chưa đúng như báo cáo")

    part_of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="rows")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="checks")
    finding = models.CharField(max_length=5, choices=Finding.choices, blank=True)
    note = models.CharField(_("Ghi nhận"), max_length=1000, blank=True)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["part_of", "task"], name="a_task_is_once_in_a_check"),
            models.CheckConstraint(
                condition=models.Q(finding="", found_at=None) | (~models.Q(finding="") & models.Q(found_at__isnull=False)),
                name="a_finding_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_of}, {self.task}"
