from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LineageConfig(AppConfig):
    name = "dondoc.office.lineage"
    label = "lineage"
    verbose_name = _("Nguồn gốc chỉ đạo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dondoc.office.audit import words
        from dondoc.office.lineage import receivers  # noqa: F401 - connects what listens for readings
        from dondoc.office.lineage.effects import changes_to_source
        from dondoc.office.work import remarks

        remarks.add(changes_to_source)
        words.add(
            {
                "lineage.linked": _("ghi quan hệ giữa hai văn bản"),
                "lineage.confirmed": _("xác nhận quan hệ giữa hai văn bản"),
                "lineage.rejected": _("bác quan hệ giữa hai văn bản"),
                "lineage.took-up": _("ghi nhiệm vụ thực hiện nội dung của văn bản cấp trên"),
                "lineage.let-go": _("bỏ ghi nhiệm vụ thực hiện nội dung của văn bản cấp trên"),
            }
        )
