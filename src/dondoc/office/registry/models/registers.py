"""The registers of incoming and outgoing documents (NĐ 30/2020/NĐ-CP, Phụ lục IV), their numbers, and who was given what.

A register is kept in volumes: one a year, or one until a person opens the next (Party documents run through a term of office). A number is
taken from its volume in the transaction that makes the entry, and entries are never removed: no gap, no double.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.registry.models.documents import Document


class Register(models.Model):
    """A register an office keeps (sổ đăng ký)."""

    class Direction(models.TextChoices):
        INCOMING = "incoming", _("Văn bản đến")
        OUTGOING = "outgoing", _("Văn bản đi")

    class Period(models.TextChoices):
        YEAR = "year", _("Bắt đầu lại từ đầu năm")
        TERM = "term", _("Liên tục, đến khi mở quyển mới (nhiệm kỳ)")

    class Style(models.TextChoices):
        STATE = "state", _("Nhà nước: 15/QĐ-UBND")
        PARTY = "party", _("Đảng: 15-QĐ/TU")

    name = models.CharField(_("Tên sổ"), max_length=200)
    direction = models.CharField(_("Loại sổ"), max_length=10, choices=Direction.choices)
    period = models.CharField(_("Cách đánh số"), max_length=5, choices=Period.choices, default=Period.YEAR)
    style = models.CharField(_("Kiểu ký hiệu"), max_length=6, choices=Style.choices, default=Style.STATE)
    first_number = models.PositiveIntegerField(
        _("Số đầu tiên"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Số của văn bản đầu tiên ghi vào quyển đầu; khác 1 khi sổ giấy đã dùng đến một số nào đó."),
    )
    is_active = models.BooleanField(_("Đang dùng"), default=True)

    class Meta:
        ordering = ["direction", "pk"]
        verbose_name = _("Sổ đăng ký")
        verbose_name_plural = _("Sổ đăng ký")
        constraints = [
            models.UniqueConstraint(fields=["name"], name="register_name_once"),
            models.CheckConstraint(condition=Q(first_number__gte=1), name="register_numbers_start_at_one_or_later"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_incoming(self) -> bool:
        return self.direction == self.Direction.INCOMING

    def get_absolute_url(self) -> str:
        return reverse("registry:open-register", args=[self.pk])

    def written(self, number: int, symbol: str) -> str:
        """Number and symbol as a document bears them; numbers below ten get a nought before them (NĐ 30/2020, Phụ lục I, II.3)."""
        joint = "-" if self.style == self.Style.PARTY else "/"
        return f"{number:02d}{joint}{symbol}"


class Volume(models.Model):
    """One run of numbers of a register: the book of a year or of a term."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="volumes")
    name = models.CharField(_("Quyển"), max_length=60)
    opened_on = models.DateField(_("Ngày mở"))
    last_number = models.PositiveIntegerField(_("Số đã cấp gần nhất"), default=0)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("Quyển")
        constraints = [models.UniqueConstraint(fields=["register", "name"], name="volume_name_once")]

    def __str__(self) -> str:
        return f"{self.register}, {self.name}"


