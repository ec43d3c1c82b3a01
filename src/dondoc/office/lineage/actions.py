"""What people do with lineage. Each action asks for the right, does its work in one transaction and writes the journal."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.lineage.linking import key_of, registered
from dondoc.office.lineage.models import DocumentLink, Relation, TaskSource
from dondoc.office.registry.models import Document
from dondoc.office.work.models import PlanItem, Task

LINK, TRACE = "lineage.link", "lineage.trace"


@transaction.atomic
def link(document: Document, *, number: str, relation: str, by: Person) -> DocumentLink:
    """Say that `document` stands in `relation` to the one numbered `number`, registered here or not."""
    require(by, LINK)
    key = key_of(number)
    if not key:
        raise NotNow(_("Hãy ghi số, ký hiệu của văn bản kia."))
    if relation not in Relation.values:
        raise NotNow(_("Hãy chọn quan hệ giữa hai văn bản."))
    if key == key_of(document.number):
        raise NotNow(_("Đây là số của chính văn bản này. Hãy ghi số của văn bản kia."))
    cited = registered({key: None}).get(key)
    said = {"relation": relation, "origin": "person", "decision": "confirmed", "decided_by": by, "decided_at": timezone.now()}
    row, _made = DocumentLink.objects.update_or_create(
        document=document,
        cited_key=key,
        defaults={**said, "cited": cited},
        create_defaults={**said, "cited": cited, "cited_words": number.strip()[:300]},
    )
    record(by, "lineage.linked", document, cited=row.cited_words, relation=relation)
    return row


@transaction.atomic
def decide(row: DocumentLink, *, confirm: bool, by: Person) -> DocumentLink:
    """Confirm a proposed link, or reject it; either can be taken back by the other."""
    require(by, LINK)
    row = DocumentLink.objects.select_for_update(of=("self",)).select_related("document__file").get(pk=row.pk)
    decision = DocumentLink.Decision.CONFIRMED if confirm else DocumentLink.Decision.REJECTED
    if row.decision == decision:
        return row
    row.decision, row.decided_by, row.decided_at = decision, by, timezone.now()
    row.save(update_fields=["decision", "decided_by", "decided_at"])
    record(by, f"lineage.{decision}", row.document, cited=row.cited_words, relation=row.relation)
    return row


@transaction.atomic
def take_up(task: Task, item: PlanItem, *, by: Person) -> TaskSource:
    """Say that a local task takes up a passage of another document's plan."""
    require(by, TRACE)
    if task.item_id == item.pk:
        raise NotNow(_("Nhiệm vụ này được giao từ chính đoạn đó."))
    if item.text_only:
        raise NotNow(_("Đoạn này nói về quan điểm, tư tưởng của cá nhân nên chỉ hiển thị, không lập thành nhiệm vụ."))
    source, is_new = TaskSource.objects.get_or_create(task=task, item=item, defaults={"made_by": by})
    if is_new:
        record(by, "lineage.took-up", task, item=item.pk, document=item.plan.document_id)
    return source


@transaction.atomic
def let_go(source: TaskSource, *, by: Person) -> None:
    """The task does not take up that passage after all."""
    require(by, TRACE)
    record(by, "lineage.let-go", source.task, item=source.item_id, document=source.item.plan.document_id)
    source.delete()
