"""Find releases that an article may quote in a few words: recent ones of agencies it mentions."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from articles.core.ids import AgencyId, ArticleId, TextNumber
from articles.models import PressRelease
from articles.quoting.attribution.short_quotes import LIKELY_WITHIN_DAYS
from articles.quoting.text.agency_mentions import expand_names, make_name_expression

MAX_RELEASES_PER_AGENCY = 100
"""Releases of one agency, the latest ones, that an article with short quotes is compared with."""


def find_recent_releases(
    agencies: Mapping[ArticleId, Collection[AgencyId]],
) -> dict[ArticleId, list[TextNumber]]:
    """Map articles to the releases of the agencies that they mention (`agencies`).

    Only releases from the `LIKELY_WITHIN_DAYS` days before the article count. Articles without any,
    or not dated to the day, are left out.
    """
    pairs = [
        (article_id, agency_id)
        for article_id, agency_ids in agencies.items()
        for agency_id in agency_ids
    ]
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        # rows: (article id, array of text numbers of releases)
        cursor.execute(
            """SELECT article.id, array_agg(release.text_number)
               FROM unnest(%s::int8[], %s::int8[]) AS mention (article, agency)
               JOIN articles_article article ON article.id = mention.article, LATERAL (
                   SELECT text_number FROM articles_pressrelease
                   WHERE agency_id = agency AND released <= left(published, 10) || '~'
                       AND released >= to_char(left(published, 10)::date - %s, 'YYYY-MM-DD')
                   ORDER BY released DESC, key LIMIT %s) release
               WHERE length(published) >= 10 AND release.text_number IS NOT NULL
               GROUP BY article.id""",
            [*map(list, zip(*pairs, strict=True)), LIKELY_WITHIN_DAYS, MAX_RELEASES_PER_AGENCY],
        )
        return dict(cursor.fetchall())


def find_articles_near_releases(
    after_number: TextNumber, changed_releases: Sequence[TextNumber]
) -> set[TextNumber]:
    """Return the articles that a new or changed release may be a recent one for.

    New texts are numbered above `after_number`; only articles numbered up to it are returned. They
    have a quotation mark, mention an agency of one of the releases, and follow any of them within
    `LIKELY_WITHIN_DAYS` days.
    """
    releases = PressRelease.objects.with_text_numbers(after_number, changed_releases)
    pattern = _make_name_pattern(
        releases.values_list("agency__name", "agency__key", "agency__aliases")
    )
    if not pattern:
        return set()
    with connection.cursor() as cursor:
        # rows: (text number)
        cursor.execute(
            """SELECT article.text_number FROM articles_article article
               WHERE text_number <= %(after)s AND length(published) >= 10 AND EXISTS (
                   SELECT FROM articles_pressrelease
                   WHERE (text_number > %(after)s OR text_number = ANY(%(changed)s))
                       AND released <= left(published, 10) || '~'
                       AND released >= to_char(left(published, 10)::date - %(days)s, 'YYYY-MM-DD'))
                   AND text ~ '["“]' AND text ~* %(names)s""",
            {
                "after": after_number,
                "changed": list(changed_releases),
                "days": LIKELY_WITHIN_DAYS,
                "names": pattern,
            },
        )
        return {text_number for (text_number,) in cursor.fetchall()}


def _make_name_pattern(agencies: Iterable[tuple[str, str, list[str]]]) -> str:
    """Return a regular expression for any of the names; agencies are (name, key, aliases)."""
    names = {
        name
        for agency_name, key, aliases in agencies
        for name in expand_names((agency_name, key, *aliases))
        if name.strip()
    }
    return "|".join(sorted(map(make_name_expression, names)))
