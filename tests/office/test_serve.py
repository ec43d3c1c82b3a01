"""The office with one command: from an empty folder to a first page, and stopped cleanly."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from dondoc.office.sample.load import DISPATCH, HERE
from dondoc.office.serve import CannotServe, _claim, _web_command
from tests.ports import free_port
from tests.postgres import fresh_database

CODE = """
import sys
from pathlib import Path
from dondoc.office.serve import serve
sys.exit(serve(Path(sys.argv[1]), int(sys.argv[2]), sample=sys.argv[3] == "sample"))
"""
WAIT = 40


class Served:
    """An office served by a process of its own."""

    def __init__(self, data, kind, database):
        self.port = free_port()
        outside = database | {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "DJANGO_", "DATABASE_"))}
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE, str(data), str(self.port), kind], stdout=subprocess.PIPE, env=outside, text=True
        )
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def lines(self):
        """What it prints until it says how to stop it."""
        found = []
        for line in self.process.stdout:
            found.append(line)
            if "Ctrl-C" in line:
                break
        return "".join(found)

    def get(self, path):
        with self.browser.open(path if path.startswith("http") else f"http://127.0.0.1:{self.port}{path}", timeout=WAIT) as answer:
            return answer.read().decode()

    def children(self):
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        ).stdout
        return [(int(line.split()[0]), line) for line in listed.splitlines()]

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(WAIT)


@pytest.fixture
def database():
    """What chooses the office's database: nothing for SQLite, else an empty one on the PostgreSQL these tests run on."""
    if "DATABASE_URL" not in os.environ:
        yield {}
        return
    with fresh_database(os.environ["DATABASE_URL"]) as url:
        yield {"DATABASE_URL": url}


@pytest.fixture
def serve(tmp_path, database):
    started = []

    def start(kind="sample", data=tmp_path / "data"):
        started.append(Served(data, kind, database))
        return started[-1]

    yield start
    for served in started:
        if served.process.poll() is None:
            served.process.kill()
        served.process.stdout.close()


def test_from_an_empty_folder_to_the_sample_read_and_signed_in_by_the_link(serve):
    served = serve()
    link = re.search(r"http://127\.0\.0\.1:\d+/sign-in/\S+", served.lines()).group()
    assert "Nguyễn Thu Hà" in served.get(link)
    deadline = time.monotonic() + WAIT
    while "Đã đọc" not in (page := served.get("/documents/1/")) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert "Đã đọc" in page
    assert "Tổ Quản lý công sản" in served.get("/units/")
    assert served.stop() == 0


def test_stopping_leaves_no_process_and_no_port_behind(serve):
    served = serve()
    served.lines()
    children = served.children()
    assert sum("granian" in line or "run_worker" in line for _pid, line in children) == 2, "and one more while a file is taken in"
    assert served.stop(signal.SIGINT) == 0
    assert not [pid for pid, _line in children if Path(f"/proc/{pid}").exists()]
    _claim(served.port)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_the_parent_killed_leaves_no_process_behind_either(serve):
    served = serve()
    served.lines()
    children = [pid for pid, _line in served.children()]
    served.stop(signal.SIGKILL)
    deadline = time.monotonic() + WAIT
    while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    _claim(served.port)


def test_a_worker_that_dies_is_started_again(serve):
    served = serve()
    served.lines()
    before = next(pid for pid, line in served.children() if "run_worker" in line)
    os.kill(before, signal.SIGKILL)
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        now = [pid for pid, line in served.children() if "run_worker" in line]
        if now and now != [before]:
            break
        time.sleep(0.1)
    assert now
    assert now != [before]
    served.stop()


def test_it_listens_on_this_machine_only(serve):
    served = serve()
    served.lines()
    wanted = f"{served.port:04X}"
    listening = [
        line.split()[1]
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    assert [address for address in listening if address.endswith(f":{wanted}")] == [f"0100007F:{wanted}"]
    served.stop()


def test_the_second_start_takes_under_five_seconds_and_keeps_what_was_there(serve):
    first = serve()
    first.lines()
    first.stop()
    second = serve()
    link = re.search(r"http://\S+/sign-in/\S+", second.lines()).group()
    second.get("/sign-in/")
    assert time.monotonic() - second.began < 5
    second.get(link)
    assert "1 văn bản" in second.get("/documents/")
    second.stop()


def test_without_the_sample_the_first_start_makes_an_administrator(serve):
    served = serve("empty")
    link = re.search(r"http://\S+/sign-in/\S+", served.lines()).group()
    assert "Đặt mật khẩu mới" in served.get(link)
    served.stop()


def test_more_web_processes_are_asked_for_by_a_setting(settings):
    settings.WEB_PROCESSES = 4
    command = _web_command(8000)
    assert command[command.index("--workers") + 1] == "4"


def test_a_port_in_use_is_named_with_what_to_do():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotServe, match=f"Port {other.getsockname()[1]}.*choose another"):
            _claim(other.getsockname()[1])


def test_the_sample_dispatch_has_the_shape_of_one_published_on_a_portal():
    lines = HERE.joinpath(DISPATCH).read_text(encoding="utf-8").splitlines()
    assert re.match(r"Thứ \w+ - \d{2}/\d{2}/\d{4} \d{2}:\d{2} \d+ \d+$", lines[2])
    assert lines[-1].startswith("Bạn đã không sử dụng Site")
