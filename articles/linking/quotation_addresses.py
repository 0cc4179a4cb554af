"""Keep the addresses of quotations that an edition replaces or deletes."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from articles.core.ids import ArticleId, EditionNumber, TextNumber
from articles.linking import profile_figures
from articles.models import FormerAddress, Quotation

type Address = tuple[int, str]
"""The id of an article and the slug of a quotation."""


class StoredAddress(NamedTuple):
    row_id: int
    first_edition: int | None


class ArticleAddresses(NamedTuple):
    """The addresses of some articles' quotations, before they are replaced."""

    current_rows: dict[Address, StoredAddress]
    former_rows: dict[Address, StoredAddress]

    @property
    def quoting_ids(self) -> set[int]:
        """The ids of the articles that have quotations."""
        return {article_id for article_id, _ in self.current_rows}

    def hand_over(self, quotations: Collection[Quotation], edition_number: EditionNumber) -> None:
        """Give the addresses to the quotations that an edition is about to store instead.

        Sets their first editions, and records the addresses that none of them has.
        """
        stored_rows = self.former_rows | self.current_rows
        quotations_by_address = {
            (quotation.article_id, quotation.slug): quotation for quotation in quotations
        }
        for address, quotation in quotations_by_address.items():
            row = stored_rows.get(address)
            quotation.first_edition = row.first_edition if row else edition_number
        addresses = quotations_by_address.keys()
        if returning_ids := _row_ids(self.former_rows, self.former_rows.keys() & addresses):
            FormerAddress.objects.filter(pk__in=returning_ids).delete()
        if ending_ids := _row_ids(self.current_rows, self.current_rows.keys() - addresses):
            end_addresses(Quotation.objects.filter(pk__in=ending_ids), edition_number)


def _row_ids(rows: dict[Address, StoredAddress], addresses: Iterable[Address]) -> list[int]:
    return [rows[address].row_id for address in addresses]


def read_addresses(article_ids: Collection[ArticleId]) -> ArticleAddresses:
    """Return the addresses of the articles' quotations, and those that they had before."""
    addresses = ArticleAddresses({}, {})
    with connection.cursor() as cursor:
        # rows: (is current, article id, slug, row id, first edition or NULL)
        cursor.execute(
            """SELECT true, article_id, slug, id, first_edition FROM articles_quotation
               WHERE article_id = ANY(%(ids)s)
               UNION ALL SELECT false, article_id, slug, id, first_edition
               FROM articles_formeraddress WHERE article_id = ANY(%(ids)s)""",
            {"ids": list(article_ids)},
        )
        for is_current, article_id, slug, row_id, first_edition in cursor.fetchall():
            rows = addresses.current_rows if is_current else addresses.former_rows
            rows[article_id, slug] = StoredAddress(row_id, first_edition)
    return addresses


def end_addresses(
    quotations: QuerySet[Quotation],
    edition_number: EditionNumber,
    *,
    text_column: str = "article.text",
) -> None:
    """Record the addresses of quotations that an edition deletes.

    Addresses that the edition itself created are forgotten. The SQL of `text_column` is the text
    that the quotations are passages of.
    """
    selection, values = quotations.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        # no rows
        cursor.execute(
            f"""INSERT INTO articles_formeraddress
                    (article_id, slug, passage, article_start, first_edition, ended_in_id)
                SELECT article.id, slug,
                       substr({text_column}, article_start + 1, article_end - article_start),
                       article_start, first_edition, %s
                FROM articles_quotation quotation
                JOIN articles_article article ON article.id = article_id
                WHERE coalesce(first_edition, 0) < %s AND quotation.id IN ({selection})
                ON CONFLICT (article_id, slug) DO NOTHING""",
            [edition_number, edition_number, *values],
        )


_PREVIOUS_TEXT = """(SELECT line::json->>'text' FROM articles_earlierversion version
    WHERE kind = 'article' AND version.key = article.key ORDER BY version.number DESC LIMIT 1)"""


def delete_outdated_quotations(
    edition_number: EditionNumber, after_number: TextNumber
) -> list[ArticleId]:
    """Delete the quotations of articles whose text an edition changed, and record their addresses.

    Return the ids of these articles.
    """
    quotations = Quotation.objects.filter(
        article__edition=edition_number, article__text_number__gt=after_number
    )
    article_ids = [ArticleId(pk) for pk in set(quotations.values_list("article", flat=True))]
    if article_ids:
        profile_figures.remove_articles(article_ids)
        end_addresses(quotations, edition_number, text_column=_PREVIOUS_TEXT)
        quotations.delete()
    return article_ids
