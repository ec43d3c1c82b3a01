"""Delegation: a role another may act in for a time, by a paper, said in the journal, and never passed on."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow
from dondoc.office.directory.actions import delegate, end_delegation
from dondoc.office.directory.models import Delegation
from dondoc.office.directory.permissions import require
from dondoc.office.registry.models import Register
from dondoc.office.registry.registers.actions import save_register

DAY = datetime.timedelta(days=1)


def give(office, giver="clerk", to="reader", first=0, last=5, document="07/GUQ-UBND"):
    today = timezone.localdate()
    person = office.person(giver)
    days = {"valid_from": today + first * DAY, "valid_to": today + last * DAY}
    return delegate(person.memberships.get(), to=office.person(to), document=document, by=person, **days)


class TestActing:
    def test_the_other_may_do_what_the_role_may(self, office):
        assert not office.person("reader").may("registry.number")
        give(office)
        assert office.person("reader").may("registry.number")

    @pytest.mark.parametrize(("first", "last"), [(1, 5), (-5, -1)])
    def test_only_from_the_first_day_to_the_last(self, office, first, last):
        row = give(office)
        today = timezone.localdate()
        Delegation.objects.filter(pk=row.pk).update(valid_from=today + first * DAY, valid_to=today + last * DAY)

        assert not office.person("reader").may("registry.number")

    def test_only_where_the_role_holds(self, office):
        give(office, giver="unit_officer", to="reader")
        reader = office.person("reader")

        assert reader.may("work.update_state", office.units["finance"])
        assert not reader.may("work.update_state", office.units["home"])

    def test_not_when_the_giver_no_longer_works_here(self, office):
        give(office)
        giver = office.person("clerk")
        giver.is_active = False
        giver.save()

        assert not office.person("reader").may("registry.number")

    def test_the_journal_says_in_whose_stead(self, office):
        give(office)
        register = save_register(Register(name="Sổ đến", direction="incoming"), by=office.person("reader"))
        entry = history_of(register).get()

        assert entry.detail["acting_for"] == "Lê Thị Mai"
        assert entry.who == "Đỗ Minh Châu (thay Lê Thị Mai)"

    def test_and_does_not_where_the_right_is_ones_own(self, office):
        give(office, giver="coordinator", to="clerk")
        register = save_register(Register(name="Sổ đến", direction="incoming"), by=office.person("clerk"))

        assert "acting_for" not in history_of(register).get().detail

    def test_roles_take_one_query_however_many_there_are(self, office, django_assert_num_queries):
        for giver in ("clerk", "coordinator", "leader", "unit_officer"):
            give(office, giver=giver)
        reader = office.person("reader")
        with django_assert_num_queries(1):
            assert len(reader.roles_held) == 5


class TestGiving:
    def test_what_was_received_is_not_passed_on(self, office):
        give(office, giver="leader", to="coordinator")
        coordinator, leader = office.person("coordinator"), office.person("leader")
        with pytest.raises(NotNow, match="của chính mình"):
            delegate(
                leader.memberships.get(),
                to=office.person("reader"),
                valid_from=timezone.localdate(),
                valid_to=timezone.localdate(),
                document="08/GUQ",
                by=coordinator,
            )

    @pytest.mark.parametrize("giver", ["reader", "administrator"])
    def test_to_look_and_to_run_the_office_are_not_delegated(self, office, giver):
        with pytest.raises(PermissionDenied):
            give(office, giver=giver, to="clerk")

    def test_it_needs_a_paper(self, office):
        with pytest.raises(NotNow, match="bằng văn bản"):
            give(office, document=" ")

    def test_the_days_have_to_be_in_order_and_not_past(self, office):
        with pytest.raises(NotNow, match="không ở quá khứ"):
            give(office, first=-5, last=-1)


class TestEnding:
    def test_the_giver_takes_it_back_at_once(self, office):
        end_delegation(give(office), by=office.person("clerk"))

        assert not office.person("reader").may("registry.number")

    def test_an_administrator_can_too_and_nobody_else(self, office):
        row = give(office)
        with pytest.raises(PermissionDenied):
            end_delegation(row, by=office.person("leader"))
        end_delegation(row, by=office.person("administrator"))

        with pytest.raises(PermissionDenied):
            require(office.person("reader"), "registry.number")


class TestThePage:
    def test_giving_from_the_page(self, client_for, office):
        clerk, today = office.person("clerk"), timezone.localdate()
        sent = {"membership": clerk.memberships.get().pk, "to": office.person("reader").pk, "valid_from": today, "valid_to": today + DAY}
        client_for("clerk").post(reverse("directory:list-delegations"), {**sent, "document": "07/GUQ-UBND"})

        assert "07/GUQ-UBND" in client_for("reader").get(reverse("directory:list-delegations")).content.decode()
        assert office.person("reader").may("registry.number")

    def test_nobody_sees_those_of_others(self, client_for, office):
        give(office)

        assert "07/GUQ-UBND" not in client_for("unit_officer").get(reverse("directory:list-delegations")).content.decode()

    def test_a_role_of_somebody_else_can_not_be_chosen(self, client_for, office):
        today = timezone.localdate()
        sent = {"membership": office.person("leader").memberships.get().pk, "to": office.person("reader").pk, "document": "07/GUQ"}
        answer = client_for("clerk").post(reverse("directory:list-delegations"), {**sent, "valid_from": today, "valid_to": today})

        assert answer.status_code == 422
        assert not Delegation.objects.exists()
