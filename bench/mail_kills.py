"""Kill the sender of mail again and again in the middle: is any mail lost, does any arrive twice?

    python -m bench.mail_kills [KILLS] [MAILS]

A server process (tests/mailserver.py) takes mails slowly and notes each on disk before it answers. A messenger (``run_notices``, forked)
works on an office with MAILS mails in its outbox and is killed with SIGKILL after a random while, KILLS times; each next one finds what
the last left. Then one is let run to its end. Now every mail must be *sent* and have arrived once, or be *uncertain* and have arrived at
most once.
Works on SQLite and, with ``DATABASE_URL`` (``python -m tests.postgres python -m bench.mail_kills``), on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import django
from django.core.management import call_command

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from dondoc.office.directory.models import Person
from dondoc.office.notices.models import Mail
now = timezone.now()
people = Person.objects.bulk_create(
    Person(username=f"n{{n}}", full_name=f"Bùi Thị Số {{n}}", email=f"n{{n}}@office.example") for n in range({mails})
)
Mail.objects.bulk_create(
    Mail(person=person, day=now.date(), address=person.email, subject="Dondoc: 1 việc", text="Một việc.", html="<p>Một việc.</p>",
         message_id=f"<{{n}}@office.example>", made_at=now, next_at=now)
    for n, person in enumerate(people)
)
"""
COUNT = """
import json, django
django.setup()
from dondoc.office.notices.models import Mail
print(json.dumps(list(Mail.objects.values_list("message_id", "state"))))
"""


def main(kills: int, mails: int) -> int:
    """Do it; 1 if a mail was lost or came twice."""
    with tempfile.TemporaryDirectory() as folder:
        took, rule, port = Path(folder, "took.jsonl"), Path(folder, "rule"), free_port()
        took.touch()
        rule.write_text("slow")
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/mailserver.py"), str(port), str(took), str(rule)], stdout=subprocess.PIPE
        )
        assert server.stdout is not None
        server.stdout.readline()
        try:
            return _kill(kills, mails, took, _environment(folder, port))
        finally:
            server.kill()


def _environment(folder: str, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DJANGO_"))}
    return kept | {
        "DONDOC_DATA": str(Path(folder, "data")),
        "DJANGO_SETTINGS_MODULE": "dondoc.office.settings",
        "DONDOC_MAIL_URL": f"smtp://127.0.0.1:{port}",
        "DONDOC_MAIL_FROM": "Dondoc <dondoc@office.example>",
        "DONDOC_DIGEST_HOUR": "23",
    }


def _kill(kills: int, mails: int, took: Path, environment: dict[str, str]) -> int:
    _run(FILL.format(mails=mails), environment)
    os.environ.update(environment)
    django.setup()
    began, midway = time.monotonic(), 0
    for number in range(1, kills + 1):
        before = _lines(took)
        messenger = _forked()
        _wait_for_the_first(took, before)
        time.sleep(random.random() * 0.4)
        midway += _lines(took) > before
        os.kill(messenger, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(messenger, 0)[1]) == -signal.SIGKILL
        print(f"\r{number} kills, {_lines(took)} mails arrived", end="", file=sys.stderr)
    seconds = time.monotonic() - began
    call_command("run_notices", batch=True)
    print(file=sys.stderr)
    return _report(kills, midway, seconds, took, json.loads(_run(COUNT, environment)))


def _forked() -> int:
    """A messenger in a process of its own; returns its number."""
    if (child := os.fork()) != 0:
        return child
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), sys.stderr.fileno())
        call_command("run_notices", interval=0.05)
    os._exit(0)


def _wait_for_the_first(took: Path, before: int) -> None:
    deadline = time.monotonic() + 60
    while _lines(took) == before and time.monotonic() < deadline:
        time.sleep(0.005)


def _lines(took: Path) -> int:
    return took.read_bytes().count(b"\n")


def _run(code: str, environment: dict[str, str]) -> str:
    return subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def _report(kills: int, midway: int, seconds: float, took: Path, rows: list[list[str]]) -> int:
    arrived = Counter(json.loads(line)["id"] for line in took.read_text().splitlines())
    states = Counter(state for _id, state in rows)
    twice = [one for one, times in arrived.items() if times > 1]
    lost = [one for one, state in rows if state == "sent" and not arrived[one]]
    open_ones = [one for one, state in rows if state not in {"sent", "uncertain"}]
    uncertain = [one for one, state in rows if state == "uncertain"]
    print(f"kills {kills}, of them while mails were going over {midway}; {seconds:.0f} s")
    print(f"mails {len(rows)}: {dict(states)}; arrived {sum(arrived.values())}")
    print(f"uncertain {len(uncertain)}: of them arrived {sum(arrived[one] for one in uncertain)}")
    print(f"arrived twice {len(twice)}, noted as sent and not arrived {len(lost)}, neither sent nor uncertain {len(open_ones)}")
    return int(bool(twice or lost or open_ones))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [60, 2000][len(numbers) :])))
