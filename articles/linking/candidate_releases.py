"""Read releases, and earlier versions of them, as `quoting` needs them."""

from collections.abc import Collection, Iterator, Set
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet

from articles.core.dates import PartialDate
from articles.core.ids import AgencyId, TextNumber
from articles.exchange import schema
from articles.linking.worker_tasks.fingerprinting import AgencyNames
from articles.linking.worker_tasks.references import ReferencedRelease, ReleaseReference
from articles.models import Component, EarlierVersion, PressRelease
from articles.quoting.attribution.texts import CandidateRelease


class ReleaseReader:
    """Reads texts of releases by their text numbers."""

    def __init__(self, agencies: AgencyNames) -> None:
        self._agency_names = dict(agencies)

    def read_releases(self, text_numbers: Set[TextNumber]) -> dict[TextNumber, ReferencedRelease]:
        """Return the releases by text number, without those that are no longer in the tables."""
        if not text_numbers:
            return {}
        releases = dict(self._iter_current(text_numbers))
        if earlier_numbers := text_numbers - releases.keys():
            releases.update(self._iter_earlier(earlier_numbers))
        return releases

    def _iter_current(
        self, text_numbers: Collection[TextNumber]
    ) -> Iterator[tuple[TextNumber, ReferencedRelease]]:
        components = Component.objects.filter(release=OuterRef("pk")).values("agency")
        releases: QuerySet[Any] = PressRelease.objects.filter(text_number__in=text_numbers)
        columns = ("text_number", "key", "text", "released", "withdrawn", "agency", "title", "url")
        rows = releases.values_list("pk", *columns, ArraySubquery(components))
        for release_id, *values, component_ids in rows:
            text_number, key, text, released, withdrawn, agency, title, url = values
            agencies = self._list_names(agency, *component_ids)
            candidate = CandidateRelease(
                text_number, key, text, released, agencies, bool(withdrawn), key, title, url
            )
            yield (
                text_number,
                ReferencedRelease(candidate, ReleaseReference(release_id, version=None)),
            )

    def _iter_earlier(
        self, text_numbers: Collection[TextNumber]
    ) -> Iterator[tuple[TextNumber, ReferencedRelease]]:
        rows: QuerySet[Any] = EarlierVersion.objects.filter(text_number__in=text_numbers)
        versions = list(rows.values_list("text_number", "key", "number", "line"))
        keys = [key for _, key, _, _ in versions]
        releases: QuerySet[Any] = PressRelease.objects.filter(key__in=keys)
        by_key = {
            key: (release_id, agency)
            for release_id, key, agency in releases.values_list("pk", "key", "agency")
        }
        for text_number, key, version, line in versions:
            if key not in by_key:
                continue
            release_id, agency = by_key[key]
            record = schema.parse_text(line)
            released = record.released if isinstance(record, schema.Release) else None
            candidate = CandidateRelease(
                text_number, key, record.text, released, self._list_names(agency), True, key
            )
            yield text_number, ReferencedRelease(candidate, ReleaseReference(release_id, version))

    def _list_names(self, *agency_ids: AgencyId) -> tuple[str, ...]:
        return tuple(name for agency_id in agency_ids for name in self._agency_names[agency_id])


class ReleaseFacts(NamedTuple):
    """What decides whether an article may quote a release, and whether it is likely to.

    Both are empty for an earlier version, whose record would have to be parsed for them.
    """

    released: PartialDate | None = None
    agency_ids: frozenset[AgencyId] = frozenset()


def read_release_facts(text_numbers: Collection[TextNumber]) -> dict[TextNumber, ReleaseFacts]:
    """Return facts about releases by text number, without those no longer in the tables.

    The index keeps the numbers of releases that were known by quotation only and are deleted.
    """
    if not text_numbers:
        return {}
    with connection.cursor() as cursor:
        # rows: (text number, date or NULL, array of agency ids)
        cursor.execute(
            """SELECT text_number, NULL, '{}'::int8[] FROM articles_earlierversion
               WHERE text_number = ANY(%(numbers)s)
               UNION ALL
               SELECT text_number, released, agency_id || ARRAY(
                   SELECT agency_id FROM articles_component WHERE release_id = release.id)
               FROM articles_pressrelease release WHERE text_number = ANY(%(numbers)s)""",
            {"numbers": list(text_numbers)},
        )
        return {
            text_number: ReleaseFacts(
                PartialDate(released) if released else None, frozenset(agency_ids)
            )
            for text_number, released, agency_ids in cursor.fetchall()
        }
