"""Which releases are worth reading beside an article, by the fingerprints that both have."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate
from articles.quoting.attribution import candidates
from articles.quoting.attribution.candidates import Run, worth_reading
from articles.quoting.attribution.find_quotations import Candidate, quotations
from articles.quoting.attribution.matches import Article, Piece
from articles.quoting.text.fingerprints import fingerprints, sites, tags
from articles.quoting.text.tokens import Words

FILLER = (
    "of",
    "the",
    "and",
    "to",
    "in",
    "that",
    "it",
    "was",
    "for",
    "on",
    "with",
    "as",
    "at",
    "by",
)
TELLING = ("harbour", "lantern", "crane", "ferry", "timber", "orchard", "quarry", "copper", "mill")
PASSAGE = (
    "The harbour patrol recovered eleven stolen lanterns from a timber barge near the old quarry. "
    "Its captain told the deputies that a brewery had ordered every one of them in copper."
)
"""Fiction, like all texts here."""


def prose(seed, words=300):
    """Sentences that share nothing but little words with those of another seed."""
    source = random.Random(seed)
    drawn = [
        f"{source.choice(TELLING)}{seed}" if place % 3 == 0 else source.choice(FILLER)
        for place in range(words)
    ]
    return " ".join(
        " ".join(drawn[start : start + 15]).capitalize() + "." for start in range(0, words, 15)
    )


def shared(text, releases):
    """What the index would tell of an article: releases, and tags of fingerprints."""
    ours = fingerprints(text)
    both = [np.intersect1d(ours, fingerprints(one)) for one in releases]
    owners = np.repeat(np.arange(len(both)), [len(one) for one in both])
    return owners.astype(np.uint64), tags(np.concatenate([*both, np.empty(0, np.uint64)]))


def runs(text, releases):
    return candidates.runs(Article(Piece(text)), *shared(text, releases))


def worth(text, *releases):
    return worth_reading(runs(text, releases), set())


def test_each_site_of_a_fingerprint_is_where_its_words_stand_again():
    text = f"{PASSAGE} {prose(1)} {PASSAGE}"
    prints, places = sites(Words(text).hashes)
    assert set(prints.tolist()) == set(fingerprints(text).tolist())
    twice = [place for one, place in zip(prints, places, strict=True) if (prints == one).sum() == 2]
    assert len(twice) >= 10


def test_the_source_of_a_passage_is_worth_reading_and_a_stranger_is_not():
    text = f"{prose(1)}\n\n{PASSAGE}\n\n{prose(2)}"
    assert worth(text, prose(3), f"{prose(4)} {PASSAGE}", prose(5)) == {1}


def test_a_run_reaches_over_the_words_that_are_common():
    text = f"{prose(1)}\n\n{PASSAGE}\n\n{prose(2)}"
    run = max(runs(text, [f"{prose(4)} {PASSAGE}"]), key=lambda one: one.prints)
    first = len(Words(prose(1)))
    length = len(Words(PASSAGE))
    assert first <= run.first <= first + 2
    assert first + length - 2 <= run.end <= first + length
    assert run.whole


def test_a_turn_of_phrase_is_not_worth_reading():
    phrase = "at the end of the day"
    text = f"{prose(1)} We said {phrase} and they had it. {prose(2)}"
    assert worth(text, f"{prose(3)} It was {phrase} that we had. {prose(4)}") == set()


def test_the_same_few_words_between_marks_and_as_sentences_are():
    few = "Every lantern on that barge was stolen copper."
    assert worth(f"{prose(1)} “{few}” {prose(2)}", f"{prose(3)} {few} {prose(4)}") == {0}


def test_many_that_share_one_fingerprint_and_no_more_are_passed_over():
    text = f"{prose(1)} {PASSAGE} {prose(2)}"
    words = PASSAGE.split()
    few = " ".join(words[2:9])
    others = [f"{prose(seed)} {few} {prose(100 + seed)}" for seed in range(10, 30)]
    assert worth(text, *others, f"{prose(3)} {PASSAGE}") == {20}


def run(release, first, end, prints, *, whole=False, strong=True):
    return Run(release, first, end, prints, whole, strong)


def chosen(*found, remote=()):
    return worth_reading(found, remote)


def test_a_release_with_far_less_of_a_passage_than_another_is_not_read():
    assert chosen(run(1, 0, 40, 20), run(2, 10, 22, 7)) == {1}
    assert chosen(run(1, 0, 40, 20), run(2, 10, 30, 8)) == {1, 2}


def test_of_whole_sentences_only_those_that_have_nearly_all_are_read():
    assert chosen(run(1, 0, 40, 20, whole=True), run(2, 5, 35, 15)) == {1}
    assert chosen(run(1, 0, 40, 20, whole=True), run(2, 0, 38, 16)) == {1, 2}


def test_what_stands_elsewhere_in_the_article_is_read_however_little():
    assert chosen(run(1, 0, 40, 20), run(2, 60, 70, 2)) == {1, 2}


def test_of_many_those_that_share_most_are_read_and_all_that_share_as_much():
    many = [run(one, 100 * one, 100 * one + 20, 5) for one in range(candidates.MOST - 1)]
    alike = [run(1000 + one, 0, 12, 3) for one in range(9)]
    less = [run(2000 + one, 60, 68, 2) for one in range(9)]
    releases = chosen(*many, *alike, *less)
    assert releases == {*range(candidates.MOST - 1), *range(1000, 1009)}


def test_a_remote_release_needs_more_in_common_than_one_that_is_near():
    weak, strong = run(1, 0, 20, 5, strong=False), run(2, 40, 90, 30)
    assert chosen(weak, strong) == chosen(weak, strong, remote={2}) == {1, 2}
    assert chosen(weak, strong, remote={1, 2}) == {2}


def test_a_remote_release_with_the_words_of_one_that_is_near_is_read_beside_it():
    near, remote = (run(one, 0, 20, 5, strong=False) for one in (1, 2))
    assert chosen(near, remote, remote={2}) == {1, 2}
    assert chosen(near, remote, remote={1, 2}) == set()


@given(st.permutations(range(6)))
def test_the_order_of_the_releases_makes_no_difference(order):
    held = [prose(20), f"{prose(21)} {PASSAGE}", f"{PASSAGE} {prose(22)}", prose(23)]
    held += [f"{prose(24)} {PASSAGE[:95]} {prose(25)}", prose(26)]
    text = f"{prose(1)}\n\n> {PASSAGE}\n\n{prose(2)}"
    found = worth(text, *(held[one] for one in order))
    assert {order[one] for one in found} == worth(text, *held)


@given(st.integers(0, 10**6), st.integers(8, 30), st.booleans(), st.booleans())
def test_whatever_would_be_a_quotation_is_read_if_it_shares_fingerprints(
    seed, length, marked, altered
):
    source = random.Random(seed)
    release = prose(seed + 1)
    words = release.split()
    first = source.randrange(len(words) - length)
    passage = words[first : first + length]
    if altered:
        passage[length // 2] = "otherwise"
    quoted = " ".join(passage)
    text = f"{prose(seed + 2)} {f'“{quoted}”' if marked else quoted} {prose(seed + 3)}"
    found = quotations(Piece(text), [Candidate(0, "one", release)])
    owners, _ = shared(text, [release])
    assert worth(text, release) == {0} or not found or len(owners) < 2


@given(st.integers(0, 10**6), st.integers(8, 60), st.booleans())
def test_whatever_would_be_quoted_from_an_old_release_is_read(seed, length, marked):
    release = prose(seed + 1)
    words = release.split()
    first = random.Random(seed).randrange(max(1, len(words) - length))
    quoted = " ".join(words[first : first + length])
    text = f"{prose(seed + 2)} {f'“{quoted}”' if marked else quoted} {prose(seed + 3)}"
    old = Candidate(0, "one", release, PartialDate("2001-03-04"), ("Harbour Office",))
    found = quotations(Piece(text, PartialDate("2017-05-06")), [old])
    assert chosen(*runs(text, [release]), remote={0}) == {0} or not found
