"""Saved web pages: the document a portal published, without the portal.

Kept: paragraphs, headings, lists with their markers, tables with merged cells, ``<br>`` as a line break. Left out: menus, side columns,
share buttons, sign-in forms, cookie bars, related news, comments, footers, hidden parts.

Our own finder and not a library (trafilatura, readability-lxml …): those look for *articles*, and drop what an official text lives
on: short lines (``Số: 12/KH-UBND``), signature blocks, lists of recipients, tables. Here what is left out must look like furniture;
what does not, stays.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from dondoc.reading.errors import DamagedFile, EmptyFile
from dondoc.reading.intake import blocks, limits, plain
from dondoc.reading.model import Format, SourceText

SURE = 60
HEAD = 4096

TAG_FIRST = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|section|main|div|p|h[1-6]|table|ul|ol|span|center|font|b|i|br|style|script)[\s/>])",
    re.IGNORECASE,
)
"""A page starts with a tag; a text that speaks of tags further down is a text."""
CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)


def sure(data: bytes) -> int | None:
    """Text whose first thing is an HTML tag."""
    encoding = _marked(data) or plain.unmarked_utf16(data) or "utf-8"
    opening = data[:HEAD].decode(encoding, "replace").lstrip("\ufeff")
    return SURE if TAG_FIRST.match(opening) else None


def read(data: bytes) -> SourceText:
    """The page's main text and tables. Raises DamagedFile, EmptyFile; UnsupportedFormat for a page in an old 8-bit encoding."""
    from lxml import etree, html

    from dondoc.reading.intake.html.encodings import mend
    from dondoc.reading.intake.html.flow import flow
    from dondoc.reading.intake.html.furniture import main_parts

    limits.check("trang web / web page", len(data), limits.PAGE_BYTES, unit="MB")
    text, notes = _decode(data)
    limits.check("số thẻ / tags", text.count("<"), limits.TAGS)
    # huge_tree: old pages leave hundreds of tags open; what it allows is bounded by the size above, and nothing here recurses
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        page = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyFile from error
    except etree.XMLSyntaxError as error:
        raise DamagedFile(why="trang web hỏng / broken page") from error
    limits.check("số phần tử / elements", sum(1 for _ in page.iter()), limits.ELEMENTS)
    encodings = mend(page)
    made = [block for part in main_parts(page) for block in flow(part)]
    return blocks.lay_out(made, format=Format.HTML, wrapped=False, notes=[*notes, *encodings])


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in plain.MARKS if data.startswith(mark)), None)


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """By byte order mark, else by what the page declares, else as plain text is decoded (HTML Living Standard §13.2.3)."""
    declared = CHARSET.search(data[:HEAD]) or XML_ENCODING.search(data[:HEAD])
    if declared and not _marked(data) and not plain.unmarked_utf16(data):
        try:
            codec = codecs.lookup(declared[1].decode("ascii"))
            if codec._is_text_encoding and not codec.name.startswith("utf"):
                return unicodedata.normalize("NFC", data.decode(codec.name)), ()
        except (LookupError, UnicodeDecodeError):
            pass  # what the page says of itself is wrong: look at the bytes
    return plain.decode(data)
