"""The outbox: every mail is a row before it is anything else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A mail, from the moment it was caused. Its words, its ``Message-ID`` and its date never change, however often it is tried."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        SENDING = "sending", _("Đang gửi")
        SENT = "sent", _("Đã gửi")
        UNCERTAIN = "uncertain", _("Không rõ đã đến chưa")
        FAILED = "failed", _("Không gửi được")
        DROPPED = "dropped", _("Đã bỏ")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    """The day whose digest it is: one a person a day."""
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=120, unique=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    """Not tried again before."""
    handed_at = models.DateTimeField(null=True, blank=True)
    """When its words were about to go over. From then until the server's answer is noted, nobody here can know whether it took them."""
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    """What went wrong the last time, as the server or the network said it."""
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who decided what becomes of it, where the machine could not."""

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_mail_a_person_a_day")]
        indexes = [models.Index(fields=["state", "next_at"], name="mail_by_state")]

    def __str__(self) -> str:
        return _("Thư %(number)s") % {"number": self.pk}  # neither words nor address: this goes into the journal
