"""Pages of the directory."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.office.audit.queries import history_of
from dondoc.office.directory import actions, queries
from dondoc.office.directory.forms import EndUnitForm, PersonForm, RoleForm, UnitForm
from dondoc.office.directory.models import Membership, Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.directory.requests import OfficeRequest
from dondoc.office.directory.roles import Role
from dondoc.office.directory.signin import make_link
from dondoc.office.web import address, page_of, query_without, whole_number

HISTORY = 30
form_page = require_http_methods(["GET", "POST"])


@require_GET
def list_units(request: OfficeRequest) -> HttpResponse:
    """The tree of units; ``?ended=1`` shows those that are no more, too."""
    ended = "ended" in request.GET
    tree = queries.unit_tree(request.user, timezone.localdate(), ended=ended)
    return render(request, "directory/units.html", {"tree": tree, "ended": ended, "may_edit": request.user.may("directory.edit")})


@require_GET
def show_unit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    """A unit, the people in it, the units right under it."""
    unit, today = queries.get_unit(request.user, unit_id), timezone.localdate()
    context = {
        "unit": unit,
        "above": queries.units_above(unit),
        "below": unit.children.holding_on(today),
        "held": queries.people_in(unit, today),
        "may_edit": request.user.may("directory.edit"),
        "hand_over_url": address("work:hand-over", unit.pk) if request.user.may("work.edit_task") else None,
        "unit_board_url": address("work:unit-board", unit.pk) if request.user.may("work.view_board", unit) else None,
        "end_form": EndUnitForm(unit=unit, initial={"last_day": today}),
        "history": history_of(unit)[:HISTORY],
    }
    return render(request, "directory/unit.html", context)


@form_page
def add_unit(request: OfficeRequest) -> HttpResponse:
    """A new unit; ``?parent=`` chooses the one above."""
    require(request.user, "directory.edit")
    return _unit_form(request, Unit(parent_id=whole_number(request.GET.get("parent"))), _("Thêm đơn vị"))


@form_page
def edit_unit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    """Change a unit."""
    return _unit_form(request, queries.get_unit(request.user, unit_id, verb="directory.edit"), _("Sửa đơn vị"))


def _unit_form(request: OfficeRequest, unit: Unit, heading: str) -> HttpResponse:
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_unit(form.save(commit=False), aliases=form.cleaned_data["other_names"], by=request.user)
        messages.success(request, _("Đã lưu đơn vị “%(name)s”.") % {"name": saved.name})
        return redirect("directory:show-unit", saved.pk)
    back = reverse("directory:show-unit", args=[unit.pk]) if unit.pk else reverse("directory:list-units")
    return render(request, "directory/form.html", {"form": form, "heading": heading, "back": back}, status=_status(request))


@require_POST
def end_unit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    """Let a unit end on a day."""
    unit = queries.get_unit(request.user, unit_id, verb="directory.edit")
    form = EndUnitForm(request.POST, unit=unit)
    if form.is_valid():
        try:
            actions.end_unit(unit, last_day=form.cleaned_data["last_day"], by=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Đã ghi ngày kết thúc của “%(name)s” và các đơn vị trực thuộc.") % {"name": unit.name})
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("directory:show-unit", unit.pk)


@require_GET
def list_people(request: OfficeRequest) -> HttpResponse:
    """People and their roles."""
    text, role = request.GET.get("text", "").strip(), request.GET.get("role", "")
    found = queries.people(request.user, timezone.localdate(), text=text, role=role)
    context = {
        "page": page_of(request, found),
        "query": query_without(request, "page"),
        "text": text,
        "role": role,
        "roles": Role.choices,
        "may_edit": request.user.may("directory.edit"),
    }
    return render(request, "directory/people.html", context)


@require_GET
def show_person(request: OfficeRequest, person_id: int) -> HttpResponse:
    """A person and the roles held."""
    person, today = queries.get_person(request.user, person_id), timezone.localdate()
    may_edit = request.user.may("directory.edit")
    context = {
        "person": person,
        "roles": [(row, row.holds_on(today)) for row in queries.roles_of(person)],
        "may_edit": may_edit,
        "role_form": RoleForm(initial={"valid_from": today}) if may_edit else None,
        "history": history_of(person)[:HISTORY] if may_edit else [],
    }
    return render(request, "directory/person.html", context)


@form_page
def add_person(request: OfficeRequest) -> HttpResponse:
    """A new person, with no password yet."""
    require(request.user, "directory.edit")
    return _person_form(request, Person(), _("Thêm người dùng"))


@form_page
def edit_person(request: OfficeRequest, person_id: int) -> HttpResponse:
    """Change a person's account."""
    return _person_form(request, queries.get_person(request.user, person_id, verb="directory.edit"), _("Sửa người dùng"))


def _person_form(request: OfficeRequest, person: Person, heading: str) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_person(form.save(commit=False), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("Đã lưu người dùng “%(name)s”. Hãy giao vai trò và đưa liên kết đăng nhập cho người này.") % {"name": saved}
            )
            return redirect("directory:show-person", saved.pk)
    back = reverse("directory:show-person", args=[person.pk]) if person.pk else reverse("directory:list-people")
    return render(request, "directory/form.html", {"form": form, "heading": heading, "back": back}, status=_status(request))


@require_POST
def give_role(request: OfficeRequest, person_id: int) -> HttpResponse:
    """Give a person a role in a unit."""
    person = queries.get_person(request.user, person_id, verb="directory.edit")
    form = RoleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if person.memberships.filter(unit=given["unit"], role=given["role"], valid_to=None).exists():
            messages.info(request, _("Người này đang giữ vai trò đó ở đơn vị đó rồi; không có gì thay đổi."))
        else:
            actions.give_role(person=person, **given, by=request.user)
            messages.success(request, _("Đã giao vai trò."))
    else:
        messages.error(request, _("Chưa giao được vai trò: hãy chọn đơn vị và vai trò."))
    return redirect("directory:show-person", person.pk)


@require_POST
def end_role(request: OfficeRequest, membership_id: int) -> HttpResponse:
    """A role ends today."""
    require(request.user, "directory.edit")
    membership = get_object_or_404(Membership.objects.select_related("person", "unit"), pk=membership_id)
    try:
        actions.end_role(membership, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã thôi vai trò kể từ hôm nay."))
    return redirect("directory:show-person", membership.person_id)


@require_POST
def make_sign_in_link(request: OfficeRequest, person_id: int) -> HttpResponse:
    """Make a one-time sign-in link and show it this once."""
    person = queries.get_person(request.user, person_id, verb="directory.edit")
    token = make_link(person, by=request.user)
    return render(request, "directory/link.html", {"person": person, "token": token})


def _status(request: OfficeRequest) -> int:
    return 422 if request.method == "POST" else 200