class Entry(models.Model):
    """A line of a register. It is never removed: a document taken back keeps its line, with the reason."""

    class State(models.TextChoices):
        VALID = "valid", _("Có hiệu lực")
        RECALLED = "recalled", _("Đã thu hồi")
        REDIRECTED = "redirected", _("Chuyển trả, chuyển nơi khác")

    class Urgency(models.IntegerChoices):
        """As in edXML (QCVN 102), so that packets and registers agree."""

        NORMAL = 0, _("Thường")
        URGENT = 1, _("Khẩn")
        MOST_URGENT = 2, _("Thượng khẩn")
        EXPRESS = 3, _("Hỏa tốc")
        TIMED = 4, _("Hỏa tốc hẹn giờ")

    volume = models.ForeignKey(Volume, on_delete=models.PROTECT, related_name="%(class)s_set")
    number = models.PositiveIntegerField(_("Số"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="%(class)s_set")
    urgency = models.PositiveSmallIntegerField(_("Mức độ khẩn"), choices=Urgency.choices, default=Urgency.NORMAL)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=500, blank=True)
    """Why it was recalled, or where it was sent on and why."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["-volume__opened_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["volume", "number"], name="%(class)s_number_once"),
            models.UniqueConstraint(fields=["document"], condition=Q(state="valid"), name="%(class)s_one_valid_a_document"),
            models.CheckConstraint(
                condition=Q(state="valid", closed_on=None) | (~Q(state="valid") & Q(closed_on__isnull=False) & ~Q(closed_reason="")),
                name="%(class)s_closed_says_when_and_why",
            ),
        ]

    @property
    def is_valid(self) -> bool:
        return self.state == self.State.VALID


class IncomingEntry(Entry):
    """A document that came in (Phụ lục IV, sổ đăng ký văn bản đến), and how it is dealt with (sổ theo dõi giải quyết văn bản đến)."""

    arrived_on = models.DateField(_("Ngày đến"))
    due = models.DateField(_("Thời hạn giải quyết"), null=True, blank=True)
    settled_on = models.DateField(_("Ngày giải quyết xong"), null=True, blank=True)
    settlement = models.CharField(_("Kết quả giải quyết"), max_length=500, blank=True)
    reply = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="replies_to", verbose_name=_("Văn bản trả lời")
    )

    class Meta(Entry.Meta):
        verbose_name = _("Văn bản đến")
        verbose_name_plural = _("Văn bản đến")
        indexes = [
            models.Index(fields=["volume", "-number"], name="incoming_by_number"),
            models.Index(fields=["settled_on", "due"], name="incoming_open_by_due"),
        ]

    def __str__(self) -> str:
        return str(_("Số đến %(number)s")) % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("registry:open-incoming", args=[self.pk])


class OutgoingEntry(Entry):
    """A document that was issued (Phụ lục IV, sổ đăng ký văn bản đi)."""

    signer = models.CharField(_("Người ký"), max_length=150, blank=True)
    recipients = models.TextField(_("Nơi nhận"), blank=True)
    keeper = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị nhận bản lưu")
    )
    copies = models.PositiveIntegerField(_("Số lượng bản"), default=1)
    sent_on = models.DateField(_("Ngày chuyển"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("Văn bản đi")
        verbose_name_plural = _("Văn bản đi")
        indexes = [models.Index(fields=["volume", "-number"], name="outgoing_by_number")]

    def __str__(self) -> str:
        return str(_("Văn bản đi số %(number)s")) % {"number": self.document.number or self.number}

    def get_absolute_url(self) -> str:
        return reverse("registry:open-outgoing", args=[self.pk])


class Distribution(models.Model):
    """An incoming document given to a unit: to lead, to coordinate, or to know (phiếu giải quyết văn bản đến)."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Chủ trì")
        COORDINATING = "coordinating", _("Phối hợp")
        INFORMED = "informed", _("Để biết")

    entry = models.ForeignKey(IncomingEntry, on_delete=models.CASCADE, related_name="distributions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    part = models.CharField(_("Vai trò"), max_length=12, choices=Part.choices)
    due = models.DateField(_("Thời hạn"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Ngày chuyển"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("Ngày nhận"), null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who acknowledged it for the unit: the signature of the register (ký nhận)."""
    returned_reason = models.CharField(_("Lý do chuyển lại"), max_length=500, blank=True)

    class Meta:
        ordering = ["-part", "pk"]
        verbose_name = _("Chuyển văn bản")
        constraints = [
            models.UniqueConstraint(fields=["entry", "unit"], condition=Q(returned_reason=""), name="distribution_once_a_unit"),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None) | Q(received_at__isnull=False, received_by__isnull=False),
                name="distribution_receipt_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(received_at__gte=F("sent_at")), name="distribution_received_after_sent"
            ),
        ]
        indexes = [models.Index(fields=["unit", "received_at"], name="distribution_by_unit")]

    def __str__(self) -> str:
        return f"{self.entry}: {self.unit}"


class Opinion(models.Model):
    """A line of the handling slip (phiếu giải quyết văn bản đến), in the order of the form: leader, unit leader, handler."""

    class Stage(models.TextChoices):
        LEADER = "leader", _("Ý kiến của lãnh đạo cơ quan")
        UNIT = "unit", _("Ý kiến của lãnh đạo đơn vị")
        HANDLER = "handler", _("Ý kiến đề xuất của người giải quyết")

    entry = models.ForeignKey(IncomingEntry, on_delete=models.CASCADE, related_name="opinions")
    stage = models.CharField(_("Mục của phiếu"), max_length=8, choices=Stage.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("Ý kiến"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Ý kiến giải quyết")

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_stage_display()}"
