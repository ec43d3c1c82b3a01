"""A deadline as the text has it: what plan items and tasks share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeadlineKind(models.TextChoices):
    """As :class:`dondoc.reading.model.DeadlineKind`; empty where the text gives none."""

    NONE = "", _("Không nêu thời hạn")
    ABSOLUTE = "absolute", _("Đến một ngày")
    PERIOD = "period", _("Trong tháng, quý, năm")
    RELATIVE = "relative", _("Tính từ một sự kiện")
    RECURRING = "recurring", _("Định kỳ")
    OPEN = "open", _("Thường xuyên")
    EVENT = "event", _("Gắn với một sự kiện")


class DeadlineFields(models.Model):
    """A deadline as read or corrected: the words, and what they come to. `due` is set only where the day is known."""

    deadline_text = models.CharField(_("Lời văn về thời hạn"), max_length=500, blank=True)
    deadline_kind = models.CharField(_("Loại thời hạn"), max_length=12, choices=DeadlineKind.choices, blank=True)
    due = models.DateField(_("Ngày đến hạn"), null=True, blank=True)
    every = models.CharField(_("Chu kỳ"), max_length=12, blank=True)
    time = models.CharField(_("Giờ"), max_length=5, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True)
    amount_unit = models.CharField(max_length=12, blank=True)
    event = models.CharField(_("Sự kiện"), max_length=500, blank=True)
    event_on = models.DateField(_("Ngày của sự kiện"), null=True, blank=True)
    """The day a relative deadline counts from, as a person set it; empty: the document's own date, where the words name that."""
    strict_before = models.BooleanField(default=False)
    fuzzy = models.BooleanField(default=False)

    class Meta:
        abstract = True


DEADLINE_FIELDS = tuple(field.name for field in DeadlineFields._meta.local_fields)
"""Their names, to copy a deadline by."""
