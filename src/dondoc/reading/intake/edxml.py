"""edXML packets of the national document axis, in both dialects met: QCVN 102:2016/BTTTT, and the older ``EdXMLEnvelope`` of eDoc.

The document is the first attachment that reads; what the packet's header says of it is kept as metadata, under the names of
NĐ 30/2020/NĐ-CP (Phụ lục VI). Elements are known by their local names: prefixes and namespaces differ from
sender to sender. Signatures are not verified.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dondoc.reading.errors import DamagedFile, EmptyFile, UnsupportedFormat
from dondoc.reading.intake import archive, kinds, limits, packets
from dondoc.reading.model import Format, SourceText

SURE = 90
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
HEAD = 8192
ROOT = kinds.opens(rb"<(?:\w+:)?(?:edXML|edXMLEnvelope)\b")

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("DocumentId", ("MessageHeader", "DocumentId")),
    ("OrganId", ("From", "OrganId")),
    ("OrganName", ("From", "OrganName")),
    ("CodeNumber", ("Code", "CodeNumber")),
    ("CodeNotation", ("Code", "CodeNotation")),
    ("IssuedDate", ("PromulgationInfo", "PromulgationDate")),
    ("Place", ("PromulgationInfo", "Place")),
    ("TypeName", ("DocumentType", "TypeName")),
    ("Subject", ("MessageHeader", "Subject")),
    ("Content", ("MessageHeader", "Content")),
    ("Competence", ("SignerInfo", "Competence")),
    ("Position", ("SignerInfo", "Position")),
    ("FullName", ("SignerInfo", "FullName")),
    ("DueDate", ("MessageHeader", "DueDate")),
    ("Priority", ("OtherInfo", "Priority")),
    ("SteeringType", ("MessageHeader", "SteeringType")),
    ("BussinessDocType", ("Bussiness", "BussinessDocType")),
)
"""Name of a value, and where it stands: the element it lies in and its own (`Bussiness` is spelt so). The first of each counts."""
LISTS: tuple[tuple[str, tuple[str, ...]], ...] = (("To", ("To", "OrganName")), ("ToPlaces", ("ToPlaces", "Place")))
DATES = frozenset({"IssuedDate", "DueDate"})
NAMES = {
    "Priority": {"0": "Thường", "1": "Khẩn", "2": "Thượng khẩn", "3": "Hỏa tốc", "4": "Hỏa tốc hẹn giờ"},
    "SteeringType": {"1": "Không phải văn bản chỉ đạo", "2": "Văn bản chỉ đạo", "3": "Báo cáo thực hiện chỉ đạo"},
    "BussinessDocType": {"0": "Mới", "1": "Thu hồi", "2": "Cập nhật", "3": "Thay thế"},
}
"""What the codes mean (exchange of documents: enumerations of the axis)."""
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})|(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


STATUS = (
    "gói trạng thái edXML (báo đã nhận, đã vào sổ …), không có văn bản kèm theo",
    "an edXML status packet (received, registered …), with no document in it",
)
NOTHING_TO_DO = ("Không cần làm gì với gói này ở đây.", "There is nothing to do with it here.")


def sure(data: bytes) -> int | None:
    """The root element of either dialect near the start."""
    if data.startswith(UTF_16):
        data = data[:HEAD].decode("utf-16", "ignore").encode()
    return SURE if ROOT(data) and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None


def read(data: bytes) -> SourceText:
    """The document of the packet. Raises DamagedFile, EmptyFile where it has no attachment, and what reading the attachments raises."""
    # huge_tree: an attachment is one text of many megabytes; what it allows is bounded by the size of the file
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(why="XML hỏng / broken XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(why="có khai báo DTD / declares a DTD")
    if _is_status(root):
        raise UnsupportedFormat(what=STATUS[0], what_en=STATUS[1], todo_vi=NOTHING_TO_DO[0], todo_en=NOTHING_TO_DO[1])
    files = [(name, inner) for name, content in attachments(root) for name, inner in _unzipped(name, content)]
    chosen = packets.document_of(files)
    if chosen.source is None:
        raise chosen.trouble or EmptyFile()
    notes = ["signed"] if any(True for _ in root.iter("{*}SignatureValue")) else []
    return packets.packed(chosen.source, Format.EDXML, chosen, metadata(root), notes=notes)


def metadata(root: Element) -> list[tuple[str, str]]:
    """What the packet says of its document; empty values stay empty."""
    made = [(name, _value(name, _first(root, path))) for name, path in FIELDS]
    for name, (outer, inner) in LISTS:
        made += [(name, _text(element)) for parent in _named(root, outer) for element in _named(parent, inner)]
    return made


def attachments(root: Element) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the attachments, in the order of the manifest."""
    names: dict[str, str] = {}
    for place, reference in enumerate(element for manifest in (*_named(root, "edXMLManifest"), *_named(root, "Manifest"))
                                      for element in _named(manifest, "Reference")):  # fmt: skip
        identity = _text(_child(reference, "ContentId")) or reference.get("{http://www.w3.org/1999/xlink}href", "") or str(place)
        names[_identity(identity)] = _text(_child(reference, "AttachmentName")) or _text(_child(reference, "Description")) or identity
    found: dict[str, bytes] = {}
    for attachment in _named(root, "Attachment"):
        encoded = _child(attachment, "ContentTransferEncoded")
        encoded = encoded if encoded is not None else _child(attachment, "Content")
        if encoded is not None:
            identity = _identity(_text(_child(attachment, "ContentId")) or str(len(found)))
            found[identity] = _decoded(encoded)
            names.setdefault(identity, _text(_child(attachment, "AttachmentName")) or identity)
    order = [identity for identity in names if identity in found]
    for identity in order:
        yield names[identity], found[identity]


def _is_status(root: Element) -> bool:
    """Whether a packet says how another one stands, instead of bringing a document."""
    return bool(_named(root, "StatusCode")) and not _named(root, "Attachment") and not _named(root, "MessageHeader")


def _identity(text: str) -> str:
    return text.strip().removeprefix("cid:").strip("<>#")


def _decoded(element: Element) -> bytes:
    try:
        return base64.b64decode("".join(map(str, element.itertext())), validate=False)
    except (binascii.Error, ValueError) as error:
        raise DamagedFile(why="tệp đính kèm không giải mã được / an attachment can't be decoded") from error


def _unzipped(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """The attachment; where a sender's program has zipped it, what was zipped."""
    limits.check("dung lượng / size", len(content), limits.FILE_BYTES, unit="MB")
    if not archive.sure(content):
        return [(name, content)]
    inside = archive.files(content)
    return [(name, inside[0][1])] if len(inside) == 1 else inside


def _named(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{{*}}{name}"))


def _child(element: Element, name: str) -> Element | None:
    return next(iter(element.iter(f"{{*}}{name}")), None)


def _first(root: Element, path: tuple[str, ...]) -> str:
    for outer in _named(root, path[0]):
        for element in _named(outer, path[1]):
            if text := _text(element):
                return text
    return ""


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _value(name: str, text: str) -> str:
    """A date as ISO 8601 (packets write ``2026/03/05``, ``2026-03-05T…`` or ``05/03/2026``), a code with its name, other text as it is."""
    if name in DATES and (found := _DATE.match(text)):
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return NAMES.get(name, {}).get(text, text)
