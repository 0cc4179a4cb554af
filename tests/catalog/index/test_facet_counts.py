"""Values are counted exactly, however many there are."""

from collections import Counter

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from articles.catalog.index import facet_counts
from articles.catalog.index.facet_counts import (
    add_hash_prefix,
    count_values,
    most_common_values,
    split_counts,
)
from articles.catalog.index.schema import FACET_SEPARATOR, VALUE_SEPARATOR

MANY = 70_000
"""More values than Tantivy counts at a time."""
ALL_DOCUMENTS = tantivy.Query.all_query()


def make_searcher(*records):
    """Search an index in memory with a document for each record (a dict), in two segments."""
    builder = tantivy.SchemaBuilder()
    for name in ("name", "place"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    index = tantivy.Index(builder.build())
    writer = index.writer(32_000_000, 1)
    for number, record in enumerate(records):
        if number == len(records) // 2:
            writer.commit()
        fields = {name: add_hash_prefix(value) for name, value in record.items()}
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    index.reload()
    return index.searcher()


def count_names(names):
    searcher = make_searcher(*({"name": name} for name in names))
    return count_values(searcher, ALL_DOCUMENTS, ["name"])


def test_of_more_values_than_are_counted_at_a_time_none_is_left_out():
    names = [f"name {number % MANY}" for number in range(MANY + 5)]
    searcher = make_searcher(*({"name": name, "place": "x"} for name in names))
    counts = count_values(searcher, ALL_DOCUMENTS, ["name", "place"])
    assert counts == {"name": Counter(names), "place": {"x": len(names)}}


@pytest.fixture
def few_buckets(monkeypatch):
    monkeypatch.setattr(facet_counts, "MAX_BUCKETS", 4)


@pytest.mark.usefixtures("few_buckets")
@pytest.mark.parametrize("size", [1, 3, 4, 5, 17, 200])
def test_values_counted_in_parts_add_up_to_all_values(size):
    names = [f"{number % size}" for number in range(2 * size + 1)]
    assert count_names(names) == {"name": Counter(names)}


def test_every_value_comes_back_unchanged():
    names = ["", "a.*", "a\nb", "São José", "\x1e\x1f", "0" * 300, "a.*"]
    assert count_names(names) == {"name": Counter(names)}


def test_without_fields_nothing_is_counted():
    assert count_values(make_searcher({"name": "x"}), ALL_DOCUMENTS, []) == {}


def test_combined_values_are_split_into_those_of_each_facet():
    places = {
        f"duluth{FACET_SEPARATOR}Minnesota": 3,
        f"saint-paul{FACET_SEPARATOR}Minnesota": 2,
        FACET_SEPARATOR: 4,
        "": 1,
    }
    assert split_counts(places, 0) == {"duluth": 3, "saint-paul": 2, "": 4}
    assert split_counts(places, 1) == {"Minnesota": 5, "": 4}
    agencies = {f"divers{VALUE_SEPARATOR}harbor": 2, "harbor": 5}
    assert split_counts(agencies, 0) == {"divers": 2, "harbor": 7}


def test_counts_of_single_values_are_copied():
    authors = {"a-reed": 3, "": 2}
    assert split_counts(authors, 0) == authors
    assert split_counts(authors, 0) is not authors


@given(st.dictionaries(st.text("abc", max_size=3), st.integers(1, 4)), st.integers(0, 9))
def test_the_most_common_values_come_first_and_equals_by_name(counts, limit):
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    assert most_common_values(counts, limit) == ordered[:limit]
    assert most_common_values(counts) == ordered
