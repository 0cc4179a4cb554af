"""Where things may lie in the checkout."""

import subprocess

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
