"""Files that belong to something other than a document of their own: kept as safely, and refused for the same reasons."""

from __future__ import annotations

from django.http import FileResponse, Http404

from dondoc.office.deeds import NotNow
from dondoc.office.directory.models import Person
from dondoc.office.files import hand_out
from dondoc.office.registry import storage
from dondoc.office.registry.actions import clean_name, refusal_of, stored
from dondoc.office.registry.models import StoredFile


def keep_attachment(content: bytes, name: str, *, by: Person) -> StoredFile:
    """Put the file on disk, then in the table. Raises :class:`NotNow` for an empty, a too large, a secret one, of which nothing is kept.

    The right to hand it in is asked by whoever calls.
    """
    name = clean_name(name)
    if reason := refusal_of(content, name, by):
        raise NotNow(f"«{name}»: {reason}")
    return stored(storage.keep(content), content, name)


def as_download(file: StoredFile, name: str = "") -> FileResponse:
    """The file byte for byte, as a download that no browser runs; 404 where it is not on disk."""
    if not file.path.exists():
        raise Http404
    return hand_out(file.path, name=name or file.name, media_type=file.media_type)
