from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "dondoc.office.registry"
    label = "registry"
    verbose_name = _("Văn bản")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dondoc.office import fulltext
        from dondoc.office.audit import words
        from dondoc.office.registry import jobs  # noqa: F401 - connects what listens for jobs that failed
        from dondoc.office.registry.models import Document

        words.add_pages({"registry.document": "registry:show-document"})
        words.add({f"field.{field.attname}": field.verbose_name for field in Document._meta.concrete_fields})
        fulltext.keep(self, Document)
