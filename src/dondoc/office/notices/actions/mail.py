"""What an administrator decides about mails the machine could not settle."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.office.audit.actions import record
from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.directory.permissions import require
from dondoc.office.notices.models import Mail

State = Mail.State
DEEDS: dict[str, tuple[State, tuple[State, ...]]] = {
    "retry": (State.WAITING, (State.FAILED, State.UNCERTAIN)),
    "arrived": (State.SENT, (State.UNCERTAIN,)),
    "drop": (State.DROPPED, (State.FAILED, State.UNCERTAIN)),
}
"""What is pressed → (what the mail becomes, from which states)."""


@transaction.atomic
def settle(actor: Person, mail: Mail, deed: str) -> Mail:
    """Decide about a mail that failed or is uncertain. Sent again it goes to the person's address of today, under the same Message-ID."""
    require(actor, "office.manage")
    target, sources = DEEDS.get(deed, (State.WAITING, ()))
    mail = Mail.objects.select_for_update(of=("self",)).select_related("person").get(pk=mail.pk)
    if mail.state not in sources:
        raise NotNow(_("Thư đang ở trạng thái «%(state)s» nên không làm được việc này.") % {"state": mail.get_state_display()})
    before, mail.state, mail.settled_by = mail.state, target, actor
    if target == State.WAITING:
        mail.attempts, mail.next_at, mail.handed_at = 0, timezone.now(), None
        mail.address = mail.person.email or mail.address
    if target == State.SENT:
        mail.sent_at = mail.handed_at
    mail.save()
    record(actor, "notices.settled_mail", mail, **{"from": before, "to": str(target)})
    return mail
