"""Read stored quotations with their texts, and rebuild the matches that they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.core.ids import TextNumber
from articles.core.text import Span
from articles.linking.candidate_releases import ReleaseReader
from articles.linking.indexed_texts import read_agencies
from articles.linking.stated_sources import read_stated_sources
from articles.models import EarlierVersion, Holding, Quotation
from articles.models.quotations import decode_part
from articles.quoting.alignment import seeds
from articles.quoting.alignment.seeds import EqualRun, TokenizedText
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.attribution import match_search
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle

type VersionName = tuple[str, int | None]
"""The key of a release, and the number of an earlier version; None for the current one."""


@dataclass(frozen=True)
class StoredQuotation:
    """A quotation, its article, and the releases that it and its holdings refer to.

    `candidates` lacks versions that are not in the index with a text of their own.
    """

    row: Quotation
    article: PreparedArticle
    candidates: dict[VersionName, CandidateRelease]
    is_quoted_elsewhere: bool
    """Whether another passage of the article is quoted from the same release."""

    @property
    def candidate(self) -> CandidateRelease | None:
        return self._find_candidate(self.row)

    def iter_holdings(self) -> Iterator[tuple[Holding, CandidateRelease | None]]:
        """Yield the rows of other releases that contain the passage, each with its text."""
        return ((row, self._find_candidate(row)) for row in self.row.holdings.all())

    def _find_candidate(self, row: Quotation | Holding) -> CandidateRelease | None:
        return self.candidates.get((row.release.key, row.version)) if row.release else None


def read_quotations(rows: QuerySet[Quotation]) -> Iterator[StoredQuotation]:
    """Yield the quotations, in any order. Raises ValueError if a text cannot be read."""
    siblings = Quotation.objects.filter(
        article=OuterRef("article"), release=OuterRef("release"), shared=False
    ).exclude(pk=OuterRef("pk"))
    quoted_again = set(rows.filter(Exists(siblings)).values_list("pk", flat=True))
    quotations = list(
        rows.select_related("article", "release", "third_source").prefetch_related(
            "holdings__release"
        )
    )
    names = {number: name for name, number in _find_text_numbers(quotations).items()}
    releases = ReleaseReader(read_agencies()).read_releases(names.keys())
    candidates = {names[number]: release.candidate for number, release in releases.items()}
    articles = {
        quotation.article_id: PreparedArticle(_read_article(quotation)) for quotation in quotations
    }
    for quotation in quotations:
        own_candidates = {
            name: candidates[name] for name in _version_names([quotation]) if name in candidates
        }
        article, is_quoted_again = articles[quotation.article_id], quotation.pk in quoted_again
        yield StoredQuotation(quotation, article, own_candidates, is_quoted_again)


def _read_article(quotation: Quotation) -> ArticleText:
    article = quotation.article
    stated_sources = read_stated_sources(article.quotes)
    return ArticleText(article.text, article.published, stated_sources)


def _version_names(quotations: Sequence[Quotation]) -> set[VersionName]:
    return {(row.release.key, row.version) for row in _release_rows(quotations) if row.release}


def _release_rows(quotations: Sequence[Quotation]) -> list[Quotation | Holding]:
    """Return the rows that refer to releases: the quotations, and their holdings."""
    holdings = (row for quotation in quotations for row in quotation.holdings.all())
    return [*quotations, *holdings]


def _find_text_numbers(quotations: Sequence[Quotation]) -> dict[VersionName, TextNumber]:
    """Return the text number of each version referred to, if it has one."""
    current: dict[VersionName, TextNumber] = {
        (row.release.key, None): TextNumber(row.release.text_number)
        for row in _release_rows(quotations)
        if row.release and row.version is None and row.release.text_number
    }
    return current | _find_earlier_numbers(_version_names(quotations))


def _find_earlier_numbers(names: set[VersionName]) -> dict[VersionName, TextNumber]:
    conditions = [Q(key=key, number=version) for key, version in names if version]
    if not conditions:
        return {}
    rows = EarlierVersion.objects.filter(
        reduce(or_, conditions), kind="release", text_number__isnull=False
    )
    return {
        (row.key, row.number): TextNumber(row.text_number)
        for row in rows.only("key", "number", "text_number")
        if row.text_number
    }


def rebuild_match(
    quotation: StoredQuotation, candidate: CandidateRelease, release_span: Span
) -> Match | None:
    """Return the match that a quotation stands for if its passages and parts are right.

    None if it has no parts, or one that is not whole words, or not equal words in both texts.
    """
    article, release = quotation.article.tokenized, candidate.tokenized
    runs = [_find_run(part, article, release) for part in quotation.row.parts]
    equal_runs = [run for run in runs if run]
    if not equal_runs or len(equal_runs) < len(runs):
        return None
    article_words = article.tokens.words_in(quotation.row.article_span)
    release_words = release.tokens.words_in(release_span)
    alignment = Alignment(tuple(equal_runs), article_words, release_words)
    return Match(quotation.article, candidate, alignment, quotation.is_quoted_elsewhere)


def _find_run(
    part: Sequence[int], article: TokenizedText, release: TokenizedText
) -> EqualRun | None:
    article_span, release_span = decode_part(part)
    article_words = article.tokens.words_in(article_span)
    release_words = release.tokens.words_in(release_span)
    if article.hash_list[slice(*article_words)] != release.hash_list[slice(*release_words)]:
        return None
    length = article_words.length
    return EqualRun(article_words.start, release_words.start, length) if length > 0 else None


def find_overlapping_matches(
    quotation: StoredQuotation, candidate: CandidateRelease
) -> Iterator[Match]:
    """Yield the matches of the article with a release that overlap the quotation."""
    runs = seeds.find_seeds(quotation.article.tokenized, candidate.tokenized)
    for find_matches in (match_search.find_matches, match_search.find_short_quote_matches):
        for match in find_matches(quotation.article, candidate, runs):
            if match.article_span.count_overlap(quotation.row.article_span):
                yield match
