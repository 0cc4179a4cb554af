"""How the quotations spread over those who issue, write and publish."""

from django.db import models
from django.db.models import Q


class Profile(models.Model):
    """The quotations from an agency's releases and its components', or in an author's or outlet's
    articles: counted when an edition is made, as that takes long where there are many."""

    kind = models.CharField(max_length=6)
    owner = models.PositiveBigIntegerField()
    """The id of the agency, author or outlet."""
    total = models.PositiveIntegerField()
    articles = models.PositiveIntegerField()
    releases = models.PositiveIntegerField()
    days = models.FloatField(null=True)
    """The median from release to article, each pair of them once; NULL where no pair has both dates
    known to the day."""
    most = models.JSONField()
    """What is named most, each with a number, the highest first: `grades` and `presentations` with
    the passages, `releases` and `others` (keys) with the articles. The others are the outlets that
    quote an agency, or the agencies quoted."""

    class Meta:
        ordering = ["kind", "owner"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner"], name="one_profile_an_authority"),
            models.CheckConstraint(
                condition=Q(kind__in=["agency", "author", "outlet"], total__gt=0),
                name="profile_is_of_one_with_quotations",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.total} quotations of {self.kind} {self.owner}"
