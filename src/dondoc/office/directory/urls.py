from django.urls import path

from dondoc.office.directory import delegation_views, session_views, views

app_name = "directory"
urlpatterns = [
    path("", session_views.open_home, name="open-home"),
    path("sign-in/", session_views.SignIn.as_view(), name="sign-in"),
    path("sign-in/<str:token>/", session_views.use_sign_in_link, name="use-link"),
    path("sign-out/", session_views.sign_out, name="sign-out"),
    path("session/", session_views.keep_session, name="keep-session"),
    path("language/", session_views.set_language, name="set-language"),
    path("account/", session_views.show_account, name="show-account"),
    path("delegations/", delegation_views.list_delegations, name="list-delegations"),
    path("delegations/<int:delegation_id>/end/", delegation_views.end_delegation, name="end-delegation"),
    path("units/", views.list_units, name="list-units"),
    path("units/add/", views.add_unit, name="add-unit"),
    path("units/<int:unit_id>/", views.show_unit, name="show-unit"),
    path("units/<int:unit_id>/edit/", views.edit_unit, name="edit-unit"),
    path("units/<int:unit_id>/end/", views.end_unit, name="end-unit"),
    path("people/", views.list_people, name="list-people"),
    path("people/add/", views.add_person, name="add-person"),
    path("people/<int:person_id>/", views.show_person, name="show-person"),
    path("people/<int:person_id>/edit/", views.edit_person, name="edit-person"),
    path("people/<int:person_id>/roles/", views.give_role, name="give-role"),
    path("people/<int:person_id>/link/", views.make_sign_in_link, name="make-link"),
    path("roles/<int:membership_id>/end/", views.end_role, name="end-role"),
]
