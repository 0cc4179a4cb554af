"""Feeds of an archive that grows."""

import json

import pytest

from articles.models import Edition
from tests.support.records import release

pytestmark = pytest.mark.django_db


def items(client):
    return json.loads(client.get("/search.json").content)["items"]


def test_a_feed_has_fifty_records_at_most(load, client):
    load(*(release(key=f"ho-{one}", released=f"2019-01-{one % 28 + 1:02}") for one in range(60)))
    assert len({item["id"] for item in items(client)}) == len(items(client)) == 50


def test_a_record_that_changed_is_said_to_have(load, client):
    load(release(), release(key="harbor-2", title="Ropes"))
    load(release(text="Another text."))
    first, second = (one.created.isoformat() for one in Edition.objects.order_by("number"))
    changed = {item["title"]: item["date_modified"] for item in items(client)}
    assert changed == {"Harbor office seizes three boats": second, "Ropes": first}


def test_the_feed_of_an_empty_archive_is_not_there(client):
    assert client.get("/search.atom").status_code == 404
