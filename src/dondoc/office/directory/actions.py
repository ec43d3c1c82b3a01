"""What people do with the directory. Each action asks for the right, works in one transaction and writes the journal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow, refuse_views
from dondoc.office.directory.models import Delegation, Membership, Person, Unit, UnitAlias, holding_on
from dondoc.office.directory.permissions import require
from dondoc.office.directory.roles import Role

DELEGABLE = (Role.CLERK, Role.COORDINATOR, Role.UNIT_OFFICER, Role.LEADER)
"""Roles somebody can let another act in; to look, and to run the office, is given by the administrator alone."""


@transaction.atomic
def save_unit(unit: Unit, *, aliases: Iterable[str], by: Person) -> Unit:
    """Add a unit, or change it; `aliases` are all other names it goes by, and after a new name the old one is among them."""
    require(by, "directory.edit")
    is_new, changed = unit._state.adding, _changes(unit)
    unit.save()
    wanted, had = {*aliases, *changed.get("name", [])[:1]}, set(unit.aliases.values_list("name", flat=True))
    unit.aliases.filter(name__in=had - wanted).delete()
    UnitAlias.objects.bulk_create(UnitAlias(unit=unit, name=name) for name in sorted(wanted - had))
    if wanted != had:
        changed["aliases"] = [", ".join(sorted(had)), ", ".join(sorted(wanted))]
    if is_new:
        record(by, "directory.added-unit", unit)
    elif changed:
        record(by, "directory.changed-unit", unit, fields=changed)
    return unit


@transaction.atomic
def end_unit(unit: Unit, *, last_day: datetime.date, by: Person) -> Unit:
    """Let a unit end on `last_day`, with the units under it and the roles held in them; what they did stays.

    Raises :class:`ValidationError` where that would leave the office without an administrator.
    """
    require(by, "directory.edit")
    ending = Unit.objects.below(unit).filter(models.Q(valid_to=None) | models.Q(valid_to__gt=last_day))
    held = Membership.objects.filter(unit__in=Unit.objects.below(unit)).filter(models.Q(valid_to=None) | models.Q(valid_to__gt=last_day))
    names = list(ending.values_list("name", flat=True))
    # Begun after the last day: they end the day they begin, dates stay in order.
    for rows in (held, ending):
        rows.filter(valid_from__gt=last_day).update(valid_to=models.F("valid_from"))
        rows.filter(models.Q(valid_from=None) | models.Q(valid_from__lte=last_day)).update(valid_to=last_day)
    unit.refresh_from_db()
    _keep_an_administrator(max(last_day, timezone.localdate()) + datetime.timedelta(days=1))
    record(by, "directory.ended-unit", unit, last_day=last_day, units=names)
    return unit


@transaction.atomic
def save_person(person: Person, *, by: Person) -> Person:
    """Add a person, who then signs in first by a one-time link; or change one.

    Raises :class:`ValidationError` where the last administrator could no longer sign in.
    """
    require(by, "directory.edit")
    is_new, changed = person._state.adding, _changes(person)
    if is_new:
        person.set_unusable_password()
    person.save()
    if is_new:
        record(by, "directory.added-person", person)
    elif changed:
        record(by, "directory.changed-person", person, fields=changed)
    if "is_active" in changed:
        _keep_an_administrator(timezone.localdate())
    return person


@transaction.atomic
def give_role(*, person: Person, unit: Unit, role: str, valid_from: datetime.date | None = None, by: Person) -> Membership:
    """Give `person` a role in `unit`; a role held already is left as it is."""
    require(by, "directory.edit")
    membership, is_new = Membership.objects.get_or_create(
        person=person, unit=unit, role=role, valid_to=None, defaults={"valid_from": valid_from}
    )
    if is_new:
        record(by, "directory.gave-role", person, role=role, unit=unit.name)
    return membership


@transaction.atomic
def end_role(membership: Membership, *, by: Person) -> Membership:
    """The role no longer holds from today. Raises :class:`ValidationError` where it is the last administrator's."""
    require(by, "directory.edit")
    today = timezone.localdate()
    if membership.valid_from and membership.valid_from >= today:
        membership.valid_from = today - datetime.timedelta(days=1)
    membership.valid_to = today - datetime.timedelta(days=1)
    membership.save(update_fields=["valid_from", "valid_to"])
    if membership.role == Role.ADMINISTRATOR:
        _keep_an_administrator(today)
    record(by, "directory.ended-role", membership.person, role=membership.role, unit=membership.unit.name)
    return membership


@transaction.atomic
def delegate(
    membership: Membership, *, to: Person, valid_from: datetime.date, valid_to: datetime.date, document: str, by: Person
) -> Delegation:
    """Let `to` act in the role for a time. Only who holds the role gives it: what was itself received is not passed on."""
    require(by, "directory.delegate", membership.unit)
    if membership.person_id != by.pk:
        raise NotNow(_("Chỉ ủy quyền được vai trò của chính mình; vai trò được ủy quyền không ủy quyền lại."))
    if membership.role not in DELEGABLE:
        raise NotNow(_("Vai trò này không ủy quyền được."))
    if to.pk == by.pk or not to.is_active:
        raise NotNow(_("Hãy chọn một người khác đang làm việc."))
    if not max(timezone.localdate(), valid_from) <= valid_to:
        raise NotNow(_("Ngày kết thúc phải từ ngày bắt đầu trở đi và không ở quá khứ."))
    document = document.strip()
    if not document:
        raise NotNow(_("Ủy quyền phải bằng văn bản: hãy ghi số, ký hiệu văn bản ủy quyền."))
    refuse_views(document)
    row = Delegation.objects.create(
        membership=membership, person=to, valid_from=valid_from, valid_to=valid_to, document=document, made_by=by
    )
    days = {"first": valid_from, "last": valid_to}
    record(by, "directory.delegated", to, role=membership.role, unit=membership.unit.name, document=document, **days)
    return row


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Person) -> Delegation:
    """The other acts no longer from now on. For the giver, and for administrators."""
    if delegation.membership.person_id != by.pk:
        require(by, "directory.edit")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    delegation.valid_from = min(delegation.valid_from or yesterday, yesterday)
    delegation.valid_to = yesterday
    delegation.save(update_fields=["valid_from", "valid_to"])
    record(by, "directory.ended-delegation", delegation.person, role=delegation.membership.role, unit=delegation.membership.unit.name)
    return delegation


def _keep_an_administrator(day: datetime.date) -> None:
    """Undo the change under way, by an error, if nobody who may sign in is an administrator on `day`."""
    if not Membership.objects.filter(holding_on(day), role=Role.ADMINISTRATOR, person__is_active=True).exists():
        raise ValidationError(_("Phải còn ít nhất một người quản trị. Hãy giao vai trò Quản trị cho người khác trước."))


def choose_language(person: Person, language: str) -> None:
    """The language the person's pages are in from now on."""
    Person.objects.filter(pk=person.pk).update(language=language)
    person.language = language


def _changes(row: models.Model) -> dict[str, list[Any]]:
    """Field → [before, after] of what differs from the saved row."""
    if row._state.adding:
        return {}
    before = type(row)._default_manager.get(pk=row.pk)
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in {"password", "last_login", "path"}]
    return {name: [getattr(before, name), getattr(row, name)] for name in names if getattr(before, name) != getattr(row, name)}
