"""Shared runs: all of them, as long as they can be, in the right place."""

from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.fingerprints import RUN
from articles.quoting.runs import Run, grams, passages, shared_runs
from articles.text import Words

forms = st.lists(st.sampled_from("abc"), max_size=40)
few = st.sampled_from(["boat", "Dock", "rope's", "ropes", "_"])
gaps = st.sampled_from([" ", ", ", " — ", ".” “", "\n\n> ", "’ ", " (", ") "])
pages = st.lists(st.tuples(few, gaps), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def naive(ours, theirs):
    """Every maximal run of `RUN` words or more, by looking at every pair of places."""
    for here in range(len(ours)):
        for there in range(len(theirs)):
            if here and there and ours[here - 1] == theirs[there - 1]:
                continue
            length = 0
            while (
                here + length < len(ours)
                and there + length < len(theirs)
                and ours[here + length] == theirs[there + length]
            ):
                length += 1
            if length >= RUN:
                yield Run(here, there, length)


def found(one, other):
    return list(shared_runs(one, grams(one.forms), other))


@given(forms, forms)
def test_exactly_the_maximal_runs_of_a_naive_scan_are_found(ours, theirs):
    one, other = Words(" ".join(ours)), Words(" ".join(theirs))
    runs = found(one, other)
    assert len(runs) == len(set(runs))
    assert set(runs) == set(naive(ours, theirs))


@given(pages, pages)
def test_the_passages_of_a_run_hold_the_same_words_in_both_texts(ours, theirs):
    one, other = Words(ours), Words(theirs)
    for run in found(one, other):
        here, there = passages(run, one, other)
        assert Words(here.of(ours)).forms == Words(there.of(theirs)).forms
        assert len(Words(here.of(ours)).forms) >= run.length


@given(pages, pages)
def test_passages_begin_and_end_with_something_to_read_and_not_with_space(ours, theirs):
    one, other = Words(ours), Words(theirs)
    for run in found(one, other):
        for span, text in zip(passages(run, one, other), (ours, theirs), strict=True):
            passage = span.of(text)
            assert 0 <= span.start < span.end <= len(text)
            assert passage == passage.strip()


def test_a_text_is_one_run_of_itself():
    words = Words("Officers of the harbor office seized three unregistered boats on Tuesday")
    assert Run(0, 0, 11) in found(words, words)


def test_marks_around_a_passage_belong_to_it_where_both_texts_have_them():
    theirs = "He said: “We found what the neighbors had told us about,” and left."
    ours = "Note this: “We found what the neighbors had told us about,” no less"
    one, other = Words(ours), Words(theirs)
    (run,) = found(one, other)
    here, there = passages(run, one, other)
    assert here.of(ours) == there.of(theirs) == "“We found what the neighbors had told us about,”"


def test_a_mark_that_only_one_text_has_is_no_part_of_the_passage():
    theirs = "We found what the neighbors had told us about for years."
    ours = "(We found what the neighbors had told us about for years!)"
    one, other = Words(ours), Words(theirs)
    (run,) = found(one, other)
    here, there = passages(run, one, other)
    assert here.of(ours) == there.of(theirs) == theirs.removesuffix(".")


def test_a_passage_that_the_article_repeats_is_found_twice():
    passage = "the harbor office seized three unregistered boats on Tuesday"
    one, other = Words(f"{passage}; and again: {passage}"), Words(passage)
    assert [run.in_article for run in found(one, other)] == [0, 11]
