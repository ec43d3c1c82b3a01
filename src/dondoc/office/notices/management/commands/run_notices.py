"""The office's messenger: holds the daily round when its hour has come, and sends what is in the outbox, until it is stopped."""

from __future__ import annotations

import fcntl
import logging
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from dondoc.office.notices.postman import send_due, settle_left_behind
from dondoc.office.notices.rounds import hold_round

log = logging.getLogger(__name__)

AFTER_A_FAULT = 10
"""Seconds to wait when the database did not answer."""


class Command(BaseCommand):
    help = "Hold the daily round of reminders and send the mails of the outbox. One at a time for a data folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="End when there is nothing to do now.")
        parser.add_argument("--interval", type=float, default=5, help="Seconds between two looks at the clock and the outbox.")

    def handle(self, *_args: Any, batch: bool, interval: float, **_options: Any) -> None:
        with Path(settings.DATA, "notices.lock").open("a") as lock:
            # The lock goes with the process, however it ends: holding it means that every mail in “sending” was left behind.
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError(f"A messenger for {settings.DATA} is running already. Stop it first, or leave the work to it.") from None
            while True:
                try:
                    look()
                    pause = interval
                except (DatabaseError, InterfaceError):
                    if batch:
                        raise
                    log.exception("The database did not answer; trying again in %s seconds", AFTER_A_FAULT)
                    connection.close()
                    pause = AFTER_A_FAULT
                if batch:
                    return
                time.sleep(pause)


def look() -> None:
    """Do what there is to do now."""
    settle_left_behind()
    now = timezone.localtime()
    if now.hour >= settings.DIGEST_HOUR:
        hold_round(now.date())
    send_due()
