"""Third sources: texts that articles and releases both quote, such as a constitution or a poem."""

from django.db import models
from django.db.models import Q

from articles.models.fields import PartialDateField, is_date_or_null


class ThirdSourceQuerySet(models.QuerySet["ThirdSource"]):
    def get_by_natural_key(self, key: str) -> "ThirdSource":
        return self.get(key=key)


class ThirdSource(models.Model):
    """A text that everybody quotes, and what pages say of it."""

    key = models.CharField(max_length=200, unique=True)
    """The permanent name in the exchange format and in URLs."""
    name = models.CharField(max_length=500)
    """The name as it stands in a sentence, with its article if it has one: “the Gettysburg
    Address”."""
    text = models.TextField()
    author = models.CharField(max_length=500, blank=True)
    date = PartialDateField()
    """When it was written, spoken or adopted."""
    url = models.CharField(max_length=2000, blank=True)
    """Where its wording can be checked."""
    note = models.CharField(max_length=2000, blank=True)

    objects = ThirdSourceQuerySet.as_manager()

    class Meta:
        ordering = ["date", "key"]
        constraints = [
            models.CheckConstraint(condition=is_date_or_null("date"), name="source_date_is_iso"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9][a-z0-9-]*$") & ~Q(name="") & ~Q(text=""),
                name="source_is_keyed_named_and_filled",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.key,)
