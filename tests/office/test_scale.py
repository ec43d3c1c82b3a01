"""What keeps the office fast at a million tasks: columns the database keeps, an index of words, lists counted so far; the bench's data."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict

from bench.office.generate import Size, fill
from dondoc.office import fulltext, web
from dondoc.office.audit import chain
from dondoc.office.audit.models import Entry
from dondoc.office.directory.models import Person
from dondoc.office.folding import searchable, sought
from dondoc.office.work import upkeep
from dondoc.office.work.models import Task, TaskTally, TaskUnit
from dondoc.office.work.queries import board as board_module
from dondoc.office.work.queries import tasks as task_queries
from dondoc.office.work.queries.board import board
from dondoc.office.work.queries.tasks import Filter, list_tasks
from dondoc.office.work.states import BY_VERB, State
from dondoc.office.work.timeclass import TimeClass, of_classes, soon_after

DAY = date(2026, 6, 10)
SMALL = Size(tasks=300, units=40)


@pytest.fixture
def made(db):
    """An office of 300 tasks, as the bench makes it."""
    return fill(SMALL, seed=7, today=DAY)


@pytest.fixture
def coordinator(made):
    return Person.objects.get(username="tonghop")


def officer_of(made, kind):
    """The officer of some unit of that kind."""
    return Person.objects.filter(memberships__role="unit_officer", memberships__unit__kind=kind).first()


def all_rows():
    """A checksum of every task, part and entry."""
    rows = [*Task.objects.order_by("pk").values_list(), *TaskUnit.objects.order_by("pk").values_list(), *Entry.objects.values_list("hash")]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


class TestGenerator:
    def test_constraints_hold_and_the_chain_of_the_journal_too(self, made):
        connection.check_constraints()
        assert Task.objects.count() == 300
        assert chain.verify()
        assert upkeep.check() == []

    def test_every_task_is_in_the_state_its_history_leads_to(self, made):
        for task in Task.objects.all():
            moves = list(Entry.objects.filter(object_type="work.task", object_id=str(task.pk)).order_by("sequence"))
            pressed = [entry.verb.removeprefix("work.").removesuffix("_task") for entry in moves if "to" in entry.detail]
            state = State.NEW
            for verb in pressed:
                assert state in BY_VERB[verb].sources
                state = BY_VERB[verb].target
            assert (task.state, task.version) == (state, 1 + len(pressed))
            assert moves[0].verb == "work.assign_task"

    @pytest.mark.django_db(transaction=True)
    def test_the_same_seed_gives_the_same_office(self, transactional_db):
        from django.core.management import call_command

        fill(SMALL, seed=7, today=DAY)
        first = all_rows()
        call_command("flush", interactive=False, verbosity=0)
        fill(SMALL, seed=7, today=DAY)
        assert all_rows() == first

    def test_people_go_on_working_in_it(self, made, coordinator):
        from dondoc.office.work.actions.tasks import move_task

        task = Task.objects.filter(state=State.SUBMITTED).first()
        move_task(coordinator, task, "finish", version=task.version, today=DAY)
        assert chain.verify()
        assert upkeep.check() == []


class TestUpkeep:
    def test_whatever_way_tasks_change_copies_and_tally_follow(self, made):
        some = list(Task.objects.filter(state=State.IN_PROGRESS)[:6])
        Task.objects.filter(pk__in=[task.pk for task in some[:3]]).update(due=DAY)
        some[3].due = None
        some[3].save()
        some[4].state, some[4].completed_on = State.DONE, DAY
        Task.objects.bulk_update([some[4]], ["state", "completed_on"])
        TaskUnit.objects.filter(task=some[5]).first().delete()
        TaskUnit.objects.bulk_create([TaskUnit(task=some[5], unit=made_unit, role="coordinating") for made_unit in unused(some[5])])
        some[0].task_units.all().delete()
        some[0].delete()
        assert upkeep.check() == []
        assert set(TaskUnit.objects.filter(task=some[1]).values_list("due", flat=True)) == {DAY}

    def test_what_is_out_of_step_is_told_and_mended(self, made):
        TaskUnit.objects.filter(pk=TaskUnit.objects.first().pk).update(due=date(1999, 1, 1))
        TaskTally.objects.filter(pk=TaskTally.objects.first().pk).delete()
        assert len(upkeep.check()) == 2
        upkeep.renew()
        assert upkeep.check() == []

    def test_a_missing_trigger_is_told(self, made):
        on = " ON work_task" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            connection.check_constraints()  # PostgreSQL changes no table on which checks are still to come
            cursor.execute(f"DROP TRIGGER work_task_changed{on}")
        assert "work_task_changed" in " ".join(upkeep.check())
        upkeep.after_migrations(plan=[])
        assert upkeep.check() == []

    def test_the_doctor_says_what_is_out_of_step(self, made):
        from dondoc.office.keeping.doctor import OK, PROBLEM, _figures

        assert [found.level for found in _figures()] == [OK]
        TaskTally.objects.filter(pk=TaskTally.objects.first().pk).delete()
        [found] = _figures()
        assert (found.code, found.level) == ("figures-differ", PROBLEM)
        assert "tally" in found.values["why"]

    def test_a_worker_that_starts_sums_the_tally_up(self, made, monkeypatch):
        from dondoc.office.registry.signals import worker_starts

        monkeypatch.setattr(upkeep, "SETTLE_FROM", 1)
        task = Task.objects.filter(state=State.IN_PROGRESS).first()
        for day in range(5):
            Task.objects.filter(pk=task.pk).update(due=DAY + timedelta(days=day))
        before = TaskTally.objects.count()
        worker_starts.send(sender=None)
        assert TaskTally.objects.count() < before
        assert upkeep.check() == []

    def test_summing_the_tally_up_changes_no_figure(self, made, coordinator, monkeypatch):
        monkeypatch.setattr(upkeep, "SETTLE_FROM", 1)
        before = board(coordinator, DAY).total
        task = Task.objects.filter(state=State.IN_PROGRESS).first()
        for day in range(20):
            Task.objects.filter(pk=task.pk).update(due=DAY + timedelta(days=day))
        Task.objects.filter(pk=task.pk).update(due=task.due)
        assert upkeep.settle() > 20
        assert upkeep.settle() == 0
        assert board(coordinator, DAY).total == before
        assert upkeep.check() == []


def unused(task):
    from dondoc.office.directory.models import Unit

    return list(Unit.objects.exclude(pk__in=task.task_units.values("unit"))[:2])


class TestFigures:
    @pytest.mark.parametrize("days", [0, 1, 5])
    def test_they_are_right_at_midnight_with_nothing_having_run(self, made, coordinator, days):
        day = DAY + timedelta(days=days)
        figures = {figure.column.time: figure.count for figure in board(coordinator, day).total.figures}
        running = Task.objects.exclude(state__in=[State.DONE, State.WITHDRAWN])
        assert figures["overdue"] == running.filter(due__lt=day).count()
        assert figures["due_soon"] == running.filter(due__gte=day, due__lte=soon_after(day)).count()
        assert figures["counted"] == Task.objects.exclude(state=State.WITHDRAWN).count()

    @pytest.mark.parametrize("who", ["coordinator", "division", "department", "commune"])
    def test_each_is_the_number_of_rows_behind_it(self, made, coordinator, who, monkeypatch):
        monkeypatch.setattr(board_module, "UNITS", 7)
        person = coordinator if who == "coordinator" else officer_of(made, who)
        shown = board(person, DAY, page=2 if who == "coordinator" else 1)
        lines = [shown.total, *shown.units, *shown.documents[:8]]
        assert len(lines) > 3
        for figure in (figure for line in lines for figure in line.figures):
            rows = list_tasks(person, Filter.read(QueryDict(figure.query)), DAY)
            assert (figure.count, len(list(rows))) == (figure.count, figure.count)
            assert rows.count_up_to(1000) == figure.count

    def test_the_units_of_the_board_come_a_page_at_a_time(self, made, coordinator, monkeypatch):
        monkeypatch.setattr(board_module, "UNITS", 1000)
        whole = [line.label for line in board(coordinator, DAY).units]
        monkeypatch.setattr(board_module, "UNITS", 7)
        pages = [[line.label for line in board(coordinator, DAY, page=page).units] for page in range(1, -(-len(whole) // 7) + 1)]
        assert [label for page in pages for label in page] == whole
        assert [len(page) for page in pages[:3]] == [7, 7, 7]


class TestLists:
    @pytest.mark.parametrize(
        "query",
        ["", "sort=-due", "sort=state", "sort=document", "sort=newest", "time=running", "time=done&sort=-due", "unit=1",
         "unit={head}&role=lead",
         "unit={head}&scope=own", "role=coordinating&state=submitted", "unit={other}", "q=bao+cao", "q=bao+cao&unit={head}&time=counted"],
    )  # fmt: skip
    def test_rows_and_order_are_the_same_whichever_way_they_are_found(self, made, monkeypatch, query):
        head = officer_of(made, "commune")
        mine = head.memberships.get().unit
        other = Task.objects.exclude(task_units__unit__path__startswith=mine.path).first().task_units.first().unit
        wanted = Filter.read(QueryDict(query.format(head=mine.pk, other=other.pk)))
        for person in (head, Person.objects.get(username="lanhdao")):
            expected = by_hand(person, wanted)
            in_order = [task.pk for task in sorted(Task.objects.in_bulk(expected).values(), key=ORDERS[wanted.sort])]
            for few in (0, 1000):
                monkeypatch.setattr(task_queries, "FEW_UNITS", few)
                rows = list_tasks(person, wanted, DAY)
                assert [task.pk for task in rows] == in_order
                assert rows.count_up_to(1000) == len(expected)

    def test_they_are_counted_so_far_and_no_page_is_out_of_reach(self, made, coordinator, monkeypatch):
        monkeypatch.setattr(web, "COUNTED", 100)
        rows = list_tasks(coordinator, Filter(), DAY)
        pages = web.LongPaginator(rows, 50)
        assert (pages.count, pages.is_more) == (100, True)
        last = pages.get_page("6")
        assert (len(last), last.has_next(), last.has_previous()) == (50, False, True)
        assert pages.get_page("5").has_next()
        assert pages.get_page("99").number == pages.num_pages
        assert pages.get_page("x").number == 1
        assert [task.pk for task in pages.get_page(6)] == [task.pk for task in rows][250:]

    def test_a_list_that_is_counted_whole_knows_its_last_page(self, made, coordinator):
        pages = web.LongPaginator(list_tasks(coordinator, Filter(), DAY), 50)
        assert (pages.count, pages.is_more, pages.num_pages) == (300, False, 6)
        assert pages.get_page("7").number == 6

    def test_the_page_says_that_there_are_more_than_were_counted(self, made, client, coordinator, monkeypatch):
        monkeypatch.setattr(web, "COUNTED", 100)
        client.force_login(coordinator)
        assert "Hơn 100 nhiệm vụ" in client.get("/tasks/").text
        assert "Trang 6" in client.get("/tasks/?page=6").text


ORDERS = {
    "due": lambda task: (task.standing, task.due or DAY, task.document_id, task.pk),
    "-due": lambda task: (task.standing, -(task.due or DAY).toordinal(), -task.pk),
    "state": lambda task: (task.state, task.standing, task.due or DAY, task.pk),
    "document": lambda task: (task.document_id, task.pk),
    "newest": lambda task: -task.pk,
}


def by_hand(person, wanted):
    """The ids a filter means, one task after the other."""
    paths = [path for path, role in person.roles_held if role == "unit_officer"]
    found = set()
    soon = soon_after(DAY)
    times = task_queries.GROUPS.get(wanted.time, (wanted.time,))
    in_time = set(Task.objects.filter(of_classes(times, DAY, soon)).values_list("pk", flat=True)) if wanted.time else None
    for task in Task.objects.prefetch_related("task_units__unit"):
        parts = [part for part in task.task_units.all() if not wanted.role or part.role == wanted.role]
        seen = not paths or any(part.unit.path.startswith(path) for part in task.task_units.all() for path in paths)
        if wanted.unit:
            below = f"/{wanted.unit}/"
            there = any(part.unit_id == wanted.unit if wanted.scope == "own" else below in part.unit.path for part in parts)
        else:
            there = bool(parts)
        words = all(word in task.folded for word in sought(wanted.q))
        if seen and there and words and wanted.state in {"", task.state} and (in_time is None or task.pk in in_time):
            found.add(task.pk)
    return found


class TestWords:
    TEXTS = (
        "Rà soát tài sản công theo Nghị định 30/2020/NĐ-CP",
        "Báo cáo R&D của Phường Đồng Cói",
        "Rà lại 'nháy' và \"kép\" * \\ : | ! ()",
        "",
    )

    @pytest.fixture
    def texts(self, made):
        tasks = list(Task.objects.order_by("pk")[: len(self.TEXTS)])
        for task, text in zip(tasks, self.TEXTS, strict=True):
            Task.objects.filter(pk=task.pk).update(folded=searchable(text))
        return tasks

    @pytest.mark.parametrize(
        "typed",
        ["rà soát", "RA SOAT", "dong coi", "đồng", "30/2020", "30/2020/nđ", "r&d", "'nhay'", '"kep"', "nhay kep", "* : | ! ( )", "\\", "ra",
         "x\0y",
         "s_a", "%", "nd-cp", "cong theo nghi", "khong co"],
    )  # fmt: skip
    def test_the_index_finds_what_reading_along_finds(self, made, texts, typed, monkeypatch):
        by_index = fulltext.matching(Task, typed)
        if by_index is None:
            assert not sought(typed)
            return
        by_words = fulltext.Found(by_index.index, by_index.words, None)
        named = set(Task.objects.filter(by_index.condition()).values_list("pk", flat=True))
        assert named == set(Task.objects.filter(by_words.condition()).values_list("pk", flat=True))
        monkeypatch.setattr(fulltext, "MOST", 0)
        assert not named or fulltext.matching(Task, typed).ids is None

    def test_what_changed_is_found_anew_and_what_is_gone_no_more(self, made, texts):
        def found(typed):
            return list(Task.objects.filter(fulltext.matching(Task, typed).condition()).values_list("pk", flat=True))

        Task.objects.filter(pk=texts[0].pk).update(folded=searchable("hoàn toàn khác hẳn"))
        assert found("khac han") == [texts[0].pk]
        assert texts[0].pk not in found("nghi dinh 30/2020")
        texts[0].task_units.all().delete()
        Task.objects.filter(pk=texts[0].pk).delete()
        assert found("khac han") == []


class TestRegister:
    @pytest.mark.parametrize("typed", ["512/ubnd", "ra soat tai san", "cong-van.txt", "512 ra soat"])
    def test_documents_are_found_by_their_words_with_and_without_marks(self, client_for, make_document, typed):
        make_document()
        assert "1 văn bản" in client_for("clerk").get("/documents/", {"text": typed}).text.replace("\n", " ")

    def test_words_set_by_hand_are_found_and_those_before_are_not(self, office, make_document):
        from dondoc.office.registry.actions import correct_header
        from dondoc.office.registry.models import Document

        document = make_document()
        correct_header(document, by=office.person("clerk"), subject="Về đường liên thôn Gò Duối")

        def found(typed):
            return Document.objects.filter(fulltext.matching(Document, typed).condition()).exists()

        assert found("go duoi")
        assert not found("ra soat tai san")

    def test_nothing_of_a_refused_document_is_found(self, office, make_document):
        from dondoc.office.registry import jobs
        from dondoc.office.registry.models import Document

        document = make_document(read=False)
        document.subject = "Về tài sản công"
        document.save()
        assert fulltext.matching(Document, "tai san").ids == (document.pk,)
        jobs._refuse(document, "MẬT")
        document.refresh_from_db()
        assert document.folded == ""
        assert fulltext.matching(Document, "tai san").ids == ()


class TestUnits:
    def test_of_many_units_the_two_upper_levels_are_shown_with_how_many_are_under_them(self, made, coordinator, monkeypatch):
        from dondoc.office.directory import queries

        [top] = queries.unit_tree(coordinator, DAY)
        below = {branch.unit.pk: len(branch.below) for branch in top.below}
        assert sum(below.values()) > 10
        monkeypatch.setattr(queries, "WHOLE", 10)
        [top] = queries.unit_tree(coordinator, DAY)
        assert {branch.unit.pk: branch.folded for branch in top.below} == below
        assert not any(branch.below for branch in top.below)

    def test_choices_follow_the_directory_and_mark_the_chosen_one(self, made):
        from dondoc.office.directory.models import Unit
        from dondoc.office.work.bodies import UnitChoices

        before = UnitChoices().all
        assert UnitChoices().all is before
        unit = Unit.objects.create(name='Tổ "A" & B', parent_id=1)
        after = UnitChoices().all
        assert len(after) == len(before) + 1
        assert f'<option value="{unit.pk}" selected>\u2003Tổ &quot;A&quot; &amp; B</option>' in after.options(unit.pk)
        assert after.options(unit.pk).count("selected") == 1
        assert after.options(None).count("selected") == 0
        assert '<option value="Tổ &quot;A&quot; &amp; B"></option>' in after.datalist

    def test_a_list_of_thousands_is_the_one_django_draws(self, made):
        from django import forms

        from dondoc.office.directory.forms import LongSelect

        choices = [("", "---"), (1, 'Phòng <A> & "B"'), (2, "Xã")]
        drawn, plain = (
            kind(choices=choices).render("unit", 2, {"id": "id_unit", "required": True, "class": "form-select"})
            for kind in (LongSelect, forms.Select)
        )
        parts = [sorted(html.replace(">", "> ").replace("<", " <").replace(">", " >").split()) for html in (drawn, plain)]
        assert parts[0] == parts[1]


class TestTriggersAfterARestore:
    def test_an_office_without_them_gets_them_when_it_is_served(self, made):
        on = " ON work_task" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            connection.check_constraints()
            cursor.execute(f"DROP TRIGGER work_task_changed{on}")
        Task.objects.filter(state=State.IN_PROGRESS).update(due=DAY)
        connection.check_constraints()  # PostgreSQL makes no index while checks of the table's rows wait for the end of the test
        upkeep.ensure()
        assert upkeep.check() == []


def test_every_class_is_found_by_its_condition(made):
    soon = soon_after(DAY)
    for task in Task.objects.with_time_class(DAY, soon):
        classes = [time for time in TimeClass if Task.objects.filter(of_classes((time,), DAY, soon), pk=task.pk).exists()]
        assert classes == [task.time_class]
        break
    counts = {time: Task.objects.filter(of_classes((time,), DAY, soon)).count() for time in TimeClass}
    assert sum(counts.values()) == Task.objects.count()
    assert len([count for count in counts.values() if count]) >= 8
    annotated = list(Task.objects.with_time_class(DAY, soon).values_list("time_class", flat=True))
    assert {time: annotated.count(time) for time in TimeClass} == counts
