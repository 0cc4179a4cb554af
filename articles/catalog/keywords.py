"""Keywords as people type them: every word, and "exact phrases"; nothing else is special."""

import re

from tantivy import Occur, Query

from articles.catalog.schema import SCHEMA, terms

_PIECE = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|(\S+)")
_TITLE_WEIGHT = 3.0


def keyword_query(words: str) -> Query:
    """Records that have every word and every quoted phrase of `words`, in title or text.

    A word that the index splits (don't, 409,849) is searched as the phrase that it is; marks
    alone count for nothing; words that are marks only find nothing.
    """
    pieces = [terms(phrase or word) for phrase, word in _PIECE.findall(words)]
    wanted = [(Occur.Must, _anywhere(piece)) for piece in pieces if piece]
    return Query.boolean_query(wanted) if wanted else Query.empty_query()


def _anywhere(piece: list[str]) -> Query:
    in_title = Query.boost_query(_in_field("title", piece), _TITLE_WEIGHT)
    return Query.boolean_query([(Occur.Should, in_title), (Occur.Should, _in_field("text", piece))])


def _in_field(field: str, piece: list[str]) -> Query:
    if len(piece) == 1:
        return Query.term_query(SCHEMA, field, piece[0])
    return Query.phrase_query(SCHEMA, field, list(piece))
