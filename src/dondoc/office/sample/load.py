"""Puts the sample office into an empty one: units, a person for each role, one dispatch to read."""

from __future__ import annotations

import csv
from importlib.resources import files

from django.db import transaction

from dondoc.office.audit.actions import record
from dondoc.office.directory.models import Membership, Person, Unit, UnitAlias
from dondoc.office.directory.setup import first_administrator
from dondoc.office.registry.actions import receive_document

HERE = files("dondoc.office.sample")
FIRST_PERSON = "thuha"
"""Who the terminal's link signs in: coordinator, clerk and administrator in one, so that one person can go the whole way."""
DISPATCH = "cong-van-so-hoa-ho-so.txt"


def load_sample() -> Person:
    """Fill an office in which there is no unit yet; returns the person to sign in as. An office with units is left as it is."""
    if not Unit.objects.exists():
        with transaction.atomic():
            _people(_units())
        by = Person.objects.get(username=FIRST_PERSON)
        receive_document(content=HERE.joinpath(DISPATCH).read_bytes(), name=DISPATCH, by=by)
    return Person.objects.filter(username=FIRST_PERSON, is_active=True).first() or first_administrator()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(HERE.joinpath(name).read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def _units() -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    for order, row in enumerate(_rows("units.tsv")):
        fields = {name: row[name] for name in ("name", "short_name", "code", "kind")}
        unit = Unit.objects.create(**fields, parent=made.get(row["parent"]), order=order)
        UnitAlias.objects.bulk_create(UnitAlias(unit=unit, name=name) for name in (row["aliases"] or "").split("|") if name)
        record(None, "directory.added-unit", unit)
        made[row["key"]] = unit
    return made


def _people(units: dict[str, Unit]) -> None:
    for row in _rows("people.tsv"):
        person = Person(username=row["username"], full_name=row["full_name"])
        person.set_unusable_password()
        person.save()
        record(None, "directory.added-person", person)
        for role in row["roles"].split("|"):
            Membership.objects.create(person=person, unit=units[row["unit"]], role=role)
            record(None, "directory.gave-role", person, role=role, unit=units[row["unit"]].name)
