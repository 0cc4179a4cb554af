"""Read third sources as `quoting` needs them, and find the articles that they concern."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from articles.core.ids import TextNumber
from articles.models import Quotation, ThirdSource
from articles.quoting.attribution.known_sources import KnownSources, SourceText


def read_third_sources() -> tuple[SourceText, ...]:
    """Return all third sources by key, numbered by their primary keys."""
    return tuple(
        SourceText(source.pk, source.key, source.text, source.date)
        for source in ThirdSource.objects.order_by("key")
    )


def find_quoting_articles(texts: Sequence[str], after_number: TextNumber) -> set[TextNumber]:
    """Return the articles numbered up to `after_number` that have words of a third source's text.

    Only words in quotations that were located in a release count: no other ones are compared with
    third sources.
    """
    if not texts:
        return set()
    sources = KnownSources([SourceText(number, "", text) for number, text in enumerate(texts)])
    quotations: QuerySet[Any] = Quotation.objects.with_passage().filter(
        release__isnull=False, article__text_number__lte=after_number
    )
    rows = quotations.order_by("pk").values_list("article__text_number", "passage").iterator()
    return {number for number, text in rows if sources.share_words_with(text)}
