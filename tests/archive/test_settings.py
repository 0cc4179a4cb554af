"""Settings with odd values are rejected in one line that names the variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD, BAD = "postgresql://harbor.example/archive", "postgresql://[harbor"


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"DATABASE_URL": BAD}, "DATABASE_URL cannot be read ("),
        (
            {"DATABASE_URL": GOOD, "DATABASE_READER_URL": BAD},
            "DATABASE_READER_URL cannot be read (",
        ),
        ({"DATABASE_URL": "", "DATABASE_READER_URL": GOOD}, "but DATABASE_URL is not: set both"),
        ({"ARCHIVE_URL": "harbor.example"}, "ARCHIVE_URL is 'harbor.example': set it to"),
        ({"ARCHIVE_URL": "http://harbor.example:x/"}, "ARCHIVE_URL is 'http://harbor.example:x'"),
        ({"ARCHIVE_DATA": __file__}, "test_settings.py', which is a file: set it to a folder"),
    ],
)
def test_an_odd_value_is_rejected_with_the_name_of_the_variable(variables, message):
    process = subprocess.run(
        [sys.executable, "-c", "import archive.settings"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"ARCHIVE_READ_ONLY": "1"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    line = process.stderr.splitlines()[-1]
    assert line.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert message in line
