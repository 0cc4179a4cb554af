"""Records as rows of a downloaded list."""

from django.conf import settings

from articles.catalog.index.cards import Card
from articles.pages.links import address_of

COLUMNS = (
    *("kind", "key", "title", "date", "authors", "outlet", "agency", "city"),
    *("quotations", "untraced_quotations", "known_by_quotation", "fiction", "url"),
)


def build_row(card: Card) -> dict[str, object]:
    """Return the row of a record, by column; None where it has no value."""
    return {
        "kind": card.kind,
        "key": card.key,
        "title": card.heading,
        "date": str(card.date) if card.date else None,
        "authors": [author.name for author in card.authors],
        "outlet": card.outlet.name if card.outlet else None,
        "agency": card.agency.name if card.agency else None,
        "city": card.city.name if card.city else None,
        "quotations": card.quotation_count,
        "untraced_quotations": card.untraced_count,
        "known_by_quotation": card.known_by_quotation,
        "fiction": card.fiction,
        "url": f"{settings.ARCHIVE_URL}{address_of(card)}",
    }


def build_csv_cells(card: Card) -> list[object]:
    """Return the row of a record for CSV, with several authors separated by semicolons."""
    row = build_row(card)
    return [_format_cell(row[column]) for column in COLUMNS]


def _format_cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(value)
    return ("yes" if value else "no") if isinstance(value, bool) else value
