"""The daily round: everybody gets one digest; run twice, or killed and run again, nothing is sent twice and nothing is lost."""

import signal
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dondoc.office.audit import chain
from dondoc.office.audit.queries import history_of
from dondoc.office.directory.models import Delegation, Membership
from dondoc.office.notices import rounds
from dondoc.office.notices.models import Mail, Notice, Preference, Reminding, Round, Rung, Telling
from dondoc.office.notices.rounds import hold_round
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.history import told
from dondoc.office.work.models import CalendarDay
from tests.office.notices.conftest import TODAY, child_environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder(office):
    """One working day before: the unit. Two days after: the unit, the one above, coordinators, leaders."""
    everybody = {"to_upper": True, "to_coordinators": True, "to_leaders": True}
    return [Rung.objects.create(offset=-1, working=True), Rung.objects.create(offset=2, working=False, **everybody)]


def told_people(day=TODAY):
    return sorted(notice.person.username for notice in Notice.objects.filter(kind="digest", day=day).select_related("person"))


def test_the_people_of_the_unit_get_one_digest_of_all_their_tasks(office, new_task, ladder):
    for _number in range(3):
        new_task(due=TODAY + timedelta(days=1))
    new_task(due=TODAY + timedelta(days=9))
    hold_round(TODAY)
    [notice] = Notice.objects.all()
    assert (notice.person, notice.kind, notice.count) == (office.person("unit_officer"), "digest", 3)
    assert Reminding.objects.count() == 3


def test_a_rung_tells_all_it_names_once_a_person(office, new_task, ladder):
    new_task("assets", due=TODAY - timedelta(days=2))  # it has no officer of its own: the unit above answers
    hold_round(TODAY)
    assert told_people() == ["canbo", "lanhdao", "tonghop"]
    assert {row.person.username: row.audience for row in Telling.objects.all()} == {
        "canbo": "unit",
        "lanhdao": "leaders",
        "tonghop": "coordinators",
    }


def test_a_unit_nobody_answers_for_is_not_lost(office, new_task, ladder):
    new_task("home", due=TODAY + timedelta(days=1))
    hold_round(TODAY)
    assert told_people() == ["tonghop"]


def test_who_acts_in_the_officers_stead_is_told_too(office, new_task, ladder):
    Delegation.objects.create(
        membership=Membership.objects.get(person=office.person("unit_officer")),
        person=office.person("reader"),
        valid_from=TODAY,
        valid_to=TODAY,
        document="12/GUQ",
        made_by=office.person("leader"),
    )
    new_task(due=TODAY + timedelta(days=1))
    hold_round(TODAY)
    assert told_people() == ["canbo", "nguoixem"]


def test_only_tasks_a_unit_can_act_on_are_spoken_of(office, new_task, ladder):
    due = TODAY + timedelta(days=1)
    for state in ("submitted", "on_hold", "withdrawn"):
        new_task(due=due, state=state)
    new_task(due=due, state="done", completed_on=TODAY)
    kept = [new_task(due=due, state=state) for state in ("new", "accepted", "in_progress")]
    hold_round(TODAY)
    assert {reminding.task for reminding in Reminding.objects.all()} == set(kept)


def test_a_second_run_of_the_day_does_nothing(office, new_task, ladder, set_up, addresses):
    new_task(due=TODAY + timedelta(days=1))
    for _again in range(2):
        hold_round(TODAY)
        assert (Reminding.objects.count(), Notice.objects.count(), Mail.objects.count()) == (1, 1, 1)
    Round.objects.update(finished_at=None)  # as if it had been cut off before its last line
    hold_round(TODAY)
    assert (Reminding.objects.count(), Notice.objects.count(), Mail.objects.count()) == (1, 1, 1)


def test_a_new_deadline_is_spoken_of_anew(office, new_task, ladder):
    task = new_task(due=TODAY + timedelta(days=1))
    hold_round(TODAY)
    task.due = TODAY + timedelta(days=2)
    task.save()
    hold_round(TODAY + timedelta(days=1))
    assert sorted(reminding.due for reminding in Reminding.objects.all()) == [TODAY + timedelta(days=1), TODAY + timedelta(days=2)]


