"""Handing a task on to units below: who, to whom, until when, and that each piece of work counts once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.deeds import NotNow, Stale
from dondoc.office.directory.models import Membership, Person, Unit
from dondoc.office.work import upkeep
from dondoc.office.work.actions.cascade import HandOn, hand_on
from dondoc.office.work.actions.tasks import move_task, moves_for
from dondoc.office.work.models import Task
from dondoc.office.work.queries.board import board
from dondoc.office.work.queries.tasks import Filter, list_tasks
from dondoc.office.work.queries.tree import task_tree

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2026, 4, 1), date(2026, 4, 30)


def fresh(task):
    return Task.objects.prefetch_related("task_units__unit", "parent__task_units__unit").get(pk=task.pk)


@pytest.fixture
def officer(office):
    return office.person("unit_officer")


@pytest.fixture
def below(office):
    """Units under the finance division: the team there is, another, and one under that."""
    assets = office.units["assets"]
    price = Unit.objects.create(name="Tổ Giá", kind="division", parent=office.units["finance"])
    return {"assets": assets, "price": price, "desk": Unit.objects.create(name="Bàn Giá đất", kind="division", parent=price)}


@pytest.fixture
def team_officer(office):
    person = Person.objects.create(username="tocongsan", full_name="Cao Văn Tổ")
    Membership.objects.create(person=person, unit=office.units["assets"], role="unit_officer")
    return person


@pytest.fixture
def running(tasks, officer):
    return fresh(move_task(officer, fresh(tasks[0]), "accept", version=1, today=TODAY))


def give(person, task, units, *, due=date(2026, 4, 20), reason="", action="Kiểm kê phần của tổ"):
    task = fresh(task)
    return hand_on(person, task, HandOn(action, {unit.pk: due for unit in units}, reason), version=task.version)


class TestHandingOn:
    def test_each_unit_gets_a_task_of_its_own_with_its_day_and_the_source(self, running, officer, below, office):
        one, two = give(officer, running, [below["assets"], below["price"]])
        finance = office.units["finance"]
        assert (one.parent, one.handed_by, one.due, one.report_unit) == (running, finance, date(2026, 4, 20), finance)
        assert (one.quote, one.document, one.state) == (running.quote, running.document, "new")
        assert [part.task_units.get().unit for part in (one, two)] == [below["assets"], below["price"]]
        assert one.deadlines.get().due == date(2026, 4, 20)
        assert list(running.children.order_by("pk")) == [one, two]

    def test_the_criteria_come_along_and_are_the_parts_own(self, running, officer, below):
        running.criteria.create(measure="Biên bản", proof="any")
        [part] = give(officer, running, [below["assets"]])
        assert [(one.measure, one.task) for one in part.criteria.all()] == [("Biên bản", part)]

    def test_a_day_after_the_tasks_own_needs_a_reason_which_is_kept(self, running, officer, below):
        with pytest.raises(NotNow, match="lý do"):
            give(officer, running, [below["assets"]], due=date(2026, 5, 1))
        with pytest.raises(NotNow, match="lý do"):
            give(officer, running, [below["assets"]], due=None)
        [part] = give(officer, running, [below["assets"]], due=date(2026, 5, 1), reason="Đã xin gia hạn")
        assert part.deadlines.get().reason == "Đã xin gia hạn"

    def test_only_to_units_below_and_once_each(self, running, officer, below, office):
        for unit in (office.units["home"], office.units["finance"], office.units["city"]):
            with pytest.raises(NotNow, match="trực thuộc"):
                give(officer, running, [unit])
        give(officer, running, [below["assets"]])
        with pytest.raises(NotNow, match="Tổ Công sản"):
            give(officer, running, [below["assets"], below["price"]])
        assert running.children.count() == 1

    def test_only_by_the_lead_unit_and_over_nothing_newer(self, running, officer, other_officer, below):
        with pytest.raises(PermissionDenied):
            give(other_officer, running, [below["assets"]])
        with pytest.raises(Stale):
            hand_on(officer, running, HandOn("x", {below["assets"].pk: TODAY}), version=running.version + 1)

    def test_words_about_persons_views_are_not_handed_on(self, running, officer, below):
        with pytest.raises(NotNow):
            give(officer, running, [below["assets"]], action="Nắm tình hình tư tưởng của cán bộ")

    def test_a_task_nobody_took_on_is_not_handed_on(self, tasks, officer, below):
        with pytest.raises(NotNow, match="Mới giao"):
            give(officer, tasks[0], [below["assets"]])


class TestTheTwoSides:
    def test_the_unit_above_confirms_what_the_unit_below_did(self, running, officer, team_officer, below):
        [part] = give(officer, running, [below["assets"]])
        for verb in ("accept", "start", "submit"):
            move_task(team_officer, fresh(part), verb, version=fresh(part).version, today=TODAY)
        assert moves_for(team_officer, fresh(part)) == []
        with pytest.raises(PermissionDenied):
            move_task(team_officer, fresh(part), "finish", version=fresh(part).version, today=TODAY)
        move_task(officer, fresh(part), "finish", version=fresh(part).version, today=TODAY)
        assert fresh(part).state == "done"

    def test_a_task_is_not_done_before_its_parts(self, running, officer, below):
        [part] = give(officer, running, [below["assets"]])
        task = fresh(move_task(officer, fresh(running), "start", version=fresh(running).version, today=TODAY))
        with pytest.raises(NotNow, match="1 phần việc"):
            move_task(officer, task, "submit", version=task.version, today=TODAY)
        move_task(officer, fresh(part), "withdraw", version=fresh(part).version, reason="Làm chung", today=TODAY)
        move_task(officer, task, "submit", version=task.version, today=TODAY)

    def test_withdrawing_a_task_withdraws_all_that_hangs_below(self, running, officer, coordinator, below):
        [part] = give(officer, running, [below["price"]])
        move_task(officer, fresh(part), "accept", version=1, today=TODAY)
        [grandchild] = give(officer, part, [below["desk"]])
        Task.objects.filter(pk=part.pk).update(state="submitted")
        move_task(coordinator, fresh(running), "withdraw", version=fresh(running).version, reason="Thôi thực hiện", today=TODAY)
        assert [fresh(task).state for task in (running, part, grandchild)] == ["withdrawn"] * 3


class TestCounting:
    def figures(self, person):
        shown = board(person, TODAY)
        units = {line.label: line.figures[-1].count for line in shown.units}
        return shown.total.figures[-1].count, units, sum(line.figures[-1].count for line in shown.documents)

    def test_a_duty_counts_once_in_the_office_and_each_units_own_work_in_its_line(self, running, officer, coordinator, below):
        before = self.figures(coordinator)
        give(officer, running, [below["assets"], below["price"]])
        total, units, documents = self.figures(coordinator)
        assert (total, documents) == (before[0], before[2])
        assert (units["Phòng TC-KH"], units["Tổ Công sản"], units["Tổ Giá"]) == (1, 1, 1)
        assert upkeep.check() == []

    def test_every_figure_opens_just_its_rows(self, running, officer, coordinator, team_officer, below):
        from django.http import QueryDict

        give(officer, running, [below["assets"], below["price"]])
        for person in (coordinator, officer, team_officer):
            shown = board(person, TODAY)
            for line in (shown.total, *shown.units, *shown.documents):
                for figure in line.figures:
                    rows = list(list_tasks(person, Filter.read(QueryDict(figure.query)), TODAY))
                    assert len(rows) == figure.count, (person, line.label, figure.query)

    def test_the_unit_that_hands_on_counts_its_task_and_the_unit_below_its_part(self, running, officer, team_officer, below):
        give(officer, running, [below["assets"], below["price"]])
        assert self.figures(officer)[0] == 1
        assert self.figures(team_officer)[0] == 1

    def test_the_list_shows_parts_where_asked(self, running, officer, coordinator, below):
        duties = len(list(list_tasks(coordinator, Filter(), TODAY)))
        give(officer, running, [below["assets"], below["price"]])
        assert len(list(list_tasks(coordinator, Filter(), TODAY))) == duties
        assert len(list(list_tasks(coordinator, Filter(parts="all"), TODAY))) == duties + 2

    def test_the_tree_counts_the_leaves(self, running, officer, below):
        assets, price = give(officer, running, [below["assets"], below["price"]])
        move_task(officer, fresh(price), "accept", version=1, today=TODAY)
        [desk] = give(officer, price, [below["desk"]])
        Task.objects.filter(pk=assets.pk).update(state="done", completed_on=TODAY)
        tree = task_tree(officer, fresh(running), TODAY)
        assert [(branch.row["task"], branch.depth) for branch in tree.branches] == [(assets, 0), (price, 0), (desk, 1)]
        assert (tree.done, tree.counted, tree.overdue) == (1, 2, 0)
        assert task_tree(officer, fresh(desk), TODAY).above == price


class TestPages:
    def form(self, task, **values):
        return {"version": fresh(task).version, "units": "các đơn vị trực thuộc", "action": "Kiểm kê", "due": "2026-04-20", **values}

    def test_a_class_is_expanded_and_a_person_confirms_each_unit_and_day(self, running, client_for, below):
        client = client_for("unit_officer")
        page = client.post(f"/tasks/{running.pk}/hand-on/", self.form(running)).content.decode()
        assert "Tổ Công sản" in page
        assert "Tổ Giá" in page
        assert "Bàn Giá đất" not in page
        assert running.children.count() == 0
        chosen = {"apply": "1", "unit": [below["price"].pk], f"due-{below['price'].pk}": "2026-04-15"}
        assert client.post(f"/tasks/{running.pk}/hand-on/", self.form(running, **chosen)).status_code == 302
        [part] = running.children.all()
        assert (part.task_units.get().unit, part.due) == (below["price"], date(2026, 4, 15))
        assert f'href="/tasks/{part.pk}/"' in client.get(f"/tasks/{running.pk}/").content.decode()

    def test_a_name_that_is_no_unit_below_is_said_and_stays(self, running, client_for, below):
        answer = client_for("unit_officer").post(f"/tasks/{running.pk}/hand-on/", self.form(running, units="Phòng Nội vụ"))
        assert answer.status_code == 422
        assert "Không rõ «Phòng Nội vụ»" in answer.content.decode()

    def test_a_later_day_is_refused_in_the_preview_with_all_that_was_chosen(self, running, client_for, below):
        chosen = {"apply": "1", "unit": [below["price"].pk], f"due-{below['price'].pk}": "2026-06-15"}
        answer = client_for("unit_officer").post(f"/tasks/{running.pk}/hand-on/", self.form(running, **chosen))
        assert answer.status_code == 409
        assert 'value="2026-06-15"' in answer.content.decode()

    def test_the_team_sees_where_its_part_comes_from(self, running, officer, team_officer, client, below):
        [part] = give(officer, running, [below["assets"]])
        client.force_login(team_officer)
        page = client.get(f"/tasks/{part.pk}/").content.decode()
        assert "Phần việc do Phòng Tài chính - Kế hoạch giao." in page
        assert f"/tasks/{running.pk}/" not in page
