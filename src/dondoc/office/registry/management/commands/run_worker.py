"""The worker of this data folder: recovers what was interrupted, then takes jobs from the queue until it is stopped."""

from __future__ import annotations

import fcntl
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from dondoc.office.registry.jobs import recover
from dondoc.office.registry.signals import worker_starts

KEEP_JOBS_DAYS = 30
"""Finished jobs are kept so long to look into; documents and the journal say for good what became of them."""


class Command(BaseCommand):
    help = "Take jobs from the queue (reading documents). One worker at a time for a data folder; a second one says so and ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="End when the queue is empty.")
        parser.add_argument("--interval", type=float, default=0.5, help="Seconds between two looks at an empty queue.")

    def handle(self, *_args: Any, batch: bool, interval: float, **_options: Any) -> None:
        with Path(settings.DATA, "worker.lock").open("a+") as lock:
            # The lock goes with the process, however it ends: holding it means that every job marked as running was left behind.
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError(f"A worker for {settings.DATA} is running already. Stop it first, or leave the work to it.") from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            recover()
            worker_starts.send(sender=Command)
            call_command("clearsessions", verbosity=0)
            call_command("prune_db_task_results", min_age_days=KEEP_JOBS_DAYS, verbosity=0)
            call_command("db_worker", interval=interval, batch=batch, startup_delay=False, reload=False, verbosity=0)
