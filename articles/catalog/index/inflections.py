"""The forms in which a word occurs in the index, found by its stem in the index's own dictionary.

The index keeps words as they are written: exact phrases stay exact, and an exact match can count
more than a word of the same stem.
"""

from functools import lru_cache
from math import log
from typing import NamedTuple

import tantivy

from articles.catalog.index.analysis import stems

_SHORTEST = 3
"""Letters of a word that has forms; shorter ones are found just as they are."""
_CHANGING = "eily"
"""Letters at the end of a stem that not every form of the word has: ice, icing."""
_IRREGULAR = {"dying": "die", "lying": "lie", "tying": "tie", "vying": "vie"}
"""Forms that do not even begin as their stem does."""
_LESS = 0.25
"""How much another form counts, of what the word itself would."""
_KEPT = 4096
"""Words remembered by a catalog."""


class Form(NamedTuple):
    term: str
    weight: float
    """By how much its score is multiplied."""


class Forms:
    """Looks words up in one index."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self.of = lru_cache(_KEPT)(self._of)

    def _of(self, word: str) -> tuple[Form, ...]:
        """The word itself, and every word of the index with the same stem."""
        if not _has_forms(word):
            return (Form(word, 1.0),)
        (stem,) = stems([word])
        found = self._like(stem)
        frequencies = {word: found.pop(word, 0)} | found
        total = self._searcher.num_docs
        rarity = {term: log(1 + total / (count + 1)) for term, count in frequencies.items()}
        own = rarity[word] if frequencies[word] else min(rarity.values())
        return tuple(
            Form(term, 1.0 if term == word else _LESS * min(1.0, own / rare))
            for term, rare in rarity.items()
        )

    def _like(self, stem: str) -> dict[str, int]:
        """The words of that stem, with the number of records that have each."""
        start = stem[:-1] if stem[-1] in _CHANGING else stem
        known = self._searcher.terms_with_prefix("words", start)
        known += [
            (term, self._searcher.doc_freq("words", term))
            for term, of in _IRREGULAR.items()
            if of == stem
        ]
        known = [pair for pair in known if _has_forms(pair[0])]
        words = [term for term, _ in known]
        same = zip(known, stems(words), strict=True) if words else ()
        return {term: count for (term, count), its in same if its == stem and count}


def _has_forms(word: str) -> bool:
    return len(word) >= _SHORTEST and not any(map(str.isdigit, word))
