"""The fields of a record that a page states outside its text."""

import re
import warnings
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlsplit

from articles.core.dates import read_date
from articles.readers.bylines import parse_byline
from articles.readers.html.linked_data import names_of
from articles.readers.html.page_metadata import PageMetadata

_TITLE_SEPARATOR = re.compile(r"\s+[|\-–—·»:]+\s+")
_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "dc:title", "headline",
                "twitter:title", "title")  # fmt: skip
_AUTHOR_NAMES = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator",
                 "byl", "sailthru.author", "parsely-author", "article_author")  # fmt: skip
_OUTLET_NAMES = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher",
                 "article_publication_name", "application-name")  # fmt: skip
_DATE_NAMES = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date",
    "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.created", "dc:date", "dc:created", "article:published",
    "og:article:published_time", "sailthru.date", "parsely-pub-date", "pubdate", "publishdate",
    "publish-date", "date", "article_date_original",
)  # fmt: skip
_LINK_STARTS = ("http://", "https://", "@", "/")
"""An author that begins with one of these is an address or account, not a name."""
_MIN_HEADING_SPACES = 2
"""Of a heading that a longer title begins with."""
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?$")


class PageFields:
    """What a page states, in the form that a record has it; "" or empty if it doesn't."""

    def __init__(self, html: str, metadata: PageMetadata, url: str = "") -> None:
        self._html, self._metadata = html, metadata
        self.url = metadata.url or url

    @cached_property
    def title(self) -> str:
        """The title without the site's name; if it begins with a heading, that heading."""
        headlines = names_of(self._metadata.linked_data_values("headline"))
        title = _first_of([*headlines, *self._metadata.meta_values(*_TITLE_NAMES)])
        title = title or self._metadata.window_title
        for heading in self._metadata.headings:
            if _begins_with_heading(title, heading):
                return heading
        return self._without_site_name(title)

    @cached_property
    def outlet(self) -> str:
        """The name of the site, or else of the publisher."""
        site_names = self._metadata.meta_values("og:site_name")
        publishers = names_of(self._metadata.linked_data_values("publisher"))
        return _first_of([*site_names, *publishers, *self._metadata.meta_values(*_OUTLET_NAMES)])

    @cached_property
    def authors(self) -> list[str]:
        """The authors, without the outlet itself."""
        linked_authors = names_of(self._metadata.linked_data_values("author"))
        bylines = [*linked_authors, *self._metadata.meta_values(*_AUTHOR_NAMES)]
        bylines = bylines or self._metadata.marked_texts("author", "byline")[:1]
        bylines = [byline for byline in bylines if not byline.startswith(_LINK_STARTS)]
        names = dict.fromkeys(name for byline in bylines for name in parse_byline(byline))
        excluded_names = ("", normalize_words(self.outlet))
        return [name for name in names if normalize_words(name) not in excluded_names]

    @cached_property
    def agency(self) -> str:
        """The issuer of the page's release: as it says, or else as the window's title ends."""
        issuers = names_of(self._metadata.linked_data_values("sourceOrganization"))
        issuer = _first_of(issuers) or self.outlet
        parts = _TITLE_SEPARATOR.split(self._metadata.window_title)
        return issuer or (parts[-1] if parts[1:] else "")

    def find_date(self, header_date: str) -> str:
        """Return when the page was published, in ISO 8601.

        The first of these: the page's metadata, `header_date` (from the lines above its text), its
        <time> elements, what htmldate finds in its address and markup.
        """
        linked_dates = map(str, self._metadata.linked_data_values("datePublished"))
        meta_dates = self._metadata.meta_values(*_DATE_NAMES)
        dates = (
            _to_iso_date(date)
            for date in [*linked_dates, *meta_dates, header_date, *self._metadata.times]
        )
        return next(filter(None, dates), "") or self._guess_date()

    def _guess_date(self) -> str:
        from htmldate import find_date  # imported late: takes a quarter of a second

        with warnings.catch_warnings(action="ignore"):
            date = find_date(
                self._html, url=self.url or None, original_date=True, extensive_search=False
            )
        return str(date or "")

    def _without_site_name(self, title: str) -> str:
        parts = _TITLE_SEPARATOR.split(title)
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        site_names = (normalize_words(self.outlet), normalize_words(host))
        if not parts[1:] or normalize_words(parts[-1]) not in site_names:
            return title
        return title.removesuffix(parts[-1]).rstrip(" |-–—·»:")


def normalize_words(text: str) -> str:
    """Return the words of `text` in lowercase, with a space between them."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _begins_with_heading(title: str, heading: str) -> bool:
    """Whether a title is the heading, or the heading with something after it."""
    heading_words, title_words = normalize_words(heading), normalize_words(title)
    if heading_words == title_words:
        return True
    is_long = heading_words.count(" ") >= _MIN_HEADING_SPACES
    return is_long and title_words.startswith(f"{heading_words} ")


def _first_of(values: Iterable[str]) -> str:
    return next(iter(values), "")


def _to_iso_date(date: str) -> str:
    """Return the date in ISO 8601, without a midnight that means "no time"; "" if it is none."""
    try:
        return _MIDNIGHT.sub("", str(read_date(date)))
    except ValueError:
        return ""
