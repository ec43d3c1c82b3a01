"""What an amending or replacing document means for the tasks of the one it changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.office.lineage.models import CHANGES, DocumentLink
from dondoc.office.work.models import Task
from dondoc.office.work.remarks import Remark
from dondoc.office.work.states import CLOSED


def changes_to_source(task: Task) -> list[Remark]:
    """A remark for each registered document that amends, replaces, repeals or corrects the one `task` (still open) came from."""
    if task.state in CLOSED:
        return []
    rows = DocumentLink.objects.filter(cited=task.document_id, relation__in=CHANGES).exclude(decision=DocumentLink.Decision.REJECTED)
    rows = rows.select_related("document__file").defer("document__reading", "document__source_text")
    return [Remark(_words(link), link.document.get_absolute_url()) for link in rows]


def _words(link: DocumentLink) -> str:
    said = _("%(document)s %(relation)s văn bản giao nhiệm vụ này. Hãy xem nhiệm vụ có còn đúng không.")
    words = said % {"document": link.document, "relation": link.get_relation_display()}
    return words if link.decision == DocumentLink.Decision.CONFIRMED else f"{words} ({_('theo máy đọc, chưa ai xác nhận')})"
