"""What people type on this room's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.office.notices.models import Audience, Preference, Rung


class PreferenceForm(forms.Form):
    """How notices come by mail."""

    by_mail = forms.ChoiceField(label=_("Nhận thông báo qua thư điện tử"), choices=Preference.ByMail.choices)


class RungForm(forms.Form):
    """A row of the ladder."""

    days = forms.IntegerField(label=_("Số ngày"), min_value=0, max_value=Rung.MOST_DAYS, help_text=_("0: đúng ngày đến hạn."))
    side = forms.ChoiceField(label=_("Trước hay sau hạn"), choices=[("before", _("trước hạn")), ("after", _("sau hạn"))])
    working = forms.ChoiceField(label=_("Đếm theo"), choices=[("1", _("ngày làm việc")), ("0", _("ngày lịch"))])
    audiences = forms.MultipleChoiceField(label=_("Báo cho"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple)

    @property
    def rung(self) -> dict[str, Any]:
        """What :func:`~dondoc.office.notices.actions.ladder.add_rung` takes."""
        given = self.cleaned_data
        sign = -1 if given["side"] == "before" else 1
        return {"offset": sign * given["days"], "working": given["working"] == "1", "audiences": given["audiences"]}
