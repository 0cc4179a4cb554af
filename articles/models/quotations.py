"""Quotations: passages of articles that come from press releases."""

from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr

from articles.core.passages import MIN_SHARED_PART, measure_shared_part
from articles.core.text import Span
from articles.models.texts import Article, PressRelease, prefetch_bylines
from articles.models.third_sources import ThirdSource
from articles.quoting.grades import SERIOUS_CHANGE_KINDS, Grade, Presentation

GRADE_CHOICES = [(grade.value, grade.value.capitalize()) for grade in Grade]
PRESENTATION_CHOICES = [
    (Presentation.BLOCK.value, "block quote"),
    (Presentation.INLINE.value, "inline quote"),
    (Presentation.UNMARKED.value, "unmarked copy"),
]


def encode_part(article_span: Span, release_span: Span) -> list[int]:
    """Return the offsets [article start, article end, release start, release end]."""
    return [article_span.start, article_span.end, release_span.start, release_span.end]


def decode_part(offsets: Sequence[int]) -> tuple[Span, Span]:
    """Return the spans in the article and in the release that `encode_part` encoded."""
    return Span(*offsets[:2]), Span(*offsets[2:])


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def live(self) -> Self:
        """Leave out quotations whose article or release was withdrawn."""
        return self.filter(Q(release=None) | Q(release__withdrawn=""), article__withdrawn="")

    def traced(self) -> Self:
        """Keep quotations that were traced to a release."""
        return self.filter(release__known_by_quotation=False)

    def untraced(self) -> Self:
        """Keep passages attributed to a release that isn't in the archive."""
        return self.filter(Q(release=None) | Q(release__known_by_quotation=True))

    def with_release(self) -> Self:
        related = ("release__agency", "release__city", "third_source")
        return self.select_related(*related).defer("third_source__text")

    def with_withdrawal(self) -> Self:
        """Fetch the edition that last changed each release: it tells when one was withdrawn."""
        return self.select_related("release__edition").defer("release__edition__findings")

    def with_passage(self) -> Self:
        """Annotate each quotation with its words in the article, without the rest of the text."""
        length = F("article_end") - F("article_start")
        return self.annotate(passage=Substr("article__text", F("article_start") + 1, length))

    def with_article(self) -> Self:
        return (
            self.select_related("article__outlet", "third_source")
            .prefetch_related(prefetch_bylines("article__"))
            .defer("article__text", "third_source__text")
        )

    def find_successor(self, passage: str, start: int) -> "Quotation | None":
        """Return the quotation with most words of a former passage, at least two thirds of them.

        If several have as many, the one nearest to where it started. None if none has so many.
        """

        def rank(quotation: Quotation) -> tuple[float, int]:
            current_passage = quotation.article_span.extract(quotation.article.text)
            distance = abs(quotation.article_start - start)
            return measure_shared_part(passage, current_passage), -distance

        ranks = {rank(quotation): quotation for quotation in self}
        (shared_part, _), successor = max(ranks.items(), default=((0.0, 0), None))
        return successor if shared_part >= MIN_SHARED_PART else None


