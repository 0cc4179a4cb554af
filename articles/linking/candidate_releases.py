"""Texts of releases, as `quoting` sees them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet

from articles.core.dates import PartialDate
from articles.exchange import schema
from articles.linking.worker_tasks.fingerprinting import Agencies
from articles.models import Component, EarlierVersion, PressRelease
from articles.quoting.attribution.texts import CandidateRelease

type Places = dict[int, tuple[int, int | None]]
"""By the number of a text in the index: the id of its release, and its version where it is an
earlier one."""


class Releases:
    """Read by their numbers in the index, some at a time."""

    def __init__(self, agencies: Agencies) -> None:
        self.places: Places = {}
        """Those of the releases that were read so far."""
        self._names = dict(agencies)

    def of(self, numbers: set[int]) -> dict[int, CandidateRelease]:
        found = {one.number: one for one in self._current(numbers)} if numbers else {}
        if rest := numbers - found.keys():
            found.update((one.number, one) for one in self._earlier(rest))
        return found

    def _current(self, numbers: set[int]) -> Iterator[CandidateRelease]:
        components = Component.objects.filter(release=OuterRef("pk")).values("agency")
        found: QuerySet[Any] = PressRelease.objects.filter(text_number__in=numbers)
        columns = ("pk", "text_number", "key", "text", "released", "withdrawn", "agency")
        rows = found.values_list(*columns, ArraySubquery(components))
        for pk, text_number, key, text, released, withdrawn, agency, others in rows:
            self.places[text_number] = pk, None
            names = tuple(name for one in (agency, *others) for name in self._names[one])
            yield CandidateRelease(text_number, key, text, released, names, bool(withdrawn), key)

    def _earlier(self, numbers: set[int]) -> Iterator[CandidateRelease]:
        rows: QuerySet[Any] = EarlierVersion.objects.filter(text_number__in=numbers)
        versions = list(rows.values_list("text_number", "key", "number", "line"))
        held = PressRelease.objects.filter(key__in=[key for _, key, _, _ in versions])
        known = {key: (pk, agency) for pk, key, agency in held.values_list("pk", "key", "agency")}
        for text_number, key, number, line in (one for one in versions if one[1] in known):
            pk, agency = known[key]
            self.places[text_number] = pk, number
            record = schema.parse_text(line)
            released = record.released if isinstance(record, schema.Release) else None
            names = self._names[agency]
            yield CandidateRelease(text_number, key, record.text, released, names, True, key)


class Known(NamedTuple):
    """What says whether an article may quote a release, and whether one is likely to.

    The date is None, and the ids of the agencies that it names as its own none, where that is not
    known at once.
    """

    released: PartialDate | None = None
    agencies: frozenset[int] = frozenset()


def known(numbers: set[int]) -> dict[int, Known]:
    """Those of the texts that are held, by their numbers.

    The index has numbers of releases that were known by quotation only and are no more.
    """
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT text_number, NULL, '{}'::int8[] FROM articles_earlierversion
               WHERE text_number = ANY(%(numbers)s)
               UNION ALL
               SELECT text_number, released, agency_id || ARRAY(
                   SELECT agency_id FROM articles_component WHERE release_id = held.id)
               FROM articles_pressrelease held WHERE text_number = ANY(%(numbers)s)""",
            {"numbers": list(numbers)},
        )
        return {
            number: Known(PartialDate(released) if released else None, frozenset(agencies))
            for number, released, agencies in cursor.fetchall()
        }
