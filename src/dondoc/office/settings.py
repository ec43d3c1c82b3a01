"""Settings of the office. Everything that differs between places comes from the environment; see docs/office/settings.md."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dondoc.office import database, env
from dondoc.office.place import VARIABLE, default_data

HERE = Path(__file__).resolve().parent

DATA = env.folder(VARIABLE, default_data())
"""Database, files and the secret key: the one folder to back up."""

DEBUG = env.flag("DONDOC_DEBUG", False)
SECRET_KEY = env.secret("DONDOC_SECRET_KEY", DATA / "secret-key")
ALLOWED_HOSTS = env.words("DONDOC_ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
SAMPLE = env.flag("DONDOC_SAMPLE", False)
"""Whether the office holds the invented sample: the terminal's link then leads straight to work, not to setting a password."""
HTTPS = env.flag("DONDOC_HTTPS", False)
"""Whether people reach the office over https (a proxy in front): cookies are then sent over https only."""

# ── apps ──────────────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "dondoc.office.notices",
    "dondoc.office.lineage",
    "dondoc.office.work",
    "dondoc.office.registry",
    "dondoc.office.access",
    "dondoc.office.directory",
    "dondoc.office.audit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "dondoc.office.access.middleware.SealMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dondoc.office.directory.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dondoc.office.directory.middleware.IdleMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "dondoc.office.access.middleware.SecondStepMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "dondoc.office.urls"
WSGI_APPLICATION = "dondoc.office.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dondoc.office.web.frame",
                "dondoc.office.notices.context.bell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "dondoc.office.web.FormRenderer"

# ── data ──────────────────────────────────────────────────────────────────────────────────────────────
WEB_PROCESSES = env.number("DONDOC_WEB_PROCESSES", 1, least=1, most=64)
"""How many processes answer pages, each with a few threads."""
DATABASES = {"default": database.chosen(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FILES = DATA / "files"
"""Originals, by checksum: files/ab/cd/<sha256>."""
MAX_UPLOAD = env.number("DONDOC_MAX_UPLOAD_MB", 50, least=1, most=2000) * 1024 * 1024
"""Bytes a single file may have."""
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
READING_SECONDS = env.number("DONDOC_READING_SECONDS", 120, least=5, most=3600)
"""Longest time one document may be read before its worker is ended."""

# ── notices ───────────────────────────────────────────────────────────────────────────────────────────
MAIL = env.mail()
"""The mail server, or nothing: notices then stay in the office."""
PUBLIC_URL = env.address("DONDOC_PUBLIC_URL", "http://127.0.0.1:8000")
"""How people reach the office: what links in mails and calendars begin with, and what their identifiers end in."""
DIGEST_HOUR = env.number("DONDOC_DIGEST_HOUR", 7, least=0, most=23)
"""The hour of a working day from which the day's round is held."""

# ── people ────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = ["dondoc.office.directory.signin.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "directory:sign-in"
LOGIN_REDIRECT_URL = "directory:open-home"
LOGOUT_REDIRECT_URL = "directory:sign-in"

IDLE_SECONDS = env.number("DONDOC_IDLE_MINUTES", 30, least=2, most=24 * 60) * 60
"""A session without anything done for so long is ended; a warning comes 60 seconds before."""
SIGN_IN_LINK_MINUTES = env.number("DONDOC_SIGN_IN_LINK_MINUTES", 60, least=1, most=7 * 24 * 60)
# Signing in (django-allauth): nobody signs up; who types wrong too often waits, whether or not there is such a person.
ACCOUNT_ADAPTER = "dondoc.office.access.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reauthenticate": "dondoc.office.access.forms.PasswordForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_RATE_LIMITS = {"login_failed": "60/15m/ip,8/15m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("DONDOC_TRUSTED_PROXIES", 0, least=0, most=10)
"""How many proxies of our own stand in front: the address a sign-in comes from is what the outermost of them says it is."""
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "dondoc_cache"}}
"""In the database: all processes count wrong passwords together, and a restart forgets none."""

TWO_FACTOR_ROLES = env.words("DONDOC_TWO_FACTOR_ROLES", ())
"""Roles whose holders must have a second step."""
MFA_ADAPTER = "dondoc.office.access.adapters.StepAdapter"
MFA_FORMS = {
    "authenticate": "dondoc.office.access.forms.StepForm",
    "reauthenticate": "dondoc.office.access.forms.AgainForm",
    "activate_totp": "dondoc.office.access.forms.AddAppForm",
    "add_webauthn": "dondoc.office.access.forms.AddKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow http to this same machine only

OIDC = env.oidc()
"""The organisation's own sign-in, or nothing."""
OIDC_MATCH = env.one_of("DONDOC_OIDC_MATCH", env.text("DONDOC_OIDC_MATCH", "email"), ("email", "username"))
"""What a person is known by the first time they come from there: the address the provider has proven, or the user name."""
SOCIALACCOUNT_ADAPTER = "dondoc.office.access.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form's way would end at the content policy's form-action
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC] if OIDC else []}}

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-dondoc" if HTTPS else "dondoc"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-dondoc-csrf" if HTTPS else "dondoc-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts take the mark from the page
CSRF_FAILURE_VIEW = "dondoc.office.web.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.words("DONDOC_TRUSTED_ORIGINS", ())
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing inline, nothing from elsewhere. `data:` is for the small drawings inside Bootstrap's style sheet.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# ── language and time ─────────────────────────────────────────────────────────────────────────────────
# The source strings are Vietnamese; English is a complete translation (a test checks it).
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["dondoc.office.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# ── static files: served by the office itself, found where they lie, no build step ───────────────────
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dondoc.office.web.VersionedStatic"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 24 * 60 * 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without-secrets": {"()": "dondoc.office.notices.logs.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without-secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "dondoc": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
