"""Texts from before Unicode: TCVN3 (ABC), VNI, VPS, VISCII, Windows-1258, and UTF-8 that was taken for Windows-1252.

Pure functions over text and font names; which bytes and runs to ask about is known to the formats (:mod:`dondoc.reading.intake`).
"""

from __future__ import annotations

from dondoc.reading.script.legacy.codes import Encoding, decode
from dondoc.reading.script.legacy.fonts import hint
from dondoc.reading.script.legacy.recognise import UNCERTAIN, Mender, is_odd, mend_bytes, mend_lines, uncertain_lines

__all__ = ["UNCERTAIN", "Encoding", "Mender", "decode", "hint", "is_odd", "mend_bytes", "mend_lines", "uncertain_lines"]
