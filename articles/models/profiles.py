"""How the quotations spread over those who issue, write and publish."""

from django.db import models
from django.db.models import Q


class Figure(models.Model):
    """One figure of the profile of an agency, author or outlet.

    A profile is of the quotations from an agency's releases and its components', or in an author's
    or outlet's articles. It is kept, as counting takes long where there are many.
    """

    class What(models.TextChoices):
        """What is counted. Passages taken from a third source count nowhere."""

        ARTICLES = "articles"
        """All articles with quotations; the name is empty."""
        GRADE = "grade"
        """Quotations of it."""
        PRESENTATION = "presentation"
        """Quotations presented so."""
        RELEASE = "release"
        """Articles that quote it; the name is its key."""
        OTHER = "other"
        """Articles of the outlet (its key) that quote the agency, or that quote the agency."""
        DAYS = "days"
        """Pairs of an article and a release so many days before it, where both days are known."""

    kind = models.CharField(max_length=6)
    owner = models.PositiveBigIntegerField()
    """The id of the agency, author or outlet."""
    what = models.CharField(max_length=12, choices=What)
    name = models.CharField(max_length=500, blank=True, db_collation="C")
    times = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "owner", "what", "-times", "name"]
        indexes = [
            models.Index(fields=["kind", "owner", "what", "-times", "name"], name="leading_figures")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner", "what", "name"], name="one_figure_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["agency", "author", "outlet"],
                    what__in=["articles", "grade", "presentation", "release", "other", "days"],
                    times__gt=0,
                ),
                name="figure_is_of_one_with_quotations",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.name} of {self.kind} {self.owner}: {self.times}"
