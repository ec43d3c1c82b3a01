"""Forms of the registers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.forms import DateInput, UnitChoice
from dondoc.office.directory.models import Unit
from dondoc.office.registry.models import Distribution, Document, Entry, IncomingEntry, Opinion, OutgoingEntry, Register
from dondoc.office.registry.registers.actions import Issue, Share
from dondoc.office.registry.registers.queries import Narrowed

SHORT = 500


class UnitsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for mypy only
    """Several units, indented as in the tree."""

    label_from_instance = UnitChoice.label_from_instance


def _units() -> Any:
    return Unit.objects.filter(valid_to=None).order_by("path")


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DateInput())


class RegisterForm(forms.ModelForm):  # type: ignore[type-arg]
    """A register."""

    class Meta:
        model = Register
        fields = ["name", "direction", "period", "style", "first_number", "is_active"]


class NarrowForm(forms.Form):
    """What a register is narrowed to; kept in the address."""

    text = forms.CharField(label=_("Tìm"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    volume = forms.ChoiceField(label=_("Quyển"), required=False)
    first_day = _day(_("Từ ngày"), required=False)
    last_day = _day(_("Đến ngày"), required=False)

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        volumes = [(str(volume.pk), volume.name) for volume in register.volumes.all()]
        self.fields["volume"].choices = [("", _("Tất cả")), *volumes]  # type: ignore[attr-defined]

    @property
    def narrowed(self) -> Narrowed:
        """What makes sense of what was asked; nonsense narrows nothing."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Narrowed(**{**given, "volume": int(given["volume"]) if "volume" in given else None})


class EntryForm(forms.Form):
    """What both kinds of entries ask for."""

    urgency = forms.TypedChoiceField(label=_("Mức độ khẩn"), choices=Entry.Urgency.choices, coerce=int, initial=Entry.Urgency.NORMAL)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=SHORT)


class IncomingForm(EntryForm):
    """An incoming document enters the register."""

    arrived_on = _day(_("Ngày đến"))
    field_order = ["arrived_on", "urgency", "note"]


class OutgoingForm(EntryForm):
    """An outgoing document enters the register."""

    expected = forms.IntegerField(widget=forms.HiddenInput())
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=60, help_text=_("Phần đứng sau số, chẳng hạn QĐ-UBND."))
    date = _day(_("Ngày tháng văn bản"))
    signer = forms.CharField(label=_("Người ký"), max_length=150, required=False)
    recipients = forms.CharField(label=_("Nơi nhận"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    keeper = UnitChoice(queryset=Unit.objects.none(), label=_("Đơn vị nhận bản lưu"), required=False)
    copies = forms.IntegerField(label=_("Số lượng bản"), min_value=1, max_value=100_000, initial=1)
    sent_on = _day(_("Ngày chuyển"), required=False)
    field_order = ["expected", "symbol", "date", "signer", "recipients", "keeper", "copies", "sent_on", "urgency", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = _units()  # type: ignore[attr-defined]

    @property
    def issue(self) -> Issue:
        return Issue(**{name: value for name, value in self.cleaned_data.items() if name != "expected"})


class VersionedForm(forms.Form):
    """Carries what it was drawn from."""

    version = forms.IntegerField(widget=forms.HiddenInput())


class DistributeForm(VersionedForm):
    """Who gets an incoming document, and until when."""

    lead = UnitChoice(queryset=Unit.objects.none(), label=_("Chủ trì"), required=False)
    coordinating = UnitsChoice(queryset=Unit.objects.none(), label=_("Phối hợp"), required=False)
    informed = UnitsChoice(queryset=Unit.objects.none(), label=_("Để biết"), required=False)
    due = _day(_("Thời hạn giải quyết"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "coordinating", "informed"):
            self.fields[name].queryset = _units()  # type: ignore[attr-defined]
        for name in ("coordinating", "informed"):
            self.fields[name].widget.attrs["size"] = 6

    @property
    def shares(self) -> list[Share]:
        """Each unit once, in the strongest part it was given."""
        given, due = self.cleaned_data, self.cleaned_data["due"]
        chosen = {unit: part for part in ("informed", "coordinating") for unit in given[part]}
        if given["lead"]:
            chosen[given["lead"]] = Distribution.Part.LEAD
        return [Share(unit, part, due if part != Distribution.Part.INFORMED else None) for unit, part in chosen.items()]


class OpinionForm(forms.Form):
    """A line of the handling slip."""

    stage = forms.ChoiceField(label=_("Mục của phiếu"))
    text = forms.CharField(label=_("Ý kiến"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, stages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(stage.value, stage.label) for stage in Opinion.Stage if stage in stages]  # type: ignore[attr-defined]


class SettleForm(VersionedForm):
    """How an incoming document was dealt with."""

    reply = forms.CharField(
        label=_("Số, ký hiệu văn bản trả lời"), required=False, max_length=80, help_text=_("Văn bản trả lời phải có trong sổ văn bản đi.")
    )
    settlement = forms.CharField(label=_("Kết quả giải quyết, nếu không có văn bản trả lời"), required=False, max_length=SHORT)
    day = _day(_("Ngày giải quyết xong"))

    def clean_reply(self) -> Document | None:
        number = self.cleaned_data["reply"].strip()
        if not number:
            return None
        found = OutgoingEntry.objects.filter(document__number__iexact=number, state=Entry.State.VALID).order_by("-pk")[:2]
        if not found:
            raise forms.ValidationError(_("Sổ văn bản đi không có văn bản số này. Hãy kiểm tra lại số, hoặc vào sổ văn bản đó trước."))
        return found[0].document


class ReasonForm(VersionedForm):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Lý do"), max_length=SHORT)


class CloseForm(ReasonForm):
    """Recall, or sending on."""

    state = forms.ChoiceField(label=_("Việc cần ghi"))

    def __init__(self, *args: Any, states: list[Entry.State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]


class CorrectIncomingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the register says of an incoming document beside its number."""

    class Meta:
        model = IncomingEntry
        fields = ["arrived_on", "urgency", "note", "version"]
        widgets = {"arrived_on": DateInput(), "version": forms.HiddenInput()}


class CorrectOutgoingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the register says of an outgoing document beside its number."""

    keeper = UnitChoice(queryset=Unit.objects.none(), label=_("Đơn vị nhận bản lưu"), required=False)

    class Meta:
        model = OutgoingEntry
        fields = ["signer", "recipients", "keeper", "copies", "sent_on", "urgency", "note", "version"]
        widgets = {"sent_on": DateInput(), "recipients": forms.Textarea(attrs={"rows": 3}), "version": forms.HiddenInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = _units()  # type: ignore[attr-defined]


def symbol_of(number: str) -> str:
    """What stands after the number in ``12/QĐ-UBND`` or ``12-QĐ/TU``."""
    digits = len(number) - len(number.lstrip("0123456789"))
    return number[digits:].lstrip("/- ") if digits else number


def first_values(document: Document, expected: int) -> dict[str, Any]:
    """What the reader found, as the first values of the form."""
    header = (document.reading or {}).get("header", {})
    return {
        "expected": expected,
        "symbol": symbol_of(document.number),
        "date": document.date or timezone.localdate(),
        "signer": (header.get("signer") or "")[:150],
        "recipients": "\n".join([*header.get("to", []), *header.get("recipients", [])]),
        "arrived_on": timezone.localdate(),
    }
