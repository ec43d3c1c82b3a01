"""Another deadline, another lead: one task or many, with a preview, a reason, and the chain kept."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.work.actions.tasks import Change, change_tasks, move_task, outcome
from dondoc.office.work.models import Task

pytestmark = pytest.mark.django_db
NEW = date(2026, 6, 15)


def chosen(tasks):
    return [(task.pk, task.version) for task in tasks]


def test_the_chain_of_deadlines_is_kept_with_reason_and_person(tasks, coordinator):
    change_tasks(coordinator, chosen(tasks[:1]), Change("Chờ ý kiến cấp trên", due=NEW))
    task = Task.objects.get(pk=tasks[0].pk)
    links = [(link.due, link.reason, link.set_by) for link in task.deadlines.all()]
    assert task.due == NEW
    assert links == [(date(2026, 4, 30), "", coordinator), (NEW, "Chờ ý kiến cấp trên", coordinator)]


def test_a_new_day_is_no_longer_the_texts_before(tasks, coordinator):
    change_tasks(coordinator, chosen(tasks[:1]), Change("Gia hạn", due=NEW))
    assert not Task.objects.get(pk=tasks[0].pk).strict_before


def test_another_lead_takes_the_place_of_the_old_one(tasks, coordinator, office):
    change_tasks(coordinator, chosen(tasks[:1]), Change("Điều chuyển", lead=office.units["home"]))
    assert [(part.unit, part.role) for part in tasks[0].task_units.all()] == [(office.units["home"], "lead")]


def test_many_are_changed_together_and_each_has_its_line_in_the_journal(tasks, coordinator):
    change_tasks(coordinator, chosen(tasks), Change("Gia hạn chung", due=NEW))
    assert set(Task.objects.values_list("due", flat=True)) == {NEW}
    assert [history_of(task)[0].verb for task in tasks] == ["work.change_task"] * 2


def test_the_preview_says_what_would_change_and_writes_nothing(tasks, coordinator, office):
    task = Task.objects.prefetch_related("task_units__unit").get(pk=tasks[0].pk)
    result = outcome(task, Change("", due=NEW))
    assert (result.due, result.leads, result.changes) == ((date(2026, 4, 30), NEW), ([office.units["finance"]],) * 2, True)
    assert Task.objects.get(pk=task.pk).due == date(2026, 4, 30)


def test_one_that_was_changed_meanwhile_stops_all(tasks, coordinator):
    stale = chosen(tasks)
    change_tasks(coordinator, stale[1:], Change("Trước", due=date(2026, 5, 5)))
    with pytest.raises(Stale):
        change_tasks(coordinator, stale, Change("Sau", due=NEW))
    assert Task.objects.get(pk=tasks[0].pk).due == date(2026, 4, 30)


def test_a_closed_task_is_left_alone_and_the_outcome_says_so(tasks, coordinator):
    Task.objects.filter(pk=tasks[0].pk).update(state="withdrawn")
    [result, _other] = sorted(change_tasks(coordinator, chosen(tasks), Change("Gia hạn", due=NEW)), key=lambda result: result.task.pk)
    assert (result.refusal, result.changes) == ("Nhiệm vụ đã kết thúc.", False)
    assert Task.objects.get(pk=tasks[0].pk).due == date(2026, 4, 30)


@pytest.mark.parametrize(("change", "message"), [(Change(" ", due=NEW), "lý do"), (Change("Có lý do"), "Chưa có gì để thay đổi")])
def test_a_change_needs_a_reason_and_something_to_change(tasks, coordinator, change, message):
    with pytest.raises(NotNow, match=message):
        change_tasks(coordinator, chosen(tasks), change)


@pytest.mark.parametrize("role", ["clerk", "unit_officer", "reader", "administrator"])
def test_without_the_right_nothing_is_changed(tasks, office, role):
    with pytest.raises(PermissionDenied):
        change_tasks(office.person(role), chosen(tasks), Change("x", due=NEW))
    assert Task.objects.filter(due=NEW).count() == 0


def test_no_reason_takes_words_about_persons_views(tasks, coordinator):
    words = "Nắm tình hình tư tưởng của cán bộ trước"
    with pytest.raises(NotNow, match="lời nói của cá nhân"):
        change_tasks(coordinator, chosen(tasks[:1]), Change(words, due=NEW))
    with pytest.raises(NotNow, match="lời nói của cá nhân"):
        move_task(coordinator, tasks[0], "withdraw", version=1, reason=words, today=NEW)
    task = Task.objects.get(pk=tasks[0].pk)
    assert (task.version, task.deadlines.count(), history_of(task).filter(detail__icontains="tư tưởng").count()) == (1, 1, 0)
