"""Addresses with their query changed: the same as those that Django's template tag makes."""

from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from articles.pages.addresses import Address

NAMES = st.sampled_from(["q", "agency", "page", "from"])
VALUES = st.text(alphabet="aé &=?+%“'<", max_size=6)
CHANGED = st.one_of(st.none(), VALUES, st.integers(), st.lists(VALUES, max_size=3))
TAG = Template("{% autoescape off %}{% querystring given changes %}{% endautoescape %}")


@given(st.lists(st.tuples(NAMES, VALUES)), st.dictionaries(NAMES, CHANGED))
def test_a_changed_query_is_that_of_the_template_tag(pairs, changes):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    expected = TAG.render(Context({"given": query, "changes": changes}))
    assert Address(query).changed(changes) == expected


def test_a_path_stands_before_the_query():
    address = Address(QueryDict("q=pier&page=3"), "/search/")
    assert address.changed({"kind": "release", "page": None}) == "/search/?q=pier&kind=release"
