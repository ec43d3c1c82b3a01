from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "dondoc.office.work"
    label = "work"
    verbose_name = _("Nhiệm vụ")

    def ready(self) -> None:
        from dondoc.office import fulltext
        from dondoc.office.audit import words
        from dondoc.office.work import journal, receivers, upkeep  # noqa: F401  receivers connects its signals
        from dondoc.office.work.models import Task

        words.add(journal.WORDS)
        words.add_pages({"work.task": "work:open-task"})
        fulltext.keep(self, Task)
        pre_migrate.connect(upkeep.before_migrations, sender=self)
        post_migrate.connect(upkeep.after_migrations, sender=self)
