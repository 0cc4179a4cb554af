"""What a migration may rest on: an archive of any age runs it, whatever the code has become."""

import ast

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.models import Article, EarlierVersion, Edition, PressRelease
from tests.support.records import article, release

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


def text_numbers():
    models = (PressRelease, EarlierVersion, Article)
    rows = [row for model in models for row in model.objects.values_list("key", "text_number")]
    return rows, Edition.objects.get(number=2).last_text_number


def test_renaming_the_text_numbers_keeps_them(load):
    load(release(), article())
    load(release(text="A quite different text of three boats."))
    numbers = text_numbers()
    connection.check_constraints()
    call_command("migrate", "articles", "0001", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT posting FROM articles_article")
        assert cursor.fetchall() == [numbers[0][-1][1:]]
    call_command("migrate", "articles", verbosity=0)
    assert text_numbers() == numbers
