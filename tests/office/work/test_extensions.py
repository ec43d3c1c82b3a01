"""More time: asked, granted, refused; the chain of deadlines tells it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.deeds import NotNow
from dondoc.office.work.actions.calendar import set_rule
from dondoc.office.work.actions.extensions import Decision, ask_extension, decide_extension
from dondoc.office.work.explaining import deadline_story
from dondoc.office.work.models import Extension, Task, working_days

pytestmark = pytest.mark.django_db
DUE, LATER = date(2026, 4, 30), date(2026, 5, 20)
BEFORE, AFTER = date(2026, 4, 1), date(2026, 5, 4)


def fresh(task: Task) -> Task:
    return Task.objects.prefetch_related("task_units__unit", "deadlines").get(pk=task.pk)


@pytest.fixture
def officer(office):
    return office.person("unit_officer")


def ask(person, task, proposed=LATER, *, today=BEFORE, reason="Chờ số liệu của phường"):
    task = fresh(task)
    return ask_extension(person, task, proposed=proposed, reason=reason, number="15/TCKH", version=task.version, today=today)


def decide(person, extension, grant, **values):
    return decide_extension(person, extension, Decision(grant, **values), version=fresh(extension.task).version)


def test_the_old_deadline_holds_until_it_is_decided(tasks, officer, office):
    extension = ask(officer, tasks[0])
    assert (extension.state, extension.unit, extension.number, fresh(tasks[0]).due) == ("asked", office.units["finance"], "15/TCKH", DUE)


def test_granting_adds_a_link_to_the_chain_that_knows_the_request(tasks, officer, coordinator):
    extension = decide(coordinator, ask(officer, tasks[0]), True)
    task = fresh(tasks[0])
    assert (extension.granted, task.due) == (LATER, LATER)
    first, last = task.deadlines.all()
    assert (first.due, last.due, last.extension, last.reason) == (DUE, LATER, extension, "Chờ số liệu của phường")
    [line] = [line for line in deadline_story(task, working_days(), BEFORE) if line.url == f"#extension-{extension.pk}"]
    assert "20/05/2026" in line.words


def test_a_refusal_leaves_the_old_day_and_needs_a_reason(tasks, officer, coordinator):
    extension = ask(officer, tasks[0])
    with pytest.raises(NotNow, match="lý do"):
        decide(coordinator, extension, False)
    extension = decide(coordinator, extension, False, reason="Phải báo cáo trong tháng 4")
    assert (extension.state, extension.decision, fresh(tasks[0]).due) == ("refused", "Phải báo cáo trong tháng 4", DUE)
    assert tasks[0].deadlines.count() == 1


def test_another_day_than_asked_needs_a_reason_and_must_be_later_than_the_old_one(tasks, officer, coordinator):
    extension = ask(officer, tasks[0])
    with pytest.raises(NotNow, match="lý do"):
        decide(coordinator, extension, True, due=date(2026, 5, 10))
    with pytest.raises(NotNow, match="sau hạn cũ"):
        decide(coordinator, extension, True, due=DUE, reason="x")
    assert Extension.objects.get().state == "asked"
    decide(coordinator, extension, True, due=date(2026, 5, 10), reason="Sớm hơn")
    assert fresh(tasks[0]).due == date(2026, 5, 10)


def test_after_the_deadline_it_can_be_asked_only_where_the_rule_says_so(tasks, officer, coordinator):
    with pytest.raises(NotNow, match="trước khi đến hạn"):
        ask(officer, tasks[0], today=AFTER)
    set_rule(coordinator, date(2026, 1, 1), due_soon=3, extension_after_due=True)
    assert ask(officer, tasks[0], today=AFTER).state == "asked"


@pytest.mark.parametrize("proposed", [DUE, BEFORE])
def test_a_day_that_is_not_later_is_refused(tasks, officer, proposed):
    with pytest.raises(NotNow, match="phải sau"):
        ask(officer, tasks[0], proposed)


def test_one_request_at_a_time_and_each_decided_once(tasks, officer, coordinator):
    extension = ask(officer, tasks[0])
    with pytest.raises(NotNow, match="đang chờ"):
        ask(officer, tasks[0])
    decide(coordinator, extension, True)
    with pytest.raises(NotNow, match="rồi"):
        decide(coordinator, extension, True)
    assert ask(officer, tasks[0], date(2026, 6, 1)).state == "asked"


def test_the_unit_asks_and_the_assigning_side_decides(tasks, officer, coordinator, other_officer):
    with pytest.raises(PermissionDenied):
        ask(other_officer, tasks[0])
    extension = ask(officer, tasks[0])
    with pytest.raises(PermissionDenied):
        decide(officer, extension, True)


@pytest.mark.parametrize("state", ["submitted", "done", "withdrawn"])
def test_what_does_not_run_has_nothing_to_extend(tasks, officer, state):
    Task.objects.filter(pk=tasks[0].pk).update(state=state, completed_on=BEFORE if state == "done" else None)
    with pytest.raises(NotNow, match="không có hạn"):
        ask(officer, tasks[0])


def test_a_task_without_a_day_has_nothing_to_extend(tasks, coordinator):
    with pytest.raises(NotNow, match="không có hạn"):
        ask(coordinator, tasks[1])


def test_on_the_page(tasks, client_for, coordinator):
    set_rule(coordinator, date(2020, 1, 1), due_soon=3, extension_after_due=True)
    officer, leader = client_for("unit_officer"), client_for("leader")
    url = f"/tasks/{tasks[0].pk}/"
    assert "Đề nghị gia hạn" in officer.get(url).content.decode()
    data = {"version": fresh(tasks[0]).version, "proposed": "2099-05-20", "reason": "Chờ số liệu"}
    assert officer.post(f"{url}extend/", data).status_code == 302
    extension = Extension.objects.get()
    assert f'action="/tasks/extensions/{extension.pk}/decide/"' in leader.get(url).content.decode()
    assert f'action="/tasks/extensions/{extension.pk}/decide/"' not in officer.get(url).content.decode()
    answer = leader.post(f"/tasks/extensions/{extension.pk}/decide/", {"version": fresh(tasks[0]).version, "refuse": "1"})
    assert answer.status_code == 409
    leader.post(f"/tasks/extensions/{extension.pk}/decide/", {"version": fresh(tasks[0]).version, "grant": "1"})
    assert fresh(tasks[0]).due == date(2099, 5, 20)


def test_asked_by_the_form_what_is_wrong_stays_typed(tasks, client_for):
    data = {"version": 1, "proposed": "nonsense", "reason": "Đã gõ lý do"}
    answer = client_for("coordinator").post(f"/tasks/{tasks[0].pk}/extend/", data)
    assert answer.status_code == 422
    assert "Đã gõ lý do" in answer.content.decode()
