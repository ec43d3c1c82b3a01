"""Links between documents, and between a local task and the passage of an upper document it takes up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.office.registry.models import Document
from dondoc.office.work.models import PlanItem, Task


class Relation(models.TextChoices):
    """What a document does with another: the relations of the reader, and the bare mention."""

    IMPLEMENTS = "implements", _("thực hiện")
    BASIS = "basis", _("căn cứ")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    REPLACES = "replaces", _("thay thế")
    REPEALS = "repeals", _("bãi bỏ")
    CORRECTS = "corrects", _("đính chính")
    REPLIES_TO = "replies-to", _("trả lời")
    ATTACHED_TO = "attached-to", _("kèm theo")
    FORWARDS = "forwards", _("sao gửi")
    AMENDED_BY = "amended-by", _("được sửa đổi bởi")
    PROPOSED_BY = "proposed-by", _("theo đề nghị tại")
    CITES = "cites", _("viện dẫn")


STRENGTH = {relation.value: place for place, relation in enumerate(Relation)}
"""Of several mentions of one document, the relation that stands first here is kept."""
HANDS_DOWN = (Relation.IMPLEMENTS, Relation.BASIS, Relation.REPLIES_TO, Relation.ATTACHED_TO)
"""Relations by which orders come down from one document to another: the lines of the picture."""
CHANGES = (Relation.AMENDS, Relation.REPLACES, Relation.REPEALS, Relation.CORRECTS)
"""Relations that change what an earlier document says."""


class DocumentLink(models.Model):
    """One document speaks of another: `document` (registered here) of `cited`, which may be registered or known by its number alone."""

    class Origin(models.TextChoices):
        READER = "reader", _("Máy đọc")
        PERSON = "person", _("Người ghi")

    class Decision(models.TextChoices):
        PROPOSED = "proposed", _("Đề xuất")
        CONFIRMED = "confirmed", _("Đã xác nhận")
        REJECTED = "rejected", _("Đã bác")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="links")
    relation = models.CharField(_("Quan hệ"), max_length=12, choices=Relation.choices)
    cited = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="linked_from")
    cited_key = models.CharField(max_length=100)
    """:func:`~dondoc.office.lineage.linking.key_of` the number cited."""
    cited_words = models.CharField(_("Văn bản được nhắc đến"), max_length=300)
    cited_date = models.DateField(null=True, blank=True)
    span = models.JSONField(null=True, blank=True)
    """Where the mention that gave the relation stands, as ``[start, end]`` in :attr:`Document.source_text`."""
    origin = models.CharField(max_length=10, choices=Origin.choices)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "pk"]
        verbose_name = _("Quan hệ giữa hai văn bản")
        constraints = [
            models.UniqueConstraint(fields=["document", "cited_key"], name="link_once_a_pair"),
            models.CheckConstraint(condition=~Q(cited=F("document")), name="link_is_between_two"),
            models.CheckConstraint(
                condition=Q(decision="proposed") | Q(decided_by__isnull=False, decided_at__isnull=False), name="link_decision_says_who"
            ),
        ]
        indexes = [
            models.Index(fields=["cited_key"], name="link_by_key"),
            models.Index(fields=["cited", "relation"], name="link_by_cited"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_relation_display()} {self.cited or self.cited_words}"


class TaskSource(models.Model):
    """A local task takes up a passage of an upper document: said by a person."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="sources")
    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="taken_up_by")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Nguồn của nhiệm vụ")
        constraints = [models.UniqueConstraint(fields=["task", "item"], name="task_takes_up_a_passage_once")]

    def __str__(self) -> str:
        return f"{self.task} ← {self.item}"
