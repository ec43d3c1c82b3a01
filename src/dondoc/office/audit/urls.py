from django.urls import path

from dondoc.office.audit import views

app_name = "audit"
urlpatterns = [path("audit/", views.list_entries, name="list-entries")]
