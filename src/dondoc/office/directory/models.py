"""Units (a tree, with history), people, the roles they hold, and one-time sign-in links."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.roles import Role

__all__ = ["Delegation", "Membership", "Person", "Role", "SignInLink", "Unit", "UnitAlias"]


class Dated(models.Model):
    """Something that holds from one day to another; an open end is no day."""

    valid_from = models.DateField(_("Từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether `day` is within the dates (both included)."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def holding_on(day: date, prefix: str = "") -> Q:
    """The condition of :meth:`Dated.holds_on` for queries; `prefix` names the relation (``"unit__"``)."""
    started = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    not_ended = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    return started & not_ended


def depth_of(path: str) -> int:
    """How deep a unit with this path stands; 0 at the top."""
    return max(0, path.count("/") - 2)


class UnitQuerySet(models.QuerySet["Unit"]):
    def holding_on(self, day: date) -> UnitQuerySet:
        """Units that exist on `day`."""
        return self.filter(holding_on(day))

    def below(self, unit: Unit) -> UnitQuerySet:
        """`unit` and all units under it."""
        return self.filter(path__startswith=unit.path)


class Unit(Dated):
    """A body or a part of one."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("Cấp ủy, cơ quan Đảng")
        COUNCIL = "council", _("Hội đồng nhân dân")
        AUTHORITY = "authority", _("Ủy ban nhân dân")
        DEPARTMENT = "department", _("Sở, ban, ngành")
        OFFICE = "office", _("Văn phòng")
        DIVISION = "division", _("Phòng, ban trực thuộc")
        COMMUNE = "commune", _("Xã, phường, đặc khu")
        MASS = "mass", _("Mặt trận, đoàn thể")
        SERVICE = "service", _("Đơn vị sự nghiệp")
        OTHER = "other", _("Khác")

    name = models.CharField(_("Tên đơn vị"), max_length=200)
    short_name = models.CharField(_("Tên ngắn"), max_length=80, blank=True)
    code = models.CharField(_("Mã đơn vị"), max_length=40, blank=True, help_text=_("Chữ viết tắt trong ký hiệu văn bản, ví dụ: SNV, VP."))
    kind = models.CharField(_("Loại"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Trực thuộc")
    )
    order = models.PositiveIntegerField(_("Thứ tự"), default=0)
    path = models.CharField(max_length=400, blank=True, editable=False, db_index=True)
    """``/3/17/42/``: identifiers from the top to the unit itself. Set on saving; the subtree of a unit is what starts with its path."""

    objects = UnitQuerySet.as_manager()
    MAX_DEPTH: ClassVar[int] = 20

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("Đơn vị")
        verbose_name_plural = _("Đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")), name="unit_dates_in_order"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code="") & Q(valid_to=None), name="unit_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 at the top."""
        return depth_of(self.path)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def is_below(self, other: Unit) -> bool:
        """Whether the unit is `other` or under it."""
        return self.path.startswith(other.path)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            before, self.path = self.path, path
            Unit.objects.filter(pk=self.pk).update(path=path)
            if before:
                self._move_those_below(before)

    def _move_those_below(self, before: str) -> None:
        below = Unit.objects.filter(path__startswith=before).exclude(pk=self.pk)
        for unit in below:
            unit.path = self.path + unit.path[len(before) :]
        Unit.objects.bulk_update(below, ["path"])


class UnitAlias(models.Model):
    """Another name documents use for a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("Tên gọi khác"), max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Tên gọi khác")
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="unit_alias_once")]

    def __str__(self) -> str:
        return self.name


class PersonManager(UserManager["Person"]):
    """Also finds people by what they type to sign in, whatever the case of the letters."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username__iexact=username)


class Person(AbstractUser):
    """Somebody who signs in."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("Họ và tên"), max_length=150)
    language = models.CharField(_("Ngôn ngữ"), max_length=5, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi")

    acting_for = ""
    """Whose role the last right asked for was held by, see :func:`~dondoc.office.directory.permissions.may`; empty: one's own."""

    objects: ClassVar[PersonManager] = PersonManager()
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        verbose_name = _("Người dùng")
        verbose_name_plural = _("Người dùng")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @cached_property
    def roles_with_giver(self) -> list[tuple[str, Role, str]]:
        """(path of the unit, role, name of whom it is held for) of every role that holds today, one query for the whole request.

        The name is empty for a role of one's own, and that of the giver for a delegated one; own roles come first.
        """
        today = timezone.localdate()
        delegated = Q(delegations__person=self, person__is_active=True) & holding_on(today, "delegations__")
        held = Membership.objects.filter(Q(person=self) | delegated, holding_on(today), holding_on(today, "unit__"))
        rows = held.values_list("unit__path", "role", "person_id", "person__full_name").order_by("pk").distinct()
        found = {(path, Role(role), "" if giver == self.pk else name) for path, role, giver, name in rows}
        return sorted(found, key=lambda row: (row[2], row[0], row[1]))

    @property
    def roles_held(self) -> list[tuple[str, Role]]:
        """(path of the unit, role) of every role that holds today, one's own and delegated ones."""
        return [(path, role) for path, role, _giver in self.roles_with_giver]

    def may(self, verb: str, unit: Unit | None = None) -> bool:
        """Whether the person has the right, see :func:`dondoc.office.directory.permissions.may`."""
        from dondoc.office.directory.permissions import may

        return may(self, verb, unit)

    def holds(self, role: Role) -> bool:
        """Whether the person has the role in any unit today."""
        return any(held is role for _path, held in self.roles_held)


class Membership(Dated):
    """A role a person holds in a unit."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("Người"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("Đơn vị"))
    role = models.CharField(_("Vai trò"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ["unit__order", "role"]
        verbose_name = _("Vai trò")
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "role"], condition=Q(valid_to=None), name="membership_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")), name="membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.unit}"


class Delegation(Dated):
    """A role somebody else may act in from one day to another (ủy quyền: in writing, for a time; NĐ 30/2020/NĐ-CP, Điều 13, khoản 3).

    What is delegated is a membership of the giver's own, so what was received can't be passed on.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("Vai trò ủy quyền"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("Người được ủy quyền"))
    document = models.CharField(_("Văn bản ủy quyền"), max_length=120)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        verbose_name = _("Ủy quyền")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False, valid_to__isnull=False, valid_to__gte=F("valid_from")),
                name="delegation_has_both_days",
            ),
        ]
        indexes = [models.Index(fields=["person", "valid_to"], name="delegation_by_person")]

    def __str__(self) -> str:
        return f"{self.membership} → {self.person}"


class SignInLink(models.Model):
    """A link that signs a person in once. Only a hash of its secret is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Liên kết đăng nhập một lần")

    def __str__(self) -> str:
        return f"{self.person}, {self.made_at:%Y-%m-%d %H:%M}"

    @staticmethod
    def new_token() -> str:
        """A secret of 256 bits, fit for an address."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def hash_of(token: str) -> str:
        """What is kept of a secret."""
        return hashlib.sha256(token.encode()).hexdigest()

    def is_open(self, now: datetime) -> bool:
        """Whether the link can still be used."""
        return self.used_at is None and now < self.expires_at
