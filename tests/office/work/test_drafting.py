"""A reading becomes a draft plan; a new reading brings it up to date and keeps what people did."""

import pytest

from dondoc.office.registry.signals import document_read
from dondoc.office.work.actions import plans, reshaping
from dondoc.office.work.actions.plans import BodyInput, ItemInput
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.models import Plan, PlanItem
from dondoc.office.work.signals import plan_drafted
from tests.office.work import readings as r
from tests.office.work.conftest import FOUR, ONE, TEXT, THREE, TWO, usual_reading

pytestmark = pytest.mark.django_db


def item_input(item: PlanItem, **values) -> ItemInput:
    """What the form sends when only `values` were changed."""
    fields = ("action", "deadline_text", "deadline_kind", "due", "every", "report_to", "product", "each_unit")
    bodies = tuple(BodyInput(body.role, body.words, body.unit_id) for body in item.bodies.all())
    return ItemInput(**{"bodies": bodies, "report_unit": item.report_unit_id, **{name: getattr(item, name) for name in fields}, **values})


def test_each_task_read_becomes_a_proposal_with_its_words(items):
    assert [(item.order, item.decision, item.quote) for item in items] == [
        (n, "proposed", words) for n, words in enumerate((ONE, TWO, THREE, FOUR), 1)
    ]


def test_bodies_come_with_a_suggestion_that_nobody_has_confirmed(items, office):
    [lead, coordinating] = items[0].bodies.all()
    assert (lead.role, lead.suggested_unit, lead.suggestion_rule, lead.unit) == ("lead", office.units["finance"], "exact", None)
    assert (coordinating.role, coordinating.suggested_unit) == ("coordinating", office.units["home"])


def test_a_body_the_directory_does_not_know_has_no_suggestion(items):
    [lead] = items[2].bodies.all()
    assert (lead.suggested_unit, lead.suggestion_rule) == (None, "unknown")


def test_a_passage_about_persons_views_is_text_only(items):
    assert [item.text_only for item in items] == [False, False, False, True]


def test_a_finding_about_persons_views_counts_even_if_it_names_no_task(office):
    read = usual_reading()
    read["findings"] = [r.finding(TEXT, "phân loại ý kiến của cán bộ", "about-persons-views")]
    assert refresh_plan(r.document(TEXT, read)).items.get(order=4).text_only


@pytest.mark.parametrize(("confidence", "codes"), [(0.62, ["check-closely"]), (0.8, []), (None, [])])
def test_a_task_the_reader_is_not_sure_of_asks_for_a_close_look(office, confidence, codes):
    read = usual_reading()
    read["tasks"] = [{**read["tasks"][0], "confidence": confidence}]
    read["findings"] = []
    item = refresh_plan(r.document(TEXT, read)).items.get()
    assert [finding["code"] for finding in item.findings] == codes


def test_the_signal_of_the_registry_makes_the_draft(the_document):
    document_read.send(sender=type(the_document), document=the_document)
    assert the_document.plans.get().items.count() == 4


def test_reading_again_changes_nothing_when_the_reading_is_the_same(plan, items, the_document):
    refresh_plan(the_document)
    assert [(item.pk, item.version) for item in plan.items.all()] == [(item.pk, item.version) for item in items]


def reread(document, *tasks, text=TEXT, findings=()):
    document.reading, document.source_text = r.reading(*tasks, findings=findings), text
    document.save()
    return refresh_plan(document)


def test_a_proposal_nobody_touched_comes_and_goes_with_the_reading(plan, items, the_document):
    reread(the_document, r.task(TEXT, ONE, lead=("Phòng Nội vụ",), action="Việc mới đọc."))
    [item] = plan.items.all()
    assert (item.pk, item.action, item.version) == (items[0].pk, "Việc mới đọc.", 2)
    assert [body.words for body in item.bodies.all()] == ["Phòng Nội vụ"]


