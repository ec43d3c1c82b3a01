"""A unit's calendar: its deadlines and no others, at an address that is a secret."""

import logging
from datetime import date, timedelta

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dondoc.office.audit.models import Entry
from dondoc.office.deeds import Stale
from dondoc.office.notices.actions.feeds import renew, revoke
from dondoc.office.notices.logs import WithoutSecrets
from dondoc.office.notices.models import Feed
from dondoc.office.work.models import BodyRole, TaskUnit
from tests.office.notices.conftest import TODAY

pytestmark = pytest.mark.django_db


def address(token):
    return f"/calendar-feed/{token}/tasks.ics"


def events(token):
    response = Client().get(address(token))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")}


@pytest.fixture
def token(office):
    return renew(office.person("unit_officer"), office.units["finance"], version=0)


def test_it_holds_the_open_deadlines_of_the_unit_and_those_below_and_no_others(office, new_task, token, settings):
    settings.PUBLIC_URL = "https://dondoc.office.example"
    due = TODAY + timedelta(days=3)
    mine, below, other = new_task(due=due), new_task("assets", due=due), new_task("ward", due=due)
    helped = new_task("ward", due=due)
    TaskUnit.objects.create(task=helped, unit=office.units["finance"], role=BodyRole.COORDINATING)
    new_task(due=None)
    new_task(due=due, state="done", completed_on=TODAY)
    new_task(due=TODAY - timedelta(days=100))
    assert set(events(token)) == {f"task-{task.pk}@dondoc.office.example" for task in (mine, below, helped)}
    assert other.pk != mine.pk


def test_a_deadline_is_a_whole_day_with_alarms_and_the_same_uid_when_it_moves(office, new_task, token, settings):
    settings.PUBLIC_URL = "https://dondoc.office.example"
    task = new_task(due=date(2026, 3, 13))
    [(uid, event)] = events(token).items()
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 3, 13), date(2026, 3, 14))
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(hours=-15), timedelta(hours=8)]
    assert str(event["url"]) == f"https://dondoc.office.example/tasks/{task.pk}/"
    task.due, task.version = date(2026, 3, 20), 2
    task.save()
    [(again, moved)] = events(token).items()
    assert again == uid
    assert (moved.decoded("dtstart"), moved["sequence"]) == (date(2026, 3, 20), 2)


def test_words_about_persons_views_are_not_in_it(new_task, token):
    new_task(due=TODAY, action="Nắm tình hình tư tưởng, phân loại ý kiến của cán bộ, đảng viên")
    [event] = events(token).values()
    assert "tư tưởng" not in event.to_ical().decode()


@pytest.mark.parametrize("wrong", ["x", "a" * 43, "%C4%91", "..%2F.."])
def test_a_wrong_address_is_not_there(token, wrong):
    assert Client().get(address(wrong)).status_code == 404


def test_a_new_address_ends_the_old_one_and_a_revoked_one_is_not_there(office, token):
    officer, unit = office.person("unit_officer"), office.units["finance"]
    second = renew(office.person("administrator"), unit, version=1)
    assert [Client().get(address(one)).status_code for one in (token, second)] == [404, 200]
    revoke(officer, unit, version=2)
    assert Client().get(address(second)).status_code == 404
    third = renew(officer, unit, version=3)
    assert Client().get(address(third)).status_code == 200


def test_two_at_once_do_not_take_each_others_address_away(office, token):
    with pytest.raises(Stale):
        renew(office.person("administrator"), office.units["finance"], version=0)
    assert Client().get(address(token)).status_code == 200


@pytest.mark.parametrize(("role", "unit"), [("unit_officer", "ward"), ("coordinator", "finance"), ("reader", "home")])
def test_nobody_else_makes_one(office, role, unit):
    with pytest.raises(PermissionDenied):
        renew(office.person(role), office.units[unit], version=0)


def test_an_officer_keeps_those_of_the_units_below(office):
    assert renew(office.person("unit_officer"), office.units["assets"], version=0)


def test_the_secret_is_kept_nowhere(token):
    feed = Feed.objects.get()
    assert token not in str(vars(feed))
    assert all(token not in str(entry.detail) + entry.object_label for entry in Entry.objects.all())


@pytest.mark.parametrize("arguments", [(), ("/calendar-feed/geheim-43/tasks.ics",)])
def test_the_secret_is_in_no_line_of_the_log(arguments):
    words = "Internal Server Error: %s" if arguments else "Internal Server Error: /calendar-feed/geheim-43/tasks.ics"
    try:
        raise ValueError("https://office/calendar-feed/geheim-43/tasks.ics")
    except ValueError as err:
        record = logging.LogRecord("django.request", logging.ERROR, "x", 1, words, arguments, (ValueError, err, err.__traceback__))
    assert WithoutSecrets().filter(record)
    written = logging.Formatter("%(message)s").format(record)
    assert "geheim" not in written
    assert "/calendar-feed/…/tasks.ics" in written


def test_the_log_of_the_office_passes_through_that_filter(settings):
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["without-secrets"]


@pytest.mark.parametrize("count", [1, 25])
def test_it_takes_the_same_number_of_queries_however_many_deadlines(new_task, token, count):
    for _number in range(count):
        new_task(due=TODAY)
    with CaptureQueriesContext(connection) as queries:
        assert len(events(token)) == count
    assert len(queries) == 4  # the feed with its unit, tasks, their parts, the units
