"""Weigh what speaks for a passage being quoted from a release.

The parts of the evidence and their weights are explained in the README of this package.
"""

from collections.abc import Set
from dataclasses import dataclass

from articles.quoting.alignment import scoring
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import OLD_AFTER_DAYS
from articles.quoting.grades import Grade

MIN_QUOTATION_POINTS = 15
"""The points from which a passage is a quotation."""
WORDS_PER_POINT = 4
"""How many equal words are worth one point."""
MAX_COUNTED_WORDS = 20
"""How many equal words count at most."""
SENTENCE_POINTS = 3
"""What whole sentences add that the article didn't change."""
MARKED_POINTS = 3
"""What is added if the article marks the passage as quoted."""
UNIQUE_POINTS = 3
"""What is added to a marked, unchanged passage that shares nothing with any other release."""
WEEK_POINTS = 5
"""What is added if the article is dated at most `RECENT_DAYS` days after the release."""
MONTH_POINTS = 3
"""What is added if it is dated later, but the release isn't old yet."""
RECENT_DAYS = 7
"""Days after a release within which most articles that quote it appear."""
AGENCY_NEARBY_POINTS = 5
"""What a mention of the agency, or of an official of it, near the passage adds."""
AGENCY_POINTS = 2
"""What such a mention anywhere else in the article adds."""
QUOTED_ELSEWHERE_POINTS = 4
"""What is added if the article surely quotes the release in another passage."""
STATED_SOURCE_POINTS = 10
"""What is added if the article's record names the release as a source."""
MAX_CONTEXT_POINTS = 10
"""What date, mentions and other quotations add at most."""
UNLIKELY_SOURCE_POINTS = -3
"""What it counts if neither date nor a mention nor another quotation points to the release."""
OLD_ALTERED_POINTS = -7
"""What an old or undated release counts whose words the article changed."""

MIN_UNMARKED_SCORE = 6
"""The score of its words that an unmarked passage needs, whatever else speaks for it."""
MIN_UNMARKED_WORDS = 8
"""Equal words that an unmarked passage needs."""
MIN_UNMARKED_RUN_WORDS = 5
"""Equal words in one run that an unmarked passage needs."""
MIN_MARKED_SCORE = 3
"""The score of its words that a passage needs which the article marks as quoted."""
MIN_MARKED_WORDS = 8
"""Equal words that such a passage needs to be a quotation by itself."""
MIN_SENTENCE_WORDS = 9
"""Words of whole sentences, all equal, that count however common they are."""

MAX_FLANK_SCORE = 8.0
"""How much more a passage scores at most than its chain: for words beyond it and its boundaries."""
MAX_EQUAL_FLANK_WORDS = 8
"""How many equal words a passage has at most beyond its chain."""

type WordIndices = Set[int]
"""Words of an article, by index."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage being quoted from a release."""

    run_words: int
    """The longest run of equal words."""
    agency: str
    """The agency or official as the article mentions them; empty if it doesn't."""
    is_agency_nearby: bool
    is_quoted_elsewhere: bool
    """Whether the article surely quotes the release in another passage."""
    is_stated_source: bool
    """Whether the article's record names the release as a source."""


def is_quotation(match: Match, common_words: WordIndices = frozenset()) -> bool:
    """Whether the evidence suffices to call the passage quoted from its release.

    `common_words` are those that releases have in common; they count for nothing.
    """
    if not has_enough_words(match, common_words):
        return False
    word_points = _weigh_words(match, common_words)
    if word_points + MAX_CONTEXT_POINTS < MIN_QUOTATION_POINTS:
        return False
    return word_points + _weigh_context(match) >= MIN_QUOTATION_POINTS


def has_enough_words(match: Match, common_words: WordIndices = frozenset()) -> bool:
    """Whether a passage has the words that a quotation needs, whatever else speaks for it."""
    if _is_sentence(match, common_words):
        return True
    score = _score_words(match, common_words)
    if match.is_marked:
        return match.equal_words >= MIN_MARKED_WORDS and score >= MIN_MARKED_SCORE
    return (
        match.equal_words >= MIN_UNMARKED_WORDS
        and score >= MIN_UNMARKED_SCORE
        and scoring.longest_run_words(match.alignment) >= MIN_UNMARKED_RUN_WORDS
    )


