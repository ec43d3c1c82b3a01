"""The roles a person can hold in a unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in a unit; what each role may do is the table in :mod:`dondoc.office.directory.permissions`."""

    CLERK = "clerk", _("Văn thư")
    COORDINATOR = "coordinator", _("Chuyên viên tổng hợp")
    UNIT_OFFICER = "unit_officer", _("Cán bộ đơn vị")
    LEADER = "leader", _("Lãnh đạo")
    READER = "reader", _("Người xem")
    ADMINISTRATOR = "administrator", _("Quản trị")
