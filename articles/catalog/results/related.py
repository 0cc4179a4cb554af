"""The nearest neighbours of a record by its words."""

from collections import Counter
from heapq import nsmallest
from math import log

import tantivy
from tantivy import Occur, Query

from articles.catalog.index.analysis import terms
from articles.catalog.index.builds import CatalogError, current
from articles.catalog.index.cards import Card
from articles.catalog.index.documents import identifier
from articles.catalog.index.schema import SCHEMA

COUNT = 5
"""Neighbours, at most."""
_READ = 20_000
"""Characters of a text that say what it is like."""
_RARE, _COMMON, _FEW = 2, 5, 20
"""Words in fewer records say nothing of others; those in one of so many, and in more than a few,
nothing of this one."""
_WORDS, _SHORTEST = 20, 3
"""Of a text so many words are looked for, at most, none of fewer letters."""


def related(kind: str, key: str) -> list[Card]:
    """The records most like one in its rarer words, nearest first; none where it isn't listed."""
    try:
        searcher = current().searcher
    except CatalogError:
        return []
    itself = Query.term_query(SCHEMA, "id", identifier(kind, key))
    found = searcher.search(itself, 1).hits
    if not found:
        return []
    text: bytes = searcher.doc(found[0][1]).get_first("text") or b""
    like = [(Occur.Should, query) for query in _like(text.decode()[:_READ], searcher)]
    others = Query.boolean_query([*like, (Occur.MustNot, itself)])
    near = searcher.search(others, COUNT, count=False).hits
    return [Card.from_json(searcher.doc(address).get_first("card") or b"") for _, address in near]


def _like(text: str, searcher: tantivy.Searcher) -> list[Query]:
    """Each of the words that say most of a text, weighted as Lucene's MoreLikeThis does.

    Of words that say the same the alphabet decides, where Tantivy's own leaves it to chance.
    """
    total = searcher.num_docs
    most = max(_FEW, total // _COMMON)
    weights = {
        word: times * log(1 + total / count)
        for word, times in Counter(terms(text)).items()
        if len(word) >= _SHORTEST and _RARE <= (count := searcher.doc_freq("words", word)) <= most
    }
    chosen = nsmallest(_WORDS, weights, key=lambda word: (-weights[word], word))
    return [
        Query.boost_query(
            Query.term_query(SCHEMA, "words", word), weights[word] / weights[chosen[0]]
        )
        for word in chosen
    ]
