"""Criteria: suggested from the words, corrected on the desk, set on the task, and what is vague without them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.work.actions import confirming, plans
from dondoc.office.work.actions.criteria import set_criteria
from dondoc.office.work.criteria import CriterionInput
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.models import Criterion, PlanItem, Task
from dondoc.office.work.settled import open_findings
from tests.office.work import readings as r
from tests.office.work.test_drafting import item_input
from tests.office.work.test_pages import form_of

pytestmark = pytest.mark.django_db
LINE = "Phòng Tài chính - Kế hoạch xây dựng Kế hoạch kiểm kê, bảo đảm 100% hồ sơ, trước ngày 30/4/2026."
VAGUE = "Phòng Nội vụ tăng cường công tác quản lý."


@pytest.fixture
def concrete(office):
    """An item whose words say how one will know."""
    given = r.deadline(LINE, "trước ngày 30/4/2026", due="2026-04-30")
    task = r.task(LINE, LINE, lead=("Phòng Tài chính - Kế hoạch",), deadline=given, product={"name": "Kế hoạch kiểm kê"})
    return refresh_plan(r.document(LINE, r.reading(task))).items.get()


@pytest.fixture
def vague(office):
    """An item whose words don't."""
    read = r.reading(r.task(VAGUE, VAGUE, lead=("Phòng Nội vụ",)), findings=(r.finding(VAGUE, VAGUE, "vague-duty", task=0),))
    return refresh_plan(r.document(VAGUE, read, number="9/UBND")).items.get()


def confirmed(coordinator, item):
    item = plans.accept_item(coordinator, item, version=item.version)
    [task] = confirming.confirm_plan(coordinator, item.plan)
    return task


class TestDraft:
    def test_the_words_suggest_criteria(self, concrete):
        found = [(one["measure"], one["target"], one["proof"], one["due"]) for one in concrete.criteria]
        assert found[0] == ("Kế hoạch kiểm kê", "", "document", "2026-04-30")
        assert found[1][1] == "100% hồ sơ"

    def test_words_that_say_nothing_suggest_none(self, vague):
        assert vague.criteria == []

    def test_a_criterion_set_by_a_person_stays_through_a_new_reading_and_answers_vagueness(self, coordinator, vague):
        given = (CriterionInput("Ban hành quy chế quản lý", proof="document"),)
        item = plans.edit_item(coordinator, vague, item_input(vague, criteria=given), version=1)
        assert (item.corrected, open_findings(item)) == (["criteria"], [])
        refresh_plan(item.plan.document)
        assert [one["measure"] for one in PlanItem.objects.get(pk=item.pk).criteria] == ["Ban hành quy chế quản lý"]

    def test_saving_the_form_without_criteria_in_it_leaves_them(self, client_for, concrete, office):
        before = concrete.criteria
        client_for("coordinator").post(f"/plans/items/{concrete.pk}/edit/", form_of(concrete, office))
        assert PlanItem.objects.get(pk=concrete.pk).criteria == before

    def test_the_form_takes_changes_and_drops(self, client_for, concrete, office):
        rows = {
            "criterion-id": ["", "", ""],
            "criterion-measure": ["Kế hoạch được phê duyệt", "Bỏ dòng này", ""],
            "criterion-target": ["01 văn bản", "", ""],
            "criterion-proof": ["document", "", ""],
            "criterion-evidence": ["Quyết định", "", ""],
            "criterion-due": ["2026-04-20", "", ""],
            "criterion-drop": ["1"],
        }
        client_for("coordinator").post(f"/plans/items/{concrete.pk}/edit/", form_of(concrete, office, **rows))
        assert PlanItem.objects.get(pk=concrete.pk).criteria == [
            CriterionInput("Kế hoạch được phê duyệt", "01 văn bản", "Quyết định", "document", date(2026, 4, 20)).kept()
        ]

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ({"criterion-measure": [""], "criterion-target": ["95%"]}, "kết quả phải đạt"),
            ({"criterion-measure": ["x"], "criterion-due": ["32/13"]}, "không phải là một ngày"),
            ({"criterion-measure": ["x" * 301]}, "dài quá"),
        ],
    )
    def test_what_is_wrong_with_a_row_is_said_beside_it(self, client_for, concrete, office, row, message):
        answer = client_for("coordinator").post(f"/plans/items/{concrete.pk}/edit/", form_of(concrete, office, **row))
        assert answer.status_code == 422
        assert message in answer.content.decode()

    def test_words_about_persons_views_are_refused_in_criteria_too(self, coordinator, vague):
        with pytest.raises(NotNow):
            plans.edit_item(
                coordinator, vague, item_input(vague, criteria=(CriterionInput("Nắm tình hình tư tưởng của cán bộ"),)), version=1
            )

    def test_the_card_shows_them(self, client_for, concrete):
        page = client_for("coordinator").get(f"/plans/of/{concrete.plan.document_id}/").content.decode()
        assert "100% hồ sơ" in page


