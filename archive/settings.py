"""The site's settings: one file, and what differs between machines from the environment.

ARCHIVE_DATA          folder for the embedded database, the catalog and static files (var/)
ARCHIVE_URL           the site's public address (http://127.0.0.1:8000)
DATABASE_URL          a PostgreSQL 15 or later, as its owner; without it the embedded one is used
DATABASE_READER_URL   the same database as the web process sees it (the owner's, as archive_reader)
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from archive import postgres

BASE_DIR = Path(__file__).resolve().parent.parent
ARCHIVE_DATA = Path(os.environ.get("ARCHIVE_DATA") or BASE_DIR / "var").absolute()
ARCHIVE_URL = (os.environ.get("ARCHIVE_URL") or "http://127.0.0.1:8000").rstrip("/")
ARCHIVE_READ_ONLY = "ARCHIVE_READ_ONLY" in os.environ
"""Set by `archive.wsgi`: the process may read the database, not write it."""
READER_ROLE = "archive_reader"

_public = urlsplit(ARCHIVE_URL)
if _public.scheme not in ("http", "https") or not _public.hostname:
    raise ImproperlyConfigured(
        f"ARCHIVE_URL is {ARCHIVE_URL!r}: set it to the site's address, "
        "such as https://archive.example.org"
    )
_https = _public.scheme == "https"

ALLOWED_HOSTS = [_public.hostname, "127.0.0.1", "localhost", "[::1]"]
DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # nothing is signed, so nothing is lost with it
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
            "context_processors": ["archive.context_processors.site"],
        },
    },
    {  # for the sitemaps that Django brings
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
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # nothing can be posted, so nothing can be forged
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None


def _embedded() -> dict[str, str]:
    return postgres.address(ARCHIVE_DATA, user=READER_ROLE if ARCHIVE_READ_ONLY else postgres.OWNER)


def _external(name: str, url: str) -> dict[str, Any]:
    try:
        parameters = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from error
    if ARCHIVE_READ_ONLY and not os.environ.get("DATABASE_READER_URL"):
        parameters["options"] = f"{parameters.get('options') or ''} -c role={READER_ROLE}".strip()
    return parameters


_LIBPQ = {
    "NAME": "dbname",
    "USER": "user",
    "PASSWORD": "password",
    "HOST": "host",
    "PORT": "port",
}


def _database() -> dict[str, Any]:
    """Django's form of the address; libpq's own parameters (several hosts, say) pass through."""
    url = os.environ.get("DATABASE_URL")
    reader_url = os.environ.get("DATABASE_READER_URL") if ARCHIVE_READ_ONLY else None
    if url:
        name = "DATABASE_READER_URL" if reader_url else "DATABASE_URL"
        parameters = _external(name, reader_url or url)
    else:
        parameters = dict[str, Any](_embedded())
    database = {ours: str(parameters.pop(theirs, "") or "") for ours, theirs in _LIBPQ.items()}
    options: dict[str, Any] = parameters
    if ARCHIVE_READ_ONLY:
        read_only = "-c default_transaction_read_only=on"
        options["options"] = f"{options.get('options', '')} {read_only}".strip()
        options["pool"] = {"min_size": 1, "max_size": 4}
    return {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options, **database}


DATABASES = {"default": _database()}
