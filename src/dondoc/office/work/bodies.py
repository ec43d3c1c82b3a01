"""The directory's units as this room asks for them: to match words against, to choose from, to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import mark_safe

from dondoc.office.directory.models import Unit, UnitAlias, depth_of
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


class Choices(list[Choice]):
    """Units to choose from. There may be thousands: they are written as HTML once, and in one go."""

    @cached_property
    def datalist(self) -> str:
        """Options of a field to type in."""
        return mark_safe("".join(f'<option value="{escape(choice.label)}"></option>' for choice in self))  # noqa: S308 - escaped

    @cached_property
    def _options(self) -> str:
        return "".join(f'<option value="{choice.id}">{choice.indent}{escape(choice.label)}</option>' for choice in self)

    def options(self, chosen: int | None) -> str:
        """Options of a list to pick from, indented as the tree is."""
        value = f'<option value="{chosen}"'
        return mark_safe(self._options.replace(value, f"{value} selected", 1))  # noqa: S308 - escaped


Rows = tuple[tuple[int, str, int | None, str], ...]
"""Id, name, unit above and path of units."""


@lru_cache(maxsize=4)
def _choices(rows: Rows) -> Choices:
    """The same units give the same choices: a page only looks whether they are the same."""
    often = Counter(name for _pk, name, _parent, _path in rows)
    names = {pk: name for pk, name, _parent, _path in rows}
    return Choices(
        Choice(pk, f"{name} – {names.get(parent or 0, pk)}" if often[name] > 1 else name, depth_of(path)) for pk, name, parent, path in rows
    )


class UnitChoices:
    """Today's units to choose from, by labels a person can type. One query, and two more where words are matched."""

    def __init__(self) -> None:
        today = Unit.objects.holding_on(timezone.localdate()).order_by("order", "name")
        self.all = _choices(tuple(today.values_list("pk", "name", "parent_id", "path")))

    @cached_property
    def labels(self) -> dict[int, str]:
        """Label by id."""
        return {choice.id: choice.label for choice in self.all}

    @cached_property
    def units(self) -> dict[int, Unit]:
        """Unit by id."""
        return {unit.pk: unit for unit in units_of_today()}

    @cached_property
    def _by_label(self) -> dict[str, int]:
        return {plain_name(choice.label): choice.id for choice in self.all}

    @cached_property
    def index(self) -> UnitIndex:
        """What words are matched against."""
        return unit_index(self.units.values())

    def find(self, typed: str) -> Suggestion:
        """The unit meant by `typed`: a label, or a name as :meth:`UnitIndex.match` knows it by a sure rule."""
        unit = self._by_label.get(plain_name(typed))
        return Suggestion(unit, "chosen") if unit else self.index.match(typed)
