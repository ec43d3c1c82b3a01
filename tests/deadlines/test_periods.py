"""Periods of recurring work and the days they are due."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dondoc.deadlines.periods import EVERY, DueRule, due_in, period_of, periods_between, read_rule


@pytest.mark.parametrize(
    ("every", "day", "label", "start", "end"),
    [
        ("week", "2026-01-01", "2026-W01", "2025-12-29", "2026-01-04"),
        ("month", "2026-02-10", "2026-02", "2026-02-01", "2026-02-28"),
        ("quarter", "2026-05-31", "2026-Q2", "2026-04-01", "2026-06-30"),
        ("half-year", "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"),
        ("year", "2026-12-31", "2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_day_lies_in_one_period(every, day, label, start, end):
    period = period_of(every, date.fromisoformat(day))
    assert (period.label, period.start.isoformat(), period.end.isoformat()) == (label, start, end)


@pytest.mark.parametrize("every", EVERY)
def test_periods_follow_each_other_without_gaps_and_with_labels_of_their_own(every):
    periods = list(periods_between(every, date(2025, 3, 7), date(2027, 8, 1)))
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(periods))
    assert len({period.label for period in periods}) == len(periods)


@pytest.mark.parametrize(
    ("every", "words", "due"),
    [
        ("month", "trước ngày 15 hằng tháng", "2026-02-15"),
        ("month", "trước ngày 31 hằng tháng", "2026-02-28"),
        ("month", "hằng tháng", "2026-02-28"),
        ("month", "trước ngày 05 của tháng sau", "2026-03-05"),
        ("quarter", "định kỳ hằng quý, trước ngày 20 tháng cuối quý", "2026-03-20"),
        ("quarter", "ngày 10 tháng đầu quý", "2026-01-10"),
        ("half-year", "6 tháng", "2026-06-30"),
        ("year", "trước ngày 25/12 hằng năm", "2026-12-25"),
        ("year", "hằng năm", "2026-12-31"),
        ("week", "vào thứ Sáu hằng tuần", "2026-02-13"),
        ("week", "hằng tuần", "2026-02-15"),
    ],
)
def test_words_say_on_which_day_a_period_is_due(every, words, due):
    assert due_in(period_of(every, date(2026, 2, 10)), read_rule(words, every), every).isoformat() == due


def test_a_month_beyond_the_period_is_none():
    assert due_in(period_of("quarter", date(2026, 2, 10)), DueRule(day=5, month=12), "quarter") == date(2026, 3, 5)


def test_daily_work_has_no_periods():
    with pytest.raises(KeyError):
        period_of("day", date(2026, 2, 10))