class Quotation(models.Model):
    """A passage of an article that comes from a press release."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="quotations")
    number = models.PositiveIntegerField()
    """The position among the article's quotations, from 1; a label, which may change."""
    slug = models.CharField(max_length=20)
    """The passage as it appears in URLs, made by `core.passages`."""
    first_edition = models.PositiveIntegerField(null=True, blank=True)
    """The number of the edition that first had the slug; NULL if that is not known."""
    release = models.ForeignKey(
        PressRelease, models.CASCADE, null=True, blank=True, related_name="quotations"
    )
    """NULL if no release in the archive contains the passage."""
    version = models.PositiveIntegerField(null=True, blank=True)
    """The earlier version of the release that contains the passage; NULL for the current one."""
    article_start = models.PositiveIntegerField()
    article_end = models.PositiveIntegerField()
    release_start = models.PositiveIntegerField(null=True, blank=True)
    release_end = models.PositiveIntegerField(null=True, blank=True)
    grade = models.CharField(max_length=12, choices=GRADE_CHOICES, blank=True)
    """Empty if the passage was not located in a release."""
    presentation = models.CharField(max_length=8, choices=PRESENTATION_CHOICES)
    parts = models.JSONField(default=list, blank=True)
    """The runs of equal words, encoded by `encode_part`."""
    changes = models.JSONField(default=list, blank=True)
    """What differs between the parts: objects with `kind` and `place` (encoded as in `parts`)."""
    shared = models.BooleanField(default=False)
    """Whether both texts took the passage from a third source, such as a statute or a speech."""
    third_source = models.ForeignKey(
        ThirdSource, models.PROTECT, null=True, blank=True, related_name="quotations"
    )
    """The third source; NULL if the archive doesn't have its text."""
    evidence = models.JSONField(default=dict, blank=True)
    """What speaks for it: the fields of `quoting.attribution.evidence.Evidence`.

    Empty if the passage was not located, or if it was before evidence was kept.
    """

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_quotation_a_number"),
            models.UniqueConstraint(fields=["article", "slug"], name="one_quotation_a_slug"),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[0-9a-f]{10}(-[0-9]+)?$"), name="quotation_has_a_slug"
            ),
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
                    grade__in=[grade.value for grade in Grade],
                ),
                name="quotation_is_graded_where_located",
            ),
            models.CheckConstraint(
                condition=Q(presentation__in=[presentation.value for presentation in Presentation]),
                name="quotation_presentation_is_defined",
            ),
            models.CheckConstraint(
                condition=Q(third_source=None) | Q(release__isnull=False, shared=True),
                name="quotation_of_a_third_source_is_shared",
            ),
        ]

    def __str__(self) -> str:
        return f"Quotation {self.number} of {self.article}"

    @property
    def is_compared(self) -> bool:
        """Whether the archive has the release itself, not only what articles quote of it."""
        return self.release is not None and not self.release.known_by_quotation

    @property
    def article_span(self) -> Span:
        return Span(self.article_start, self.article_end)

    @property
    def release_span(self) -> Span | None:
        """The passage in the release; None if it was not located."""
        if self.release_start is None or self.release_end is None:
            return None
        return Span(self.release_start, self.release_end)

    @property
    def has_withdrawn_release(self) -> bool:
        return self.release is not None and self.release.withdrawn != ""

    @property
    def article_part_spans(self) -> list[Span]:
        """The words taken from the release; the whole passage if no parts are known."""
        return [decode_part(part)[0] for part in self.parts] or [self.article_span]

    @property
    def release_part_spans(self) -> list[Span]:
        """The words that the article took; empty if the passage was not located."""
        passage = [self.release_span] if self.release_span else []
        return [decode_part(part)[1] for part in self.parts] or passage

    @property
    def serious_change_kinds(self) -> list[str]:
        """The serious kinds of changes in the passage, in order of `SERIOUS_CHANGE_KINDS`."""
        kinds = {change["kind"] for change in self.changes}
        return [kind for kind in SERIOUS_CHANGE_KINDS if kind in kinds]


class HoldingQuerySet(models.QuerySet["Holding"]):
    def live(self) -> Self:
        """Leave out withdrawn releases."""
        return self.filter(release__withdrawn="")

    def with_release(self) -> Self:
        return self.select_related("release__agency")


class Holding(models.Model):
    """Another release that contains a quotation's passage, such as a reissue."""

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="holdings")
    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="holdings")
    version = models.PositiveIntegerField(null=True, blank=True)
    """The earlier version that contains the passage; NULL for the current one."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    grade = models.CharField(max_length=12, choices=GRADE_CHOICES)

    objects = HoldingQuerySet.as_manager()
    is_compared = True
    """A release known only by quotation contains nothing but its own quotations."""

    class Meta:
        ordering = ["quotation", "release"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="holding_has_a_passage")
        ]

    def __str__(self) -> str:
        return f"{self.quotation} in {self.release}"
