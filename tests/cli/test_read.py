"""``dondoc read``: data on stdout, talk on stderr, and one bad file stops nobody."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dondoc.reading import Reading, read
from dondoc.reading.writers.jsonform import to_data
from tests.cli.conftest import DISPATCH, PICTURE, names
from tests.reading.intake.drawing import BODY, Paper, saved


def test_one_file_is_one_json_object_as_the_library_writes_it(dondoc: Callable, dispatch: Path) -> None:
    said = dondoc("read", dispatch)

    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == to_data(read(dispatch))
    assert said.out.startswith('{\n  "version"')


def test_several_files_are_an_object_a_line_in_the_order_given(dondoc: Callable, tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in (3, 1, 2, 10, 7)]
    for name in names:
        (tmp_path / name).write_text(DISPATCH, encoding="utf-8")

    said = dondoc("read", *(tmp_path / name for name in names))

    assert [json.loads(line)["source"]["name"] for line in said.out.splitlines()] == names


def test_a_folder_is_read_with_all_below_it_and_without_clutter(dondoc: Callable, folder: Path) -> None:
    (folder / "anh.png").unlink()

    said = dondoc("read", folder)

    assert [json.loads(line)["source"]["name"] for line in said.out.splitlines()] == ["a.txt", "thang-2/b.txt"]


def test_a_bad_file_is_named_with_what_to_do_and_the_others_are_read(dondoc: Callable, folder: Path) -> None:
    said = dondoc("read", folder)

    assert said.code == 1
    assert len(said.out.splitlines()) == 2
    assert str(folder / "anh.png") in said.err
    assert "Đã đọc 2/3 tệp; 1 tệp không đọc được." in said.err


def test_a_file_nobody_may_read_is_named_and_the_others_are_read(dondoc: Callable, dispatch: Path, closed: Callable) -> None:
    path = closed(Path(shutil.copy(dispatch, dispatch.with_name("noperm.txt"))))

    said = dondoc("read", path, dispatch)

    assert said.code == 1
    assert f"{path}: không có quyền đọc" in said.err
    assert [json.loads(line)["source"]["name"] for line in said.out.splitlines()] == ["chi-thi.txt"]


def test_a_pipe_is_refused_at_once_and_the_others_are_read(process: Callable, dispatch: Path, pipe: Path) -> None:
    run = process("read", pipe, "/dev/zero", dispatch)
    out, err = run.communicate(timeout=60)

    assert run.returncode == 1
    assert f"{pipe} không phải là tệp thường" in err.decode()
    assert "/dev/zero không phải là tệp thường" in err.decode()
    assert json.loads(out)["source"]["name"] == "chi-thi.txt"


def test_a_damaged_pdf_is_answered_in_one_language(dondoc: Callable, tmp_path: Path) -> None:
    path = tmp_path / "hong.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))

    assert "bị hỏng (PDF không mở được)." in dondoc("read", path).err
    assert "is damaged (the PDF does not open)." in dondoc("read", path, "--lang", "en").err


def test_errors_speak_english_when_asked(dondoc: Callable, tmp_path: Path) -> None:
    said = dondoc("read", "--lang", "en", tmp_path / "none.txt")

    assert (said.code, said.err) == (1, f"{tmp_path / 'none.txt'}: there is no such file. Check the path.\n")


def test_text_is_a_summary_for_people(dondoc: Callable, dispatch: Path) -> None:
    said = dondoc("read", "--text", dispatch)

    assert said.code == 0
    assert said.out.startswith("chi-thi.txt\n")
    assert "NHIỆM VỤ (" in said.out


class TestIntoAFolder:
    def test_each_file_has_its_result_and_stdout_stays_empty(self, dondoc: Callable, folder: Path, tmp_path: Path) -> None:
        said = dondoc("read", folder, "-o", tmp_path / "ra")

        assert (said.code, said.out) == (1, "")
        assert names(tmp_path / "ra") == ["a.json", "b.json"]
        assert json.loads((tmp_path / "ra" / "a.json").read_text(encoding="utf-8"))["source"]["name"] == "a.txt"

    def test_files_of_one_stem_keep_their_suffix_and_nothing_is_overwritten(self, dondoc: Callable, tmp_path: Path) -> None:
        (tmp_path / "khac").mkdir()
        sources = [tmp_path / name for name in ("cv.txt", "cv.html", "khac/cv.html")]
        for source in sources:
            source.write_text(DISPATCH, encoding="utf-8")

        dondoc("read", *sources, "-o", tmp_path / "ra")

        assert names(tmp_path / "ra") == ["cv.html-2.json", "cv.html.json", "cv.json"]

    def test_a_result_never_takes_the_place_of_a_source(self, dondoc: Callable, dispatch: Path) -> None:
        assert dondoc("read", "--text", dispatch, "-o", dispatch.parent).code == 0

        assert dispatch.read_text(encoding="utf-8") == DISPATCH
        assert (dispatch.parent / "chi-thi.txt.txt").exists()

    def test_results_of_an_earlier_run_are_not_read_as_documents(self, dondoc: Callable, folder: Path) -> None:
        (folder / "anh.png").unlink()
        for _ in range(2):
            assert dondoc("read", folder, "-o", folder / "ra").code == 0

        assert names(folder / "ra") == ["a.json", "b.json"]

    def test_the_folder_being_read_is_no_place_for_results(self, dondoc: Callable, folder: Path) -> None:
        before = names(folder)

        said = dondoc("read", folder, "-o", folder)

        assert (said.code, names(folder)) == (2, before)
        assert "Hãy chọn thư mục khác sau -o" in said.err

    def test_nothing_half_written_is_left_behind(self, dondoc: Callable, dispatch: Path, tmp_path: Path) -> None:
        (tmp_path / "ra" / "chi-thi.json").mkdir(parents=True)

        said = dondoc("read", dispatch, "-o", tmp_path / "ra")

        assert said.code == 1
        assert "là thư mục" in said.err
        assert names(tmp_path / "ra") == ["chi-thi.json"]

    def test_a_place_that_is_no_folder_is_said_at_once(self, dondoc: Callable, dispatch: Path) -> None:
        said = dondoc("read", dispatch, "-o", dispatch)

        assert said.code == 1
        assert said.err.startswith("Lỗi: ")

    @pytest.mark.parametrize("jobs", [1, 3])
    def test_many_files_give_the_same_with_one_process_or_three(self, dondoc: Callable, tmp_path: Path, jobs: int) -> None:
        source = tmp_path / "nhieu"
        source.mkdir()
        for number in range(50):
            (source / f"{number:02}.txt").write_text(f"{DISPATCH}\nSố thứ tự {number}.", encoding="utf-8")
        (source / "20.txt").write_bytes(PICTURE)

        said = dondoc("read", source, "-o", tmp_path / "ra", "--jobs", str(jobs))

        assert said.code == 1
        assert len(names(tmp_path / "ra")) == 49
        assert said.err.count("\n") == 2


def test_a_file_that_kills_its_process_is_reported_and_the_others_are_read(
    dondoc: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dondoc.cli import read as module

    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(DISPATCH, encoding="utf-8")
    writer = module.WRITERS["json"]

    def deadly(reading: Reading, form: module.Form) -> bytes:
        if reading.source.name in {"03.txt", "17.txt"}:
            os.kill(os.getpid(), signal.SIGKILL)
        return writer.write(reading, form)

    monkeypatch.setitem(module.WRITERS, "json", writer._replace(write=deadly))

    said = dondoc("read", tmp_path, "--jobs", "2")

    assert said.code == 1
    assert [json.loads(line)["source"]["name"] for line in said.out.splitlines()] == [
        f"{number:02}.txt" for number in range(40) if number not in {3, 17}
    ]
    assert "03.txt: tiến trình đọc bị dừng đột ngột" in said.err
    assert "17.txt: tiến trình đọc bị dừng đột ngột" in said.err


def test_a_fault_of_the_reader_costs_only_the_file_it_happened_on(
    dondoc: Callable, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dondoc.cli import read as module

    writer = module.WRITERS["json"]

    def faulty(reading: Reading, form: module.Form) -> bytes:
        if reading.source.name == "a.txt":
            raise ZeroDivisionError("trong bộ đọc")
        return writer.write(reading, form)

    monkeypatch.setitem(module.WRITERS, "json", writer._replace(write=faulty))

    said = dondoc("read", folder)

    assert len(said.out.splitlines()) == 1
    assert "a.txt: Dondoc gặp lỗi của chính mình khi đọc (ZeroDivisionError: trong bộ đọc)" in said.err


def on_a_terminal(*args: str | Path) -> str:
    """What a terminal shows of the stderr of a run."""
    shown, terminal = pty.openpty()
    command = [sys.executable, "-c", "from dondoc.cli import main; main()", *map(str, args)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=terminal) as run:
        os.close(terminal)
        said = b""
        with suppress(OSError):  # a terminal without a program
            while piece := os.read(shown, 1 << 16):
                said += piece
        run.wait(timeout=60)
    os.close(shown)
    return said.decode()


def test_a_progress_bar_is_shown_on_a_terminal_and_nowhere_else(dondoc: Callable, folder: Path) -> None:
    seen = on_a_terminal("read", folder)
    assert "Đang đọc" in seen
    assert "100%" in seen

    picture, summary = dondoc("read", folder).err.splitlines()
    assert picture.startswith(f"{folder / 'anh.png'} ")
    assert summary == "Đã đọc 2/3 tệp; 1 tệp không đọc được."


def test_the_pages_of_a_scan_are_counted_on_a_terminal(tmp_path: Path) -> None:
    page = Paper(150).lines(85, 90, BODY).image
    (tmp_path / "quet.tiff").write_bytes(saved(page, page, form="TIFF", dpi=150))
    assert "Recognising scanned pages  [" in (seen := on_a_terminal("read", "--lang", "en", tmp_path / "quet.tiff"))
    assert "100%" in seen


def test_who_reads_our_output_may_leave_early(process: Callable, tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(DISPATCH * 20, encoding="utf-8")

    run = process("read", tmp_path)
    run.stdout.read(10)
    run.stdout.close()

    assert run.wait(timeout=60) == 141
    assert run.stderr.read() == b""
    run.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_said(process: Callable, dispatch: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = process("read", dispatch, stdout=full)
        _, err = run.communicate(timeout=60)

    assert run.returncode == 1
    assert err.decode() == "Lỗi: đầu ra: ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại.\n"


@pytest.mark.parametrize(("form", "suffix", "begins"), [("--akn", ".akn.xml", "<?xml"), ("--html", ".html", "<!DOCTYPE html>")])
class TestWholeDocuments:
    def test_one_goes_to_stdout(self, dondoc: Callable, dispatch: Path, form: str, suffix: str, begins: str) -> None:
        said = dondoc("read", dispatch, form)

        assert (said.code, said.err) == (0, "")
        assert said.out.startswith(begins)
        assert "12/CT-UBND" in said.out

    def test_several_go_to_a_folder(self, dondoc: Callable, folder: Path, tmp_path: Path, form: str, suffix: str, begins: str) -> None:
        said = dondoc("read", folder, form, "-o", tmp_path / "ra")

        assert said.code == 1, "the picture"
        assert names(tmp_path / "ra") == [f"a{suffix}", f"b{suffix}"]

    def test_several_do_not_fit_into_one_stream(self, dondoc: Callable, folder: Path, form: str, suffix: str, begins: str) -> None:
        said = dondoc("read", folder, form)

        assert (said.code, said.out) == (2, "")
        assert "Hãy thêm -o" in said.err


def test_a_page_speaks_the_language_asked_for(dondoc: Callable, dispatch: Path) -> None:
    assert '<html lang="en">' in dondoc("read", dispatch, "--html", "--lang", "en").out


def test_an_archive_is_read_file_by_file_and_each_is_named_by_its_place(dondoc: Callable, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as made:
        made.writestr("cv/a.txt", DISPATCH)
        made.writestr("b.png", PICTURE)

    said = dondoc("read", tmp_path / "goi.zip", "-o", tmp_path / "kq")

    assert said.code == 1
    assert names(tmp_path / "kq") == ["a.json"]
    assert json.loads((tmp_path / "kq" / "a.json").read_text(encoding="utf-8"))["source"]["name"] == "goi.zip/cv/a.txt"
    assert f"{tmp_path / 'goi.zip'}/b.png" in said.err


def test_archives_in_an_archive_have_one_limit_together(dondoc: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dondoc.reading.intake import limits

    monkeypatch.setattr(limits, "INSIDE_FILES", 4)
    for path in ("trong.zip", "goi.zip"):
        with zipfile.ZipFile(tmp_path / path, "w") as made:
            for inside in ("1", "2"):
                if path == "goi.zip":
                    made.write(tmp_path / "trong.zip", f"{inside}.zip")
                else:
                    made.writestr(f"{inside}.txt", DISPATCH)

    said = dondoc("read", tmp_path / "goi.zip", "-o", tmp_path / "kq")

    assert (said.code, len(names(tmp_path / "kq"))) == (1, 2)
    assert f"{tmp_path / 'goi.zip'}/2.zip quá lớn (số tệp bên trong: 6, giới hạn 4)" in said.err
