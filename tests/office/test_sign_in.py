"""Signing in, one-time links, the idle session, the language."""

import time
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dondoc.office import settings as office_settings
from dondoc.office.audit.models import Entry
from dondoc.office.directory.middleware import SEEN
from dondoc.office.directory.models import Person, SignInLink
from dondoc.office.directory.signin import make_link, use_link

SIGN_IN = "/sign-in/"


@pytest.fixture
def browser():
    return Client()


def is_signed_in(client):
    return client.get("/account/").status_code == 200


class TestPassword:
    def test_the_right_password_leads_to_where_one_was_going(self, office, browser):
        answer = browser.post(SIGN_IN, {"username": "vanthu", "password": office.password, "next": "/documents/add/"})
        assert (answer.status_code, answer.url) == (302, "/documents/add/")
        assert Entry.objects.filter(verb="directory.signed-in", actor=office.person("clerk")).exists()

    def test_a_page_sends_strangers_to_sign_in_and_back(self, office, browser):
        assert browser.get("/documents/?state=read").url == f"{SIGN_IN}?next=/documents/%3Fstate%3Dread"

    def test_it_never_leads_to_another_site(self, office, browser):
        answer = browser.post(SIGN_IN, {"username": "vanthu", "password": office.password, "next": "https://example.org/"})
        assert answer.url == "/"

    def test_the_case_of_the_user_name_does_not_matter(self, office, browser):
        assert browser.post(SIGN_IN, {"username": "VanThu", "password": office.password}).status_code == 302

    @pytest.mark.parametrize("typed", [{"username": "vanthu", "password": "sai"}, {"username": "khongai", "password": "sai"}])
    def test_a_wrong_one_is_refused_in_the_same_words(self, office, browser, typed):
        answer = browser.post(SIGN_IN, typed)
        assert answer.status_code == 422
        assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()
        assert not is_signed_in(browser)

    def test_what_was_typed_as_a_name_is_not_kept_unless_it_is_one(self, office, browser):
        browser.post(SIGN_IN, {"username": "mat-khau-go-nham", "password": "x"})
        browser.post(SIGN_IN, {"username": "vanthu", "password": "x"})
        unknown, known = Entry.objects.filter(verb="directory.sign-in-failed").order_by("sequence")
        assert (unknown.object_label, unknown.object_id, unknown.detail, unknown.actor_name) == ("", "", {}, "")
        assert known.object_label == "Lê Thị Mai"

    def test_after_eight_wrong_ones_even_the_right_one_must_wait(self, office, browser):
        for _ in range(8):
            browser.post(SIGN_IN, {"username": "vanthu", "password": "sai"})
        answer = browser.post(SIGN_IN, {"username": "VANTHU", "password": office.password})
        assert answer.status_code == 422
        assert "15 phút" in answer.content.decode()
        assert browser.post(SIGN_IN, {"username": "tonghop", "password": office.password}).status_code == 302

    def test_somebody_no_longer_active_is_refused(self, office, browser):
        Person.objects.filter(username="vanthu").update(is_active=False)
        assert browser.post(SIGN_IN, {"username": "vanthu", "password": office.password}).status_code == 422

    def test_the_office_keeps_passwords_with_argon2(self, settings):
        settings.PASSWORD_HASHERS = office_settings.PASSWORD_HASHERS
        assert identify_hasher(make_password("mot-mat-khau-dai")).algorithm == "argon2"

    def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(self, office, client_for):
        here, elsewhere = client_for("clerk"), client_for("clerk")
        new = "cau-hoi-cu-9753-moi"
        sent = {"old_password": office.password, "new_password1": new, "new_password2": new}
        assert here.post("/account/", sent).status_code == 302
        assert is_signed_in(here)
        assert not is_signed_in(elsewhere)

    def test_a_weak_new_password_is_refused(self, office, client_for):
        sent = {"old_password": office.password, "new_password1": "12345", "new_password2": "12345"}
        assert client_for("clerk").post("/account/", sent).status_code == 422

    def test_a_new_password_needs_the_old_one_where_there_is_one(self, office, client_for):
        client, new = client_for("clerk"), {"new_password1": "cau-hoi-cu-9753-moi", "new_password2": "cau-hoi-cu-9753-moi"}
        assert client.post("/account/", new).status_code == 422
        assert client.post("/account/", {**new, "old_password": "sai"}).status_code == 422
        first, person = Client(), office.person("reader")
        person.set_unusable_password()
        person.save()
        first.force_login(person)
        assert first.post("/account/", new).status_code == 302

    def test_signing_out_ends_the_session(self, client_for):
        client = client_for("clerk")
        client.post("/sign-out/")
        assert not is_signed_in(client)

    def test_signing_out_by_a_mere_link_does_nothing(self, client_for):
        client = client_for("clerk")
        assert client.get("/sign-out/").status_code == 405
        assert is_signed_in(client)


class TestOneTimeLink:
    def test_it_signs_in_once(self, office, browser):
        url = reverse("directory:use-link", args=[make_link(office.person("clerk"), by=None)])
        assert browser.get(url).status_code == 302
        assert is_signed_in(browser)
        other = Client()
        assert other.get(url).status_code == 410
        assert not is_signed_in(other)

    def test_its_secret_is_not_kept(self, office):
        token = make_link(office.person("clerk"), by=None)
        link = SignInLink.objects.get()
        assert token not in (link.token_hash, str(Entry.objects.values_list("detail", flat=True)))
        assert link.token_hash == SignInLink.hash_of(token)

    def test_it_expires(self, office):
        token = make_link(office.person("clerk"), by=None)
        SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert use_link(token) is None

    def test_a_newer_link_closes_the_older(self, office):
        older = make_link(office.person("clerk"), by=None)
        newer = make_link(office.person("clerk"), by=None)
        assert use_link(older) is None
        assert use_link(newer) == office.person("clerk")

    def test_it_does_not_let_in_somebody_no_longer_active(self, office):
        token = make_link(office.person("clerk"), by=None)
        Person.objects.filter(username="vanthu").update(is_active=False)
        assert use_link(token) is None

    def test_an_unknown_one_is_answered_with_what_to_do(self, db, browser):
        answer = browser.get("/sign-in/khong-co/")
        assert answer.status_code == 410
        assert "Xin người quản trị một liên kết mới" in answer.content.decode()

    def test_the_administrator_makes_one_and_sees_it_once(self, office, client_for, browser):
        client = client_for("administrator")
        page = client.post(reverse("directory:make-link", args=[office.person("reader").pk])).content.decode()
        path = page.split('value="http://testserver')[1].split('"')[0]
        assert browser.get(path).status_code == 302
        assert is_signed_in(browser)
        assert path not in client.get(reverse("directory:show-person", args=[office.person("reader").pk])).content.decode()


def let_idle(client, seconds):
    session = client.session
    session[SEEN] = time.time() - seconds
    session.save()


class TestIdleSession:
    def test_it_ends_when_nothing_is_done_for_the_set_time(self, client_for):
        client = client_for("clerk")
        client.get("/documents/")
        let_idle(client, django_settings.IDLE_SECONDS + 1)
        answer = client.get("/documents/?state=read")
        assert answer.url == f"{SIGN_IN}?next=%2Fdocuments%2F%3Fstate%3Dread"
        page = client.get(answer.url).content.decode()
        assert "phần đang gõ vẫn được giữ" in page
        assert not is_signed_in(client)

    def test_where_to_go_next_is_not_wrapped_into_itself(self, client_for):
        client = client_for("clerk")
        client.get("/documents/")
        let_idle(client, django_settings.IDLE_SECONDS + 1)
        answer = client.get(f"{SIGN_IN}?next=/documents/")
        assert answer.status_code == 200
        assert 'name="next" value="/documents/"' in answer.content.decode()
        assert "phần đang gõ vẫn được giữ" in answer.content.decode()
        assert not is_signed_in(client)

    def test_doing_something_keeps_it(self, client_for):
        client = client_for("clerk")
        client.get("/documents/")
        let_idle(client, django_settings.IDLE_SECONDS - 5)
        client.get("/documents/")
        assert client.get("/session/").json()["seconds"] > django_settings.IDLE_SECONDS - 5

    def test_a_page_that_refreshes_itself_does_not_keep_it(self, client_for):
        client = client_for("clerk")
        client.get("/documents/")
        let_idle(client, django_settings.IDLE_SECONDS - 5)
        left = client.get("/session/", headers={"X-Dondoc-Background": "1"}).json()["seconds"]
        assert left <= 5

    def test_the_answer_to_the_warning_keeps_it(self, client_for):
        client = client_for("clerk")
        client.get("/documents/")
        let_idle(client, django_settings.IDLE_SECONDS - 5)
        assert client.post("/session/", headers={"X-Dondoc-Background": "1"}).json()["seconds"] >= django_settings.IDLE_SECONDS - 1

    def test_htmx_is_sent_to_sign_in_and_back_to_the_page(self, client_for):
        client = client_for("clerk")
        client.get("/documents/")
        let_idle(client, django_settings.IDLE_SECONDS + 1)
        answer = client.get("/documents/1/state/", headers={"HX-Request": "true", "HX-Current-URL": "/documents/1/"})
        assert answer.status_code == 401
        assert answer["HX-Redirect"] == f"{SIGN_IN}?next=%2Fdocuments%2F1%2F"

    def test_htmx_without_any_session_is_sent_to_sign_in_too(self, office, browser):
        answer = browser.get("/documents/1/state/", headers={"HX-Request": "true", "HX-Current-URL": "/documents/1/"})
        assert answer.status_code == 401
        assert answer["HX-Redirect"] == f"{SIGN_IN}?next=%2Fdocuments%2F1%2F"

    def test_a_form_sent_too_late_is_not_taken_and_leads_back_to_the_form(self, office, client_for):
        client = client_for("administrator")
        client.get("/units/add/")
        let_idle(client, django_settings.IDLE_SECONDS + 1)
        answer = client.post("/units/add/", {"name": "Muộn", "kind": "other", "order": 0}, headers={"Referer": "/units/add/"})
        assert answer.url == f"{SIGN_IN}?next=%2Funits%2Fadd%2F"
        assert not office.root.children.filter(name="Muộn").exists()

    def test_every_page_carries_the_warning_and_the_time_it_comes(self, client_for):
        page = client_for("clerk").get("/documents/").content.decode()
        assert f'data-idle-seconds="{django_settings.IDLE_SECONDS}"' in page
        assert '<dialog id="idle"' in page

    def test_reading_pages_quickly_writes_the_session_once(self, client_for, django_assert_max_num_queries):
        client = client_for("reader")
        client.get("/units/")
        with django_assert_max_num_queries(6):  # session, person, roles, count of units, units, bell: no write
            client.get("/units/")


