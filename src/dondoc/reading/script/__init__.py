"""Vietnamese writing made even: source text → clean text, with the way back for every character."""

from dondoc.reading.script.clean import CleanText, clean

__all__ = ["CleanText", "clean"]
