"""What this room tells the rooms above it."""

from django.dispatch import Signal

plan_drafted = Signal()
"""Sent with ``plan`` when a document's first draft plan was made and has something to decide, inside the transaction that makes it."""
