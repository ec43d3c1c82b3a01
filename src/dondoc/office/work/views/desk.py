"""The plan desk. Every button is a form that works without scripts; with htmx the answer is just the part that changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.office.deeds import NotNow, Stale
from dondoc.office.directory.models import Person
from dondoc.office.web import is_fragment, page_of, version_of, whole_number
from dondoc.office.work.actions import confirming, reshaping
from dondoc.office.work.actions import plans as actions
from dondoc.office.work.actions.draft import CONFIRM, EDIT, refuse_text_only
from dondoc.office.work.bodies import UnitChoices
from dondoc.office.work.forms import ItemForm
from dondoc.office.work.models import Plan, PlanItem
from dondoc.office.work.queries import desk as queries
from dondoc.office.work.spans import one_line

CONFLICT, INVALID = 409, 422


@require_GET
def list_plans(request: HttpRequest) -> HttpResponse:
    """Drafts awaiting confirmation, then confirmed plans."""
    page = page_of(request, queries.list_plans(_person(request)))
    return render(request, "work/plans.html", {"page": page, "plans": queries.with_counts(list(page))})


@require_GET
def open_plan(request: HttpRequest, document_id: int) -> HttpResponse:
    """The desk; ``?edit=``, ``?reshape=`` open an item's form in place, for browsers without scripts.

    ``?state=`` shows the items with that decision, ``?page=`` a page of them, ``?at=`` the page with that item.
    """
    asked = request.GET
    at = next((_int(asked[name]) for name in (*_contexts(), "at") if asked.get(name)), 0)
    desk = queries.get_desk(_person(request), document_id, state=asked.get("state", ""), page=asked.get("page", "1"), at=at)
    context = {**_desk_context(desk), **_opened(request, desk)}
    return render(request, "work/desk.html", context)


def _desk_context(desk: queries.Desk) -> dict[str, Any]:
    return {"desk": desk, "plan": desk.plan, "document": desk.document, "tally": desk.tally, "page": desk.page, "query": desk.query}


def _opened(request: HttpRequest, desk: queries.Desk) -> dict[str, Any]:
    """The form asked for in the address, if any, and the item it replaces."""
    for name, context_of in _contexts().items():
        asked = request.GET.get(name, "")
        card = next((card for card in desk.cards if str(card.item.pk) == asked), None)
        if card and desk.plan and desk.may_edit and not card.item.text_only:
            card.item.plan = desk.plan
            return {"opened": card.item.pk, "opened_as": name, **context_of(card.item)}
    return {}


def _contexts() -> dict[str, Callable[[PlanItem], dict[str, Any]]]:
    """The forms an item can be replaced by: how they are called in the address, and what they show."""
    return {"edit": _edit_context, "reshape": _reshape_context}


def _form(request: HttpRequest, item: PlanItem, name: str) -> HttpResponse:
    """One of :func:`_contexts` in the place of its card; what could not be sent is not shown."""
    try:
        refuse_text_only(item)
    except NotNow as refusal:
        return _card(request, item, problem=str(refusal), status=CONFLICT)
    if not is_fragment(request):
        return redirect(_place(item, **{name: item.pk}))
    return render(request, f"work/_{name}.html", _contexts()[name](item))


# ── fragments ─────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def open_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One card."""
    return _card(request, queries.get_item(_person(request), item_id))


