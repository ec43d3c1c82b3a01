"""E-mails (.eml, RFC 5322 and MIME): the first attachment that is a document; without one, the message itself.

Sender, subject, date and the words around the attachment are kept as metadata.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dondoc.reading.errors import DamagedFile, EmptyFile
from dondoc.reading.intake import kinds, packets
from dondoc.reading.model import Format, SourceText

if TYPE_CHECKING:
    from email.message import EmailMessage

SURE = 80
MESSAGE = 20_000
"""Characters of the message kept as metadata where an attachment is the document."""
HEADERS = (("From", "From"), ("To", "To"), ("Cc", "Cc"), ("Subject", "Subject"))
BROKEN = (ValueError, LookupError, TypeError, AttributeError, IndexError, OverflowError)
"""What the standard library's parser still raises on headers made to break it."""


def sure(data: bytes) -> int | None:
    """Three header lines of a message at the start; not a web page saved as MHTML."""
    return SURE if kinds.is_mail(data) and not kinds.is_mhtml(data) else None


def read(data: bytes) -> SourceText:
    """The document of the message. Raises what reading the attachments raises, where there are no other words."""
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import default

    from dondoc.reading.header.secrecy import secrecy_mark

    try:
        message = message_from_bytes(data, policy=default)
        assert isinstance(message, EmailMessage)
        files, body = _files(message), _body(message)
        said = _said(message)
    except BROKEN as error:
        raise DamagedFile(why="thư hỏng / broken message") from error
    chosen = packets.document_of(files, but=(Format.PLAIN, Format.HTML))
    if chosen.source:
        marked = replace(chosen, secrecy=chosen.secrecy or (secrecy_mark(body.text) if body else None))
        return packets.packed(chosen.source, Format.MAIL, marked, [*said, ("Content", body.text[:MESSAGE] if body else "")])
    if body is None:
        raise chosen.trouble or EmptyFile()
    return packets.packed(body, Format.MAIL, chosen, said)


def _files(message: EmailMessage) -> list[tuple[str, bytes]]:
    from email.message import EmailMessage

    made = []
    for part in message.walk():
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        name = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                made.append((name or "message.eml", inner.as_bytes()))
        elif name or part.get_content_disposition() == "attachment":
            content = part.get_payload(decode=True)
            made.append((name or f"attachment-{len(made) + 1}", content if isinstance(content, bytes) else b""))
    return made


def _body(message: EmailMessage) -> SourceText | None:
    """The words of the message itself."""
    from dondoc.reading.intake import html, plain

    part = message.get_body(("plain", "html"))
    if part is None:
        return None
    content = part.get_content()
    if not isinstance(content, str) or not content.strip():
        return None
    data = content.encode("utf-8", "replace")
    return html.read(data) if part.get_content_subtype() == "html" else plain.read(data)


def _said(message: EmailMessage) -> list[tuple[str, str]]:
    from email.utils import parsedate_to_datetime

    made = [(name, " ".join(str(message[header] or "").split())) for header, name in HEADERS]
    try:
        sent = parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    except (ValueError, TypeError, OverflowError):
        sent = None
    return [*made, ("Date", sent.isoformat() if sent else "")]
