"""Releases that the archive knows only from the articles that name and quote them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.core.dates import PartialDate
from articles.core.ids import EditionNumber
from articles.core.problems import Problem
from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs, strip_block_marks
from articles.exchange import schema
from articles.linking import profile_figures
from articles.linking.quotation_addresses import end_addresses
from articles.loading import keys
from articles.loading.authorities import AuthorityResolver
from articles.models import Article, Duplicate, PressRelease, Quotation

type ReleaseMention = tuple[Article, schema.Source]
"""An article, and the release that it names as its source."""
type MissingReleases = dict[str, list[ReleaseMention]]
"""Namings of releases that the archive doesn't have, by the key of the release."""


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What syncing changed, and what it could not make."""

    problems: list[Problem]
    """Releases that articles name and that can be neither found nor made."""
    article_ids: set[int]
    """Articles whose quotations may have changed."""


def sync_quoted_only_releases(
    edition_number: EditionNumber, authorities: AuthorityResolver
) -> SyncOutcome:
    """Create, update and delete the releases known only by quotation, as the articles name them.

    The text of such a release is the passages that the articles naming it mark as block quotes.
    """
    mentions: MissingReleases = defaultdict(list)
    problems = list(_collect_missing(mentions, authorities))
    article_ids = {
        article_id
        for key, namings in mentions.items()
        for article_id in _save_release(key, namings, edition_number, authorities)
    }
    return SyncOutcome(problems, article_ids | _delete_unnamed(mentions, edition_number))


def _delete_unnamed(mentions: MissingReleases, edition_number: EditionNumber) -> set[int]:
    """Delete releases that no article names anymore; return the ids of articles quoting them."""
    releases = PressRelease.objects.filter(known_by_quotation=True).exclude(key__in=mentions)
    if not releases.exists():
        return set()
    article_ids = _ids_of_articles_quoting(releases)
    keys = list(releases.values_list("key", flat=True))
    duplicates = Duplicate.objects.filter(kind=PressRelease.kind)
    duplicates.filter(Q(key__in=keys) | Q(other__in=keys)).delete()
    end_addresses(Quotation.objects.filter(release__in=releases), edition_number)
    with profile_figures.recount_articles(article_ids):
        releases.delete()
    return article_ids


def _ids_of_articles_quoting(releases: QuerySet[PressRelease]) -> set[int]:
    articles = Article.objects.filter(quotations__release__in=releases)
    return set(articles.values_list("pk", flat=True))


def _collect_missing(
    mentions: MissingReleases, authorities: AuthorityResolver
) -> Iterator[Problem]:
    """Add each release that a live article names to `missing`; yield those that can't be made."""
    articles = Article.objects.live().exclude(quotes=[])
    for article in articles.order_by("published", "key").iterator():
        sources = [schema.Source.model_validate(source, strict=False) for source in article.quotes]
        yield from (
            Problem(article.key, "quotes.release", source.release, "no release has this key")
            for source in sources
            if source.release and not PressRelease.objects.filter(key=source.release).exists()
        )
        described_sources = [source for source in sources if not source.release]
        yield from _collect_described(article, described_sources, mentions, authorities)


def _collect_described(
    article: Article,
    sources: list[schema.Source],
    mentions: MissingReleases,
    authorities: AuthorityResolver,
) -> Iterator[Problem]:
    absent = [source for source in sources if not _is_in_archive(source, authorities)]
    if len(absent) > 1:
        reason = (
            f"names {len(absent)} releases that aren't in this archive, but not which passage "
            "comes from which"
        )
        yield Problem(article.key, "quotes", "", reason)
    elif absent and not (absent[0].agency and (absent[0].title or absent[0].released)):
        reason = (
            "names a release that isn't in this archive without its agency and its title or date"
        )
        yield Problem(article.key, "quotes", "", reason)
    elif absent and not list(_unlocated_block_quotes(article)):
        reason = (
            "names a release that isn't in this archive, but marks no passage as quoted from it"
        )
        yield Problem(article.key, "quotes", "", reason)
    elif absent:
        mentions[_key_of(absent[0], authorities)].append((article, absent[0]))


def _key_of(source: schema.Source, authorities: AuthorityResolver) -> str:
    agency = authorities.resolve_agency(source.agency or "").key
    return keys.make_release_key(agency, source.released, None, source.title, "")


def _is_in_archive(source: schema.Source, authorities: AuthorityResolver) -> bool:
    """Whether a release with a text of its own has the address, or agency, date and title."""
    condition = Q(url=source.url) if source.url else Q(pk__in=[])
    if source.agency and (source.title or source.released):
        condition |= Q(key=_key_of(source, authorities))
    releases = PressRelease.objects.filter(known_by_quotation=False)
    return releases.filter(condition).exists() or _has_same_title(releases, source, authorities)


def _has_same_title(
    releases: QuerySet[PressRelease], source: schema.Source, authorities: AuthorityResolver
) -> bool:
    """Whether a release of that agency and title may be of that date, as far as both are known."""
    if not (source.agency and source.title):
        return False
    agency = authorities.resolve_agency(source.agency)
    namesakes = releases.filter(agency=agency, title__iexact=source.title).only("released")
    return any(_may_be_same_day(release.released, source.released) for release in namesakes)


def _may_be_same_day(first_date: PartialDate | None, second_date: PartialDate | None) -> bool:
    return not (first_date and second_date) or not (
        first_date.is_surely_after(second_date) or second_date.is_surely_after(first_date)
    )


def _unlocated_block_quotes(article: Article) -> Iterator[str]:
    """Yield the block quotes that come from no release with a text of its own."""
    passages = [
        quotation.article_span
        for quotation in article.quotations.filter(release__known_by_quotation=False)
    ]
    for span in split_paragraphs(article.text):
        if article.text.startswith(BLOCK_QUOTE_MARK, span.start) and not _overlaps_any(
            span, passages
        ):
            lines = "\n".join(span.extract(article.text).splitlines())
            passage = strip_block_marks(lines).strip()
            if passage:
                yield passage


def _overlaps_any(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.count_overlap(passage) for passage in spans)


def _save_release(
    key: str,
    namings: list[ReleaseMention],
    edition_number: EditionNumber,
    authorities: AuthorityResolver,
) -> set[int]:
    """Create or update the release known only by quotation.

    Return the ids of the articles whose quotations that may have changed.
    """
    source = namings[0][1]
    passages = (passage for article, _ in namings for passage in _unlocated_block_quotes(article))
    fields = {
        "title": source.title or "",
        "url": source.url or "",
        "text": "\n\n".join(dict.fromkeys(passages)),
        "agency": authorities.resolve_agency(source.agency or ""),
        "city": authorities.resolve_city(source.city) if source.city else None,
        "released": source.released,
        "fiction": all(article.fiction for article, _ in namings),
        "known_by_quotation": True,
    }
    if PressRelease.objects.filter(key=key, **fields).exists():
        return set()
    article_ids = _ids_of_articles_quoting(PressRelease.objects.filter(key=key))
    fields |= {"edition_id": edition_number, "text_number": None}
    with profile_figures.recount_articles(article_ids):
        PressRelease.objects.update_or_create(key=key, defaults=fields)
    return article_ids | {article.pk for article, _ in namings}
