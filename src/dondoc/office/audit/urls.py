from dondoc.office.audit import views
from django.urls import path

app_name = "audit"
urlpatterns = [path("audit/", views.list_entries, name="list-entries")]
