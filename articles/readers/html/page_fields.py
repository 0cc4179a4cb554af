"""The fields of a record that a page states outside of its text."""

import re
import warnings
from functools import cached_property
from urllib.parse import urlsplit

from articles.core.dates import read_date
from articles.readers.bylines import parse_byline
from articles.readers.html.linked_data import names_of
from articles.readers.html.page_metadata import PageMetadata

_BETWEEN = re.compile(r"\s+[|\-–—·»:]+\s+")
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "dc:title", "headline",
           "twitter:title", "title")  # fmt: skip
_AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "byl",
            "sailthru.author", "parsely-author", "article_author")  # fmt: skip
_OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
            "article_publication_name", "application-name")  # fmt: skip
_DATES = ("article:published_time", "datepublished", "citation_publication_date", "citation_date",
          "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
          "dcterms.created", "dc.date.created", "dc:date", "dc:created", "article:published",
          "og:article:published_time", "sailthru.date", "parsely-pub-date", "pubdate",
          "publishdate",          "publish-date", "date", "article_date_original")  # fmt: skip
_NO_NAMES = ("http://", "https://", "@", "/")
_FEW = 2
"""The fewest spaces in a heading that a longer title begins with."""
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?$")


class PageFields:
    """What a page states, in the form that a record has it; empty where it does not."""

    def __init__(self, html: str, data: PageMetadata, url: str = "") -> None:
        self._html, self._data = html, data
        self.url = data.url or url

    @cached_property
    def title(self) -> str:
        """The title without the site's name: where a heading begins it, that heading."""
        said = _first([*names_of(self._data.posted("headline")), *self._data.meta(*_TITLES)])
        said = said or self._data.title
        heading = next((one for one in self._data.headings if _begins(said, one)), "")
        return heading or self._without_site(said)

    @cached_property
    def outlet(self) -> str:
        said = names_of(self._data.posted("publisher"))
        return _first([*self._data.meta("og:site_name"), *said, *self._data.meta(*_OUTLETS)])

    @cached_property
    def authors(self) -> list[str]:
        said = [*names_of(self._data.posted("author")), *self._data.meta(*_AUTHORS)]
        signed = said or self._data.marked("author", "byline")[:1]
        people = [one for one in signed if not one.startswith(_NO_NAMES)]
        found = dict.fromkeys(name for one in people for name in parse_byline(one))
        return [
            one for one in found if normalize_words(one) not in ("", normalize_words(self.outlet))
        ]

    @cached_property
    def agency(self) -> str:
        """Who issues the page's releases: as it says, else as its window's title ends."""
        said = _first(names_of(self._data.posted("sourceOrganization"))) or self.outlet
        parts = _BETWEEN.split(self._data.title)
        return said or (parts[-1] if parts[1:] else "")

    def date(self, written: str) -> str:
        """When it was published: as the page's data say, else `written`, its header, else what
        can be told from its address and its marks (htmldate)."""
        said = [*map(str, self._data.posted("datePublished")), *self._data.meta(*_DATES)]
        dates = (_iso(one) for one in [*said, written, *self._data.times])
        return next(filter(None, dates), "") or self._told()

    def _told(self) -> str:
        from htmldate import find_date  # takes a quarter of a second

        with warnings.catch_warnings(action="ignore"):
            found = find_date(
                self._html, url=self.url or None, original_date=True, extensive_search=False
            )
        return str(found or "")

    def _without_site(self, title: str) -> str:
        parts = _BETWEEN.split(title)
        site = (urlsplit(self.url).hostname or "").removeprefix("www.")
        if not parts[1:] or normalize_words(parts[-1]) not in (
            normalize_words(self.outlet),
            normalize_words(site),
        ):
            return title
        return title.removesuffix(parts[-1]).rstrip(" |-–—·»:")


def normalize_words(text: str) -> str:
    """The words of `text` in small letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _begins(title: str, heading: str) -> bool:
    """Whether a title is the heading, or the heading and something after it."""
    short, long = normalize_words(heading), normalize_words(title)
    return short == long or (short.count(" ") >= _FEW and long.startswith(f"{short} "))


def _first(values: list[str]) -> str:
    return next(iter(values), "")


def _iso(written: str) -> str:
    """The date in ISO 8601, without a midnight that stands for no time; empty where it is none."""
    try:
        return _MIDNIGHT.sub("", str(read_date(written)))
    except ValueError:
        return ""
