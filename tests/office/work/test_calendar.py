"""The office's calendar and rules: who sets them, what follows from them, and how a task's deadline tells of them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.models import Entry
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.work.actions import calendar as actions
from dondoc.office.work.actions import confirming, plans
from dondoc.office.work.actions.tasks import Change, change_tasks, set_event
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.explaining import deadline_story
from dondoc.office.work.models import CalendarDay, FollowUpRule, Task, rule_on, working_days
from dondoc.office.work.timeclass import soon_after
from dondoc.office.work.wording import counts_from
from tests.office.work import readings as r

pytestmark = pytest.mark.django_db
LINE = "Phòng Tài chính - Kế hoạch lập danh mục trong thời hạn 10 ngày làm việc kể từ ngày ký."
EVENT = "Phòng Tài chính - Kế hoạch lập danh mục trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ."


def relative_task(coordinator, text=LINE, event="ngày ký", *, day=date(2026, 2, 10)):
    """A confirmed task due ten working days after an event."""
    given = r.deadline(text, "trong thời hạn 10 ngày làm việc", kind="relative", amount=10, unit="working-day", event=event)
    document = r.document(text, r.reading(r.task(text, text, lead=("Phòng Tài chính - Kế hoạch",), deadline=given)), day=day)
    plan = refresh_plan(document)
    [item] = plan.items.all()
    plans.accept_item(coordinator, item, version=item.version)
    [task] = confirming.confirm_plan(coordinator, plan)
    return task


class TestDays:
    def test_a_day_the_office_sets_comes_before_the_law(self, coordinator):
        actions.set_day(coordinator, date(2026, 1, 2), works=False, name="Hoán đổi với 10/01", source="TB 1/TB")
        assert not working_days().is_worked(date(2026, 1, 2))
        actions.remove_day(coordinator, CalendarDay.objects.get())
        assert working_days().is_worked(date(2026, 1, 2))
        assert [entry.verb for entry in Entry.objects.order_by("sequence")][-2:] == ["work.set_day", "work.remove_day"]

    def test_a_day_has_one_row(self, coordinator):
        actions.set_day(coordinator, date(2026, 1, 2), works=False, name="Hoán đổi")
        with pytest.raises(NotNow):
            actions.set_day(coordinator, date(2026, 1, 2), works=True, name="Khác")

    @pytest.mark.parametrize("role", ["clerk", "unit_officer", "leader", "reader"])
    def test_only_administrator_and_coordinator_set_days_and_rules(self, office, role):
        with pytest.raises(PermissionDenied):
            actions.set_day(office.person(role), date(2026, 1, 2), works=False, name="x")
        with pytest.raises(PermissionDenied):
            actions.set_rule(office.person(role), date(2026, 1, 2), due_soon=5, extension_after_due=True)


class TestRules:
    def test_the_rule_that_holds_is_the_last_that_began(self, coordinator):
        actions.set_rule(coordinator, date(2026, 1, 1), due_soon=5, extension_after_due=True)
        actions.set_rule(coordinator, date(2026, 6, 1), due_soon=2, extension_after_due=False)
        days = (date(2025, 12, 31), date(2026, 5, 31), date(2026, 6, 1))
        assert [(rule_on(day).due_soon, rule_on(day).extension_after_due) for day in days] == [(3, False), (5, True), (2, False)]

    def test_due_soon_counts_the_days_people_work(self, office):
        assert soon_after(date(2026, 2, 12)) == date(2026, 2, 24)  # three working days on, over Tết
        FollowUpRule.objects.create(valid_from=date(2026, 1, 1), due_soon=1)
        assert soon_after(date(2026, 2, 12)) == date(2026, 2, 13)


class TestRelativeDeadlines:
    def test_one_from_the_signing_is_counted_over_the_holidays_when_the_plan_is_confirmed(self, coordinator):
        task = relative_task(coordinator)
        assert (task.due, task.event_on) == (date(2026, 3, 3), date(2026, 2, 10))  # Tết: 16 to 20 February
        assert task.deadlines.get().due == task.due

    @pytest.mark.parametrize(
        ("event", "counts"),
        [
            ("ngày ký", True),
            ("ngày ban hành", True),
            ("ngày ký ban hành Kế hoạch này", True),
            ("ngày văn bản này", True),
            ("ngày kết thúc kỳ họp", False),
            ("ngày Nghị định được ban hành", False),
            ("ngày ban hành Nghị định số 30", False),
            ("ngày nhận được", False),
        ],
    )
    def test_only_words_for_the_documents_own_day_mean_it(self, coordinator, event, counts):
        task = relative_task(coordinator)
        task.event, task.event_on = event, None
        assert (counts_from(task, task.document) is not None) == counts

    def test_one_from_an_event_waits_for_a_person_to_say_when_that_was(self, coordinator):
        task = relative_task(coordinator, EVENT, "ngày nhận đủ hồ sơ")
        assert task.due is None
        task = set_event(coordinator, task, date(2026, 4, 24), version=task.version, reason="Biên nhận số 5")
        assert (task.due, task.event_on) == (date(2026, 5, 13), date(2026, 4, 24))  # 27/4 in lieu, 30/4 and 1/5
        assert [link.due for link in task.deadlines.all()] == [None, date(2026, 5, 13)]

    def test_the_event_is_set_over_nothing_somebody_else_changed_and_only_by_the_assigning_side(self, coordinator, office):
        task = relative_task(coordinator, EVENT, "ngày nhận đủ hồ sơ")
        with pytest.raises(PermissionDenied):
            set_event(office.person("unit_officer"), task, date(2026, 4, 24), version=task.version)
        with pytest.raises(Stale):
            set_event(coordinator, task, date(2026, 4, 24), version=task.version + 1)

    def test_a_task_with_a_plain_day_is_counted_from_nothing(self, coordinator, tasks):
        with pytest.raises(NotNow, match="không tính được"):
            set_event(coordinator, tasks[0], date(2026, 4, 24), version=tasks[0].version)


class TestStory:
    def words(self, task, today=date(2026, 2, 12)):
        return deadline_story(Task.objects.get(pk=task.pk), working_days(), today)

    def test_tells_text_start_rule_days_left_out_and_what_is_left(self, coordinator):
        story = self.words(relative_task(coordinator))
        assert [line.words.split(":")[0] for line in story] == [
            "Văn bản viết",
            "Tính từ ngày 10/02/2026",
            "Ngày bắt đầu không tính, đếm từ ngày hôm sau.",
            "Đếm 10 ngày làm việc, bỏ qua 11 ngày nghỉ",
            "Từ hôm nay còn 8 ngày làm việc (19 ngày).",
        ]
        assert story[1].url.startswith("/documents/")
        assert (story[3].source, story[3].skipped[0]) == ("Bộ luật Lao động 2019, Điều 111, 112", "14/02/2026: cuối tuần")
        assert "Tết" in " ".join(story[3].skipped)

    def test_says_that_a_day_falls_on_a_holiday_and_which_day_comes_next(self, tasks):
        [line] = [line for line in self.words(tasks[0]) if "ngày nghỉ" in line.words]
        assert "04/05/2026" in line.words

    def test_says_by_how_much_it_is_overdue(self, coordinator):
        assert "Đã quá hạn 1 ngày (1 ngày làm việc)." in [line.words for line in self.words(relative_task(coordinator), date(2026, 3, 4))]

    def test_stands_on_the_tasks_page_with_the_form_for_the_event(self, client_for, coordinator):
        task = relative_task(coordinator, EVENT, "ngày nhận đủ hồ sơ")
        client = client_for("coordinator")
        page = client.get(f"/tasks/{task.pk}/").content.decode()
        assert "Đặt ngày bắt đầu tính hạn: ngày nhận đủ hồ sơ" in page
        answer = client.post(f"/tasks/{task.pk}/event/", {"version": task.version, "day": "2026-04-24"})
        assert answer.status_code == 302
        assert "Đếm 10 ngày làm việc" in client.get(f"/tasks/{task.pk}/").content.decode()
        assert "event/" not in client_for("reader").get(f"/tasks/{task.pk}/").content.decode()


class TestPage:
    def test_shows_the_years_holidays_and_takes_days_and_rules(self, client_for):
        client = client_for("administrator")
        assert "Tết" in client.get("/calendar/?year=2026").content.decode()
        client.post("/calendar/days/set/", {"day": "2026-01-02", "works": "", "name": "Hoán đổi", "source": "TB 1"})
        client.post("/calendar/rules/set/", {"valid_from": "2026-01-01", "due_soon": "5", "extension_after_due": "on"})
        page = client.get("/calendar/?year=2026").content.decode()
        assert "Hoán đổi" in page
        assert "sắp đến hạn khi còn 5 ngày làm việc" in page
        client.post(f"/calendar/days/{CalendarDay.objects.get().pk}/remove/")
        assert not CalendarDay.objects.exists()

    def test_a_reader_sees_no_form(self, client_for):
        page = client_for("reader").get("/calendar/").content.decode()
        assert "<form method=\"post\" action=\"/calendar/" not in page

    @pytest.mark.parametrize("year", ["0", "99999999999999999999", "abc", ""])
    def test_a_year_beyond_sense_is_this_one(self, client_for, year):
        assert client_for("reader").get(f"/calendar/?year={year}").status_code == 200

    def test_what_is_wrong_is_said_and_stays_typed(self, client_for):
        answer = client_for("coordinator").post("/calendar/days/set/", {"day": "nonsense", "name": "Lý do đã gõ"})
        assert answer.status_code == 422
        assert "Lý do đã gõ" in answer.content.decode()


def test_a_reason_too_long_for_the_register_is_refused_in_words(tasks, coordinator):
    with pytest.raises(NotNow, match="1000"):
        change_tasks(coordinator, [(tasks[0].pk, tasks[0].version)], Change(reason="x" * 1001, due=date(2026, 6, 1)))
