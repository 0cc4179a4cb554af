"""Match one article with one candidate release: the passages that both contain."""

from dataclasses import dataclass
from functools import cached_property

from articles.core.text import Span, paragraph_index_at
from articles.quoting.alignment import departures, scoring, spans
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.attribution.grading import grade_passage
from articles.quoting.attribution.texts import CandidateRelease, PreparedArticle
from articles.quoting.grades import Grade
from articles.quoting.text.agency_mentions import (
    find_mention,
    find_office_holder,
)
from articles.quoting.text.officials import find_officials, mentions_name, names_official

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
    is_quoted_elsewhere: bool = False
    """Whether the article surely quotes the release in another passage."""
    is_unique: bool = False
    """Whether surely no other release of the archive has any of its words in a row."""

    @property
    def equal_words(self) -> int:
        return self.alignment.equal_words

    @property
    def days_apart(self) -> int:
        return self.article.content.days_apart(self.release.released)

    @cached_property
    def is_stated_source(self) -> bool:
        """Whether the article's record names the release as a source."""
        return any(map(self.release.is_meant_by, self.article.content.stated_sources))

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
        gap_departures = [
            departures.classify_gap(gap, article.tokens, release.tokens)
            for gap in self.alignment.gaps
        ]
        passage = self.article_span.extract(article.text)
        original = self.release_span.extract(release.text)
        return grade_passage(passage, original, gap_departures)

    @cached_property
    def is_full_sentence(self) -> bool:
        """Whether it is whole sentences in both texts, and no word of them was changed."""
        return not any(self.alignment.gaps) and scoring.find_shared_boundaries(
            self.alignment, self.article.tokenized, self.release.tokenized
        ) == (True, True)

    @cached_property
    def is_marked(self) -> bool:
        """Whether the article marks it as quoted, or most of it."""
        passage = self.article.tokenized.tokens.span(self.alignment.article_words)
        quoted_characters = self.article.count_quoted_characters(passage)
        return quoted_characters >= MIN_MARKED_SHARE * len(passage)

    @cached_property
    def agency_nearby(self) -> str:
        """How the article mentions the agency, or an official of it, near the passage.

        Near is shortly before the passage, or after it in its paragraph. "" if it doesn't.
        """
        text, passage = self.article.content.text, self.article_span
        paragraphs = self.article.paragraphs
        paragraph = paragraphs[paragraph_index_at(paragraphs, passage.start)]
        text_before = text[max(0, passage.start - MAX_CHARACTERS_AFTER_AGENCY) : passage.start]
        text_after = text[passage.end : paragraph.end]
        text_nearby = f"{text_before}\n{text_after}"
        officials = (find_office_holder(self.release.agencies), *self._officials)
        return find_mention(self.release.agencies, text_nearby) or next(
            (name for name in officials if name and mentions_name(name, text_nearby)), ""
        )

    @property
    def agency_anywhere(self) -> str:
        """How the article mentions the agency, or an official of it, anywhere; "" if it doesn't."""
        return self.article.find_mention(self.release.agencies) or next(iter(self._officials), "")

    @cached_property
    def _officials(self) -> list[str]:
        """The last names of the officials of the agency whom both texts name.

        None for the office of one person: its releases name the officials of other agencies.
        """
        if find_office_holder(self.release.agencies):
            return []
        text = self.article.content.text
        return [
            last_name
            for given_name, last_name in find_officials(self.release.text)
            if last_name in text and names_official(text, given_name, last_name)
        ]


def contains_passage(match: Match, passage: Match) -> bool:
    """Whether a match has (nearly) all equal words of another one of the same article."""
    words = passage.alignment.article_words
    common = sum(words.count_overlap(run.article_words) for run in match.alignment.runs)
    return common >= MIN_CONTAINED_SHARE * passage.equal_words
