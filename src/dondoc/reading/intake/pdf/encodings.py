"""Words of a page drawn in an old font: by the text itself, line by line (the fonts' names would take a call for every letter)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.intake.pdf.layout import Page
from dondoc.reading.intake.pdf.words import Word, rows
from dondoc.reading.script import legacy


def mended(pages: Sequence[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """The pages with their words in Unicode, and notes. The places of words stay."""
    if not any(legacy.is_odd(word.text) for page in pages for word in page.words):
        return list(pages), ()
    lines = [rows(page.words) for page in pages]
    mender = legacy.Mender((_text(line), None) for page in lines for line in page)
    made = [replace(page, words=[word for line in part for word in _mended(line, mender)]) for page, part in zip(pages, lines, strict=True)]
    return made, mender.notes


def _text(line: list[Word]) -> str:
    return " ".join(word.text for word in line)


def _mended(line: list[Word], mender: legacy.Mender) -> list[Word]:
    texts = mender.mend(_text(line)).split(" ")
    return [replace(word, text=text) for word, text in zip(line, texts, strict=True)]
