"""What the registry keeps, by noun: documents and their files."""

from dondoc.office.registry.models.documents import Document, StoredFile

__all__ = ["Document", "StoredFile"]
