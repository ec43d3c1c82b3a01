"""Handing a task on: the units as they are named, then the preview in which each has its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.office.directory.forms import DateInput
from dondoc.office.directory.models import Unit
from dondoc.office.folding import fold_name
from dondoc.office.registry.forms import SENSIBLE_DAYS
from dondoc.office.work.actions.cascade import HandOn, later_than
from dondoc.office.work.bodies import unit_index
from dondoc.office.work.models import Task

DIRECTLY_BELOW = ("truc thuoc", "ben duoi", "cap duoi")
"""Folded words for «all units right under this one»."""


class HandOnForm(forms.Form):
    """To whom, what, until when."""

    units = forms.CharField(
        label=gettext_lazy("Giao cho (mỗi dòng một đơn vị, hoặc một nhóm: «các phòng», «các xã, phường», «các đơn vị trực thuộc»)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
    )
    action = forms.CharField(label=gettext_lazy("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000)
    due = forms.DateField(
        label=gettext_lazy("Hạn (không sau hạn của nhiệm vụ)"), widget=DateInput(), validators=SENSIBLE_DAYS, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Lý do (khi hạn sau hạn của nhiệm vụ)"), max_length=1000, required=False)

    def __init__(self, task: Task, below: Sequence[Unit], data: QueryDict | None = None) -> None:
        initial = {"action": task.action, "due": task.due}
        super().__init__(data, initial=initial, auto_id="hand-on-%s", use_required_attribute=False)
        self.below = {unit.pk: unit for unit in below}

    def clean_units(self) -> list[Unit]:
        index = unit_index(self.below.values())
        found: dict[int, Unit] = {}
        for line in self.cleaned_data["units"].splitlines():
            words = line.strip(" -•;,.\t")
            if not words:
                continue
            named = self._all_below(words)
            if not named:
                match = index.match(words)
                named = [match.unit] if match.unit else list(match.candidates) if match.is_class else []
            if not named:
                raise forms.ValidationError(_("Không rõ «%(words)s» là đơn vị trực thuộc nào.") % {"words": words})
            found.update((pk, self.below[pk]) for pk in named)
        return list(found.values())

    def _all_below(self, words: str) -> list[int]:
        if not any(said in fold_name(words) for said in DIRECTLY_BELOW):
            return []
        least = min((unit.depth for unit in self.below.values()), default=0)
        return [unit.pk for unit in self.below.values() if unit.depth == least]


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the preview."""

    unit: Unit
    due: date | None
    is_late: bool
    is_chosen: bool = True


def preview(task: Task, form: HandOnForm) -> list[Part]:
    """What would be handed on. Only after :meth:`HandOnForm.is_valid`."""
    due = form.cleaned_data["due"]
    return [Part(unit, due, later_than(task, due)) for unit in form.cleaned_data["units"]]


def confirmed(task: Task, form: HandOnForm, data: QueryDict) -> list[Part]:
    """The lines of the preview as a person left them."""
    chosen = set(data.getlist("unit"))
    return [_confirmed(task, part, chosen, data) for part in preview(task, form)]


def _confirmed(task: Task, part: Part, chosen: set[str], data: QueryDict) -> Part:
    try:
        due: Any = parse_date(data.get(f"due-{part.unit.pk}", ""))
    except ValueError:
        due = part.due
    return Part(part.unit, due, later_than(task, due), str(part.unit.pk) in chosen)


def handed(form: HandOnForm, parts: Sequence[Part]) -> HandOn:
    """For the action."""
    return HandOn(form.cleaned_data["action"], {part.unit.pk: part.due for part in parts if part.is_chosen}, form.cleaned_data["reason"])
