"""Character classes of Vietnamese letters, for use inside ``[…]``: in the blocks beyond ASCII, capitals and small letters alternate."""

from __future__ import annotations

_BLOCKS = (range(0x41, 0x5B), range(0x61, 0x7B), range(0xC0, 0x180), range(0x1A0, 0x1B1), range(0x1E00, 0x1F00))

LOWER = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).islower())
UPPER = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).isupper())
