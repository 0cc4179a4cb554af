"""Similar names of cities, outlets and authors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.names.similar import MAX_SIMILAR_NAMES, find_similar_pairs


def are_similar(kind, name, candidate):
    pairs = list(find_similar_pairs(kind, [name], [name, candidate]))
    assert pairs == [
        pair[::-1] for pair in find_similar_pairs(kind, [candidate], [name, candidate])
    ]
    return bool(pairs)


@pytest.mark.parametrize(
    ("kind", "name", "candidate"),
    [
        ("author", "M. Olund", "Mara Olund"),
        ("author", "M. J. Olund", "Mara Jo Olund"),
        ("author", "Mara J. Olund", "Mara Olund"),
        ("author", "Mara Ollund", "Mara Olund"),
        ("author", "Olund, Mara", "Mara Olund"),
        ("author", "Mara De Lune", "Mara DeLune"),
        ("author", "Mára O’Lund Jr.", "Mara OLund, Jr."),
        ("outlet", "The Lantern", "Lantern"),
        ("outlet", "Lantern.com", "The Lantern"),
        ("outlet", "Harbor Herald", "Harbor Herold"),
        ("outlet", "Harbor Light", "HarborLight"),
        ("city", "Minneaplis, MN", "Minneapolis, Minn."),
        ("city", "Port Elm", "Port Elm, MN"),
        ("city", "Ft. Elm, MN", "Fort Elm, MN"),
    ],
)
def test_spellings_of_the_same_name_are_similar(kind, name, candidate):
    assert are_similar(kind, name, candidate)


@pytest.mark.parametrize(
    ("kind", "name", "candidate"),
    [
        ("author", "Mara Olund", "Nils Olund"),
        ("author", "Mara Olund", "Mara Hadderby"),
        ("author", "N. Olund", "Mara Olund"),
        ("author", "J. Olund", "Mara J. Olund"),
        ("author", "Mara A. Olund", "Mara B. Olund"),
        ("author", "Mara Olund", "Mara Olund Jr."),
        ("author", "Erik Olund", "Erika Olund"),
        ("author", "Olund", "Mara Olund"),
        ("outlet", "Channel 11211", "Channel 11212"),
        ("outlet", "Harbor News", "Harbor Post"),
        ("outlet", "Northern Light", "Southern Light"),
        ("city", "Springfield, IL", "Springfield, MA"),
        ("city", "Elm Park, MN", "Park Elm, MN"),
        ("city", "Charleston, IL", "Charlestown, IN"),
        ("city", "Chico, CA", "Chino, CA"),
        ("city", "Charleston, WV", "Charles Town, WV"),
        ("city", "Port Elm, MN", "Port Elk, MN"),
    ],
)
def test_names_of_siblings_and_neighbors_are_not_similar(kind, name, candidate):
    assert not are_similar(kind, name, candidate)


@pytest.mark.parametrize("name", ["Mara Olund", "", "—", "李"])
@pytest.mark.parametrize("kind", ["author", "outlet", "city"])
def test_a_name_is_not_similar_to_itself(kind, name):
    assert not list(find_similar_pairs(kind, [name], [name, name]))


def test_a_pair_of_new_names_comes_once():
    names = ["Mara Olund", "M. Olund"]
    assert list(find_similar_pairs("author", names, names)) == [("Mara Olund", "M. Olund")]


def test_an_initial_that_fits_many_names_is_left_out():
    full_names = [f"M{letter}ra Olund" for letter in "aeiou"]
    assert list(find_similar_pairs("author", ["M. Olund"], full_names[:MAX_SIMILAR_NAMES])) != []
    assert list(find_similar_pairs("author", ["M. Olund"], full_names)) == []


@given(st.sampled_from(["author", "outlet", "city"]), st.lists(st.text(max_size=20)))
def test_any_text_can_be_a_name(kind, names):
    for name, candidate in find_similar_pairs(kind, names, names):
        assert name in names
        assert candidate in names
        assert name != candidate