def test_a_corrected_part_survives_and_the_others_are_read_anew(plan, items, the_document, coordinator):
    plans.edit_item(coordinator, items[0], item_input(items[0], action="Rà soát, lập danh mục."), version=1)
    deadline = r.deadline(TEXT, "trước ngày 30/4/2026", due="2026-04-29")
    reread(the_document, r.task(TEXT, ONE, action="Máy đọc khác.", deadline=deadline))
    item = plan.items.get(pk=items[0].pk)
    assert (item.action, f"{item.due}", item.corrected) == ("Rà soát, lập danh mục.", "2026-04-29", ["action"])


def test_corrected_bodies_survive(plan, items, the_document, coordinator, office):
    bodies = (BodyInput("lead", "Phòng Nội vụ", office.units["home"].pk),)
    plans.edit_item(coordinator, items[0], item_input(items[0], bodies=bodies), version=1)
    reread(the_document, r.task(TEXT, ONE, lead=("UBND phường Bến Lở",)))
    assert [body.unit for body in plan.items.get(pk=items[0].pk).bodies.all()] == [office.units["home"]]


@pytest.mark.parametrize("decide", [plans.accept_item, plans.reject_item])
def test_a_decision_survives_with_all_it_decided_on(plan, items, the_document, coordinator, decide):
    decided = decide(coordinator, items[0], version=1)
    reread(the_document, r.task(TEXT, ONE, action="Máy đọc khác."))
    item = plan.items.get(pk=items[0].pk)
    assert (item.decision, item.action) == (decided.decision, ONE)


def test_an_accepted_item_that_is_no_longer_read_stays(plan, items, the_document, coordinator):
    plans.accept_item(coordinator, items[0], version=1)
    reread(the_document)
    assert [item.pk for item in plan.items.all()] == [items[0].pk]


def test_what_a_person_split_is_not_proposed_again_as_one(plan, items, the_document, coordinator):
    reshaping.split_item(coordinator, items[0], TEXT.index("lập danh mục"), version=1)
    refresh_plan(the_document)
    assert plan.items.count() == 5


def test_an_acceptance_gives_way_when_the_passage_turns_out_to_be_about_persons_views(plan, items, the_document, coordinator):
    plans.accept_item(coordinator, items[0], version=1)
    reread(the_document, r.task(TEXT, ONE), findings=(r.finding(TEXT, ONE, "about-persons-views", task=0),))
    item = plan.items.get(pk=items[0].pk)
    assert (item.text_only, item.decision) == (True, "proposed")


def test_and_so_do_the_halves_a_person_split_it_into(plan, items, the_document, coordinator):
    first, _ = reshaping.split_item(coordinator, items[0], TEXT.index("lập danh mục"), version=1)
    plans.accept_item(coordinator, first, version=first.version)
    before = {item.pk: item.version for item in plan.items.all()}
    reread(the_document, r.task(TEXT, ONE), findings=(r.finding(TEXT, ONE, "about-persons-views", task=0),))
    halves = [item for item in plan.items.all() if item.is_reshaped]
    assert [(item.text_only, item.decision) for item in halves] == [(True, "proposed")] * 2
    assert all(item.version > before[item.pk] for item in halves)


def test_kept_items_find_their_words_again_when_the_text_moved(plan, items, the_document, coordinator):
    plans.accept_item(coordinator, items[0], version=1)
    moved = "THÔNG BÁO\n\n" + TEXT
    reread(the_document, text=moved)
    [item] = plan.items.all()
    assert [moved[start:end] for start, end in item.spans] == [ONE]


def test_a_confirmed_plan_is_left_as_it_is(tasks, plan, the_document):
    reread(the_document, r.task(TEXT, THREE))
    plan.refresh_from_db()
    assert (plan.state, plan.items.count(), Plan.objects.count()) == ("confirmed", 4, 1)


def test_rooms_above_hear_of_a_first_draft_once_and_of_an_empty_one_never(office):
    heard = []

    def hear(plan, **_signal):
        heard.append(plan.document)

    plan_drafted.connect(hear)
    try:
        full, empty = r.document(TEXT, usual_reading()), r.document("Kính gửi.", r.reading(), number="2/TB-VP")
        for document in (full, empty, full):
            refresh_plan(document)
    finally:
        plan_drafted.disconnect(hear)
    assert heard == [full]
