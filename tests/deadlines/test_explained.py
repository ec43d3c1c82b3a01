"""The day a relative deadline falls on, and why."""

from datetime import date

import pytest

from dondoc.deadlines.days import DayChange, WorkingDays
from dondoc.deadlines.explained import RULES, add_months, explain

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("amount", "unit", "unrolled", "due"),
    [
        (10, "day", "2026-11-30", "2026-11-30"),
        (8, "day", "2026-11-28", "2026-11-30"),  # a Saturday
        (10, "working-day", "2026-12-04", "2026-12-04"),
        (2, "week", "2026-12-04", "2026-12-04"),
        (3, "month", "2027-02-20", "2027-02-22"),
        (1, "year", "2027-11-20", "2027-11-22"),
        (0, "day", "2026-11-20", "2026-11-20"),
    ],
)
def test_a_count_that_ends_on_a_day_of_rest_ends_on_the_next_working_day(amount, unit, unrolled, due):
    found = explain(FRIDAY, amount, unit)
    assert found is not None
    assert (found.unrolled.isoformat(), found.due.isoformat()) == (unrolled, due)


def test_every_day_left_out_is_named_with_its_reason():
    found = explain(date(2026, 2, 12), 2, "working-day")
    assert found is not None
    causes = [(rest.day.day, rest.cause.value) for rest in found.skipped]
    assert causes == [(14, "weekend"), (15, "weekend"), *((day, "holiday") for day in range(16, 21)), (21, "weekend"), (22, "weekend")]
    assert "Tết" in found.skipped[3].name


def test_the_day_of_the_event_does_not_count_and_the_step_says_so():
    found = explain(FRIDAY, 1, "day")
    assert found is not None
    assert [(step.rule, step.day.day) for step in found.steps] == [("start-excluded", 20), ("calendar", 21), ("ends-on-rest", 23)]
    assert all(step.source == RULES[step.rule] for step in found.steps)


def test_the_offices_table_is_used():
    days = WorkingDays.of([DayChange(date(2026, 11, 23), works=False, name="Hoán đổi")])
    found = explain(FRIDAY, 1, "working-day", days)
    assert found is not None
    assert (found.due, found.skipped[-1].name) == (date(2026, 11, 24), "Hoán đổi")


def test_hours_are_left_to_a_person():
    assert explain(FRIDAY, 24, "hour") is None


@pytest.mark.parametrize(("amount", "unit"), [(-1, "day"), (999_999, "working-day"), (9_999, "year"), (10**9, "day")])
def test_a_count_beyond_all_measure_is_none(amount, unit):
    assert explain(FRIDAY, amount, unit) is None


def test_a_month_on_from_the_31st_is_the_last_day_of_a_short_month():
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
