"""Units, people and roles."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from dondoc.office.audit.queries import history_of
from dondoc.office.directory import actions, queries
from dondoc.office.directory.models import Membership, Person, Unit, UnitAlias
from dondoc.office.directory.permissions import ALL, PERMISSIONS, Scope, may, require, units_for
from dondoc.office.directory.roles import Role

TODAY = datetime.date(2026, 3, 5)


class TestUnits:
    def test_the_path_leads_from_the_top_to_the_unit(self, office):
        city, finance, assets = (office.units[key] for key in ("city", "finance", "assets"))
        assert assets.path == f"/{city.pk}/{finance.pk}/{assets.pk}/"
        assert (city.depth, finance.depth, assets.depth) == (0, 1, 2)

    def test_moving_a_unit_moves_all_below_it(self, office):
        finance = office.units["finance"]
        finance.parent = office.units["bureau"]
        finance.save()
        assets = Unit.objects.get(pk=office.units["assets"].pk)
        assert assets.path == f"{office.units['bureau'].path}{finance.pk}/{assets.pk}/"
        assert assets.is_below(office.units["bureau"])

    def test_a_path_is_no_prefix_of_another_unit_with_a_longer_number(self, office):
        one = Unit.objects.create(pk=7001, name="Một", parent=office.root)
        other = Unit.objects.create(pk=70010, name="Hai", parent=office.root)
        assert not other.is_below(one)

    def test_dates_out_of_order_are_refused_by_the_database(self, office):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unit.objects.create(name="Sai", valid_from=TODAY, valid_to=TODAY - datetime.timedelta(days=1))

    def test_a_code_belongs_to_one_living_unit(self, office):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unit.objects.create(name="Khác", code="VP")
        administrator = office.person("administrator")
        actions.give_role(person=administrator, unit=office.root, role=Role.ADMINISTRATOR, by=administrator)
        actions.end_unit(office.units["bureau"], last_day=timezone.localdate(), by=administrator)
        Unit.objects.create(name="Khác", code="VP")

    def test_the_tree_is_two_queries_however_many_units(self, office, django_assert_num_queries):
        for number in range(40):
            Unit.objects.create(name=f"Tổ {number}", parent=office.units["ward"])
        person = office.person("reader")
        assert person.may("directory.view")
        with django_assert_num_queries(2):
            tree = queries.unit_tree(person, timezone.localdate())
        assert [branch.unit.pk for branch in tree] == [office.root.pk]
        ward = next(branch for branch in tree[0].below if branch.unit == office.units["ward"])
        assert len(ward.below) == 40


class TestSavingUnits:
    def test_adding_keeps_aliases_and_writes_the_journal(self, office):
        unit = Unit(name="Phòng Văn hóa - Xã hội", parent=office.root)
        actions.save_unit(unit, aliases=["Phòng VHXH", "Phòng Văn xã"], by=office.person("administrator"))
        assert {alias.name for alias in unit.aliases.all()} == {"Phòng VHXH", "Phòng Văn xã"}
        assert [entry.verb for entry in history_of(unit)] == ["directory.added-unit"]

    def test_changing_says_what_it_was_before(self, office):
        unit = office.units["home"]
        unit.name = "Phòng Tổ chức"
        actions.save_unit(unit, aliases=["Phòng Nội vụ"], by=office.person("administrator"))
        assert history_of(unit)[0].detail["fields"] == {"name": ["Phòng Nội vụ", "Phòng Tổ chức"], "aliases": ["", "Phòng Nội vụ"]}

    def test_saving_without_a_change_writes_nothing(self, office):
        unit = office.units["home"]
        actions.save_unit(unit, aliases=[], by=office.person("administrator"))
        assert not history_of(unit)

    def test_who_may_not_is_refused_and_nothing_is_written(self, office):
        with pytest.raises(PermissionDenied):
            actions.save_unit(Unit(name="Không được"), aliases=[], by=office.person("leader"))
        assert not Unit.objects.filter(name="Không được").exists()

    def test_ending_a_unit_ends_those_below_and_the_roles_in_them(self, office):
        last_day = timezone.localdate() - datetime.timedelta(days=1)
        actions.end_unit(office.units["finance"], last_day=last_day, by=office.person("administrator"))
        assert Unit.objects.get(pk=office.units["assets"].pk).valid_to == last_day
        assert not office.person("unit_officer").roles_held
        assert Unit.objects.get(pk=office.units["home"].pk).valid_to is None

    def test_the_form_saves_one_alias_a_line(self, office, client_for):
        data = {
            "name": "Phòng Y tế",
            "kind": "division",
            "parent": office.root.pk,
            "order": 9,
            "other_names": " Phòng  YT \n\nBan Y tế\nPhòng YT",
        }
        answer = client_for("administrator").post(reverse("directory:add-unit"), data)
        unit = Unit.objects.get(name="Phòng Y tế")
        assert answer.url == reverse("directory:show-unit", args=[unit.pk])
        assert sorted(UnitAlias.objects.filter(unit=unit).values_list("name", flat=True)) == ["Ban Y tế", "Phòng YT"]

    @pytest.mark.parametrize("parent", ["4711", "9" * 30, "-1", "x"])
    def test_an_unknown_unit_above_in_the_address_is_left_out(self, client_for, parent):
        assert client_for("administrator").get(f"/units/add/?parent={parent}").status_code == 200

    def test_a_unit_can_not_be_put_under_itself(self, office, client_for):
        finance = office.units["finance"]
        url = reverse("directory:edit-unit", args=[finance.pk])
        answer = client_for("administrator").post(url, {"name": "x", "kind": "other", "order": 0, "parent": office.units["assets"].pk})
        assert answer.status_code == 422
        finance.refresh_from_db()
        assert finance.parent == office.root

    def test_the_form_says_what_is_missing(self, client_for):
        answer = client_for("administrator").post(reverse("directory:add-unit"), {"name": ""})
        assert answer.status_code == 422
        assert "is-invalid" in answer.content.decode()

    def test_ending_before_the_beginning_is_refused(self, office, client_for):
        unit = office.units["ward"]
        Unit.objects.filter(pk=unit.pk).update(valid_from=TODAY)
        client_for("administrator").post(reverse("directory:end-unit", args=[unit.pk]), {"last_day": "2026-03-04"})
        unit.refresh_from_db()
        assert unit.valid_to is None

    def test_ended_units_show_only_when_asked_for(self, office, client_for):
        actions.end_unit(
            office.units["ward"], last_day=timezone.localdate() - datetime.timedelta(days=1), by=office.person("administrator")
        )
        client = client_for("reader")
        assert "phường Bến Lở" not in client.get("/units/").content.decode()
        assert "phường Bến Lở" in client.get("/units/?ended=1").content.decode()


class TestPeople:
    def test_a_new_person_has_no_password_and_no_role(self, office, client_for):
        client_for("administrator").post(
            reverse("directory:add-person"), {"full_name": "Hồ Văn Tâm", "username": "tam", "language": "vi", "is_active": "on"}
        )
        person = Person.objects.get(username="tam")
        assert not person.has_usable_password()
        assert not person.roles_held

    def test_a_user_name_is_taken_whatever_the_case_of_its_letters(self, office, client_for):
        answer = client_for("administrator").post(
            reverse("directory:add-person"), {"full_name": "A", "username": "VanThu", "language": "vi"}
        )
        assert answer.status_code == 422
        assert "đã có người dùng" in answer.content.decode()

    def test_giving_and_ending_a_role(self, office, client_for):
        client, reader = client_for("administrator"), office.person("reader")
        client.post(reverse("directory:give-role", args=[reader.pk]), {"unit": office.units["ward"].pk, "role": "unit_officer"})
        assert office.person("reader").holds(Role.UNIT_OFFICER)
        membership = Membership.objects.get(person=reader, role="unit_officer")
        client.post(reverse("directory:end-role", args=[membership.pk]))
        assert not office.person("reader").holds(Role.UNIT_OFFICER)
        assert [entry.verb for entry in history_of(reader)] == ["directory.ended-role", "directory.gave-role"]

    def test_a_role_begun_today_can_end_today(self, office):
        membership = actions.give_role(
            person=office.person("reader"),
            unit=office.root,
            role="leader",
            valid_from=timezone.localdate(),
            by=office.person("administrator"),
        )
        actions.end_role(membership, by=office.person("administrator"))
        assert not office.person("reader").holds(Role.LEADER)

    def test_the_last_administrator_stays_whichever_way_they_would_go(self, office, client_for):
        administrator, client = office.person("administrator"), client_for("administrator")
        [held] = Membership.objects.filter(person=administrator)
        kept = "Phải còn ít nhất một người quản trị"
        data = {"username": administrator.username, "full_name": administrator.full_name, "language": "vi"}
        answers = [
            client.post(reverse("directory:end-role", args=[held.pk]), follow=True),
            client.post(reverse("directory:end-unit", args=[office.root.pk]), {"last_day": timezone.localdate().isoformat()}, follow=True),
            client.post(reverse("directory:edit-person", args=[administrator.pk]), data),
        ]
        assert [kept in answer.content.decode() for answer in answers] == [True] * 3
        assert office.person("administrator").holds(Role.ADMINISTRATOR)
        assert office.person("administrator").is_active
        assert Unit.objects.get(pk=office.root.pk).valid_to is None

    def test_giving_a_role_twice_keeps_one(self, office):
        for _ in range(2):
            actions.give_role(person=office.person("reader"), unit=office.root, role="leader", by=office.person("administrator"))
        assert Membership.objects.filter(person=office.person("reader"), role="leader").count() == 1

    def test_the_list_takes_the_same_number_of_queries_however_many_people(self, office, client_for, django_assert_num_queries):
        for number in range(30):
            person = Person.objects.create(username=f"p{number}", full_name=f"Người {number}")
            Membership.objects.create(person=person, unit=office.root, role="reader")
        client = client_for("administrator")
        with django_assert_num_queries(7):  # session, person, own roles, count, page, roles of the page, bell
            client.get("/people/")


class TestPermissions:
    def test_every_right_names_known_roles(self):
        assert all(set(rows) <= set(Role) for rows in PERMISSIONS.values())

    def test_a_right_over_the_subtree_reaches_below_and_not_beside(self, office):
        officer = office.person("unit_officer")
        assert may(officer, "work.update_state", office.units["finance"])
        assert may(officer, "work.update_state", office.units["assets"])
        assert not may(officer, "work.update_state", office.units["home"])
        assert not may(officer, "work.update_state", office.root)

    def test_the_units_of_a_right_are_those_it_reaches(self, office):
        reached = units_for(office.person("unit_officer"), "work.view_task")
        assert set(reached) == {office.units["finance"], office.units["assets"]}
        assert units_for(office.person("leader"), "work.view_task") is ALL
        assert not units_for(office.person("reader"), "work.update_state").exists()

    def test_a_role_counts_only_on_its_days(self, office):
        Membership.objects.filter(role="leader").update(valid_to=timezone.localdate() - datetime.timedelta(days=1))
        assert not may(office.person("leader"), "work.confirm_plan")
        Membership.objects.filter(role="leader").update(valid_to=timezone.localdate())
        assert may(office.person("leader"), "work.confirm_plan")

    def test_refusing_says_what_to_do(self, office):
        with pytest.raises(PermissionDenied, match="người quản trị"):
            require(office.person("reader"), "registry.receive")

    def test_an_unknown_right_is_a_slip_and_not_a_no(self, office):
        with pytest.raises(KeyError):
            may(office.person("reader"), "registry.recieve")

    def test_rights_cost_one_query_a_request(self, office, django_assert_num_queries):
        person = office.person("coordinator")
        with django_assert_num_queries(1):
            for verb in PERMISSIONS:
                may(person, verb)

    def test_the_administrator_decides_nothing_about_the_work(self, office):
        deciding = [
            verb
            for verb in PERMISSIONS
            if verb.startswith(("work.edit", "work.confirm", "work.update", "registry.edit", "registry.receive"))
        ]
        assert deciding
        assert not any(may(office.person("administrator"), verb) for verb in deciding)


def test_the_documented_table_of_permissions_is_the_one_in_force():
    words = {Scope.ALL: "everywhere", Scope.SUBTREE: "below", Scope.OWN: "own unit"}
    page = (Path(__file__).parents[2] / "docs" / "office" / "directory.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")]
    assert rows == [[f"`{verb}`", *(words[roles[role]] if role in roles else "" for role in Role)] for verb, roles in PERMISSIONS.items()]


def test_giving_a_role_that_is_held_already_says_so(office, client_for):
    client, person = client_for("administrator"), office.person("reader")
    data = {"unit": office.units["home"].pk, "role": "reader"}
    page = client.post(f"/people/{person.pk}/roles/", data, follow=True).content.decode()
    assert "đang giữ vai trò đó" in page
    assert "Đã giao vai trò." not in page
    assert "Đã giao vai trò." in client.post(f"/people/{person.pk}/roles/", {**data, "role": "clerk"}, follow=True).content.decode()
