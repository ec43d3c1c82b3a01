"""The pages: who gets in, what they answer with and without htmx, and that nothing typed is lost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.office.audit.models import Entry
from dondoc.office.work.actions import plans
from dondoc.office.work.drafting import refresh_plan
from dondoc.office.work.models import Plan, PlanItem, Task
from dondoc.office.work.queries.desk import get_desk
from tests.office.work import readings as r
from tests.office.work.conftest import TEXT

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def form_of(item: PlanItem, office, **values):
    """What the edit form of the first item sends."""
    return {
        "version": item.version,
        "action": item.action,
        "lead-words": ["Phòng Tài chính - Kế hoạch", ""],
        "lead-unit": [office.units["finance"].name, ""],
        "coordinating-words": ["Phòng Nội vụ", ""],
        "coordinating-unit": ["Phòng Nội vụ", ""],
        "deadline_kind": "absolute",
        "due": "2026-04-30",
        "deadline_text": item.deadline_text,
        **values,
    }


class TestWhoGetsIn:
    @pytest.fixture
    def addresses(self, tasks, the_document):
        return ["/board/", "/plans/", f"/plans/of/{the_document.pk}/", "/tasks/", "/tasks/export/", f"/tasks/{tasks[0].pk}/"]

    def test_somebody_who_is_not_signed_in_is_asked_to(self, client, addresses):
        for address in addresses:
            answer = client.get(address)
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/")

    def test_somebody_without_a_role_gets_nothing(self, client, stranger, addresses):
        client.force_login(stranger)
        assert {client.get(address).status_code for address in addresses} <= {403, 404}

    def test_a_reader_sees_all_and_changes_nothing(self, client_for, addresses, tasks, plan, items):
        client = client_for("reader")
        entries = Entry.objects.count()
        assert {client.get(address).status_code for address in addresses} == {200}
        posts = [f"/plans/items/{items[0].pk}/{verb}/" for verb in ("accept", "reject", "restore", "edit", "split", "merge")]
        posts += [f"/plans/{plan.pk}/{verb}/" for verb in ("accept-complete", "add", "confirm")]
        posts += [f"/tasks/{tasks[0].pk}/move/accept/"]
        assert {client.post(address, {"version": 1}).status_code for address in posts} == {403}
        assert (
            client.post("/tasks/change/", {"task": f"{tasks[0].pk}:1", "due": "2026-06-01", "reason": "x", "apply": "1"}).status_code == 403
        )
        assert (Entry.objects.count(), Task.objects.get(pk=tasks[0].pk).version) == (entries, 1)

    def test_a_reader_sees_no_buttons(self, client_for, the_document, plan, tasks):
        client = client_for("reader")
        for address in (f"/plans/of/{the_document.pk}/", f"/tasks/{tasks[0].pk}/"):
            page = client.get(address).content.decode()
            assert "/move/" not in page
            assert "/accept/" not in page

    def test_the_task_of_another_unit_is_not_there(self, client, other_officer, tasks):
        client.force_login(other_officer)
        assert client.get(f"/tasks/{tasks[0].pk}/").status_code == 404
        assert client.post(f"/tasks/{tasks[0].pk}/move/accept/", {"version": 1}).status_code == 404

    def test_deeds_are_never_done_by_following_a_link(self, client_for, items, plan, tasks):
        client = client_for("coordinator")
        addresses = [
            f"/plans/items/{items[0].pk}/accept/",
            f"/plans/{plan.pk}/confirm/",
            f"/tasks/{tasks[0].pk}/move/accept/",
            "/tasks/change/",
        ]
        assert {client.get(address).status_code for address in addresses} == {405}


class TestDesk:
    def test_without_scripts_a_deed_leads_back_to_its_item(self, client_for, items, the_document):
        answer = client_for("coordinator").post(f"/plans/items/{items[0].pk}/accept/", {"version": 1})
        assert (answer.status_code, answer.url) == (302, f"/plans/of/{the_document.pk}/#item-{items[0].pk}")
        assert PlanItem.objects.get(pk=items[0].pk).decision == "accepted"

    def test_with_htmx_it_answers_with_the_card_and_the_summary(self, client_for, items):
        page = client_for("coordinator").post(f"/plans/items/{items[0].pk}/accept/", {"version": 1}, headers=HTMX).content.decode()
        assert page.lstrip().startswith(f'<article class="item is-accepted" id="item-{items[0].pk}"')
        assert 'id="plan-summary" class="summary" hx-swap-oob="true"' in page
        assert "<html" not in page

    def test_the_form_opens_in_place_without_scripts(self, client_for, the_document, items):
        page = client_for("coordinator").get(f"/plans/of/{the_document.pk}/?edit={items[0].pk}").content.decode()
        assert f'action="/plans/items/{items[0].pk}/edit/"' in page
        assert f'id="item-{items[1].pk}"' in page

    def test_a_suggested_unit_stands_in_the_form_to_be_confirmed(self, client_for, items, office):
        page = client_for("coordinator").get(f"/plans/items/{items[0].pk}/edit/", headers=HTMX).content.decode()
        assert f'name="lead-unit" value="{office.units["finance"].name}"' in page

    def test_the_form_changes_what_it_says(self, client_for, items, office):
        data = form_of(items[0], office, action="Rà soát lại.", due="2026-05-15")
        assert client_for("coordinator").post(f"/plans/items/{items[0].pk}/edit/", data, headers=HTMX).status_code == 200
        item = PlanItem.objects.get(pk=items[0].pk)
        assert (item.action, f"{item.due}", [body.unit for body in item.bodies.all()]) == (
            "Rà soát lại.",
            "2026-05-15",
            [office.units["finance"], office.units["home"]],
        )

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"lead-unit": ["Sở Không Có", ""]}, "Không có đơn vị «Sở Không Có»"),
            ({"due": "32/13/2026"}, "Nhập một ngày hợp lệ"),
            ({"due": "", "deadline_kind": "absolute"}, "cần một ngày"),
            ({"due": "2026-04-30", "deadline_kind": "open"}, "Việc thường xuyên không có ngày"),
            ({"action": ""}, "Trường này là bắt buộc"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client_for, items, office, values, message):
        data = form_of(items[0], office, **{"product": "Danh mục tài sản", **values})
        answer = client_for("coordinator").post(f"/plans/items/{items[0].pk}/edit/", data, headers=HTMX)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Danh mục tài sản" in page
        assert message in page or "required" in page or "valid date" in page
        assert PlanItem.objects.get(pk=items[0].pk).version == 1

    def test_a_stale_form_shows_the_difference_and_keeps_what_was_typed(self, client_for, items, office, coordinator):
        from tests.office.work.test_drafting import item_input

        plans.edit_item(office.person("leader"), items[0], item_input(items[0], action="Lãnh đạo đã sửa."), version=1)
        client = client_for("coordinator")
        answer = client.post(f"/plans/items/{items[0].pk}/edit/", form_of(items[0], office, action="Chuyên viên đang gõ."), headers=HTMX)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Lãnh đạo đã sửa." in page
        assert page.count("Chuyên viên đang gõ.") == 2  # in the table of differences, and still in the form
        assert "Phạm Quốc Khánh" in page
        assert PlanItem.objects.get(pk=items[0].pk).action == "Lãnh đạo đã sửa."
        again = form_of(items[0], office, action="Chuyên viên đang gõ.", version=re.search(r'name="version" value="(\d+)"', page)[1])
        assert client.post(f"/plans/items/{items[0].pk}/edit/", again, headers=HTMX).status_code == 200
        assert PlanItem.objects.get(pk=items[0].pk).action == "Chuyên viên đang gõ."

    def test_a_class_is_chosen_by_ticking(self, client_for, office):
        text = "Các xã, phường báo cáo trước ngày 01/6/2026.\n"
        item = refresh_plan(
            r.document(text, r.reading(r.task(text, text.strip(), lead=("Các xã, phường",))), number="9/CT-UBND")
        ).items.get()
        client, ward = client_for("coordinator"), office.units["ward"]
        page = client.get(f"/plans/items/{item.pk}/edit/", headers=HTMX).content.decode()
        assert f'name="lead-pick" value="0:{ward.pk}"' in page
        data = {
            "version": 1,
            "action": item.action,
            "lead-words": ["Các xã, phường", ""],
            "lead-unit": ["", ""],
            "lead-pick": [f"0:{ward.pk}"],
        }
        assert client.post(f"/plans/items/{item.pk}/edit/", data, headers=HTMX).status_code == 200
        assert [(body.words, body.unit) for body in item.bodies.all()] == [("Các xã, phường", ward)]

    def test_a_stale_decision_answers_with_the_item_as_it_is(self, client_for, items, office):
        plans.reject_item(office.person("leader"), items[0], version=1)
        answer = client_for("coordinator").post(f"/plans/items/{items[0].pk}/accept/", {"version": 1}, headers=HTMX)
        assert answer.status_code == 409
        assert "is-rejected" in answer.content.decode()
        assert "vừa được người khác sửa" in answer.content.decode()

    def test_a_passage_about_persons_views_has_no_buttons_and_says_why(self, client_for, the_document, items):
        page = client_for("coordinator").get(f"/plans/of/{the_document.pk}/").content.decode()
        card = page[page.index(f'id="item-{items[3].pk}"') :]
        card = card[: card.index("</article>")]
        assert "chỉ được hiển thị, không lập thành nhiệm vụ" in card
        assert "<button" not in card

    @pytest.mark.parametrize("form", ["edit", "reshape"])
    def test_no_form_of_such_a_passage_is_opened(self, client_for, the_document, items, form):
        client = client_for("coordinator")
        answer = client.get(f"/plans/items/{items[3].pk}/{form}/", headers=HTMX)
        assert answer.status_code == 409
        assert "quan điểm, tư tưởng của cá nhân" in answer.content.decode()
        pages = [answer.content.decode(), client.get(f"/plans/of/{the_document.pk}/?{form}={items[3].pk}").content.decode()]
        assert [page.count("item-form") for page in pages] == [0, 0]

    def test_a_refused_split_or_merge_says_why_once(self, client_for, items):
        client = client_for("coordinator")
        for verb, data in (("split", {"version": 1, "at": 1}), ("merge", {"version": 1, "other": f"{items[3].pk}:1"})):
            answer = client.post(f"/plans/items/{items[0].pk}/{verb}/", data, headers=HTMX)
            assert (answer.status_code, answer.content.decode().count('role="alert"')) == (409, 1)

    def test_the_cards_of_a_desk_can_be_decided_on_without_scripts(self, client_for, the_document, items):
        page = client_for("coordinator").get(f"/plans/of/{the_document.pk}/").content.decode()
        card = page[page.index(f'id="item-{items[0].pk}"') :]
        assert 'name="csrfmiddlewaretoken"' in card[: card.index("</article>")]

    def test_a_plan_that_can_not_be_confirmed_yet_says_why(self, client_for, the_document, items):
        page = client_for("coordinator").get(f"/plans/of/{the_document.pk}/").content.decode()
        assert "Còn 3 đề xuất chưa quyết định" in page
        assert 'disabled aria-describedby="blockers"' in page

    def test_splitting_merging_and_adding_answer_with_the_whole_desk(self, client_for, items, plan):
        client = client_for("coordinator")
        at = TEXT.index("lập danh mục")
        for address, data in (
            (f"/plans/items/{items[0].pk}/split/", {"version": 1, "at": at}),
            (f"/plans/items/{items[0].pk}/merge/", {"version": 2, "other": f"{items[1].pk}:1"}),
            (f"/plans/{plan.pk}/add/", {"span": "0:60"}),
        ):
            answer = client.post(address, data, headers=HTMX)
            assert (answer.status_code, answer["HX-Retarget"]) == (200, "#desk")
            assert answer.content.decode().lstrip().startswith('<div id="desk"')

    def test_the_source_is_text_and_never_markup(self, client_for, office):
        text = "Giao <script>alert(1)</script> & Phòng Nội vụ báo cáo.\n"
        document = r.document(text, r.reading(r.task(text, text.strip(), lead=("Phòng Nội vụ",))), number="<b>9</b>/CT")
        refresh_plan(document)
        page = client_for("coordinator").get(f"/plans/of/{document.pk}/").content.decode()
        assert "<script>alert" not in page
        assert "<b>9</b>" not in page

    def test_confirming_makes_the_tasks_and_the_desk_links_to_them(self, client_for, the_document, plan, items):
        client = client_for("coordinator")
        client.post(f"/plans/{plan.pk}/accept-complete/")
        client.post(f"/plans/items/{items[2].pk}/reject/", {"version": 1})
        answer = client.post(f"/plans/{plan.pk}/confirm/", follow=True)
        page = answer.content.decode()
        assert "Đã xác nhận kế hoạch: 2 nhiệm vụ." in page
        assert all(f"/tasks/{task.pk}/" in page for task in Task.objects.all())
        assert "/accept/" not in page
        page = client.post(f"/plans/{plan.pk}/supplement/", follow=True).content.decode()
        assert "Văn bản này đã có 2 nhiệm vụ." in page

    def test_a_document_that_is_not_read_yet_says_so(self, client_for, make_document):
        document = make_document(read=False)
        page = client_for("coordinator").get(f"/plans/of/{document.pk}/").content.decode()
        assert "chưa có kế hoạch" in page


class TestLongPlans:
    @pytest.fixture
    def draft(self, many):
        many(230, number="99/TB-VP", confirm=False)
        return Plan.objects.get(document__number="99/TB-VP")

    def numbers(self, page):
        return [int(number) for number in re.findall(r'<h3 id="item-\d+-title">Mục (\d+)</h3>', page)]

    def test_a_hundred_items_are_shown_at_a_time_and_all_of_the_text(self, client_for, draft):
        client, address = client_for("coordinator"), f"/plans/of/{draft.document_id}/"
        pages = [client.get(f"{address}?page={number}").content.decode() for number in (1, 2, 3)]
        assert [number for page in pages for number in self.numbers(page)] == list(range(1, 231))
        assert [len(self.numbers(page)) for page in pages] == [100, 100, 30]
        assert all("Việc số 230" in page and "Nhiệm vụ (230)" in page and 'rel="next"' in pages[0] for page in pages)

    def test_an_item_is_found_on_its_page_from_the_text_after_a_deed_and_when_its_form_is_asked_for(self, client_for, draft):
        client, address = client_for("coordinator"), f"/plans/of/{draft.document_id}/"
        item = draft.items.get(order=150)
        page = client.get(address).content.decode()
        assert f'href="?at={item.pk}#item-{item.pk}"' in page
        assert self.numbers(client.get(f"{address}?at={item.pk}").content.decode())[0] == 101
        assert client.post(f"/plans/items/{item.pk}/accept/", {"version": 1}).url == f"{address}?at={item.pk}#item-{item.pk}"
        assert f'action="/plans/items/{item.pk}/edit/"' in client.get(f"{address}?edit={item.pk}").content.decode()

    def test_a_long_desk_takes_no_more_queries_than_a_short_one(self, draft, the_document, coordinator):
        counts = []
        for document in (the_document.pk, draft.document_id):
            with CaptureQueriesContext(connection) as queries:
                get_desk(coordinator, document)
            counts.append(len(queries))
        assert counts[1] <= max(counts[0], 7)

    def test_the_counts_of_the_list_of_plans_lead_to_just_those_items(self, client_for, plan, items, coordinator, the_document):
        plans.reject_item(coordinator, items[1], version=1)
        client = client_for("coordinator")
        listed = client.get("/plans/").content.decode()
        links = dict(re.findall(r'href="(/plans/of/\d+/\?state=\w+)#items">(\d+) ', listed))
        assert links == {f"/plans/of/{the_document.pk}/?state=proposed": "2", f"/plans/of/{the_document.pk}/?state=rejected": "1"}
        assert {link: str(len(self.numbers(client.get(link).content.decode()))) for link in links} == links

    def test_a_plan_with_nothing_proposed_says_so(self, client_for, office):
        refresh_plan(r.document("Không giao việc.\n", r.reading(), number="3/TB-VP"))
        page = client_for("coordinator").get("/plans/").content.decode()
        assert "không có đề xuất" in page
        assert "?state=" not in page


def test_a_figure_of_nothing_is_not_drawn_as_an_alarm(client_for, office):
    page = client_for("coordinator").get("/board/").content.decode()
    assert 'class="tile time-overdue is-zero"' in page


class TestTasks:
    def test_a_task_leads_back_to_the_very_words(self, client_for, tasks, the_document, items):
        page = client_for("coordinator").get(f"/tasks/{tasks[0].pk}/").content.decode()
        assert tasks[0].quote in page
        assert f"/plans/of/{the_document.pk}/#src-{items[0].pk}" in page

    def test_pressing_a_button_moves_it_and_the_history_tells(self, client_for, tasks):
        client = client_for("unit_officer")
        client.post(f"/tasks/{tasks[0].pk}/move/accept/", {"version": 1})
        page = client.get(f"/tasks/{tasks[0].pk}/").content.decode()
        assert "Mới giao → Đã nhận" in page
        assert "Trần Văn Bình" in page

    def test_a_refused_move_says_why_and_keeps_the_note(self, client_for, tasks):
        answer = client_for("coordinator").post(f"/tasks/{tasks[0].pk}/move/finish/", {"version": 1, "reason": "Ghi chú dở"})
        assert answer.status_code == 409
        assert "Ghi chú dở" in answer.content.decode()

    def test_changing_many_shows_first_and_does_then(self, client_for, tasks):
        client = client_for("coordinator")
        data = {"task": [f"{task.pk}:1" for task in tasks], "due": "2026-06-15", "reason": "Gia hạn chung", "query": "time=overdue"}
        preview = client.post("/tasks/change/", data).content.decode()
        assert "2 nhiệm vụ sẽ thay đổi" in preview
        assert Task.objects.filter(due="2026-06-15").count() == 0
        answer = client.post("/tasks/change/", {**data, "apply": "1"})
        assert answer.url == "/tasks/?time=overdue"
        assert Task.objects.filter(due="2026-06-15").count() == 2

    def test_a_change_that_came_too_late_shows_what_is_now(self, client_for, tasks):
        client = client_for("coordinator")
        data = {"task": [f"{task.pk}:1" for task in tasks], "due": "2026-06-15", "reason": "Gia hạn"}
        Task.objects.filter(pk=tasks[0].pk).update(version=2)
        answer = client.post("/tasks/change/", {**data, "apply": "1"})
        assert answer.status_code == 409
        assert f'value="{tasks[0].pk}:2"' in answer.content.decode()

    def test_nothing_but_the_list_is_gone_back_to(self, client_for, tasks):
        data = {"task": f"{tasks[0].pk}:1", "due": "2026-06-15", "reason": "x", "apply": "1", "query": "//evil.example/?sort=due"}
        assert client_for("coordinator").post("/tasks/change/", data).url == "/tasks/"

    def test_the_download_has_the_rows_of_the_list_and_no_formulas(self, client_for, tasks):
        Task.objects.filter(pk=tasks[0].pk).update(action="=HYPERLINK(1)")
        answer = client_for("coordinator").get("/tasks/export/?time=overdue")
        lines = b"".join(answer.streaming_content).decode("utf-8").splitlines()
        assert len(lines) == 2
        assert lines[0].startswith("\ufeffTT,")
        assert ",'=HYPERLINK(1)," in lines[1]


@pytest.fixture
def every_page(client_for, tasks, many, the_document):
    """Each page of the room as the coordinator gets it, a draft's desk too."""
    from dondoc.office.registry.models import Document

    many(3, number="99/TB-VP", confirm=False)
    draft = Document.objects.latest("pk")
    addresses = ["/board/", "/plans/", "/tasks/", f"/tasks/{tasks[0].pk}/", f"/plans/of/{the_document.pk}/", f"/plans/of/{draft.pk}/"]
    edit = f"/plans/of/{draft.pk}/?edit={PlanItem.objects.latest('pk').pk}"
    return lambda role="coordinator": {address: client_for(role).get(address).content.decode() for address in [*addresses, edit]}


def test_nothing_in_a_page_is_inline(every_page):
    for address, page in every_page().items():
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page), address


def test_no_identifier_is_twice_on_a_page(every_page):
    for address, page in every_page().items():
        found = re.findall(r'\sid="([^"]+)"', page)
        assert len(found) == len(set(found)), (address, [name for name in found if found.count(name) > 1])
