"""The ZIP package of a DOCX: parts and the relations between them, read within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
from types import TracebackType

from lxml import etree

from dondoc.reading.errors import DamagedFile, ProtectedFile, TooLarge
from dondoc.reading.intake import limits
from dondoc.reading.intake.zips import BROKEN, check_package
from dondoc.reading.notes import PART_UNREAD

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT: tuple[tuple[bytes, bytes], ...] = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATION.encode()),
)
"""Namespaces of the strict form (ISO/IEC 29500-1) and what they are in the transitional one (29500-4): otherwise the same for text."""

USUAL = "word/document.xml"
"""Where every program puts the main part: asked where the relations that should name it are broken."""
Element = etree._Element


class Package:
    """The parts of a package. A context manager: closes the ZIP."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise DamagedFile(why="gói ZIP không mở được / the ZIP package does not open") from error
        check_package(self._zip.infolist())
        self.unread: list[str] = []
        """Side parts that were there and could not be read, by name."""
        self.main = self._main()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()

    def _main(self) -> str:
        for target in (*self.related("", "officeDocument").values(), *filter(self.has, [USUAL] if self.unread else [])):
            return target
        raise DamagedFile(why="không có phần nội dung / no document part")

    def has(self, part: str) -> bool:
        """Whether the package has the part."""
        return part in self._zip.NameToInfo

    def parse(self, part: str) -> Element:
        """The part's root element. Raises DamagedFile where it is missing, cut short, no XML, or declares entities."""
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 1:
                raise ProtectedFile
            limits.check("dung lượng một phần / part", info.file_size, limits.PART_BYTES, unit="MB")
            with self._zip.open(info) as stream:
                data = stream.read(limits.PART_BYTES)
        except (KeyError, *BROKEN) as error:
            raise DamagedFile(why=f"{part}: không đọc được / can't be unpacked") from error
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(data, part)

    def side(self, part: str) -> Element | None:
        """The root of a part that the words of the document don't stand in; ``None``, and named in `unread`, where it is broken."""
        try:
            return self.parse(part)
        except DamagedFile:
            self.unread.append(part)
            return None

    def related(self, part: str, kind: str) -> dict[str, str]:
        """The parts `part` ("" is the package) relates to by relations of a kind, by relation id; only parts that exist."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for relation in () if (root := self.side(relations)) is None else root:
            if isinstance(relation.tag, str) and relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                if self.has(target):
                    found[relation.get("Id", "")] = target
        return found


def unread_parts(package: Package) -> list[str]:
    """Notes on the side parts that could not be read, each once."""
    return [f"{PART_UNREAD}: {part}" for part in dict.fromkeys(package.unread)]


def parse_xml(data: bytes, part: str) -> Element:
    """Parse a part with entities, network and huge trees off. A DTD is refused: no such package has one (ISO/IEC 29500-2 §8.2.5)."""
    limits.check("số thẻ XML / XML tags", data.count(b"<"), limits.XML_TAGS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise TooLarge(what="độ lồng nhau / nesting", size="> 2000", limit=2000) from error
        raise DamagedFile(why=f"{part}: XML hỏng / broken XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(why=f"{part}: có khai báo DTD / declares a DTD")
    return root
