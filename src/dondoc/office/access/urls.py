"""Addresses of this room. Names without a room in front are those allauth looks for."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as key
from django.urls import include, path, reverse_lazy

from dondoc.office.access import oidc, views
from dondoc.office.access.views import ours
from dondoc.office.directory.session_views import SignIn

INDEX = reverse_lazy("mfa_index")

rooms = (
    [
        path("account/sessions/", views.list_sessions, name="list-sessions"),
        path("account/sessions/end-others/", views.end_others, name="end-others"),
        path("account/sessions/<int:session_id>/end/", views.end_session, name="end-session"),
        path("people/<int:person_id>/access/", views.show_person, name="show-person"),
        path("people/<int:person_id>/access/sessions/end/", views.end_sessions_of, name="end-sessions-of"),
        path("people/<int:person_id>/access/sessions/<int:session_id>/end/", views.end_session_of, name="end-session-of"),
        path("people/<int:person_id>/access/steps/remove/", views.remove_steps_of, name="remove-steps-of"),
    ],
    "access",
)
urlpatterns = [
    path("", include(rooms)),
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/second-step/", ours(step.authenticate, public=True), name="mfa_authenticate"),
    path("sign-in/passkey/", ours(key.login_webauthn, public=True), name="mfa_login_webauthn"),
    path("sign-in/stopped/", oidc.stopped, name="socialaccount_login_cancelled"),
    path("sign-in/failed/", oidc.stopped, name="socialaccount_login_error"),
    path("sign-in/with/<str:provider_id>/", oidc.leave, name="openid_connect_login"),
    path("sign-in/with/<str:provider_id>/callback/", oidc.come_back, name="openid_connect_callback"),
    path("account/confirm/", ours(ReauthenticateView.as_view()), name="account_reauthenticate"),
    path("account/confirm/code/", ours(step.reauthenticate), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", ours(key.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/two-factor/", views.show_steps, name="mfa_index"),
    path("account/two-factor/app/add/", ours(app.activate_totp), name="mfa_activate_totp"),
    path("account/two-factor/app/remove/", ours(app.deactivate_totp, in_one=True), name="mfa_deactivate_totp"),
    path("account/two-factor/codes/", ours(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/two-factor/codes/new/", ours(codes.generate_recovery_codes, in_one=True), name="mfa_generate_recovery_codes"),
    path("account/two-factor/passkeys/add/", ours(key.add_webauthn, in_one=True), name="mfa_add_webauthn"),
    path(
        "account/two-factor/passkeys/<int:pk>/remove/",
        ours(key.RemoveWebAuthnView.as_view(success_url=INDEX), in_one=True),
        name="mfa_remove_webauthn",
    ),
]
