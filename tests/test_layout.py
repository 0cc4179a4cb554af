"""Where things may lie in the checkout."""

import subprocess
import sys

import pytest
from django.conf import settings

TOP_LEVEL = {
    *("archive", "articles", "fixtures", "static", "templates", "tests"),
    *("LICENSE", "README.md", "manage.py", "pyproject.toml"),
}


def test_nothing_lies_at_the_root_but_the_top_level_and_dotfiles():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    top = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


@pytest.mark.parametrize(
    "package",
    ["articles.core", "articles.names", "articles.quoting", "articles.linking.worker_tasks"],
)
def test_what_needs_no_django_loads_none_of_it(package):
    program = (
        "import importlib, pkgutil, sys\n"
        f"package = importlib.import_module({package!r})\n"
        "for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(*(name for name in sys.modules if name.partition('.')[0] == 'django'))\n"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == []
