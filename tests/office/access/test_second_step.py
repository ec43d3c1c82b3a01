"""The second step of signing in: an app for codes, recovery codes, and those of whom it is required."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from dondoc.office.access.middleware import SETTLED
from dondoc.office.audit.models import Entry
from dondoc.office.directory.signin import make_link
from tests.office.access.conftest import STEP, add_app, is_signed_in, sign_in


@pytest.fixture
def protected(office, signed_in):
    """The clerk with an app: (phone, recovery codes)."""
    return add_app(signed_in("vanthu"))


class TestApp:
    def test_a_password_alone_no_longer_signs_in(self, office, protected):
        client = Client()
        answer = sign_in(client, "vanthu", office.password, next="/documents/add/")
        assert (answer.status_code, answer.url) == (302, STEP)
        assert not is_signed_in(client)
        assert not Entry.objects.filter(verb="directory.signed-in", detail__by=["password"]).count() > 1

    def test_the_code_signs_in_and_leads_to_where_one_was_going(self, office, protected):
        phone, _codes = protected
        client = Client()
        sign_in(client, "vanthu", office.password, next="/documents/add/")
        answer = client.post(STEP, {"code": phone.code()})
        assert (answer.status_code, answer.url) == (302, "/documents/add/")
        assert is_signed_in(client)
        assert Entry.objects.filter(verb="directory.signed-in").first().detail == {"by": ["password", "totp"]}

    def test_a_wrong_code_is_refused_and_written_down(self, office, protected):
        client = Client()
        sign_in(client, "vanthu", office.password)
        answer = client.post(STEP, {"code": "000000"})
        assert answer.status_code == 422
        assert "Mã không đúng" in answer.content.decode()
        assert not is_signed_in(client)
        assert Entry.objects.get(verb="access.step-failed").object_label == "Lê Thị Mai"

    def test_a_code_works_once(self, office, protected):
        phone, _codes = protected
        code = phone.code()
        for expected in (302, 422):
            client = Client()
            sign_in(client, "vanthu", office.password)
            assert client.post(STEP, {"code": code}).status_code == expected

    def test_after_eight_wrong_codes_even_the_right_one_must_wait(self, office, protected):
        phone, _codes = protected
        client = Client()
        sign_in(client, "vanthu", office.password)
        for _ in range(8):
            client.post(STEP, {"code": "000000"})
        answer = client.post(STEP, {"code": phone.code()})
        assert answer.status_code == 422
        assert "15 phút" in answer.content.decode()

    def test_the_second_step_alone_is_no_way_in(self, office, protected):
        phone, _codes = protected
        client = Client()
        answer = client.post(STEP, {"code": phone.code()})
        assert answer.url.startswith("/sign-in/")
        assert not is_signed_in(client)

    def test_a_one_time_link_replaces_the_password_and_not_the_second_step(self, office, protected):
        phone, _codes = protected
        client = Client()
        assert client.get(f"/sign-in/{make_link(office.person('clerk'), by=None)}/").url == STEP
        assert not is_signed_in(client)
        assert client.post(STEP, {"code": phone.code()}).status_code == 302
        assert is_signed_in(client)

    def test_its_secret_is_kept_enciphered(self, office, protected):
        phone, codes = protected
        kept = " ".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))
        assert phone.secret not in kept
        assert not [code for code in codes if code in kept]

    def test_it_is_removed_on_the_page_and_then_the_password_is_enough(self, office, protected):
        phone, _codes = protected
        client = Client()
        sign_in(client, "vanthu", office.password)
        client.post(STEP, {"code": phone.code()})
        assert client.post("/account/two-factor/app/remove/").url == "/account/two-factor/"
        assert not Authenticator.objects.exists()
        assert sign_in(Client(), "vanthu", office.password).url == "/"
        assert Entry.objects.filter(verb="access.removed-step").exists()


class TestRecoveryCodes:
    def test_there_are_ten_and_each_signs_in_once(self, office, protected):
        _phone, codes = protected
        assert len(set(codes)) == 10
        for expected in (302, 422):
            client = Client()
            sign_in(client, "vanthu", office.password)
            assert client.post(STEP, {"code": f"{codes[0][:4]} {codes[0][4:]}"}).status_code == expected

    def test_they_are_shown_once(self, office, signed_in):
        client = signed_in("vanthu")
        _phone, codes = add_app(client)
        page = client.get("/account/two-factor/codes/").content.decode()
        assert not [code for code in codes if code in page]

    def test_new_ones_replace_the_old(self, office, signed_in):
        client = signed_in("vanthu")
        _phone, codes = add_app(client)
        assert client.post("/account/two-factor/codes/new/").status_code == 302
        other = Client()
        sign_in(other, "vanthu", office.password)
        assert other.post(STEP, {"code": codes[0]}).status_code == 422


class TestConfirming:
    """Before a change whoever signed in long ago shows again who they are."""

    @pytest.fixture
    def long_ago(self, office, signed_in):
        client = signed_in("vanthu")
        session = client.session
        for row in session["account_authentication_methods"]:
            row["at"] -= 3600
        session.save()
        return client

    def test_the_password_is_asked_first(self, office, long_ago):
        answer = long_ago.get("/account/two-factor/app/add/")
        assert answer.url == "/account/confirm/?next=%2Faccount%2Ftwo-factor%2Fapp%2Fadd%2F"
        assert long_ago.post(answer.url, {"password": "sai"}).status_code == 422
        assert long_ago.post(answer.url, {"password": office.password}).url == "/account/two-factor/app/add/"
        add_app(long_ago)

    def test_a_change_sent_right_away_is_not_made(self, office, signed_in):
        client = signed_in("vanthu")
        add_app(client)
        session = client.session
        for row in session["account_authentication_methods"]:
            row["at"] -= 3600
        session.save()
        assert client.post("/account/two-factor/app/remove/").url.startswith("/account/confirm/")
        assert Authenticator.objects.filter(type="totp").exists()


class TestRequired:
    @pytest.fixture(autouse=True)
    def _of_leaders(self, settings):
        settings.TWO_FACTOR_ROLES = ["leader", "administrator"]

    def test_a_leader_without_one_gets_to_nothing_but_setting_it_up(self, office, signed_in):
        client = signed_in("lanhdao")
        for address in ("/", "/board/", "/audit/", "/documents/1/"):
            assert client.get(address).url == "/account/two-factor/"
        assert "bắt buộc" in client.get("/account/two-factor/").content.decode()
        add_app(client)
        assert client.get("/board/").status_code == 200
        assert client.session[SETTLED]

    def test_a_part_of_a_page_leads_there_too(self, office, signed_in):
        answer = signed_in("lanhdao").get("/board/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Redirect"]) == (403, "/account/two-factor/")

    def test_it_can_not_be_removed_again(self, office, signed_in):
        client = signed_in("lanhdao")
        add_app(client)
        answer = client.post("/account/two-factor/app/remove/")
        assert answer.status_code == 422
        assert Authenticator.objects.filter(type="totp").exists()

    def test_others_are_let_be(self, office, signed_in):
        assert signed_in("vanthu").get("/documents/").status_code == 200

    def test_a_page_takes_no_query_more_once_it_is_settled(self, office, signed_in, django_assert_num_queries, settings):
        client = signed_in("lanhdao")
        add_app(client)
        client.get("/units/")
        with django_assert_num_queries(6):
            client.get("/units/")


class TestLostPhone:
    def test_the_administrator_takes_it_away_and_ends_the_sessions(self, office, client_for, signed_in):
        theirs = signed_in("vanthu")
        add_app(theirs)
        person = office.person("clerk")
        admin = client_for("administrator")
        assert "Ứng dụng tạo mã" in admin.get(f"/people/{person.pk}/access/").content.decode()
        assert admin.post(f"/people/{person.pk}/access/steps/remove/").status_code == 302
        assert not Authenticator.objects.filter(user=person).exists()
        assert not is_signed_in(theirs)
        entry = Entry.objects.get(verb="access.removed-all-steps")
        assert (entry.actor_name, entry.object_label) == ("Vũ Hoàng Long", "Lê Thị Mai")
