from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "dondoc.office.directory"
    label = "directory"
    verbose_name = _("Danh bạ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dondoc.office.audit import words
        from dondoc.office.directory.models import Person, Role, Unit

        words.add({f"role.{role}": role.label for role in Role})
        words.add({f"field.{field.attname}": field.verbose_name for model in (Person, Unit) for field in model._meta.concrete_fields})
        words.add_pages({"directory.person": "directory:show-person", "directory.unit": "directory:show-unit"})
        words.add({"field.aliases": _("Tên gọi khác")})
