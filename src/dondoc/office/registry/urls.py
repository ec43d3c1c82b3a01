from django.urls import path

from dondoc.office.registry import views
from dondoc.office.registry.dossiers import views as dossiers
from dondoc.office.registry.registers import views as registers

app_name = "registry"
urlpatterns = [
    path("documents/", views.list_documents, name="list-documents"),
    path("documents/add/", views.add_documents, name="add-documents"),
    path("documents/<int:document_id>/", views.show_document, name="show-document"),
    path("documents/<int:document_id>/state/", views.refresh_document, name="refresh-document"),
    path("documents/<int:document_id>/edit/", views.edit_document, name="edit-document"),
    path("documents/<int:document_id>/read/", views.read_again, name="read-again"),
    path("documents/<int:document_id>/original/", views.download_original, name="download-original"),
    path("documents/<int:document_id>/file/", views.replace_file, name="replace-file"),
    path("documents/<int:document_id>/versions/<int:version_id>/", views.download_version, name="download-version"),
    path("documents/<int:document_id>/register/", registers.register_document, name="register-document"),
    path("documents/<int:document_id>/dossier/", dossiers.file_document, name="file-document"),
    path("dossiers/", dossiers.list_dossiers, name="list-dossiers"),
    path("dossiers/add/", dossiers.add_dossier, name="add-dossier"),
    path("dossiers/<int:dossier_id>/", dossiers.open_dossier, name="open-dossier"),
    path("dossiers/<int:dossier_id>/edit/", dossiers.edit_dossier, name="edit-dossier"),
    path("dossiers/<int:dossier_id>/close/", dossiers.close_dossier, name="close-dossier"),
    path("dossiers/<int:dossier_id>/reopen/", dossiers.reopen_dossier, name="reopen-dossier"),
    path("dossiers/papers/<int:paper_id>/take-out/", dossiers.take_out, name="take-out"),
    path("registers/", registers.list_registers, name="list-registers"),
    path("registers/add/", registers.add_register, name="add-register"),
    path("registers/handling/", registers.show_handling, name="show-handling"),
    path("registers/<int:register_id>/", registers.open_register, name="open-register"),
    path("registers/<int:register_id>/edit/", registers.edit_register, name="edit-register"),
    path("registers/<int:register_id>/export/", registers.export_register, name="export-register"),
    path("registers/<int:register_id>/volumes/", registers.open_volume, name="open-volume"),
    path("incoming/<int:incoming_id>/", registers.open_incoming, name="open-incoming"),
    path("incoming/<int:incoming_id>/correct/", registers.correct_incoming, name="correct-incoming"),
    path("incoming/<int:incoming_id>/distribute/", registers.distribute, name="distribute"),
    path("incoming/<int:incoming_id>/opinion/", registers.add_opinion, name="add-opinion"),
    path("incoming/<int:incoming_id>/settle/", registers.settle, name="settle"),
    path("incoming/<int:incoming_id>/reopen/", registers.reopen, name="reopen"),
    path("incoming/<int:incoming_id>/close/", registers.close_incoming, name="close-incoming"),
    path("incoming/shares/<int:distribution_id>/acknowledge/", registers.acknowledge, name="acknowledge"),
    path("incoming/shares/<int:distribution_id>/hand-back/", registers.hand_back, name="hand-back"),
    path("outgoing/<int:outgoing_id>/", registers.open_outgoing, name="open-outgoing"),
    path("outgoing/<int:outgoing_id>/correct/", registers.correct_outgoing, name="correct-outgoing"),
    path("outgoing/<int:outgoing_id>/close/", registers.close_outgoing, name="close-outgoing"),
]
