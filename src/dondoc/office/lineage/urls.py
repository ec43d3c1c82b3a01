from django.urls import path

from dondoc.office.lineage import views

app_name = "lineage"
urlpatterns = [
    path("documents/<int:document_id>/lineage/", views.show_lineage, name="show-lineage"),
    path("documents/<int:document_id>/lineage/add/", views.add_link, name="add-link"),
    path("documents/<int:document_id>/coverage/", views.show_coverage, name="show-coverage"),
    path("lineage/links/<int:link_id>/", views.decide_link, name="decide-link"),
    path("lineage/items/<int:item_id>/", views.take_up, name="take-up"),
    path("lineage/sources/<int:source_id>/", views.let_go, name="let-go"),
    path("lineage/without-source/", views.list_without_source, name="list-without-source"),
]
