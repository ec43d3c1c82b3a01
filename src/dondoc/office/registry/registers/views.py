"""Pages of the registers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.registry.models import Distribution, Document, Entry, IncomingEntry, Opinion, OutgoingEntry, Register
from dondoc.office.registry.queries import get_document
from dondoc.office.registry.registers import actions, forms, queries
from dondoc.office.registry.registers.columns import HANDLING, columns_of, shares
from dondoc.office.registry.registers.numbering import next_number
from dondoc.office.registry.workbook import as_workbook
from dondoc.office.web import do_and_return, page_of, query_without

INVALID, CONFLICT = 422, 409


# ── the registers ─────────────────────────────────────────────────────────────────────────────────────
@require_safe
def list_registers(request: OfficeRequest) -> HttpResponse:
    """All registers, what waits for an acknowledgement, and the way to the book of handling."""
    context = {
        "registers": queries.registers(request.user),
        "waiting": queries.to_acknowledge(request.user)[:50],
        "may_keep": request.user.may(actions.KEEP),
        "today": timezone.localdate(),
    }
    return render(request, "registry/registers/registers.html", context)


@require_http_methods(["GET", "POST"])
def add_register(request: OfficeRequest) -> HttpResponse:
    return _save_register(request, Register())


@require_http_methods(["GET", "POST"])
def edit_register(request: OfficeRequest, register_id: int) -> HttpResponse:
    return _save_register(request, queries.get_register(request.user, register_id))


def _save_register(request: OfficeRequest, register: Register) -> HttpResponse:
    require(request.user, actions.KEEP)
    form = forms.RegisterForm(request.POST or None, instance=register)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.save_register(form.instance, by=request.user))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, _("Sổ đăng ký"), back=register.get_absolute_url() if register.pk else None)


@require_safe
def open_register(request: OfficeRequest, register_id: int) -> HttpResponse:
    """The lines of one register; ``?print=1`` sets them all on paper."""
    register = queries.get_register(request.user, register_id)
    form = forms.NarrowForm(request.GET, register=register)
    found = queries.entries(request.user, register, form.narrowed)
    columns = columns_of(IncomingEntry if register.is_incoming else OutgoingEntry)
    on_paper = "print" in request.GET
    page = page_of(request, found.reverse() if on_paper else found, per_page=5000 if on_paper else 50)
    context = {
        "register": register,
        "form": form,
        "page": page,
        "columns": columns,
        "rows": _rows(columns, page),
        "on_paper": on_paper,
        "query": query_without(request, "page"),
        "may_keep": request.user.may(actions.KEEP),
    }
    return render(request, "registry/registers/register.html", context)


@require_GET
def export_register(request: OfficeRequest, register_id: int) -> HttpResponse:
    """The lines as a workbook, in the order they were numbered."""
    register = queries.get_register(request.user, register_id)
    narrowed = forms.NarrowForm(request.GET, register=register).narrowed
    columns = columns_of(IncomingEntry if register.is_incoming else OutgoingEntry)
    lines = queries.entries(request.user, register, narrowed).reverse()
    return as_workbook(register.name, columns, lines.iterator(chunk_size=500))


@require_POST
def open_volume(request: OfficeRequest, register_id: int) -> HttpResponse:
    register = queries.get_register(request.user, register_id)
    return do_and_return(request, lambda: actions.open_volume(register, name=request.POST.get("name", ""), by=request.user), register)


@require_safe
def show_handling(request: OfficeRequest) -> HttpResponse:
    """The book of handling: incoming documents, by when, how far."""
    today = timezone.localdate()
    which = request.GET.get("which", "open")
    found = queries.handling(request.user, only_open=which == "open", overdue=which == "overdue", today=today)
    if "export" in request.GET:
        return as_workbook(_("Sổ theo dõi giải quyết văn bản đến"), HANDLING, found.iterator(chunk_size=500))
    page = page_of(request, found)
    ways = (("open", _("Chưa giải quyết xong")), ("overdue", _("Quá hạn")), ("all", _("Tất cả")))
    context = {
        "page": page,
        "columns": HANDLING,
        "rows": _rows(HANDLING, page),
        "which": which,
        "ways": ways,
        "query": query_without(request, "page"),
    }
    return render(request, "registry/registers/handling.html", context)


def _rows(columns: Any, entries: Any) -> list[dict[str, Any]]:
    return [{"entry": entry, "cells": [(column, column.value(entry)) for column in columns]} for entry in entries]


# ── registering a document ────────────────────────────────────────────────────────────────────────────
@require_http_methods(["GET", "POST"])
def register_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    """Choose the register, see the next number and what else bears the same number, and enter the document."""
    document = get_document(request.user, document_id, verb=actions.NUMBER)
    active = [register for register in queries.registers(request.user) if register.is_active]
    wanted = request.POST.get("register") or request.GET.get("register")
    register = next((row for row in active if str(row.pk) == wanted), None)
    same = queries.same_documents(document)
    form: Any = None
    problem = ""
    if register is not None:
        kind = forms.IncomingForm if register.is_incoming else forms.OutgoingForm
        expected = next_number(register, timezone.localdate())
        form = kind(request.POST or None, initial=forms.first_values(document, expected))
        if request.method == "POST" and form.is_valid():
            if same and "again" not in request.POST:
                problem = _("Đã có văn bản cùng số, ký hiệu và cơ quan ban hành. Hãy xem, rồi đánh dấu vào ô xác nhận nếu vẫn vào sổ.")
            else:
                try:
                    return redirect(_enter(request, document, register, form))
                except NotNow as refusal:
                    problem = str(refusal)
                    form.data = _with(request.POST, expected=next_number(register, timezone.localdate()))
    context = {
        "document": document,
        "registers": active,
        "register": register,
        "form": form,
        "same": same,
        "problem": problem,
        "number": next_number(register, timezone.localdate()) if register else None,
    }
    return render(request, "registry/registers/enter.html", context, status=INVALID if request.method == "POST" else 200)


def _enter(request: OfficeRequest, document: Document, register: Register, form: Any) -> IncomingEntry | OutgoingEntry:
    if register.is_incoming:
        return actions.register_incoming(document, register, by=request.user, **form.cleaned_data)
    return actions.register_outgoing(document, register, form.issue, expected=form.cleaned_data["expected"], by=request.user)


# ── an incoming document ──────────────────────────────────────────────────────────────────────────────
@require_GET
def open_incoming(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    """The handling slip of an incoming document: who has it, what was said, by when, how it ended."""
    return _incoming_page(request, queries.get_incoming(request.user, incoming_id))


def _incoming_page(request: OfficeRequest, entry: IncomingEntry, *, status: int = 200, **drawn: Any) -> HttpResponse:
    person = request.user
    held = shares(entry)
    stages = _stages(person, held)
    version = {"version": entry.version}
    first = {
        "distribute": forms.DistributeForm(initial={**version, "due": entry.due}) if person.may(actions.DISTRIBUTE) else None,
        "opinion": forms.OpinionForm(stages=stages) if stages else None,
        "settle": forms.SettleForm(initial={**version, "day": timezone.localdate()}) if person.may(actions.SETTLE) else None,
        "close": _close_form(entry, initial=version) if person.may(actions.NUMBER) else None,
        "reopen": forms.ReasonForm(initial=version) if person.may(actions.SETTLE) else None,
    }
    context = {
        "entry": entry,
        "document": entry.document,
        "shares": [(row, person.may(actions.ACKNOWLEDGE, row.unit)) for row in held],
        "handed_back": [row for row in entry.distributions.all() if row.returned_reason],
        "stages": [(stage, [row for row in entry.opinions.all() if row.stage == stage]) for stage in Opinion.Stage],
        "forms": {**first, **{name: form for name, form in drawn.items() if name in first}},
        "problem": drawn.get("problem", ""),
        "may_correct": person.may(actions.NUMBER),
        "today": timezone.localdate(),
    }
    return render(request, "registry/registers/incoming.html", context, status=status)


def _stages(person: Person, held: list[Distribution]) -> list[str]:
    """The parts of the slip `person` may write in."""
    for_office = actions.OPINION_OF[Opinion.Stage.LEADER]
    may_write = {verb: any(person.may(verb, row.unit) for row in held) for verb in set(actions.OPINION_OF.values())}
    may_write[for_office] = person.may(for_office)
    return [stage for stage, verb in actions.OPINION_OF.items() if may_write[verb]]


def _close_form(entry: Entry, *args: Any, **kwargs: Any) -> forms.CloseForm:
    states = [Entry.State.RECALLED, Entry.State.REDIRECTED] if isinstance(entry, IncomingEntry) else [Entry.State.RECALLED]
    return forms.CloseForm(*args, states=states, **kwargs)


def _act(request: OfficeRequest, entry: IncomingEntry, name: str, form: Any, deed: Callable[[], Any]) -> HttpResponse:
    """Do `deed` if `form` is right; else draw the page again with what was typed and why it was not done."""
    if not form.is_valid():
        return _incoming_page(request, entry, status=INVALID, **{name: form})
    try:
        deed()
    except NotNow as refusal:
        now = queries.get_incoming(request.user, entry.pk)
        if "version" in form.fields:
            form.data = _with(request.POST, version=now.version)
        return _incoming_page(request, now, status=CONFLICT, problem=str(refusal), **{name: form})
    return redirect(entry)


def _with(data: QueryDict, **values: Any) -> QueryDict:
    """`data` as sent, with some values of now: sending it again then goes by what the page shows."""
    changed = data.copy()
    for name, value in values.items():
        changed[name] = str(value)
    return changed


@require_POST
def distribute(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    entry = queries.get_incoming(request.user, incoming_id, actions.DISTRIBUTE)
    form = forms.DistributeForm(request.POST)

    def deed() -> Any:
        given = form.cleaned_data
        return actions.distribute(entry, form.shares, version=given["version"], due=given["due"], by=request.user)

    return _act(request, entry, "distribute", form, deed)


@require_POST
def add_opinion(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    entry = queries.get_incoming(request.user, incoming_id)
    if not _stages(request.user, shares(entry)):
        require(request.user, actions.OPINION_OF[Opinion.Stage.LEADER])
    form = forms.OpinionForm(request.POST, stages=list(Opinion.Stage))
    return _act(request, entry, "opinion", form, lambda: actions.add_opinion(entry, by=request.user, **form.cleaned_data))


@require_POST
def settle(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    entry = queries.get_incoming(request.user, incoming_id, actions.SETTLE)
    form = forms.SettleForm(request.POST)

    def deed() -> Any:
        given = form.cleaned_data
        return actions.settle(
            entry, version=given["version"], result=given["settlement"], reply=given["reply"], day=given["day"], by=request.user
        )

    return _act(request, entry, "settle", form, deed)


@require_POST
def reopen(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    entry = queries.get_incoming(request.user, incoming_id, actions.SETTLE)
    form = forms.ReasonForm(request.POST)
    return _act(request, entry, "reopen", form, lambda: actions.reopen(entry, by=request.user, **form.cleaned_data))


@require_POST
def close_incoming(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    entry = queries.get_incoming(request.user, incoming_id, actions.NUMBER)
    form = _close_form(entry, request.POST)
    return _act(request, entry, "close", form, lambda: actions.close_entry(entry, by=request.user, **form.cleaned_data))


@require_POST
def acknowledge(request: OfficeRequest, distribution_id: int) -> HttpResponse:
    row = _distribution(request, distribution_id)
    actions.acknowledge(row, by=request.user)
    messages.success(request, _("Đã ký nhận văn bản."))
    return redirect(row.entry)


@require_POST
def hand_back(request: OfficeRequest, distribution_id: int) -> HttpResponse:
    row = _distribution(request, distribution_id)
    return do_and_return(request, lambda: actions.hand_back(row, reason=request.POST.get("reason", ""), by=request.user), row.entry)


def _distribution(request: OfficeRequest, distribution_id: int) -> Distribution:
    row = get_object_or_404(Distribution.objects.select_related("unit", "entry"), pk=distribution_id)
    require(request.user, actions.ACKNOWLEDGE, row.unit)
    return row


# ── an outgoing document ──────────────────────────────────────────────────────────────────────────────
@require_GET
def open_outgoing(request: OfficeRequest, outgoing_id: int) -> HttpResponse:
    """What the register says of an issued document."""
    entry = queries.get_outgoing(request.user, outgoing_id)
    context = {
        "entry": entry,
        "document": entry.document,
        "close": _close_form(entry, initial={"version": entry.version}) if request.user.may(actions.NUMBER) else None,
        "may_correct": request.user.may(actions.NUMBER),
    }
    return render(request, "registry/registers/outgoing.html", context)


@require_POST
def close_outgoing(request: OfficeRequest, outgoing_id: int) -> HttpResponse:
    entry = queries.get_outgoing(request.user, outgoing_id, actions.NUMBER)
    form = _close_form(entry, request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy ghi lý do thu hồi."))
        return redirect(entry)
    return do_and_return(request, lambda: actions.close_entry(entry, by=request.user, **form.cleaned_data), entry)


@require_http_methods(["GET", "POST"])
def correct_incoming(request: OfficeRequest, incoming_id: int) -> HttpResponse:
    return _correct(request, queries.get_incoming(request.user, incoming_id, actions.NUMBER), forms.CorrectIncomingForm)


@require_http_methods(["GET", "POST"])
def correct_outgoing(request: OfficeRequest, outgoing_id: int) -> HttpResponse:
    return _correct(request, queries.get_outgoing(request.user, outgoing_id, actions.NUMBER), forms.CorrectOutgoingForm)


def _correct(request: OfficeRequest, entry: Any, kind: Any) -> HttpResponse:
    """Correct an entry. `entry` stays as it is saved: the form works on another copy."""
    form = kind(request.POST or None, instance=type(entry).objects.get(pk=entry.pk))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.correct_entry(entry, version=values.pop("version"), by=request.user, **values)
            return redirect(entry)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, _("Sửa dòng trong sổ"), back=entry.get_absolute_url())


# ── what they share ───────────────────────────────────────────────────────────────────────────────────
def _form_page(request: HttpRequest, form: Any, title: str, back: str | None) -> HttpResponse:
    status = INVALID if request.method == "POST" else 200
    context = {"form": form, "heading": title, "back": back or reverse("registry:list-registers")}
    return render(request, "directory/form.html", context, status=status)
