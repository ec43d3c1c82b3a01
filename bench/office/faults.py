"""Killing the office while people work in it: ``python -m bench.office.faults --data FOLDER --kills 200`` (also on ``DATABASE_URL``).

An office made by :mod:`bench.office.generate` is served; people hand files in, enter them in a register and confirm tasks without a pause,
and every few seconds the web server or the worker is killed (``kill -9``). What the office answered "done" to is written down. In the end:
every file is on disk whole and in the register, every number of the register was given once and without a gap, every confirmed task is
done, every document was read in the end, the journal's chain holds, and copies and tally agree with the tasks. Exit code 1 where anything
is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

BETWEEN = 7.0
"""Seconds between two kills of the same child: `dondoc serve` gives a child up that ends five times within 30."""
TOKEN = re.compile(r'data-csrf="([^"]+)"')
DISPATCH = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG TRÀ\nSố: {number}/UBND-TH\n\n1. Sở Tài chính 1 chủ trì rà soát mục {number} trước ngày 30/4/2026.\n"
WENT = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


class Browser:
    """Somebody who is signed in and doesn't give up when the office is gone for a moment."""

    def __init__(self, base: str, session: str) -> None:
        self.base, self.session = base, session
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def ask(self, address: str, data: bytes | None = None, **headers: str) -> tuple[int, str, str]:
        """(status, where it led, the page); status 0: no answer came."""
        request = urllib.request.Request(self.base + address, data, {"Cookie": f"dondoc={self.session}; {self.cookie}", **headers})
        try:
            with self.opener.open(request, timeout=30) as answer:
                self.keep(answer.headers)
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, "", refusal.read().decode(errors="replace")
        except WENT:
            return 0, "", ""

    cookie = ""

    def keep(self, headers: Any) -> None:
        for line in headers.get_all("Set-Cookie") or []:
            if line.startswith("dondoc-csrf="):
                self.cookie = line.split(";")[0]

    def send(self, page: str, address: str, **fields: str) -> tuple[int, str, str]:
        """A form, with the mark of the page it stands on."""
        _status, _where, html = self.ask(page)
        found = TOKEN.search(html)
        if not found:
            return 0, "", ""
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": found[1]}).encode()
        return self.ask(address, body)

    def upload(self, content: bytes) -> int | None:
        """Hand a file in; the document's id where the office said that it has it."""
        _status, _where, html = self.ask("/documents/add/")
        found = TOKEN.search(html)
        if not found:
            return None
        edge = "dondoc-faults"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        status, _where, page = self.ask("/documents/add/", body, **{"Content-Type": kind, "X-CSRFToken": found[1], "X-Dondoc-Upload": "1"})
        document = re.search(r"/documents/(\d+)/", page)
        return int(document[1]) if status == 200 and document else None


class People:
    """Those who work, and what they were told is done."""

    def __init__(self, base: str, sessions: dict[str, str], register: int, submitted: list[int]) -> None:
        self.base, self.sessions, self.register = base, sessions, register
        self.submitted = submitted
        self.uploaded: dict[int, str] = {}
        self.entered: list[int] = []
        self.confirmed: list[int] = []
        self.stop = threading.Event()

    def clerk(self) -> None:
        browser = Browser(self.base, self.sessions["vanthu"])
        while not self.stop.is_set():
            content = DISPATCH.format(number=random.randrange(10**12)).encode()
            document = browser.upload(content)
            if document is None:
                time.sleep(0.2)
                continue
            self.uploaded[document] = hashlib.sha256(content).hexdigest()
            page = f"/documents/{document}/register/?register={self.register}"
            fields = {"register": str(self.register), "arrived_on": time.strftime("%Y-%m-%d"), "urgency": "0", "note": ""}
            _status, where, _page = browser.send(page, page.partition("?")[0], **fields)
            if "/incoming/" in where:
                self.entered.append(document)

    def coordinator(self) -> None:
        browser = Browser(self.base, self.sessions["tonghop"])
        while self.submitted and not self.stop.is_set():
            task = self.submitted.pop()
            _status, _where, page = browser.ask(f"/tasks/{task}/")
            version = re.search(r'name="version" value="(\d+)"', page)
            if not version:
                self.submitted.insert(0, task)
                time.sleep(0.2)
                continue
            status, where, _page = browser.send(f"/tasks/{task}/", f"/tasks/{task}/move/finish/", version=version[1])
            if status == 200 and where.endswith(f"/tasks/{task}/"):
                self.confirmed.append(task)


