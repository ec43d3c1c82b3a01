"""Checking that nobody has touched the journal."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.office.audit.models import GENESIS, Entry


@dataclass(frozen=True, slots=True)
class Check:
    """Outcome of a check: how many entries were read, and the first that doesn't hold (its number and why), if any."""

    entries: int
    broken_at: int | None = None
    why: str = ""

    def __bool__(self) -> bool:
        return self.broken_at is None


def verify() -> Check:
    """Walk the chain from the first entry: numbers without a gap, each hash right and carried on by the next.

    The end of the chain has no next: entries cut off the end show only against a hash noted elsewhere (see :func:`head`).
    """
    previous, count = GENESIS, 0
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        count += 1
        if entry.sequence != count:
            return Check(count, count, "missing")
        if entry.previous_hash != previous:
            return Check(count, entry.sequence, "unlinked")
        if entry.hash != entry.digest():
            return Check(count, entry.sequence, "changed")
        previous = entry.hash
    return Check(count)


def head() -> tuple[int, str]:
    """Number and hash of the newest entry: note them elsewhere to show later that none was cut off."""
    last = Entry.objects.order_by("-sequence").first()
    return (last.sequence, last.hash) if last else (0, GENESIS)


def has(sequence: int, digest: str) -> bool:
    """Whether the entry noted before, by :func:`head`, is there and the same."""
    return Entry.objects.filter(sequence=sequence, hash=digest).exists()
