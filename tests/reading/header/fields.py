"""What the tests of the header ask of one."""

from __future__ import annotations

from dondoc.reading.model import Header, Reading


def values(found: Header | Reading, *names: str) -> tuple[object, ...]:
    """The values of some fields; ``None`` for one that is not there."""
    header = found if isinstance(found, Header) else found.header
    return tuple(read.value if (read := getattr(header, name)) else None for name in names)
