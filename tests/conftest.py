"""Fixtures that every test can ask for: a real PostgreSQL, a catalog of its own, the samples."""

import os
import signal
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from django.template.backends import jinja2
from django.test.signals import template_rendered
from hypothesis import HealthCheck, settings

from archive import postgres
from articles.core.progress import Progress
from articles.editions import operations
from articles.editions.load import LoadRequest
from tests.support.records import write_records

# How fast a machine is, and what else runs on it, is no property of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("untimed"), max_examples=20)
settings.load_profile("untimed")

# A shell that starts the tests in the background lets them, and all that they start, ignore SIGINT.
signal.signal(signal.SIGINT, signal.default_int_handler)

SAMPLES = site_settings.BASE_DIR / "fixtures" / "samples"


quietly = Progress(lambda text: None)
"""What a load says while it works is not heard in tests."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    external = os.environ.get("DATABASE_URL")
    with nullcontext() if external else postgres.run_server(site_settings.ARCHIVE_DATA):
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files(tmp_path_factory):
    site_settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _data_folder(settings, tmp_path_factory):
    """Nothing that a test writes is the checkout's own."""
    settings.ARCHIVE_DATA = tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def _rendered(monkeypatch):
    """Django's test client learns what a template was given: this backend doesn't tell it."""
    render = jinja2.Template.render

    def told(template, context=None, request=None):
        template_rendered.send(template, template=template, context=context or {})
        return render(template, context, request)

    monkeypatch.setattr(jinja2.Template, "render", told)


@pytest.fixture
def load(db, tmp_path):
    """Load records (dicts of the exchange format), or files and folders, as one edition."""

    def loaded(*given, **options):
        if given and isinstance(given[0], dict):
            given = [write_records(tmp_path / "records.jsonl", *given)]
        return operations.load(LoadRequest([Path(path) for path in given], **options), quietly)

    return loaded


@pytest.fixture
def samples(load):
    """The sample collection, loaded."""
    return load(SAMPLES, fiction=True)


@pytest.fixture
def export(tmp_path):
    """Export to a file of that name; the file."""

    def exported(name):
        call_command("export", tmp_path / name, verbosity=0, stdout=None)
        return tmp_path / name

    return exported


@pytest.fixture
def emptied(db):
    """Empty every table."""

    def empty():
        connection.check_constraints()
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            own = [table for table in tables if table.startswith("articles_")]
            cursor.execute(f"TRUNCATE {', '.join(own)}")

    return empty
