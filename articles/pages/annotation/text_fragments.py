"""URLs that lead to a passage within a page.

WICG: "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/.
"""

import re
from urllib.parse import quote

from articles.core.text import collapse_spaces, strip_block_marks

MAX_EXACT_WORDS = 12
"""Words of the longest passage that the URL gives in full."""
EDGE_WORDS = 5
"""Words from each end of a longer passage."""

_PUNCTUATION_AT_ENDS = re.compile(r"^\W+|\W+$")
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")


def text_fragment_url(url: str, passage: str) -> str:
    """Return `url` with a fragment that makes a browser scroll to the passage and highlight it.

    A passage without words adds nothing.
    """
    text_value = _make_text_value(passage)
    if not text_value:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={text_value}"


def _make_text_value(passage: str) -> str:
    """Return the exact text, or the start and the end of a range.

    A page has each paragraph in a block of its own, and no exact text may cross a block's end.
    """
    paragraphs = list(filter(None, map(_to_plain_words, _PARAGRAPH_BREAK.split(passage))))
    if not paragraphs:
        return ""
    first_words, last_words = paragraphs[0].split(" "), paragraphs[-1].split(" ")
    if len(paragraphs) == 1 and len(first_words) <= MAX_EXACT_WORDS:
        return _encode_words(paragraphs[0])
    start, end = " ".join(first_words[:EDGE_WORDS]), " ".join(last_words[-EDGE_WORDS:])
    return f"{_encode_words(start)},{_encode_words(end)}"


def _to_plain_words(paragraph: str) -> str:
    return _PUNCTUATION_AT_ENDS.sub("", collapse_spaces(strip_block_marks(paragraph)))


def _encode_words(words: str) -> str:
    """Percent-encode hyphens, commas and ampersands too: the directive gives them a meaning."""
    return quote(_PUNCTUATION_AT_ENDS.sub("", words), safe="").replace("-", "%2D")
