"""Plans: the tasks a document asks for, proposed and then confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.registry.models import Document
from dondoc.office.work.models.deadline import DeadlineFields

Spans = list[list[int]]
"""Places in :attr:`Document.source_text` as ``[start, end]``, in code points, in reading order. Several after a merge."""


class BodyRole(models.TextChoices):
    LEAD = "lead", _("Chủ trì")
    COORDINATING = "coordinating", _("Phối hợp")


class Plan(models.Model):
    """The tasks of one document, a draft until a person confirms it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        CONFIRMED = "confirmed", _("Đã xác nhận")
        SUPERSEDED = "superseded", _("Đã thay thế")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-state", "-made_at", "-id"], name="plan_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["document"], condition=~models.Q(state="superseded"), name="one_current_plan_a_document"),
            models.CheckConstraint(
                condition=models.Q(state="draft", confirmed_at=None) | (~models.Q(state="draft") & models.Q(confirmed_at__isnull=False)),
                name="a_plan_past_draft_says_when_it_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return _("Kế hoạch %(number)s") % {"number": self.pk}

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class PlanItem(DeadlineFields):
    """A proposed task. `corrected` names the parts a person has set, which a re-reading then leaves alone."""

    class Decision(models.TextChoices):
        PROPOSED = "proposed", _("Đề xuất")
        ACCEPTED = "accepted", _("Đã nhận")
        REJECTED = "rejected", _("Đã loại")

    class Origin(models.TextChoices):
        READER = "reader", _("Máy đọc")
        PERSON = "person", _("Người thêm")

    class Part(models.TextChoices):
        """What can be corrected, one at a time."""

        SPANS = "spans", _("đoạn nguồn")
        ACTION = "action", _("nội dung")
        BODIES = "bodies", _("đơn vị")
        DEADLINE = "deadline", _("thời hạn")
        REPORT = "report", _("nơi nhận báo cáo")
        PRODUCT = "product", _("sản phẩm")
        CRITERIA = "criteria", _("tiêu chí")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.PROPOSED)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.READER)
    spans = models.JSONField(default=list)
    quote = models.TextField(blank=True)
    """The source words of `spans`, kept so that the item finds its place again when the text is read anew."""
    action = models.TextField(_("Nội dung"))
    deadline_span = models.JSONField(null=True, blank=True)
    report_to = models.CharField(_("Báo cáo về"), max_length=500, blank=True)
    report_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    product = models.CharField(_("Sản phẩm"), max_length=1000, blank=True)
    criteria = models.JSONField(default=list)
    """How one will know that it is done: :class:`dondoc.office.work.criteria.CriterionInput` by its fields."""
    each_unit = models.BooleanField(default=False)
    """Confirming makes a task of its own for every lead unit (a class such as «các sở, ngành») instead of one they share."""
    citations = models.JSONField(default=list)
    """Copies of what the passage cites, each as in the reading, with its ``index`` there."""
    findings = models.JSONField(default=list)
    """Copies of the reading's findings about this item: ``code``, ``severity``, ``message`` by language."""
    rule = models.CharField(max_length=100, blank=True)
    corrected = models.JSONField(default=list)
    text_only = models.BooleanField(default=False)
    """The passage is about persons' views: shown as text, never a task."""
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text_only=True, decision="accepted"), name="text_only_is_never_accepted"),
        ]

    def __str__(self) -> str:
        # As the desk numbers it, and never its words: this goes into the journal.
        values = {"number": self.order, "document": self.plan.document.number}
        return (_("Mục %(number)s (%(document)s)") if values["document"] else _("Mục %(number)s")) % values

    def is_corrected(self, part: Part) -> bool:
        return part.value in self.corrected

    def mark_corrected(self, *parts: Part) -> None:
        self.corrected = sorted({*self.corrected, *(part.value for part in parts)})

    @property
    def is_reshaped(self) -> bool:
        """Whether a person made it, split it or merged it: its place in the text is the person's word."""
        return self.origin == self.Origin.PERSON or self.is_corrected(self.Part.SPANS)


class PlanItemBody(models.Model):
    """A body named in an item, and the unit of the directory it is."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="bodies")
    role = models.CharField(max_length=12, choices=BodyRole.choices)
    order = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=500)
    span = models.JSONField(null=True, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    suggested_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    suggested_class = models.JSONField(default=list)
    """Unit ids, where the words name a class («các sở, ban, ngành») for a person to choose from."""
    suggestion_rule = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-role", "order", "pk"]

    def __str__(self) -> str:
        return self.words
