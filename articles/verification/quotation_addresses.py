"""Check the addresses of quotations, those that they have and those that they had."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.core.passages import SLUG_DIGITS, make_passage_slug, make_passage_slugs
from articles.models import FormerAddress, Quotation
from articles.verification.differences import Difference, compare_fields


def check_quotation_addresses() -> Iterator[Difference]:
    """Yield quotations whose slug isn't that of their passage, and impossible former addresses."""
    quotations: QuerySet[Any] = Quotation.objects.with_passage().order_by("article_id", "number")
    columns = quotations.values_list("article__key", "number", "slug", "passage")
    for key, rows in groupby(columns.iterator(), key=lambda row: row[0]):
        _, numbers, slugs, passages = zip(*rows, strict=True)
        expected_slugs = make_passage_slugs(passages)
        for number, slug, expected_slug in zip(numbers, slugs, expected_slugs, strict=True):
            yield from compare_fields("quotation", f"{number} of {key}", slug=(expected_slug, slug))
    for address in (
        FormerAddress.objects.select_related("article").defer("article__text").iterator()
    ):
        yield from _check_former_address(address, f"{address.slug} of {address.article.key}")
    quotations = Quotation.objects.filter(article=OuterRef("article"), slug=OuterRef("slug"))
    current_addresses = FormerAddress.objects.filter(Exists(quotations))
    for slug, key in current_addresses.values_list("slug", "article__key"):
        yield Difference("former address", f"{slug} of {key}", "quotation", "none", "one")


def _check_former_address(address: FormerAddress, name: str) -> Iterator[Difference]:
    digest = address.slug.partition("-")[0]
    if len(digest) == SLUG_DIGITS:  # not a number of an older archive
        passage_digests = make_passage_slug(address.passage), digest
        yield from compare_fields("former address", name, passage=passage_digests)
    if address.ended_in_id and (address.first_edition or 0) >= address.ended_in_id:
        expected_value, actual_value = f"before {address.ended_in_id}", str(address.first_edition)
        yield Difference("former address", name, "first_edition", expected_value, actual_value)
