"""How much intake takes on before it says no. Generous for office documents, small for an attack.

Each is measured before the work it bounds is done. A long annex of tables in DOCX has about 20 MB of XML; the National Assembly's
longest laws have under 500 pages.
"""

from __future__ import annotations

from dondoc.reading.errors import TooLarge

MB = 1_000_000
FILE_BYTES = 100 * MB
"""Bytes of a file, any format."""
PAGE_BYTES = 20 * MB
"""Bytes of a saved web page; real ones have under one, but pictures may be written into them."""
ELEMENTS = 200_000
"""Elements of a web page; real ones have under 20,000."""
TAGS = 1_000_000
"""Tags (``<``) of a web page, counted before it is parsed."""
XML_TAGS = 3_000_000
"""Tags of one XML part of a package, counted before it is parsed: a tag takes up to 200 bytes of memory. A part of 20 MB has a million."""
UNPACKED_BYTES = 400 * MB
"""Bytes a package says it unpacks to, all parts."""
PART_BYTES = 60 * MB
"""Bytes of one part that is parsed."""
RATIO = 250
"""Unpacked against packed bytes of one part; only asked of parts over `RATIO_FROM`. Real XML packs 5 to 60 times."""
RATIO_FROM = 4 * MB
ENTRIES = 5_000
"""Parts in a package."""
PAGES = 1_500
PAGE_CHARACTERS = 60_000
"""Characters on a page; a full page of small print has 8,000."""
CHARACTERS = 10_000_000
"""Characters on all pages of a PDF; 1,500 full pages have 4 million."""
NESTED_TABLES = 20
SPAN = 200
"""Rows or columns one merged cell may claim; larger claims are cut to it."""
EDGES = 8_000
"""Ruling lines on a PDF page beyond which it is a drawing and not a table; a border may be drawn in one piece a cell."""
OBJECTS = 50_000
"""Objects on a PDF page beyond which it is a drawing and no table is looked for."""
RULES = 1_000
"""The same after pieces of one line are joined."""

PACKETS_DEEP = 4
"""Packets (archive, e-mail, edXML) that may lie in one another: a ZIP in an edXML attachment forwarded in an e-mail has three."""
INSIDE_FILES = 500
"""Files read from one archive or message."""
CONVERT_SECONDS = 120
"""Seconds LibreOffice has for one document; a plan of 50 pages takes two."""
CONVERTED_SECONDS_MORE = 10
"""Seconds it has for each further one of a batch."""
SCANNED_PAGES = 300
"""Pages of pictures recognised in one file."""
PAGE_SECONDS = 120
"""Seconds Tesseract has for a page; a full page takes one to four."""
SCAN_SECONDS = 20
"""Seconds more a file has for each of its scanned pages, two thirds of which are for a machine that is busy otherwise."""
PIXELS = 150 * MB
"""Pixels of a picture: A3 at 600 dpi has 70 million."""
RENDERED = 35 * MB
"""Pixels a page of a PDF is drawn with at most; A3 at 300 dpi has 17 million. Larger pages are drawn coarser."""
SHEETS = 200
SHEET_ROWS = 50_000
"""Rows of one sheet with something in them."""
SHEET_CELLS = 500_000
"""Cells of a workbook with something in them."""
SHEET_COLUMNS = 200


def scan_seconds(pages: int) -> float:
    """Seconds that so many scanned pages may take, beside what any file may take."""
    return SCAN_SECONDS * min(pages, SCANNED_PAGES)


def check(what: str, size: int, limit: int, *, unit: str = "") -> None:
    """Raise :class:`TooLarge` where `size` is over `limit`; `unit` ``MB`` prints both in megabytes."""
    if size <= limit:
        return
    if unit == "MB":
        raise TooLarge(what=what, size=f"{size / MB:.0f} MB", limit=f"{limit / MB:.0f} MB")
    raise TooLarge(what=what, size=size, limit=limit)
