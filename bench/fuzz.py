"""Mutated files against all intakes: no crash, no hang, memory under a bound.

    nice -n 15 .venv/bin/python bench/fuzz.py --files 200000

Seeds are built here for every format of ``formats.FORMATS`` (one without a seed is named in the result). A file is a seed, mutated: bits
and pieces of its bytes; members of its ZIP, packed again; tags and values of its XML and HTML; objects and streams of its PDF. File `n` of
a `--seed` is always the same, so what fails can be made again: ``--only N``, and it is kept in `--keep`.

Two processes work, each with an address space of `--memory` MB; a third watches. Counted as failures: any error that is not an
``UnreadableFile`` with words in both languages, a text whose spans lie outside it, a process that dies, a file that takes longer than
`--limit` seconds. Packets (ZIP, e-mail, edXML) are also looked through for a secrecy mark, file by file. Programs of the machine
(LibreOffice, Tesseract) are hidden unless `--programs` is given: they take seconds a file.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import multiprocessing.connection
import os
import random
import re
import resource
import struct
import sys
import time
import traceback
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from functools import cache
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from dondoc.reading.data import table
from dondoc.reading.errors import UnreadableFile
from dondoc.reading.intake import take_in
from dondoc.reading.intake.formats import FORMATS
from dondoc.reading.intake.packets import look
from dondoc.reading.intake.zips import BROKEN
from dondoc.reading.model import Format, SourceText
from tests.reading.intake.building import PdfPage, docx, item, level, numbering, p, pdf, r, row, tbl, tc
from tests.reading.intake.test_packets import edoc_packet, qcvn_packet

LINES = [
    "ỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/KH-UBND", "KẾ HOẠCH",
    "1. Sở Y tế chủ trì, phối hợp với các đơn vị liên quan rà soát, báo cáo trước ngày 15/12/2026.", "Nơi nhận:", "- Như trên;",
    "TM. ỦY BAN NHÂN DÂN",
]  # fmt: skip
CELLS = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Rà soát danh mục", "Sở Y tế"], ["2", "Tổng hợp báo cáo", "Sở Nội vụ"]]
TEXT = "\n".join(LINES)


# --- seeds


def _legacy(name: str) -> bytes:
    letters = {row["letter"]: bytes.fromhex(row[name]) for row in table("legacy_letters") if row[name]}
    return b"".join(letters.get(c) or letters.get(c.lower()) or c.encode("cp1252", "replace") for c in TEXT)


def _zip(files: dict[str, str | bytes], first: str | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == first else None)
    return target.getvalue()


def _docx() -> bytes:
    body = "".join(p(line) for line in LINES) + item("một", 1) + item("hai", 1, 1) + tbl(*(row(*cells) for cells in CELLS))
    body += tbl(row(tc(tbl(row("1", "2"), row("3", "4")), '<w:gridSpan w:val="2"/>')), row(tc(p("gộp"), "<w:vMerge/>"), "x"))
    old_font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    body += p(r("Céng hßa x· héi chñ nghÜa", old_font), "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>")
    body += p('<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "mã")
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>Chú thích</w:t></w:r></w:p></w:footnote>'
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"/>'
    return docx(
        body, numbering=numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")), footnotes=notes, styles=styles,
        header=p("Đầu trang"),
    )  # fmt: skip


def _html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td colspan=1 rowspan=1>{cell}</td>' for cell in cells)}</tr>" for cells in CELLS)
    items = "".join(f"<li value={n}>{line}</li>" for n, line in enumerate(LINES))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Kế hoạch</title><style>p {{}}</style></head><body><nav><a href="#">
Trang chủ</a></nav><form><input type=password></form><div class="content" style="font-family: VNI-Times"><h1>KẾ HOẠCH</h1>
<p>{"</p><p>".join(LINES)}</p><ol type="i" start="3">{items}</ol>
<table><caption>Bảng</caption><thead><tr><th>a<th>b</tr></thead>{rows}</table>
<pre> a\n b</pre></div>
<div class="tin-lien-quan"><h3>Tin liên quan</h3><ul><li><a>Một</a><li><a>Hai</a></ul></div></body></html>""".encode()


def _pdf() -> list[bytes]:
    cells = [["TT", "Viec", "Don vi"], ["1", "Ra soat", "So Y te"], ["2", "Tong hop", "So Noi vu"]]
    page = PdfPage().lines(85, 90, *LINES).grid([85, 120, 330, 500], [300, 330, 360, 390], cells)
    return [pdf(page, PdfPage(turn=90).lines(85, 90, *LINES)), pdf(PdfPage().in_two_fonts(85, 90, LINES[4]))]


