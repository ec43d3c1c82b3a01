"""The heading and the signature block of a document → :class:`~dondoc.reading.model.Header`.

Sources: NĐ 30/2020/NĐ-CP, Phụ lục I; Quy định 399-QĐ/TW (Party documents).
"""

from dondoc.reading.header.addressees import expand_bodies
from dondoc.reading.header.reader import read_header
from dondoc.reading.header.secrecy import secrecy_mark

__all__ = ["expand_bodies", "read_header", "secrecy_mark"]
