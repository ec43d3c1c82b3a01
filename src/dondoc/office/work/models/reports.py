"""What units report of a task, and what they show for it."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.registry.models import Document, StoredFile
from dondoc.office.work.models.criteria import Criterion
from dondoc.office.work.models.tasks import Task


class ProgressReport(models.Model):
    """A report on a task, as it was sent: it is answered, never changed."""

    class State(models.TextChoices):
        SENT = "sent", _("Chờ xem xét")
        RETURNED = "returned", _("Trả lại làm tiếp")
        ACCEPTED = "accepted", _("Đã chấp nhận")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    """The unit that reports."""
    words = models.TextField(_("Đã làm được gì"))
    percent = models.PositiveSmallIntegerField(_("Ước phần việc đã xong (%)"), null=True, blank=True, validators=[MaxValueValidator(100)])
    """For information: nothing is worked out from it."""
    is_final = models.BooleanField(_("Đã làm xong, đề nghị xác nhận"), default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", decided_at=None) | (~models.Q(state="sent") & models.Q(decided_at__isnull=False)),
                name="a_decided_report_says_when",
            ),
            models.CheckConstraint(condition=models.Q(percent=None) | models.Q(percent__lte=100), name="a_report_has_no_more_than_all"),
        ]

    def __str__(self) -> str:
        return _("Báo cáo %(number)s") % {"number": self.pk}  # never the words: this goes into the journal


class Evidence(models.Model):
    """A file or a registered document that shows something; for a criterion, where it is shown for one."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="evidence")
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.SET_NULL, related_name="shown")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    """Empty for a document, and where the file was taken off the system (a secret one)."""
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    """The file's name as it was sent, or the document's."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=models.Q(file=None) | models.Q(document=None), name="evidence_is_one_thing")]

    def __str__(self) -> str:
        return self.name
