"""The archive's addresses, each with an example."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles.views import (
    authorities,
    dates,
    downloads,
    feeds,
    home_and_site,
    loads,
    quotations,
    records,
    search,
    sitemaps,
    suggestions,
    untraced,
    versions,
)

app_name = "articles"


class SlugConverter(StringConverter):
    regex = "[a-z0-9][a-z0-9_-]*"


class YearConverter(StringConverter):
    regex = "[0-9]{4}"


class TwoDigitConverter(StringConverter):
    regex = "[0-9]{2}"


class FeedFormatConverter(StringConverter):
    regex = "atom|json"


register_converter(SlugConverter, "key")
register_converter(YearConverter, "year")
register_converter(TwoDigitConverter, "digits")
register_converter(FeedFormatConverter, "format")

RECORD_PATHS = {"article": "articles", "release": "releases"}
AUTHORITY_PATHS = {"agency": "agencies", "city": "cities", "author": "authors", "outlet": "outlets"}
DATE_PATHS = {
    "year": "<year:year>",
    "month": "<year:year>/<digits:month>",
    "day": "<year:year>/<digits:month>/<digits:day>",
}

urlpatterns = [
    path("", home_and_site.home, name="home"),
    path("search/", search.search, name="search"),  # /search/?q=warrant&agency=ice
    path(
        "search/values/<slug:facet>/", search.facet_list, name="facet-list"
    ),  # …/author/?q=warrant
    path("suggestions/", suggestions.suggestions, name="suggestions"),  # /suggestions/?q=har
    path("search.jsonl", downloads.search_jsonl, name="search-jsonl"),  # /search.jsonl?q=warrant
    path("search.csv", downloads.search_csv, name="search-csv"),
    path(
        "search.<format:feed_format>", feeds.search_feed, name="search-feed"
    ),  # /search.atom?q=warrant
    path("articles/<key:key>/", records.article_detail, name="article-detail"),
    path(  # /articles/hot-air-2017-07-28-ice-may-be/quotations/3f0c9a7b52/
        "articles/<key:key>/quotations/<key:slug>/",
        quotations.quotation_detail,
        name="quotation-detail",
    ),
    path("releases/<key:key>/", records.release_detail, name="release-detail"),  # doj-18-484
    *(
        path(
            f"{plural}/<key:key>/versions/",
            versions.version_list,
            {"kind": kind},
            name=f"{kind}-version-list",
        )
        for kind, plural in RECORD_PATHS.items()  # /releases/doj-18-484/versions/
    ),
    *(
        path(
            f"{plural}/<key:key>/versions/<int:number>/",
            versions.version_detail,
            {"kind": kind},
            name=f"{kind}-version-detail",
        )
        for kind, plural in RECORD_PATHS.items()  # /releases/doj-18-484/versions/1/
    ),
    path("dates/", dates.date_list, name="date-list"),
    *(
        path(f"dates/{date}/", dates.date_detail, name=f"{unit}-detail")
        for unit, date in DATE_PATHS.items()  # /dates/2017/ /dates/2017/07/28/
    ),
    *(
        path(f"dates/{date}.<format:feed_format>", feeds.date_feed, name=f"{unit}-feed")
        for unit, date in DATE_PATHS.items()  # /dates/2017/07.atom
    ),
    *(
        path(f"{plural}/", authorities.authority_list, {"kind": kind}, name=f"{kind}-list")
        for kind, plural in AUTHORITY_PATHS.items()
    ),
    *(
        path(
            f"{plural}/<key:slug>/",
            authorities.authority_detail,
            {"kind": kind},
            name=f"{kind}-detail",
        )
        for kind, plural in AUTHORITY_PATHS.items()  # /agencies/ice/ /cities/new-york-ny/
    ),
    *(
        path(
            f"{plural}/<key:slug>.<format:feed_format>",
            feeds.authority_feed,
            {"kind": kind},
            name=f"{kind}-feed",
        )
        for kind, plural in AUTHORITY_PATHS.items()  # /agencies/ice.atom
    ),
    path("quotations/untraced/", untraced.untraced_list, name="untraced-list"),
    path("sources/", authorities.source_list, name="source-list"),
    path(  # /sources/gettysburg-address/
        "sources/<key:key>/", authorities.source_detail, name="source-detail"
    ),
    path("loads/", loads.load_list, name="load-list"),
    path("loads/<int:number>/", loads.load_detail, name="load-detail"),  # /loads/3/
    path("about/", home_and_site.about, name="about"),
    path("healthz", home_and_site.health, name="health"),
    path("robots.txt", home_and_site.robots, name="robots"),
    path("opensearch.xml", home_and_site.opensearch, name="opensearch"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": sitemaps.SITEMAPS, "sitemap_url_name": "articles:sitemap"},
        name="sitemap-index",
    ),
    path(  # /sitemap-articles.xml
        "sitemap-<section>.xml", sitemap, {"sitemaps": sitemaps.SITEMAPS}, name="sitemap"
    ),
]
