"""Which releases are compared with an article, by the fingerprints that they share."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate
from articles.quoting.attribution.candidates import (
    MAX_CANDIDATE_RELEASES,
    SharedRun,
    find_shared_runs,
    select_candidates,
)
from articles.quoting.attribution.evidence import bound_context
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle
from articles.quoting.text.fingerprints import (
    fingerprint_tags,
    fingerprint_text,
    locate_fingerprints,
)
from articles.quoting.text.shared_fingerprints import locate_shared_fingerprints
from articles.quoting.text.tokens import Tokens

STOP_WORDS = (
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
NOUNS = ("harbour", "lantern", "crane", "ferry", "timber", "orchard", "quarry", "copper", "mill")
PASSAGE = (
    "The harbour patrol recovered eleven stolen lanterns from a timber barge near the old quarry. "
    "Its captain told the deputies that a brewery had ordered every one of them in copper."
)
"""Fictional, like all texts here."""


def make_prose(seed, words=300):
    """Return sentences that share nothing but stop words with those of another seed."""
    source = random.Random(seed)
    prose = [
        f"{source.choice(NOUNS)}{seed}" if index % 3 == 0 else source.choice(STOP_WORDS)
        for index in range(words)
    ]
    return " ".join(
        " ".join(prose[start : start + 15]).capitalize() + "." for start in range(0, words, 15)
    )


def share_fingerprints(text, releases):
    """Return what the index knows of an article: release numbers and tags of fingerprints."""
    prints = fingerprint_text(text)
    common = [np.intersect1d(prints, fingerprint_text(release)) for release in releases]
    numbers = np.repeat(np.arange(len(common)), [len(prints) for prints in common])
    tags = fingerprint_tags(np.concatenate([*common, np.empty(0, np.uint64)]))
    return numbers.astype(np.uint64), tags


def find_runs(text, releases):
    article = PreparedArticle(ArticleText(text))
    word_hashes = article.tokenized.tokens.hashes
    shared = locate_shared_fingerprints(word_hashes, *share_fingerprints(text, releases))
    return find_shared_runs(article, shared)


def select_among(text, *releases):
    runs = find_runs(text, releases)
    return select_candidates(runs, runs)


def test_a_fingerprint_is_located_each_time_its_words_are_repeated():
    text = f"{PASSAGE} {make_prose(1)} {PASSAGE}"
    prints, _ = locate_fingerprints(Tokens(text).hashes)
    assert set(prints.tolist()) == set(fingerprint_text(text).tolist())
    assert sum((prints == fingerprint).sum() == 2 for fingerprint in prints) >= 10


def test_the_source_of_a_passage_is_a_candidate_and_a_stranger_is_not():
    text = f"{make_prose(1)}\n\n{PASSAGE}\n\n{make_prose(2)}"
    assert select_among(text, make_prose(3), f"{make_prose(4)} {PASSAGE}", make_prose(5)) == {1}


def test_a_run_reaches_over_the_words_that_are_common():
    text = f"{make_prose(1)}\n\n{PASSAGE}\n\n{make_prose(2)}"
    run = max(find_runs(text, [f"{make_prose(4)} {PASSAGE}"]), key=lambda run: run.fingerprints)
    first = len(Tokens(make_prose(1)))
    length = len(Tokens(PASSAGE))
    assert first <= run.start <= first + 2
    assert first + length - 2 <= run.end <= first + length
    assert run.is_full_sentence


def test_a_release_that_shares_only_a_stock_phrase_is_no_candidate():
    phrase = "at the end of the day"
    release = f"{make_prose(3)} It was {phrase} that we had. {make_prose(4)}"
    article = f"{make_prose(1)} We said {phrase} and they had it. {make_prose(2)}"
    assert select_among(article, release) == set()


def test_one_that_shares_as_few_words_as_a_marked_sentence_is():
    sentence = "Every lantern on that barge was stolen copper."
    release = f"{make_prose(3)} {sentence} {make_prose(4)}"
    assert select_among(f"{make_prose(1)} “{sentence}” {make_prose(2)}", release) == {0}


def test_many_that_share_only_one_fingerprint_are_passed_over():
    text = f"{make_prose(1)} {PASSAGE} {make_prose(2)}"
    words = PASSAGE.split()
    few = " ".join(words[2:9])
    releases = [f"{make_prose(seed)} {few} {make_prose(100 + seed)}" for seed in range(10, 30)]
    assert select_among(text, *releases, f"{make_prose(3)} {PASSAGE}") == {20}


def make_run(release, start, end, fingerprints, *, sentence=False):
    return SharedRun(release, start, end, fingerprints, sentence, 0, is_marked=False)


def select(*runs, impossible=()):
    possible = [run for run in runs if run.release_number not in impossible]
    return select_candidates(runs, possible)


def test_a_release_with_far_less_of_a_passage_than_another_is_no_candidate():
    assert select(make_run(1, 0, 40, 20), make_run(2, 10, 22, 7)) == {1}
    assert select(make_run(1, 0, 40, 20), make_run(2, 10, 30, 8)) == {1, 2}


def test_of_full_sentences_only_releases_with_nearly_all_are_candidates():
    assert select(make_run(1, 0, 40, 20, sentence=True), make_run(2, 5, 35, 15)) == {1}
    assert select(make_run(1, 0, 40, 20, sentence=True), make_run(2, 0, 38, 16)) == {1, 2}


def test_a_release_of_another_passage_is_a_candidate_however_little_it_shares():
    assert select(make_run(1, 0, 40, 20), make_run(2, 60, 70, 2)) == {1, 2}


def test_of_many_releases_those_that_share_most_are_candidates_and_all_that_tie_with_the_last():
    count = MAX_CANDIDATE_RELEASES - 1
    longest = [make_run(number, 100 * number, 100 * number + 20, 5) for number in range(count)]
    tied = [make_run(1000 + number, 0, 12, 3) for number in range(9)]
    shorter = [make_run(2000 + number, 60, 68, 2) for number in range(9)]
    assert select(*longest, *tied, *shorter) == {*range(count), *range(1000, 1009)}


def test_an_impossible_run_counts_only_where_a_possible_one_has_its_words():
    assert select(make_run(1, 0, 20, 5), make_run(2, 40, 90, 30), impossible={1}) == {2}
    runs = [make_run(number, 0, 20, 5) for number in (1, 2)]
    assert select(*runs, impossible={2}) == {1, 2}
    assert select(*runs, impossible={1, 2}) == set()


@given(st.permutations(range(6)))
def test_the_order_of_the_releases_makes_no_difference(order):
    releases = [
        make_prose(20),
        f"{make_prose(21)} {PASSAGE}",
        f"{PASSAGE} {make_prose(22)}",
        make_prose(23),
        f"{make_prose(24)} {PASSAGE[:95]} {make_prose(25)}",
        make_prose(26),
    ]
    text = f"{make_prose(1)}\n\n> {PASSAGE}\n\n{make_prose(2)}"
    selected = select_among(text, *(releases[number] for number in order))
    assert {order[number] for number in selected} == select_among(text, *releases)


def draw_passage(seed, length, release):
    words = release.split()
    start = random.Random(seed).randrange(max(1, len(words) - length))
    return words[start : start + length]


def embed_passage(seed, passage, *, marked):
    quote = f"“{passage}”" if marked else passage
    return f"{make_prose(seed + 2)} {quote} {make_prose(seed + 3)}"


@given(st.integers(0, 10**6), st.integers(8, 30), st.booleans(), st.booleans())
def test_any_source_of_a_quotation_is_a_candidate_if_it_shares_two_fingerprints(
    seed, length, marked, altered
):
    release = make_prose(seed + 1)
    words = draw_passage(seed, length, release)
    if altered:
        words[length // 2] = "otherwise"
    text = embed_passage(seed, " ".join(words), marked=marked)
    quotations = find_quotations(ArticleText(text), [CandidateRelease(0, "one", release)])
    numbers, _ = share_fingerprints(text, [release])
    assert select_among(text, release) == {0} or not quotations or len(numbers) < 2


@given(st.integers(0, 10**6), st.integers(8, 60), st.booleans())
def test_any_unlikely_source_of_a_quotation_is_a_candidate(seed, length, marked):
    release = make_prose(seed + 1)
    text = embed_passage(seed, " ".join(draw_passage(seed, length, release)), marked=marked)
    source = CandidateRelease(0, "one", release, PartialDate("2001-03-04"), ("Harbour Office",))
    published = PartialDate("2017-05-06")
    quotations = find_quotations(ArticleText(text, published), [source])
    days = ArticleText(text, published).days_apart(source.released)
    possible = [
        run
        for run in find_runs(text, [release])
        if run.missing_points
        <= bound_context(
            days, is_agency_mentioned=False, is_official_named=False, is_marked=run.is_marked
        )
    ]
    assert possible or not quotations
