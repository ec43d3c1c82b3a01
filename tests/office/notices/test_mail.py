"""Mail goes to a real server process: once, whatever happens, and what can't be known is for a person to decide."""

import os
import signal
import smtplib
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils import timezone

from dondoc.office import env
from dondoc.office.audit.models import Entry
from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.keeping import doctor
from dondoc.office.notices import postman
from dondoc.office.notices.actions.mail import settle
from dondoc.office.notices.models import Mail
from tests.office.notices.conftest import TODAY, child_environment, wait_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_mail(office):
    """``new_mail()``: a mail in the outbox, a person a mail."""

    def make(number=1, **fields):
        person = Person.objects.create(username=f"nguoi{number}", full_name=f"Bùi Thị Người {number}", email=f"n{number}@office.example")
        now = timezone.now()
        usual = {"address": person.email, "subject": "Dondoc: 1 việc cần xem", "text": "Một việc.\n.\n..hết\n", "html": "<p>Một việc.</p>"}
        return Mail.objects.create(
            person=person,
            day=TODAY,
            message_id=f"<{number}@office.example>",
            made_at=now,
            next_at=now,
            **{**usual, **fields},
        )

    return make


def states():
    return sorted(Mail.objects.values_list("state", flat=True))


class TestSending:
    def test_a_mail_arrives_with_its_words_in_both_parts(self, mailing, new_mail):
        mail = new_mail()
        assert postman.send_due().sent == 1
        [got] = mailing.mails
        assert (got["id"], got["to"], got["from"]) == (mail.message_id, mail.address, "Dondoc <dondoc@office.example>")
        assert got["subject"] == mail.subject
        assert got["text"].splitlines() == mail.text.splitlines()  # a line that is a single point too
        assert got["html"].strip() == mail.html
        assert got["to_header"] == "Bùi Thị Người 1 <n1@office.example>"
        mail.refresh_from_db()
        assert (mail.state, mail.attempts, mail.error) == ("sent", 1, "")
        assert mail.sent_at is not None

    def test_a_second_look_sends_nothing(self, mailing, new_mail):
        for number in range(3):
            new_mail(number)
        assert [postman.send_due().sent for _again in range(2)] == [3, 0]
        assert len(mailing.mails) == 3

    def test_an_office_without_a_mail_server_leaves_everything(self, settings, new_mail):
        settings.MAIL = None
        new_mail()
        postman.send_due()
        assert states() == ["waiting"]

    def test_a_mail_is_the_same_at_each_attempt(self, mailing, new_mail):
        mail = new_mail()
        assert bytes(postman.message(mail, "a@b.example")) == bytes(postman.message(Mail.objects.get(), "a@b.example"))


class TestRefused:
    @pytest.mark.parametrize(("rule", "state"), [("later", "waiting"), ("never", "failed"), ("refuse", "failed")])
    def test_what_is_refused_for_now_waits_and_what_is_refused_for_good_is_given_up(self, mailing, new_mail, rule, state):
        mail = new_mail()
        mailing.behave(rule)
        postman.send_due()
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (state, 1)
        assert mail.error[:1] in "45"
        assert mailing.mails == []

    @pytest.mark.parametrize("address", ["người@office.example", "không phải địa chỉ", "a b@@office", "@"])
    def test_one_mail_that_can_not_be_sent_holds_up_no_other(self, mailing, new_mail, address):
        new_mail(1, address=address)
        new_mail(2)
        postman.send_due()
        assert [got["to"] for got in mailing.mails] == ["n2@office.example"]
        assert states() == ["failed", "sent"]

    def test_the_pauses_grow_until_it_is_given_up(self, mailing, new_mail):
        mail = new_mail()
        mailing.behave("later")
        for pause in postman.PAUSES:
            before = timezone.now()
            Mail.objects.update(next_at=before)
            postman.send_due()
            mail.refresh_from_db()
            assert before + pause <= mail.next_at <= timezone.now() + pause
        assert list(postman.PAUSES) == sorted(postman.PAUSES)
        Mail.objects.update(next_at=timezone.now())
        postman.send_due()
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == ("failed", len(postman.PAUSES) + 1)

    def test_a_server_that_is_not_there_costs_one_attempt_of_one_mail(self, mailing, new_mail):
        mailing.stop()
        for number in range(3):
            new_mail(number)
        postman.send_due()
        assert sorted(Mail.objects.values_list("state", "attempts")) == [("waiting", 0), ("waiting", 0), ("waiting", 1)]
        assert "refused" in Mail.objects.get(attempts=1).error.lower()


