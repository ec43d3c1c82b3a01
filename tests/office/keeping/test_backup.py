"""Backing up and restoring: consistent while people work, verified by hashes, refusing what is damaged, losing nothing that was there."""

import json
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from dondoc.office.keeping.archive import Manifest, verify, written
from dondoc.office.keeping.restore import _staged
from tests.office.keeping.conftest import Place

WRITE = """
from dondoc.office.directory.models import Person
from dondoc.office.registry.actions import receive_document
by = Person.objects.get(username="maile")
number = 0
print("go", flush=True)
while True:
    receive_document(content=f"Trong lúc sao lưu {number}".encode(), name=f"x-{number}.txt", by=by)
    number += 1
"""


def rewrite(archive, target, change):
    """A copy of an archive whose members went through `change` (name, bytes) → bytes or None."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            if (content := change(name, source.read(name))) is not None:
                made.writestr(name, content)
        made.comment = source.comment
    return target


class TestBackup:
    def test_it_is_for_this_account_only_and_says_what_it_holds(self, filled, archive):
        assert stat.S_IMODE(archive.stat().st_mode) == 0o600
        with zipfile.ZipFile(archive) as found:
            manifest = json.loads(found.read("manifest.json"))
            assert set(found.namelist()) == {"manifest.json", *manifest["members"]}
        assert sum(name.startswith("files/") for name in manifest["members"]) == len(filled.files())
        assert "secret-key" in manifest["members"]
        assert manifest["missing"] == []

    def test_an_older_one_is_not_replaced_unasked(self, filled, tmp_path):
        target = tmp_path / "a.zip"
        target.write_text("x")
        done = filled.dondoc("backup", target)
        assert done.returncode == 1
        assert "--replace" in done.stderr
        assert target.read_text() == "x"
        assert filled.dondoc("backup", target, "--replace").returncode == 0

    def test_where_there_is_no_office_nothing_is_made(self, tmp_path):
        done = Place(tmp_path / "none").dondoc("backup", tmp_path / "a.zip")
        assert done.returncode == 1
        assert "no office's data" in done.stderr
        assert list(tmp_path.iterdir()) == []

    def test_a_missing_file_is_told_and_the_rest_is_kept(self, tmp_path, filled, elsewhere):
        place = filled.copy(elsewhere)
        lost = next(path for path in (place.data / "files").rglob("*") if path.is_file())
        lost.unlink()
        done = place.dondoc("backup", tmp_path / "a.zip")
        assert done.returncode == 1
        assert lost.name in done.stderr
        done = place.dondoc("restore", tmp_path / "a.zip", "--replace")
        assert done.returncode == 0
        assert lost.name in done.stderr

    def test_while_people_work_it_is_of_one_moment(self, tmp_path, filled, elsewhere):
        """A process takes in documents all the while: in each backup every document has its file, and the journal's chain holds."""
        place = filled.copy(elsewhere)
        writer = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{WRITE}"], env=place.environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert writer.stdout.readline() == "go\n"
            lines = []
            for number in range(3):
                done = place.dondoc("backup", tmp_path / f"{number}.zip")
                assert done.returncode == 0, done.stderr
                with zipfile.ZipFile(tmp_path / f"{number}.zip") as found:
                    lines.append(json.loads(found.read("manifest.json"))["journal"][0])
            assert writer.poll() is None
        finally:
            writer.kill()
            writer.wait()
            writer.stdout.close()
        assert lines == sorted(set(lines)), "people worked between the backups"
        done = place.dondoc("restore", tmp_path / "2.zip", "--replace")
        assert done.returncode == 0, done.stderr
        assert place.dondoc("audit", "verify").returncode == 0
        looked = place.dondoc("doctor", "--all-files")
        assert "PROBLEM" not in looked.stdout, looked.stdout


    def test_one_that_is_killed_leaves_nothing_under_its_name(self, filled, tmp_path):
        command = [str(Path(sys.executable).with_name("dondoc")), "backup", str(tmp_path / "a.zip")]
        for seconds in (0.1, 0.3, 0.5, 0.8):
            process = subprocess.Popen(command, env=filled.environment, stdout=subprocess.DEVNULL)
            time.sleep(seconds)
            process.kill()
            process.wait()
            if (tmp_path / "a.zip").exists():  # it was quicker
                verify(tmp_path / "a.zip")
                (tmp_path / "a.zip").unlink()
        assert filled.dondoc("backup", tmp_path / "a.zip").returncode == 0


def middle_of_the_largest(archive, start):
    """Where the middle byte of the largest member whose name begins with `start` stands: past its heading, within its packed bytes."""
    with zipfile.ZipFile(archive) as found:
        member = max((one for one in found.infolist() if one.filename.startswith(start)), key=lambda one: one.compress_size)
    heading = archive.read_bytes()[member.header_offset : member.header_offset + 30]
    name_and_extra = int.from_bytes(heading[26:28], "little") + int.from_bytes(heading[28:30], "little")
    return member.header_offset + 30 + name_and_extra + member.compress_size // 2


