"""The directory's units as this room asks for them: to match words against, to choose from, to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from dondoc.office.directory.models import Unit, UnitAlias
from dondoc.office.folding import plain_name
from dondoc.office.work.matching import Suggestion, UnitIndex, UnitRow

SURE = frozenset({"exact", "folded", "abbreviation"})
"""Rules whose suggestion may be taken for many items at once without looking at each."""


def unit_index(units: Iterable[Unit] | None = None) -> UnitIndex:
    """Today's units (or `units`) by every name they go by. One query, and one for the units."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for unit_id, name in UnitAlias.objects.values_list("unit_id", "name"):
        aliases[unit_id].append(name)
    units = units_of_today() if units is None else units
    return UnitIndex.of(UnitRow(unit.pk, unit.name, unit.short_name, unit.kind, tuple(aliases[unit.pk])) for unit in units)


def units_of_today() -> list[Unit]:
    """The units that exist today, in the directory's order. One query."""
    return list(Unit.objects.holding_on(timezone.localdate()).order_by("order", "name"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit to choose: `label` is unique among the choices."""

    id: int
    label: str
    depth: int

    @property
    def indent(self) -> str:
        """Space in front of it that shows where it stands in the tree."""
        return "\u2003" * self.depth


class UnitChoices:
    """Today's units to choose from, by labels a person can type. Two queries, whatever is asked of it."""

    def __init__(self) -> None:
        units = units_of_today()
        often = Counter(unit.name for unit in units)
        names = {unit.pk: unit.name for unit in units}
        self.units = {unit.pk: unit for unit in units}
        self.all = [
            Choice(unit.pk, f"{unit.name} – {names.get(unit.parent_id or 0, unit.pk)}" if often[unit.name] > 1 else unit.name, unit.depth)
            for unit in units
        ]
        self.labels = {choice.id: choice.label for choice in self.all}
        self._by_label = {plain_name(choice.label): choice.id for choice in self.all}
        self.index = unit_index(units)

    def find(self, typed: str) -> Suggestion:
        """The unit meant by `typed`: a label, or a name as :meth:`UnitIndex.match` knows it by a sure rule."""
        unit = self._by_label.get(plain_name(typed))
        return Suggestion(unit, "chosen") if unit else self.index.match(typed)
