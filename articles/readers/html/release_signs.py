"""Whether a page is a press release.

It is if it says so in its metadata (a type or a class of the content, such as "PressRelease" or
"node--press-release") or in a line of its own at the top ("FOR IMMEDIATE RELEASE"), or if its
address is where a government publishes press releases. Any other page is an article, and so is one
that calls itself a NewsArticle or the like and has no such address.
"""

import re
from urllib.parse import urlsplit

from articles.readers.html.page_metadata import PageMetadata

_RELEASE_NAME = re.compile(r"press[\s_-]?release|news[\s_-]?release", re.IGNORECASE)
_NEWS_TYPES = {"newsarticle", "opinionnewsarticle", "reportagenewsarticle",
               "analysisnewsarticle", "reviewnewsarticle", "blogposting"}  # fmt: skip
_ANNOUNCEMENT = re.compile(
    r"\W*(?:for\s+)?(?:immediate|media|news|press)\s+release\b.{0,60}|\W*for release\b.{0,60}",
    re.IGNORECASE,
)
_GOVERNMENT_HOST = re.compile(r"\.(?:gov|mil)(?:\.[a-z]{2})?$|\.gc\.ca$|\.gouv\.[a-z]{2}$")
_RELEASE_PATH = re.compile(
    r"/(?:pr|opa/pr|[\w-]*(?:press|news|media)[\w-]*releases?|newsroom|press|press-?room|"
    r"briefing-room|presidential-actions|briefings-statements|statements-releases|"
    r"pressreleases?)(?:/|$)",
    re.IGNORECASE,
)


def is_release(metadata: PageMetadata, url: str, top_lines: list[str]) -> bool:
    """Whether a page with this metadata, address and first lines is a press release."""
    if any(map(_RELEASE_NAME.search, metadata.types)):
        return True
    if _RELEASE_NAME.search(metadata.content_classes) or _is_government_release_url(url):
        return True
    return not metadata.types & _NEWS_TYPES and any(map(announces_release, top_lines))


def announces_release(line: str) -> bool:
    """Whether a line says that a release follows, and nothing else."""
    return _ANNOUNCEMENT.fullmatch(line) is not None


def _is_government_release_url(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_GOVERNMENT_HOST.search(parts.hostname or "") and _RELEASE_PATH.search(parts.path))
