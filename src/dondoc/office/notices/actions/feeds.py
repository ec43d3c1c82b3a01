"""The calendar addresses of units: made, renewed, revoked."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dondoc.office.audit.actions import record
from dondoc.office.deeds import Stale
from dondoc.office.directory.models import Person, Unit
from dondoc.office.directory.permissions import require
from dondoc.office.notices.models import Feed

KEEP = "notices.keep_feed"


@transaction.atomic
def renew(actor: Person, unit: Unit, *, version: int) -> str:
    """A new address for the unit's calendar; the one before answers no more. Returns the secret, which is kept nowhere."""
    require(actor, KEEP, unit)
    token = Feed.new_token()
    feed = _locked(unit, version) or Feed(unit=unit, version=0)
    feed.token_hash, feed.made_at, feed.made_by = Feed.hash_of(token), timezone.now(), actor
    feed.version += 1
    feed.save()
    record(actor, "notices.renewed_feed", feed)
    return token


@transaction.atomic
def revoke(actor: Person, unit: Unit, *, version: int) -> None:
    """The unit's calendar address answers no more."""
    require(actor, KEEP, unit)
    feed = _locked(unit, version)
    if feed is None or feed.token_hash is None:
        return
    feed.token_hash, feed.version = None, feed.version + 1
    feed.save()
    record(actor, "notices.revoked_feed", feed)


def _locked(unit: Unit, version: int) -> Feed | None:
    feed = Feed.objects.select_for_update(of=("self",)).select_related("unit").filter(unit=unit).first()
    if (feed.version if feed else 0) != version:
        raise Stale(feed)
    return feed
