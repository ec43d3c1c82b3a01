"""Programs of the machine that formats lean on (LibreOffice, Tesseract): found, run within a time, ended with all their children."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from dondoc.reading.errors import TooSlow

GRACE = 5
"""Seconds between asking a program to end and ending it, where we are no longer there to do it."""


def find(*names: str) -> str | None:
    """The path of the first of the programs that is installed, or ``None``."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run(
    command: Sequence[str | Path], *, seconds: float, what: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, whatever its exit code; `what` names the work in the error.

    Raises TooSlow after `seconds`, with the program and all it started ended. They end too where this process is killed meanwhile.
    """
    whole = [*_leash(seconds), *map(str, command)]
    with subprocess.Popen(  # noqa: S603  our own command, no shell
        whole,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    ) as process:
        try:
            output, talk = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TooSlow(what=what, seconds=round(seconds)) from error
        finally:
            with suppress(ProcessLookupError, PermissionError):  # gone already: all of it has ended
                os.killpg(process.pid, signal.SIGKILL)
    return subprocess.CompletedProcess(whole, process.returncode, output, talk)


def _leash(seconds: float) -> list[str]:
    """The command to put in front, so that nothing outlives us: ``timeout`` ends the program's group when our death is signalled to it."""
    setpriv, timeout = find("setpriv"), find("timeout")
    if not (setpriv and timeout):
        return []
    return [setpriv, "--pdeathsig", "TERM", timeout, f"--kill-after={GRACE}", f"{seconds + GRACE:.0f}"]
