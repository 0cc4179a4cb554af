"""Quotations with the texts that they are in, and what those texts make of them now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from articles.core.text import Span
from articles.linking.candidate_releases import Releases
from articles.linking.indexed_texts import agencies
from articles.models import EarlierVersion, Holding, Quotation
from articles.quoting.alignment import seeds
from articles.quoting.alignment.chaining import Alignment
from articles.quoting.alignment.seeds import EqualRun, TokenizedText
from articles.quoting.attribution import matches
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle

type Place = tuple[str, int | None]
"""The key of a release, and the number of an earlier version; None of the current one."""


@dataclass(frozen=True)
class Held:
    """A quotation, its article, and the releases that it and its holdings name.

    `texts` has a release, or a version of one, where the index has a text of it.
    """

    quotation: Quotation
    article: PreparedArticle
    texts: dict[Place, CandidateRelease]

    @property
    def candidate(self) -> CandidateRelease | None:
        return self._at(self.quotation)

    @property
    def holdings(self) -> Iterator[tuple[Holding, CandidateRelease | None]]:
        return ((one, self._at(one)) for one in self.quotation.holdings.all())

    def _at(self, row: Quotation | Holding) -> CandidateRelease | None:
        return self.texts.get((row.release.key, row.version)) if row.release else None


def held(rows: QuerySet[Quotation]) -> Iterator[Held]:
    """Those quotations, in no certain order. Raises ValueError where a text cannot be read."""
    found = list(rows.select_related("article", "release").prefetch_related("holdings__release"))
    postings = _postings(found)
    places: dict[int, Place] = {number: place for place, number in postings.items()}
    texts = Releases(agencies()).of(set(places))
    known = {places[number]: text for number, text in texts.items()}
    articles = {one.article_id: PreparedArticle(_piece(one)) for one in found}
    for one in found:
        named = {place: known[place] for place in _places(one) if place in known}
        yield Held(one, articles[one.article_id], named)


def _piece(quotation: Quotation) -> ArticleText:
    return ArticleText(quotation.article.text, quotation.article.published)


def _places(quotation: Quotation) -> Iterator[Place]:
    rows: list[Quotation | Holding] = [quotation, *quotation.holdings.all()]
    return ((row.release.key, row.version) for row in rows if row.release)


def _postings(found: Sequence[Quotation]) -> dict[Place, int]:
    """The number in the index of each text that these name and that has one."""
    rows: list[Quotation | Holding] = [
        *found,
        *(one for quotation in found for one in quotation.holdings.all()),
    ]
    current: dict[Place, int] = {
        (row.release.key, None): row.release.text_number
        for row in rows
        if row.release and row.version is None and row.release.text_number
    }
    return current | _of_versions({(one.release.key, one.version) for one in rows if one.release})


def _of_versions(places: set[Place]) -> dict[Place, int]:
    earlier = [(key, number) for key, number in places if number]
    if not earlier:
        return {}
    wanted = reduce(or_, (Q(key=key, number=number) for key, number in earlier))
    rows = EarlierVersion.objects.filter(wanted, kind="release", text_number__isnull=False)
    return {
        (row.key, row.number): row.text_number
        for row in rows.only("key", "number", "text_number")
        if row.text_number
    }


def rebuilt(one: Held, candidate: CandidateRelease, there: Span) -> Match | None:
    """What the texts make of a quotation whose passages and parts are as kept.

    None where a part does not stand at whole words, or has other words in the other text.
    """
    ours, theirs = one.article.tokenized, candidate.tokenized
    blocks = [_block(part, ours, theirs) for part in one.quotation.parts]
    whole = [block for block in blocks if block]
    if not whole or len(whole) < len(blocks):
        return None
    article_words = ours.tokens.words_in(one.quotation.article_span)
    release_words = theirs.tokens.words_in(there)
    return Match(one.article, candidate, Alignment(tuple(whole), article_words, release_words))


def _block(part: Sequence[int], ours: TokenizedText, theirs: TokenizedText) -> EqualRun | None:
    article_words = ours.tokens.words_in(Span(*part[:2]))
    release_words = theirs.tokens.words_in(Span(*part[2:]))
    if ours.hash_list[slice(*article_words)] != theirs.hash_list[slice(*release_words)]:
        return None
    length = article_words.length
    return EqualRun(article_words.start, release_words.start, length) if length > 0 else None


def claimed(one: Held, candidate: CandidateRelease) -> Iterator[Match]:
    """What a further release has of the article, that touches the quotation."""
    blocks = seeds.find_seeds(one.article.tokenized, candidate.tokenized)
    found = (matches.find_confident_matches, matches.find_short_quote_matches)
    for claim in (claim for find in found for claim in find(one.article, candidate, blocks)):
        if claim.article_span.count_overlap(one.quotation.article_span):
            yield claim
