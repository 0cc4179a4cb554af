"""Addresses that quotations had in an earlier edition."""

from django.db import models
from django.db.models import Q

from articles.core.passages import MIN_SHARED_PART, extract_letters, measure_shared_part
from articles.models.editions import Edition
from articles.models.texts import Article


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def find_end(self, passage: str) -> Edition | None:
        """Return the last edition that ended an address of the passage; None if none is known.

        A quotation whose limits changed several times had several addresses.
        """
        editions = [
            address.ended_in
            for address in self.select_related("ended_in")
            if address.ended_in and measure_shared_part(passage, address.passage) >= MIN_SHARED_PART
        ]
        return max(editions, key=lambda edition: edition.number, default=None)


class FormerAddress(models.Model):
    """An address of a quotation that no quotation of the article has anymore."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="former_addresses")
    slug = models.CharField(max_length=20)
    """The slug of the quotation; its number in archives older than slugs."""
    passage = models.TextField()
    """The passage as the article had it, block-quote marks included."""
    article_start = models.PositiveIntegerField()
    """Where the passage was in the article."""
    first_edition = models.PositiveIntegerField(null=True, blank=True)
    """The number of the edition that first had the address; NULL if that is not known."""
    ended_in = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    """The first edition without the quotation; NULL for numbers, which slugs replaced."""

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        ordering = ["article", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["article", "slug"], name="one_former_address_a_slug"),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^([0-9a-f]{10}(-[0-9]+)?|[0-9]{1,9})$"),
                name="former_address_has_a_slug",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} of {self.article}"

    @property
    def is_passage_in_article(self) -> bool:
        """Whether the article's current text contains the passage."""
        return extract_letters(self.passage) in extract_letters(self.article.text)
