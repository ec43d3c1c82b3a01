"""What people do to a draft plan, up to confirming it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dondoc.office.audit.models import Entry
from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.work.actions import confirming, plans, reshaping
from dondoc.office.work.actions.confirming import tally
from dondoc.office.work.actions.plans import BodyInput
from dondoc.office.work.drafting import CHECK_CLOSELY
from dondoc.office.work.models import PlanItem, Task
from dondoc.office.work.settled import ABOUT, open_findings
from dondoc.reading.findings import MESSAGES
from tests.office.work.conftest import FOUR, ONE, TEXT, TWO
from tests.office.work.test_drafting import item_input

pytestmark = pytest.mark.django_db


def now(item: PlanItem) -> PlanItem:
    return PlanItem.objects.get(pk=item.pk)


class TestDeciding:
    def test_accepting_confirms_the_units_that_were_suggested(self, coordinator, items, office):
        plans.accept_item(coordinator, items[0], version=1)
        assert now(items[0]).decision == "accepted"
        assert [body.unit for body in items[0].bodies.all()] == [office.units["finance"], office.units["home"]]

    def test_an_item_without_a_lead_unit_can_not_be_accepted(self, coordinator, items):
        with pytest.raises(NotNow, match="đơn vị chủ trì"):
            plans.accept_item(coordinator, items[2], version=1)
        assert now(items[2]).decision == "proposed"

    def test_accepting_all_takes_just_those_that_are_complete(self, coordinator, plan, items):
        assert plans.accept_complete(coordinator, plan) == 2
        assert [item.decision for item in plan.items.all()] == ["accepted", "accepted", "proposed", "proposed"]

    def test_accepting_all_leaves_a_suggestion_that_needs_a_look(self, coordinator, plan, items):
        items[0].bodies.filter(role="lead").update(suggestion_rule="place")
        assert plans.accept_complete(coordinator, plan) == 1

    def test_rejecting_can_be_undone(self, coordinator, items):
        plans.reject_item(coordinator, items[0], version=1)
        plans.restore_item(coordinator, items[0], version=2)
        assert now(items[0]).decision == "proposed"

    def test_each_deed_is_in_the_journal(self, coordinator, items):
        plans.accept_item(coordinator, items[0], version=1)
        plans.restore_item(coordinator, items[0], version=2)
        assert [entry.verb for entry in history_of(items[0])] == ["work.restore_item", "work.accept_item"]

    def test_the_journal_never_holds_words_of_the_document(self, coordinator, items):
        plans.accept_item(coordinator, items[0], version=1)
        [entry] = history_of(items[0])
        assert "rà soát" not in f"{entry.object_label} {entry.detail}"

    def test_somebody_elses_change_is_not_overrun(self, coordinator, items, office):
        plans.reject_item(office.person("leader"), items[0], version=1)
        with pytest.raises(Stale):
            plans.accept_item(coordinator, items[0], version=1)
        assert now(items[0]).decision == "rejected"


class TestTextOnly:
    """Passages that call for watching or grading what persons think or say."""

    def test_is_never_accepted(self, coordinator, items):
        with pytest.raises(NotNow, match="quan điểm, tư tưởng của cá nhân"):
            plans.accept_item(coordinator, items[3], version=1)

    def test_is_never_edited_into_a_task(self, coordinator, items, office):
        bodies = (BodyInput("lead", "Phòng Nội vụ", office.units["home"].pk),)
        with pytest.raises(NotNow):
            plans.edit_item(coordinator, items[3], item_input(items[3], bodies=bodies), version=1)

    def test_is_never_split_or_merged(self, coordinator, items):
        with pytest.raises(NotNow):
            reshaping.split_item(coordinator, items[3], items[3].spans[0][0] + 20, version=1)
        with pytest.raises(NotNow):
            reshaping.merge_items(coordinator, items[0], items[3], version=1, other_version=items[3].version)

    def test_a_selection_of_it_is_refused_and_nothing_is_added(self, coordinator, plan, items):
        start = TEXT.index("phân loại ý kiến")
        with pytest.raises(NotNow, match="quan điểm, tư tưởng"):
            reshaping.add_item(coordinator, plan, start, start + 30)
        assert plan.items.count() == len(items)

    @pytest.mark.parametrize("field", ["action", "product", "report_to", "deadline_text"])
    def test_no_field_of_an_item_takes_such_words(self, coordinator, items, field):
        with pytest.raises(NotNow, match="lời nói của cá nhân"):
            plans.edit_item(coordinator, items[0], item_input(items[0], **{field: "Nắm tình hình tư tưởng của cán bộ"}), version=1)
        assert (now(items[0]).version, getattr(now(items[0]), field)) == (1, getattr(items[0], field))

    def test_nor_does_the_name_of_a_body(self, coordinator, items):
        bodies = (BodyInput("lead", "Tổ nắm tình hình tư tưởng của cán bộ"),)
        with pytest.raises(NotNow, match="lời nói của cá nhân"):
            plans.edit_item(coordinator, items[0], item_input(items[0], bodies=bodies), version=1)

    def test_needs_no_decision_before_confirming_and_makes_no_task(self, tasks, items):
        assert not Task.objects.filter(quote=FOUR).exists()

    def test_the_database_refuses_it_as_accepted(self, items):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanItem.objects.filter(pk=items[3].pk).update(decision="accepted")


class TestEditing:
    def test_only_the_parts_that_differ_count_as_corrected(self, coordinator, items):
        plans.edit_item(coordinator, items[0], item_input(items[0], action="Khác", due=date(2026, 5, 4)), version=1)
        item = now(items[0])
        assert (item.action, item.due, item.corrected, item.version) == ("Khác", date(2026, 5, 4), ["action", "deadline"], 2)

    def test_saving_without_a_change_writes_nothing(self, coordinator, items):
        plans.edit_item(coordinator, items[0], item_input(items[0]), version=1)
        assert (now(items[0]).version, history_of(items[0]).count()) == (1, 0)

    def test_another_day_is_no_longer_the_texts_before(self, coordinator, items):
        plans.edit_item(coordinator, items[0], item_input(items[0], deadline_kind="open", due=None), version=1)
        assert (now(items[0]).strict_before, now(items[0]).due) == (False, None)

    def test_a_class_becomes_the_units_a_person_chose(self, coordinator, items, office):
        bodies = tuple(BodyInput("lead", "các phòng", office.units[key].pk) for key in ("finance", "home"))
        plans.edit_item(coordinator, items[2], item_input(items[2], bodies=bodies), version=1)
        assert [(body.words, body.unit) for body in items[2].bodies.all()] == [
            ("các phòng", office.units[key]) for key in ("finance", "home")
        ]

    def test_a_unit_is_named_once_and_leading_goes_before_coordinating(self, coordinator, items, office):
        home = office.units["home"].pk
        bodies = (BodyInput("coordinating", "Phòng Nội vụ", home), BodyInput("lead", "Phòng Nội vụ", home))
        plans.edit_item(coordinator, items[2], item_input(items[2], bodies=bodies), version=1)
        assert [body.role for body in items[2].bodies.all()] == ["lead"]

    def test_an_accepted_item_that_loses_its_lead_is_a_proposal_again(self, coordinator, items):
        plans.accept_item(coordinator, items[0], version=1)
        plans.edit_item(coordinator, now(items[0]), item_input(now(items[0]), bodies=()), version=2)
        assert now(items[0]).decision == "proposed"


class TestFindings:
    """What the reader wants looked at goes once a person has set what it is about."""

    def test_is_open_until_the_part_is_set(self, coordinator, items, office):
        assert [finding["code"] for finding in open_findings(items[2])] == ["no-deadline"]
        item = plans.edit_item(coordinator, items[2], item_input(items[2], action="Khác"), version=1)
        assert open_findings(item)
        item = plans.edit_item(coordinator, item, item_input(item, deadline_kind="open"), version=2)
        assert open_findings(item) == []

    def test_a_task_carries_those_that_were_left_open(self, coordinator, items, plan, office):
        bodies = (BodyInput("lead", "Tổ", office.units["home"].pk),)
        item = plans.edit_item(coordinator, items[2], item_input(items[2], bodies=bodies), version=1)
        plans.accept_item(coordinator, item, version=2)
        for other in items[:2]:
            plans.reject_item(coordinator, other, version=1)
        [task] = confirming.confirm_plan(coordinator, plan)
        assert [finding["code"] for finding in task.findings] == ["no-deadline"]

    def test_every_finding_about_a_task_is_of_a_known_code(self):
        beginnings = ("citation-", "number-", "encoding-", "attachment-", "formulas-", "part-")
        about_documents = {code for code in MESSAGES if code.startswith(beginnings)}
        assert set(ABOUT) - {CHECK_CLOSELY} == set(MESSAGES) - about_documents - {"about-persons-views"}


def test_the_summary_says_how_many_tasks_confirming_makes_a_class_one_a_unit(coordinator, items, office):
    bodies = tuple(BodyInput("lead", "Các phòng", office.units[key].pk) for key in ("finance", "home"))
    item = plans.edit_item(coordinator, items[2], item_input(items[2], bodies=bodies, each_unit=True), version=1)
    plans.accept_item(coordinator, item, version=2)
    assert tally(list(item.plan.items.prefetch_related("bodies"))).tasks == 2


class TestReshaping:
    def test_a_split_gives_each_half_its_words_and_both_the_bodies(self, coordinator, items):
        first, second = reshaping.split_item(coordinator, items[0], TEXT.index("lập danh mục"), version=1)
        assert (first.quote, second.quote) == (ONE[: ONE.index("lập danh mục")].strip(), ONE[ONE.index("lập danh mục") :])
        assert [body.words for body in first.bodies.all()] == [body.words for body in second.bodies.all()]

    def test_a_deadline_stays_with_the_half_it_was_read_in(self, coordinator, items):
        first, second = reshaping.split_item(coordinator, items[0], TEXT.index("lập danh mục"), version=1)
        assert (now(first).due, now(second).due) == (None, date(2026, 4, 30))

    def test_a_split_at_the_edge_is_refused(self, coordinator, items, plan):
        with pytest.raises(NotNow, match="giữa đoạn"):
            reshaping.split_item(coordinator, items[0], items[0].spans[0][0], version=1)
        assert plan.items.count() == 4

    def test_the_items_are_numbered_as_the_text_has_them(self, coordinator, items, plan):
        reshaping.split_item(coordinator, items[0], TEXT.index("lập danh mục"), version=1)
        assert [(item.order, item.spans[0][0]) for item in plan.items.all()] == list(
            enumerate(sorted(item.spans[0][0] for item in plan.items.all()), 1)
        )

    def test_a_merge_holds_the_words_and_bodies_of_both(self, coordinator, items, plan):
        merged = reshaping.merge_items(coordinator, items[0], items[1], version=1, other_version=1)
        assert merged.spans == [items[0].spans[0], items[1].spans[0]]
        assert merged.quote == f"{ONE}\n{TWO}"
        assert [body.words for body in merged.bodies.all()] == ["Phòng Tài chính - Kế hoạch", "UBND phường Bến Lở", "Phòng Nội vụ"]
        assert (merged.due, plan.items.count()) == (date(2026, 4, 30), 3)

    def test_a_merge_can_be_split_again_where_it_was_joined(self, coordinator, items):
        merged = reshaping.merge_items(coordinator, items[0], items[1], version=1, other_version=1)
        first, second = reshaping.split_item(coordinator, merged, items[1].spans[0][0], version=merged.version)
        assert (first.quote, second.quote) == (ONE, TWO)

    @pytest.mark.parametrize(("kept", "absorbed"), [(0, 1), (1, 0)])
    def test_a_split_undone_by_a_merge_is_as_it_was_whichever_half_takes_in_the_other(self, coordinator, items, plan, kept, absorbed):
        halves = reshaping.split_item(coordinator, items[0], TEXT.index("lập danh mục"), version=1)
        one, other = halves[kept], halves[absorbed]
        whole = reshaping.merge_items(coordinator, one, other, version=one.version, other_version=other.version)
        whole = now(whole)
        assert (whole.due, whole.deadline_kind, whole.deadline_span) == (date(2026, 4, 30), "absolute", items[0].deadline_span)
        assert "".join(whole.quote.split()) == "".join(ONE.split())

    def test_a_merge_says_which_of_two_deadlines_was_kept_until_a_person_has_looked(self, coordinator, items):
        merged = reshaping.merge_items(coordinator, items[0], items[1], version=1, other_version=1)
        [said] = [one for one in open_findings(merged) if one["code"] == "merged-deadlines"]
        assert ("30/04/2026" in said["message"]["vi"], "thường xuyên" in said["message"]["vi"]) == (True, True)
        accepted = plans.accept_item(coordinator, merged, version=merged.version)
        assert "merged-deadlines" not in {one["code"] for one in accepted.findings}

    def test_another_deadline_answers_the_merge_too(self, coordinator, items):
        merged = reshaping.merge_items(coordinator, items[0], items[1], version=1, other_version=1)
        edited = plans.edit_item(coordinator, merged, item_input(merged, due=date(2026, 6, 1)), version=merged.version)
        assert "merged-deadlines" not in {one["code"] for one in edited.findings}

    def test_one_deadline_is_kept_without_a_word(self, coordinator, items):
        merged = reshaping.merge_items(coordinator, items[0], items[2], version=1, other_version=1)
        assert "merged-deadlines" not in {one["code"] for one in merged.findings}

    def test_an_item_somebody_else_changed_is_not_taken_in(self, coordinator, items):
        plans.reject_item(coordinator, items[1], version=1)
        with pytest.raises(Stale):
            reshaping.merge_items(coordinator, items[0], items[1], version=1, other_version=1)

    def test_words_a_person_put_in_place_of_the_texts_survive_a_split(self, coordinator, items):
        edited = plans.edit_item(coordinator, items[0], item_input(items[0], action="Kiểm kê và lập danh mục."), version=1)
        first, second = reshaping.split_item(coordinator, edited, TEXT.index("lập danh mục"), version=edited.version)
        assert (first.action, second.action) == ("Kiểm kê và lập danh mục.", "lập danh mục tài sản dôi dư trước ngày 30/4/2026.")

    def test_a_passage_added_by_hand_that_turns_out_to_be_about_views_can_be_taken_out_again(self, coordinator, items, plan, client_for):
        start = TEXT.index("lập danh mục")
        added = reshaping.add_item(coordinator, plan, start, start + 40)
        with pytest.raises(NotNow, match="hãy loại"):
            reshaping.remove_item(coordinator, added, version=added.version)
        PlanItem.objects.filter(pk=added.pk).update(text_only=True)
        client = client_for("coordinator")
        assert f"/plans/items/{added.pk}/remove/" in client.get(f"/plans/of/{plan.document_id}/").content.decode()
        assert f"/plans/items/{items[3].pk}/remove/" not in client.get(f"/plans/of/{plan.document_id}/").content.decode()
        client.post(f"/plans/items/{added.pk}/remove/", {"version": added.version})
        assert not PlanItem.objects.filter(pk=added.pk).exists()
        assert [item.order for item in plan.items.all()] == [1, 2, 3, 4]

    def test_items_of_two_plans_are_not_merged(self, coordinator, items, many):
        many(2, confirm=False)
        with pytest.raises(NotNow):
            reshaping.merge_items(coordinator, items[0], PlanItem.objects.latest("pk"), version=1, other_version=1)

    def test_a_selection_of_the_source_becomes_a_proposal_of_the_persons_own(self, coordinator, plan, items):
        start = TEXT.index("Thực hiện Nghị định")
        item = reshaping.add_item(coordinator, plan, start, start + 60)
        assert (item.origin, item.quote, item.citations[0]["number"]) == ("person", TEXT[:60].strip(), "30/2020/NĐ-CP")

    @pytest.mark.parametrize(("start", "end"), [(0, 0), (10, 5), (10**6, 10**7), (61, 63)])
    def test_an_empty_selection_is_refused(self, coordinator, plan, items, start, end):
        with pytest.raises(NotNow, match="Chưa chọn đoạn nào"):
            reshaping.add_item(coordinator, plan, start, end)


class TestConfirming:
    def test_every_proposal_must_be_decided_first(self, coordinator, plan, items):
        with pytest.raises(NotNow, match="Còn 3 đề xuất"):
            confirming.confirm_plan(coordinator, plan)
        assert Task.objects.count() == 0

    def test_a_plan_without_an_accepted_item_is_not_confirmed(self, coordinator, plan, items):
        for item in items[:3]:
            plans.reject_item(coordinator, item, version=1)
        with pytest.raises(NotNow, match="Chưa có mục nào được nhận"):
            confirming.confirm_plan(coordinator, plan)

    def test_the_accepted_items_become_tasks_with_all_they_say(self, tasks, items, office, coordinator):
        task = tasks[0]
        parts = [(part.unit, part.role) for part in task.task_units.all()]
        assert parts == [(office.units["finance"], "lead"), (office.units["home"], "coordinating")]
        assert (task.item_id, task.due, task.spans, task.quote, task.state) == (items[0].pk, date(2026, 4, 30), items[0].spans, ONE, "new")
        assert (task.confirmed_by, [link.due for link in task.deadlines.all()]) == (coordinator, [date(2026, 4, 30)])
        assert len(tasks) == 2

    def test_it_is_in_the_journal_of_the_plan_and_of_each_task(self, tasks, plan):
        assert [entry.verb for entry in history_of(plan)] == ["work.confirm_plan"]
        assert [[entry.verb for entry in history_of(task)] for task in tasks] == [["work.assign_task"]] * 2

    def test_a_confirmed_plan_is_not_confirmed_or_edited_again(self, tasks, coordinator, plan, items):
        with pytest.raises(NotNow):
            confirming.confirm_plan(coordinator, plan)
        with pytest.raises(NotNow, match="đã được xác nhận"):
            plans.restore_item(coordinator, items[0], version=2)
        assert Task.objects.count() == 2

    def test_a_class_may_be_given_as_a_task_to_each_unit(self, coordinator, plan, items, office):
        bodies = tuple(BodyInput("lead", "các phòng", office.units[key].pk) for key in ("finance", "home"))
        item = plans.edit_item(coordinator, items[2], item_input(items[2], bodies=bodies, each_unit=True), version=1)
        plans.accept_item(coordinator, item, version=2)
        for other in items[:2]:
            plans.reject_item(coordinator, other, version=1)
        made = confirming.confirm_plan(coordinator, plan)
        assert [[part.unit for part in task.task_units.all()] for task in made] == [[office.units["finance"]], [office.units["home"]]]

    def test_if_it_fails_half_way_nothing_is_left(self, coordinator, plan, items, monkeypatch):
        plans.accept_complete(coordinator, plan)
        plans.reject_item(coordinator, items[2], version=1)
        monkeypatch.setattr(confirming.TaskDeadline.objects, "bulk_create", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            confirming.confirm_plan(coordinator, plan)
        plan.refresh_from_db()
        assert (plan.state, Task.objects.count()) == ("draft", 0)


class TestSupplementing:
    def test_what_became_no_task_is_in_a_new_draft_and_what_did_is_not_proposed_again(self, coordinator, plan, items, tasks):
        draft = confirming.supplement_plan(coordinator, plan)
        plan.refresh_from_db()
        assert (plan.state, draft.state) == ("superseded", "draft")
        assert [item.pk for item in draft.items.all()] == [items[2].pk, items[3].pk]
        assert [task.item.plan for task in Task.objects.all()] == [plan, plan]

    def test_the_old_tasks_stay_beside_the_new_ones(self, coordinator, plan, items, tasks, office):
        draft = confirming.supplement_plan(coordinator, plan)
        item = draft.items.get(pk=items[2].pk)
        bodies = (BodyInput("lead", item.action, office.units["home"].pk),)
        item = plans.edit_item(coordinator, item, item_input(item, bodies=bodies), version=item.version)
        item = plans.restore_item(coordinator, item, version=item.version)
        plans.accept_item(coordinator, item, version=item.version)
        [new] = confirming.confirm_plan(coordinator, draft)
        assert Task.objects.count() == 3
        assert new.item_id == items[2].pk

    def test_a_draft_has_nothing_to_supplement(self, coordinator, plan, items):
        with pytest.raises(NotNow):
            confirming.supplement_plan(coordinator, plan)


def test_the_tally_counts_and_says_why_not_yet(items):
    count = tally(items)
    assert (count.proposed, count.accepted, count.needs_unit, count.complete, count.text_only) == (3, 0, 1, 2, 1)
    assert count.blockers == ["Còn 3 đề xuất chưa quyết định: hãy nhận hoặc loại từng mục.", "Chưa có mục nào được nhận."]


@pytest.mark.parametrize("role", ["clerk", "unit_officer", "reader", "administrator"])
class TestWithoutTheRight:
    def test_no_deed_on_the_draft_is_possible_and_nothing_is_written(self, office, plan, items, role):
        person = office.person(role)
        deeds = [
            lambda: plans.accept_item(person, items[0], version=1),
            lambda: plans.reject_item(person, items[0], version=1),
            lambda: plans.restore_item(person, items[0], version=1),
            lambda: plans.accept_complete(person, plan),
            lambda: plans.edit_item(person, items[0], item_input(items[0], action="x"), version=1),
            lambda: reshaping.split_item(person, items[0], TEXT.index("lập danh mục"), version=1),
            lambda: reshaping.merge_items(person, items[0], items[1], version=1, other_version=1),
            lambda: reshaping.add_item(person, plan, 0, 20),
            lambda: confirming.confirm_plan(person, plan),
            lambda: confirming.supplement_plan(person, plan),
        ]
        for deed in deeds:
            with pytest.raises(PermissionDenied):
                deed()
        assert [(item.decision, item.version) for item in plan.items.all()] == [("proposed", 1)] * 4


def test_the_journal_calls_an_item_by_its_number_on_the_desk(coordinator, plan, items):
    added = reshaping.add_item(coordinator, plan, 0, 9)
    split = reshaping.split_item(coordinator, now(items[0]), TEXT.index("lập danh mục"), version=1)
    names = {Entry.objects.get(verb=f"work.{verb}").object_label for verb in ("add_item", "split_item")}
    assert (added.pk > 1, [item.order for item in split], names) == (True, [2, 3], {"Mục 1 (512/UBND-TCKH)", "Mục 2 (512/UBND-TCKH)"})
