"""Profiles: how often agencies are quoted, and how authors and outlets quote."""

from django.db import models
from django.db.models import Q


class Figure(models.Model):
    """One count in the profile of an agency, author or outlet.

    A profile counts the quotations from the releases of an agency and its components, or in the
    articles of an author or outlet. Counts are stored because counting many quotations takes long.
    """

    class What(models.TextChoices):
        """What is counted. Quotations that are shared with a third source don't count."""

        ARTICLES = "articles"
        """Articles with quotations; the name is empty."""
        GRADE = "grade"
        """Quotations of the grade `name`."""
        PRESENTATION = "presentation"
        """Quotations of the presentation `name`."""
        RELEASE = "release"
        """Articles that quote the release with the key `name`."""
        OTHER = "other"
        """Articles by outlet in profiles of agencies, else by agency quoted; `name` is a key."""
        DAYS = "days"
        """Pairs of an article and a release published `name` days apart, if both days are known."""

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
