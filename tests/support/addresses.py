"""Addresses that depend on what was loaded."""

from articles.models import Quotation
from articles.pages.links import address_of


def quotation_address(key="lantern-1", number=1):
    """Return the address of the quotation that has this number in an article."""
    quotations = Quotation.objects.select_related("article")
    return address_of(quotations.get(article__key=key, number=number))
