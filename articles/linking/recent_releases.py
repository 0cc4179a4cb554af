"""Releases that an article may quote in a few words: of an agency that it names, and just out."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from articles.models import PressRelease
from articles.quoting.attribution.short_quotes import LIKELY_WITHIN_DAYS

type Naming = Mapping[int, Sequence[int]]
MOST = 100
"""Releases of one article, the latest of them."""


def likely(naming: Naming) -> dict[int, list[int]]:
    """By the number of each article the numbers of releases that it may quote in a few words.

    `naming` has the ids of the agencies that it names.
    """
    pairs = [(article, agency) for article, named in naming.items() for agency in named]
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT article.text_number, array_agg(release.text_number)
               FROM unnest(%s::int8[], %s::int8[]) AS named (text_number, agency)
               JOIN articles_article article USING (text_number), LATERAL (
                   SELECT text_number FROM articles_pressrelease
                   WHERE agency_id = agency AND released <= left(published, 10) || '~'
                       AND released >= to_char(left(published, 10)::date - %s, 'YYYY-MM-DD')
                   ORDER BY released DESC, key LIMIT %s) release
               WHERE length(published) >= 10 AND release.text_number IS NOT NULL
               GROUP BY article.text_number""",
            [*map(list, zip(*pairs, strict=True)), LIKELY_WITHIN_DAYS, MOST],
        )
        return dict(cursor.fetchall())


def met_by_date(since: int, touched: Sequence[int]) -> set[int]:
    """The numbers of articles held before for which a release that is new or changed is likely.

    New are those numbered above `since`.
    """
    releases = PressRelease.objects.with_text_numbers(since, touched)
    names = _pattern(releases.values_list("agency__name", "agency__key", "agency__aliases"))
    if not names:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT article.text_number FROM articles_article article
               WHERE text_number <= %(since)s AND length(published) >= 10 AND EXISTS (
                   SELECT FROM articles_pressrelease
                   WHERE (text_number > %(since)s OR text_number = ANY(%(touched)s))
                       AND released <= left(published, 10) || '~'
                       AND released >= to_char(left(published, 10)::date - %(days)s, 'YYYY-MM-DD'))
                   AND text ~ '["“]' AND text ~* %(names)s""",
            {"since": since, "touched": list(touched), "days": LIKELY_WITHIN_DAYS, "names": names},
        )
        return {text_number for (text_number,) in cursor.fetchall()}


def _pattern(found: Iterable[tuple[str, str, list[str]]]) -> str:
    names = {name for one, key, aliases in found for name in (one, key, *aliases) if name.strip()}
    return "|".join(sorted(re.escape(name) for name in names))
