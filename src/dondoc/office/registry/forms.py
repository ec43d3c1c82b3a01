"""Forms of the registry."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.forms import DateInput
from dondoc.office.registry.models import Document
from dondoc.office.registry.queries import SORTS, Filters

SENSIBLE_DAYS = (MinValueValidator(datetime.date(1900, 1, 1)), MaxValueValidator(datetime.date(2999, 12, 31)))
"""Days far enough from the ends of the calendar to be turned into moments of any time zone."""


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes many files; with ``webkitdirectory``, all files of a folder."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All files chosen. Empty ones are kept: the registry answers for each file by itself."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ARG002 - Django's signature
        return list(data) if data else []


class UploadForm(forms.Form):
    """One file, many, or a folder."""

    files = ManyFilesField(label=_("Chọn tệp"), required=False)  # type: ignore[assignment]  # the field, not the form's files
    folder = ManyFilesField(label=_("Hoặc chọn cả thư mục"), required=False, widget=ManyFilesInput(attrs={"webkitdirectory": True}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("files") and not cleaned.get("folder"):
            raise forms.ValidationError(_("Chưa có tệp nào. Hãy chọn ít nhất một tệp hoặc một thư mục."))
        return cleaned

    @property
    def chosen(self) -> list[UploadedFile[Any]]:
        """Every file, those of the folder last."""
        return [*self.cleaned_data["files"], *self.cleaned_data["folder"]]


class ReplaceForm(forms.Form):
    """A better file for a document, and why."""

    file = forms.FileField(label=_("Tệp mới"), allow_empty_file=True)
    reason = forms.CharField(label=_("Lý do thay tệp"), max_length=500)


class HeaderForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """What the register says of a document."""

    class Meta:
        model = Document
        fields = ["kind", "number", "issuer", "date", "subject"]
        widgets = {"date": DateInput(), "subject": forms.Textarea(attrs={"rows": 3})}


class FilterForm(forms.Form):
    """What the list is narrowed to; kept in the address."""

    text = forms.CharField(label=_("Tìm"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *Document.State.choices])
    kind = forms.ChoiceField(label=_("Tên loại"), required=False)
    received_from = forms.DateField(label=_("Nhận từ ngày"), required=False, widget=DateInput(), validators=SENSIBLE_DAYS)
    received_to = forms.DateField(label=_("Đến ngày"), required=False, widget=DateInput(), validators=SENSIBLE_DAYS)
    sort = forms.ChoiceField(required=False, choices=[(name, name) for name in SORTS], widget=forms.HiddenInput())

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Tất cả")), *((kind, kind) for kind in kinds)]  # type: ignore[attr-defined]

    @property
    def filters(self) -> Filters:
        """The filters that make sense; a value that doesn't narrows nothing."""
        self.is_valid()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})
