"""Keys for records whose source gives none."""

from articles.core.dates import PartialDate
from articles.core.text import make_slug, sha256_hex
from articles.exchange.fields import MAX_KEY_LENGTH

_MAX_TITLE_LENGTH = 60


def make_article_key(title: str, outlet: str, published: PartialDate | None) -> str:
    """Return a key such as hot-air-2017-07-28-ice-may-be.

    `outlet` is the outlet's key, or the first author's if there is no outlet.
    """
    return _join_parts(
        make_slug(outlet) if outlet else "", _day_of(published), _shorten_title(title)
    )


def make_release_key(
    agency: str, released: PartialDate | None, number: str | None, title: str | None, text: str
) -> str:
    """Return a key of agency and number (doj-18-484), or of agency, date and title.

    An untitled release has the beginning of its text's digest in place of the title.
    """
    if number:
        return _join_parts(make_slug(agency), make_slug(number))
    ending = _shorten_title(title) if title else sha256_hex(text)[:12]
    return _join_parts(make_slug(agency), _day_of(released), ending)


def _day_of(date: PartialDate | None) -> str:
    return str(date)[:10] if date else ""


def _shorten_title(title: str) -> str:
    """Return the slug of the title, cut after a word."""
    words = make_slug(title)
    if len(words) <= _MAX_TITLE_LENGTH:
        return words
    return words[: _MAX_TITLE_LENGTH + 1].rpartition("-")[0]


def _join_parts(*parts: str) -> str:
    key = "-".join(part for part in parts if part)
    return key.replace("_", "-").strip("-")[:MAX_KEY_LENGTH]
