"""What one release claims of an article: passages that both have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from articles.core.dates import PartialDate
from articles.core.text import Span, paragraphs
from articles.quoting.alignment import boundaries, chaining, gaps, scoring, seeds, spans
from articles.quoting.alignment.chaining import Alignment
from articles.quoting.alignment.seeds import Block, Text
from articles.quoting.attribution import grades
from articles.quoting.text import agency_mentions, quotation_marks
from articles.quoting.text.tokens import Flags

SHORT = (4, 12)
"""Words of a short quote, which may be too few to say by themselves where they come from."""
OLD = 90
"""Days after which an article quotes a release by its words only if they are many."""
REMOTE = 2
"""How many times the words must say so of an old release whose agency the article never names."""
UNKNOWN = 10**6
"""Days that stand for those between dates of which one is not known."""


@dataclass(frozen=True)
class Piece:
    """An article as it is searched for quotations."""

    text: str
    published: PartialDate | None = None

    def may_quote(self, released: PartialDate | None) -> bool:
        """Whether a release of that date is not surely later."""
        return not (released and self.published and released.surely_after(self.published))

    def days_from(self, released: PartialDate | None) -> int:
        """The days from a release to the article; `UNKNOWN` where either has no date."""
        if not (released and self.published):
            return UNKNOWN
        return abs((self.published.latest - released.earliest).days)

    def is_far_from(self, released: PartialDate | None) -> bool:
        """Whether a release of that date is surely old."""
        return OLD < self.days_from(released) < UNKNOWN


@dataclass(frozen=True)
class Candidate:
    """A text of a release that an article may quote.

    `number` is the caller's own; `key` decides between equals; `record` is the same for all
    versions of one release, of which those that stand no more are `superseded`.
    """

    number: int
    key: str
    text: str
    released: PartialDate | None = None
    agencies: tuple[str, ...] = ()
    superseded: bool = False
    record: str = ""

    @property
    def prepared(self) -> Text:
        return seeds.prepared(self.text)


@dataclass(frozen=True, eq=False)
class Article:
    """An article with what all candidates need to know of it, found once."""

    piece: Piece
    _names: dict[tuple[str, ...], bool] = field(default_factory=dict, init=False)

    @cached_property
    def text(self) -> Text:
        return Text(self.piece.text)

    @cached_property
    def inline(self) -> list[Span]:
        return quotation_marks.inline(self.piece.text)

    @cached_property
    def blocks(self) -> list[Span]:
        return quotation_marks.blocks(self.piece.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        return paragraphs(self.piece.text)

    @cached_property
    def short_quotes(self) -> list[tuple[int, int]]:
        """What stands between quotation marks and is short: the first word and the end."""
        words = self.text.words
        edges = ((span.start, span.end) for span in self.inline)
        places = [tuple(np.searchsorted(words.starts, edge).tolist()) for edge in edges]
        return [(first, end) for first, end in places if SHORT[0] <= end - first <= SHORT[1]]

    @cached_property
    def quoted(self) -> Flags:
        """Which words are marked as quoted."""
        flags = np.zeros(len(self.text.words), np.bool_)
        for span in (*self.inline, *self.blocks):
            first, end = np.searchsorted(self.text.words.starts, (span.start, span.end))
            flags[first:end] = True
        return flags

    def names(self, agencies: tuple[str, ...]) -> bool:
        """Whether any of these names stands anywhere in it."""
        if agencies not in self._names:
            self._names[agencies] = agency_mentions.named(agencies, self.piece.text)
        return self._names[agencies]

    def marked(self, passage: Span) -> int:
        """How many characters of a passage the article marks as quoted."""
        return quotation_marks.covered(passage, self.inline) + quotation_marks.covered(
            passage, self.blocks
        )


@dataclass(frozen=True, eq=False)
class Claim:
    """A passage of an article that a candidate holds."""

    article: Article
    candidate: Candidate
    found: Alignment

    @property
    def theirs(self) -> Text:
        return self.candidate.prepared

    @property
    def equal(self) -> int:
        return self.found.equal

    @property
    def days(self) -> int:
        return self.article.piece.days_from(self.candidate.released)

    @cached_property
    def is_remote(self) -> bool:
        """Whether neither date nor agency speak for it: the release is old, and nobody named."""
        far = self.article.piece.is_far_from(self.candidate.released)
        return far and not self.article.names(self.candidate.agencies)

    @cached_property
    def spans(self) -> tuple[Span, Span]:
        """The passage in the article and in the release."""
        return spans.spans(self.found, self.article.text, self.theirs)

    @cached_property
    def grade(self) -> grades.Grade:
        here, there = self.spans
        ours, theirs = self.article.text, self.theirs
        departures = [gaps.departure(gap, ours.words, theirs.words) for gap in self.found.gaps]
        return grades.grade(here.of(ours.text), there.of(theirs.text), departures)

    @cached_property
    def is_whole(self) -> bool:
        """Whether both texts have it as whole sentences, and no word of it is changed."""
        return len(self.found.blocks) == 1 and scoring.bounds(
            self.found, self.article.text, self.theirs
        ) == (True, True)

    def is_sure(self, aside: frozenset[int] = frozenset()) -> bool:
        """Whether the words, without those at the places `aside`, say that it is a quotation."""
        if self.is_whole and self.equal >= scoring.SENTENCE and not aside:
            return True
        here = self.article.text.words.span(self.found.here[0], self.found.here[1] - 1)
        score = scoring.score(self.found, self.article.text, self.theirs, aside)
        if score < REMOTE * scoring.UNMARKED and self.is_remote:
            score /= REMOTE
        if self.article.marked(here) * 2 >= len(here):
            return self.equal >= scoring.MARKED_WORDS and score >= scoring.MARKED
        long_run = scoring.longest(self.found) >= scoring.UNMARKED_RUN
        return score >= scoring.UNMARKED and long_run


def sure(article: Article, candidate: Candidate, blocks: Sequence[Block]) -> Iterator[Claim]:
    """The passages of a candidate that are quotations by their words alone.

    `blocks` are all runs that it shares with the article.
    """
    for chain in chaining.chains(blocks, article.text, candidate.prepared):
        if _is_promising(article, chain):
            claim = Claim(article, candidate, _aligned(chain, article.text, candidate.prepared))
            if claim.is_sure():
                yield claim


def short(article: Article, candidate: Candidate, blocks: Sequence[Block]) -> Iterator[Claim]:
    """The short quotes of the article that stand whole within a run that the candidate shares."""
    for first, end in article.short_quotes:
        for block in blocks:
            if block.here <= first and end <= block.here_end:
                found = Block(first, block.there + first - block.here, end - first)
                yield Claim(article, candidate, chaining.of_blocks([found]))


def _is_promising(article: Article, chain: Sequence[Block]) -> bool:
    """Whether a chain is worth aligning: long, or telling, and marked as quoted if it is short."""
    if sum(block.length for block in chain) < scoring.SENTENCE and not any(
        scoring.is_telling(article.text, block) for block in chain
    ):
        return False
    if max(block.length for block in chain) >= scoring.UNMARKED_RUN:
        return True
    return article.marked(article.text.words.span(chain[0].here, chain[-1].here_end - 1)) > 0


def _aligned(chain: list[Block], ours: Text, theirs: Text) -> Alignment:
    return boundaries.settled(chaining.completed(chain, ours, theirs), ours, theirs)
