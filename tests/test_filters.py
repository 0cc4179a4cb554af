"""Filters, search words and sorting of lists, and the counts beside them."""

import pytest
from lxml import html

from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

COLLECTION = (
    {"kind": "agency", "key": "PM", "name": "Port Ministry"},
    {"kind": "agency", "key": "HO", "name": "Harbor Office", "parent": "PM"},
    {"kind": "agency", "key": "HO-D", "name": "Divers", "parent": "HO"},
    release(key="ho-1", agency="HO"),
    release(
        key="lp-1",
        title="Patrol lights a lantern",
        agency="Lake Patrol",
        components=["HO-D"],
        city="Toledo, OH",
        released="2017-08",
        text="The lamp on the pier was lit by the patrol at dawn, and the ropes were dry.",
    ),
    release(
        key="pm-1",
        title="Yearly account",
        agency="PM",
        city=None,
        released=None,
        text="The ministry counts its ropes: a lantern, a lantern and a lantern.",
    ),
    article(),
    article(
        key="lantern-2",
        title="A year of ropes",
        authors=["Mara Olund", "Nils Hadderby"],
        published="2018",
        text="Nobody counts what the ministry counts, and the pier stays dark at dawn.",
    ),
    article(
        key="dispatch-1",
        title="Touching",
        authors=[],
        outlet="Saltmarsh Dispatch",
        published="2017-07-28T06:30",
        text="He said: “don’t touch the boats”. It cost 409,849 dollars. Café Zoë closed at dusk.",
    ),
)
EVERYTHING = {"ho-1", "lp-1", "pm-1", "lantern-1", "lantern-2", "dispatch-1"}


archive, _data_folder = archive_of(*COLLECTION)


@pytest.fixture
def search_keys(client):
    """The keys of the records that a search shows, in its order."""

    def search(**parameters):
        response = client.get("/search/", parameters)
        assert response.status_code == 200
        page = response.context["listing"].page
        assert page.total == len(page.hits)
        return [hit.card.key for hit in page.hits]

    return search


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("", EVERYTHING),
        ("ropes", {"lp-1", "pm-1", "lantern-2"}),
        ("ROPE", {"lp-1", "pm-1", "lantern-2"}),
        ("ropes dawn", {"lp-1", "lantern-2"}),
        ("dawn ropes patrol", {"lp-1"}),
        ("ropes submarine", set()),
        ('"the pier was lit"', {"lp-1"}),
        ("“the pier was lit”", {"lp-1"}),
        ('"pier the was lit"', set()),
        ('"at dawn" pier', {"lp-1", "lantern-2"}),
        ('"the pier', {"lp-1", "lantern-2"}),
        ("pier -dawn", set()),
        ("pier OR boats", {"lp-1", "lantern-2", "ho-1", "lantern-1", "dispatch-1"}),
        ("text:pier", set()),
        ("don't", {"dispatch-1"}),
        ("don’t", {"dispatch-1"}),
        ("409,849", {"dispatch-1"}),
        ("409 dollars", {"dispatch-1"}),
        ("cafe zoe", {"dispatch-1"}),
        ("CAFÉ", {"dispatch-1"}),
        ("yearly account", {"pm-1"}),
        ("yearly ropes", {"pm-1", "lantern-2"}),
        ("!!! — …", set()),
        ('""', set()),
        ('"" pier', {"lp-1", "lantern-2"}),
        ("pi*", {"lp-1", "lantern-2"}),
    ],
)
def test_a_record_matches_if_title_or_text_contain_every_word_and_phrase(search_keys, words, keys):
    assert set(search_keys(q=words)) == keys


def test_a_word_in_the_title_counts_more_than_one_in_the_text(search_keys):
    assert search_keys(q="lantern") == ["lp-1", "pm-1"]
    assert search_keys(q="lantern", sort="relevance") == ["lp-1", "pm-1"]


@pytest.mark.parametrize(
    ("parameters", "keys"),
    [
        ({"kind": "article"}, {"lantern-1", "lantern-2", "dispatch-1"}),
        ({"kind": "release"}, {"ho-1", "lp-1", "pm-1"}),
        ({"agency": "ho-d"}, {"lp-1"}),
        ({"agency": "lake-patrol"}, {"lp-1"}),
        ({"agency": "ho"}, {"ho-1", "lp-1", "lantern-1"}),
        ({"agency": "pm"}, {"ho-1", "lp-1", "pm-1", "lantern-1"}),
        ({"agency": ["ho-d", "ho"]}, {"ho-1", "lp-1", "lantern-1"}),
        ({"agency": "nobody"}, set()),
        ({"city": "duluth-mn"}, {"ho-1", "lantern-1"}),
        ({"city": ["duluth-mn", "toledo-oh"]}, {"ho-1", "lantern-1", "lp-1"}),
        ({"author": "mara-olund"}, {"lantern-1", "lantern-2"}),
        ({"author": "nils-hadderby"}, {"lantern-2"}),
        ({"outlet": "saltmarsh-dispatch"}, {"dispatch-1"}),
        ({"outlet": "the-lantern", "author": "nils-hadderby"}, {"lantern-2"}),
        ({"agency": "ho", "kind": "article"}, {"lantern-1"}),
        ({"agency": "ho", "q": "pier"}, {"lp-1"}),
        ({"kind": "", "agency": "", "from": "", "to": "", "sort": "", "q": ""}, EVERYTHING),
    ],
)
def test_a_list_contains_only_what_its_filters_allow(search_keys, parameters, keys):
    assert set(search_keys(**parameters)) == keys