class TestUncertain:
    def test_a_server_that_takes_it_and_says_nothing_leaves_it_to_a_person(self, mailing, new_mail):
        mail = new_mail()
        mailing.behave("vanish")
        assert postman.send_due().uncertain == 1
        mailing.behave("take")
        postman.send_due()
        mail.refresh_from_db()
        assert mail.state == "uncertain"
        assert len(mailing.mails) == 1

    @pytest.mark.parametrize(("handed", "state"), [(False, "waiting"), (True, "uncertain")])
    def test_what_a_dead_sender_left_is_tried_again_only_if_nothing_went_over(self, new_mail, handed, state):
        mail = new_mail(state="sending", handed_at=timezone.now() if handed else None)
        assert postman.settle_left_behind() == 1
        mail.refresh_from_db()
        assert mail.state == state


KILLED = """
import os, signal
import django
django.setup()
from dondoc.office.notices import postman
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
real_note, real_expect = postman._note, postman._expect
{sabotage}
postman.send_due()
"""


@pytest.mark.django_db(transaction=True)
class TestKilled:
    @pytest.mark.parametrize(
        ("sabotage", "state", "arrived"),
        [
            ("postman._opened = die", "waiting", 0),
            ("postman._expect = lambda answer, *wanted: die() if 354 in wanted else real_expect(answer, *wanted)", "waiting", 0),
            ("postman._note = lambda mail, **changed: (real_note(mail, **changed), die())", "uncertain", 0),
            ("postman._note = lambda mail, **changed: die() if 'sent_at' in changed else real_note(mail, **changed)", "uncertain", 1),
        ],
        ids=["before the line stands", "before the words", "once that is written down", "before the answer is noted"],
    )
    def test_a_sender_killed_anywhere_sends_nothing_twice_and_loses_nothing(self, mailing, new_mail, settings, sabotage, state, arrived):
        new_mail()
        mail = {"DONDOC_MAIL_URL": f"smtp://127.0.0.1:{mailing.port}", "DONDOC_MAIL_FROM": "Dondoc <dondoc@office.example>"}
        code = KILLED.format(sabotage=sabotage)
        killed = subprocess.run([sys.executable, "-c", code], env=child_environment(settings, **mail), check=False)
        assert killed.returncode == -signal.SIGKILL
        assert len(mailing.mails) == arrived
        postman.settle_left_behind()
        assert states() == [state]
        postman.send_due()
        assert len(mailing.mails) == (1 if state == "waiting" else arrived)

    def test_the_messenger_sends_what_is_due_and_only_one_runs(self, mailing, new_mail, settings):
        new_mail()
        mail = {"DONDOC_MAIL_URL": f"smtp://127.0.0.1:{mailing.port}", "DONDOC_MAIL_FROM": "Dondoc <dondoc@office.example>"}
        environment = child_environment(settings, DONDOC_DIGEST_HOUR="23", **mail)
        command = [sys.executable, "-m", "django", "run_notices", "--interval", "0.1"]
        messenger = subprocess.Popen(command, env=environment)
        try:
            wait_for(lambda: Mail.objects.get().state == "sent", 60)
            second = subprocess.run([*command, "--batch"], env=environment, capture_output=True, text=True, check=False)
            assert second.returncode == 1
            assert "running already" in second.stderr
        finally:
            os.kill(messenger.pid, signal.SIGKILL)
            messenger.wait()
        assert len(mailing.mails) == 1


