"""What a search page says of what was typed, what divides its result, and the result as a file."""

import csv
import io
import json

import pytest

from articles.catalog.results import result_page
from articles.catalog.results.catalog_query import SORTS, CatalogQuery
from articles.catalog.results.related import find_related
from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

COLLECTION = (
    release(key="ho-1"),
    release(key="ho-2", title="Seizures of boats", released="2017-08-02", city="Toledo, OH"),
    release(
        key="ho-3",
        title="Seizing is over",
        number="17-204",
        released="2016-03",
        city="Columbus, OH",
        text="Charged under 8 U.S.C. § 1324(a) of the U.S. code. The bureau’s follow-up was late.",
    ),
    article(),
    article(key="lantern-2", title="Once more", authors=["Ann Rask", "Mara Olund"]),
    article(
        key="lantern-3",
        title="Seize the boat",
        authors=["Ann Rask"],
        published="2018",
        text="To seize a boat takes a crew. Zoë’s boat, José said, was seized; no one seizes us.",
    ),
)


archive, _data_folder = archive_of(*COLLECTION)


@pytest.fixture
def listing(client):
    def asked(**parameters):
        response = client.get("/search/", parameters)
        assert response.status_code == 200
        return response.context["listing"]

    return asked


@pytest.fixture
def found(listing):
    return lambda **parameters: [hit.card.key for hit in listing(**parameters).page.hits]


def facet(listing, name):
    return {
        value.label: value.count
        for one in listing.facets
        if one.name == name
        for value in one.values
    }


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("8 U.S.C. § 1324", {"ho-3"}),
        ("8 usc 1324(a)", {"ho-3"}),
        ("§ 1324", {"ho-3"}),
        ("US code", {"ho-3"}),
        ("No. 17-204", {"ho-3"}),
        ("17-204", {"ho-3"}),
        ("204-17", set()),
        ("bureau", {"ho-3"}),
        ("followup", {"ho-3"}),
        ("follow up", {"ho-3"}),
        ("follow-up", {"ho-3"}),
        ("jose zoe's", {"lantern-3"}),
        ("author:rask boat", {"lantern-2", "lantern-3"}),
        ('author:"mara rask"', set()),
        ("-author:rask", {"ho-1", "ho-2", "ho-3", "lantern-1"}),
        ("title:boat", {"ho-1", "ho-2", "lantern-1", "lantern-3"}),
        ("city:toledo", {"ho-2"}),
        ("agency:harbor seizing", {"ho-1", "ho-2", "ho-3", "lantern-1", "lantern-2"}),
        ("outlet:lantern title:once", {"lantern-2"}),
        ("before:2017", {"ho-3"}),
        ("after:2017-07 -after:2017", {"ho-2"}),
        ("before:2017 OR after:2017", {"ho-3", "lantern-3"}),
        ("crew OR follow-up OR rope", {"lantern-3", "ho-3"}),
        ("(crew OR follow-up) late", {"ho-3"}),
        ("crew OR (follow-up late)", {"lantern-3", "ho-3"}),
        ("(crew boat) OR (follow-up late)", {"lantern-3", "ho-3"}),
        ("boats -(kept OR city:toledo OR (seize author:rask))", {"ho-1", "lantern-1"}),
        ("-(-(boat))", {"ho-1", "ho-2", "lantern-1", "lantern-2", "lantern-3"}),
        ("title:(boat OR over) (published OR usc)", {"ho-3"}),
        ('"seize"', {"lantern-3"}),
        ('"seize a boat"', {"lantern-3"}),
        ('"seized a boat"', set()),
        ('"boat to seize"', set()),
    ],
)
def test_queries_are_read_as_people_type_them(found, words, keys):
    assert set(found(q=words)) == keys


def test_a_word_as_it_was_typed_counts_more_than_its_other_forms(found):
    assert found(q="seize")[0] == "lantern-3"
    assert found(q="seizures")[0] == "ho-2"
    assert found(q="seizing")[0] == "ho-3"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('"boats', "A quotation mark without its partner"),
        ("boats OR", "OR joins the words on either side of it"),
        ("(boats OR ropes", "A parenthesis that is never closed"),
        ("boats) ropes", "A closing parenthesis that was never opened"),
        ("-(boats " * 60, "A parenthesis that is never closed"),
        ("b*", "would match too many words"),
        ("bo*ts", "only at the end of a word"),
        ("before:someday", "is not a date such as"),
        ("!!!", "The query contains no words"),
    ],
)
def test_what_cannot_be_meant_as_written_is_answered_and_said(client, words, said):
    assert said in client.get("/search/", {"q": words}).text


