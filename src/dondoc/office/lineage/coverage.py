"""What of an upper document local tasks take up, passage by passage; and tasks that say no source."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Length

from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.folding import sought
from dondoc.office.lineage.models import HANDS_DOWN, DocumentLink, TaskSource
from dondoc.office.registry.models import Document
from dondoc.office.work.models import PlanItem, Task
from dondoc.office.work.states import State

VIEW = "lineage.view_coverage"


@dataclass(frozen=True, slots=True)
class Covered:
    """A passage that asks for something, and who takes it up here."""

    item: PlanItem
    tasks: list[Task]
    """Given out from the passage itself."""
    sources: list[TaskSource]
    """Other tasks that a person said take it up."""

    @property
    def is_covered(self) -> bool:
        return any(task.state != State.WITHDRAWN for task in (*self.tasks, *(source.task for source in self.sources)))


def coverage(person: Person, document: Document) -> list[Covered]:
    """Each passage of `document` that asks for something, in order. Three queries."""
    require(person, VIEW)
    sources = TaskSource.objects.select_related("task__document__file", "item__plan").defer(
        "task__document__reading", "task__document__source_text"
    )
    items = PlanItem.objects.filter(plan__document=document, text_only=False).exclude(plan__state="superseded")
    joined = items.select_related("plan").prefetch_related("tasks", Prefetch("taken_up_by", sources))
    return [Covered(item, list(item.tasks.all()), list(item.taken_up_by.all())) for item in joined]


def without_source(person: Person) -> QuerySet[Task]:
    """Tasks a person made up: from no passage of a document, and not said to take one up."""
    require(person, VIEW)
    said = TaskSource.objects.filter(task=OuterRef("pk"))
    tasks = Task.objects.filter(item__origin=PlanItem.Origin.PERSON, quote="").exclude(state=State.WITHDRAWN)
    return tasks.filter(~Exists(said)).select_related("document__file").defer("document__reading", "document__source_text").order_by("-pk")


def candidates(person: Person, document: Document, words: str) -> list[Task]:
    """Tasks that could take up a passage of `document`: of documents that implement it first, then any, by the words sought. At most 20."""
    require(person, VIEW)
    found = Task.objects.exclude(document=document).exclude(state=State.WITHDRAWN)
    for word in sought(words):
        found = found.filter(folded__contains=word)
    lower = DocumentLink.objects.filter(cited=document, relation__in=HANDS_DOWN, document=OuterRef("document"))
    ranked = found.annotate(is_lower=Exists(lower.exclude(decision="rejected")), length=Length("action"))
    rows = ranked.select_related("document__file").defer("document__reading", "document__source_text")
    return list(rows.order_by("-is_lower", "length", "-pk")[:20])
