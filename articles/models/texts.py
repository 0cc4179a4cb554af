"""The two kinds of text that the archive holds: articles and press releases."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.expressions import RawSQL

from articles.core.dates import PartialDate
from articles.core.text import heading
from articles.models.authorities import Agency, Author, City, Outlet
from articles.models.editions import Edition
from articles.models.fields import PartialDateField, holds_date

_SHA256 = RawSQL(r"""encode(sha256(replace(text, '\', '\\')::bytea), 'hex')""", ())


class TextQuerySet[M: "ArchivedText"](models.QuerySet[M]):
    def get_by_natural_key(self, key: str) -> M:
        return self.get(key=key)

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn="")

    def for_page(self) -> Self:
        """With what the record's page names."""
        return self.select_related("edition").defer("edition__findings")


class ArchivedText(models.Model):
    """What an article and a release have in common."""

    key = models.CharField(max_length=200)
    title = models.CharField(max_length=2000, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    text = models.TextField()
    text_digest = models.GeneratedField(
        expression=_SHA256, output_field=models.CharField(max_length=64), db_persist=True
    )
    """SHA-256 of the text in UTF-8; made by the database, so that it cannot disagree."""
    digest = models.CharField(max_length=64, null=True)
    """SHA-256 of the record's line in the exchange format; NULL until a load has seen it."""
    posting = models.PositiveIntegerField(null=True, unique=True)
    """The number of the text in the fingerprints' index: a changed text has a new one.

    NULL until a load has given it one. No two texts of any kind or version have the same."""
    fiction = models.BooleanField(default=False)
    """Whether the record is a made-up sample."""
    withdrawn = models.CharField(max_length=2000, blank=True)
    """Why the record was withdrawn; empty while it stands."""
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    """The edition that brought the record as it stands now."""
    source = models.CharField(max_length=1000, blank=True)
    """The file that the record was read from, and the line or entry in it."""
    reader = models.CharField(max_length=20, blank=True)
    """The format that the file was read as."""
    captured = models.CharField(max_length=40, blank=True)
    """When the source was captured, in ISO 8601; empty where that is not known."""
    payload_digest = models.CharField(max_length=200, blank=True)
    """The digest that a web crawler gave the captured payload, with its algorithm."""
    provenance_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over source, reader, time of capture and payload digest; empty where nothing is known
    of them."""

    objects = TextQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The title, or the first words of a text that has none."""
        return self.title or heading(self.text)

    def natural_key(self) -> tuple[str]:
        return (self.key,)


def signed(article: str = "") -> "Prefetch[str]":
    """What fetches the bylines of articles with their authors; `article` is the way to them."""
    return Prefetch(f"{article}bylines", Byline.objects.select_related("author"))


class ArticleQuerySet(TextQuerySet["Article"]):
    def for_page(self) -> Self:
        return super().for_page().select_related("outlet").prefetch_related(signed())


class Article(ArchivedText):
    """An opinion piece."""

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    published = PartialDateField()
    quotes = models.JSONField(default=list, blank=True)
    """The releases that the article itself says it quotes, as the exchange format has them."""

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
            models.CheckConstraint(condition=holds_date("published"), name="article_date_is_iso"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9][a-z0-9-]*$") & ~Q(text="") & ~Q(title=""),
                name="article_is_keyed_titled_and_filled",
            ),
        ]

    @property
    def date(self) -> PartialDate | None:
        return self.published  # type: ignore[no-any-return]

    @property
    def signatories(self) -> list[Author]:
        """The authors in the order of the byline."""
        return [byline.author for byline in self.bylines.all()]


class Byline(models.Model):
    """One author of one article, and the place of the name among the others."""

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
    def new_or(self, since: int, touched: Iterable[int]) -> Self:
        """Those with texts numbered above `since` in the index, and those with these numbers."""
        return self.filter(Q(posting__gt=since) | Q(posting__in=touched))

    def for_page(self) -> Self:
        components = Prefetch("named_components", Component.objects.select_related("agency"))
        return super().for_page().select_related("agency", "city").prefetch_related(components)


class PressRelease(ArchivedText):
    """An agency's own text."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="releases")
    components = models.ManyToManyField(
        Agency, through="Component", related_name="component_releases"
    )
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="releases")
    released = PartialDateField()
    number = models.CharField(max_length=500, blank=True)
    known_by_quotation = models.BooleanField(default=False)
    """Whether the archive holds of it only what articles quote: `text` is those passages."""

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
            models.CheckConstraint(condition=holds_date("released"), name="release_date_is_iso"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z0-9][a-z0-9-]*$") & ~Q(text=""),
                name="release_is_keyed_and_filled",
            ),
        ]

    @property
    def date(self) -> PartialDate | None:
        return self.released  # type: ignore[no-any-return]

    @property
    def participants(self) -> list[Agency]:
        """The components in the order of the release."""
        return [named.agency for named in self.named_components.all()]


class Component(models.Model):
    """A further agency that a release names as taking part, in the order of the release."""

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
