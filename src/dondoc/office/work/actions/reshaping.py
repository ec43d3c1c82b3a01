"""Changing which words of the source are an item: split, merge, add."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.work import spans as places
from dondoc.office.work.actions.draft import EDIT, about_views, draft_of, item_now, refuse_text_only, save
from dondoc.office.work.criteria import suggested
from dondoc.office.work.drafting import citations_within, deadline_values, findings_within, is_text_only
from dondoc.office.work.models import DEADLINE_FIELDS, BodyRole, Plan, PlanItem, PlanItemBody
from dondoc.office.work.settled import MERGED_DEADLINES, without
from dondoc.office.work.wording import deadline_words
from dondoc.reading.findings import is_about_persons_views

Decision, Part = PlanItem.Decision, PlanItem.Part


def _renumber(plan: Plan, *shown: PlanItem) -> None:
    """Number the items as they come in the text; `shown` are told their numbers."""
    items = sorted(plan.items.all(), key=lambda item: (item.spans[0] if item.spans else [1 << 40], item.pk))
    for order, item in enumerate(items, 1):
        item.order = order
    PlanItem.objects.bulk_update(items, ["order"], batch_size=200)
    orders = {item.pk: item.order for item in items}
    for item in shown:
        item.order = orders[item.pk]


def _take_place(item: PlanItem, spans: list[list[int]]) -> None:
    """Give the item `spans`, and of the reading what lies there."""
    document = item.plan.document
    item.spans, item.quote = spans, places.quote(document.source_text, spans)
    item.citations = citations_within(document.reading or {}, spans)
    item.mark_corrected(Part.SPANS)


def _copy_bodies(source: PlanItem, target: PlanItem) -> None:
    rows = list(source.bodies.all())
    for row in rows:
        row.pk, row.item, row._state.adding = None, target, True
    PlanItemBody.objects.bulk_create(rows)


def _clear_deadline(item: PlanItem) -> None:
    for name, value in deadline_values(None).items():
        setattr(item, name, value)


@transaction.atomic
def split_item(actor: Person, item: PlanItem, at: int, *, version: int) -> tuple[PlanItem, PlanItem]:
    """Make two items of one: the words before offset `at` of the source, and those from it on.

    Both keep the bodies. A deadline read inside one half stays with that half; one read elsewhere (an introducing line) holds for both.
    """
    require(actor, EDIT)
    first = item_now(item, version)
    refuse_text_only(first)
    text = first.plan.document.source_text
    halves = [[span for start, end in half if (span := places.trimmed(text, start, end))] for half in places.cut(first.spans, at)]
    if not all(halves):
        raise NotNow(_("Chỗ tách phải nằm giữa đoạn. Hãy chọn một chỗ khác."))
    before, after = halves
    second = PlanItem.objects.get(pk=first.pk)
    second.pk, second._state.adding = None, True
    second.plan = first.plan
    first.action, second.action = _split_action(first, *(places.one_line(places.quote(text, half)) for half in halves))
    for half, spans, other in ((first, before, after), (second, after, before)):
        _take_place(half, spans)
        half.mark_corrected(Part.ACTION)
        if not half.is_corrected(Part.CRITERIA):
            half.criteria = suggested(half.action, half.product, half.due)
        if half.deadline_span and not places.overlap(spans, [half.deadline_span]) and places.overlap(other, [half.deadline_span]):
            _clear_deadline(half)
            half.mark_corrected(Part.DEADLINE)
        half.decision = Decision.PROPOSED
        save(half, actor)
    _copy_bodies(first, second)
    _renumber(first.plan, first, second)
    record(actor, "work.split_item", first, plan=first.plan_id, at=at, into=second.pk)
    return first, second


def _split_action(item: PlanItem, before: str, after: str) -> tuple[str, str]:
    """The action of either half. Words a person put in the place of the text's are not thrown away: they stay with the first half."""
    start = item.action.find(after)
    if start > 0:
        return item.action[:start].strip(), after
    return (item.action if item.is_corrected(Part.ACTION) else before), after


