"""What happens in the rooms below is told to whom it concerns, in the same transaction, and never to whoever did it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dondoc.office.notices.models import Notice
from dondoc.office.registry.models import Register
from dondoc.office.registry.registers import actions as registers
from dondoc.office.work.actions import confirming, extensions, plans
from dondoc.office.work.actions.tasks import Change, change_tasks, move_task
from dondoc.office.work.models import Plan, Task
from tests.office.notices.conftest import TODAY

pytestmark = pytest.mark.django_db


def heard():
    return sorted(Notice.objects.values_list("person__username", "kind"))


@pytest.fixture
def confirmed(office, make_document, ward_officer):
    """The plan of the usual dispatch, confirmed by the leader: a task of the finance division (with home affairs), one of the ward."""
    document = make_document()
    leader, plan = office.person("leader"), Plan.objects.get(document=document)
    for item in plan.items.all():
        plans.accept_item(leader, item, version=item.version)
    Notice.objects.all().delete()
    confirming.confirm_plan(leader, plan)
    return document


def test_a_plan_to_confirm_is_told_to_the_coordinators_once(office, make_document):
    document = make_document()
    assert heard() == [("tonghop", "plan-waiting")]
    assert Notice.objects.get().document == document


def test_officers_get_one_notice_of_all_tasks_of_a_plan_whatever_their_part(office, confirmed):
    assert heard() == [("canbo", "assigned"), ("phuong", "assigned")]
    finance = Task.objects.get(task_units__unit=office.units["finance"])
    assert Notice.objects.get(person=office.person("unit_officer")).tasks == [finance.pk]


def test_a_task_given_to_another_lead_is_told_to_its_people(office, new_task, ward_officer):
    task = new_task()
    change_tasks(office.person("leader"), [(task.pk, 1)], Change("Đúng thẩm quyền", lead=office.units["ward"]))
    change_tasks(office.person("leader"), [(task.pk, 2)], Change("Thêm thời gian", due=TODAY))
    assert heard() == [("phuong", "assigned")]


def test_work_that_comes_back_is_told_with_the_reason(office, new_task):
    task = new_task(state="submitted")
    move_task(office.person("leader"), task, "return", version=1, reason="Thiếu biểu 2", today=TODAY)
    assert heard() == [("canbo", "returned")]
    assert Notice.objects.get().words == "Thiếu biểu 2"


def test_more_time_asked_for_is_told_to_those_who_decide_and_the_answer_to_those_who_asked(office, new_task):
    task = new_task(due=TODAY + timedelta(days=3), state="in_progress")
    asked = {"proposed": TODAY + timedelta(days=9), "reason": "Chờ số liệu", "version": 1, "today": TODAY}
    extension = extensions.ask_extension(office.person("unit_officer"), task, **asked)
    assert heard() == [("lanhdao", "extension-asked"), ("tonghop", "extension-asked")]
    Notice.objects.all().delete()
    decision = extensions.Decision(grant=False, reason="Số liệu đã có")
    extensions.decide_extension(office.person("coordinator"), extension, decision, version=2)
    assert heard() == [("canbo", "extension-refused")]


def test_a_document_given_to_a_unit_is_told_to_its_people_once(office, make_document, ward_officer):
    clerk, document = office.person("clerk"), make_document(read=False)
    register = registers.save_register(Register(name="Sổ đến", direction="incoming"), by=clerk)
    entry = registers.register_incoming(document, register, arrived_on=TODAY, by=clerk)
    shares = [registers.Share(office.units["finance"], "lead")]
    entry = registers.distribute(entry, shares, version=entry.version, by=clerk)
    registers.distribute(entry, [*shares, registers.Share(office.units["ward"], "informed")], version=entry.version, by=clerk)
    assert heard() == [("canbo", "document-given"), ("phuong", "document-given")]
    assert Notice.objects.first().document == document


def test_whoever_did_it_is_not_told(office, new_task):
    task = new_task(due=TODAY + timedelta(days=3), state="submitted")
    move_task(office.person("leader"), task, "return", version=1, reason="Thiếu biểu 2", today=TODAY)
    assert ("lanhdao", "returned") not in heard()
    assert timezone.now() - Notice.objects.get().at < timedelta(minutes=5)
