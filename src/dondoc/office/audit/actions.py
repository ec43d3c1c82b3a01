"""Writing the journal."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from dondoc.office.audit.models import GENESIS, Entry
from dondoc.office.audit.signals import recorded

LABEL = 300


def record(actor: Any, verb: str, obj: models.Model | None, **detail: Any) -> Entry:
    """Add an entry: `actor` (a person, or ``None`` for the system) did `verb` to `obj`.

    Belongs inside the transaction that does the deed, so that deed and entry stand or fall together; called outside one it raises
    :class:`~django.db.transaction.TransactionManagementError`. `detail` holds short values: codes, old and new values of fields,
    identifiers. No secret, no text of a document. Where the actor did it in somebody's stead (ủy quyền), ``acting_for`` says in whose.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit entry belongs in the transaction of what it records.")
    if acting_for := getattr(actor, "acting_for", ""):
        detail["acting_for"] = acting_for
    _wait_for_turn()
    last = Entry.objects.order_by("-sequence").first()
    entry = Entry(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor=actor if actor is not None and actor.pk else None,
        actor_name=str(actor) if actor is not None else "",
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=str(obj)[:LABEL] if obj is not None else "",
        detail=json.loads(json.dumps(detail, cls=DjangoJSONEncoder, default=str)),
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = entry.digest()
    entry.save()
    recorded.send(sender=Entry, entry=entry, actor=actor, obj=obj)
    return entry


def _wait_for_turn() -> None:
    """Let one transaction at a time add to the chain (PostgreSQL); on SQLite it is IMMEDIATE, and nobody else writes anyway.

    The first entry stands for the chain: it is always there, and whoever has waited for it then sees the newest one. The newest one
    itself would not do: while somebody waits for that row, it stops being the newest.
    """
    list(Entry.objects.select_for_update().filter(sequence=1).values_list("sequence"))
