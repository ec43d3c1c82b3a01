"""Coverage: which passages of an upper document local tasks take up; tasks without a source; what a change above means below."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from dondoc.office.deeds import NotNow
from dondoc.office.lineage import actions
from dondoc.office.lineage.coverage import candidates, coverage, without_source
from dondoc.office.lineage.models import DocumentLink, TaskSource
from dondoc.office.work.models import Plan, PlanItem, Task


def task_of(item, office, document=None):
    document = document or item.plan.document
    task = Task(item=item, document=document, action=item.action, confirmed_by=office.person("leader"), quote=item.quote)
    task.confirmed_at = datetime(2026, 3, 6, tzinfo=UTC)
    task.fold_words()
    task.save()
    return task


@pytest.fixture
def upper(make_document):
    """The sample dispatch, with two passages that ask for something."""
    document = make_document()
    assert Plan.objects.get(document=document).items.count() == 2
    return document


@pytest.fixture
def items(upper):
    return list(PlanItem.objects.filter(plan__document=upper))


@pytest.fixture
def local(office, make_document):
    """A task of another document, added by a person."""
    other = make_document("Kế hoạch nội bộ.", name="noi-bo.txt")
    plan, _made = Plan.objects.get_or_create(document=other)
    item = PlanItem.objects.create(plan=plan, order=1, action="Niêm yết kết quả rà soát tài sản", origin="person")
    return task_of(item, office)


def covered(office, upper):
    return [row.is_covered for row in coverage(office.person("coordinator"), upper)]


class TestCoverage:
    def test_at_first_nothing_is_taken_up(self, office, upper):
        assert covered(office, upper) == [False, False]

    def test_a_task_given_out_from_the_passage_covers_it(self, office, upper, items):
        task_of(items[0], office)
        assert covered(office, upper) == [True, False]

    def test_so_does_one_of_another_document_that_a_person_says_so_of(self, office, upper, items, local):
        actions.take_up(local, items[1], by=office.person("coordinator"))
        assert covered(office, upper) == [False, True]

    def test_a_withdrawn_task_does_not(self, office, upper, items):
        task = task_of(items[0], office)
        Task.objects.filter(pk=task.pk).update(state="withdrawn")
        assert covered(office, upper) == [False, False]

    def test_passages_about_persons_views_are_no_part_of_it(self, office, upper, items):
        PlanItem.objects.filter(pk=items[1].pk).update(text_only=True)
        assert covered(office, upper) == [False]
        with pytest.raises(NotNow, match="chỉ hiển thị"):
            actions.take_up(task_of(items[0], office), PlanItem.objects.get(pk=items[1].pk), by=office.person("coordinator"))

    def test_a_task_is_no_source_of_itself(self, office, items):
        with pytest.raises(NotNow, match="chính đoạn đó"):
            actions.take_up(task_of(items[0], office), items[0], by=office.person("coordinator"))

    def test_tasks_of_documents_that_implement_it_are_offered_first(self, office, upper, items, local):
        other = task_of(items[0], office)
        Task.objects.filter(pk=other.pk).update(document=local.document)
        DocumentLink.objects.create(
            document=local.document, cited=upper, cited_key=upper.number, cited_words="x", relation="implements", origin="reader"
        )
        found = candidates(office.person("coordinator"), upper, "ra soat")

        assert local in found


class TestWithoutSource:
    def test_a_task_somebody_made_up_is_listed_until_it_has_one(self, office, items, local):
        task_of(items[0], office)
        person = office.person("coordinator")
        assert list(without_source(person)) == [local]

        source = actions.take_up(local, items[0], by=person)
        assert list(without_source(person)) == []

        actions.let_go(source, by=person)
        assert list(without_source(person)) == [local]


class TestChangesAbove:
    @pytest.fixture
    def changed(self, upper, make_document):
        heading = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ SÔNG TRÀ\nSố: 600/UBND-TCKH\nSông Trà, ngày 05 tháng 4 năm 2026\n\n"
        text = f"{heading}Thay thế Công văn số 512/UBND-TCKH ngày 05/3/2026."
        return make_document(text, name="thay.txt")

    def test_the_task_s_page_says_what_replaced_its_document(self, office, client_for, items, changed):
        task = task_of(items[0], office)
        shown = client_for("coordinator").get(reverse("work:open-task", args=[task.pk])).content.decode()

        assert "thay thế văn bản giao nhiệm vụ này" in shown
        assert changed.get_absolute_url() in shown
        assert "chưa ai xác nhận" in shown

    def test_no_longer_when_somebody_rejects_the_link_or_the_task_is_done(self, office, client_for, items, changed):
        task = task_of(items[0], office)
        actions.decide(DocumentLink.objects.get(document=changed), confirm=False, by=office.person("clerk"))
        page = reverse("work:open-task", args=[task.pk])

        assert "thay thế văn bản" not in client_for("coordinator").get(page).content.decode()


class TestPages:
    def test_finding_and_choosing_a_task_for_a_passage(self, office, client_for, upper, items, local):
        client, page = client_for("coordinator"), reverse("lineage:show-coverage", args=[upper.pk])
        shown = client.get(page, {"item": items[1].pk, "q": "niem yet"}).content.decode()
        assert f'name="task" value="{local.pk}"' in shown

        client.post(reverse("lineage:take-up", args=[items[1].pk]), {"task": local.pk})

        assert TaskSource.objects.get().task == local
        assert client.get(page, {"which": "covered"}).context["rows"][0].item == items[1]

    def test_queries_do_not_grow_with_the_passages(self, office, client_for, upper, items, django_assert_max_num_queries):
        for order in range(10, 40):
            task_of(PlanItem.objects.create(plan=items[0].plan, order=order, action=f"Việc {order}"), office)
        client = client_for("reader")
        with django_assert_max_num_queries(12):
            client.get(reverse("lineage:show-coverage", args=[upper.pk]))
