"""The pages of notices, reminders, the ladder, the outbox and the calendars."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dondoc.office.notices.models import Feed, Mail, Notice, Preference, Reminding, Rung
from dondoc.office.notices.rounds import hold_round
from tests.office.notices.conftest import TODAY

pytestmark = pytest.mark.django_db


def notice_of(person, **fields):
    return Notice.objects.create(person=person, **{"kind": "returned", "at": timezone.now(), **fields})


class TestBell:
    def test_it_counts_what_is_unread_of_ones_own(self, office, client_for):
        notice_of(office.person("unit_officer"))
        notice_of(office.person("unit_officer"), read_at=timezone.now())
        notice_of(office.person("leader"))
        assert re.search(r'bell-count">1<', client_for("unit_officer").get("/units/").content.decode())
        assert "bell-count" not in client_for("clerk").get("/units/").content.decode()

    def test_it_counts_no_further_than_it_shows(self, office, client_for):
        Notice.objects.bulk_create(Notice(person=office.person("leader"), kind="returned", at=timezone.now()) for _number in range(150))
        assert 'bell-count">99+<' in client_for("leader").get("/units/").content.decode()

    def test_it_costs_one_query(self, office, client_for):
        client = client_for("leader")
        counts = []
        for _time in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get("/units/")
            counts.append(sum("notices_notice" in query["sql"] for query in queries))
            for _number in range(20):
                notice_of(office.person("leader"))
        assert counts == [1, 1]


class TestList:
    def test_what_was_told_is_there_newest_first_and_read_once_opened(self, office, client_for, new_task):
        task, client = new_task(), client_for("unit_officer")
        notice = notice_of(office.person("unit_officer"), tasks=[task.pk], words="Thiếu biểu 2")
        page = client.get("/notices/?unread=1").content.decode()
        assert "Trả lại để làm tiếp" in page
        assert "Rà soát tài sản công" in page
        assert "«Thiếu biểu 2»" in page
        assert client.get(f"/notices/{notice.pk}/").url == f"/tasks/{task.pk}/"
        notice.refresh_from_db()
        assert notice.read_at is not None
        assert "Không còn thông báo chưa đọc" in client.get("/notices/?unread=1").content.decode()

    def test_somebody_elses_notice_is_not_there_and_stays_unread(self, office, client_for):
        notice = notice_of(office.person("leader"))
        client = client_for("unit_officer")
        assert client.get(f"/notices/{notice.pk}/").status_code == 404
        client.post("/notices/read/", {"notice": notice.pk})
        client.post("/notices/read/", {"all": "1"})
        notice.refresh_from_db()
        assert notice.read_at is None

    def test_one_or_all_are_marked_as_read(self, office, client_for):
        first, second, third = (notice_of(office.person("leader")) for _number in range(3))
        client = client_for("leader")
        assert client.post("/notices/read/", {"notice": [first.pk, "x"], "unread": "1"}).url == "/notices/?unread=1"
        assert Notice.objects.filter(read_at=None).count() == 2
        client.post("/notices/read/", {"all": "1"})
        assert not Notice.objects.filter(read_at=None).exists()
        assert {second.pk, third.pk}

    def test_a_task_that_is_no_longer_the_readers_is_not_shown(self, office, client_for, new_task):
        notice_of(office.person("unit_officer"), tasks=[new_task("ward", action="Khơi thông cống rãnh").pk])
        both = [new_task("ward", action="Khơi thông cống rãnh").pk, new_task().pk]
        several = notice_of(office.person("unit_officer"), tasks=both, count=2)
        client = client_for("unit_officer")
        assert "Khơi thông" not in client.get("/notices/").content.decode()
        page = client.get(f"/notices/{several.pk}/").content.decode()
        assert "Khơi thông" not in page
        assert "Rà soát tài sản công" in page

    def test_the_list_takes_the_same_number_of_queries_however_long(self, office, client_for, new_task):
        client, person = client_for("leader"), office.person("leader")
        counts = []
        for _time in range(2):
            for _number in range(10):
                notice_of(person, tasks=[new_task().pk], by=office.person("clerk"), unit=office.units["ward"])
            with CaptureQueriesContext(connection) as queries:
                client.get("/notices/")
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_mail_is_chosen(self, office, client_for):
        client = client_for("leader")
        assert client.post("/notices/by-mail/", {"by_mail": "none"}).status_code == 302
        assert Preference.objects.get(person=office.person("leader")).by_mail == "none"
        assert 'value="none" selected' in client.get("/notices/").content.decode()
        client.post("/notices/by-mail/", {"by_mail": "x"})
        assert Preference.objects.get().by_mail == "none"


def test_a_digest_says_why_which_and_what_to_do_the_most_pressing_first(office, client_for, new_task):
    Rung.objects.create(offset=-1, working=True)
    Rung.objects.create(offset=2, working=False)
    new_task(due=TODAY + timedelta(days=1), action="Việc còn kịp")
    new_task(due=TODAY - timedelta(days=2), action="Việc đã chậm")
    hold_round(TODAY)
    page = client_for("unit_officer").get(f"/notices/{Notice.objects.get(kind='digest').pk}/").content.decode()
    assert page.index("Việc đã chậm") < page.index("Việc còn kịp")
    for words in ("hạn 08/03/2026, quá 2 ngày", "hạn 11/03/2026, còn 1 ngày làm việc", "chưa nhận việc", "Báo cáo ngay kết quả"):
        assert words in page


class TestReminding:
    def test_from_the_list_a_preview_then_sent(self, office, client_for, new_task):
        client, first, second = client_for("coordinator"), new_task(), new_task()
        assert 'formaction="/follow-up/send/"' in client.get("/tasks/").content.decode()
        given = {"task": [f"{first.pk}:1", f"{second.pk}:1"], "query": "state=new"}
        page = client.post("/follow-up/send/", given).content.decode()
        assert "Trần Văn Bình" in page
        assert not Reminding.objects.exists()
        once = re.search(r'name="once" value="([^"]+)"', page)[1]
        for _again in range(2):
            sent = client.post("/follow-up/send/", {**given, "once": once, "words": "Khẩn", "send": "1"})
            assert sent.url == "/tasks/?state=new"
        assert Reminding.objects.count() == 2
        assert Notice.objects.get().words == "Khẩn"

    def test_on_a_tasks_page_for_those_who_gave_it_out(self, office, client_for, new_task):
        task = new_task()
        assert 'action="/follow-up/send/"' in client_for("leader").get(f"/tasks/{task.pk}/").content.decode()
        assert 'action="/follow-up/send/"' not in client_for("unit_officer").get(f"/tasks/{task.pk}/").content.decode()
        sent = client_for("leader").post("/follow-up/send/", {"task": f"{task.pk}:1", "only": task.pk, "send": "1"})
        assert sent.url == f"/tasks/{task.pk}/"
        assert "Đã báo: Trần Văn Bình" in client_for("leader").get(f"/tasks/{task.pk}/").content.decode()

    def test_what_was_changed_meanwhile_is_shown_again_with_what_was_typed(self, office, client_for, new_task):
        task = new_task()
        task.version = 2
        task.save()
        answer = client_for("leader").post("/follow-up/send/", {"task": f"{task.pk}:1", "words": "Khẩn trương", "send": "1"})
        assert answer.status_code == 409
        assert "Khẩn trương" in answer.content.decode()
        assert f'value="{task.pk}:2"' in answer.content.decode()
        assert not Reminding.objects.exists()

    def test_nothing_chosen_is_said(self, office, client_for):
        assert client_for("leader").post("/follow-up/send/", {}).url == "/tasks/"


class TestLadder:
    def test_rows_are_added_and_taken_out(self, office, client_for):
        client = client_for("coordinator")
        given = {"days": "10", "side": "before", "working": "0", "audiences": ["unit", "leaders"]}
        assert client.post("/follow-up/ladder/add/", given).status_code == 302
        assert "trước hạn 10 ngày" in client.get("/follow-up/ladder/").content.decode()
        assert client.post("/follow-up/ladder/add/", given).status_code == 409
        assert client.post("/follow-up/ladder/add/", {**given, "audiences": []}).status_code == 422
        assert client.post("/follow-up/ladder/remove/", {"rung": "-10:0", "version": "1"}).status_code == 302
        assert "trước hạn 10 ngày" not in client.get("/follow-up/ladder/").content.decode()
        for wrong in ("", "x:1", "--:0", "99999:1", "-10:0"):
            assert client.post("/follow-up/ladder/remove/", {"rung": wrong, "version": "1"}).status_code == 409

    def test_others_see_it_and_can_not_change_it(self, client_for):
        page = client_for("unit_officer").get("/follow-up/ladder/").content.decode()
        assert "trước hạn 5 ngày làm việc" in page
        assert "/follow-up/ladder/add/" not in page


class TestOutbox:
    def test_what_failed_is_listed_with_the_error_and_sent_again_by_a_button(self, office, client_for):
        now = timezone.now()
        mail = Mail.objects.create(
            person=office.person("leader"),
            day=TODAY,
            address="x@office.example",
            subject="Dondoc: 1 việc",
            message_id="<1@office>",
            made_at=now,
            next_at=now,
            state="failed",
            attempts=9,
            error="550 5.1.1 No such person here",
        )
        client = client_for("administrator")
        page = client.get("/outbox/?state=failed").content.decode()
        assert "550 5.1.1 No such person here" in page
        assert client.post(f"/outbox/{mail.pk}/settle/", {"deed": "retry"}).status_code == 302
        mail.refresh_from_db()
        assert mail.state == "waiting"
        client.post(f"/outbox/{mail.pk}/settle/", {"deed": "drop"})  # it is waiting: nothing to decide
        mail.refresh_from_db()
        assert mail.state == "waiting"


class TestCalendars:
    def test_an_address_is_made_shown_once_and_revoked(self, office, client_for):
        client, unit = client_for("unit_officer"), office.units["finance"]
        page = client.get("/calendars/").content.decode()
        assert unit.name in page
        assert office.units["ward"].name not in page
        made = client.post(f"/calendars/{unit.pk}/renew/", {"version": "0"})
        address = re.search(r'value="http://testserver(/calendar-feed/[^"]+)"', made.content.decode())[1]
        assert "no-store" in made["Cache-Control"]
        assert client.get(address).status_code == 200
        assert address not in client.get("/calendars/").content.decode()
        assert client.post(f"/calendars/{unit.pk}/renew/", {"version": "0"}).status_code == 409
        assert client.post(f"/calendars/{unit.pk}/revoke/", {"version": "1"}).status_code == 200
        assert Feed.objects.get().token_hash is None
        assert client.get(address).status_code == 404
