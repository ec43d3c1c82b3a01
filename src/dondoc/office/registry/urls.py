from django.urls import path

from dondoc.office.registry import views

app_name = "registry"
urlpatterns = [
    path("documents/", views.list_documents, name="list-documents"),
    path("documents/add/", views.add_documents, name="add-documents"),
    path("documents/<int:document_id>/", views.show_document, name="show-document"),
    path("documents/<int:document_id>/state/", views.refresh_document, name="refresh-document"),
    path("documents/<int:document_id>/edit/", views.edit_document, name="edit-document"),
    path("documents/<int:document_id>/read/", views.read_again, name="read-again"),
    path("documents/<int:document_id>/original/", views.download_original, name="download-original"),
]
