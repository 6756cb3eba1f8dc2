"""Django settings, derived from `Config`. Values only."""

from __future__ import annotations

from pathlib import Path

from . import logs
from .config import read
from .database import django_database
from .keys import KeyTrouble

SAKSAMA = read()
BASE_DIR = Path(__file__).resolve().parent.parent
IS_HTTPS = SAKSAMA.base_url.startswith("https://")

try:
    SECRET_KEY = SAKSAMA.key("secret_key").hex()
except KeyTrouble:
    SECRET_KEY = ""   # Django refuses to sign or serve anything with an empty key; `saksama init` draws it
DEBUG = False   # never: an error page with local variables would show what reporters wrote
ALLOWED_HOSTS = list(SAKSAMA.hosts)
LOGGING = logs.LOGGING
logs.configure()
ROOT_URLCONF = "saksama.config.urls"
WSGI_APPLICATION = "saksama.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "store", "ledger", "jobs", "vault", "places", "institutions", "accounts", "law", "registry", "evidence",
    "intake", "cases", "followup", "notices", "prevention", "insight", "opendata",
    "web.frame", "web.casework", "web.public", "web.desk", "web.agency", "web.accused", "ops",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    *[f"saksama.{room}" for room in ROOMS],
    "django.forms",
]
MIDDLEWARE = [
    "saksama.web.frame.drill.DrillGate",     # absent outside a drill; before the public side forgets its cookies
    "saksama.web.frame.compression.CompressPublicPages",
    "saksama.web.frame.middleware.HeadersMiddleware",
    "saksama.web.frame.compression.StaticFiles",
    "saksama.config.requests.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "saksama.accounts.middleware.ActorMiddleware",
    "saksama.web.frame.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "saksama.web.frame.middleware.ErrorsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "saksama.web.frame.context.frame",
        ]},
    }
]
DATABASES = {"default": django_database(SAKSAMA)}
TASKS = {"default": {"BACKEND": "saksama.jobs.backend.DatabaseBackend", "QUEUES": []}}
# Mail without content (notices): off unless a server is named. A server that does not answer costs a job ten seconds.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = SAKSAMA.mail_host, SAKSAMA.mail_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SAKSAMA.mail_user, SAKSAMA.mail_password
EMAIL_USE_TLS, EMAIL_USE_SSL = SAKSAMA.mail_security == "starttls", SAKSAMA.mail_security == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SAKSAMA.mail_from
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]   # English only: the sources are Indonesian
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
STATIC_URL = "/static/"
FORM_RENDERER = "saksama.web.frame.forms.Renderer"
CSRF_FAILURE_VIEW = "saksama.web.desk.account.signin.csrf_failure"

# Accounts: signing in is allauth's (decision 14), configured in accounts/adapter.py
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["saksama.accounts.hashers.Argon2"]
ARGON2_MEMORY_KIB = 65_536   # the costs of verifier and key alike; 64 MiB and t=3 are about 0.2 CPU-seconds
ARGON2_TIME_COST = 3
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "saksama.accounts.passwords.NotGuessable"},
]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "saksama.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "saksama.accounts.forms.LoginForm"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_RATE_LIMITS = False     # its limits by address would lock everybody: no address is known. Ours belong to the account
MFA_ADAPTER = "saksama.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "saksama.accounts.forms.SecondFactorForm"}
MFA_RATE_LIMITS = False
MFA_REAUTHENTICATION_REQUIRED = False   # none of its pages is reachable; ours ask by accounts.keep.fresh_factor_required
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1          # half a minute either way: telephones are not always on time
LOGIN_URL = "account_login"
SIGNED_IN_PATHS = ("/petugas/", "/instansi/", "/masuk/", "/akun/", "/kelola/")

# Uploads stay in memory until the public door's sealing handler takes them: Django's second default handler would
# write what a reporter sends to a plaintext temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Two cookies, the session's and the opened key's (accounts/middleware.py), on the desk and agency side only. The `__Host-`
# prefix needs https, which the demonstration lacks.
SESSION_ENGINE = "saksama.accounts.sessions"
SESSION_COOKIE_NAME = ("__Host-saksama" if IS_HTTPS else "saksama") + ("-latihan" if SAKSAMA.drill else "")
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True
CSRF_TRUSTED_ORIGINS = [url.rstrip("/") for url in (SAKSAMA.base_url, SAKSAMA.onion_url) if url]
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Static files are served from the packages themselves: no build step, no second copy. An hour is longer than a report takes.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "saksama.web.frame.compression.VersionedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600
