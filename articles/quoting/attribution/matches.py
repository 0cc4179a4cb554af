"""Match one article with one candidate release: the passages that both contain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.core.text import Span, paragraph_index_at
from articles.quoting.alignment import boundaries, chaining, gaps, scoring, spans
from articles.quoting.alignment.seeds import EqualRun
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.attribution.grading import grade_passage
from articles.quoting.attribution.texts import CandidateRelease, PreparedArticle
from articles.quoting.grades import Grade
from articles.quoting.text.agency_mentions import mentions_any

UNLIKELY_SOURCE_FACTOR = 2
"""How many times the usual score a release needs that is old, or of unknown date, if the article
never names its agency."""
MIN_MARKED_SHARE = 0.5
"""The share of a passage's characters that makes it a marked one if they are marked as quoted."""
MIN_CONTAINED_SHARE = 0.9
"""The share of a passage's equal words that another match must have to contain it."""
MAX_CHARACTERS_AFTER_AGENCY = 300
"""Characters before a passage within which a mention of the agency is near it."""


@dataclass(frozen=True, eq=False)
class Match:
    """A passage of an article that is also in a release."""

    article: PreparedArticle
    release: CandidateRelease
    alignment: Alignment

    @property
    def equal_words(self) -> int:
        return self.alignment.equal_words

    @property
    def days_apart(self) -> int:
        return self.article.content.days_apart(self.release.released)

    @cached_property
    def is_unlikely_source(self) -> bool:
        """Whether nothing points to the release: neither its date nor a mention of its agency."""
        is_far = self.article.content.is_far_in_time(self.release.released)
        return is_far and not self.article.mentions(self.release.agencies)

    @property
    def article_span(self) -> Span:
        return self._spans[0]

    @property
    def release_span(self) -> Span:
        return self._spans[1]

    @cached_property
    def _spans(self) -> tuple[Span, Span]:
        return spans.locate_passage(self.alignment, self.article.tokenized, self.release.tokenized)

    @cached_property
    def grade(self) -> Grade:
        article, release = self.article.tokenized, self.release.tokenized
        departures = [
            gaps.classify_gap(gap, article.tokens, release.tokens) for gap in self.alignment.gaps
        ]
        passage = self.article_span.extract(article.text)
        original = self.release_span.extract(release.text)
        return grade_passage(passage, original, departures)

    @cached_property
    def is_full_sentence(self) -> bool:
        """Whether it is whole sentences in both texts, and no word of them was changed."""
        return len(self.alignment.runs) == 1 and scoring.find_shared_boundaries(
            self.alignment, self.article.tokenized, self.release.tokenized
        ) == (True, True)

    @property
    def _begins_small(self) -> bool:
        """Whether its first letter in the article is a small one, as within a sentence."""
        first_word = self.article.tokenized.tokens.text_of(self.alignment.article_words.start)
        return first_word[0].islower()

    def is_quotation(self, ignored_words: frozenset[int] = frozenset()) -> bool:
        """Whether its words alone show that it is a quotation.

        Words of the article with the indices `ignored_words` count for nothing.
        """
        if (
            self.is_full_sentence
            and self.equal_words >= scoring.MIN_SENTENCE_WORDS
            and not ignored_words
            and not (self.is_unlikely_source and self._begins_small)
        ):
            return True
        article = self.article.tokenized
        passage = article.tokens.span(self.alignment.article_words)
        score = scoring.score_alignment(
            self.alignment, article, self.release.tokenized, ignored_words
        )
        is_low = score < UNLIKELY_SOURCE_FACTOR * scoring.MIN_UNMARKED_SCORE
        if is_low and self.is_unlikely_source:
            score /= UNLIKELY_SOURCE_FACTOR
        if self.article.count_quoted_characters(passage) >= MIN_MARKED_SHARE * len(passage):
            enough_words = self.equal_words >= scoring.MIN_MARKED_WORDS
            return enough_words and score >= scoring.MIN_MARKED_SCORE
        longest = scoring.longest_run_words(self.alignment)
        return score >= scoring.MIN_UNMARKED_SCORE and longest >= scoring.MIN_UNMARKED_RUN_WORDS


def contains_passage(match: Match, passage: Match) -> bool:
    """Whether a match has (nearly) all equal words of another one of the same article."""
    words = passage.alignment.article_words
    common = sum(words.count_overlap(run.article_words) for run in match.alignment.runs)
    return common >= MIN_CONTAINED_SHARE * passage.equal_words


def mentions_agency_nearby(match: Match) -> bool:
    """Whether the article mentions the agency shortly before the passage, or after it in its
    paragraph."""
    text, passage = match.article.content.text, match.article_span
    paragraphs = match.article.paragraphs
    paragraph = paragraphs[paragraph_index_at(paragraphs, passage.start)]
    text_before = text[max(0, passage.start - MAX_CHARACTERS_AFTER_AGENCY) : passage.start]
    text_after = text[passage.end : paragraph.end]
    return mentions_any(match.release.agencies, f"{text_before}\n{text_after}")


def find_confident_matches(
    article: PreparedArticle, release: CandidateRelease, runs: Sequence[EqualRun]
) -> Iterator[Match]:
    """Yield the passages of a release that are quotations by their words alone.

    `runs` are all runs of equal words that it shares with the article.
    """
    for chain in chaining.find_chains(runs, article.tokenized, release.tokenized):
        if _is_promising(article, chain):
            match = Match(article, release, _align_chain(chain, article, release))
            if match.is_quotation():
                yield match


def find_short_quote_matches(
    article: PreparedArticle, release: CandidateRelease, runs: Sequence[EqualRun]
) -> Iterator[Match]:
    """Yield the short quotes of the article that are entirely within a run of equal words."""
    for words in article.short_quotes:
        for run in runs:
            if run.article_start <= words.start and words.end <= run.article_end:
                release_start = run.release_start + words.start - run.article_start
                quote = EqualRun(words.start, release_start, words.length)
                yield Match(article, release, Alignment.from_runs([quote]))


def _is_promising(article: PreparedArticle, chain: Sequence[EqualRun]) -> bool:
    """Whether a chain is worth aligning: long or distinctive, and if short, marked as quoted."""
    if sum(run.length for run in chain) < scoring.MIN_SENTENCE_WORDS and not any(
        scoring.has_distinctive_word(article.tokenized, run) for run in chain
    ):
        return False
    if max(run.length for run in chain) >= scoring.MIN_UNMARKED_RUN_WORDS:
        return True
    words = Alignment.from_runs(chain).article_words
    return article.count_quoted_characters(article.tokenized.tokens.span(words)) > 0


def _align_chain(
    chain: list[EqualRun], article: PreparedArticle, release: CandidateRelease
) -> Alignment:
    texts = article.tokenized, release.tokenized
    return boundaries.extend_to_boundaries(chaining.fill_gaps(chain, *texts), *texts)
