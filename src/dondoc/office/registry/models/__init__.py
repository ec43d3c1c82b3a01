"""What the registry keeps, by noun: documents and their files, registers and their entries, work files."""

from dondoc.office.registry.models.documents import Document, DocumentVersion, StoredFile
from dondoc.office.registry.models.dossiers import Dossier, DossierDocument
from dondoc.office.registry.models.registers import Distribution, Entry, IncomingEntry, Opinion, OutgoingEntry, Register, Volume

__all__ = [
    "Distribution",
    "Document",
    "DocumentVersion",
    "Dossier",
    "DossierDocument",
    "Entry",
    "IncomingEntry",
    "Opinion",
    "OutgoingEntry",
    "Register",
    "StoredFile",
    "Volume",
]
