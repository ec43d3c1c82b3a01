"""How a task stands against its deadline, on a day that is passed in."""

from datetime import date

import pytest

from dondoc.office.work.models import Task
from dondoc.office.work.timeclass import TimeClass

pytestmark = pytest.mark.django_db
FRIDAY, LATER = date(2026, 11, 20), date(2026, 12, 31)
CASES = [
    # state, due, completed on, kind of deadline, class on Friday 20 November 2026
    ("new", date(2026, 11, 19), None, "absolute", "overdue"),
    ("submitted", date(2026, 11, 19), None, "absolute", "overdue"),
    ("new", FRIDAY, None, "absolute", "due_soon"),
    ("in_progress", date(2026, 11, 25), None, "absolute", "due_soon"),  # Wednesday: three working days on
    ("in_progress", date(2026, 11, 26), None, "absolute", "on_time"),
    ("on_hold", LATER, None, "absolute", "on_time"),
    ("new", None, None, "open", "open_ended"),
    ("new", None, None, "recurring", "open_ended"),
    ("new", LATER, None, "recurring", "on_time"),
    ("new", None, None, "relative", "undetermined"),
    ("new", None, None, "event", "undetermined"),
    ("new", None, None, "", "undetermined"),
    ("done", FRIDAY, FRIDAY, "absolute", "done_on_time"),
    ("done", FRIDAY, date(2026, 11, 21), "absolute", "done_late"),
    ("done", None, FRIDAY, "open", "done_undated"),
    ("withdrawn", date(2026, 11, 1), None, "absolute", "withdrawn"),
    ("withdrawn", None, None, "open", "withdrawn"),
]


@pytest.mark.parametrize(("state", "due", "completed_on", "kind", "time_class"), CASES)
def test_the_class_follows_from_the_dates(tasks, state, due, completed_on, kind, time_class):
    Task.objects.filter(pk=tasks[0].pk).update(state=state, due=due, completed_on=completed_on, deadline_kind=kind)
    assert Task.objects.with_time_class(FRIDAY).get(pk=tasks[0].pk).time_class == time_class


def test_every_class_has_a_case():
    assert {case[-1] for case in CASES} == set(TimeClass.values)


def test_the_same_task_is_overdue_a_day_later(tasks):
    Task.objects.filter(pk=tasks[0].pk).update(due=FRIDAY)
    assert Task.objects.with_time_class(date(2026, 11, 21)).get(pk=tasks[0].pk).time_class == "overdue"