def test_an_article_is_listed_under_agency_and_city_of_the_release_it_quotes(search_keys):
    assert "lantern-1" in search_keys(agency="ho")
    assert "lantern-1" in search_keys(agency="pm", city="duluth-mn")
    assert "lantern-1" not in search_keys(agency="lake-patrol")


@pytest.mark.parametrize(
    ("first", "last", "keys"),
    [
        ("2017", "2017", {"ho-1", "lp-1", "lantern-1", "dispatch-1"}),
        ("2017-07", "2017-07", {"ho-1", "lantern-1", "dispatch-1"}),
        ("2017-07-28", "2017-07-28", {"lantern-1", "dispatch-1"}),
        ("2017-07-15", "", {"lp-1", "lantern-1", "lantern-2", "dispatch-1"}),
        ("2017-08-02", "", {"lantern-2"}),
        ("", "2017-08-30", {"ho-1", "lantern-1", "dispatch-1"}),
        ("", "2017-08-31", {"ho-1", "lp-1", "lantern-1", "dispatch-1"}),
        ("2018-01-01", "2018-12-31", {"lantern-2"}),
        ("2018-02", "", set()),
        ("2018", "2017", set()),
        ("0001", "9999", EVERYTHING - {"pm-1"}),
    ],
)
def test_only_records_certainly_between_two_dates_are_found(search_keys, first, last, keys):
    assert set(search_keys(**{"from": first, "to": last})) == keys


def test_lists_by_date_heed_the_clock_time_and_end_with_undated_records(search_keys):
    assert search_keys(sort="newest") == [
        *("lantern-2", "lp-1", "lantern-1", "dispatch-1", "ho-1", "pm-1"),
    ]
    assert search_keys(sort="oldest") == [
        *("ho-1", "dispatch-1", "lantern-1", "lp-1", "lantern-2", "pm-1"),
    ]
    assert search_keys(q="ropes", sort="oldest") == ["lp-1", "lantern-2", "pm-1"]


def test_without_words_the_newest_record_comes_first(search_keys):
    assert search_keys() == search_keys(sort="newest")


def test_matching_words_are_highlighted_in_the_snippet(client):
    (hit,) = client.get("/search/", {"q": '"pier was lit"'}).context["listing"].page.hits
    assert "".join(part.text for part in hit.snippet) in COLLECTION[4]["text"]
    assert {part.text for part in hit.snippet if part.is_match} == {"pier", "was", "lit"}


def test_snippets_of_block_quotes_have_no_marks_of_block_quotes(client):
    hits = client.get("/search/", {"q": "eleven inspection"}).context["listing"].page.hits
    assert {hit.card.key for hit in hits} == {"ho-1", "lantern-1"}
    assert not [part for hit in hits for part in hit.snippet if "> " in part.text]


def facet(client, name, **parameters):
    facets = client.get("/search/", parameters).context["listing"].facets
    return {
        value.label: value.count for facet in facets if facet.name == name for value in facet.values
    }


def test_the_counts_beside_a_list_are_those_of_its_records(client):
    assert facet(client, "kind", q="pier") == {"Press releases": 1, "Articles": 1}
    assert facet(client, "agency") == {
        "Port Ministry": 4,
        "Harbor Office": 3,
        "Divers": 1,
        "Lake Patrol": 1,
    }
    assert facet(client, "year") == {"2017": 4, "2018": 1}


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("kind", {"kind": "article"}),
        ("city", {"city": "toledo-oh"}),
        ("outlet", {"outlet": "saltmarsh-dispatch"}),
        ("year", {"from": "2018", "to": "2018"}),
    ],
)
def test_the_counts_of_a_facet_ignore_its_own_filter(client, name, filters):
    assert facet(client, name, **filters) == facet(client, name)


def test_the_counts_of_a_facet_heed_the_filters_of_others(client):
    assert facet(client, "agency", city="toledo-oh")["Port Ministry"] == 1
    assert facet(client, "kind", city="duluth-mn") == {"Articles": 1, "Press releases": 1}


def test_each_filter_can_be_removed_by_itself(client):
    filters = {"q": "pier", "agency": ["ho-d", "lake-patrol"], "from": "2017"}
    active_filters = client.get("/search/", filters).context["listing"].active_filters
    assert [active_filter.label for active_filter in active_filters] == [
        *("Agency: Divers", "Agency: Lake Patrol", "Keywords: “pier”", "From 2017"),
    ]
    assert active_filters[0].address == "?q=pier&agency=lake-patrol&from=2017"
    assert active_filters[2].address == "?agency=ho-d&agency=lake-patrol&from=2017"


def hidden_fields(response):
    inputs = html.document_fromstring(response.text).xpath("//form//input[@type='hidden']")
    return [(field.name, field.value) for field in inputs]


def test_the_search_form_keeps_filters_that_it_does_not_show(client):
    filters = {"agency": ["ho-d", "lake-patrol"], "quoted": "yes", "kind": "release"}
    agency_page = client.get("/agencies/ho/", {"quoted": "yes", "kind": "release"})
    assert hidden_fields(agency_page) == [("quoted", "yes")]
    assert hidden_fields(client.get("/search/", filters)) == [
        ("agency", "ho-d"),
        ("agency", "lake-patrol"),
        ("quoted", "yes"),
    ]


@pytest.mark.parametrize("name", ["q", "kind", "from", "to", "sort", "page"])
def test_a_parameter_for_one_value_is_rejected_with_two(client, name):
    response = client.get("/search/", {name: ["1", "2"]})
    assert response.status_code == 400
    assert f"“{name}” was given more than once." in response.text
