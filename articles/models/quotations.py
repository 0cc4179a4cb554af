"""Quotations: the passages of articles that come from releases."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from articles.core.text import Span
from articles.models.texts import Article, PressRelease, signed

GRAVE = ("number", "negation", "name", "date")
"""The kinds of changed words that may turn what a passage says."""


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def standing(self) -> Self:
        """Those between an article and a release that were not withdrawn."""
        return self.filter(Q(release=None) | Q(release__withdrawn=""), article__withdrawn="")

    def with_release(self) -> Self:
        return self.select_related("release__agency", "release__city")

    def with_article(self) -> Self:
        return (
            self.select_related("article__outlet")
            .prefetch_related(signed("article__"))
            .defer("article__text")
        )


class Quotation(models.Model):
    """A passage of an article that comes from a release."""

    class Grade(models.TextChoices):
        """How faithful the passage is."""

        VERBATIM = "verbatim"
        TYPOGRAPHIC = "typographic"
        ELIDED = "elided"
        INTERPOLATED = "interpolated"
        ALTERED = "altered"

    class Presentation(models.TextChoices):
        """How the article shows that it quotes."""

        BLOCK = "block", "block quote"
        INLINE = "inline", "inline quote"
        UNMARKED = "unmarked", "unmarked copy"

    article = models.ForeignKey(Article, models.CASCADE, related_name="quotations")
    number = models.PositiveIntegerField()
    """The place of the passage among the article's quotations, from 1."""
    release = models.ForeignKey(
        PressRelease, models.CASCADE, null=True, blank=True, related_name="quotations"
    )
    """NULL while no release that the archive holds has the passage."""
    version = models.PositiveIntegerField(null=True, blank=True)
    """The number of the release's earlier version that has the passage; NULL: the current one."""
    article_start = models.PositiveIntegerField()
    article_end = models.PositiveIntegerField()
    release_start = models.PositiveIntegerField(null=True, blank=True)
    release_end = models.PositiveIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=12, choices=Grade, blank=True)
    """Empty while it is not located: there is nothing to be faithful to."""
    presentation = models.CharField(max_length=8, choices=Presentation)
    parts = models.JSONField(default=list, blank=True)
    """The stretches of equal words: of each its start and end in the article and in the release."""
    changes = models.JSONField(default=list, blank=True)
    """What differs between them: of each its `kind` and, as the parts have them, its `place`."""
    shared = models.BooleanField(default=False)
    """Whether both texts take the passage from a third source: a statute, a speech."""

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_quotation_a_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1, article_start__lt=F("article_end")),
                name="quotation_has_a_passage",
            ),
            models.CheckConstraint(
                condition=Q(release=None, release_start=None, release_end=None)
                | Q(
                    release__isnull=False,
                    release_start__isnull=False,
                    release_end__isnull=False,
                    release_start__lt=F("release_end"),
                ),
                name="quotation_is_located_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(version=None) | Q(release__isnull=False, version__gte=1),
                name="quotation_version_is_of_a_release",
            ),
            models.CheckConstraint(
                condition=Q(release=None, grade="")
                | Q(
                    release__isnull=False,
                    grade__in=["verbatim", "typographic", "elided", "interpolated", "altered"],
                ),
                name="quotation_is_graded_where_located",
            ),
            models.CheckConstraint(
                condition=Q(presentation__in=["block", "inline", "unmarked"]),
                name="quotation_presentation_is_defined",
            ),
        ]

    def __str__(self) -> str:
        return f"Quotation {self.number} of {self.article}"

    @property
    def in_article(self) -> Span:
        return Span(self.article_start, self.article_end)

    @property
    def in_release(self) -> Span | None:
        """Where the passage stands in the release; None while it is not located."""
        if self.release_start is None or self.release_end is None:
            return None
        return Span(self.release_start, self.release_end)

    @property
    def parts_in_article(self) -> list[Span]:
        """The words of the release in the article; the whole passage where no parts are known."""
        return [Span(*part[:2]) for part in self.parts] or [self.in_article]

    @property
    def parts_in_release(self) -> list[Span]:
        """The words that the article has, in the release; none while it is not located."""
        whole = [self.in_release] if self.in_release else []
        return [Span(*part[2:]) for part in self.parts] or whole

    @property
    def altered_kinds(self) -> list[str]:
        """What kinds of words were changed that weigh most, each once, in the order of `GRAVE`."""
        kinds = {change["kind"] for change in self.changes}
        return [kind for kind in GRAVE if kind in kinds]


class HoldingQuerySet(models.QuerySet["Holding"]):
    def standing(self) -> Self:
        """Those of releases that were not withdrawn."""
        return self.filter(release__withdrawn="")

    def with_release(self) -> Self:
        return self.select_related("release__agency")


class Holding(models.Model):
    """A further release that holds a quotation's passage: a re-issue, say, or a component's own."""

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="holdings")
    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="holdings")
    version = models.PositiveIntegerField(null=True, blank=True)
    """As in a quotation."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    grade = models.CharField(max_length=12, choices=Quotation.Grade)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["quotation", "release"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="holding_has_a_passage")
        ]

    def __str__(self) -> str:
        return f"{self.quotation} in {self.release}"
