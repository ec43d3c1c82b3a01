"""What the registry tells the rooms above it."""

from django.dispatch import Signal

document_read = Signal()
"""Sent with ``document`` inside the transaction that saves a reading. If a receiver fails, the reading is not saved."""
