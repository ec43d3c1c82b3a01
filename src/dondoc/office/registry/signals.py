"""What the registry tells the rooms above it."""

from django.dispatch import Signal

document_read = Signal()
"""Sent with ``document`` inside the transaction that saves a reading. If a receiver fails, the reading is not saved."""

worker_starts = Signal()
"""Sent by a worker before it takes its first job: the time to tidy up."""
