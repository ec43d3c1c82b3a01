"""Every address of the office."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = ("work", "registry", "directory", "audit")

urlpatterns = [path("", include(f"dondoc.office.{room}.urls")) for room in ROOMS if find_spec(f"dondoc.office.{room}.urls")]

handler403 = "dondoc.office.web.forbidden"
handler404 = "dondoc.office.web.not_found"
handler500 = "dondoc.office.web.server_error"
