"""Django settings, derived from `Config`. Values only."""

from __future__ import annotations

from pathlib import Path

from .config import read

SAKSAMA = read()
BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = "only-for-the-skeleton"  # noqa: S105  replaced by a key file
DEBUG = SAKSAMA.debug
ALLOWED_HOSTS = list(SAKSAMA.allowed_hosts)
ROOT_URLCONF = "saksama.config.urls"
WSGI_APPLICATION = "saksama.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "store", "ledger", "jobs", "vault", "places", "institutions", "accounts", "law", "registry", "evidence",
    "intake", "cases", "followup", "prevention", "insight", "opendata",
    "web.frame", "web.public", "web.desk", "web.agency", "web.accused", "ops",
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
    *[f"saksama.{room}" for room in ROOMS],
    "django.forms",
]
MIDDLEWARE = [
    "saksama.web.frame.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
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
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(SAKSAMA.data / "saksama.sqlite3")}}
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
STATIC_URL = "/static/"
FORM_RENDERER = "saksama.web.frame.forms.Renderer"
CSRF_FAILURE_VIEW = "saksama.web.frame.middleware.csrf_failure"
