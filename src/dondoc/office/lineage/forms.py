"""Forms of lineage."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.office.lineage.models import Relation


class LinkForm(forms.Form):
    """Another document, and what this one does with it."""

    relation = forms.ChoiceField(label=_("Văn bản này"), choices=Relation.choices)
    number = forms.CharField(label=_("Số, ký hiệu của văn bản kia"), max_length=80)
