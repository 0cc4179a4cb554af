"""Find the records whose words are most like those of a given one."""

from collections import Counter
from heapq import nsmallest
from math import log

import tantivy
from tantivy import Occur, Query

from articles.catalog.index.analysis import analyze_text
from articles.catalog.index.cards import Card
from articles.catalog.index.catalog import CatalogError, current_catalog
from articles.catalog.index.documents import record_identifier
from articles.catalog.index.schema import SCHEMA

MAX_RELATED = 5
"""Related records, at most."""
_MAX_CHARACTERS = 20_000
"""Characters of the text from which words are taken."""
_MIN_RECORDS = 2
"""Records that contain a word, at least: a word of one record relates it to no other."""
_MAX_SHARE, _ALWAYS_RARE = 5, 20
"""A word in more than one of five records, and in more than twenty, is too common."""
_MAX_WORDS, _MIN_LETTERS = 20, 3
"""Words that are searched for, at most, and letters of each, at least."""


def find_related(kind: str, key: str) -> list[Card]:
    """Return the most similar records, best first; none if the record is not in the catalog."""
    try:
        searcher = current_catalog().searcher
    except CatalogError:
        return []
    record = Query.term_query(SCHEMA, "id", record_identifier(kind, key))
    hits = searcher.search(record, 1).hits
    if not hits:
        return []
    text: bytes = searcher.doc(hits[0][1]).get_first("text") or b""
    words = _distinctive_words(text.decode()[:_MAX_CHARACTERS], searcher)
    clauses = [(Occur.Should, query) for query in words]
    similarity = Query.boolean_query([*clauses, (Occur.MustNot, record)])
    similar_hits = searcher.search(similarity, MAX_RELATED, count=False).hits
    documents = [searcher.doc(address) for _, address in similar_hits]
    return [Card.from_json(document.get_first("card") or b"") for document in documents]


def _distinctive_words(text: str, searcher: tantivy.Searcher) -> list[Query]:
    """Return queries for the words that distinguish a text, weighted as Lucene's MoreLikeThis does.

    Words of equal weight are chosen in alphabetical order; Tantivy's own MoreLikeThis chooses
    among them at random.
    """
    total = searcher.num_docs
    max_records = max(_ALWAYS_RARE, total // _MAX_SHARE)
    weights: dict[str, float] = {}
    for word, occurrences in Counter(analyze_text(text)).items():
        if len(word) >= _MIN_LETTERS:
            record_count = searcher.doc_freq("words", word)
            if _MIN_RECORDS <= record_count <= max_records:
                weights[word] = occurrences * log(1 + total / record_count)
    words = nsmallest(_MAX_WORDS, weights, key=lambda word: (-weights[word], word))
    return [
        Query.boost_query(
            Query.term_query(SCHEMA, "words", word), weights[word] / weights[words[0]]
        )
        for word in words
    ]
