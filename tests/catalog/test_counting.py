"""Values are counted exactly, however many there are."""

from collections import Counter

import pytest
import tantivy

from articles.catalog import counting
from articles.catalog.counting import counted, marked

MANY = 70_000
"""More than Tantivy counts at a time."""


def searcher(*records):
    """Of an index in memory in which each record (a dict) is a document; two segments."""
    builder = tantivy.SchemaBuilder()
    for name in ("name", "place"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    index = tantivy.Index(builder.build())
    writer = index.writer(32_000_000, 1)
    for at, record in enumerate(records):
        if at == len(records) // 2:
            writer.commit()
        fields = {name: marked(value) for name, value in record.items()}
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    index.reload()
    return index.searcher()


EVERYTHING = tantivy.Query.all_query()


def test_of_more_values_than_are_counted_at_a_time_none_is_left_out():
    names = [f"name {number % MANY}" for number in range(MANY + 5)]
    all_of_one_place = searcher(*({"name": name, "place": "x"} for name in names))
    found = counted(all_of_one_place, EVERYTHING, ["name", "place"])
    assert found == {"name": Counter(names), "place": {"x": len(names)}}


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 4)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("size", [1, 3, 4, 5, 17, 200])
def test_values_counted_in_parts_are_those_of_the_whole(size):
    names = [f"{number % size}" for number in range(2 * size + 1)]
    found = counted(searcher(*({"name": name} for name in names)), EVERYTHING, ["name"])
    assert found == {"name": Counter(names)}


def test_whatever_a_value_is_made_of_it_comes_back_as_it_was():
    names = ["", "a.*", "a\nb", "São José", "\x1e\x1f", "0" * 300, "a.*"]
    found = counted(searcher(*({"name": name} for name in names)), EVERYTHING, ["name"])
    assert found == {"name": Counter(names)}


def test_nothing_is_counted_where_nothing_is_asked():
    assert counted(searcher({"name": "x"}), EVERYTHING, []) == {}
