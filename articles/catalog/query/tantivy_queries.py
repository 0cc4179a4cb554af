"""The Tantivy queries that all others are composed of."""

from collections.abc import Iterable
from datetime import date

import tantivy
from tantivy import Occur, Query

from articles.catalog.index.schema import SCHEMA


def match_everything() -> Query:
    """Return a query that every record matches, without a score."""
    return Query.const_score_query(Query.all_query(), 0.0)


def match_any(queries: Iterable[Query]) -> Query:
    """Return a query for records that match at least one; their scores add up."""
    clauses = list(queries)
    if len(clauses) == 1:
        return clauses[0]
    return Query.boolean_query([(Occur.Should, query) for query in clauses])


def match_every(queries: list[Query]) -> Query:
    """Return a query for records that match all; for all records if there are none.

    Tantivy ranks the results of a single query faster than those of a combination.
    """
    if not queries:
        return Query.all_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def match_values(field: str, values: Iterable[str]) -> Query:
    """Return a query for records with at least one of the values, without a score."""
    return Query.const_score_query(Query.term_set_query(SCHEMA, field, list(values)), 0.0)


def match_dates(first_day: date | None, last_day: date | None) -> Query:
    """Return a query for records all of whose possible days lie in the range, without a score."""
    queries = []
    if first_day:
        queries.append(_match_days("earliest_day", first_day, None))
    if last_day:
        queries.append(_match_days("latest_day", None, last_day))
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _match_days(field: str, first_day: date | None, last_day: date | None) -> Query:
    lower, upper = (day.toordinal() if day else None for day in (first_day, last_day))
    days = Query.range_query(SCHEMA, field, tantivy.FieldType.Integer, lower, upper)
    return Query.const_score_query(days, 0.0)
