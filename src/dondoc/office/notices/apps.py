from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "dondoc.office.notices"
    label = "notices"
    verbose_name = _("Thông báo và đôn đốc")

    def ready(self) -> None:
        from dondoc.office.audit import words
        from dondoc.office.notices import events, journal  # noqa: F401  connects the signals
        from dondoc.office.work import history

        words.add(journal.WORDS)
        history.add(journal.TOLD, journal.DETAILS)
