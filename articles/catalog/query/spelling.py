"""Suggest a spelling for words that no record contains."""

import re

import tantivy
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from articles.catalog.index.analysis import analyze_text

_MIN_LETTERS = 4
"""Letters of a word for which a spelling is suggested, at least."""
_MAX_CANDIDATES = 100_000
"""Words that it is compared with, at most: the most frequent that begin with the same letter."""
_MIN_RECORDS = 2
"""Records that contain a suggested word, at least; a word in only one may itself be misspelled."""
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def suggest_spelling(query: str, searcher: tantivy.Searcher) -> str | None:
    """Return the query with unknown words replaced by the nearest known ones; None if none is.

    Distances are Damerau-Levenshtein, in the restricted form (optimal string alignment).
    """

    def replace_word(match: re.Match[str]) -> str:
        return _nearest_word("".join(analyze_text(match[0])), searcher) or match[0]

    suggestion = _WORD.sub(replace_word, query)
    return suggestion if suggestion != query else None


def _nearest_word(word: str, searcher: tantivy.Searcher) -> str | None:
    """Return the nearest word, of several the most frequent; None if it is known or none is near.

    One letter may differ in a word of four letters, two in a longer one.
    """
    if len(word) < _MIN_LETTERS or searcher.doc_freq("words", word):
        return None
    frequencies = searcher.terms_with_prefix("words", word[0], limit=_MAX_CANDIDATES)
    candidates = [term for term, count in frequencies if count >= _MIN_RECORDS]
    if not candidates:
        return None
    max_distance = 1 if len(word) == _MIN_LETTERS else 2
    distances = cdist([word], candidates, scorer=OSA.distance, score_cutoff=max_distance)[0]
    best = int(distances.argmin())
    return candidates[best] if distances[best] <= max_distance else None
