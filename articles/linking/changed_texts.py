"""Find the older texts whose quotations an edition may have changed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from django.db import connection

from articles.core.ids import EditionNumber, TextNumber


class ChangedTexts(NamedTuple):
    """Texts that were indexed before an edition, and that it makes worth linking again."""

    releases: Sequence[TextNumber] = ()
    """Releases that changed in anything but their text: articles that share anything with them
    are linked again."""
    articles: Sequence[TextNumber] = ()
    """Articles that are linked again whatever they share."""

    def with_articles(self, articles: Iterable[TextNumber]) -> Self:
        """Add articles."""
        return self._replace(articles=[*self.articles, *articles])


def find_changed_texts(edition_number: EditionNumber, after_number: TextNumber) -> ChangedTexts:
    """Return the texts numbered up to `after_number` that may have other quotations now.

    - Releases: those that the edition changed in anything but their text, and earlier versions
      that were imported before their release was.
    - Articles: those that the edition changed in anything but their text, and those that quote
      a release that it changed.
    """
    with connection.cursor() as cursor:
        # rows: (kind, text number), distinct
        cursor.execute(
            """SELECT 'release', text_number FROM articles_pressrelease
               WHERE edition_id = %(edition)s AND text_number <= %(after)s
               UNION SELECT 'release', version.text_number FROM articles_pressrelease release
               JOIN articles_earlierversion version USING (key)
               WHERE edition_id = %(edition)s AND release.text_number > %(after)s
                   AND landed_in_id IS NULL AND version.text_number <= %(after)s
               UNION SELECT 'article', text_number FROM articles_article
               WHERE edition_id = %(edition)s AND text_number <= %(after)s
               UNION SELECT 'article', article.text_number FROM articles_pressrelease release
               JOIN articles_quotation ON release_id = release.id
               JOIN articles_article article ON article.id = article_id
               WHERE release.edition_id = %(edition)s AND article.text_number <= %(after)s""",
            {"edition": edition_number, "after": after_number},
        )
        rows = cursor.fetchall()
    return ChangedTexts(
        releases=[text_number for kind, text_number in rows if kind == "release"],
        articles=[text_number for kind, text_number in rows if kind == "article"],
    )
