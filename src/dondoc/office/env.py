"""Typed readers of environment variables. A bad value stops start-up and names itself."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str) -> str:
    """The variable's value, spaces at the ends removed."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Set it to 1 or 0, or leave it out.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        found = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number. Set it from {least} to {most}, or leave it out.") from None
    if not least <= found <= most:
        raise ImproperlyConfigured(f"{name}={found} is out of range. Set it from {least} to {most}, or leave it out.")
    return found


def words(name: str, default: tuple[str, ...]) -> list[str]:
    """A list, separated by commas."""
    value = os.environ.get(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value is not None else list(default)


def one_of(name: str, value: str, known: Iterable[str]) -> str:
    """`value`, if it is one of `known`."""
    if value not in set(known):
        raise ImproperlyConfigured(f"{name}: {value!r} is not known. Choose from: {', '.join(sorted(known))}; or leave it out.")
    return value


def folder(name: str, default: Path) -> Path:
    """A folder, made if it is missing, readable by this account only."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as err:
        raise ImproperlyConfigured(
            f"{name}={path} can't be used as a folder ({err.strerror}). Name one this account may write to."
        ) from err
    return path


def secret(name: str, kept_in: Path) -> str:
    """A secret: the variable, else the file that `<name>_FILE` names, else the one in `kept_in`, made the first time."""
    if value := kept_elsewhere(name):
        return _long_enough(name, value)
    return _long_enough(str(kept_in), kept_in.read_text(encoding="ascii").strip() if kept_in.exists() else _make_secret(kept_in))


def kept_elsewhere(name: str) -> str:
    """What must not be shown (a secret, an address with a password): the variable, else the file that `<name>_FILE` names, else nothing."""
    if value := os.environ.get(name, "").strip():
        return value
    if not (named := os.environ.get(f"{name}_FILE")):
        return ""
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except OSError as err:
        raise ImproperlyConfigured(f"{name}_FILE={named} can't be read ({err.strerror}).") from err


def oidc() -> dict[str, Any] | None:
    """The organisation's own sign-in (``DONDOC_OIDC_…``) as django-allauth wants it, or ``None`` where there is none."""
    server = text("DONDOC_OIDC_SERVER", "")
    if not server:
        return None
    client, key = text("DONDOC_OIDC_CLIENT_ID", ""), kept_elsewhere("DONDOC_OIDC_CLIENT_SECRET")
    for name, value in (("DONDOC_OIDC_CLIENT_ID", client), ("DONDOC_OIDC_CLIENT_SECRET", key)):
        if not value:
            raise ImproperlyConfigured(f"{name} is needed where DONDOC_OIDC_SERVER is set. Take it from the provider, or leave both out.")
    return {
        "provider_id": "office",
        "name": text("DONDOC_OIDC_NAME", "") or server,
        "client_id": client,
        "secret": key,
        "settings": {"server_url": server},
    }


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and in whose name."""

    host: str
    port: int
    security: str
    """``tls`` from the first word, ``starttls``, or empty: none."""
    user: str
    password: str
    sender: str
    """``Name <address>``."""

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"  # never the password


MAIL_SCHEMES = {"smtp": ("", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}
"""How ``DONDOC_MAIL_URL`` may begin → (security, usual port)."""


def mail() -> MailServer | None:
    """The mail server (``DONDOC_MAIL_URL``, ``DONDOC_MAIL_FROM``), or ``None`` where the office sends no mail."""
    url, sender = kept_elsewhere("DONDOC_MAIL_URL"), text("DONDOC_MAIL_FROM", "")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        known = ", ".join(f"{scheme}://" for scheme in MAIL_SCHEMES)
        raise ImproperlyConfigured(f"DONDOC_MAIL_URL has to begin with one of {known}, as in smtps://user:password@mail.example:465.")
    if "@" not in parseaddr(sender)[1]:
        raise ImproperlyConfigured("DONDOC_MAIL_FROM is needed where DONDOC_MAIL_URL is set: Dondoc <dondoc@office.example>.")
    security, usual = MAIL_SCHEMES[parts.scheme]
    return MailServer(parts.hostname, port or usual, security, unquote(parts.username or ""), unquote(parts.password or ""), sender)


def address(name: str, default: str) -> str:
    """An address of a site, without a slash at its end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name}={value!r} is no address. Write it as https://dondoc.office.example, or leave it out.")
    return value


def _long_enough(name: str, value: str) -> str:
    if len(value) < 32:
        raise ImproperlyConfigured(f"{name}: a secret of at least 32 characters is needed; this one has {len(value)}.")
    return value


def _make_secret(path: Path) -> str:
    """Written whole under another name first: two processes that start together end with the same secret."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first; its secret counts
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
