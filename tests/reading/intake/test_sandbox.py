"""Files taken in by another process: the same text and errors as here, and the caller outlives whatever a file does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.reading.errors import DamagedFile, EmptyFile, TooLarge, TooSlow, UnknownFormat, UnreadableFile
from dondoc.reading.intake import limits, sandbox, take_in
from dondoc.reading.intake.options import Options
from dondoc.reading.intake.packets import Look
from dondoc.reading.intake.sandbox import look_apart, take_in_apart
from tests.reading.intake.building import PdfPage, docx, p, pdf, row, tbl
from tests.reading.intake.test_packets import RAR, zipped

TEXT = "Sở Y tế chủ trì, báo cáo trước ngày 15/12/2026.\n"
FILES = [
    TEXT.encode(),
    f"<html><body><p>{TEXT}</p></body></html>".encode(),
    docx(p("Kế hoạch") + tbl(row("TT", "Việc", "Đơn vị"), row("1", "Rà soát", "Sở Y tế"))),
    pdf(PdfPage().text(80, 80, "Chỉ thị của Ủy ban nhân dân tỉnh")),
]


@pytest.fixture(autouse=True)
def _no_processes_left() -> Iterator[None]:
    sandbox.end_waiting()
    yield
    sandbox.end_waiting()


def replaced(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process run `code` where it would take files in: an intake that a file has overcome."""
    imports = "import sys; from dondoc.reading.intake import sandbox; import dondoc.reading.intake as intake"
    program = f"{imports}\n{code}\nsandbox.serve(int(sys.argv[1]))"
    start = subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        return start([sys.executable, "-c", program, command[-1]], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(sandbox.subprocess, "Popen", popen)


@pytest.mark.parametrize("data", FILES)
def test_the_text_is_the_same_as_here(data: bytes) -> None:
    assert take_in_apart(data, name="kế hoạch") == take_in(data, name="kế hoạch")


def test_a_path_is_read_and_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert take_in_apart(path) == take_in(TEXT.encode(), name="kh.txt")


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02 la gi", b"PK\x03\x04word/document.xml", b"%PDF-1.7\nkhong co gi", docx(p("Chỉ thị"))[:300]]
)
def test_an_error_is_the_same_as_here(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as here:
        take_in(data, name="tệp")
    with pytest.raises(type(here.value)) as there:
        take_in_apart(data, name="tệp")
    assert [there.value.message(language) for language in ("vi", "en")] == [here.value.message(language) for language in ("vi", "en")]


def test_one_process_takes_many_files() -> None:
    take_in_apart(TEXT.encode())
    (worker,) = sandbox._waiting
    with pytest.raises(EmptyFile):
        take_in_apart(b" ")
    take_in_apart(TEXT.encode())
    assert sandbox._waiting == [worker]
    assert worker.taken == 3


def test_files_of_several_threads_do_not_mix() -> None:
    found: dict[int, str] = {}

    def work(number: int) -> None:
        found[number] = take_in_apart(f"Kế hoạch số {number}".encode()).text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"Kế hoạch số {number}" for number in range(6)}
    assert len(sandbox._waiting) <= sandbox.IDLE


