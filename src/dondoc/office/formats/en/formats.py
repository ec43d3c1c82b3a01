"""Dates and numbers in English: days first, as in the documents themselves; only the signs in numbers differ."""

from dondoc.office.formats.vi.formats import *  # noqa: F403

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
