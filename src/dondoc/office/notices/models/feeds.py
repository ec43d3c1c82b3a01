"""The calendar addresses of units."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from dondoc.office.directory.models import Unit


class Feed(models.Model):
    """A unit's deadlines for a calendar program, at an address that is a secret. Only a hash of the secret is kept."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    """Empty: revoked."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return _("Địa chỉ lịch của %(unit)s") % {"unit": self.unit}

    @staticmethod
    def new_token() -> str:
        """A secret of 256 bits, fit for an address."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def hash_of(token: str) -> str:
        """What is kept of a secret."""
        return hashlib.sha256(token.encode()).hexdigest()