class TestDecision:
    @pytest.mark.parametrize(
        ("state", "deed", "becomes"),
        [
            ("failed", "retry", "waiting"),
            ("uncertain", "retry", "waiting"),
            ("uncertain", "arrived", "sent"),
            ("uncertain", "drop", "dropped"),
            ("failed", "drop", "dropped"),
        ],
    )
    def test_the_administrator_decides(self, office, new_mail, state, deed, becomes):
        mail = new_mail(state=state, handed_at=timezone.now(), attempts=9)
        assert settle(office.person("administrator"), mail, deed).state == becomes
        assert Entry.objects.get(verb="notices.settled_mail").detail == {"from": state, "to": becomes}

    @pytest.mark.parametrize(("state", "deed"), [("sent", "retry"), ("waiting", "drop"), ("failed", "arrived"), ("uncertain", "nonsense")])
    def test_what_is_settled_stays(self, office, new_mail, state, deed):
        with pytest.raises(NotNow):
            settle(office.person("administrator"), new_mail(state=state), deed)

    def test_nobody_else_decides(self, office, new_mail):
        with pytest.raises(PermissionDenied):
            settle(office.person("coordinator"), new_mail(state="failed"), "retry")

    def test_sent_again_it_goes_to_todays_address_under_the_same_message_id(self, office, mailing, new_mail):
        mail = new_mail(state="failed", attempts=9)
        mail.person.email = "moi@office.example"
        mail.person.save()
        settle(office.person("administrator"), mail, "retry")
        postman.send_due()
        assert [(got["to"], got["id"]) for got in mailing.mails] == [("moi@office.example", mail.message_id)]


class TestDoctor:
    def test_a_server_that_answers_and_mails_to_decide_about_are_told(self, mailing, new_mail):
        new_mail(1, state="failed")
        new_mail(2, state="uncertain")
        found = [(one.code, one.level) for one in doctor._mail()]
        assert found == [("mail-unsettled", "warning"), ("mail", "ok")]
        assert mailing.mails == []

    def test_a_server_that_is_not_there_is_a_problem(self, mailing, office):
        mailing.stop()
        [found] = doctor._mail()
        assert (found.code, found.level) == ("mail-silent", "problem")

    def test_an_office_without_mail_has_none(self, settings, office):
        settings.MAIL = None
        assert list(doctor._mail()) == []


class TestSettings:
    @pytest.fixture(autouse=True)
    def sender(self, monkeypatch):
        monkeypatch.setenv("DONDOC_MAIL_FROM", "Dondoc <dondoc@office.example>")

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("smtp://mail.example", ("mail.example", 25, "", "", "")),
            ("smtp+starttls://me:p%40ss@mail.example", ("mail.example", 587, "starttls", "me", "p@ss")),
            ("smtps://mail.example:4650", ("mail.example", 4650, "tls", "", "")),
        ],
    )
    def test_an_address_is_taken_apart(self, monkeypatch, url, expected):
        monkeypatch.setenv("DONDOC_MAIL_URL", url)
        found = env.mail()
        assert (found.host, found.port, found.security, found.user, found.password) == expected

    def test_without_an_address_there_is_no_mail(self, monkeypatch):
        monkeypatch.delenv("DONDOC_MAIL_URL", raising=False)
        assert env.mail() is None

    @pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://:25", "smtp://mail.example:port"])
    def test_a_wrong_address_stops_start_up_without_being_repeated(self, monkeypatch, url):
        monkeypatch.setenv("DONDOC_MAIL_URL", url)
        with pytest.raises(ImproperlyConfigured, match="DONDOC_MAIL_URL has to begin with"):
            env.mail()

    def test_a_sender_is_needed(self, monkeypatch):
        monkeypatch.setenv("DONDOC_MAIL_URL", "smtp://mail.example")
        monkeypatch.setenv("DONDOC_MAIL_FROM", "Dondoc")
        with pytest.raises(ImproperlyConfigured, match="DONDOC_MAIL_FROM"):
            env.mail()

    def test_the_password_is_not_shown(self, monkeypatch):
        monkeypatch.setenv("DONDOC_MAIL_URL", "smtp://me:geheim@mail.example")
        assert "geheim" not in repr(env.mail())

    @pytest.mark.parametrize("value", ["dondoc.example", "ftp://dondoc.example", "https://"])
    def test_the_offices_address_is_an_address(self, monkeypatch, value):
        monkeypatch.setenv("DONDOC_X", value)
        with pytest.raises(ImproperlyConfigured, match="DONDOC_X"):
            env.address("DONDOC_X", "https://x.example")


def test_a_line_that_breaks_is_a_refusal_of_everything_for_now():
    with pytest.raises(postman.Refused) as why, postman._heard():
        raise smtplib.SMTPServerDisconnected("gone")
    assert why.value.whole
    assert not why.value.final
    assert postman.PAUSES[0] == timedelta(minutes=1)
