"""Many jobs on several processes."""

from __future__ import annotations

import os

from dondoc.cli.bulk import AHEAD, CHUNK, Died, work_through

MANY = 2_000


def double(number: int) -> int:
    return 2 * number


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return double(number)


def test_results_come_in_the_order_of_the_jobs() -> None:
    assert list(work_through(range(100), double, processes=3, total=100)) == [double(number) for number in range(100)]


def test_no_jobs_give_no_results() -> None:
    assert list(work_through([], double, processes=2, total=0)) == []


def test_only_so_many_jobs_are_taken_as_can_be_worked_on() -> None:
    jobs = iter(range(MANY))

    results = work_through(jobs, double, processes=2, total=MANY)
    first = next(results)
    results.close()

    assert first == 0
    assert next(jobs) <= 2 * AHEAD * CHUNK


def test_the_job_that_kills_its_process_is_named_and_the_rest_is_done() -> None:
    results = list(work_through(range(60), die_at_seven, processes=2, total=60))

    assert results == [Died(7) if number == 7 else double(number) for number in range(60)]
