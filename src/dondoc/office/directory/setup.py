"""A new office's first unit and first person."""

from __future__ import annotations

from django.db import transaction

from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Membership, Person, Unit
from dondoc.office.directory.roles import Role

USERNAME = "quantri"


@transaction.atomic
def first_administrator() -> Person:
    """The administrator of an office where nobody can sign in yet; the office's unit is made too where there is none."""
    unit = Unit.objects.filter(parent=None).order_by("pk").first()
    if unit is None:
        unit = Unit.objects.create(name="Cơ quan", kind=Unit.Kind.OTHER)
        record(None, "directory.added-unit", unit)
    person, is_new = Person.objects.get_or_create(username=USERNAME, defaults={"full_name": "Quản trị"})
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        record(None, "directory.added-person", person)
    _membership, is_new = Membership.objects.get_or_create(person=person, unit=unit, role=Role.ADMINISTRATOR, valid_to=None)
    if is_new:
        record(None, "directory.gave-role", person, role=Role.ADMINISTRATOR, unit=unit.name)
    return person
