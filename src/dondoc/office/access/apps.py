from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "dondoc.office.access"
    label = "access"
    verbose_name = _("Đăng nhập")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        from dondoc.office import env
        from dondoc.office.access import receivers, words
        from dondoc.office.audit import words as journal
        from dondoc.office.directory.roles import Role

        for name in settings.TWO_FACTOR_ROLES:
            env.one_of("DONDOC_TWO_FACTOR_ROLES", name, Role.values)

        receivers.connect()
        journal.add(words.DEEDS)
