"""The sitemaps: the pages of all records, authorities and third sources."""

from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.db.models import QuerySet

from articles.models import Agency, Article, Author, City, Outlet, PressRelease, ThirdSource
from articles.pages.links import address_of

_SECTIONS: dict[str, QuerySet[Any]] = {
    "articles": Article.objects.live().only("key").order_by("key"),
    "releases": PressRelease.objects.live().only("key").order_by("key"),
    "agencies": Agency.objects.order_by("slug"),
    "cities": City.objects.order_by("slug"),
    "authors": Author.objects.order_by("slug"),
    "outlets": Outlet.objects.order_by("slug"),
    "sources": ThirdSource.objects.only("key").order_by("key"),
}


class PageSitemap(GenericSitemap):  # type: ignore[type-arg]
    """The pages of a queryset's objects."""

    def location(self, item: Any) -> str:
        return address_of(item)


SITEMAPS: "dict[str, Sitemap[Any]]" = {
    section: PageSitemap({"queryset": queryset}) for section, queryset in _SECTIONS.items()
}
