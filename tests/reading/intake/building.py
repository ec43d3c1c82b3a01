"""Real files for the tests of intake, built byte by byte: nothing here depends on a program or font of the machine."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'{W} {R} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


# --- DOCX


def docx(body: str, *, root: str = NAMESPACES, **parts: str) -> bytes:
    """A DOCX of a body (the inside of ``w:body``) and further parts: ``styles``, ``numbering``, ``footnotes``, ``header`` …

    A part is the inside of its root element, related to the document by its kind with the id ``rId-<kind>``.
    """
    roots = {"header": "hdr"}
    files = {"word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for kind, inside in parts.items():
        tag = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{tag} {root}>{inside}</w:{tag}>"
        relations += f'<Relationship Id="rId-{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    if relations:
        files["word/_rels/document.xml.rels"] = _relationships(relations)
    return package(files)


def package(files: dict[str, str | bytes]) -> bytes:
    """A ZIP package whose main part is ``word/document.xml``."""
    main = _relationships(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {"[Content_Types].xml": "<Types/>", "_rels/.rels": main, **files}.items():
            made.writestr(name, content)
    return target.getvalue()


def _relationships(inside: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def p(*runs: str, ppr: str = "") -> str:
    """A paragraph of runs (XML) or plain words."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{inside}</w:p>"


def r(text: str, rpr: str = "") -> str:
    """A run of words."""
    return f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, list_id: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, ppr=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(place: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list definition."""
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """One list definition and its lists."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def row(*cells: str, trpr: str = "") -> str:
    """A table row of cells (XML) or plain words."""
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(p(cell)) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{trpr}</w:trPr>' if trpr else ''}{inside}</w:tr>"


def tc(inside: str, tcpr: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{inside}</w:tc>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


# --- PDF


@dataclass
class PdfPage:
    """A page of an A4 PDF: texts and lines in points from the top left corner."""

    content: list[str] = field(default_factory=list)
    width: float = 595
    height: float = 842
    turn: int = 0

    def text(self, x: float, y: float, words: str, *, size: float = 13, font: str = "F1") -> PdfPage:
        """Words whose base line starts at (x, y)."""
        code = words.encode("utf-16-be").hex() if font == "F1" else "".join(f"{SUBSET.index(letter) + 0x21:02x}" for letter in words)
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def in_two_fonts(self, x: float, y: float, words: str, *, size: float = 13) -> PdfPage:
        """A line whose marked letters come from the second font, drawn in one go after the others."""
        for font in ("F1", "F2"):
            pieces = []
            for letter in words:
                mine = letter != " " and (letter in SUBSET) == (font == "F2")
                code = f"{SUBSET.index(letter) + 0x21:02x}" if letter in SUBSET else letter.encode("utf-16-be").hex()
                pieces.append(f"<{code}>" if mine else str(-1000 * width_of(letter, 1)))
            self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {self.height - y} Tm [{' '.join(pieces)}] TJ ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """A ruling line."""
        self.content.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 13, pitch: float = 18) -> PdfPage:
        """Lines of words one below the other."""
        for place, words in enumerate(texts):
            self.text(x, y + place * pitch, words, size=size)
        return self

    def grid(self, xs: list[float], ys: list[float], cells: list[list[str]]) -> PdfPage:
        """A ruled table with a text in each cell."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for top, texts in zip(ys, cells, strict=False):
            for left, words in zip(xs, texts, strict=False):
                self.lines(left + 4, top + 14, *filter(None, words.split("\n")), size=12, pitch=15)
        return self


WIDTHS = {" ": 0.25, "m": 0.78, "w": 0.72, "M": 0.89, "W": 0.94}
"""Ems of letters that are not half an em wide."""


def width_of(words: str, size: float = 13) -> float:
    """Points that words take: most letters of the test font are half an em."""
    return sum(WIDTHS.get(letter, 0.5) for letter in words) * size


def pdf(*pages: PdfPage, trailer: str = "") -> bytes:
    """A PDF of pages. The first font has no glyphs, only widths and a map of codes to Unicode; the second one draws boxes."""
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content if isinstance(content, bytes) else content.encode("latin-1"))
        return len(objects)

    def stream(content: str) -> int:
        data = zlib.compress(content.encode("latin-1"))
        return add(f"<< /Length {len(data)} /Filter /FlateDecode >>\nstream\n".encode() + data + b"\nendstream")

    catalog = add("<< /Type /Catalog /Pages 2 0 R >>")
    add("")
    to_unicode = stream(_cmap("<0000> <FFFF>", _ROWS))
    descriptor = add(
        "<< /Type /FontDescriptor /FontName /TestF1 /Flags 4 /FontBBox [0 -220 1000 890] /ItalicAngle 0 "
        "/Ascent 890 /Descent -220 /CapHeight 660 /StemV 80 >>"
    )
    widths = " ".join(f"{ord(letter)} [{width * 1000:.0f}]" for letter, width in WIDTHS.items())
    descendant = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /TestF1 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        f"/Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 500 /W [{widths}] >>"
    )
    fonts = {
        "F1": add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /TestF1 /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] "
            f"/ToUnicode {to_unicode} 0 R >>"
        )
    }
    box = stream("500 0 50 -200 450 800 d1 50 0 400 700 re f")
    names = [f"/g{place}" for place in range(len(SUBSET))]
    fonts["F2"] = add(
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -220 1000 890] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 33 "
        f"/LastChar {32 + len(SUBSET)} /Widths [{' 500' * len(SUBSET)}] /CharProcs << {' '.join(f'{name} {box} 0 R' for name in names)} >> "
        f"/Encoding << /Type /Encoding /Differences [33 {' '.join(names)}] >> "
        f"/ToUnicode {stream(_cmap('<00> <FF>', _SUBSET_ROWS))} 0 R >>"
    )
    kids = []
    resources = " ".join(f"/{name} {place} 0 R" for name, place in fonts.items())
    for page in pages:
        content = stream("\n".join(page.content))
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.turn} "
                f"/Resources << /Font << {resources} >> >> /Contents {content} 0 R >>"
            )
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return _written(objects, catalog, trailer)


def _written(objects: Iterable[bytes], catalog: int, trailer: str) -> bytes:
    target = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(target))
        target += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(target)
    target += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    target += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    target += f"trailer\n<< /Size {len(places) + 1} /Root {catalog} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(target)


SUBSET = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĐĂÂÊÔƠƯ"
"""The letters of the second font, in the order of its codes."""


def _cmap(space: str, ranges: Iterable[str]) -> str:
    mapping = "\n".join(f"1 beginbfrange {mapped} endbfrange" for mapped in ranges)
    return f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange {space} endcodespacerange
{mapping}
endcmap CMapName currentdict /CMap defineresource pop end end"""


_ROWS = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in (0x00, 0x01, 0x03, 0x1E, 0x20, 0x25, 0xE0)]
"""First font: codes are UTF-16 units and mean themselves."""
_SUBSET_ROWS = [f"<{code:02X}> <{code:02X}> <{ord(letter):04X}>" for code, letter in enumerate(SUBSET, 0x21)]
