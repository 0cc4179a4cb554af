"""What a migration may rest on: an archive of any age runs it, whatever the code has become."""

import ast

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.models import Article, EarlierVersion, Edition, FormerAddress, PressRelease, Quotation
from tests.support.addresses import quotation_address
from tests.support.records import QUOTATION, article, release

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


def test_the_numbers_of_quotations_lead_to_their_addresses(load, client):
    passage = article()["text"].split("\n\n")[1]
    load(release(), article(text=f"{passage}\n\nOnce more:\n\n{passage}"))
    quotations = Quotation.objects.values_list("number", "slug")
    slugs = list(quotations)
    connection.check_constraints()
    call_command("migrate", "articles", "0002", verbosity=0)
    call_command("migrate", "articles", verbosity=0)
    assert list(quotations) == slugs
    assert quotation_address() == QUOTATION
    assert not FormerAddress.objects.exclude(ended_in=None, first_edition=None).exists()
    for number in (1, 2):
        response = client.get(f"/articles/lantern-1/quotations/{number}/")
        assert (response.status_code, response["Location"]) == (
            302,
            quotation_address(number=number),
        )
    assert client.get("/articles/lantern-1/quotations/3/").status_code == 404
    load(article(text="Nobody asked."))
    response = client.get("/articles/lantern-1/quotations/1/")
    assert response.status_code == 410
    assert "This quotation was in the archive until" in response.text
