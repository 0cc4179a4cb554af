"""The nearest neighbours of a record by its words. May import `store` and what's before it."""

import tantivy
from tantivy import Occur, Query

from articles.catalog.cards import Card
from articles.catalog.documents import identifier
from articles.catalog.schema import SCHEMA
from articles.catalog.store import CatalogError, current
from articles.catalog.words import plain

COUNT = 5
"""Neighbours, at most."""
_READ = 20_000
"""Characters of a text that say what it is like."""
_RARE, _COMMON, _FEW = 2, 5, 20
"""Words in fewer records say nothing of others; those in one of so many, and in more than a few,
nothing of this one."""


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
    like = _like(searcher.doc(found[0][1]), searcher.num_docs)
    others = Query.boolean_query([(Occur.Must, like), (Occur.MustNot, itself)])
    near = searcher.search(others, COUNT, count=False).hits
    return [Card.from_json(searcher.doc(address).get_first("card") or b"") for _, address in near]


def _like(document: tantivy.Document, total: int) -> Query:
    """Tantivy counts a word in deleted documents too, and panics at more than `total`."""
    text: bytes = document.get_first("text") or b""
    return Query.more_like_this_document_fields_query(
        SCHEMA,
        {"words": [plain(text.decode()[:_READ])]},
        min_doc_frequency=_RARE,
        max_doc_frequency=min(total, max(_FEW, total // _COMMON)),
        min_term_frequency=1,
        max_query_terms=20,
        min_word_length=3,
    )
