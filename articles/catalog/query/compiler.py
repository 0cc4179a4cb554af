"""Compile a parsed query to a Tantivy query."""

import re

from tantivy import Occur, Query

from articles.catalog.index.inflections import Inflection, Inflections
from articles.catalog.index.schema import SCHEMA
from articles.catalog.query.syntax import (
    AllOf,
    AnyOf,
    DateRange,
    FieldQuery,
    Not,
    Phrase,
    Prefix,
    QueryNode,
    Word,
)
from articles.catalog.query.tantivy_queries import match_any, match_dates, match_everything

_TITLE_BOOST, _LEAD_BOOST = 3.0, 1.5
"""Factors by which a word's score rises in the title and in the first paragraph."""


class QueryCompiler:
    """Compiles for one index. Unscored queries match the same records and run faster."""

    def __init__(self, inflections: Inflections, *, scored: bool) -> None:
        self._inflections = inflections
        self._scored = scored

    def compile(self, node: QueryNode) -> Query:
        """Return a query for the records that match the node, the best with the highest score."""
        match node:
            case AllOf():
                return self._compile_all(node.operands)
            case AnyOf() | Word() | Phrase() | Prefix():
                return match_any(self._compile_alternatives(node))
            case Not():
                return Query.boolean_query([(Occur.Must, match_everything()), self._exclude(node)])
            case DateRange():
                return match_dates(node.first_day, node.last_day)
            case FieldQuery():
                return self._compile_field_query(node)

    def _compile_alternatives(self, node: QueryNode) -> list[Query]:
        """Return the queries whose scores add up. Tantivy ranks a flat list of them faster."""
        match node:
            case AnyOf():
                return [
                    query
                    for operand in node.operands
                    for query in self._compile_alternatives(operand)
                ]
            case Word() | Phrase() | Prefix():
                return self._search_everywhere(node)
            case _:
                return [self.compile(node)]

    def _compile_all(self, nodes: tuple[QueryNode, ...]) -> Query:
        if not nodes:
            return Query.empty_query()
        required_queries = [self.compile(node) for node in nodes if not isinstance(node, Not)]
        excluded_clauses = [self._exclude(node) for node in nodes if isinstance(node, Not)]
        if len(required_queries) == 1 and not excluded_clauses:
            return required_queries[0]
        clauses = [(Occur.Must, query) for query in required_queries or [match_everything()]]
        return Query.boolean_query([*clauses, *excluded_clauses])

    def _exclude(self, node: Not) -> tuple[Occur, Query]:
        unscored = QueryCompiler(self._inflections, scored=False)
        return (Occur.MustNot, unscored.compile(node.operand))

    def _search_everywhere(self, node: Word | Phrase | Prefix) -> list[Query]:
        """Search `words`. It includes title and lead, so those only add to the score."""
        if isinstance(node, Prefix) or not self._scored:
            return self._search_field("words", node)
        queries = self._search_field("words", node)
        queries += [
            Query.boost_query(query, _TITLE_BOOST) for query in self._search_field("title", node)
        ]
        if isinstance(node, Word):
            queries.append(Query.boost_query(_term_query("lead", node.term), _LEAD_BOOST))
        return queries

    def _compile_field_query(self, field_query: FieldQuery) -> Query:
        node = field_query.node
        if field_query.field == "title":
            return match_any(self._search_field("title", node))
        field = f"{field_query.field}_name"
        if isinstance(node, Word):  # a name is not inflected
            return _term_query(field, node.term)
        return match_any(self._search_field(field, node))

    def _search_field(self, field: str, node: QueryNode) -> list[Query]:
        match node:
            case Word():
                inflections = self._inflections.find(node.term)
                if self._scored or len(inflections) == 1:
                    return [_weighted_query(field, inflection) for inflection in inflections]
                terms = [inflection.term for inflection in inflections]
                return [Query.term_set_query(SCHEMA, field, terms)]
            case Phrase():
                return [_phrase_query(field, words) for words in node.alternatives]
            case Prefix():
                return [Query.regex_query(SCHEMA, field, f"{re.escape(node.prefix)}.*")]
            case _:
                raise TypeError(f"{node!r} cannot be searched for in a field")


def _term_query(field: str, term: str) -> Query:
    return Query.term_query(SCHEMA, field, term)


def _weighted_query(field: str, inflection: Inflection) -> Query:
    query = _term_query(field, inflection.term)
    return query if inflection.weight == 1 else Query.boost_query(query, inflection.weight)


def _phrase_query(field: str, words: tuple[str, ...]) -> Query:
    if len(words) == 1:
        return _term_query(field, words[0])
    return Query.phrase_query(SCHEMA, field, list(words))
