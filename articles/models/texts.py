"""The two kinds of texts in the archive: articles and press releases."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.expressions import RawSQL

from articles.core.dates import PartialDate
from articles.core.text import make_heading
from articles.models.authorities import Agency, Author, City, Outlet
from articles.models.editions import Edition
from articles.models.fields import PartialDateField, is_date_or_null

_SHA256 = RawSQL(r"""encode(sha256(replace(text, '\', '\\')::bytea), 'hex')""", ())


class TextQuerySet[M: "ArchivedText"](models.QuerySet[M]):
    def get_by_natural_key(self, key: str) -> M:
        return self.get(key=key)

    def live(self) -> Self:
        """Leave out withdrawn records."""
        return self.filter(withdrawn="")

    def for_page(self) -> Self:
        """Fetch what the record's page shows in the same query."""
        return self.select_related("edition").defer("edition__findings")


class ArchivedText(models.Model):
    """The fields common to articles and press releases."""

    kind: ClassVar[str]
    """The kind as the exchange format spells it."""

    key = models.CharField(max_length=200)
    title = models.CharField(max_length=2000, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    text = models.TextField()
    text_digest = models.GeneratedField(
        expression=_SHA256, output_field=models.CharField(max_length=64), db_persist=True
    )
    """SHA-256 of the text in UTF-8; computed by the database, so it always matches."""
    digest = models.CharField(max_length=64, null=True)
    """SHA-256 of the record's line in the exchange format; NULL if no load has stored it."""
    text_number = models.PositiveIntegerField(null=True, unique=True)
    """The number of the text in the fingerprint index: unique among all texts and versions.

    A changed text gets a new number. NULL until a load assigns one."""
    fiction = models.BooleanField(default=False)
    """Whether the record is a fictional sample."""
    withdrawn = models.CharField(max_length=2000, blank=True)
    """Why the record was withdrawn; empty if it was not."""
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    """The edition that last changed the record."""
    source = models.CharField(max_length=1000, blank=True)
    """The file the record was read from, with the line or entry."""
    reader = models.CharField(max_length=20, blank=True)
    """The format the file was read as."""
    captured = models.CharField(max_length=40, blank=True)
    """When a web crawler captured the source, in ISO 8601; empty if unknown."""
    payload_digest = models.CharField(max_length=200, blank=True)
    """The web crawler's digest of the captured payload, with its algorithm."""
    provenance_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over source, reader, capture time and payload digest; empty if all are unknown."""

    objects = TextQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, or the first words of an untitled text."""
        return self.title or make_heading(self.text)

    def natural_key(self) -> tuple[str]:
        return (self.key,)


def prefetch_bylines(path: str = "") -> "Prefetch[str]":
    """Prefetch bylines with their authors; `path` is the lookup prefix of the article."""
    return Prefetch(f"{path}bylines", Byline.objects.select_related("author"))


class ArticleQuerySet(TextQuerySet["Article"]):
    def for_page(self) -> Self:
        return super().for_page().select_related("outlet").prefetch_related(prefetch_bylines())


class Article(ArchivedText):
    """An opinion piece."""

    kind = "article"

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    published = PartialDateField()
    quotes = models.JSONField(default=list, blank=True)
    """The releases that the article says it quotes, as objects of the exchange format."""

    objects = ArticleQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["key"]
        indexes = [
            models.Index(
                fields=["published", "key"], condition=~Q(quotes=[]), name="article_naming_sources"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_article_a_key"),
            models.CheckConstraint(
                condition=is_date_or_null("published"), name="article_date_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9][a-z0-9-]*$") & ~Q(text="") & ~Q(title=""),
                name="article_is_keyed_titled_and_filled",
            ),
        ]

    @property
    def date(self) -> PartialDate | None:
        return self.published  # type: ignore[no-any-return]

    @property
    def byline_authors(self) -> list[Author]:
        """The authors in byline order."""
        return [byline.author for byline in self.bylines.all()]


class Byline(models.Model):
    """One author of one article, and the author's position in the byline."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="one_author_a_place"),
            models.UniqueConstraint(fields=["article", "author"], name="an_author_signs_once"),
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.article}"


class ReleaseQuerySet(TextQuerySet["PressRelease"]):
    def with_text_numbers(self, after_number: int, text_numbers: Iterable[int]) -> Self:
        """Return releases with a text number above `after_number` or in `text_numbers`."""
        return self.filter(Q(text_number__gt=after_number) | Q(text_number__in=text_numbers))

    def for_page(self) -> Self:
        components = Prefetch("named_components", Component.objects.select_related("agency"))
        return super().for_page().select_related("agency", "city").prefetch_related(components)


class PressRelease(ArchivedText):
    """A text issued by an agency."""

    kind = "release"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="releases")
    components = models.ManyToManyField(
        Agency, through="Component", related_name="component_releases"
    )
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="releases")
    released = PartialDateField()
    number = models.CharField(max_length=500, blank=True)
    known_by_quotation = models.BooleanField(default=False)
    """Whether the archive has only the passages that articles quote; `text` is made of them."""

    objects = ReleaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["key"]
        indexes = [
            models.Index(fields=["agency", "released"], name="release_of_agency_and_date"),
            models.Index(
                fields=["key"],
                condition=Q(known_by_quotation=True),
                name="release_known_by_quotation",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_release_a_key"),
            models.CheckConstraint(
                condition=is_date_or_null("released"), name="release_date_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9][a-z0-9-]*$") & ~Q(text=""),
                name="release_is_keyed_and_filled",
            ),
        ]

    @property
    def date(self) -> PartialDate | None:
        return self.released  # type: ignore[no-any-return]

    @property
    def component_agencies(self) -> list[Agency]:
        """The components in the order of the release."""
        return [component.agency for component in self.named_components.all()]


class Component(models.Model):
    """A further agency that a release names as a participant, and its position in the release."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="named_components")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "position"], name="one_component_a_place"),
            models.UniqueConstraint(fields=["release", "agency"], name="a_component_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} in {self.release}"


TEXT_MODELS: dict[str, type[ArchivedText]] = {
    model.kind: model for model in (PressRelease, Article)
}