def killed(served: int, times: int) -> int:
    """Kill a child of `served` so often; returns how often one was there to be killed."""
    count = 0
    for turn in range(times):
        time.sleep(BETWEEN / 2 * random.uniform(0.7, 1.3))
        word = ("granian", "run_worker")[turn % 2]
        listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(served)], capture_output=True, text=True, check=False).stdout
        for line in listed.splitlines():
            if word in line:
                pid = int(line.split()[0])
                # The web server's own children end with it only when they notice: they are of its group.
                os.killpg(pid, signal.SIGKILL)
                count += 1
    return count


def wait_for(what: Callable[[], bool], seconds: float) -> bool:
    """Whether it came true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.5)
    return what()


def lost(people: People) -> list[str]:
    """What the office had said was done and is not, and what else does not hold."""
    from dondoc.office.audit import chain
    from dondoc.office.registry.models import Document, IncomingEntry
    from dondoc.office.work import upkeep
    from dondoc.office.work.models import Task

    there = {document.pk: document for document in Document.objects.filter(pk__in=people.uploaded).select_related("file")}
    wrong = [f"document {pk} is gone" for pk in people.uploaded if pk not in there]
    for pk, document in there.items():
        if document.file is None or hashlib.sha256(document.file.path.read_bytes()).hexdigest() != people.uploaded[pk]:
            wrong.append(f"the file of document {pk} is not what was sent")
    entries = set(IncomingEntry.objects.values_list("document", flat=True))
    wrong += [f"document {pk} is not in the register" for pk in people.entered if pk not in entries]
    numbers = sorted(IncomingEntry.objects.values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        wrong.append(f"numbers of the register: {numbers}")
    done = set(Task.objects.filter(pk__in=people.confirmed, state="done").values_list("pk", flat=True))
    wrong += [f"task {pk} is not done" for pk in people.confirmed if pk not in done]
    waiting = Document.objects.filter(state__in=["received", "reading"])
    if not wait_for(lambda: not waiting.exists(), 120):
        wrong.append(f"{waiting.count()} documents were never read")
    check = chain.verify()
    return [*wrong, *upkeep.check(), *([] if check else [f"the journal breaks at {check.broken_at}: {check.why}"])]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--port", type=int, default=8124)
    asked = parser.parse_args()
    from bench.office.generate import prepare

    prepare(asked.data)
    from django.utils import timezone

    from bench.office.sessions import signed_in
    from dondoc.office.directory.models import Person
    from dondoc.office.registry.models import Register
    from dondoc.office.work.models import Task

    kept = Register.objects.filter(direction="incoming").first()
    register = kept or Register.objects.create(name=f"Sổ văn bản đến {timezone.now():%H%M%S}", direction="incoming")
    submitted = list(Task.objects.filter(state="submitted").values_list("pk", flat=True))
    assert Person.objects.filter(username="vanthu").exists(), "make an office with bench.office.generate first"
    people = People(f"http://127.0.0.1:{asked.port}", signed_in(["vanthu", "tonghop"]), register.pk, submitted)
    command = [str(Path(sys.executable).with_name("dondoc")), "serve", "--data", str(asked.data), "--port", str(asked.port)]
    served = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        assert wait_for(lambda: Browser(people.base, "").ask("/sign-in/")[0] == 200, 90), "the office did not start"
        threads = [threading.Thread(target=deed) for deed in (people.clerk, people.clerk, people.coordinator, people.coordinator)]
        for thread in threads:
            thread.start()
        kills = killed(served.pid, asked.kills)
        still = served.poll() is None
        time.sleep(BETWEEN)
        people.stop.set()
        for thread in threads:
            thread.join()
        wrong = [*lost(people), *([] if still else ["the office gave up"])]
    finally:
        served.terminate()
        served.wait(30)
    print(f"{kills} kills; uploads {len(people.uploaded)}, register entries {len(people.entered)}, confirmations {len(people.confirmed)}")
    print("\n".join(wrong) or "nothing acknowledged is lost, no number twice")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
