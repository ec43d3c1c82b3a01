"""People at work, all at once, for Locust (``pip install locust`` into an environment of its own; it is no dependency of Dondoc).

``bench/office/load.sh`` serves an office made by :mod:`bench.office.generate`, lets 50 people work in it for some minutes and prints
what came of it. They are signed in already (:mod:`bench.office.sessions`); they read and now and then write, with a pause to think as
people take it: officers move their unit's tasks on, clerks hand files in, coordinators confirm what is done, leaders look at the board.
"""

from __future__ import annotations

import os
import random
import re
from itertools import count
from pathlib import Path

from locust import HttpUser, between, task

SESSIONS = dict(line.split("=") for line in Path(os.environ["DONDOC_BENCH_SESSIONS"]).read_text(encoding="utf-8").split())
OFFICERS = [name for name in SESSIONS if name.startswith("canbo")]
NUMBERS = count(random.randrange(10**9))
TOKEN = re.compile(r'data-csrf="([^"]+)"')
ROW = re.compile(r'href="(/tasks/\d+/)"')
MOVE = re.compile(r'formaction="(/tasks/\d+/move/(?:accept|start)/)"')
VERSION = re.compile(r'name="version" value="(\d+)"')
DISPATCH = """ỦY BAN NHÂN DÂN\nTỈNH SÔNG TRÀ\nSố: {number}/UBND-TH\nSông Trà, ngày 05 tháng 3 năm 2026\n\nKính gửi: Các sở.\n
1. Sở Tài chính 1 chủ trì rà soát tài sản số {number}, báo cáo trước ngày 30/4/2026.\n"""


class Person(HttpUser):
    """Somebody who works in the office."""

    abstract = True
    wait_time = between(2, 6)
    user_name = ""

    def on_start(self) -> None:
        self.client.cookies.set("dondoc", SESSIONS[self.user_name])

    def token(self, page: str) -> str:
        found = TOKEN.search(page)
        return found[1] if found else ""

    def see(self, address: str, name: str) -> str:
        return str(self.client.get(address, name=name).text)

    @task(4)
    def look_at_tasks(self) -> None:
        self.see(
            random.choice(("/tasks/", "/tasks/?time=overdue", "/tasks/?time=due_soon", "/tasks/?q=bao+cao", "/tasks/?page=3")), "tasks"
        )

    @task(2)
    def look_at_board(self) -> None:
        self.see("/board/", "board")

    @task(2)
    def look_at_documents(self) -> None:
        self.see(f"/documents/{random.choice(('', '?text=ra+soat', '?sort=number'))}", "documents")


class Officer(Person):
    """Works through the unit's tasks."""

    weight = 35

    def on_start(self) -> None:
        self.user_name = random.choice(OFFICERS)
        super().on_start()

    @task(4)
    def move_a_task_on(self) -> None:
        rows = ROW.findall(self.see("/tasks/?time=running", "tasks"))
        if not rows:
            return
        page = self.see(random.choice(rows), "task")
        move, version = MOVE.search(page), VERSION.search(page)
        if move and version:
            sent = {"version": version[1], "csrfmiddlewaretoken": self.token(page)}
            with self.client.post(move[1], sent, name="move a task", catch_response=True) as answer:
                if answer.status_code == 409:
                    answer.success()  # a colleague was quicker, and the page said so


class Clerk(Person):
    """Hands files in."""

    weight = 5
    user_name = "vanthu"

    @task(3)
    def hand_in(self) -> None:
        page = self.see("/documents/add/", "upload form")
        content = DISPATCH.format(number=next(NUMBERS)).encode()
        headers = {"X-CSRFToken": self.token(page)}
        self.client.post("/documents/add/", files={"files": ("cong-van.txt", content)}, headers=headers, name="upload")


class Coordinator(Person):
    """Confirms what units say is done."""

    weight = 5
    user_name = "tonghop"

    @task(3)
    def confirm(self) -> None:
        rows = ROW.findall(self.see("/tasks/?state=submitted", "tasks"))
        if not rows:
            return
        address = random.choice(rows)
        page = self.see(address, "task")
        version = VERSION.search(page)
        if version and f'formaction="{address}move/finish/"' in page:
            sent = {"version": version[1], "csrfmiddlewaretoken": self.token(page)}
            with self.client.post(f"{address}move/finish/", sent, name="confirm", catch_response=True) as answer:
                if answer.status_code == 409:
                    answer.success()


class Leader(Person):
    """Looks at where things stand."""

    weight = 5
    user_name = "lanhdao"