def bound_context(
    days: int, *, is_agency_mentioned: bool, is_official_named: bool, is_marked: bool
) -> float:
    """Return the most points that may point to a release, before its text is read.

    The article may name an official of the agency only, but hardly of an old release if it doesn't
    mark the passage as quoted, or gives nobody the title of an office.
    """
    points, is_old = _weigh_days(days), days > OLD_AFTER_DAYS
    if is_agency_mentioned or not is_old or (is_marked and is_official_named):
        points += AGENCY_NEARBY_POINTS
    if is_marked and not is_old:
        points += UNIQUE_POINTS
    return min(points or UNLIKELY_SOURCE_POINTS, MAX_CONTEXT_POINTS)


def bound_chain(match: Match) -> float:
    """Return the most points that a passage may have of which only the chain of runs is known."""
    points = (
        _score_words(match, frozenset())
        + MAX_FLANK_SCORE
        + min(match.equal_words + MAX_EQUAL_FLANK_WORDS, MAX_COUNTED_WORDS) / WORDS_PER_POINT
        + SENTENCE_POINTS
        + MARKED_POINTS * match.is_marked
    )
    is_named = bool(match.agency_anywhere)
    if match.is_stated_source:
        return points + MAX_CONTEXT_POINTS
    return points + bound_context(
        match.days_apart,
        is_agency_mentioned=is_named,
        is_official_named=is_named,
        is_marked=is_named,
    )


def collect_evidence(match: Match) -> Evidence:
    """Return the evidence for a passage."""
    return Evidence(
        run_words=scoring.longest_run_words(match.alignment),
        agency=match.agency_nearby or match.agency_anywhere,
        is_agency_nearby=bool(match.agency_nearby),
        is_quoted_elsewhere=match.is_quoted_elsewhere,
        is_stated_source=match.is_stated_source,
    )


def _weigh_words(match: Match, common_words: WordIndices) -> float:
    return (
        _score_words(match, common_words)
        + min(match.equal_words, MAX_COUNTED_WORDS) / WORDS_PER_POINT
        + SENTENCE_POINTS * _is_sentence(match, common_words)
        + MARKED_POINTS * match.is_marked
    )


def _score_words(match: Match, common_words: WordIndices) -> float:
    article, release = match.article.tokenized, match.release.tokenized
    return scoring.score_alignment(match.alignment, article, release, common_words)


def _is_sentence(match: Match, common_words: WordIndices) -> bool:
    return match.is_full_sentence and match.equal_words >= MIN_SENTENCE_WORDS and not common_words


def _weigh_context(match: Match) -> float:
    """Return the points of what else points to the release, or of nothing pointing to it."""
    points = (
        _weigh_days(match.days_apart)
        + _weigh_mentions(match)
        + QUOTED_ELSEWHERE_POINTS * match.is_quoted_elsewhere
        + STATED_SOURCE_POINTS * match.is_stated_source
    )
    is_old = match.days_apart > OLD_AFTER_DAYS
    penalty = OLD_ALTERED_POINTS if is_old and match.grade is Grade.ALTERED else 0
    if match.is_unique and match.is_marked and not is_old and len(match.alignment.runs) == 1:
        points += UNIQUE_POINTS
    return min(points or UNLIKELY_SOURCE_POINTS, MAX_CONTEXT_POINTS) + penalty


def _weigh_days(days: int) -> int:
    if days > OLD_AFTER_DAYS:
        return 0
    return WEEK_POINTS if days <= RECENT_DAYS else MONTH_POINTS


def _weigh_mentions(match: Match) -> int:
    if match.agency_nearby:
        return AGENCY_NEARBY_POINTS
    return AGENCY_POINTS if match.agency_anywhere else 0
