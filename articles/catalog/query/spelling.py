"""What a word that stands nowhere in the archive may have been meant to be."""

import re

import tantivy
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from articles.catalog.index.analysis import terms

_SHORTEST = 4
"""Letters of a word that is worth guessing at."""
_KNOWN = 100_000
"""Words that it is compared with, at most: the commonest that begin alike."""
_COMMON = 2
"""Records in which a word must stand to be suggested, so that no other slip is."""
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def respelled(query: str, searcher: tantivy.Searcher) -> str | None:
    """`query` with each word that stands nowhere as the nearest one that does; None: no better."""

    def nearest(match: re.Match[str]) -> str:
        return _nearest("".join(terms(match[0])), searcher) or match[0]

    better = _WORD.sub(nearest, query)
    return better if better != query else None


def _nearest(word: str, searcher: tantivy.Searcher) -> str | None:
    """The commonest of the words that differ least; None where it is known or none is near."""
    if len(word) < _SHORTEST or searcher.doc_freq("words", word):
        return None
    known = searcher.terms_with_prefix("words", word[0], limit=_KNOWN)
    candidates = [term for term, count in known if count >= _COMMON]
    if not candidates:
        return None
    limit = 1 if len(word) == _SHORTEST else 2
    distances = cdist([word], candidates, scorer=OSA.distance, score_cutoff=limit)[0]
    best = int(distances.argmin())
    return candidates[best] if distances[best] <= limit else None
