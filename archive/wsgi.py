"""The WSGI application. Its process reads the database in a role that can do nothing else.

URLs, views and templates are loaded at once, so that the first reader does not wait for them.
"""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ["ARCHIVE_READ_ONLY"] = "1"

application = get_wsgi_application()

if not settings.ARCHIVE_READ_ONLY:
    raise ImproperlyConfigured("archive.wsgi must be imported before anything reads the settings")

from archive.jinja2 import compile_templates  # noqa: E402 - imports models, which need the setup

resolve("/")
compile_templates()
