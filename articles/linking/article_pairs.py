"""Find the articles to link, and their pairs with releases that share a fingerprint."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from articles.core.ids import AgencyId, TextNumber
from articles.core.workers import Workers
from articles.linking.changed_texts import ChangedTexts
from articles.linking.index.entries import MAX_TEXT_NUMBER, PairArray, split_pairs
from articles.linking.index.external_sort import ExternalSorter
from articles.linking.index.grouping import PairGroup, group_pairs
from articles.linking.index.join import find_pairs
from articles.linking.indexed_texts import iter_texts_numbered
from articles.linking.indexing import NewTexts, fingerprint_texts
from articles.linking.recent_releases import find_articles_near_releases

_NO_PAIRS: PairArray = np.empty(0, np.uint64)


class ArticlePairs(NamedTuple):
    """An article to link: its pairs with releases, and what else may lead to its sources."""

    article_number: TextNumber
    pairs: PairArray
    short_quote_agencies: Collection[AgencyId]
    """The agencies that it mentions, if it has a short quote."""


def find_article_pairs(
    new: NewTexts, changed_texts: ChangedTexts, workers: Workers
) -> Iterator[ArticlePairs]:
    """Yield each article that may have other quotations now, in order of text numbers."""
    affected_numbers = _find_affected_articles(new, changed_texts.releases, workers)
    older_numbers = sorted(affected_numbers.union(changed_texts.articles))
    short_quote_agencies = dict(new.short_quote_agencies)
    with ExternalSorter() as older_entries, ExternalSorter() as pairs:
        older_texts = iter_texts_numbered("article", older_numbers)
        for batch in fingerprint_texts("article", older_texts, new.agencies, workers):
            older_entries.add(batch.entries)
            short_quote_agencies.update(batch.short_quote_agencies)
        for entries in (new.article_entries, older_entries):
            for pair_chunk in find_pairs(entries.iter_chunks(), "release"):
                pairs.add(pair_chunk)
        numbers = sorted({*older_numbers, *new.announcing_articles, *short_quote_agencies})
        for number, group in _add_unpaired(group_pairs(pairs.iter_chunks()), numbers):
            yield ArticlePairs(number, group, short_quote_agencies.get(number, ()))


def _find_affected_articles(
    new: NewTexts, changed_releases: Sequence[TextNumber], workers: Workers
) -> set[TextNumber]:
    """Return older articles that a new or changed release shares a fingerprint with, or is near."""
    if not (changed_releases or new.counts["release"]):
        return set()
    numbers = find_articles_near_releases(new.after_number, changed_releases)
    with ExternalSorter() as changed_entries:
        texts = iter_texts_numbered("release", changed_releases)
        for batch in fingerprint_texts("release", texts, new.agencies, workers):
            changed_entries.add(batch.entries)
        for entries in (new.release_entries, changed_entries):
            for pairs in find_pairs(entries.iter_chunks(), "article", MAX_TEXT_NUMBER):
                articles = np.unique(split_pairs(pairs)[1])
                numbers.update(articles[articles <= new.after_number].tolist())
    return numbers


def _add_unpaired(
    groups: Iterable[PairGroup], article_numbers: Sequence[TextNumber]
) -> Iterator[PairGroup]:
    """Yield the groups, and in order among them an empty group for each article without one."""
    remaining = iter(article_numbers)
    next_number = next(remaining, None)
    for number, pairs in groups:
        while next_number is not None and next_number < number:
            yield next_number, _NO_PAIRS
            next_number = next(remaining, None)
        if next_number == number:
            next_number = next(remaining, None)
        yield number, pairs
    if next_number is not None:
        yield next_number, _NO_PAIRS
    yield from ((number, _NO_PAIRS) for number in remaining)
