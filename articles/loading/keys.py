"""The key of a record that its source gave none."""

from articles.core.dates import PartialDate
from articles.core.text import digest, slug
from articles.exchange.fields import KEY_LENGTH

_TITLE_LENGTH = 60


def of_article(title: str, outlet: str, published: PartialDate | None) -> str:
    """From outlet (or first author), date and title: hot-air-2017-07-28-ice-may-be."""
    return _joined(slug(outlet) if outlet else "", _day(published), _words(title))


def of_release(
    agency: str, released: PartialDate | None, number: str | None, title: str | None, text: str
) -> str:
    """From agency and number (doj-18-484), else from agency, date and title or digest."""
    if number:
        return _joined(slug(agency), slug(number))
    return _joined(slug(agency), _day(released), _words(title) if title else digest(text)[:12])


def _day(date: PartialDate | None) -> str:
    return str(date)[:10] if date else ""


def _words(title: str) -> str:
    whole = slug(title)
    return whole if len(whole) <= _TITLE_LENGTH else whole[: _TITLE_LENGTH + 1].rpartition("-")[0]


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part).replace("_", "-").strip("-")[:KEY_LENGTH]
