"""How quotations are spread: over articles, releases, grades, presentations and days."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Aggregate, Count, ExpressionWrapper, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Length, Substr

from articles.models.fields import PartialDateField

PartialDateField.register_lookup(Length)


class Median(Aggregate):
    """`percentile_cont`: where two values are in the middle, half-way between them."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.DurationField()


def _day(field: str) -> Cast:
    """The day of a date that is known to the day."""
    return Cast(Substr(field, 1, 10, output_field=models.CharField()), models.DateField())


_DELAY = ExpressionWrapper(
    _day("article__published") - _day("release__released"), models.DurationField()
)


class ProfileQuerySet[M: models.Model](models.QuerySet[M]):
    """Questions about many quotations at once, each a query."""

    def from_agency(self, agency: int) -> Self:
        """Those from releases of the agency and of all that is below it."""
        within = RawSQL(
            """WITH RECURSIVE within (id) AS (
                   SELECT %s::bigint UNION
                   SELECT below.id FROM articles_agency below JOIN within ON parent_id = within.id)
               SELECT id FROM within""",
            [agency],
        )
        return self.filter(release__agency__in=within)

    def by_author(self, author: int) -> Self:
        return self.filter(article__bylines__author=author)

    def in_outlet(self, outlet: int) -> Self:
        return self.filter(article__outlet=outlet)

    def tallied(self, **kinds: Iterable[str]) -> dict[str, int]:
        """How many there are (`total`), in how many `articles`, from how many `releases`.

        `kinds` are fields and their values: each value is counted as well, as "field_value".
        """
        counts = {
            f"{field}_{value}": Count("pk", filter=Q(**{field: value}))
            for field, values in kinds.items()
            for value in values
        }
        distinct = {f"{one}s": Count(one, distinct=True) for one in ("article", "release")}
        return self.aggregate(total=Count("pk"), **distinct, **counts)

    def median_delay(self) -> timedelta | None:
        """The median of the time from a release to an article that quotes it, each pair once.

        None where no pair has both dates known to the day.
        """
        known = self.filter(release__released__length__gte=10, article__published__length__gte=10)
        pairs: models.QuerySet[Any, Any] = known.order_by().values("release", "article").distinct()
        found: timedelta | None = pairs.annotate(delay=_DELAY).aggregate(found=Median("delay"))[
            "found"
        ]
        return found

    def most(self, field: str, count: int) -> list[tuple[int, int]]:
        """The ids in `field` that come in most articles, with how many; the most first."""
        named: models.QuerySet[Any, Any] = self.filter(**{f"{field}__isnull": False}).order_by()
        counted = named.values_list(field).annotate(articles=Count("article", distinct=True))
        return list(counted.order_by("-articles", F(field))[:count])
