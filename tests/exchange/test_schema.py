"""The exchange format: what is a record, and what is message of what is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.problems import Problem
from articles.exchange import schema
from articles.exchange.schema import parse_text, to_line, validate_record
from tests.support.records import article, release

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
names = st.text(characters, min_size=1, max_size=30).filter(str.strip)
texts = st.text(characters, min_size=1).filter(str.strip)
dates = st.none() | st.sampled_from(["2017", "2017-07", "2017-07-28", "2017-07-28T10:01:30-05:00"])
keys = st.none() | st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,20}\Z")
sources = st.fixed_dictionaries({}, optional={"release": keys, "agency": names, "released": dates})
articles = st.fixed_dictionaries(
    {"kind": st.just("article"), "title": names, "text": texts},
    optional={
        "key": keys,
        "authors": st.lists(names, max_size=3),
        "outlet": st.none() | names,
        "published": dates,
        "quotes": st.lists(sources, max_size=2),
        "fiction": st.booleans(),
        "withdrawn": st.none() | names,
    },
)
releases = st.fixed_dictionaries(
    {"kind": st.just("release"), "agency": names, "text": texts},
    optional={
        "title": st.none() | names,
        "components": st.lists(names, max_size=3),
        "city": st.none() | names,
        "released": dates,
        "number": st.none() | names,
        "url": st.none() | st.just("https://harbor-office.example/7?a=b#c"),
    },
)
authorities = st.fixed_dictionaries(
    {"kind": st.sampled_from(["agency", "city", "outlet", "author"]), "key": names, "name": names}
)


@given(articles | releases | authorities)
def test_a_record_survives_writing_and_reading_unchanged(raw):
    record = validate_record(raw, "")
    line = to_line(record)
    assert "\n" not in line
    assert validate_record(json.loads(line), "") == record
    assert to_line(validate_record(json.loads(line), "")) == line


@given(articles | releases)
def test_the_line_of_a_text_parses_to_the_same_record(raw):
    record = validate_record(raw, "")
    assert parse_text(to_line(record)) == record


def test_a_line_has_its_fields_in_the_order_of_the_format():
    line = to_line(validate_record(dict(reversed(release().items())), ""))
    assert list(json.loads(line)) == [
        *("kind", "key", "title", "agency", "components", "city", "released", "number", "url"),
        "text",
    ]


def test_fiction_and_withdrawal_are_in_a_line_only_if_they_apply():
    assert "fiction" not in to_line(validate_record(article(fiction=False, withdrawn=" "), ""))
    line = json.loads(to_line(validate_record(article(fiction=True, withdrawn="Asked for."), "")))
    assert (line["fiction"], line["withdrawn"]) == (True, "Asked for.")


def test_line_endings_of_other_systems_are_normalized():
    assert (
        validate_record(release(text="\r\nOne\r\n\r\nTwo\rThree "), "").text == "One\n\nTwo\nThree"
    )


def test_a_name_or_title_is_one_line():
    assert validate_record(article(title=" A \n\t title "), "").title == "A title"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (article(title="  "), "title: is empty"),
        (article(title=None), "title: 'None' is not text"),
        (article(text="\n\t"), "text: is empty"),
        (article(published="2017-02-30"), "published: '2017-02-30' day is out of range for month"),
        (
            article(published=2017),
            "published: '2017' is not a date such as 2017, 2017-07 or 2017-07-28, written as text",
        ),
        (article(fiction="yes"), "fiction: 'yes' must be true or false"),
        (article(authors="Mara Olund"), "authors: 'Mara Olund' is not a list"),
        (article(authors=["Mara Olund", ""]), "authors.1: is empty"),
        (article(quotes=["x"]), "quotes.0: 'x' is not an object"),
        (article(color="red"), "color: 'red' is not a field of this kind of record"),
        (article(title="x" * 2001), "is longer than 2000 characters"),
        (article(title="a\0b"), r"title: 'a\\0b' contains a NUL byte"),
        (article(key="Lantern 1"), "key: 'Lantern 1' may contain only lowercase letters a to z"),
        (article(key="a" * 201), "is longer than 200 characters"),
        (
            article(quotes=[{"release": "A B"}]),
            "quotes.0.release: 'A B' may contain only",
        ),
        (release(agency=None), "agency: 'None' is not text"),
        (
            release(url="javascript:alert(1)"),
            "url: 'javascript:alert(1)' is not a web address starting with http:// or https://",
        ),
        (release(url='https://a.example/"'), "is not a web address"),
        ({"kind": "release", "text": "x"}, "agency: is missing"),
        ({"kind": "essay"}, "kind: 'essay' must be one of release, article, agency, city"),
        ({"title": "x"}, "kind: is missing; it must be one of release, article"),
        ([1, 2], "'[1, 2]' is not a JSON object"),
        (None, "'None' is not a JSON object"),
    ],
)
def test_a_problem_names_location_field_value_and_reason(raw, message):
    (problem,) = validate_record(raw, "made-up.jsonl:7")
    assert str(problem).startswith("made-up.jsonl:7: ")
    assert message in str(problem)


def test_all_problems_of_a_record_are_reported_at_once():
    problems = validate_record(article(title="", published="July", outlet=5), "x:1")
    assert [problem.field for problem in problems] == ["title", "outlet", "published"]


@pytest.mark.parametrize("text", ["half \ud83d of it", "\udc00"])
def test_a_lone_surrogate_is_rejected_and_can_be_reported(text):
    (problem,) = validate_record(article(text=text), "x:1")
    assert "is not a character" in problem.reason
    assert str(problem).encode()


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_field_with_an_unprintable_name_is_rejected_and_can_be_reported(name):
    (problem,) = validate_record(article(**{name: "x"}), "x:1")
    assert "\0" not in str(problem)
    assert str(problem).encode()


def test_a_long_value_is_shortened_in_the_report():
    (problem,) = validate_record(article(url="nowhere " * 100), "x:1")
    assert len(problem.value) <= 60


def test_a_problem_without_field_or_value_reads_as_a_sentence():
    assert str(Problem("x.md", "", "", "contains no records")) == "x.md: contains no records"


def test_every_kind_that_messages_name_is_accepted():
    fields = {"key": "k", "name": "n", "title": "t", "agency": "a", "text": "x"}
    for kind in set(schema.KINDS) - {"version"}:
        problems = validate_record(fields | {"kind": kind}, "")
        assert {problem.reason for problem in problems} == {"is not a field of this kind of record"}
