"""Articles and the releases that they may quote, as `quoting` sees them.

May import `texts`, `likely`, `finding` and `models`.
"""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.db.models import QuerySet

from articles import records
from articles.linking import texts
from articles.linking.finding import Question
from articles.linking.grouping import Candidates
from articles.models import Article, Component, EarlierVersion, PressRelease
from articles.quoting.attribution import Candidate, Piece

ARTICLES = 25
"""Articles handed to a worker at a time."""

type Places = dict[int, tuple[int, int | None]]
"""By the number of a text in the index: the id of its release, and its version where it is an
earlier one."""


class Questions:
    """Made from the tables, some at a time."""

    def __init__(self) -> None:
        self.places: Places = {}
        """Those of the releases in the questions made so far."""
        self._names = dict(texts.agencies())

    def about(self, found: Iterable[Candidates]) -> Iterator[list[Question]]:
        for some in batched(found, ARTICLES, strict=False):
            releases = self._releases({number for _, numbers in some for number in numbers})
            mentioned = dict(some)
            yield [
                (pk, Piece(text, published), _known(mentioned[posting], releases))
                for pk, posting, text, published in _articles(mentioned)
            ]

    def _releases(self, numbers: set[int]) -> dict[int, Candidate]:
        if not numbers:
            return {}
        current = list(self._current(numbers))
        earlier = list(self._earlier(numbers.difference(one.number for one in current)))
        return {one.number: one for one in (*current, *earlier)}

    def _current(self, numbers: set[int]) -> Iterator[Candidate]:
        found: QuerySet[Any] = PressRelease.objects.filter(posting__in=numbers)
        participants = self._participants(found)
        columns = ("pk", "posting", "key", "text", "released", "agency", "withdrawn")
        for pk, posting, key, text, released, agency, withdrawn in found.values_list(*columns):
            self.places[posting] = pk, None
            names = (*self._names[agency], *participants.get(pk, ()))
            yield Candidate(posting, key, text, released, names, bool(withdrawn), key)

    def _participants(self, releases: QuerySet[Any]) -> dict[int, list[str]]:
        named: dict[int, list[str]] = {}
        rows = Component.objects.filter(release__in=releases).values_list("release", "agency")
        for release, agency in rows:
            named.setdefault(release, []).extend(self._names[agency])
        return named

    def _earlier(self, numbers: set[int]) -> Iterator[Candidate]:
        rows: QuerySet[Any] = EarlierVersion.objects.filter(posting__in=numbers)
        versions = list(rows.values_list("posting", "key", "number", "line"))
        held = PressRelease.objects.filter(key__in=[key for _, key, _, _ in versions])
        known = {key: (pk, agency) for pk, key, agency in held.values_list("pk", "key", "agency")}
        for posting, key, number, line in (one for one in versions if one[1] in known):
            pk, agency = known[key]
            self.places[posting] = pk, number
            record = records.text_record(line)
            released = record.released if isinstance(record, records.Release) else None
            names = self._names[agency]
            yield Candidate(posting, key, record.text, released, names, True, key)


def _articles(mentioned: Iterable[int]) -> Iterator[Any]:
    found: QuerySet[Any] = Article.objects.filter(posting__in=mentioned).order_by("posting")
    return found.values_list("pk", "posting", "text", "published").iterator()


def _known(numbers: Iterable[int], releases: dict[int, Candidate]) -> list[Candidate]:
    return [releases[number] for number in numbers if number in releases]