def test_nothing_goes_out_on_a_day_of_rest_and_it_goes_out_on_the_next_working_day(office, new_task, ladder):
    task = new_task(due=date(2026, 3, 12))  # a Thursday: two days after it is Saturday
    for day in (date(2026, 3, 14), date(2026, 3, 15)):
        assert hold_round(day) is None
    assert not Reminding.objects.exists()
    hold_round(date(2026, 3, 16))
    assert [(reminding.task, reminding.day) for reminding in Reminding.objects.all()] == [(task, date(2026, 3, 16))]


def test_the_offices_own_calendar_is_what_counts(office, new_task, ladder):
    new_task(due=date(2026, 3, 12))
    CalendarDay.objects.create(day=date(2026, 3, 14), works=True, name="Làm bù", set_by=office.person("leader"))
    CalendarDay.objects.create(day=TODAY, works=False, name="Hoán đổi", set_by=office.person("leader"))
    assert hold_round(TODAY) is None
    assert hold_round(date(2026, 3, 14)) is not None
    assert Reminding.objects.count() == 1


def test_days_the_office_stood_still_are_made_up_for(office, new_task, ladder):
    hold_round(date(2026, 3, 3))
    missed = new_task(due=date(2026, 3, 6))  # spoken of on the 5th, and on Sunday the 8th
    hold_round(TODAY)
    assert sorted((row.offset, row.task) for row in Reminding.objects.all()) == [(-1, missed), (2, missed)]


def test_the_first_round_does_not_speak_of_the_past(office, new_task, ladder):
    new_task(due=date(2026, 2, 2))
    hold_round(TODAY)
    assert not Reminding.objects.exists()


def test_what_was_said_to_whom_stands_in_the_tasks_history_in_words(office, new_task, ladder):
    task = new_task(due=TODAY + timedelta(days=1))
    hold_round(TODAY)
    [line] = told(history_of(task), UnitChoices())
    assert line.what == "Đôn đốc. Nhắc theo lịch: trước hạn 1 ngày làm việc. Đã báo: Trần Văn Bình"
    assert line.who == "Hệ thống"
    assert chain.verify()


class TestMail:
    def test_a_digest_is_a_mail_in_the_persons_language_with_why_which_and_what_to_do(self, office, new_task, ladder, set_up, addresses):
        officer = office.person("unit_officer")
        soon, late = new_task(due=TODAY + timedelta(days=1)), new_task(due=TODAY - timedelta(days=2))
        officer.language = "en"
        officer.save()
        hold_round(TODAY)
        mail = Mail.objects.get(person=officer)
        assert mail.subject == "Dondoc: 2 things to look at, 10/03/2026"
        assert mail.text.index("OVERDUE") < mail.text.index("DUE SOON")
        for task in (soon, late):
            assert f"https://dondoc.office.example/tasks/{task.pk}/" in mail.text
            assert f'href="https://dondoc.office.example/tasks/{task.pk}/"' in mail.html
        assert "2 days late" in mail.text
        assert "Report now" in mail.text
        leader = Mail.objects.get(person=office.person("leader"))
        assert "ĐƠN VỊ ĐANG QUÁ HẠN" in leader.text

    def test_notices_no_mail_has_told_of_go_into_it_once(self, office, new_task, ladder, set_up, addresses):
        officer = office.person("unit_officer")
        task = new_task()
        Notice.objects.create(person=officer, kind="returned", at=timezone.now(), tasks=[task.pk], words="Thiếu biểu 2")
        hold_round(TODAY)
        [mail] = Mail.objects.all()
        assert "TRẢ LẠI ĐỂ LÀM TIẾP" in mail.text
        assert not Notice.objects.filter(kind="digest").exists()  # the notice stands in the office already
        hold_round(TODAY + timedelta(days=1))
        assert Mail.objects.count() == 1

    def test_what_was_read_meanwhile_is_not_mailed(self, office, new_task, ladder, set_up, addresses):
        Notice.objects.create(person=office.person("unit_officer"), kind="returned", at=timezone.now(), read_at=timezone.now())
        hold_round(TODAY)
        assert not Mail.objects.exists()

    def test_nobody_is_mailed_who_does_not_want_it_or_has_no_address(self, office, new_task, ladder, set_up, addresses):
        Preference.objects.create(person=office.person("leader"), by_mail="none")
        coordinator = office.person("coordinator")
        coordinator.email = ""
        coordinator.save()
        new_task(due=TODAY - timedelta(days=2))
        hold_round(TODAY)
        assert [mail.person.username for mail in Mail.objects.all()] == ["canbo"]
        assert told_people() == ["canbo", "lanhdao", "tonghop"]

    def test_an_office_without_a_mail_server_writes_no_mail(self, office, new_task, ladder, addresses):
        new_task(due=TODAY + timedelta(days=1))
        hold_round(TODAY)
        assert not Mail.objects.exists()

    def test_a_long_list_is_cut_and_says_so(self, office, new_task, ladder, set_up, addresses):
        for _number in range(30):
            new_task(due=TODAY + timedelta(days=1))
        hold_round(TODAY)
        mail = Mail.objects.get(person=office.person("unit_officer"))
        notice = Notice.objects.get(kind="digest")
        assert mail.text.count("- Nhiệm vụ ") == 25
        assert f"- và 5 mục khác: https://dondoc.office.example/notices/{notice.pk}/" in mail.text

    def test_words_about_persons_views_are_not_passed_on(self, office, new_task, ladder, set_up, addresses):
        task = new_task(due=TODAY + timedelta(days=1), action="Nắm tình hình tư tưởng, phân loại ý kiến của cán bộ, đảng viên")
        hold_round(TODAY)
        mail = Mail.objects.get()
        assert f"Nhiệm vụ {task.pk}" in mail.text
        assert "tư tưởng" not in mail.text + mail.html + mail.subject


