"""What the office sets about days: swapped days of work and rest, and the rules of following up, each from a day on."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.deadlines.days import DayChange, WorkingDays

DUE_SOON = 3
"""Working days before the deadline from which a task is due soon (today's deadline included), until a rule says otherwise."""


class CalendarDay(models.Model):
    """A day the office works, or does not, whatever the library of holidays says: swapped days, days in lieu, new holidays."""

    day = models.DateField(_("Ngày"), unique=True)
    works = models.BooleanField(_("Ngày làm việc"), default=False)
    name = models.CharField(_("Tên gọi, lý do"), max_length=200)
    source = models.CharField(_("Theo văn bản"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


def working_days() -> WorkingDays:
    """The days as the office works them. One query."""
    rows = CalendarDay.objects.values_list("day", "works", "name")
    return WorkingDays.of(DayChange(day, works, name) for day, works, name in rows)


class FollowUpRule(models.Model):
    """How work is followed up, from a day on until a later row."""

    valid_from = models.DateField(_("Áp dụng từ ngày"), unique=True)
    due_soon = models.PositiveSmallIntegerField(_("Báo sắp đến hạn trước (ngày làm việc)"), default=DUE_SOON)
    extension_after_due = models.BooleanField(_("Cho phép đề nghị gia hạn khi đã quá hạn"), default=False)
    source = models.CharField(_("Theo văn bản"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [models.CheckConstraint(condition=models.Q(due_soon__lte=30), name="due_soon_within_a_month")]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}"


def rule_on(day: date) -> FollowUpRule:
    """The rule that holds on `day`; the usual one (unsaved) where the office set none. One query."""
    return FollowUpRule.objects.filter(valid_from__lte=day).first() or FollowUpRule(valid_from=day)
