"""The search text of tasks anew: their own words and the document's number, each word findable by its beginning."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from dondoc.office.folding import searchable

BATCH = 1000


def fold_again(apps: Any, _schema_editor: Any) -> None:
    task_model = apps.get_model("work", "Task")
    tasks = task_model.objects.select_related("document").only("action", "product", "folded", "document__number").order_by("pk")
    last = 0
    while batch := list(tasks.filter(pk__gt=last)[:BATCH]):
        for task in batch:
            task.folded = searchable(task.action, task.product, task.document.number or "")
        task_model.objects.bulk_update(batch, ["folded"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("registry", "0002_index_kind_and_issuer")]
    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop, elidable=True)]
