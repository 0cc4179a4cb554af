"""Addresses of a list with changed parameters: those that Django's template tag makes."""

from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from articles.pages.addresses import ListAddress

NAMES = st.sampled_from(["q", "agency", "page", "from"])
VALUES = st.text(alphabet="aé &=?+%“'<", max_size=6)
NEW_VALUES = st.one_of(st.none(), VALUES, st.integers(), st.lists(VALUES, max_size=3))
TAG = Template("{% autoescape off %}{% querystring query changes %}{% endautoescape %}")


@given(st.lists(st.tuples(NAMES, VALUES)), st.dictionaries(NAMES, NEW_VALUES))
def test_changed_parameters_are_those_of_the_template_tag(pairs, changes):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    expected = TAG.render(Context({"query": query, "changes": changes}))
    assert ListAddress(query).with_parameters(changes) == expected


def test_a_path_comes_before_the_query():
    address = ListAddress(QueryDict("q=pier&page=3"), "/search/")
    changed = address.with_parameters({"kind": "release", "page": None})
    assert changed == "/search/?q=pier&kind=release"


def test_excluded_parameters_are_left_out():
    address = ListAddress(QueryDict("q=pier&find=du"), excluded_names=["find"])
    assert address.with_parameters({"page": 2}) == "?q=pier&page=2"
