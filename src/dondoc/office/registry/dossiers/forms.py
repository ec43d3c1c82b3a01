"""Forms of work files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.forms import DateInput, UnitChoice
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import ALL, units_for
from dondoc.office.registry.dossiers.actions import KEEP
from dondoc.office.registry.models import Dossier


class DossierForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A work file, for a unit the person keeps files of."""

    class Meta:
        model = Dossier
        fields = ["code", "title", "unit", "maintenance", "opened_on", "description", "version"]
        field_classes = {"unit": UnitChoice}
        widgets = {"opened_on": DateInput(), "version": forms.HiddenInput()}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_for(person, KEEP)
        choices = Unit.objects.filter(valid_to=None).order_by("path")
        self.fields["unit"].queryset = choices if units is ALL else choices.filter(pk__in=units)  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """The day a matter was done."""

    day = forms.DateField(label=_("Ngày kết thúc"), widget=DateInput())
