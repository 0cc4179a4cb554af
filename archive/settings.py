"""Settings of the site. What differs between machines comes from the environment.

ARCHIVE_DATA          folder for the embedded database, the catalog and static files (var/)
ARCHIVE_URL           the site's public address (http://127.0.0.1:8000)
DATABASE_URL          your own PostgreSQL 15 or later, as its owner (the embedded PostgreSQL)
DATABASE_READER_URL   the same database for the web process (DATABASE_URL as archive_reader)

README.md in this folder explains them.
"""

import secrets
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from archive import postgres
from archive.environment import has_env, read_conninfo, read_folder, read_site_url

BASE_DIR = Path(__file__).resolve().parent.parent
READER_ROLE = "archive_reader"
ARCHIVE_DATA = read_folder("ARCHIVE_DATA", default=BASE_DIR / "var")
_site_url = read_site_url("ARCHIVE_URL", default="http://127.0.0.1:8000")
ARCHIVE_URL = _site_url.geturl()
ARCHIVE_READ_ONLY = has_env("ARCHIVE_READ_ONLY")
"""Set by `archive.wsgi`: the process can read the database, but not write to it."""
_is_https = _site_url.scheme == "https"

ALLOWED_HOSTS = [_site_url.hostname, "127.0.0.1", "localhost", "[::1]"]
DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # nothing is signed
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
APPEND_SLASH = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en-us"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "articles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.middleware.ReadOnlyMiddleware",
    "archive.middleware.EditionMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "archive.jinja2.environment",
            "context_processors": ["archive.context_processors.site_context"],
        },
    },
    {  # for Django's sitemap templates
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {"django": {"handlers": ["stderr"], "propagate": True}},
}

STATIC_URL = "static/"
STATIC_ROOT = ARCHIVE_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # no forms are posted
SECURE_SSL_REDIRECT = _is_https
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _is_https
SECURE_HSTS_PRELOAD = _is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None


_DJANGO_NAMES = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}
"""Django's names for libpq's parameters; others, such as several hosts, are options."""


def _connection_parameters() -> dict[str, Any]:
    """Return libpq's parameters for this process: the reader's in the web process."""
    owner = read_conninfo("DATABASE_URL")
    reader = read_conninfo("DATABASE_READER_URL")
    if reader and not owner:
        raise ImproperlyConfigured(
            "DATABASE_READER_URL is set, but DATABASE_URL is not: set both or neither"
        )
    if not owner:
        user = READER_ROLE if ARCHIVE_READ_ONLY else postgres.OWNER_ROLE
        return dict(postgres.connection_parameters(ARCHIVE_DATA, user))
    if not ARCHIVE_READ_ONLY:
        return owner
    return reader or _with_option(owner, f"-c role={READER_ROLE}")


def _with_option(parameters: dict[str, Any], option: str) -> dict[str, Any]:
    return parameters | {"options": f"{parameters.get('options') or ''} {option}".strip()}


def _database_settings() -> dict[str, Any]:
    parameters = _connection_parameters()
    if ARCHIVE_READ_ONLY:
        parameters = _with_option(parameters, "-c default_transaction_read_only=on")
        parameters["pool"] = {"min_size": 1, "max_size": 4}
    database = {
        django_name: str(parameters.pop(name, "") or "")
        for name, django_name in _DJANGO_NAMES.items()
    }
    return {"ENGINE": "django.db.backends.postgresql", "OPTIONS": parameters, **database}


DATABASES = {"default": _database_settings()}
