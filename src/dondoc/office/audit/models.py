"""The journal. Entries are added, never changed: each carries the hash of the one before, so a change shows."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.office.audit.words import PAGES, words_for
from dondoc.office.web import address

GENESIS = "0" * 64
"""What the first entry has as its previous hash."""


class AppendOnly(TypeError):
    """Raised on any attempt to change or remove an entry."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads only; rows come in by :func:`dondoc.office.audit.actions.record`."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly("Entries of the journal are never changed or removed.")

    update = _refuse
    delete = _refuse
    bulk_update = _refuse
    bulk_create = _refuse
    update_or_create = _refuse


class Entry(models.Model):
    """One thing somebody did. Holds names of things and codes, never secrets or the text of documents."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Người làm"))
    actor_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=64, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    object_label = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-sequence"]
        verbose_name = _("Dòng nhật ký")
        verbose_name_plural = _("Nhật ký")
        indexes = [
            models.Index(fields=["object_type", "object_id", "-sequence"], name="audit_by_object"),
            models.Index(fields=["actor", "-sequence"], name="audit_by_actor"),
            models.Index(fields=["verb", "-sequence"], name="audit_by_verb"),
            models.Index(fields=["at"], name="audit_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.object_label}"

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return words_for(self.verb)

    @property
    def page(self) -> str | None:
        """The address of the thing's own page, if it has one."""
        name = PAGES.get(self.object_type)
        return address(name, self.object_id) if name and self.object_id.isdigit() else None

    @property
    def who(self) -> str:
        """Who did it, and in whose stead."""
        name = self.actor_name or str(_("Hệ thống"))
        giver = self.detail.get("acting_for")
        return gettext("%(name)s (thay %(giver)s)") % {"name": name, "giver": giver} if giver else name

    @property
    def about(self) -> str:
        """The role and unit an entry on roles speaks of."""
        if not {"role", "unit"} <= self.detail.keys():
            return ""
        return f"{words_for('role.' + str(self.detail['role']), self.detail['role'])}, {self.detail['unit']}"

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """(field, before, after) where the entry says so under ``fields``."""
        fields = self.detail.get("fields", {})
        return [
            (words_for(f"field.{name}", name), pair[0], pair[1])
            for name, pair in fields.items()
            if isinstance(pair, list) and len(pair) == 2
        ]

    def digest(self) -> str:
        """SHA-256 over all that the entry says and the hash before it."""
        said = {
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "verb": self.verb,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "object_label": self.object_label,
            "detail": self.detail,
            "previous_hash": self.previous_hash,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Entries of the journal are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly("Entries of the journal are never removed.")
