"""What every deed on a draft plan asks first, and when an item is ready."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.deeds import NotNow, Stale
from dondoc.office.directory.models import Person
from dondoc.office.work.bodies import SURE
from dondoc.office.work.models import BodyRole, Plan, PlanItem
from dondoc.office.work.settled import open_findings
from dondoc.office.work.timeclass import ENDLESS_KINDS

EDIT, CONFIRM = "work.edit_plan", "work.confirm_plan"


def draft_of(plan_id: int) -> Plan:
    """The plan, locked. Everything below it is changed only while this lock is held."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    if not plan.is_draft:
        raise NotNow(_("Kế hoạch đã được xác nhận nên không sửa được nữa. Hãy sửa từng nhiệm vụ."))
    return plan


def item_now(item: PlanItem, version: int) -> PlanItem:
    """The item as it is now, its plan locked and in draft, and nobody having changed it since `version`."""
    draft_of(item.plan_id)
    now = PlanItem.objects.select_related("plan__document").get(pk=item.pk)
    if now.version != version:
        raise Stale(now)
    return now


def about_views() -> str:
    """Why a passage about persons' views is refused."""
    return _("Đoạn này nói về quan điểm, tư tưởng của cá nhân nên chỉ hiển thị, không lập thành nhiệm vụ.")


def refuse_text_only(item: PlanItem) -> None:
    """Stop any deed on a passage that is text only."""
    if item.text_only:
        raise NotNow(about_views())


def save(item: PlanItem, actor: Person) -> None:
    """Save the item as changed by `actor`: forms drawn before are stale from now on."""
    item.version += 1
    item.changed_by, item.changed_at = actor, timezone.now()
    item.save()


def has_lead(item: PlanItem) -> bool:
    """Whether a unit is chosen as lead."""
    return any(body.role == BodyRole.LEAD and body.unit_id for body in item.bodies.all())


def can_be_accepted(item: PlanItem) -> bool:
    """Whether each lead named has a unit, chosen or suggested, and there is at least one."""
    leads = [body for body in item.bodies.all() if body.role == BodyRole.LEAD]
    return not item.text_only and bool(leads) and all(body.unit_id or body.suggested_unit_id for body in leads)


def is_complete(item: PlanItem) -> bool:
    """Whether who, what and by when are all clear without a second look: such items may be accepted together."""
    sure = all(body.unit_id or (body.suggested_unit_id and body.suggestion_rule in SURE) for body in item.bodies.all())
    timed = (item.due is not None and not item.fuzzy) or item.deadline_kind in ENDLESS_KINDS
    worrying = any(finding["severity"] == "error" for finding in open_findings(item))
    return can_be_accepted(item) and sure and timed and not worrying and item.decision == PlanItem.Decision.PROPOSED