class TestLimits:
    def test_a_file_that_takes_too_long_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        replaced(monkeypatch, "import time; intake.take_in = lambda data: time.sleep(60)")
        start = time.monotonic()
        with pytest.raises(TooSlow) as refused:
            take_in_apart(TEXT.encode(), name="cham.txt", seconds=1)
        assert time.monotonic() - start < 5
        assert refused.value.message("vi").startswith("cham.txt cần quá nhiều thời gian (thời gian đọc: giới hạn 1 giây)")
        assert refused.value.message("en").startswith("cham.txt takes too long (time to read: limit 1 seconds)")

    def test_a_file_that_takes_all_the_processor_is_given_up_even_where_the_clock_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        busy = "def busy(data):\n    while True: pass\nintake.take_in = busy"
        replaced(monkeypatch, f"{busy}\nlimit = sandbox._limit_seconds\nsandbox._limit_seconds = lambda seconds: limit(0)")
        with pytest.raises(TooSlow):
            take_in_apart(TEXT.encode(), seconds=30)

    def test_a_file_that_takes_too_much_memory_is_too_large(self) -> None:
        with pytest.raises(TooLarge) as refused:
            take_in_apart(("ă b\n" * 18_000_000).encode(), name="to.txt", memory=300_000_000)
        assert "(bộ nhớ: > 300 MB, giới hạn 300 MB)" in refused.value.message("vi")
        assert "(memory: > 300 MB, limit 300 MB)" in refused.value.message("en")

    def test_a_file_that_writes_without_end_is_too_large(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        target = tmp_path / "rac"
        writes = f"def write(data):\n    with open({str(target)!r}, 'wb', buffering=0) as out:\n        while True: out.write(bytes(1000))"
        signals = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)"
        replaced(monkeypatch, f"sandbox.WRITTEN_BYTES = 100_000\n{signals}\n{writes}\nintake.take_in = write")
        with pytest.raises(TooLarge):
            take_in_apart(TEXT.encode())
        assert target.stat().st_size <= 100_000

    def test_a_file_over_the_size_is_not_even_sent(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(limits, "FILE_BYTES", 10)
        path = tmp_path / "to.txt"
        path.write_text(TEXT, encoding="utf-8")
        for source in (TEXT.encode(), path):
            with pytest.raises(TooLarge):
                take_in_apart(source)
        assert sandbox._waiting == []


class TestDeath:
    @pytest.mark.parametrize("code", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
    def test_a_process_that_dies_is_an_error_that_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch, code: signal.Signals) -> None:
        replaced(monkeypatch, f"import os; intake.take_in = lambda data: os.kill(os.getpid(), {code.value})")
        with pytest.raises(DamagedFile) as refused:
            take_in_apart(TEXT.encode(), name="la.pdf")
        assert "la.pdf bị hỏng (tệp làm chương trình đọc dừng đột ngột)" in refused.value.message("vi")
        assert "another copy" in refused.value.message("en")

    def test_the_next_file_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patch:
            replaced(patch, "import os; intake.take_in = lambda data: os._exit(3)")
            with pytest.raises(DamagedFile):
                take_in_apart(TEXT.encode())
        assert take_in_apart(TEXT.encode()).text == TEXT

    def test_a_waiting_process_that_was_ended_is_replaced(self) -> None:
        take_in_apart(TEXT.encode())
        os.kill(sandbox._waiting[0]._process.pid, signal.SIGKILL)
        sandbox._waiting[0]._process.wait()
        assert take_in_apart(TEXT.encode()).text == TEXT

    def test_our_own_mistake_is_logged_with_its_trace(self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
        replaced(monkeypatch, "intake.take_in = lambda data: 1 / 0")
        with pytest.raises(DamagedFile):
            take_in_apart(TEXT.encode())
        assert "ZeroDivisionError" in caplog.text


ANSWERS: dict[str, str] = {
    "no answer at all": "b''",
    "no JSON": "sandbox._LENGTH.pack(3) + b'{{{'",
    "an answer without end": "sandbox._LENGTH.pack(0xffffffff)",
    "an unknown error": "sandbox._frame({'error': {'code': 'x', 'values': {}}})",
    "a text of another kind": "sandbox._frame({'source': {'text': 'a', 'format': 'x'}})",
    "a table outside the text": (
        "sandbox._frame({'source': {'text': 'a', 'format': 'plain', 'wrapped': None, 'notes': [], 'page_confidence': [], 'metadata': [],"
        " 'tables': [{'span': [0, 9], 'cells': [], 'header_rows': 0}]}})"
    ),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_nonsense_from_the_process_is_no_text(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    replaced(monkeypatch, f"import os\ndef talk(data):\n    os.write(3, {answer})\n    os._exit(0)\nintake.take_in = talk")
    with pytest.raises(DamagedFile):
        take_in_apart(TEXT.encode())


def test_the_process_sees_no_secrets_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_SECRET_KEY", "bí mật")
    imports = "import os; from dondoc.reading.model import SourceText"
    replaced(monkeypatch, f"{imports}; intake.take_in = lambda data: SourceText(' '.join(os.environ))")
    assert "DONDOC_SECRET_KEY" not in take_in_apart(TEXT.encode()).text.split()


def test_progress_is_told_to_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    work = "def take(data):\n    current().progress(1, 2)\n    return SourceText('x')"
    replaced(
        monkeypatch,
        f"from dondoc.reading.intake.options import current; from dondoc.reading.model import SourceText\n{work}\nintake.take_in = take",
    )
    take_in_apart(TEXT.encode(), options=Options(progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 2)]


def test_bytes_that_are_nothing_stay_unknown() -> None:
    with pytest.raises(UnknownFormat):
        take_in_apart(bytes(range(256)) * 4)


def test_the_time_grows_with_the_scanned_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    work = "def take(data):\n    current().progress(0, 1)\n    time.sleep(1.5)\n    return SourceText('x')"
    imports = "import time; from dondoc.reading.intake.options import current; from dondoc.reading.model import SourceText"
    replaced(monkeypatch, f"{imports}\n{work}\nintake.take_in = take")
    assert take_in_apart(TEXT.encode(), seconds=1).text == "x"
    monkeypatch.setattr(limits, "SCAN_SECONDS", 0)
    with pytest.raises(TooSlow):
        take_in_apart(TEXT.encode(), seconds=1)


def test_a_look_for_a_secrecy_mark_goes_through_all_that_is_inside() -> None:
    data = zipped(a__txt=TEXT.encode(), b__zip=zipped(c__txt=f"SỞ Y TẾ\nTỐI MẬT\n{TEXT}".encode(), d__rar=RAR))
    assert look_apart(data, name="goi.zip") == Look("Tối mật", ())
    assert look_apart(zipped(d__rar=RAR), name="goi.zip") == Look(None, ("goi.zip/d.rar",))
