"""Checks: chosen tasks or a random sample, what was found, and what follows."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.deeds import NotNow, Stale
from dondoc.office.work.actions.checks import Draw, plan_check, record_finding, sample
from dondoc.office.work.models import Check, CheckedTask, Task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def row(tasks, coordinator):
    """A task said to be done, in a check."""
    Task.objects.filter(pk=tasks[0].pk).update(state="done", completed_on=TODAY)
    return plan_check(coordinator, "Kiểm tra quý II", [tasks[0].pk]).rows.get()


def found(person, row, finding, note="", **values):
    return record_finding(person, row, finding, note, version=row.version, today=TODAY, **values)


def test_a_sample_is_drawn_again_from_its_seed_whatever_the_order():
    ids = list(range(1, 500))
    assert sample(ids, 20, 7) == sample(ids[::-1], 20, 7) != sample(ids, 20, 8)
    assert sample(ids, 999, 7) == ids


def test_a_check_by_sample_keeps_seed_and_population(many, coordinator):
    tasks = many(30)
    check = plan_check(coordinator, "Mẫu", [task.pk for task in tasks], draw=Draw(5, 42))
    assert (check.seed, check.drawn_from, check.rows.count()) == (42, 30, 5)
    assert list(check.rows.values_list("task", flat=True)) == sample([task.pk for task in tasks], 5, 42)


def test_what_is_right_leaves_the_task_done(row, coordinator):
    checked = found(coordinator, row, "right")
    assert (checked.finding, checked.found_by, Task.objects.get(pk=row.task_id).state) == ("right", coordinator, "done")


def test_what_is_wrong_needs_words_and_can_open_the_task_again(row, coordinator):
    with pytest.raises(NotNow, match="lý do"):
        found(coordinator, row, "wrong")
    found(coordinator, row, "wrong", "Thiếu biên bản", reopen=True)
    assert Task.objects.get(pk=row.task_id).state == "in_progress"


def test_what_runs_has_nothing_to_open_again_and_nothing_is_written(row, coordinator):
    Task.objects.filter(pk=row.task_id).update(state="in_progress", completed_on=None)
    with pytest.raises(NotNow, match="không có gì để mở lại"):
        found(coordinator, row, "wrong", "x", reopen=True)
    assert CheckedTask.objects.get(pk=row.pk).finding == ""


def test_somebody_elses_finding_is_not_overrun_and_only_the_assigning_side_checks(row, coordinator, office):
    found(coordinator, row, "right")
    with pytest.raises(Stale):
        found(coordinator, row, "right")
    with pytest.raises(PermissionDenied):
        plan_check(office.person("unit_officer"), "x", [row.task_id])


def test_an_empty_check_and_one_about_persons_views_are_refused(coordinator, tasks):
    for title, ids in (("x", []), ("Nắm tình hình tư tưởng của cán bộ", [tasks[0].pk])):
        with pytest.raises(NotNow):
            plan_check(coordinator, title, ids)


def test_from_the_list_to_the_finding_on_the_tasks_page(tasks, client_for):
    client = client_for("coordinator")
    page = client.post("/checks/plan/", {"task": f"{tasks[0].pk}:1", "query": ""}).content.decode()
    assert f'name="task" value="{tasks[0].pk}"' in page
    answer = client.post("/checks/plan/", {"task": tasks[0].pk, "title": "Kiểm tra quý II", "apply": "1"})
    check = Check.objects.get()
    assert answer.url == f"/checks/{check.pk}/"
    row = check.rows.get()
    assert client.post(f"/checks/rows/{row.pk}/", {"version": 1, "finding": "wrong", "note": ""}).status_code == 409
    client.post(f"/checks/rows/{row.pk}/", {"version": 1, "finding": "wrong", "note": "Chưa có biên bản"})
    assert "Chưa có biên bản" in client_for("unit_officer").get(f"/tasks/{tasks[0].pk}/").content.decode()
    assert "Kiểm tra quý II" in client.get("/checks/").content.decode()


def test_a_sample_of_the_whole_list_is_drawn_by_a_given_seed(many, client_for):
    many(12)
    client = client_for("leader")
    assert client.post("/checks/plan/", {"query": "", "title": "Mẫu", "size": "x", "apply": "1"}).status_code == 422
    client.post("/checks/plan/", {"query": "", "title": "Mẫu", "size": "4", "seed": "11", "apply": "1"})
    check = Check.objects.get()
    assert (check.seed, check.drawn_from, check.rows.count()) == (11, 12, 4)