def _card(request: HttpRequest, item: PlanItem, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The card as it is now, with the summary beside it; without htmx, the desk at that card."""
    if not is_fragment(request):
        if problem:
            messages.warning(request, problem)
        return redirect(_place(item))
    item = queries.get_item(_person(request), item.pk)
    plan = item.plan
    editable = plan.is_draft and _person(request).may(EDIT)
    context = {
        "card": queries.card(item, plan.document, may_edit=editable),
        "plan": plan,
        "document": plan.document,
        "tally": queries.get_tally(plan),
        "may_confirm": _person(request).may(CONFIRM),
        "tasks": plan.document.tasks.count(),
        "problem": problem,
    }
    return render(request, "work/_card_and_summary.html", context, status=status)


def _whole_desk(request: HttpRequest, plan: Plan, item: PlanItem | None = None, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Both panes anew: for what changes the shape of the plan."""
    if not is_fragment(request):
        if problem:
            messages.warning(request, problem)
        return redirect(_place(item) if item else reverse("work:open-plan", args=[plan.document_id]))
    desk = queries.get_desk(_person(request), plan.document_id, at=item.pk if item else 0)
    context = {**_desk_context(desk), "problem": problem, "arrive_at": item.pk if item else None}
    response = render(request, "work/_desk.html", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#desk", "outerHTML"
    return response


def _place(item: PlanItem, **query: int) -> str:
    if not query and item.order > queries.CARDS:
        query = {"at": item.pk}
    return reverse("work:open-plan", args=[item.plan.document_id], query=query or None, fragment=f"item-{item.pk}")


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # LoginRequiredMiddleware
    return request.user


# ── deciding ──────────────────────────────────────────────────────────────────────────────────────────


def _decide(request: HttpRequest, item_id: int, deed: Callable[..., PlanItem]) -> HttpResponse:
    person = _person(request)
    item = queries.get_item(person, item_id, verb=EDIT)
    try:
        deed(person, item, version=version_of(request))
    except NotNow as refusal:
        return _card(request, item, problem=str(refusal), status=CONFLICT)
    return _card(request, item)


@require_POST
def accept_item(request: HttpRequest, item_id: int) -> HttpResponse:
    return _decide(request, item_id, actions.accept_item)


@require_POST
def reject_item(request: HttpRequest, item_id: int) -> HttpResponse:
    return _decide(request, item_id, actions.reject_item)


@require_POST
def restore_item(request: HttpRequest, item_id: int) -> HttpResponse:
    return _decide(request, item_id, actions.restore_item)


@require_POST
def accept_complete(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Accept all that are complete."""
    plan = queries.get_plan(_person(request), plan_id, verb=EDIT)
    try:
        count = actions.accept_complete(_person(request), plan)
    except NotNow as refusal:
        return _whole_desk(request, plan, problem=str(refusal), status=CONFLICT)
    if not is_fragment(request):
        messages.success(request, ngettext("Đã nhận %(n)d mục.", "Đã nhận %(n)d mục.", count) % {"n": count})
    return _whole_desk(request, plan)


# ── correcting ────────────────────────────────────────────────────────────────────────────────────────


def _edit_context(item: PlanItem, form: ItemForm | None = None, **more: Any) -> dict[str, Any]:
    choices = form.choices if form else UnitChoices()
    document = item.plan.document
    card = queries.card(item, document, may_edit=True)
    return {"item": item, "card": card, "form": form or ItemForm(None, item, choices), "units": choices.all, "document": document, **more}


@require_http_methods(["GET", "POST"])
def edit_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """The form of an item, and what is sent with it."""
    person = _person(request)
    item = queries.get_item(person, item_id, verb=EDIT)
    if request.method == "GET":
        return _form(request, item, "edit")
    form = ItemForm(request.POST, item, UnitChoices())
    if not form.is_valid():
        return _edit_again(request, item, form, version_of(request), INVALID)
    try:
        actions.edit_item(person, item, form.given, version=version_of(request))
    except Stale as stale:
        now = queries.get_item(person, stale.thing.pk, verb=EDIT)
        return _edit_again(request, now, form, now.version, CONFLICT, differences=differences(now, form), stale=str(stale))
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _edit_again(request, item, form, version_of(request), CONFLICT)
    return _card(request, item)


def _edit_again(request: HttpRequest, item: PlanItem, form: ItemForm, version: int, status: int, **more: Any) -> HttpResponse:
    """What was typed, with what is wrong with it; nothing is lost."""
    template = "work/_edit.html" if is_fragment(request) else "work/edit.html"
    return render(request, template, _edit_context(item, form, version=version, **more), status=status)


def differences(item: PlanItem, form: ItemForm) -> list[tuple[str, str, str]]:
    """(part, what it is now, what was typed) where the two differ."""
    labels = form.choices.labels
    found = [
        (str(form.fields[name].label), _shown(getattr(item, name)), _shown(typed))
        for name, typed in form.cleaned_data.items()
        if name in form.fields and getattr(item, name) != typed
    ]
    for rows in form.bodies:
        now = [labels.get(body.unit_id or 0, body.words) for body in item.bodies.all() if body.role == rows.role]
        typed = [labels.get(body.unit or 0, body.words) for body in rows.given]
        if now != typed:
            found.append((str(rows.label), "; ".join(now) or "—", "; ".join(typed) or "—"))
    return found


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return date_format(value, "SHORT_DATE_FORMAT") if hasattr(value, "year") else str(value or "—")


# ── reshaping ─────────────────────────────────────────────────────────────────────────────────────────


def _reshape_context(item: PlanItem) -> dict[str, Any]:
    document = item.plan.document
    others = [
        (other.pk, other.version, other.order, one_line(other.action)[:90])
        for other in item.plan.items.filter(text_only=False).exclude(pk=item.pk).only("order", "version", "action")
    ]
    following = next((pk for pk, _version, order, _words in others if order > item.order), None)
    return {
        "item": item,
        "card": queries.card(item, document, may_edit=True),
        "splits": queries.split_choices(item, document.source_text),
        "others": others,
        "following": following,
        "document": document,
    }


@require_GET
def reshape_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Where an item can be split, and what it can be merged with."""
    return _form(request, queries.get_item(_person(request), item_id, verb=EDIT), "reshape")


@require_POST
def split_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """``at``: an offset in the source."""
    person = _person(request)
    item = queries.get_item(person, item_id, verb=EDIT)
    try:
        first, _second = reshaping.split_item(person, item, _number(request, "at"), version=version_of(request))
    except NotNow as refusal:
        return _whole_desk(request, item.plan, item, problem=str(refusal), status=CONFLICT)
    return _whole_desk(request, item.plan, first)


@require_POST
def merge_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """``other``: the item to take in, as ``id:version``."""
    person = _person(request)
    item = queries.get_item(person, item_id, verb=EDIT)
    taken, _sep, version = request.POST.get("other", "").partition(":")
    other = queries.get_item(person, _int(taken), verb=EDIT)
    try:
        merged = reshaping.merge_items(person, item, other, version=version_of(request), other_version=_int(version))
    except NotNow as refusal:
        return _whole_desk(request, item.plan, item, problem=str(refusal), status=CONFLICT)
    return _whole_desk(request, item.plan, merged)


@require_POST
def remove_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a passage that was added by hand out again."""
    person = _person(request)
    item = queries.get_item(person, item_id, verb=EDIT)
    try:
        plan = reshaping.remove_item(person, item, version=version_of(request))
    except NotNow as refusal:
        return _whole_desk(request, item.plan, item, problem=str(refusal), status=CONFLICT)
    return _whole_desk(request, plan)


@require_POST
def add_item(request: HttpRequest, plan_id: int) -> HttpResponse:
    """``span``: ``start:end`` of a selection of the source; without one, ``paragraph``: that of a paragraph."""
    plan = queries.get_plan(_person(request), plan_id, verb=EDIT)
    start, _sep, end = (request.POST.get("span") or request.POST.get("paragraph", "")).partition(":")
    try:
        item = reshaping.add_item(_person(request), plan, _int(start), _int(end))
    except NotNow as refusal:
        return _whole_desk(request, plan, problem=str(refusal), status=CONFLICT)
    return _whole_desk(request, plan, item)


def _number(request: HttpRequest, name: str) -> int:
    return _int(request.POST.get(name, ""))


def _int(words: str) -> int:
    return whole_number(words) or 0


# ── confirming ────────────────────────────────────────────────────────────────────────────────────────


@require_POST
def supplement_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Open a draft for what the confirmed plan left out."""
    plan = queries.get_plan(_person(request), plan_id, verb=CONFIRM)
    try:
        confirming.supplement_plan(_person(request), plan)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("work:open-plan", plan.document_id)


@require_POST
def confirm_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Make the accepted items tasks."""
    plan = queries.get_plan(_person(request), plan_id, verb=CONFIRM)
    try:
        tasks = confirming.confirm_plan(_person(request), plan)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        message = ngettext("Đã xác nhận kế hoạch: %(n)d nhiệm vụ.", "Đã xác nhận kế hoạch: %(n)d nhiệm vụ.", len(tasks))
        messages.success(request, message % {"n": len(tasks)})
    return redirect("work:open-plan", plan.document_id)
