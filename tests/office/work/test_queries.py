"""The list and the board: what they find, and that every figure is the number of its rows."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dondoc.office.work.models import Task
from dondoc.office.work.queries.board import board
from dondoc.office.work.queries.desk import get_desk
from dondoc.office.work.queries.tasks import Filter, list_tasks
from dondoc.office.work.timeclass import TimeClass

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


def found(person, query: str) -> set[int]:
    return {task.pk for task in list_tasks(person, Filter.read(QueryDict(query)), DAY)}


class TestFilter:
    @pytest.mark.parametrize("words", ["niêm yết", "NIÊM YẾT", "niem yet", "yết công khai niêm"])
    def test_words_are_found_with_and_without_marks_in_any_order(self, coordinator, tasks, words):
        assert found(coordinator, f"q={words}") == {tasks[1].pk}

    def test_words_are_found_in_the_number_of_the_document(self, coordinator, tasks):
        assert found(coordinator, "q=512/ubnd") == {task.pk for task in tasks}

    @pytest.mark.parametrize(("words", "which"), [("ra soat", [0]), ("oat", []), ("iem", []), ("con nien", []), ("lap danh", [0])])
    def test_words_are_found_by_their_beginnings(self, coordinator, tasks, words, which):
        assert found(coordinator, f"q={words}") == {tasks[number].pk for number in which}

    def test_the_subject_of_the_document_is_not_the_tasks_own(self, coordinator, tasks):
        assert tasks[1].document.subject == "Rà soát tài sản công"
        assert found(coordinator, "q=rà soát tài sản công") == {tasks[0].pk}

    def test_tasks_of_before_are_found_the_same_way(self, coordinator, tasks):
        migration = import_module("dondoc.office.work.migrations.0002_search_by_beginnings_of_words")
        Task.objects.update(folded="niem yet cong khai 512/ubnd ra soat tai san cong")
        migration.fold_again(apps, None)
        assert found(coordinator, "q=rà soát") == {tasks[0].pk}
        assert found(coordinator, "q=512/ubnd") == {task.pk for task in tasks}

    def test_a_unit_stands_for_itself_and_all_below(self, coordinator, tasks, office):
        city, finance, ward = (office.units[key].pk for key in ("city", "finance", "ward"))
        assert found(coordinator, f"unit={city}") == {task.pk for task in tasks}
        assert found(coordinator, f"unit={finance}") == {tasks[0].pk}
        assert found(coordinator, f"unit={ward}") == {tasks[1].pk}

    def test_a_unit_may_be_asked_for_alone_and_by_role(self, coordinator, tasks, office):
        city, home = office.units["city"].pk, office.units["home"].pk
        assert found(coordinator, f"unit={city}&scope=own") == set()
        assert found(coordinator, f"unit={home}&role=coordinating") == {tasks[0].pk}
        assert found(coordinator, f"unit={home}&role=lead") == set()

    def test_state_time_class_and_document(self, coordinator, tasks):
        assert found(coordinator, "state=new") == {task.pk for task in tasks}
        assert found(coordinator, "time=overdue") == {tasks[0].pk}
        assert found(coordinator, "time=open_ended") == {tasks[1].pk}
        assert found(coordinator, "time=done") == set()
        assert found(coordinator, f"document={tasks[0].document_id}&time=running") == {task.pk for task in tasks}
        assert found(coordinator, "document=999999") == set()

    @pytest.mark.parametrize("query", ["unit=x", "time=nonsense", "state='", "sort=;drop", "document=9999999999999999999999", "role=boss"])
    def test_what_makes_no_sense_is_left_out(self, coordinator, tasks, query):
        assert found(coordinator, query) == {task.pk for task in tasks}

    def test_the_address_comes_back_as_it_was_read(self):
        words = "q=l%C6%B0%C6%A1ng&unit=3&scope=own&role=lead&state=new&time=overdue&document=5&sort=-due"
        assert Filter.read(QueryDict(words)).query() == words

    @pytest.mark.parametrize("sort", ["due", "-due", "state", "document", "newest"])
    def test_each_order_gives_every_row_once(self, coordinator, many, sort):
        tasks = many(30)
        rows = [task.pk for task in list_tasks(coordinator, Filter(sort=sort), DAY)]
        assert sorted(rows) == sorted(task.pk for task in tasks)

    def test_open_tasks_come_before_closed_ones_the_nearest_deadline_first(self, coordinator, many):
        tasks = many(10)
        Task.objects.filter(pk=tasks[0].pk).update(state="done", completed_on=DAY)
        rows = list(list_tasks(coordinator, Filter(), DAY))
        dues = [task.due for task in rows[:-1] if task.due]
        assert (rows[-1].pk, dues) == (tasks[0].pk, sorted(dues))


class TestScope:
    def test_an_officer_sees_the_units_tasks_and_those_it_helps_with(self, office, tasks, other_officer):
        assert found(office.person("unit_officer"), "") == {tasks[0].pk}
        assert found(other_officer, "") == {tasks[1].pk}

    def test_the_board_of_an_officer_counts_just_those(self, office, tasks):
        assert board(office.person("unit_officer"), DAY).total.figures[-1].count == 1


@pytest.fixture
def mixed(many):
    """Sixty tasks of two documents in every time class."""
    tasks = [*many(35), *many(25, number="78/KH-UBND")]
    for number, task in enumerate(tasks):
        done = number % 4 == 0
        state = "done" if done else "withdrawn" if number % 11 == 0 else "in_progress"
        Task.objects.filter(pk=task.pk).update(state=state, completed_on=date(2026, 5, 1) if done else None)
    Task.objects.filter(pk__in=[tasks[1].pk, tasks[2].pk]).update(due=DAY, deadline_kind="absolute")
    Task.objects.filter(pk=tasks[3].pk).update(due=None, deadline_kind="event")
    return tasks


class TestBoard:
    @pytest.mark.parametrize("role", ["coordinator", "leader", "reader", "unit_officer"])
    def test_every_figure_is_the_number_of_rows_its_link_opens(self, office, mixed, role):
        person = office.person(role)
        page = board(person, DAY)
        lines = [page.total, *page.units, *page.documents]
        figures = [figure for line in lines for figure in line.figures]
        assert [figure.count for figure in figures] == [len(found(person, figure.query)) for figure in figures]
        assert any(figure.count for figure in figures)

    def test_the_parts_of_the_whole_add_up(self, coordinator, mixed):
        page = board(coordinator, DAY)
        for line in (page.total, *page.units, *page.documents):
            counts = {figure.column.time: figure.count for figure in line.figures}
            assert sum(counts.values()) - counts["counted"] == counts["counted"]

    def test_every_time_class_but_withdrawn_is_in_a_column(self, coordinator, tasks):
        shown = {time for column in board(coordinator, DAY).columns for time in column.classes}
        assert shown == set(TimeClass) - {TimeClass.WITHDRAWN}

    def test_it_is_about_units_and_documents_and_never_persons(self, coordinator, mixed, office):
        page = board(coordinator, DAY)
        labels = {line.label for line in (page.total, *page.units, *page.documents)}
        assert not labels & {str(person) for person in office.people.values()}


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


class TestQueryCounts:
    """As many queries at 1,000 tasks as at 10; one of them is that of the bell in the header."""

    @pytest.mark.parametrize(("address", "most"), [("/tasks/", 15), ("/board/", 15), ("/plans/", 8)])
    def test_list_board_and_plans(self, client_for, many, address, most):
        client = client_for("coordinator")
        many(10)
        few = queries_of(client, address)
        many(990, number="78/KH-UBND")
        assert queries_of(client, address) == few <= most

    def test_an_officers_list_and_board(self, client_for, many):
        client = client_for("unit_officer")
        many(10)
        few = [queries_of(client, address) for address in ("/tasks/", "/board/")]
        many(990, number="78/KH-UBND")
        assert [queries_of(client, address) for address in ("/tasks/", "/board/")] == few

    @pytest.mark.parametrize("confirm", [True, False])
    def test_the_desk(self, client_for, many, confirm):
        from dondoc.office.registry.models import Document

        client = client_for("coordinator")
        many(10, confirm=confirm)
        many(1000, number="78/KH-UBND", confirm=confirm)
        few, lots = (queries_of(client, f"/plans/of/{pk}/") for pk in Document.objects.order_by("pk").values_list("pk", flat=True))
        assert few == lots <= 11

    def test_a_task(self, client_for, tasks):
        assert queries_of(client_for("coordinator"), f"/tasks/{tasks[0].pk}/") <= 23


def test_the_desk_marks_the_words_of_every_item_in_the_source(coordinator, the_document, items):
    desk = get_desk(coordinator, the_document.pk)
    pieces = [piece for paragraph in desk.paragraphs for piece in paragraph.pieces]
    assert "".join(piece.text for piece in pieces) == the_document.source_text
    for item in items:
        assert "".join(piece.text for piece in pieces if item.pk in piece.items) == item.quote
