"""Tasks: confirmed work, who does it, and the deadlines it ever had."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.registry.models import Document
from dondoc.office.work.models.deadline import DeadlineFields
from dondoc.office.work.models.plans import BodyRole, PlanItem
from dondoc.office.work.states import State
from dondoc.office.work.text import searchable
from dondoc.office.work.timeclass import TaskQuerySet


class Task(DeadlineFields):
    """A confirmed piece of work of one or more units."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="tasks")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    """The task of which this is a part that was handed on."""
    action = models.TextField(_("Nội dung"))
    folded = models.TextField(editable=False)
    """What the list's search looks in: :func:`~dondoc.office.work.text.searchable` of the action, the product and the document's number."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    report_to = models.CharField(max_length=500, blank=True)
    report_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    product = models.CharField(max_length=1000, blank=True)
    spans = models.JSONField(default=list)
    quote = models.TextField(blank=True)
    citations = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    is_vague = models.BooleanField(_("Chưa rõ thế nào là xong"), default=False)
    """The words give nothing to check, and nobody has set a criterion yet."""
    submitted_on = models.DateField(null=True, blank=True)
    """The day the unit said it was done."""
    completed_on = models.DateField(null=True, blank=True)
    """The day the assigning side confirmed that it was: this one counts."""
    version = models.PositiveIntegerField(default=1)
    units: models.ManyToManyField[Unit, Any] = models.ManyToManyField(Unit, through="TaskUnit", related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["state", "due"], name="task_state_due"), models.Index(fields=["due"], name="task_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", completed_on__isnull=False) | (~models.Q(state="done") & models.Q(completed_on=None)),
                name="done_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return _("Nhiệm vụ %(number)s") % {"number": self.pk}  # never the words: this goes into the journal

    def fold_words(self) -> None:
        """Make `folded` agree with the words it is made of. Call before saving a change to any of them."""
        self.folded = searchable(self.action, self.product, self.document.number or "")


class TaskUnit(models.Model):
    """A unit's part in a task."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="task_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=BodyRole.choices)

    class Meta:
        ordering = ["-role", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="a_unit_has_one_part_in_a_task")]
        indexes = [models.Index(fields=["unit", "role", "task"], name="taskunit_unit_role_task")]

    def __str__(self) -> str:
        return f"{self.unit} ({self.get_role_display()})"


class TaskDeadline(models.Model):
    """One link of a task's chain of deadlines; the last one counts."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="deadlines")
    due = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        due: date | None = self.due
        return due.isoformat() if due else self.text
