"""Values are counted exactly, however many there are."""

from collections import Counter

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from articles.catalog.index import facet_counts
from articles.catalog.index.facet_counts import commonest, counted, marked, tallied
from articles.catalog.index.schema import BETWEEN_FACETS, BETWEEN_VALUES

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
    monkeypatch.setattr(facet_counts, "MOST", 4)


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


def test_the_values_of_each_facet_are_told_from_combinations_of_them():
    places = {
        f"duluth{BETWEEN_FACETS}Minnesota": 3,
        f"saint-paul{BETWEEN_FACETS}Minnesota": 2,
        BETWEEN_FACETS: 4,
        "": 1,
    }
    assert tallied(places, 0) == {"duluth": 3, "saint-paul": 2, "": 4}
    assert tallied(places, 1) == {"Minnesota": 5, "": 4}
    agencies = {f"divers{BETWEEN_VALUES}harbor": 2, "harbor": 5}
    assert tallied(agencies, 0) == {"divers": 2, "harbor": 7}


def test_values_that_stand_alone_are_counted_as_they_are():
    authors = {"a-reed": 3, "": 2}
    assert tallied(authors, 0) == authors
    assert tallied(authors, 0) is not authors


@given(st.dictionaries(st.text("abc", max_size=3), st.integers(1, 4)), st.integers(0, 9))
def test_the_commonest_values_come_first_and_of_the_same_number_by_name(tally, most):
    ordered = sorted(tally, key=lambda value: (-tally[value], value))
    assert commonest(tally, most) == ordered[:most]
    assert commonest(tally) == ordered
