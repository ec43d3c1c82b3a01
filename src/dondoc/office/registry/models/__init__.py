"""What the registry keeps, by noun: documents and their files, registers and their entries."""

from dondoc.office.registry.models.documents import Document, DocumentVersion, StoredFile
from dondoc.office.registry.models.registers import Distribution, Entry, IncomingEntry, Opinion, OutgoingEntry, Register, Volume

__all__ = [
    "Distribution",
    "Document",
    "DocumentVersion",
    "Entry",
    "IncomingEntry",
    "Opinion",
    "OutgoingEntry",
    "Register",
    "StoredFile",
    "Volume",
]