@pytest.mark.parametrize("count", [3, 30])
def test_a_digest_takes_the_same_number_of_queries_however_many_tasks(office, new_task, ladder, set_up, addresses, count):
    for _number in range(count):
        new_task(due=TODAY + timedelta(days=1))
    hold_round(TODAY - timedelta(days=1))
    held = Round.objects.create(day=TODAY, started_at=timezone.now())
    rounds._climb(held, rounds.working_days())
    with CaptureQueriesContext(connection) as queries:
        rounds._digest(held, office.person("unit_officer"))
    assert len(queries) <= 16
    assert Notice.objects.get().count == count


KILLER = """
import os, signal
import django
django.setup()
from datetime import date
from dondoc.office.notices import outbox, rounds
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
def die_at(number, real):
    left = [number]
    def do(*args, **kwargs):
        left[0] -= 1
        return real(*args, **kwargs) if left[0] else die()
    return do
rounds.AT_ONCE = 2
{sabotage}
rounds.hold_round(date(2026, 3, 10))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sabotage",
    [
        "rounds.note = die_at(1, rounds.note)",
        "rounds.note = die_at(4, rounds.note)",
        "rounds.Telling.objects.bulk_create = die_at(2, rounds.Telling.objects.bulk_create)",
        "rounds._give_out = die",
        "outbox.put = die_at(1, outbox.put)",
        "outbox.put = die_at(3, outbox.put)",
        "outbox.Mail.objects.create = die_at(2, outbox.Mail.objects.create)",
    ],
    ids=["first task", "second transaction", "before its tellings", "before the digests", "first digest", "third digest", "with its mail"],
)
def test_a_round_killed_anywhere_is_finished_by_the_next_without_anything_twice(office, new_task, ladder, addresses, settings, sabotage):
    for _number in range(5):
        new_task(due=TODAY - timedelta(days=2))
    mail = {"DONDOC_MAIL_URL": "smtp://127.0.0.1:1", "DONDOC_MAIL_FROM": "Dondoc <dondoc@office.example>"}

    def run(with_sabotage):
        environment = child_environment(settings, **mail)
        return subprocess.run([sys.executable, "-c", KILLER.format(sabotage=with_sabotage)], env=environment, check=False).returncode

    assert run(sabotage) == -signal.SIGKILL
    assert run("") == 0
    assert Round.objects.get().finished_at is not None
    assert Reminding.objects.count() == 5
    assert Telling.objects.count() == 15
    assert not Telling.objects.filter(notice=None).exists()
    assert told_people() == ["canbo", "lanhdao", "tonghop"]
    assert sorted(notice.count for notice in Notice.objects.all()) == [5, 5, 5]
    assert Mail.objects.count() == 3
    assert chain.verify()
