"""An office served by a process of its own, as `make run` serves it, and the people who sign in to it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.ports import free_port

PASSWORD = "mat-khau-thu-2468"
COORDINATOR, CLERK, LEADER, OFFICER, READER, ADMINISTRATOR = "thuha", "maile", "khanhpham", "binhtran", "chaudo", "longvu"
"""People of the sample office. The coordinator is administrator and clerk as well; the officer works in Phòng Tài chính - Kế hoạch."""
FIRST = "quantri"
"""Who is there on the first day of an office without the sample."""
START_SECONDS = 60

SET_PASSWORDS = f"""
from django.contrib.auth.hashers import make_password
from dondoc.office.directory.models import Person
Person.objects.update(password=make_password({PASSWORD!r}))
"""
LET_IDLE = """
import time
from django.contrib.sessions.backends.db import SessionStore
from dondoc.office.directory.middleware import SEEN
store = SessionStore(session_key={key!r})
store[SEEN] = time.time() - {seconds}
store.save()
"""


class Office:
    """``dondoc serve`` in a child process; `sample` fills it with the invented office that ships with the project."""

    def __init__(self, data: Path, *, sample: bool = True) -> None:
        self.data, self.sample = data, sample
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data.with_suffix(".log")
        self.link = ""
        """The one-time sign-in link the terminal showed."""

    @property
    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DJANGO_"))}
        return {**kept, "DONDOC_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "dondoc.office.settings"}

    def start(self) -> None:
        command = [str(Path(sys.executable).with_name("dondoc")), "serve", "--data", str(self.data), "--port", str(self.port)]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, *(["--sample"] if self.sample else [])], stdout=subprocess.PIPE, stderr=log, env=self._environment, text=True
            )
        assert self._process.stdout is not None
        said = ""
        for line in self._process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://\S+/sign-in/\S+", said)
        assert found, f"the office did not start:\n{said}\n{self.log.read_text(encoding='utf-8')}"
        self.link = found.group()
        self.run(SET_PASSWORDS)

    def stop(self) -> int:
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(START_SECONDS)
        finally:
            if self._process.stdout is not None:
                self._process.stdout.close()

    def run(self, code: str) -> str:
        """Run Python inside the office (its settings, its data) and return what it printed."""
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True, timeout=START_SECONDS).stdout

    def let_idle(self, session: str, seconds: float) -> None:
        """As if nothing had been done in this session for so long."""
        self.run(LET_IDLE.format(key=session, seconds=seconds))