def _odt() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{c}</text:p></table:table-cell>' for c in cells)}</table:table-row>"
        for cells in CELLS
    )
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" xmlns:table="{office}:table:1.0">'
        f"<office:body><office:text>{''.join(f'<text:p>{line}</text:p>' for line in LINES)}<text:list><text:list-item><text:p>một</text:p>"
        f"</text:list-item></text:list><table:table>{rows}</table:table></office:text></office:body></office:document-content>"
    )
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": "<x/>"}, "mimetype")


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book, target = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for cells in [*CELLS, *CELLS]:
        sheet.append(cells)
    sheet.merge_cells("A2:A3")
    book.save(target)
    return target.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = "a@x.vn", "b@x.vn", "Kế hoạch 12", "Mon, 23 Nov 2026 08:00:00 +0700"
    mail.set_content(TEXT)
    mail.add_attachment(_docx(), maintype="application", subtype="octet-stream", filename="ke-hoach.docx")
    mail.add_attachment(_zip({"a.txt": TEXT, "b.html": _html()}), maintype="application", subtype="zip", filename="kem.zip")
    return bytes(mail)


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(255 * (x // 8 % 2) for x in range(64)) for _ in range(64))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip


MAKERS: dict[str, Callable[[], list[bytes]]] = {
    "plain": lambda: [
        TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("utf-8").decode("cp1252", "replace").encode(),
        *(_legacy(name) for name in ("tcvn3", "vni", "vps", "viscii")),
    ],
    "html": lambda: [_html()],
    "word": lambda: [_docx()],
    "pdf": _pdf,
    "odt": lambda: [_odt()],
    "doc": lambda: [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(1000)],
    "rtf": lambda: [b"{\\rtf1\\ansi{\\fonttbl{\\f0 .VnTime;}}\\f0 Ch\\u7881 th\\u7883\\par " + _legacy("tcvn3") + b"}"],
    "scan": lambda: [_picture()],
    "xlsx": lambda: [_xlsx()],
    "mail": lambda: [_mail()],
    "edxml": lambda: [qcvn_packet(("ke-hoach.docx", _docx()), ("phu-luc.txt", TEXT.encode())), edoc_packet("cv.txt", TEXT.encode())],
    "zip": lambda: [_zip({"ke-hoach.docx": _docx(), "phu-luc/bang.txt": TEXT}), _zip({"a.zip": _zip({"b.txt": TEXT, "c.docx": _docx()})})],
}  # fmt: skip


@cache
def seeds(kind: str) -> list[bytes]:
    """The seeds of a format."""
    return MAKERS[kind]()


# --- mutations

EXTREMES = ["0", "-1", "1", "65535", "2147483648", "99999999999999999999", "1e308", "", "a" * 300, "\u202e", "&x;", "'", "NaN"]
TAG = re.compile(rb"<[^<>]{1,300}>")
VALUE = re.compile(rb'="[^"]{0,200}"')
NUMBER = re.compile(rb"\d+")
OBJECT = re.compile(rb"\d+ 0 obj[\s\S]*?endobj")
STREAM = re.compile(rb"(<<[^>]*?/Length )\d+([^>]*?/FlateDecode[^>]*?>>\s*stream\n)([\s\S]*?)\nendstream")


def of_bytes(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Bits flipped, pieces cut, doubled, moved, overwritten or taken from another seed."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if not made:
            break
        at = rng.randrange(len(made))
        end = min(len(made), at + rng.choice((1, 4, 30, 500)))
        match rng.randrange(8):
            case 0 | 1:
                made[at] ^= 1 << rng.randrange(8)
            case 2:
                made[at] = rng.choice((0, 0x7F, 0x80, 0xFF, 0x0A, 0x20, 0x3C, 0x3E))
            case 3:
                del made[at:end]
            case 4:
                made[at:at] = made[at:end] * rng.choice((1, 2, 20))
            case 5:
                del made[at:]
            case 6:
                other = rng.choice(others)
                start = rng.randrange(len(other))
                made[at:end] = other[start : start + rng.choice((8, 100, 2000))]
            case 7:
                made[at:end] = rng.randbytes(end - at)
    return bytes(made)


def of_markup(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Tags doubled, lost, changed for others, nested; values made extreme; a DTD with entities."""
    for _ in range(rng.choice((1, 1, 2, 5))):
        tags = list(TAG.finditer(data))
        if not tags:
            return of_bytes(data, rng, others)
        one, other = rng.choice(tags), rng.choice(tags)
        start, end = sorted((one.start(), other.end()))
        match rng.randrange(8):
            case 0:
                data = data[: one.start()] + data[one.end() :]
            case 1:
                data = data[: one.start()] + other[0] + data[one.end() :]
            case 2:
                data = data[:end] + data[start:end] * rng.choice((1, 3)) + data[end:] if len(data) < 500_000 else data
            case 3:
                data = data[: one.start()] + one[0] * rng.choice((2, 50, 1000)) + data[one.end() :]
            case 4:
                data = VALUE.sub(lambda _: b'="' + rng.choice(EXTREMES).encode() + b'"', data, count=rng.choice((1, 3, 0)))
            case 5:
                data = data[:start] + data[end:]
            case 6:
                entity = b'<!DOCTYPE x [<!ENTITY x "y"><!ENTITY z SYSTEM "file:///etc/passwd">]>'
                trick = rng.choice((b"&x;", b"&z;", b"&#0;", b"&#1;", b"&#x110000;", b"<![CDATA[", b"<!--"))
                data = entity + data[: one.end()] + trick + data[one.end() :]
            case 7:
                data = of_bytes(data, rng, others)
    return data


def of_tree(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Elements of a well-formed XML moved, doubled, nested and lost, attributes and words made extreme; it stays well-formed."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return of_markup(data, rng, others)
    for _ in range(rng.choice((1, 2, 5, 20))):
        below = [element for element in root.iter(etree.Element) if element is not root]
        if not below:
            break
        one, other = rng.choice(below), rng.choice(below)
        match rng.randrange(7):
            case 0 | 1:
                for key in one.attrib:
                    one.set(key, rng.choice(EXTREMES[:12]))
            case 2:
                if len(below) < 5_000:
                    other.append(deepcopy(one))
            case 3:
                if one is not other and not any(above is one for above in other.iterancestors()):
                    other.append(one)
            case 4:
                above = one.getparent()
                if above is not None:
                    above.remove(one)
            case 5:
                for _ in range(rng.choice((1, 30))):
                    inner = etree.SubElement(one, other.tag, dict(other.attrib))
                    inner.text, one = other.text, inner
            case 6:
                one.text = rng.choice((*EXTREMES[:12], *LINES, "C\u00e9ng h\u00dfa x\u00b7 h\u00e9i"))
    return etree.tostring(root)


def of_xml(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """A tree mutated three times of four, else its characters."""
    return (of_tree if rng.random() < 0.75 else of_markup)(data, rng, others)


def of_zip(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Members mutated, lost, doubled, renamed, and packed again."""
    if rng.random() < 0.25:
        return of_bytes(data, rng, others)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except BROKEN:  # a ZIP in a ZIP that was mutated before
        return of_bytes(data, rng, others)
    names = list(parts) or ["x"]
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(names)
        match rng.randrange(10):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[name] = parts.get(rng.choice(names), b"")
            case 2:
                parts[rng.choice(names) + rng.choice(("", "/", "x", "../x"))] = parts.pop(name, b"")
            case _:
                content = parts.get(name, b"")
                mutate = of_xml if b"<" in content[:200] else MUTATIONS.get("zip", of_bytes) if content[:2] == b"PK" else of_bytes
                parts[name] = mutate(content, rng, [content or b"x"])
    return _zip(dict(parts), "mimetype")


def of_pdf(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Objects lost, doubled, exchanged; numbers made extreme; streams mutated under a true length."""
    match rng.randrange(6):
        case 0:
            return of_bytes(data, rng, others)
        case 1:
            objects = list(OBJECT.finditer(data))
            one, other = rng.choice(objects), rng.choice(objects)
            return data[: one.start()] + rng.choice((b"", other[0], one[0] * 2)) + data[one.end() :]
        case 2:
            found = rng.choice(list(NUMBER.finditer(data)))
            return data[: found.start()] + rng.choice(EXTREMES[:7]).encode() + data[found.end() :]
        case 3:
            return NUMBER.sub(lambda old: rng.choice(EXTREMES[:7]).encode() if rng.random() < 0.02 else old[0], data)
        case _:
            streams = list(STREAM.finditer(data))
            if not streams:
                return of_bytes(data, rng, others)
            found = rng.choice(streams)
            try:
                content = zlib.decompress(found[3])
            except zlib.error:
                return of_bytes(data, rng, others)
            if rng.random() < 0.5:
                content = NUMBER.sub(lambda old: rng.choice(EXTREMES[:7]).encode() if rng.random() < 0.05 else old[0], content)
            else:
                content = of_bytes(content, rng, [content or b"x"])
            packed = zlib.compress(content)
            stream = found[1] + str(len(packed)).encode() + found[2] + packed + b"\nendstream"
            return data[: found.start()] + stream + data[found.end() :]


MUTATIONS: dict[str, Callable[[bytes, random.Random, list[bytes]], bytes]] = {
    "word": of_zip, "odt": of_zip, "xlsx": of_zip, "zip": of_zip, "html": of_markup, "edxml": of_xml, "pdf": of_pdf,
}  # fmt: skip
SHARES = {"pdf": 4, "word": 4, "html": 4, "plain": 3}
"""How many turns a format has in a round; others have one."""


def made(kind: str, seed: int, number: int) -> bytes:
    """File `number` of `seed`."""
    rng = random.Random(f"{seed}/{kind}/{number}")
    own = seeds(kind)
    data = rng.choice(own)
    others = own if rng.random() < 0.9 else seeds(rng.choice(list(MAKERS)))
    return MUTATIONS.get(kind, of_bytes)(data, rng, others)


# --- the run


@dataclass
class Tally:
    """What came of the files of one format."""

    files: int = 0
    read: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    seconds: float = 0.0


def check(source: SourceText) -> None:
    """A text whose tables lie where they say."""
    assert source.text.strip()
    for found in source.tables:
        assert found.span.end <= len(source.text)
        assert all(found.span.contains(cell.span) for cell in found.cells if cell.span.end > cell.span.start)
        assert all(before.span.end <= after.span.start for before, after in pairwise(found.cells))


PACKETS = frozenset({"zip", "mail", "edxml"})


def one(data: bytes, kind: str, tally: Tally) -> str | None:
    """Take a file in; the failure, if it is one."""
    start = time.perf_counter()
    failure = None
    try:
        if kind in PACKETS:
            look(data, "tệp")
        check(take_in(data, name="tệp"))
        tally.read += 1
    except UnreadableFile as error:
        tally.refused[error.code] = tally.refused.get(error.code, 0) + 1
        if not all(error.message(language).startswith("tệp") for language in ("vi", "en")):
            failure = "an error without words"
    except Exception:  # noqa: BLE001  whatever comes is what we look for
        failure = traceback.format_exc()
    seconds = time.perf_counter() - start
    tally.files += 1
    tally.seconds += seconds
    tally.slowest = max(tally.slowest, seconds)
    return failure


def work(pipe: Connection, kinds: list[str], seed: int, first: int, step: int, memory: int, programs: bool) -> None:
    """Files `first`, `first + step` …: the number before each, the failure after."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    warnings.simplefilter("ignore")
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  what libraries say of a broken file
    if not programs:
        os.environ["PATH"] = ""
    tallies = {kind: Tally() for kind in set(kinds)}
    number = first
    while True:
        kind = kinds[number % len(kinds)]
        data = made(kind, seed, number)
        pipe.send((number, kind, None, None))
        failure = one(data, kind, tallies[kind])
        memory_now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        pipe.send((number, kind, failure, (asdict(tallies[kind]), memory_now) if failure or tallies[kind].files % 50 == 0 else None))
        number += step


class Watched:
    """A working process, what it has told, and the file it is at."""

    def __init__(self, first: int, options: argparse.Namespace, kinds: list[str]) -> None:
        self.pipe, other = multiprocessing.Pipe(duplex=False)
        arguments = (other, kinds, options.seed, first, options.processes, options.memory * 1_000_000, options.programs)
        self.process = multiprocessing.Process(target=work, args=arguments, daemon=True)
        self.process.start()
        other.close()
        self.at: tuple[int, str] = (first, kinds[first % len(kinds)])
        self.since = time.monotonic()
        self.tallies: dict[str, dict[str, Any]] = {}
        self.peak = 0
        self.done = 0


def run(options: argparse.Namespace) -> int:
    """The run and its figures; the exit code."""
    known = [kind.value for kind, _ in FORMATS]
    kinds = [kind for kind in dict.fromkeys(known) if kind in MAKERS and (not options.format or kind in options.format)]
    turns = [kind for kind in kinds for _ in range(SHARES.get(kind, 1))]
    random.Random(0).shuffle(turns)
    if options.only is not None:
        kind = turns[options.only % len(turns)]
        print(kind, one(made(kind, options.seed, options.only), kind, Tally()))
        return 0
    started, failures, ended = time.monotonic(), [], []
    workers = [Watched(n, options, turns) for n in range(options.processes)]

    def failed(number: int, kind: str, why: str) -> None:
        failures.append((number, kind, why))
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{options.seed}-{number}.{kind}").write_bytes(made(kind, options.seed, number))
        print(f"FAILURE {number} {kind}\n{why}", flush=True)

    while sum(w.done for w in workers + ended) < options.files and time.monotonic() - started < options.seconds:
        multiprocessing.connection.wait([w.pipe for w in workers], timeout=1)
        for place, worker in enumerate(workers):
            why = None
            try:
                while worker.pipe.poll():
                    number, kind, failure, tally = worker.pipe.recv()
                    worker.at, worker.since = (number, kind), time.monotonic()
                    if failure:
                        failed(number, kind, failure)
                    if tally:
                        worker.tallies[kind], worker.peak = tally[0], max(worker.peak, tally[1])
                        worker.done = sum(t["files"] for t in worker.tallies.values())
            except EOFError:
                why = "the process died"
            if time.monotonic() - worker.since > options.limit:
                why = f"longer than {options.limit} s"
            if why:
                worker.process.kill()
                worker.process.join()
                if why == "the process died":
                    why += f" with {worker.process.exitcode}"
                failed(*worker.at, why)
                ended.append(worker)
                workers[place] = Watched(worker.at[0] + options.processes, options, turns)
    for worker in workers:
        worker.process.kill()
    report(kinds, known, [*workers, *ended], failures, time.monotonic() - started, options)
    return 1 if failures else 0


Failure = tuple[int, str, str]


def report(
    kinds: list[str], known: list[str], workers: list[Watched], failures: list[Failure], seconds: float, options: argparse.Namespace
) -> None:
    """Print the figures by format, and as JSON on the last line."""
    print(f"{'':8}{'files':>9}{'read':>9}{'refused':>9}{'failures':>9}{'ms mean':>9}{'ms most':>9}")
    total, sums = 0, {}
    for kind in kinds:
        tallies = [worker.tallies[kind] for worker in workers if kind in worker.tallies]
        files, read = (sum(tally[key] for tally in tallies) for key in ("files", "read"))
        spent, most = sum(t["seconds"] for t in tallies), max((t["slowest"] for t in tallies), default=0)
        refused: Counter[str] = Counter()
        for tally in tallies:
            refused.update(tally["refused"])
        bad = sum(1 for _, name, _ in failures if name == kind)
        mean = 1000 * spent / max(files, 1)
        print(f"{kind:8}{files:9}{read:9}{sum(refused.values()):9}{bad:9}{mean:9.2f}{1000 * most:9.0f}  {dict(refused)}")
        total += files
        sums[kind] = {"files": files, "read": read, "refused": dict(refused), "failures": bad, "ms_most": round(1000 * most)}
    peak = max((worker.peak for worker in workers), default=0)
    print(f"{total} files in {seconds:.0f} s, peak memory {peak} MB a process, {len(failures)} failures (counted every 50 files)")
    missing = [kind for kind in dict.fromkeys(known) if kind not in MAKERS]
    if missing:
        print("without a seed:", *missing)
    figures = {"files": total, "seed": options.seed, "seconds": round(seconds), "peak_mb": peak, "failures": len(failures)}
    print(json.dumps({**figures, "formats": sums}))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--limit", type=float, default=10, help="seconds a file may take")
    parser.add_argument("--memory", type=int, default=2000, help="MB of address space a process may have")
    parser.add_argument("--format", action="append", choices=[kind.value for kind in Format], help="only this format (may repeat)")
    parser.add_argument("--only", type=int, help="make and read this one file")
    parser.add_argument("--programs", action="store_true", help="leave LibreOffice and Tesseract in reach")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where failing files are kept")
    sys.exit(run(parser.parse_args()))


if __name__ == "__main__":
    main()
