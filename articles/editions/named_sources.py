"""Releases that articles name as their source, and what is known of those not held."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.core.dates import PartialDate
from articles.core.problems import Problem
from articles.core.text import BLOCK_QUOTE, Span, paragraphs
from articles.exchange import schema
from articles.linking import profile_figures
from articles.loading import keys
from articles.loading.authorities import Authorities
from articles.models import Article, PressRelease

type Named = dict[str, list[tuple[Article, schema.Source]]]
"""The articles that name a release which the archive does not hold, by the release's key."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it."""

    problems: list[Problem]
    """What articles name that can neither be found nor made."""
    articles: set[int]
    """The ids of those whose quotations may have changed."""


def settle(edition: int, authorities: Authorities) -> Settled:
    """Bring the releases known only by quotation in line with what the articles say.

    Such a release is made of the passages that the articles which name it mark as block quotes.
    """
    named: Named = defaultdict(list)
    problems = list(_unheld(named, authorities))
    touched = {
        article
        for key, naming in named.items()
        for article in _make(key, naming, edition, authorities)
    }
    return Settled(problems, touched | _give_up(named))


def _give_up(named: Named) -> set[int]:
    """Delete what is named no longer; returns the articles (by id) that were found to quote it."""
    nameless = PressRelease.objects.filter(known_by_quotation=True).exclude(key__in=named)
    if not nameless.exists():
        return set()
    quoted = Article.objects.filter(quotations__release__in=nameless)
    quoting = set(quoted.values_list("pk", flat=True))
    with profile_figures.recounted(quoting):
        nameless.delete()
    return quoting


def _unheld(named: Named, authorities: Authorities) -> Iterator[Problem]:
    naming = Article.objects.standing().exclude(quotes=[])
    for article in naming.order_by("published", "key").iterator():
        sources = [schema.Source.model_validate(source, strict=False) for source in article.quotes]
        yield from (
            Problem(article.key, "quotes.release", source.release, "is held under no such key")
            for source in sources
            if source.release and not PressRelease.objects.filter(key=source.release).exists()
        )
        described = [source for source in sources if not source.release]
        yield from _described(article, described, named, authorities)


def _described(
    article: Article, sources: list[schema.Source], named: Named, authorities: Authorities
) -> Iterator[Problem]:
    missing = [source for source in sources if not _held(source, authorities)]
    if len(missing) > 1:
        reason = f"names {len(missing)} releases not held; which passage is whose is not said"
        yield Problem(article.key, "quotes", "", reason)
    elif missing and not (missing[0].agency and (missing[0].title or missing[0].released)):
        reason = "names a release not held, without its agency and its title or date"
        yield Problem(article.key, "quotes", "", reason)
    elif missing and not list(_block_quotes(article)):
        reason = "names a release not held, and marks no passage as quoted from it"
        yield Problem(article.key, "quotes", "", reason)
    elif missing:
        named[_key(missing[0], authorities)].append((article, missing[0]))


def _key(source: schema.Source, authorities: Authorities) -> str:
    agency = authorities.agency(source.agency or "").key
    return keys.of_release(agency, source.released, None, source.title, "")


def _held(source: schema.Source, authorities: Authorities) -> bool:
    """Whether a release with a text of its own has the address, or agency, date and title."""
    same = Q(url=source.url) if source.url else Q(pk__in=[])
    if source.agency and (source.title or source.released):
        same |= Q(key=_key(source, authorities))
    held = PressRelease.objects.filter(known_by_quotation=False)
    return held.filter(same).exists() or _titled_alike(held, source, authorities)


def _titled_alike(
    held: QuerySet[PressRelease], source: schema.Source, authorities: Authorities
) -> bool:
    """Whether a release of that agency and title may be of that date, as far as both are known."""
    if not (source.agency and source.title):
        return False
    agency = authorities.agency(source.agency)
    alike = held.filter(agency=agency, title__iexact=source.title).only("released")
    return any(_may_be_same(release.released, source.released) for release in alike)


def _may_be_same(one: PartialDate | None, other: PartialDate | None) -> bool:
    return not (one and other) or not (one.surely_after(other) or other.surely_after(one))


def _block_quotes(article: Article) -> Iterator[str]:
    """The paragraphs marked as block quotes that come from no release with a text of its own."""
    located = [
        quotation.in_article
        for quotation in article.quotations.filter(release__known_by_quotation=False)
    ]
    for span in paragraphs(article.text):
        if article.text.startswith(BLOCK_QUOTE, span.start) and not _covered(span, located):
            lines = span.of(article.text).splitlines()
            passage = "\n".join(line.removeprefix(BLOCK_QUOTE) for line in lines).strip()
            if passage:
                yield passage


def _covered(span: Span, located: Iterable[Span]) -> bool:
    return any(span.overlap(other) for other in located)


def _make(
    key: str,
    naming: list[tuple[Article, schema.Source]],
    edition: int,
    authorities: Authorities,
) -> set[int]:
    """Create or renew the release known only by quotation.

    Returns the articles (by id) whose quotations that may have changed.
    """
    source = naming[0][1]
    passages = (passage for article, _ in naming for passage in _block_quotes(article))
    text = "\n\n".join(dict.fromkeys(passages))
    known = {
        "title": source.title or "",
        "url": source.url or "",
        "text": text,
        "agency": authorities.agency(source.agency or ""),
        "city": authorities.city(source.city) if source.city else None,
        "released": source.released,
        "fiction": all(article.fiction for article, _ in naming),
        "known_by_quotation": True,
    }
    if PressRelease.objects.filter(key=key, **known).exists():
        return set()
    quoted = Article.objects.filter(quotations__release__key=key)
    before = set(quoted.values_list("pk", flat=True))
    known |= {"edition_id": edition, "posting": None}
    with profile_figures.recounted(before):
        PressRelease.objects.update_or_create(key=key, defaults=known)
    return before | {article.pk for article, _ in naming}
