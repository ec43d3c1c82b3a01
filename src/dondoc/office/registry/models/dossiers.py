"""Work files (hồ sơ công việc, NĐ 30/2020/NĐ-CP, Điều 28-31; fields as in Phụ lục VI): documents of one matter kept together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dondoc.office.directory.models import Unit
from dondoc.office.registry.models.documents import Document


class Dossier(models.Model):
    """A work file of a unit. A document can lie in several, without a copy."""

    code = models.CharField(_("Số và ký hiệu hồ sơ"), max_length=60)
    title = models.CharField(_("Tiêu đề hồ sơ"), max_length=500)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("Đơn vị lập hồ sơ"))
    maintenance = models.CharField(
        _("Thời hạn bảo quản"), max_length=30, blank=True, help_text=_("Theo danh mục hồ sơ của cơ quan, chẳng hạn: 10 năm, Vĩnh viễn.")
    )
    description = models.CharField(_("Chú giải"), max_length=500, blank=True)
    opened_on = models.DateField(_("Ngày mở"))
    closed_on = models.DateField(_("Ngày kết thúc"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        verbose_name = _("Hồ sơ công việc")
        verbose_name_plural = _("Hồ sơ công việc")
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="dossier_code_once_a_unit"),
            models.CheckConstraint(condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="dossier_days_in_order"),
        ]
        indexes = [models.Index(fields=["unit", "closed_on"], name="dossier_by_unit")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def get_absolute_url(self) -> str:
        return reverse("registry:open-dossier", args=[self.pk])


class DossierDocument(models.Model):
    """A document in a work file, at its place."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="in_dossiers")
    order = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order"]
        verbose_name = _("Văn bản trong hồ sơ")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "document"], name="dossier_has_a_document_once"),
            models.UniqueConstraint(fields=["dossier", "order"], name="dossier_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.document}"
