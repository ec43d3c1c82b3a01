"""Old Word files and RTF, through LibreOffice: converted to DOCX, then read as DOCX.

LibreOffice runs without a window, in a profile and folder of its own that go afterwards; macros are off, and it follows no link out of the
document. One start converts many documents (a start takes about a second, a further document 0.05): :func:`convert_many`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dondoc.reading.errors import DamagedFile, ProgramMissing, ProtectedFile, TooSlow, UnreadableFile
from dondoc.reading.intake import kinds, limits, programs, word
from dondoc.reading.model import Format, SourceText

SURE = 90
NOTE = "converted-by-libreoffice"
PACKAGE = "libreoffice-writer-nogui"

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""
"""The profile's settings: no macros, nothing fetched from outside, links in documents never followed (2: never)."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A kind of file we have converted."""

    format: Format
    suffix: str
    what_vi: str
    what_en: str


_DOC = _Source(Format.DOC, ".doc", "tệp Word cũ (.doc)", "an old Word file (.doc)")
_RTF = _Source(Format.RTF, ".rtf", "văn bản RTF", "an RTF text")


def _source(data: bytes) -> _Source | None:
    if data.startswith(b"{\\rtf"):
        return _RTF
    return _DOC if kinds.ole_with("WordDocument")(data) and not kinds.ole_with("EncryptedPackage")(data) else None


def sure(data: bytes) -> int | None:
    """An OLE container with a Word document, or the signature of RTF."""
    return SURE if _source(data) else None


def read(data: bytes) -> SourceText:
    """The text and tables. Raises ProgramMissing where there is no LibreOffice, TooSlow, DamagedFile, ProtectedFile."""
    (made,) = convert_many([data])
    if isinstance(made, UnreadableFile):
        raise made
    source, found = word.read(made), _source(data)
    assert found is not None, "only what `sure` took comes here"
    return replace(source, format=found.format, notes=(*source.notes, NOTE))


def convert_many(documents: Sequence[bytes]) -> list[bytes | UnreadableFile]:
    """The documents as DOCX, in the order given; an error in the place of one that can't be converted.

    All in one start of LibreOffice; those it left undone (one bad file may end it for all) are tried again one by one.
    """
    if not documents:
        return []
    made = _convert(documents)
    if len(documents) == 1:
        return made
    return [_convert([data])[0] if isinstance(item, DamagedFile | TooSlow) else item for data, item in zip(documents, made, strict=True)]


def _convert(documents: Sequence[bytes]) -> list[bytes | UnreadableFile]:
    program = programs.find("soffice", "libreoffice")
    if program is None:
        return [_missing(data) for data in documents]
    with TemporaryDirectory(prefix="dondoc-office-") as name:
        folder = Path(name)
        inside, outside, profile = (folder / part for part in ("in", "out", "profile"))
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        inside.mkdir()
        files = [inside / f"{place}{_suffix(data)}" for place, data in enumerate(documents)]
        for file, data in zip(files, documents, strict=True):
            file.write_bytes(data)
        slow = _run(program, profile, outside, files)
        return [_result(outside / f"{file.stem}.docx", data, slow) for file, data in zip(files, documents, strict=True)]


def _run(program: str, profile: Path, outside: Path, files: Sequence[Path]) -> TooSlow | None:
    command: list[str | Path] = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", outside, *files,
    ]  # fmt: skip
    seconds = limits.CONVERT_SECONDS + limits.CONVERTED_SECONDS_MORE * (len(files) - 1)
    try:
        programs.run(command, seconds=seconds, what="LibreOffice", env={"HOME": str(profile), "SAL_USE_VCLPLUGIN": "svp"})
    except TooSlow as error:
        return error
    return None


def _suffix(data: bytes) -> str:
    found = _source(data)
    return found.suffix if found else ".doc"


def _result(file: Path, data: bytes, slow: TooSlow | None) -> bytes | UnreadableFile:
    if file.is_file():
        return file.read_bytes()
    if slow:
        return TooSlow(None, **slow.values)
    if _is_encrypted(data):
        return ProtectedFile()
    return DamagedFile(why="LibreOffice không mở được / LibreOffice can't open it")


def _is_encrypted(data: bytes) -> bool:
    """Whether a .doc says it is encrypted: fEncrypted of its FIB (MS-DOC 2.5.1), which starts a sector of the container."""
    place = data.find(b"\xec\xa5", 512)
    return data.startswith(kinds.OLE) and place > 0 and place % 512 == 0 and len(data) > place + 11 and bool(data[place + 11] & 0x01)


def _missing(data: bytes) -> ProgramMissing:
    found = _source(data) or _DOC
    vietnamese, english = kinds.AS_DOCX
    return ProgramMissing(
        what=found.what_vi, what_en=found.what_en, program="LibreOffice", package=PACKAGE,
        todo_vi=f"Cách khác: {vietnamese[0].lower()}{vietnamese[1:]}", todo_en=f"Or: {english[0].lower()}{english[1:]}",
    )  # fmt: skip
