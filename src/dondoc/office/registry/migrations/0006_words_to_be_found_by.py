"""The words a document is found by, folded and kept, for the index of words; filled in for the documents there are."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from dondoc.office.folding import searchable

BATCH = 1000


def fold(apps: Any, _schema_editor: Any) -> None:
    document_model = apps.get_model("registry", "Document")
    documents = document_model.objects.select_related("file").only("number", "subject", "issuer", "kind", "file__name").order_by("pk")
    last = 0
    while batch := list(documents.filter(pk__gt=last)[:BATCH]):
        for document in batch:
            name = document.file.name if document.file else ""
            document.folded = searchable(document.number, document.subject, document.issuer, document.kind, name)
        document_model.objects.bulk_update(batch, ["folded"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_work_files")]
    operations = [
        migrations.AddField(model_name="document", name="folded", field=models.TextField(default="", editable=False)),
        migrations.RunPython(fold, migrations.RunPython.noop, elidable=True),
    ]