def test_what_is_read_as_written_is_answered_without_a_remark(listing):
    for words in (
        "boats",
        '"three boats" -ropes',
        "No. 17-204",
        "boat* OR (ropes)",
        "wait… (what?)",
    ):
        assert listing(q=words).remarks == ()


def test_a_misspelt_word_without_results_is_respelled(client, listing):
    assert listing(q="unregisterd boats").spelling_suggestion == "unregistered boats"
    page = client.get("/search/", {"q": "unregisterd boats", "kind": "release"})
    assert "unregistered boats</a>?" in page.text
    assert listing(q="xyzzyx").spelling_suggestion is None
    assert listing(q="boats").spelling_suggestion is None


def test_facets_follow_from_quotations_places_and_dates(listing):
    whole = listing()
    assert facet(whole, "state") == {"Ohio": 2, "Minnesota": 3}
    assert facet(whole, "quoted") == {"None traced to a release": 3, "Traced to a release": 3}
    assert facet(listing(quoted="no"), "quoted") == facet(whole, "quoted")
    assert facet(listing(state=["OH", "MN"]), "state") == facet(whole, "state")


def test_a_state_is_asked_for_by_its_code_and_shown_by_its_name(client, listing):
    ohio = listing(state="OH")
    assert [tag.label for tag in ohio.active_filters] == ["State: Ohio"]
    assert facet(ohio, "state") == facet(listing(), "state")
    values = client.get("/search/values/state/", {"find": "minn"})
    assert "?state=MN" in values.text
    assert [value.label for value in values.context["values"]] == ["Minnesota"]


def test_the_filters_of_quotations_and_places_narrow_the_list(found):
    assert set(found(state="OH")) == {"ho-2", "ho-3"}
    assert set(found(quoted="yes")) == {"ho-1", "lantern-1", "lantern-2"}
    assert set(found(grade=["verbatim", "altered"], presentation="block")) == set(
        found(quoted="yes")
    )
    assert found(presentation="inline") == []


def test_once_a_year_is_chosen_its_months_are_offered(listing):
    assert facet(listing(), "month") == {}
    year = listing(**{"from": "2017", "to": "2017"})
    assert facet(year, "month") == {"July 2017": 3, "August 2017": 1}
    month = listing(**{"from": "2017-08", "to": "2017-08"})
    assert facet(month, "month") == facet(year, "month")
    assert [tag.label for tag in month.active_filters] == ["Year: 2017", "Month: August 2017"]
    assert month.active_filters[1].address == "?from=2017&to=2017"


def test_most_quoted_comes_first_and_of_the_same_the_newest(found):
    assert found(sort="quoted") == ["ho-1", "lantern-1", "lantern-2", "lantern-3", "ho-2", "ho-3"]


@pytest.mark.parametrize("words", ["", "boat", "harbor OR crew"])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_pages_of_a_list_are_the_whole_of_it_in_its_order(monkeypatch, words, sort, size):
    monkeypatch.setattr(result_page, "PAGE_SIZE", size)
    query = CatalogQuery.all_records().search(words).sorted_by(sort)
    pages = [query.page(number) for number in range(1, query.page(1).page_count + 2)]
    whole = [card.key for card in query.cards()]
    assert [hit.card.key for page in pages for hit in page.hits] == whole
    assert len(set(whole)) == len(whole) == query.total


def test_a_facet_has_a_page_of_all_its_values(client):
    page = client.get("/search/values/city/", {"q": "boats"})
    assert {value.label: value.count for value in page.context["values"]} == {
        "Duluth, MN": 3,
        "Toledo, OH": 1,
    }
    narrowed = client.get("/search/values/city/", {"find": "tol oh"})
    assert [value.label for value in narrowed.context["values"]] == ["Toledo, OH"]
    assert "/search/?city=toledo-oh" in narrowed.text
    assert client.get("/search/values/nothing/").status_code == 404
    assert client.get("/search/", {"find": "x"}).status_code == 400


