"""Recurring work: a task a period, however often the job runs."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from dondoc.office.deeds import NotNow
from dondoc.office.work.actions import confirming, plans
from dondoc.office.work.actions.recurring import open_all, open_now, open_periods, set_review
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.jobs import open_periods_daily
from dondoc.office.work.models import Task
from tests.office.work import readings as r

pytestmark = pytest.mark.django_db
LINE = "Phòng Tài chính - Kế hoạch báo cáo số liệu trước ngày 20 tháng cuối quý, định kỳ hằng quý."
SINCE, TODAY = datetime(2026, 2, 3, 8, tzinfo=UTC), date(2026, 8, 1)


@pytest.fixture
def series(coordinator):
    """A duty of every quarter, given out in February."""
    given = r.deadline(LINE, "trước ngày 20 tháng cuối quý, định kỳ hằng quý", kind="recurring", every="quarter")
    document = r.document(LINE, r.reading(r.task(LINE, LINE, lead=("Phòng Tài chính - Kế hoạch",), deadline=given)))
    [item] = refresh_plan(document).items.all()
    plans.accept_item(coordinator, item, version=item.version)
    [task] = confirming.confirm_plan(coordinator, item.plan)
    Task.objects.filter(series=task).delete()
    Task.objects.filter(pk=task.pk).update(confirmed_at=SINCE)
    return Task.objects.get(pk=task.pk)


def test_each_period_begun_is_a_task_with_its_own_day(series, office):
    made = open_periods(series, TODAY)
    assert [(task.period, task.due) for task in made] == [
        ("2026-Q1", date(2026, 3, 20)),
        ("2026-Q2", date(2026, 6, 20)),
        ("2026-Q3", date(2026, 9, 20)),
    ]
    assert {(task.state, task.task_units.get().unit) for task in made} == {("new", office.units["finance"])}


def test_opening_again_makes_nothing_and_a_new_period_makes_one(series):
    open_periods(series, date(2026, 5, 1))
    assert open_periods(series, date(2026, 6, 30)) == []
    assert [task.period for task in open_periods(series, date(2026, 7, 1))] == ["2026-Q3"]


def test_a_period_due_before_the_task_was_given_out_is_left_out(series):
    Task.objects.filter(pk=series.pk).update(confirmed_at=datetime(2026, 3, 25, tzinfo=UTC))
    assert [task.period for task in open_periods(series, date(2026, 4, 2))] == ["2026-Q2"]


def test_the_duty_itself_is_open_ended_and_its_periods_are_measured(series):
    open_periods(series, TODAY)
    classes = dict(Task.objects.with_time_class(TODAY).values_list("period", "time_class"))
    assert classes == {"": "open_ended", "2026-Q1": "overdue", "2026-Q2": "overdue", "2026-Q3": "on_time"}


@pytest.mark.parametrize("state", ["on_hold", "withdrawn"])
def test_what_rests_or_is_over_opens_nothing(series, state):
    Task.objects.filter(pk=series.pk).update(state=state)
    assert open_periods(series, TODAY) == []


def test_confirming_opens_the_present_period_and_the_job_comes_back_tomorrow(coordinator, run_jobs):
    given = r.deadline(LINE, "định kỳ hằng quý", kind="recurring", every="quarter")
    document = r.document(LINE, r.reading(r.task(LINE, LINE, lead=("Phòng Tài chính - Kế hoạch",), deadline=given)))
    [item] = refresh_plan(document).items.all()
    plans.accept_item(coordinator, item, version=item.version)
    [task] = confirming.confirm_plan(coordinator, item.plan)
    assert task.periods.count() == 1
    waiting = DBTaskResult.objects.filter(task_path=open_periods_daily.module_path)
    assert waiting.count() == 1
    open_periods_daily.call()
    assert (waiting.count(), task.periods.count()) == (1, 1)


def test_the_job_opens_what_all_duties_have_begun(series):
    assert (open_all(TODAY), open_all(TODAY)) == (3, 0)


def test_a_person_opens_periods_by_the_button(series, coordinator, client_for, office):
    with pytest.raises(PermissionDenied):
        open_now(office.person("unit_officer"), series, TODAY)
    client = client_for("coordinator")
    assert client.post(f"/tasks/{series.pk}/open-periods/").status_code == 302
    part = series.periods.first()
    assert f'href="/tasks/{part.pk}/"' in client.get(f"/tasks/{series.pk}/").content.decode()
    assert f'href="/tasks/{series.pk}/"' in client.get(f"/tasks/{part.pk}/").content.decode()


def test_what_does_not_recur_has_no_periods(tasks, coordinator):
    with pytest.raises(NotNow, match="chu kỳ"):
        open_now(coordinator, tasks[0], TODAY)


def test_work_without_a_day_gets_a_day_to_look_again(tasks, coordinator, client_for):
    later = date(2099, 4, 20)
    assert set_review(coordinator, tasks[1], later, version=tasks[1].version).review_on == later
    assert "20/04/2099" in client_for("reader").get(f"/tasks/{tasks[1].pk}/").content.decode()
    with pytest.raises(NotNow, match="không có hạn"):
        set_review(coordinator, tasks[0], later, version=tasks[0].version)
    with pytest.raises(NotNow, match="đã qua"):
        set_review(coordinator, tasks[1], date(2020, 1, 1), version=Task.objects.get(pk=tasks[1].pk).version)


def test_the_day_to_look_again_is_set_on_the_page(tasks, client_for):
    client = client_for("coordinator")
    answer = client.post(f"/tasks/{tasks[1].pk}/review/", {"version": tasks[1].version, "day": "2099-04-20"})
    assert answer.status_code == 302
    assert client.post(f"/tasks/{tasks[1].pk}/review/", {"version": 1, "day": "x"}).status_code == 422
