"""Moving a task between its states: every row of the table allowed, everything else refused."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.work.actions.tasks import move_task, moves_for
from dondoc.office.work.models import Task
from dondoc.office.work.states import BY_VERB, OFFICE_DOES, TRANSITIONS, UNIT_DOES, State

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 1)
ALLOWED = [(transition.verb, source, transition.target) for transition in TRANSITIONS for source in transition.sources]
REFUSED = [(verb, state) for verb, state in product(BY_VERB, State) if state not in BY_VERB[verb].sources]


def put(task: Task, state: str) -> Task:
    """The task in `state`, whatever it was."""
    Task.objects.filter(pk=task.pk).update(state=state, completed_on=TODAY if state == State.DONE else None)
    return fresh(task)


def fresh(task: Task) -> Task:
    return Task.objects.prefetch_related("task_units__unit").get(pk=task.pk)


def press(person, task, verb, reason="Theo đề nghị của đơn vị"):
    return move_task(person, task, verb, version=task.version, reason=reason, today=TODAY)


@pytest.mark.parametrize(("verb", "source", "target"), ALLOWED)
def test_a_row_of_the_table_is_allowed_and_written_down(tasks, coordinator, verb, source, target):
    task = put(tasks[0], source)
    press(coordinator, task, verb)
    assert fresh(task).state == target
    [entry, *_] = history_of(task)
    assert (entry.verb, entry.detail["from"], entry.detail["to"], entry.actor) == (f"work.{verb}_task", source, target, coordinator)


@pytest.mark.parametrize(("verb", "state"), REFUSED)
def test_what_is_no_row_of_the_table_is_refused(tasks, coordinator, verb, state):
    task = put(tasks[0], state)
    with pytest.raises(NotNow):
        press(coordinator, task, verb)
    assert (fresh(task).state, history_of(task).count()) == (state, 1)


def test_a_task_can_be_followed_from_new_to_done():
    state = State.NEW
    for verb in ("accept", "start", "submit", "finish"):
        assert state in BY_VERB[verb].sources
        state = BY_VERB[verb].target
    assert state == State.DONE


def test_every_state_but_the_first_can_be_reached_and_every_one_left():
    assert {target for _verb, _source, target in ALLOWED} == set(State)
    assert {source for _verb, source, _target in ALLOWED} == set(State)


@pytest.mark.parametrize("verb", [transition.verb for transition in TRANSITIONS if transition.needs_reason])
def test_a_step_back_needs_a_reason(tasks, coordinator, verb):
    task = put(tasks[0], BY_VERB[verb].sources[0])
    with pytest.raises(NotNow, match="lý do"):
        press(coordinator, task, verb, reason="  ")


def test_done_is_dated_by_the_day_it_was_confirmed_and_submitted_by_the_units(tasks, coordinator):
    task = put(tasks[0], State.IN_PROGRESS)
    move_task(coordinator, task, "submit", version=task.version, today=date(2026, 4, 28))
    task = fresh(task)
    move_task(coordinator, task, "finish", version=task.version, today=date(2026, 5, 2))
    assert (fresh(task).submitted_on, fresh(task).completed_on) == (date(2026, 4, 28), date(2026, 5, 2))


def test_a_reopened_task_has_no_day_of_completion(tasks, coordinator):
    assert press(coordinator, put(tasks[0], State.DONE), "reopen").completed_on is None


class TestWhoMay:
    def test_the_lead_units_officer_does_the_units_part_and_no_more(self, tasks, office):
        officer = office.person("unit_officer")
        for transition in TRANSITIONS:
            task = put(tasks[0], transition.sources[0])
            if transition.permission == UNIT_DOES:
                press(officer, task, transition.verb)
            else:
                with pytest.raises(PermissionDenied):
                    press(officer, task, transition.verb)

    def test_the_officer_of_another_unit_does_nothing(self, tasks, other_officer):
        for transition in TRANSITIONS:
            with pytest.raises(PermissionDenied):
                press(other_officer, put(tasks[0], transition.sources[0]), transition.verb)

    def test_the_officer_of_a_coordinating_unit_does_not_move_it(self, tasks, office):
        from dondoc.office.directory.models import Membership, Person

        person = Person.objects.create(username="noivu", full_name="Bùi Thị Hoa")
        Membership.objects.create(person=person, unit=office.units["home"], role="unit_officer")
        with pytest.raises(PermissionDenied):
            press(person, put(tasks[0], State.NEW), "accept")

    @pytest.mark.parametrize("role", ["clerk", "reader", "administrator"])
    def test_a_reader_moves_nothing_and_nothing_is_written(self, tasks, office, role):
        for transition in TRANSITIONS:
            task = put(tasks[0], transition.sources[0])
            with pytest.raises(PermissionDenied):
                press(office.person(role), task, transition.verb)
            assert (fresh(task).state, history_of(task).count()) == (transition.sources[0], 1)

    def test_the_buttons_shown_are_those_that_work(self, tasks, office):
        task = put(tasks[0], State.SUBMITTED)
        assert [move.verb for move in moves_for(office.person("leader"), task)] == ["finish", "return"]
        assert moves_for(office.person("unit_officer"), task) == []

    def test_both_sides_have_a_verb_of_the_permission_table(self):
        from dondoc.office.directory.permissions import PERMISSIONS

        assert {UNIT_DOES, OFFICE_DOES} == {transition.permission for transition in TRANSITIONS} <= set(PERMISSIONS)


def test_somebody_elses_move_is_not_overrun(tasks, coordinator):
    task = fresh(tasks[0])
    press(coordinator, task, "accept")
    with pytest.raises(Stale):
        press(coordinator, task, "accept")
