"""A draft plan to work on, made from a reading by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from dondoc.office.directory.models import Membership, Person
from dondoc.office.registry.models import Document
from dondoc.office.work.actions import confirming, plans
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.models import Plan, PlanItem, Task
from tests.office.work import readings as r

TEXT = """Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, yêu cầu:

1. Phòng Tài chính - Kế hoạch chủ trì, phối hợp với Phòng Nội vụ rà soát tài sản công; lập danh mục tài sản dôi dư trước ngày 30/4/2026.

2. UBND phường Bến Lở niêm yết công khai kết quả thường xuyên.

3. Tổ công tác liên ngành đôn đốc việc thực hiện.

4. Các phòng tăng cường nắm tình hình tư tưởng, phân loại ý kiến của cán bộ.
"""
ONE, TWO, THREE, FOUR = (line[3:] for line in TEXT.splitlines() if line[:1].isdigit())


def usual_reading() -> dict[str, Any]:
    """One item that is complete, one that needs nothing but a look, one without a unit, one that is text only."""
    return r.reading(
        r.task(
            TEXT,
            ONE,
            lead=("Phòng Tài chính - Kế hoạch",),
            coordinating=("Phòng Nội vụ",),
            deadline=r.deadline(TEXT, "trước ngày 30/4/2026", due="2026-04-30", strict_before=True),
        ),
        r.task(TEXT, TWO, lead=("UBND phường Bến Lở",), deadline=r.deadline(TEXT, "thường xuyên", kind="open")),
        r.task(TEXT, THREE, lead=("Tổ công tác liên ngành",)),
        r.task(TEXT, FOUR, lead=("Các phòng",)),
        citations=(r.citation(TEXT, "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", number="30/2020/NĐ-CP"),),
        findings=(r.finding(TEXT, FOUR, "about-persons-views", task=3), r.finding(TEXT, THREE, "no-deadline", task=2)),
    )


@pytest.fixture
def the_document(office: Any) -> Document:
    """A document that was read as :func:`usual_reading`."""
    return r.document(TEXT, usual_reading())


@pytest.fixture
def plan(the_document: Document) -> Plan:
    """Its draft plan."""
    return refresh_plan(the_document)


@pytest.fixture
def items(plan: Plan) -> list[PlanItem]:
    """Its four items, as they come in the text."""
    return list(plan.items.all())


@pytest.fixture
def coordinator(office: Any) -> Person:
    person: Person = office.person("coordinator")
    return person


@pytest.fixture
def tasks(coordinator: Person, plan: Plan, items: Sequence[PlanItem]) -> list[Task]:
    """The two tasks of the confirmed plan: one of the finance division (with the home affairs one), one of the ward."""
    plans.accept_item(coordinator, items[0], version=items[0].version)
    plans.accept_item(coordinator, items[1], version=items[1].version)
    plans.reject_item(coordinator, items[2], version=items[2].version)
    return confirming.confirm_plan(coordinator, plan)


@pytest.fixture
def many(office: Any, coordinator: Person) -> Callable[..., list[Task]]:
    """``many(1000)``: so many tasks of one confirmed plan, in all time classes; ``confirm=False`` leaves the draft."""

    def make(count: int, *, number: str = "77/KH-UBND", confirm: bool = True) -> list[Task]:
        text = "".join(f"Việc số {n}: lập báo cáo kỳ {n}.\n" for n in range(1, count + 1))
        leads = [office.units[key].name for key in ("finance", "home", "ward")]
        read, start = [], 0
        for n, line in enumerate(text.splitlines()):
            due = None if n % 5 == 4 else date(2026, 1 + n % 12, 1 + n % 28).isoformat()
            given = {"text": "x", "kind": "absolute" if due else "open", "due": due, "start": start, "end": start + 4}
            named = {"name": leads[n % 3], "start": start, "end": start + 4}
            read.append(
                {
                    "start": start,
                    "end": start + len(line),
                    "action": line,
                    "rule": "t",
                    "citations": [],
                    "deadline": given,
                    "bodies": {"lead": [named]},
                }
            )
            start += len(line) + 1
        document = r.document(text, r.reading(*read), number=number)
        draft = refresh_plan(document)
        if not confirm:
            return []
        draft.items.update(decision="accepted")
        plans_bodies = [body for item in draft.items.prefetch_related("bodies") for body in item.bodies.all()]
        for body in plans_bodies:
            body.unit_id = body.suggested_unit_id
        type(plans_bodies[0]).objects.bulk_update(plans_bodies, ["unit"], batch_size=500)
        return confirming.confirm_plan(coordinator, draft)

    return make


@pytest.fixture
def stranger(db: None) -> Person:
    """Somebody who can sign in and holds no role."""
    return Person.objects.create(username="khach", full_name="Hoàng Văn Khách")


@pytest.fixture
def other_officer(office: Any) -> Person:
    """The officer of the ward: the finance division's tasks are none of theirs."""
    person = Person.objects.create(username="phuong", full_name="Ngô Thị Lan")
    Membership.objects.create(person=person, unit=office.units["ward"], role="unit_officer")
    return person


@pytest.fixture
def today() -> date:
    return timezone.localdate()