class TestTask:
    def test_confirming_carries_the_criteria_over(self, coordinator, concrete):
        task = confirmed(coordinator, concrete)
        first = task.criteria.first()
        assert (first.measure, first.proof, first.due) == ("Kế hoạch kiểm kê", "document", date(2026, 4, 30))
        assert not task.is_vague

    def test_a_vague_duty_is_flagged_until_it_has_a_criterion(self, coordinator, vague, client_for):
        task = confirmed(coordinator, vague)
        assert task.is_vague
        client = client_for("coordinator")
        assert "còn chung chung" in client.get(f"/tasks/{task.pk}/").content.decode()
        client.post(f"/tasks/{task.pk}/criteria/", {"version": task.version, "criterion-measure": "Ban hành quy chế"})
        task.refresh_from_db()
        assert not task.is_vague
        assert "còn chung chung" not in client.get(f"/tasks/{task.pk}/").content.decode()
        assert set_criteria(coordinator, task, (), version=task.version).is_vague

    def test_criteria_are_changed_in_place(self, coordinator, concrete):
        task = confirmed(coordinator, concrete)
        first, second = task.criteria.all()
        task = set_criteria(coordinator, task, [CriterionInput("Khác", id=second.pk), CriterionInput("Mới")], version=task.version)
        assert [(one.pk == second.pk, one.measure) for one in task.criteria.all()] == [(True, "Khác"), (False, "Mới")]
        assert not Criterion.objects.filter(pk=first.pk).exists()
        assert history_of(task)[0].detail == {"before": 2, "after": 2}

    def test_a_criterion_of_another_task_is_not_taken_over(self, coordinator, concrete, vague):
        task, other = confirmed(coordinator, concrete), confirmed(coordinator, vague)
        foreign = task.criteria.first()
        set_criteria(coordinator, other, [CriterionInput("Cướp", id=foreign.pk)], version=other.version)
        assert Criterion.objects.get(pk=foreign.pk).task == task
        assert other.criteria.get().measure == "Cướp"

    def test_only_the_assigning_side_sets_them_and_over_nothing_newer(self, coordinator, office, concrete):
        task = confirmed(coordinator, concrete)
        with pytest.raises(PermissionDenied):
            set_criteria(office.person("unit_officer"), task, (), version=task.version)
        with pytest.raises(Stale):
            set_criteria(coordinator, task, (), version=task.version + 1)
        Task.objects.filter(pk=task.pk).update(state="withdrawn")
        with pytest.raises(NotNow):
            set_criteria(coordinator, task, (), version=task.version)

    def test_what_is_wrong_is_said_and_stays_typed(self, client_for, coordinator, concrete):
        task = confirmed(coordinator, concrete)
        answer = client_for("coordinator").post(
            f"/tasks/{task.pk}/criteria/", {"version": task.version, "criterion-measure": "Đã gõ", "criterion-due": "hôm qua"}
        )
        assert answer.status_code == 422
        assert "Đã gõ" in answer.content.decode()
