from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "dondoc.office.work"
    label = "work"
    verbose_name = _("Nhiệm vụ")

    def ready(self) -> None:
        from dondoc.office.audit import words
        from dondoc.office.work import journal, receivers  # noqa: F401  connects the signal

        words.add(journal.WORDS)
