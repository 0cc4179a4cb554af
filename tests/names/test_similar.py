"""Names of cities, outlets and authors that may mean the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.names.similar import MANY, near_pairs


def are_near(kind, name, other):
    found = list(near_pairs(kind, [name], [name, other]))
    assert found == [pair[::-1] for pair in near_pairs(kind, [other], [name, other])]
    return bool(found)


@pytest.mark.parametrize(
    ("kind", "name", "other"),
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
def test_names_of_one_that_are_written_otherwise_are_near(kind, name, other):
    assert are_near(kind, name, other)


@pytest.mark.parametrize(
    ("kind", "name", "other"),
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
def test_siblings_are_not_near(kind, name, other):
    assert not are_near(kind, name, other)


@pytest.mark.parametrize("name", ["Mara Olund", "", "—", "李"])
@pytest.mark.parametrize("kind", ["author", "outlet", "city"])
def test_a_name_is_not_near_itself(kind, name):
    assert not list(near_pairs(kind, [name], [name, name]))


def test_a_pair_of_new_names_comes_once():
    both = ["Mara Olund", "M. Olund"]
    assert list(near_pairs("author", both, both)) == [("Mara Olund", "M. Olund")]


def test_an_initial_that_fits_many_says_nothing():
    many = [f"M{letter}ra Olund" for letter in "aeiou"]
    assert list(near_pairs("author", ["M. Olund"], many[:MANY])) != []
    assert list(near_pairs("author", ["M. Olund"], many)) == []


@given(st.sampled_from(["author", "outlet", "city"]), st.lists(st.text(max_size=20)))
def test_any_text_can_be_a_name(kind, names):
    for name, other in near_pairs(kind, names, names):
        assert name in names
        assert other in names
        assert name != other
