"""Every address of the office."""

from django.urls import include, path

ROOMS = ("notices", "lineage", "work", "registry", "access", "directory", "audit")

urlpatterns = [path("", include(f"dondoc.office.{room}.urls")) for room in ROOMS]

handler403 = "dondoc.office.web.forbidden"
handler404 = "dondoc.office.web.not_found"
handler500 = "dondoc.office.web.server_error"