def test_the_whole_list_comes_as_json_lines_in_its_order(client, found):
    asked = {"q": "boat", "sort": "oldest"}
    response = client.get("/search.jsonl", asked)
    rows = [json.loads(line) for line in response.getvalue().splitlines()]
    assert [row["key"] for row in rows] == found(**asked)
    assert rows[0]["title"] == "Harbor office seizes three boats"
    assert rows[0]["url"].endswith("/releases/ho-1/")


def test_the_whole_list_comes_as_csv(client, found):
    response = client.get("/search.csv", {"kind": "article"})
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    assert [row["key"] for row in rows] == found(kind="article")
    assert [row["authors"] for row in rows if row["key"] == "lantern-2"] == ["Ann Rask; Mara Olund"]
    assert client.get("/search.csv", {"colour": "red"}).status_code == 400


def bars(page):
    histogram = page.context["listing"].date_histogram
    return [(str(bar.date), bar.article_count, bar.release_count) for bar in histogram.bars]


def test_a_list_is_spread_over_time_by_year_or_month_articles_and_releases_apart(client):
    assert bars(client.get("/search/"))[:1] + bars(client.get("/search/"))[-1:] == [
        ("2016-03", 0, 1),
        ("2017-08", 0, 1),
    ]
    page = client.get("/search/", {"from": "2017", "to": "2017"})
    assert bars(page) == [("2017-07", 2, 1), ("2017-08", 0, 1)]
    assert "July 2017: 2 articles, 1 press release" in page.text
    assert 'href="?from=2017-08&amp;to=2017-08"' in page.text
    assert "Records by" not in client.get("/search/", {"q": "crew"}).text


def test_the_beginning_of_a_query_is_completed_with_names_and_titles(client):
    query, texts, kinds, addresses = client.get("/suggestions/", {"q": "har"}).json()
    assert query == "har"
    assert ("Harbor Office", "agency") in zip(texts, kinds, strict=True)
    assert "Harbor office seizes three boats" in texts
    assert "/agencies/harbor-office/" in addresses
    assert client.get("/suggestions/", {"q": "seize the b"}).json()[1] == ["Seize the boat"]
    assert client.get("/suggestions/", {"q": "mara"}).json()[2:] == [
        ["author"],
        ["/authors/mara-olund/"],
    ]


@pytest.mark.parametrize("query", ["", "x", "...", "z" * 101, "[", "\\"])
def test_what_cannot_be_completed_has_no_suggestions(client, query):
    assert client.get("/suggestions/", {"q": query}).json() == [query, [], [], []]


def test_a_page_of_values_says_which_search_they_are_of(client):
    assert "Search for “boat”</a>" in client.get("/search/values/agency/", {"q": "boat"}).text
    assert "Search</a>" in client.get("/search/values/agency/").text


def test_a_record_shows_its_nearest_neighbours_and_not_itself(client):
    page = client.get("/articles/lantern-2/")
    near = [card.key for card in page.context["related"]]
    assert near[0] == "lantern-1"
    assert "lantern-2" not in near
    assert "Similar texts" in page.text


def test_a_word_that_only_begins_another_is_not_found_where_a_long_first_paragraph_is_cut(load):
    """Six hundred characters of it count as the lead."""
    load(release(key="long", title="Long", text="abcde " * 98 + "abcd xyzzyplugh " + "abcde " * 9))
    assert CatalogQuery.all_records().search("xyzzypl").total == 0
    assert CatalogQuery.all_records().search("xyzzyplugh").total == 1


def test_of_words_that_say_the_same_of_a_text_the_alphabet_decides(load):
    """Sixty words, each of this text and one other: twenty are looked for."""
    words = [f"{one}{other}quay" for one in "abcdef" for other in "bcdfghjklm"]
    others = [
        release(key=f"with-{words[place]}", text=f"{words[place]} {words[place + 1]}")
        for place in range(0, len(words), 2)
    ]
    load(release(key="all", text=" ".join(words)), *others)
    found = {tuple(card.key for card in find_related("release", "all")) for _ in range(5)}
    assert len(found) == 1
    assert set(*found) <= {f"with-{word}" for word in words[:20]}
