"""Queries are understood as people type them, and none is an error."""

import re

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from articles.catalog.query.parser import parse_query
from articles.catalog.query.syntax import AllOf, AnyOf, FieldQuery, Not, Phrase, Prefix, Word

A, B, C, D = map(Word, "abcd")
README = (settings.BASE_DIR / "articles" / "catalog" / "README.md").read_text()
LANGUAGE = README.partition("| query |")[2].partition("```")[0]
EXAMPLES = re.findall("`([^`]+)`", " ".join(re.findall(r"^\| (`.+?) \|", LANGUAGE, re.MULTILINE)))


@pytest.mark.parametrize(
    ("query", "operands"),
    [
        ("(a OR b) c", [AnyOf((A, B)), C]),
        ("a OR (b c)", [AnyOf((A, AllOf((B, C))))]),
        ("(a b) OR (c d)", [AnyOf((AllOf((A, B)), AllOf((C, D))))]),
        ("(a OR b) (c OR d)", [AnyOf((A, B)), AnyOf((C, D))]),
        ("a (b (c OR (d)))", [A, B, AnyOf((C, D))]),
        ("((a OR b) OR c) d", [AnyOf((A, B, C)), D]),
        ("a OR (b OR (c d))", [AnyOf((A, B, AllOf((C, D))))]),
        ("-(a OR b) c", [Not(AnyOf((A, B))), C]),
        ("NOT (a b)", [Not(AllOf((A, B)))]),
        ("-(-a)", [A]),
        ("(-a b) c", [Not(A), B, C]),
        ('("a b" OR c*) d', [AnyOf((Phrase((("a", "b"),)), Word("c"))), D]),
        ("(a) (what?) (b,c)", [A, Word("what"), Phrase((("b", "c"),))]),
        ("title:(a OR b) c", [AnyOf((FieldQuery("title", A), FieldQuery("title", B))), C]),
        ("-author:(a title:b)", [Not(AllOf((FieldQuery("author", A), FieldQuery("title", B))))]),
        ("(ab* OR a) AND b", [AnyOf((Prefix("ab"), A)), B]),
        ("() a ( )", [A]),
        ('"(a OR b)"', [Phrase((("a", "or", "b"),))]),
        ("(a OR 1324(b)(1))", [AnyOf((A, Phrase((("1324", "b", "1"),))))]),
    ],
)
def test_parentheses_group_what_is_in_them(query, operands):
    assert list(parse_query(query).tree.operands) == operands


@pytest.mark.parametrize(
    ("query", "operands", "remark"),
    [
        ("(a OR b", [AnyOf((A, B))], "never closed"),
        ("-(a (b c", [Not(AllOf((A, B, C)))], "never closed"),
        ("a) b", [A, B], "never opened"),
        (")(", [], "never opened"),
        ("(a OR ) b", [A, B], "OR joins"),
        ("a OR () b", [AnyOf((A, B))], None),
        ("a OR ()", [A], "OR joins"),
    ],
)
def test_an_unmatched_parenthesis_is_tolerated_and_remarked_on(query, operands, remark):
    parsed = parse_query(query)
    assert list(parsed.tree.operands) == operands
    assert [remark in sentence for sentence in parsed.remarks[:1]] == ([True] if remark else [])


def test_parentheses_in_a_citation_belong_to_it():
    """They are not a group: a section is searched for with its subsection."""
    (phrase,) = parse_query("(8 U.S.C. § 1324(a))").tree.operands
    assert phrase == Phrase((("8", "usc", "section", "1324", "a"), ("8", "usc", "1324", "a")))


QUERIES = st.lists(
    st.sampled_from(["a", "b", "(", ")", "-(", "-", "OR", "NOT", '"', "title:(", "b*", " ", "§ 1"])
).map(" ".join)


@given(QUERIES | st.text(max_size=80))
@example("-(a " * 125)
@example("(a OR (b " * 55)
@example("(" * 500)
def test_every_query_means_something_or_is_remarked_on(query):
    parsed = parse_query(query)
    assert parsed.tree.operands or parsed.remarks


@given(st.lists(st.sampled_from(["a", "b", "OR", "-a", '"a b"', "b*", "title:a"]), min_size=1))
def test_parentheses_around_the_whole_query_change_nothing(words):
    query = " ".join(words)
    assert parse_query(f"({query})").tree == parse_query(query).tree


@given(st.recursive(st.sampled_from("abcd"), lambda inner: st.tuples(inner, inner), max_leaves=9))
def test_nested_alternatives_with_all_parentheses_mean_the_flat_list_of_them(nested):
    def spell_out(node):
        return node if isinstance(node, str) else f"({spell_out(node[0])} OR {spell_out(node[1])})"

    def flatten(node):
        return [node] if isinstance(node, str) else flatten(node[0]) + flatten(node[1])

    words = tuple(map(Word, flatten(nested)))
    expected = words if len(words) == 1 else (AnyOf(words),)
    assert parse_query(spell_out(nested)).tree.operands == expected


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_in_the_documentation_is_understood_literally(query):
    assert parse_query(query).remarks == ()
