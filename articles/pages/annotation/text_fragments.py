"""Addresses that lead to a passage within a page.

WICG: "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/.
"""

import re
from urllib.parse import quote

from articles.core.text import collapse_spaces, strip_block_marks

WHOLE = 12
"""Words of a passage that is given whole; of a longer one, its first and its last words are."""
END = 5
"""How many first and last words are given."""

_OUTER = re.compile(r"^\W+|\W+$")
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")


def address_of(url: str, passage: str) -> str:
    """`url` with a fragment that names the passage, for a browser to scroll to and to mark.

    A passage without a word adds nothing.
    """
    if not (named := _named(passage)):
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={named}"


def _named(passage: str) -> str:
    """No named text may reach over the end of a paragraph: a page has each in its own block."""
    stretches = [_plain(one) for one in _PARAGRAPHS.split(passage)]
    filled = [one for one in stretches if one]
    if not filled:
        return ""
    first, last = filled[0].split(" "), filled[-1].split(" ")
    if len(filled) == 1 and len(first) <= WHOLE:
        return _encoded(filled[0])
    return f"{_encoded(' '.join(first[:END]))},{_encoded(' '.join(last[-END:]))}"


def _plain(stretch: str) -> str:
    return _OUTER.sub("", collapse_spaces(strip_block_marks(stretch)))


def _encoded(words: str) -> str:
    """A hyphen, a comma and an ampersand have meanings of their own in the directive."""
    return quote(_OUTER.sub("", words), safe="").replace("-", "%2D")
