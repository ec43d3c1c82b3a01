"""What higher rooms hear of signing in."""

from django.dispatch import Signal

touched = Signal()
"""A person did something (``request``), noticed every WRITE_EVERY seconds."""
password_changed = Signal()
"""A person chose a new password (``request``, ``person``); the session under way goes on."""
