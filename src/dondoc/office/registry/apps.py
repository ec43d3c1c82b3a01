from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "dondoc.office.registry"
    label = "registry"
    verbose_name = _("Văn bản")
    default_auto_field = "django.db.models.BigAutoField"
