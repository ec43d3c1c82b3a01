"""The board's ages and months, and a unit's page: every figure opens just its rows."""

from datetime import date

import pytest
from django.http import QueryDict

from dondoc.office.work.models import Task
from dondoc.office.work.queries.board import board, unit_board
from dondoc.office.work.queries.tasks import Filter, list_tasks

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def rows_of(person, query):
    return len(list(list_tasks(person, Filter.read(QueryDict(query)), TODAY)))


@pytest.fixture
def spread(many):
    """Sixty tasks over the year; a quarter done, half of these late."""
    tasks = many(60)
    for number, task in enumerate(tasks):
        if number % 4 == 0 and task.due:
            day = task.due if number % 2 else date(task.due.year, 12, 31)
            Task.objects.filter(pk=task.pk).update(state="done", completed_on=day)
    return tasks


@pytest.mark.parametrize("role", ["leader", "unit_officer"])
def test_every_age_and_month_counts_the_rows_it_opens(spread, office, role):
    person = office.person(role)
    shown = board(person, TODAY)
    assert sum(age.count for age in shown.ages) == shown.total.figures[0].count > 0
    assert all(rows_of(person, age.query) == age.count for age in shown.ages)
    for month in shown.months:
        assert all(rows_of(person, part.query) == part.count for part in (*month.parts, month.whole))
    assert sum(month.whole.count for month in shown.months) > 0


@pytest.mark.parametrize(("days", "place"), [(1, 0), (7, 0), (8, 1), (30, 1), (31, 2), (90, 2), (91, 3), (400, 3)])
def test_the_bands_meet_without_gap_or_overlap(tasks, coordinator, days, place):
    Task.objects.filter(pk=tasks[0].pk).update(due=date.fromordinal(TODAY.toordinal() - days))
    assert [age.count for age in board(coordinator, TODAY).ages] == [int(at == place) for at in range(4)]


def test_the_months_are_the_twelve_up_to_this_one_and_the_bars_fill_the_chart(spread, coordinator):
    months = board(coordinator, TODAY).months
    assert (len(months), months[-1].label) == (12, "06/2026")
    assert max(sum(part.height for part in month.parts) for month in months) in range(118, 123)


def test_a_units_page_is_about_it_and_what_is_below(spread, office, coordinator):
    unit = office.units["finance"]
    shown = unit_board(coordinator, unit, TODAY)
    assert shown.total.figures[-1].count == Task.objects.filter(task_units__unit=unit).count()
    for line in (shown.total, *shown.units, *shown.documents):
        assert all(rows_of(coordinator, figure.query) == figure.count for figure in line.figures)
    assert all(rows_of(coordinator, age.query) == age.count for age in shown.ages)


def test_a_unit_out_of_sight_has_no_page_for_an_officer(office, client_for, tasks):
    client = client_for("unit_officer")
    assert client.get(f"/board/units/{office.units['assets'].pk}/").status_code == 200
    assert client.get(f"/board/units/{office.units['ward'].pk}/").status_code == 404


def test_the_page_draws_a_chart_with_its_table(spread, client_for):
    page = client_for("leader").get("/board/").content.decode()
    assert '<svg class="chart"' in page
    assert "trên 90 ngày" in page


@pytest.mark.parametrize("value", ["x", "2026-13-01", ""])
def test_a_day_that_is_none_narrows_nothing(tasks, coordinator, value):
    assert rows_of(coordinator, f"due_from={value}") == 2
