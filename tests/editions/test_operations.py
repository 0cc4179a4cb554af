"""What operations leave behind when they follow each other or were cut short."""

import pytest
from django.core.management import call_command

from articles.catalog.index.catalog import is_up_to_date
from articles.models import Duplicate, Edition, PressRelease
from tests.support.records import article, release

pytestmark = pytest.mark.django_db


def test_a_load_without_changes_builds_the_catalog_that_a_killed_one_left_undone(load, settings):
    load(release())
    (settings.ARCHIVE_DATA / "catalog" / "current").unlink()
    load(release())
    assert is_up_to_date(Edition.objects.current())


def test_a_release_known_by_quotation_that_gets_another_key_leaves_no_duplicate_behind(load):
    passage = "The office counted 214 boats along the whole shore in the first week of March."
    named = {"agency": "Port Office", "released": "2016-03", "title": "Boats counted"}
    load(
        release(key="copy-1", text=f"{passage}", agency="Harbor Office"),
        article(text=f"It began long ago.\n\n> {passage}\n\nSo it went.", quotes=[named]),
    )
    assert PressRelease.objects.filter(known_by_quotation=True).count() <= 1
    call_command("merge", "agency", "Harbor Office", "Port Office")
    call_command("link", "--all")
    keys = set(PressRelease.objects.values_list("key", flat=True))
    pairs = Duplicate.objects.filter(kind="release").values_list("key", "other")
    assert {key for pair in pairs for key in pair} <= keys
    call_command("verify")
