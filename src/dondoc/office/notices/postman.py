"""Sending what is in the outbox: never twice, never lost.

A row goes ``waiting → sending → sent``, each step committed before the next begins. Between *sending* and the moment the words go over
(`handed_at`) nothing has left the house: whoever finds such a row left behind tries it again. From `handed_at` until the server's answer
is noted nobody here can know whether the server took the mail: such a row becomes *uncertain* and is not tried again by itself; an
administrator, who can ask the server for the ``Message-ID``, decides. So the machine sends nothing twice.
"""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.utils import timezone

from dondoc.office.env import MailServer
from dondoc.office.notices.models import Mail

log = logging.getLogger(__name__)

State = Mail.State
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long to wait after each attempt that failed; after the last one it is given up."""
SECONDS = 30
"""How long a server may take for an answer."""
POLICY = SMTP.clone(cte_type="7bit")
DOT = re.compile(rb"(?m)^\.")


class Refused(Exception):
    """The server, or the way to it, did not take a mail. `final`: trying again won't help; `whole`: nor will it for other mails now."""

    def __init__(self, why: str, *, final: bool = False, whole: bool = False) -> None:
        super().__init__(why)
        self.final, self.whole = final, whole


class Unknown(Exception):
    """The words went over and no answer came back."""


@dataclass(slots=True)
class Tally:
    """What became of mails."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0


def settle_left_behind() -> int:
    """What a sender that is no more left in *sending*: back into the queue, or uncertain. Only while no other sender works."""
    left = Mail.objects.filter(state=State.SENDING)
    again = left.filter(handed_at=None).update(state=State.WAITING)
    return again + left.filter(handed_at__isnull=False).update(state=State.UNCERTAIN, error="")


def send_due() -> Tally:
    """Send every mail whose time has come, over one connection; ends early when the server can't be reached."""
    tally = Tally()
    if not settings.MAIL or (mail := _claimed()) is None:
        return tally
    try:
        with _connected(settings.MAIL) as server:
            while mail is not None:
                _try(server, mail, settings.MAIL.sender, tally)
                mail = _claimed()
    except Refused as why:
        if mail is not None:
            _put_off(mail, why, tally)
    return tally


def _claimed() -> Mail | None:
    """The next mail that is due, ours alone from now on."""
    now = timezone.now()
    for pk in Mail.objects.filter(state=State.WAITING, next_at__lte=now).order_by("next_at", "pk").values_list("pk", flat=True)[:20]:
        if Mail.objects.filter(pk=pk, state=State.WAITING).update(state=State.SENDING, handed_at=None):
            return Mail.objects.select_related("person").get(pk=pk)
    return None


def _try(server: smtplib.SMTP, mail: Mail, sender: str, tally: Tally) -> None:
    try:
        _hand_over(server, mail, sender)
    except Unknown as why:
        _note(mail, state=State.UNCERTAIN, error=str(why)[:500], attempts=mail.attempts + 1)
        tally.uncertain += 1
        raise Refused(str(why), whole=True) from why
    except Refused as why:
        _put_off(mail, why, tally)
        if why.whole:
            raise
        with suppress(smtplib.SMTPException, OSError):
            server.rset()
    else:
        _note(mail, state=State.SENT, sent_at=timezone.now(), error="", attempts=mail.attempts + 1)
        tally.sent += 1


def _hand_over(server: smtplib.SMTP, mail: Mail, sender: str) -> None:
    """One mail, step by step: the moment its words go over is written down before they do."""
    content = _content(mail, sender)
    with _heard():
        _expect(server.mail(parseaddr(sender)[1]), 250)
        _expect(server.rcpt(mail.address), 250, 251, 252)
        _expect(server.docmd("DATA"), 354)
    _note(mail, handed_at=timezone.now())
    try:
        server.send(content + b".\r\n")
        answer = server.getreply()
    except (smtplib.SMTPException, OSError) as err:
        raise Unknown(_words(err)) from err
    _expect(answer, 250)


def _content(mail: Mail, sender: str) -> bytes:
    if not mail.address.isascii():
        raise Refused(f"{mail.address}: only addresses in plain letters can be sent to", final=True)
    try:
        return DOT.sub(b"..", message(mail, sender).as_bytes(policy=POLICY))
    except (ValueError, MessageError) as err:
        raise Refused(_words(err), final=True) from err


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    code, words = answer
    if code not in wanted:
        raise Refused(f"{code} {words.decode(errors='replace')}", final=code >= 500, whole=code == 421)


@contextmanager
def _heard() -> Iterator[None]:
    """What goes wrong on the line, as a refusal of everything."""
    try:
        yield
    except (smtplib.SMTPException, OSError) as err:
        raise Refused(_words(err), whole=True) from err


def _words(err: Exception) -> str:
    return f"{type(err).__name__}: {err}"


def _put_off(mail: Mail, why: Refused, tally: Tally) -> None:
    """Try again after a pause that grows; or give up, for an administrator to see."""
    if mail.state != State.SENDING:
        return
    attempts = mail.attempts + 1
    given_up = why.final or attempts > len(PAUSES)
    state = State.FAILED if given_up else State.WAITING
    next_at = mail.next_at if given_up else timezone.now() + PAUSES[attempts - 1]
    _note(mail, state=state, attempts=attempts, next_at=next_at, handed_at=None, error=str(why)[:500])
    log.warning("Mail %s was not sent (attempt %s, %s): %s", mail.pk, attempts, "given up" if given_up else "to be tried again", why)
    tally.failed += given_up
    tally.later += not given_up


def _note(mail: Mail, **changed: object) -> None:
    """Write down what became of a mail: in the database, and in `mail`."""
    for name, value in changed.items():
        setattr(mail, name, value)
    Mail.objects.filter(pk=mail.pk).update(**changed)


@contextmanager
def _connected(to: MailServer) -> Iterator[smtplib.SMTP]:
    with _heard():
        server = _opened(to)
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def reach(to: MailServer) -> None:
    """See whether the server takes us, sending nothing; :class:`Refused` says why not."""
    with _connected(to):
        pass


def _opened(to: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if to.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(to.host, to.port, timeout=SECONDS)
    if to.security == "starttls":
        server.starttls(context=context)
    server.ehlo_or_helo_if_needed()
    if to.user:
        server.login(to.user, to.password)
    return server


def message(mail: Mail, sender: str) -> EmailMessage:
    """The mail as it goes out: the same bytes at each attempt but for the boundary between its parts."""
    made = EmailMessage(policy=POLICY)
    made["From"] = sender
    local, _at, domain = mail.address.rpartition("@")
    made["To"] = Address(str(mail.person), local, domain)
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(_local(mail.made_at))
    made["Message-ID"] = mail.message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text)
    made.add_alternative(mail.html, subtype="html")
    made.set_boundary(f"=_{mail.message_id.strip('<>').partition('@')[0]}")
    return made


def _local(at: datetime) -> datetime:
    return timezone.localtime(at)
