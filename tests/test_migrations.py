"""What a migration may rest on: an archive of any age runs it, whatever the code has become."""

import ast

import pytest
from django.conf import settings

MIGRATIONS = sorted((settings.BASE_DIR / "articles" / "migrations").glob("0*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_there_are_migrations():
    assert MIGRATIONS


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_the_archive_but_its_field_classes(path):
    of_the_archive = ("articles", "archive", ".")
    own = {name for name in imported(path) if name.startswith(of_the_archive)}
    assert own <= {"articles.models.fields"}
