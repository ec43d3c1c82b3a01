"""What holds for the project itself: locks, set-up, papers, the direction of imports."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dondoc.cli.app import run
from tests.reading.golden.built import portal_page, word

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
MACHINE_PATHS = re.compile("|".join(("/" + "work/", "/" + "root/", "/" + "tmp/uvenv")))
"""Places that exist on one machine only (written in two parts, so that this file does not name them)."""


def fenced(text: str, heading: str) -> list[str]:
    """The lines of the first code block below `heading`."""
    block = re.search(rf"^## {re.escape(heading)}$.*?^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert block, f"no code block below {heading}"
    return block[1].splitlines()


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
class TestLocks:
    def test_a_lock_names_no_host(self, lock: Path) -> None:
        assert "://" not in lock.read_text(encoding="utf-8")

    def test_every_requirement_is_pinned_by_hash(self, lock: Path) -> None:
        text = re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")

        requirements = [line for line in text.splitlines() if line.strip()]
        assert requirements
        assert [line for line in requirements if not re.match(r"[\w.-]+==[\w.!+]+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_there_is_a_lock_for_running_and_one_for_testing() -> None:
    assert [path.name for path in LOCKS] == ["dev.txt", "run.txt"]


def test_set_up_is_exactly_two_commands() -> None:
    assert fenced(README.read_text(encoding="utf-8"), "Cài đặt và chạy · Set up and run") == ["make run", "make test"]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line and not line.startswith(("#", "set "))] == ['cd "$(dirname "$0")/.."', "exec make test"]


def test_imports_run_one_way() -> None:
    checked = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout


def test_no_file_names_a_place_of_one_machine() -> None:
    naming = [path.relative_to(ROOT).as_posix() for path in tracked_files() if MACHINE_PATHS.search(path.read_text("utf-8", "replace"))]

    assert naming == []


class TestReadme:
    @pytest.fixture(autouse=True)
    def documents(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The files the examples name, in the current folder."""
        (tmp_path / "van-ban-den").mkdir()
        for name in ("cong-van.docx", "chi-thi.docx", "van-ban-den/ke-hoach.docx"):
            (tmp_path / name).write_bytes(word())
        (tmp_path / "cong-van.html").write_bytes(portal_page())
        monkeypatch.chdir(tmp_path)

    def test_its_commands_run(self, tmp_path: Path) -> None:
        lines = fenced(README.read_text(encoding="utf-8"), "Dùng từ dòng lệnh · From the command line")

        for line in lines:
            program, *args = line.partition("#")[0].split()
            assert program == ".venv/bin/dondoc"
            assert run(args) == 0, line
        assert (tmp_path / "ban-doc" / "ke-hoach.json").exists()
        assert (tmp_path / "plan.xlsx").exists()

    def test_its_example_in_python_runs(self, capsys: pytest.CaptureFixture[str]) -> None:
        code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
        assert code

        exec(code[1], {})

        assert "Sở Du lịch" in capsys.readouterr().out


def test_links_between_the_papers_lead_somewhere() -> None:
    papers = [path for path in tracked_files() if path.suffix == ".md"]
    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text(encoding="utf-8"))]

    assert [f"{paper.name}: {link}" for paper, link in links if not (paper.parent / link).exists()] == []
