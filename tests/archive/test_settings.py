"""Settings that cannot be: refused in one line that names the variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD, BAD = "postgresql://harbor.example/archive", "postgresql://[harbor"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"DATABASE_URL": BAD}, "DATABASE_URL"),
        ({"DATABASE_URL": GOOD, "DATABASE_READER_URL": BAD}, "DATABASE_READER_URL"),
    ],
)
def test_an_address_of_the_database_that_cannot_be_read_is_named(given, named):
    done = subprocess.run(
        [sys.executable, "-c", "import archive.settings"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"ARCHIVE_READ_ONLY": "1"} | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {named} cannot be read: " in done.stderr