@transaction.atomic
def merge_items(actor: Person, item: PlanItem, other: PlanItem, *, version: int, other_version: int) -> PlanItem:
    """Make one item of two: words, bodies, criteria and citations of both; the first deadline, report duty and product there are.

    If there were two deadlines, a finding says which was kept until a person has looked. Neither item may have changed since it was shown.
    """
    require(actor, EDIT)
    first = item_now(item, version)
    second = PlanItem.objects.get(pk=other.pk)
    if second.version != other_version:
        raise Stale(second)
    if second.plan_id != first.plan_id or second.pk == first.pk:
        raise NotNow(_("Chỉ gộp được hai mục khác nhau của cùng một kế hoạch."))
    refuse_text_only(first)
    refuse_text_only(second)
    if second.spans and first.spans and second.spans < first.spans:
        head, tail = second, first
    else:
        head, tail = first, second
    action = f"{head.action.rstrip(' .;')}; {tail.action}"
    timed, untimed = (head, tail) if head.deadline_kind or head.due else (tail, head)
    left_out = _left_out(timed, untimed)
    first.criteria = [*head.criteria, *(one for one in tail.criteria if one not in head.criteria)]
    deadline = {name: getattr(timed, name) for name in (*DEADLINE_FIELDS, "deadline_span")}  # before anything is set: first is one of them
    for name, value in deadline.items():
        setattr(first, name, value)
    first.report_unit_id = head.report_unit_id if head.report_to else tail.report_unit_id
    first.report_to = head.report_to or tail.report_to
    first.product = "; ".join(dict.fromkeys(product for product in (head.product, tail.product) if product))[:1000]
    _take_place(first, places.joined(head.spans, tail.spans))
    first.action = action
    first.findings = [*first.findings, *(finding for finding in second.findings if finding not in first.findings)]
    first.findings = [*without(first.findings, MERGED_DEADLINES), *left_out]
    first.decision = Decision.PROPOSED
    _merge_bodies(first, head, tail)
    first.mark_corrected(*Part)
    save(first, actor)
    absorbed = second.pk
    second.delete()
    _renumber(first.plan, first)
    record(actor, "work.merge_items", first, plan=first.plan_id, absorbed=absorbed)
    return first


def _left_out(kept: PlanItem, other: PlanItem) -> list[dict[str, Any]]:
    """A finding that says that of two deadlines `kept`'s stays; none if there are not two."""
    if not (other.deadline_kind or other.due) or (kept.due, kept.deadline_text) == (other.due, other.deadline_text):
        return []
    values = {"kept": deadline_words(kept), "other": deadline_words(other)}
    message = {
        "vi": "Hai mục có hai thời hạn: đã giữ «{kept}», bỏ «{other}». Hãy sửa nếu cần.".format(**values),
        "en": "The two items had two deadlines: “{kept}” was kept, “{other}” left out. Change it if need be.".format(**values),
    }
    where = {"start": kept.spans[0][0] if kept.spans else 0, "end": kept.spans[-1][1] if kept.spans else 0}
    return [{**where, "code": MERGED_DEADLINES, "severity": "warning", "task": None, "values": values, "message": message, "rule": "merge"}]


def _merge_bodies(target: PlanItem, head: PlanItem, tail: PlanItem) -> None:
    rows: list[PlanItemBody] = []
    seen: set[object] = set()
    for row in sorted([*head.bodies.all(), *tail.bodies.all()], key=lambda row: row.role != BodyRole.LEAD):
        meant = row.unit_id or row.suggested_unit_id or row.words.casefold()
        if meant not in seen:
            seen.add(meant)
            row.pk, row.item, row.order, row._state.adding = None, target, len(rows), True
            rows.append(row)
    target.bodies.all().delete()
    PlanItemBody.objects.bulk_create(rows)


@transaction.atomic
def remove_item(actor: Person, item: PlanItem, *, version: int) -> Plan:
    """Take a passage a person had added out of the draft again, once it is shown to be about persons' views: it can become nothing else."""
    require(actor, EDIT)
    item = item_now(item, version)
    if not (item.text_only and item.origin == PlanItem.Origin.PERSON):
        raise NotNow(_("Chỉ gỡ được đoạn do người thêm và chỉ để hiển thị. Mục khác thì hãy loại."))
    plan = item.plan
    record(actor, "work.remove_item", item, plan=plan.pk)
    item.delete()
    _renumber(plan)
    return plan


@transaction.atomic
def add_item(actor: Person, plan: Plan, start: int, end: int) -> PlanItem:
    """Propose the words from `start` to `end` of the source as a task of the person's own."""
    require(actor, EDIT)
    plan = draft_of(plan.pk)
    document = plan.document
    span = places.trimmed(document.source_text, start, end)
    if span is None:
        raise NotNow(_("Chưa chọn đoạn nào. Hãy bôi đen một đoạn của văn bản hoặc chọn một đoạn trong danh sách."))
    findings = findings_within(document.reading or {}, [span])
    item = PlanItem(plan=plan, order=0, origin=PlanItem.Origin.PERSON, rule="person", findings=findings)
    _take_place(item, [span])
    item.action = places.one_line(item.quote)
    item.criteria = suggested(item.action)
    if is_text_only(findings) or is_about_persons_views(item.action):
        raise NotNow(about_views())
    save(item, actor)
    _renumber(plan, item)
    record(actor, "work.add_item", item, plan=plan.pk, start=span[0], end=span[1])
    return item
