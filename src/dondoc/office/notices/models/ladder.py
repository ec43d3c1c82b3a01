"""Following up: the ladder, what was sent by it or by a person, and who was told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.office.work.models import Task


class Audience(models.TextChoices):
    """In what part somebody is told of a task. Where several hold, the first counts."""

    UNIT = "unit", _("Đơn vị chủ trì")
    UPPER = "upper", _("Cấp trên trực tiếp")
    COORDINATORS = "coordinators", _("Chuyên viên tổng hợp")
    LEADERS = "leaders", _("Lãnh đạo")


class Rung(models.Model):
    """A row of the ladder: so many days before or after the deadline, these people are told."""

    MOST_DAYS = 365
    MOST_WORKING_DAYS = 60

    offset = models.SmallIntegerField()
    """Days from the deadline: negative before it, 0 on the day itself, positive after it."""
    working = models.BooleanField(_("Tính theo ngày làm việc"), default=True)
    to_unit = models.BooleanField(Audience.UNIT.label, default=True)
    to_upper = models.BooleanField(Audience.UPPER.label, default=False)
    to_coordinators = models.BooleanField(Audience.COORDINATORS.label, default=False)
    to_leaders = models.BooleanField(Audience.LEADERS.label, default=False)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["offset", "working"]
        constraints = [
            models.UniqueConstraint(fields=["offset", "working"], condition=Q(is_active=True), name="a_rung_stands_once"),
            models.CheckConstraint(
                condition=Q(to_unit=True) | Q(to_upper=True) | Q(to_coordinators=True) | Q(to_leaders=True), name="a_rung_tells_somebody"
            ),
            models.CheckConstraint(condition=Q(offset__gte=-365, offset__lte=365), name="a_rung_within_a_year"),
        ]

    def __str__(self) -> str:
        return _("Bậc nhắc %(number)s") % {"number": self.pk}

    @property
    def audiences(self) -> list[Audience]:
        """Who is told."""
        return [audience for audience in Audience if getattr(self, f"to_{audience.value}")]


class Sending(models.Model):
    """A person's follow-up of one or many tasks."""

    once = models.UUIDField(unique=True)
    """Made with the form: sent twice, it is done once."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return _("Đôn đốc %(number)s") % {"number": self.pk}


class Reminding(models.Model):
    """One follow-up of one task, by a rung or by a person. A rung speaks once of a task and a deadline."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="remindings")
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, null=True, related_name="+")
    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, null=True, related_name="remindings")
    due = models.DateField(null=True)
    """The deadline as it was."""
    offset = models.SmallIntegerField(null=True)
    working = models.BooleanField(default=False)
    """As the rung had them."""
    day = models.DateField()
    """The day it went out."""
    people: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Telling", related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rung", "task", "due"], name="a_rung_speaks_once_of_a_deadline"),
            models.UniqueConstraint(fields=["sending", "task"], name="a_sending_speaks_once_of_a_task"),
            models.CheckConstraint(
                condition=Q(rung=None, sending__isnull=False) | Q(rung__isnull=False, sending=None), name="a_reminding_has_one_cause"
            ),
        ]

    def __str__(self) -> str:
        return _("Nhắc việc %(number)s") % {"number": self.pk}


class Telling(models.Model):
    """Somebody who is told by a reminding; without a notice yet, it waits for the day's digest."""

    reminding = models.ForeignKey(Reminding, on_delete=models.CASCADE, related_name="tellings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    notice = models.ForeignKey("Notice", on_delete=models.CASCADE, null=True, related_name="tellings")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reminding", "person"], name="told_once_by_a_reminding")]
        indexes = [models.Index(fields=["person"], condition=Q(notice=None), name="telling_waiting")]

    def __str__(self) -> str:
        return f"{self.reminding}: {self.person}"


class Round(models.Model):
    """A day's run of the ladder. Days between two finished ones are made up for by the later."""

    day = models.DateField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    remindings = models.PositiveIntegerField(default=0)
    digests = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