class TestRestore:
    def test_all_is_as_it_was(self, filled, archive, elsewhere):
        done = elsewhere.dondoc("restore", archive)
        assert done.returncode == 0, done.stderr
        assert elsewhere.summary() == filled.summary()
        assert elsewhere.files() == filled.files()
        assert (elsewhere.data / "secret-key").read_bytes() == (filled.data / "secret-key").read_bytes()
        assert {path.name for path in elsewhere.data.iterdir()} <= {"dondoc.sqlite3", "files", "secret-key", "worker.lock"}

    def test_work_goes_on_after_it(self, archive, elsewhere):
        elsewhere.dondoc("restore", archive)
        elsewhere.python(
            "from dondoc.office.directory.models import Person\nfrom dondoc.office.registry.actions import receive_document\n"
            "assert receive_document(content=b'moi', name='moi.txt', by=Person.objects.get(username='maile')).document.pk"
        )
        assert elsewhere.dondoc("audit", "verify").returncode == 0

    def test_what_is_there_is_not_touched_unasked(self, filled, archive, elsewhere):
        filled.copy(elsewhere)
        before = elsewhere.summary()
        done = elsewhere.dondoc("restore", archive)
        assert done.returncode == 1
        assert "--replace" in done.stderr
        assert elsewhere.summary() == before

    def test_with_replace_what_was_there_is_kept_beside(self, filled, archive, elsewhere):
        filled.copy(elsewhere).python(
            "from dondoc.office.directory.models import Person\nfrom dondoc.office.registry.actions import receive_document\n"
            "receive_document(content=b'them', name='them.txt', by=Person.objects.get(username='maile'))"
        )
        before, files = elsewhere.summary(), elsewhere.files()
        done = elsewhere.dondoc("restore", archive, "--replace")
        assert done.returncode == 0, done.stderr
        assert elsewhere.summary() == filled.summary()
        kept = next(elsewhere.data.glob("before-restore-*"))
        assert {path.name: path.read_bytes() for path in (kept / "files").rglob("*") if path.is_file()} == files
        if not elsewhere.url:
            older = Place(kept)
            assert older.summary() == before

    @pytest.mark.parametrize("spoil", ["byte", "cut", "member", "extra", "manifest"])
    def test_a_damaged_one_is_refused_before_anything_is_touched(self, archive, elsewhere, tmp_path, spoil):
        bad = tmp_path / "bad.zip"
        content = bytearray(archive.read_bytes())
        if spoil == "byte":
            content[middle_of_the_largest(archive, "database")] ^= 1
            bad.write_bytes(content)
        elif spoil == "cut":
            bad.write_bytes(content[: len(content) // 2])
        elif spoil == "member":
            rewrite(archive, bad, lambda name, data: None if name == "secret-key" else data)
        elif spoil == "extra":
            shutil.copy(archive, bad)
            with zipfile.ZipFile(bad, "a") as more:
                more.writestr("files/../../outside", "x")
        else:
            rewrite(archive, bad, lambda name, data: data.replace(b'"missing": []', b'"missing": [1]') if name == "manifest.json" else data)
        done = elsewhere.dondoc("restore", bad)
        assert done.returncode == 1
        assert "damaged" in done.stderr
        assert not (elsewhere.data / "files").exists()

    def test_a_member_that_leads_out_of_the_folder_is_refused(self, archive, elsewhere, tmp_path):
        """Also in an archive whose sums all agree."""
        import hashlib

        bad = tmp_path / "bad.zip"
        with zipfile.ZipFile(archive) as source, zipfile.ZipFile(bad, "w") as made:
            manifest = json.loads(source.read("manifest.json"))
            for name in source.namelist():
                if name != "manifest.json":
                    made.writestr(name, source.read(name))
            made.writestr("files/../../outside", b"x")
            manifest["members"]["files/../../outside"] = [1, hashlib.sha256(b"x").hexdigest()]
            text = json.dumps(manifest).encode()
            made.writestr("manifest.json", text)
            made.comment = hashlib.sha256(text).hexdigest().encode()
        assert elsewhere.dondoc("restore", bad).returncode == 1
        assert not (tmp_path / "outside").exists()

    @pytest.mark.parametrize("content", [b"", b"not a backup", None])
    def test_what_is_no_backup_is_refused(self, elsewhere, tmp_path, content):
        bad = tmp_path / "bad.zip"
        if content is None:
            with zipfile.ZipFile(bad, "w") as other:
                other.writestr("readme.txt", "hello")
        else:
            bad.write_bytes(content)
        done = elsewhere.dondoc("restore", bad)
        assert done.returncode == 1
        assert "no backup of Dondoc" in done.stderr

    def test_one_of_a_newer_dondoc_is_refused(self, archive, elsewhere, tmp_path):
        import hashlib

        bad = tmp_path / "bad.zip"
        with zipfile.ZipFile(archive) as source, zipfile.ZipFile(bad, "w") as made:
            manifest = json.loads(source.read("manifest.json"))
            manifest["migrations"].append(["registry", "9999_from_the_future"])
            text = json.dumps(manifest).encode()
            for name in source.namelist():
                made.writestr(name, text if name == "manifest.json" else source.read(name))
            made.comment = hashlib.sha256(text).hexdigest().encode()
        done = elsewhere.dondoc("restore", bad)
        assert done.returncode == 1
        assert "newer Dondoc" in done.stderr

    def test_while_the_office_runs_it_is_refused(self, archive, elsewhere):
        import fcntl

        elsewhere.data.mkdir()
        with (elsewhere.data / "worker.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = elsewhere.dondoc("restore", archive)
        assert done.returncode == 1
        assert "Stop dondoc serve" in done.stderr


def test_help_of_these_commands_starts_no_django(filled):
    code = "import sys\nfrom dondoc.cli.app import run\nrun(['--help'])\nrun(['doctor', '--help'])\nassert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_laying_out_four_times_the_files_takes_no_more_than_about_four_times_the_time(tmp_path):
    """The archive is opened once, not for every file."""
    took = []
    for count in (500, 2000):
        archive, data = tmp_path / f"{count}.zip", tmp_path / str(count)
        data.mkdir()
        with written(archive) as writer:
            for number in range(count):
                writer.add(f"files/{number}", [b"x"])
            writer.finish(Manifest("", "", "sqlite", [], [0, ""], members=writer.members))
        manifest, began = verify(archive), time.process_time()
        with _staged(archive, manifest, data):
            took.append(time.process_time() - began)
    assert took[1] < 10 * took[0]