class TestLanguage:
    def test_pages_are_vietnamese_unless_chosen_otherwise(self, office, browser):
        page = browser.get(SIGN_IN, headers={"Accept-Language": "en"}).content.decode()
        assert '<html lang="vi">' in page
        assert "Đăng nhập" in page

    def test_the_choice_is_kept_for_the_person(self, office, client_for):
        client = client_for("clerk")
        assert client.post("/language/", {"language": "en", "next": "/documents/"}).url == "/documents/"
        page = client.get("/documents/").content.decode()
        assert '<html lang="en">' in page
        assert "Documents" in page
        assert office.person("clerk").language == "en"

    def test_signing_in_brings_the_persons_language(self, office, browser):
        Person.objects.filter(username="vanthu").update(language="en")
        browser.post(SIGN_IN, {"username": "vanthu", "password": office.password})
        assert '<html lang="en">' in browser.get("/documents/").content.decode()

    @pytest.mark.parametrize(("language", "target", "expected"), [("xx", "/units/", "/units/"), ("en", "https://example.org/", "/")])
    def test_nonsense_changes_nothing_and_leads_nowhere_else(self, client_for, language, target, expected):
        client = client_for("clerk")
        answer = client.post("/language/", {"language": language, "next": target})
        assert answer.url == expected


class TestErrorPages:
    def test_a_missing_page_says_what_to_do_in_both_languages(self, client_for):
        client = client_for("clerk")
        assert "Kiểm tra lại địa chỉ" in client.get("/khong-co/").content.decode()
        client.post("/language/", {"language": "en"})
        answer = client.get("/khong-co/")
        assert answer.status_code == 404
        assert "Check the address" in answer.content.decode()

    def test_a_refusal_says_what_to_do(self, client_for):
        answer = client_for("reader").get("/documents/add/")
        assert answer.status_code == 403
        assert "người quản trị" in answer.content.decode()

    def test_a_form_from_an_old_page_says_that_nothing_was_saved(self, office):
        client = Client(enforce_csrf_checks=True)
        client.force_login(office.person("administrator"))
        answer = client.post("/units/add/", {"name": "x"})
        assert answer.status_code == 403
        assert "Biểu mẫu đã hết hạn" in answer.content.decode()

    def test_a_fault_is_shown_without_the_database(self, client_for, monkeypatch, django_assert_num_queries):
        from dondoc.office.web import server_error

        client = client_for("clerk")
        request = client.get("/units/").wsgi_request
        with django_assert_num_queries(0):
            answer = server_error(request)
        assert answer.status_code == 500
        assert "Những gì đã lưu trước đó vẫn còn nguyên" in answer.content.decode()
