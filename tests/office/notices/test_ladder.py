"""When each rung speaks, and who sets the ladder."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dondoc.deadlines.days import ORDINARY
from dondoc.office.audit.models import Entry
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.notices import ladder
from dondoc.office.notices.actions.ladder import add_rung, remove_rung
from dondoc.office.notices.models import Rung

pytestmark = pytest.mark.django_db


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("offset", "working", "due", "speaks"),
    [
        (-3, True, "2026-03-13", "2026-03-10"),
        (-1, True, "2026-03-09", "2026-03-06"),  # a Monday: on Friday
        (-2, True, "2026-02-24", "2026-02-13"),  # over Tết
        (0, True, "2026-03-13", "2026-03-13"),
        (1, True, "2026-03-13", "2026-03-16"),
        (-3, False, "2026-03-13", "2026-03-10"),
        (7, False, "2026-03-13", "2026-03-20"),
        (2, False, "2026-03-13", "2026-03-15"),  # a Sunday: what falls there is sent later
    ],
)
def test_a_rung_speaks_so_many_days_from_the_deadline(offset, working, due, speaks):
    assert ladder.speaks_on(Rung(offset=offset, working=working), day(due), ORDINARY) == day(speaks)


@pytest.mark.parametrize(
    ("offset", "working"), [(-5, True), (-60, True), (60, True), (-1, True), (0, False), (1, True), (30, False), (-365, False)]
)
def test_every_deadline_is_spoken_of_on_exactly_one_day(offset, working):
    rung = Rung(offset=offset, working=working)
    days = [date(2026, 1, 1 + n) for n in range(31)]
    by_day = [list(ladder.deadlines_of(rung, one, one, ORDINARY)) for one in days]
    together = list(ladder.deadlines_of(rung, days[0], days[-1], ORDINARY))
    assert sorted(due for dues in by_day for due in dues) == together
    assert len(set(together)) == len(together)
    assert {ladder.speaks_on(rung, due, ORDINARY) for due in together} <= set(days)


def test_an_office_that_set_nothing_has_the_usual_ladder_and_nothing_is_written_for_looking_at_it(office):
    assert [(rung.offset, rung.working) for rung in ladder.rungs()] == [(offset, working) for offset, working, _told in ladder.USUAL]
    assert not Rung.objects.exists()


def test_a_coordinator_adds_a_row_and_takes_it_out(office):
    by = office.person("coordinator")
    rung = add_rung(by, offset=-10, working=False, audiences=["unit", "leaders"])
    assert [str(one) for one in rung.audiences] == ["unit", "leaders"]
    assert len(ladder.rungs()) == len(ladder.USUAL) + 1
    remove_rung(by, offset=-10, working=False, version=rung.version)
    assert -10 not in [one.offset for one in ladder.rungs()]
    assert [entry.verb for entry in Entry.objects.order_by("sequence")] == ["notices.added_rung", "notices.removed_rung"]


def test_an_office_that_took_every_row_out_has_none(office):
    by = office.person("administrator")
    for offset, working, _told in ladder.USUAL:
        remove_rung(by, offset=offset, working=working, version=1)
    assert ladder.rungs() == []


def test_what_cannot_be_a_rung_is_refused_with_a_reason(office):
    by = office.person("coordinator")
    for given in (
        {"offset": 3, "working": True, "audiences": []},
        {"offset": 61, "working": True, "audiences": ["unit"]},
        {"offset": -366, "working": False, "audiences": ["unit"]},
        {"offset": -1, "working": True, "audiences": ["unit"]},  # is there already
    ):
        with pytest.raises(NotNow):
            add_rung(by, **given)


def test_a_row_somebody_else_changed_is_not_taken_out(office):
    by = office.person("coordinator")
    with pytest.raises(Stale):
        remove_rung(by, offset=-1, working=True, version=7)


@pytest.mark.parametrize("role", ["clerk", "unit_officer", "leader", "reader"])
def test_nobody_else_sets_the_ladder(office, role):
    with pytest.raises(PermissionDenied):
        add_rung(office.person(role), offset=-10, working=False, audiences=["unit"])


def test_the_database_keeps_no_rung_that_tells_nobody(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rung.objects.create(offset=3, to_unit=False)
