"""An article and the releases that it may quote, prepared for comparison."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from articles.core.arrays import FlagArray
from articles.core.dates import PartialDate
from articles.core.text import Span, split_paragraphs
from articles.quoting.alignment.seeds import TokenizedText, tokenize_text
from articles.quoting.text import quotation_marks
from articles.quoting.text.agency_mentions import find_mention
from articles.quoting.text.tokens import WordRange

OLD_AFTER_DAYS = 30
"""Days after a release from which on an article is less likely to quote it."""
UNKNOWN_DAYS = 10**6
"""Days between two dates one of which is unknown."""


class StatedSource(NamedTuple):
    """A release that the record of an article names as its source; what it doesn't say is empty."""

    key: str = ""
    url: str = ""
    agency: str = ""
    title: str = ""
    released: str = ""
    """In ISO 8601."""


@dataclass(frozen=True)
class ArticleText:
    """An article that is searched for quotations."""

    text: str
    published: PartialDate | None = None
    stated_sources: tuple[StatedSource, ...] = ()

    def may_quote(self, released: PartialDate | None) -> bool:
        """Whether a release of that date could be quoted: unless it is surely later."""
        return not (released and self.published and released.is_surely_after(self.published))

    def days_apart(self, released: PartialDate | None) -> int:
        """Return the days between release and article; `UNKNOWN_DAYS` if either has no date."""
        if not (released and self.published):
            return UNKNOWN_DAYS
        return abs((self.published.last_day - released.first_day).days)

    def is_far_in_time(self, released: PartialDate | None) -> bool:
        """Whether a release of that date is old, or either date is unknown."""
        return self.days_apart(released) > OLD_AFTER_DAYS


@dataclass(frozen=True)
class CandidateRelease:
    """A text of a release that an article may quote.

    `number` is the caller's, `key` decides between equals. `record_key` is the same for all
    versions of one release; those that are no longer current are `superseded`.
    """

    number: int
    key: str
    text: str
    released: PartialDate | None = None
    agencies: tuple[str, ...] = ()
    superseded: bool = False
    record_key: str = ""
    title: str = ""
    url: str = ""

    @property
    def tokenized(self) -> TokenizedText:
        return tokenize_text(self.text)

    def is_meant_by(self, source: StatedSource) -> bool:
        """Whether an article means it: by key, by URL, or by agency and title, else date."""
        if source.key or source.url:
            return source.key == self.identity or bool(source.url and source.url == self.url)
        if source.agency.casefold() not in {name.casefold() for name in self.agencies}:
            return False
        if source.title:
            return source.title.casefold() == self.title.casefold()
        return self.released is not None and source.released == self.released.iso

    @property
    def identity(self) -> str:
        """What all versions of one release have in common, and no two releases."""
        return self.record_key or self.key


@dataclass(frozen=True, eq=False)
class PreparedArticle:
    """An article with all that comparing it with releases needs, each computed once."""

    content: ArticleText
    _mentions: dict[tuple[str, ...], str] = field(default_factory=dict, init=False)

    @cached_property
    def tokenized(self) -> TokenizedText:
        return TokenizedText(self.content.text)

    @cached_property
    def inline_quotes(self) -> list[Span]:
        return quotation_marks.find_inline_quotes(self.content.text)

    @cached_property
    def block_quotes(self) -> list[Span]:
        return quotation_marks.find_block_quotes(self.content.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        return split_paragraphs(self.content.text)

    @cached_property
    def short_quotes(self) -> list[WordRange]:
        """The words of the inline quotes that are short."""
        quotes = map(self.tokenized.tokens.words_in, self.inline_quotes)
        return [words for words in quotes if quotation_marks.is_short_quote(words.length)]

    @cached_property
    def quoted_words(self) -> FlagArray:
        """Which words are marked as quoted."""
        flags = np.zeros(len(self.tokenized.tokens), np.bool_)
        for quote in (*self.inline_quotes, *self.block_quotes):
            start, end = self.tokenized.tokens.words_in(quote)
            flags[start:end] = True
        return flags

    def find_mention(self, agencies: tuple[str, ...]) -> str:
        """Return the first of these names of agencies that it mentions, as it is written there.

        "" if it mentions none.
        """
        if agencies not in self._mentions:
            self._mentions[agencies] = find_mention(agencies, self.content.text)
        return self._mentions[agencies]

    def count_quoted_characters(self, passage: Span) -> int:
        """Return how many characters of a passage the article marks as quoted."""
        count = quotation_marks.count_quoted_characters
        return count(passage, self.inline_quotes) + count(passage, self.block_quotes)
