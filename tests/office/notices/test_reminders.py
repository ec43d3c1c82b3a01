"""Following up by hand: who gets what is seen before, sent once, and stays on record."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.notices.actions.reminders import plan, send, shares
from dondoc.office.notices.events import with_units
from dondoc.office.notices.models import Notice, Reminding, Sending, Telling
from dondoc.office.notices.people import Directory
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.history import told
from dondoc.office.work.models import Task
from tests.office.notices.conftest import TODAY

pytestmark = pytest.mark.django_db


def press(by, tasks, words="", once=None):
    return send(by, [(task.pk, task.version) for task in tasks], words, once=once or uuid.uuid4())


def test_one_notice_a_person_of_all_tasks_and_one_line_in_each_history(office, new_task, ward_officer):
    coordinator = office.person("coordinator")
    mine, other = [new_task(), new_task("assets"), new_task()], new_task("ward")
    press(coordinator, [*mine, other], "Báo cáo trước 16 giờ")
    assert sorted(Notice.objects.values_list("person__username", "kind", "count", "words")) == [
        ("canbo", "reminded", 3, "Báo cáo trước 16 giờ"),
        ("phuong", "reminded", 1, "Báo cáo trước 16 giờ"),
    ]
    assert Telling.objects.filter(notice=None).count() == 0
    for task, name in ((mine[0], "Trần Văn Bình"), (other, "Ngô Thị Lan")):
        [line] = told(history_of(task), UnitChoices())
        assert (line.what, line.who, line.reason) == (f"Đôn đốc. Đã báo: {name}", "Nguyễn Thu Hà", "Báo cáo trước 16 giờ")


def test_the_preview_says_which_unit_gets_what_and_writes_nothing(office, new_task, ward_officer):
    new_task()
    new_task("ward")
    new_task("ward", state="submitted")
    directory = Directory(TODAY)
    planned = plan(office.person("leader"), list(with_units(Task.objects.values_list("pk", flat=True)).order_by("pk")), directory)
    assert [(share.unit.code, [str(person) for person in share.people], len(share.tasks)) for share in shares(planned, directory)] == [
        ("TCKH", ["Trần Văn Bình"], 1),
        ("PBL", ["Ngô Thị Lan"], 1),
    ]
    assert [bool(one.refusal) for one in planned] == [False, False, True]
    assert not Sending.objects.exists()


def test_the_same_form_sent_twice_is_one_sending(office, new_task):
    once, task = uuid.uuid4(), new_task()
    for _again in range(2):
        press(office.person("leader"), [task], once=once)
    assert (Sending.objects.count(), Reminding.objects.count(), Notice.objects.count()) == (1, 1, 1)


def test_a_task_somebody_changed_meanwhile_stops_it(office, new_task):
    first, second = new_task(), new_task()
    Task.objects.filter(pk=second.pk).update(version=2)
    with pytest.raises(Stale):
        press(office.person("leader"), [first, second])
    assert not Notice.objects.exists()


def test_tasks_nobody_can_act_on_are_left_out_and_if_all_are_it_is_refused(office, new_task):
    kept, left = new_task(), new_task(state="on_hold")
    press(office.person("leader"), [kept, left])
    assert [reminding.task for reminding in Reminding.objects.all()] == [kept]
    with pytest.raises(NotNow):
        press(office.person("leader"), [left])


def test_words_about_persons_views_are_refused(office, new_task):
    with pytest.raises(NotNow, match="quan điểm"):
        press(office.person("leader"), [new_task()], "Nắm tình hình tư tưởng, phân loại ý kiến của cán bộ, đảng viên")
    assert not Notice.objects.exists()


def test_an_officer_reminds_those_the_units_own_task_was_handed_on_to_and_nobody_else(office, new_task):
    officer = office.person("unit_officer")
    parent = new_task()
    child = new_task("ward", parent=parent)
    press(officer, [child])
    assert Reminding.objects.get().task == child
    with pytest.raises(PermissionDenied):
        press(officer, [parent])
    with pytest.raises(PermissionDenied):
        press(officer, [child, new_task("ward")])


@pytest.mark.parametrize("role", ["clerk", "reader", "administrator"])
def test_who_did_not_give_the_work_out_does_not_follow_it_up(office, new_task, role):
    with pytest.raises(PermissionDenied):
        press(office.person(role), [new_task()])
