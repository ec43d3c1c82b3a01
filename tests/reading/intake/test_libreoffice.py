"""Old Word files and RTF: read through LibreOffice, and named with what to install where there is none."""

from __future__ import annotations

import io
import subprocess
import time
from pathlib import Path

import docx
import pytest

from dondoc.reading.errors import DamagedFile, ProgramMissing, TooSlow, UnreadableFile
from dondoc.reading.intake import libreoffice, limits, programs, take_in
from dondoc.reading.model import Format

WORDS = "Giao Sở Y tế chủ trì, báo cáo Ủy ban nhân dân tỉnh An Phú Hà trước ngày 15/12/2026."
RTF = ("{\\rtf1\\ansi " + "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in WORDS) + "\\par}").encode()


def written_by_libreoffice(suffix: str, folder: Path) -> tuple[bytes, bytes]:
    """A DOCX with a list and a table, and what LibreOffice makes of it."""
    document = docx.Document()
    document.add_paragraph(WORDS)
    for words in ("Rà soát", "Tổng hợp"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 2)
    for place, words in enumerate(["TT", "Việc", "1", "Rà soát"]):
        table.cell(place // 2, place % 2).text = words
    document.add_paragraph("Nơi nhận:")
    document.save(str(folder / "a.docx"))
    soffice = programs.find("soffice")
    assert soffice, "make test installs LibreOffice"
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", suffix, "--outdir", folder]
    subprocess.run([*command, folder / "a.docx"], check=True, capture_output=True)
    return (folder / "a.docx").read_bytes(), (folder / f"a.{suffix}").read_bytes()


def test_an_old_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    source = take_in(written_by_libreoffice("doc", tmp_path)[1], name="cv.doc")
    assert source.format is Format.DOC
    assert source.text.startswith(f"{WORDS}\n1. Rà soát\n2. Tổng hợp\n")
    assert [cell.span.of(source.text) for cell in source.tables[0].cells] == ["TT", "Việc", "1", "Rà soát"]
    assert "converted-by-libreoffice" in source.notes


def test_rtf_is_read() -> None:
    source = take_in(RTF)
    assert (source.format, source.text.strip()) == (Format.RTF, WORDS)


def test_many_are_converted_in_one_start_and_a_bad_one_spoils_no_other() -> None:
    bad = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(600)
    first, second, third = libreoffice.convert_many([RTF, bad, RTF])
    assert isinstance(first, bytes)
    assert isinstance(second, UnreadableFile)
    assert isinstance(third, bytes)
    assert take_in(first).text.strip() == take_in(third).text.strip() == WORDS


def test_an_odt_of_libreoffice_reads_as_the_docx_it_was_made_from(tmp_path: Path) -> None:
    original, converted = (take_in(data) for data in written_by_libreoffice("odt", tmp_path))
    assert converted.format is Format.ODT
    assert (converted.text, converted.tables) == (original.text, original.tables)


def test_without_libreoffice_the_error_names_it_and_the_other_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissing) as refused:
        take_in(RTF, name="cv.rtf")
    assert "libreoffice-writer-nogui" in refused.value.message("vi")
    assert "lưu lại thành DOCX" in refused.value.message("vi")
    assert "save it as DOCX" in refused.value.message("en")


def test_a_document_that_takes_too_long_ends_and_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\n(while :; do date >{mark}; sleep 0.1; done) &\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(limits, "CONVERT_SECONDS", 1)
    with pytest.raises(TooSlow):
        take_in(RTF)
    mark.unlink()
    time.sleep(0.4)
    assert not mark.exists()


def test_what_libreoffice_does_not_open_is_damaged() -> None:
    data = io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"))
    with pytest.raises(DamagedFile):
        take_in(data.getvalue())
