"""What was typed is read as it was meant, and never refused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.catalog.query.parser import read
from articles.catalog.query.syntax import All, Any, Not, Phrase, Prefix, Within, Word

A, B, C, D = map(Word, "abcd")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("(a OR b) c", [Any((A, B)), C]),
        ("a OR (b c)", [Any((A, All((B, C))))]),
        ("(a b) OR (c d)", [Any((All((A, B)), All((C, D))))]),
        ("(a OR b) (c OR d)", [Any((A, B)), Any((C, D))]),
        ("a (b (c OR (d)))", [A, B, Any((C, D))]),
        ("((a OR b) OR c) d", [Any((A, B, C)), D]),
        ("a OR (b OR (c d))", [Any((A, B, All((C, D))))]),
        ("-(a OR b) c", [Not(Any((A, B))), C]),
        ("NOT (a b)", [Not(All((A, B)))]),
        ("-(-a)", [A]),
        ("(-a b) c", [Not(A), B, C]),
        ('("a b" OR c*) d', [Any((Phrase((("a", "b"),)), Word("c"))), D]),
        ("(a) (what?) (b,c)", [A, Word("what"), Phrase((("b", "c"),))]),
        ("title:(a OR b) c", [Any((Within("title", A), Within("title", B))), C]),
        ("-author:(a title:b)", [Not(All((Within("author", A), Within("title", B))))]),
        ("(ab* OR a) AND b", [Any((Prefix("ab"), A)), B]),
        ("() a ( )", [A]),
        ('"(a OR b)"', [Phrase((("a", "or", "b"),))]),
        ("(a OR 1324(b)(1))", [Any((A, Phrase((("1324", "b", "1"),))))]),
    ],
)
def test_brackets_hold_together_what_stands_in_them(written, parts):
    assert list(read(written).tree.parts) == parts


@pytest.mark.parametrize(
    ("written", "parts", "said"),
    [
        ("(a OR b", [Any((A, B))], "never closed"),
        ("-(a (b c", [Not(All((A, B, C)))], "never closed"),
        ("a) b", [A, B], "never opened"),
        (")(", [], "never opened"),
        ("(a OR ) b", [A, B], "OR joins"),
        ("a OR () b", [Any((A, B))], None),
        ("a OR ()", [A], "OR joins"),
    ],
)
def test_a_bracket_without_its_partner_is_read_as_best_can_be_and_said(written, parts, said):
    reading = read(written)
    assert list(reading.tree.parts) == parts
    assert [said in remark for remark in reading.remarks[:1]] == ([True] if said else [])


def test_brackets_in_a_citation_belong_to_it():
    """They are no group: a section is looked for with its subsection."""
    (found,) = read("(8 U.S.C. § 1324(a))").tree.parts
    assert found == Phrase((("8", "usc", "section", "1324", "a"), ("8", "usc", "1324", "a")))


WRITTEN = st.lists(
    st.sampled_from(["a", "b", "(", ")", "-(", "-", "OR", "NOT", '"', "title:(", "b*", " ", "§ 1"])
).map(" ".join)


@given(WRITTEN | st.text(max_size=80))
@example("-(a " * 125)
@example("(a OR (b " * 55)
@example("(" * 500)
def test_whatever_is_typed_is_read(written):
    reading = read(written)
    assert reading.tree.parts or reading.remarks


@given(st.lists(st.sampled_from(["a", "b", "OR", "-a", '"a b"', "b*", "title:a"]), min_size=1))
def test_brackets_around_the_whole_change_nothing(words):
    written = " ".join(words)
    assert read(f"({written})").tree == read(written).tree


@given(st.recursive(st.sampled_from("abcd"), lambda inner: st.tuples(inner, inner), max_leaves=9))
def test_what_is_written_out_with_brackets_everywhere_is_read_as_just_that(nested):
    def written(one):
        return one if isinstance(one, str) else f"({written(one[0])} OR {written(one[1])})"

    def flat(one):
        return [one] if isinstance(one, str) else flat(one[0]) + flat(one[1])

    words = tuple(map(Word, flat(nested)))
    expected = words if len(words) == 1 else (Any(words),)
    assert read(written(nested)).tree.parts == expected
