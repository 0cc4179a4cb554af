"""Lists: nothing counted wrong, nothing shown twice."""

import re
from collections import Counter

import pytest

from articles.models import Agency, Article, Author, City, Outlet, PressRelease
from articles.pages.links import address_of
from tests.conftest import SAMPLES
from tests.support.module_archive import archive_of

pytestmark = pytest.mark.django_db

MODELS = {"agencies": Agency, "cities": City, "authors": Author, "outlets": Outlet}


archive, _data_folder = archive_of(SAMPLES, fiction=True)


def page_of(client, **parameters):
    return client.get("/search/", parameters).context["listing"].page


@pytest.mark.parametrize("asked", [{}, {"sort": "oldest"}, {"q": "the"}, {"kind": "article"}])
def test_leafing_through_a_list_shows_every_record_once(client, asked):
    keys, number = [], 1
    while number:
        page = page_of(client, **asked, page=number)
        keys += [(hit.card.kind, hit.card.key) for hit in page.hits]
        number = page.next_number
    assert len(keys) == len(set(keys)) == page.total > 40


def dated(row, first, last):
    return row.date and first <= str(row.date.first_day) and str(row.date.last_day) <= last


def test_totals_are_those_of_a_plain_count(client):
    rows = [*Article.objects.all(), *PressRelease.objects.live()]
    assert page_of(client).total == len(rows)
    assert page_of(client, kind="article").total == Article.objects.count()
    for first, last in (("2014-01-01", "2017-12-31"), ("2017-07-28", "2017-08-03")):
        total = page_of(client, **{"from": first, "to": last}).total
        assert total == len([row for row in rows if dated(row, first, last)]) > 0
    for word in ("harbor", "bureau", "ledger"):
        found = re.compile(rf"\b{word}s?\b", re.IGNORECASE)
        held = [row for row in rows if found.search(row.title) or found.search(row.text)]
        assert page_of(client, q=word).total == len(held) > 0


def within(agencies):
    return {above for agency in agencies for above in agency.lineage()}


def names(row):
    """What a record is listed under, of every kind, asked of the database."""
    if isinstance(row, PressRelease):
        return {*within([row.agency, *row.components.all()]), row.city}
    sources = PressRelease.objects.live().filter(quotations__article=row)
    places = {source.city for source in sources}
    return {*row.authors.all(), row.outlet, *within(one.agency for one in sources), *places}


def test_the_counts_of_every_facet_are_those_of_a_plain_count(client):
    counts = Counter()
    for row in (*Article.objects.all(), *PressRelease.objects.live()):
        counts.update(names(row))
    for plural, model in MODELS.items():
        listed = client.get(f"/{plural}/").context["directory_entries"]
        expected = [(one, counts[one]) for one in model.objects.all()]
        assert sorted((one.authority.slug, one.count) for one in listed) == sorted(
            (one.slug, count) for one, count in expected
        )
        for one, count in expected[:4]:
            assert client.get(address_of(one)).context["listing"].page.total == count
