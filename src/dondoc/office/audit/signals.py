"""What the journal tells the rooms above it."""

from django.dispatch import Signal

recorded = Signal()
"""Sent with ``entry``, ``actor`` (a person, or ``None`` for the system) and ``obj`` (what it was done to, or ``None``), inside the
transaction of the deed. If a receiver fails, neither deed nor entry is saved."""
