"""Whether a page is a press release.

It is one where it says so in its data (a type or a class of the content's: "PressRelease",
"node--press-release") or in a line of its own at its top ("FOR IMMEDIATE RELEASE"), or where its
address is that of a government's press releases. Everything else is an article, and so is what
calls itself one of the press's (NewsArticle) without being at such an address.
"""

import re
from urllib.parse import urlsplit

from articles.readers.html.page_metadata import PageMetadata

_CALLED = re.compile(r"press[\s_-]?release|news[\s_-]?release", re.IGNORECASE)
_OF_THE_PRESS = {"newsarticle", "opinionnewsarticle", "reportagenewsarticle",
                 "analysisnewsarticle", "reviewnewsarticle", "blogposting"}  # fmt: skip
_ANNOUNCED = re.compile(
    r"\W*(?:for\s+)?(?:immediate|media|news|press)\s+release\b.{0,60}|\W*for release\b.{0,60}",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"\.(?:gov|mil)(?:\.[a-z]{2})?$|\.gc\.ca$|\.gouv\.[a-z]{2}$")
_ADDRESS = re.compile(
    r"/(?:pr|opa/pr|[\w-]*(?:press|news|media)[\w-]*releases?|newsroom|press|press-?room|"
    r"briefing-room|presidential-actions|briefings-statements|statements-releases|"
    r"pressreleases?)(?:/|$)",
    re.IGNORECASE,
)


def is_release(data: PageMetadata, url: str, top: list[str]) -> bool:
    """Whether a page with these data, this address and these lines at its top is a release."""
    if any(map(_CALLED.search, data.types)) or _CALLED.search(data.classes):
        return True
    if _is_government_s(url):
        return True
    return not data.types & _OF_THE_PRESS and any(map(announces_release, top))


def announces_release(line: str) -> bool:
    """Whether a line says that a release follows, and nothing else."""
    return _ANNOUNCED.fullmatch(line) is not None


def _is_government_s(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_GOVERNMENT.search(parts.hostname or "") and _ADDRESS.search(parts.path))
