"""Tasks: confirmed work, who does it, and the deadlines it ever had."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.folding import searchable
from dondoc.office.registry.models import Document
from dondoc.office.work.models.deadline import DeadlineFields
from dondoc.office.work.models.plans import BodyRole, PlanItem
from dondoc.office.work.states import State
from dondoc.office.work.timeclass import Standing, TaskQuerySet, standing_field


class Task(DeadlineFields):
    """A confirmed piece of work of one or more units."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="tasks")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    """The task of which this is a part that was handed on."""
    handed_by = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    """The unit that handed this part of its own task on. Where that unit's task is counted, this is not (docs/office/cascade.md)."""
    series = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="periods")
    """The recurring task of which this is the work of one period."""
    period = models.CharField(_("Kỳ"), max_length=10, blank=True)
    """Label of the period: ``2026-Q1``."""
    review_on = models.DateField(_("Ngày xem lại"), null=True, blank=True)
    """When work without a deadline is looked at again, as a person set it."""
    action = models.TextField(_("Nội dung"))
    folded = models.TextField(editable=False)
    """What the list's search looks in: :func:`~dondoc.office.folding.searchable` of the action, the product and the document's number."""
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
    standing = standing_field()
    """A :class:`~dondoc.office.work.timeclass.Standing`."""
    units: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, through="TaskUnit", through_fields=("task", "unit"), related_name="+"
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["standing", "due", "document", "id", "handed_by"], name="task_by_standing"),
            models.Index(fields=["standing", "-due", "-id", "handed_by"], name="task_by_standing_latest"),
            models.Index(fields=["state", "standing", "due", "id", "handed_by"], name="task_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", completed_on__isnull=False) | (~models.Q(state="done") & models.Q(completed_on=None)),
                name="done_has_a_day",
            ),
            models.UniqueConstraint(fields=["series", "period"], name="a_period_is_opened_once"),
            models.CheckConstraint(
                condition=models.Q(series=None, period="") | ~models.Q(series=None) & ~models.Q(period=""), name="a_period_is_of_a_series"
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

    # Copies of the task's columns, so that a unit's tasks are listed and counted from an index. The database keeps them: see upkeep.py.
    state = models.CharField(max_length=12, default=State.NEW, editable=False)
    standing = models.SmallIntegerField(default=Standing.UNDETERMINED, editable=False)
    due = models.DateField(null=True, editable=False)
    document = models.ForeignKey(
        Document, null=True, editable=False, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )

    handed_by = models.ForeignKey(
        Unit, null=True, editable=False, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        ordering = ["-role", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="a_unit_has_one_part_in_a_task")]
        indexes = [
            models.Index(fields=["unit", "standing", "due", "document", "task", "handed_by"], name="taskunit_by_standing"),
            models.Index(fields=["unit", "role", "standing", "due", "document", "task", "handed_by"], name="taskunit_by_role"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.get_role_display()})"


class TaskDeadline(models.Model):
    """One link of a task's chain of deadlines; the last one counts."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="deadlines")
    due = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    extension = models.ForeignKey("Extension", null=True, on_delete=models.PROTECT, related_name="+")
    """The request it was granted by, if any."""
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        due: date | None = self.due
        return due.isoformat() if due else self.text


class TaskTally(models.Model):
    """How many tasks stand so with this deadline: the sum of `number` over the rows. The database keeps it: see upkeep.py.

    A change of a task adds rows (one less here, one more there) and touches none, so that people who work at once don't wait for each
    other; now and then the rows are summed up.
    """

    standing = models.SmallIntegerField()
    due = models.DateField(null=True)
    number = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.standing} {self.due}: {self.number:+}"
