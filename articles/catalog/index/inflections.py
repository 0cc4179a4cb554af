"""Find the inflections of a word that occur in the index: its words with the same stem.

The index keeps words as they are written, not their stems. So exact phrases stay exact, and an
exact match can score higher than an inflection.
"""

from functools import lru_cache
from math import log
from typing import NamedTuple

import tantivy

from articles.catalog.index.analysis import stem_words

_MIN_LETTERS = 3
"""Letters of a word with inflections, at least."""
_MUTABLE_ENDINGS = "eily"
"""Last letters of a stem that some inflections lack: ice, icing."""
_IRREGULAR = {"dying": "die", "lying": "lie", "tying": "tie", "vying": "vie"}
"""Inflections that do not begin as their stem does."""
_INFLECTION_WEIGHT = 0.25
"""Weight of an inflection, where that of the word itself is 1."""
_CACHED_WORDS = 4096


class Inflection(NamedTuple):
    """A form of a word; its score is multiplied by the weight."""

    term: str
    weight: float


class Inflections:
    """Finds inflections in one index, and remembers them."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self.find = lru_cache(_CACHED_WORDS)(self._find)

    def _find(self, word: str) -> tuple[Inflection, ...]:
        """Return the word itself, and all words of the index with the same stem.

        A rarer inflection would score higher than the word: its weight makes up for that.
        """
        if not _has_inflections(word):
            return (Inflection(word, 1.0),)
        (stem,) = stem_words([word])
        frequencies = self._words_with_stem(stem)
        frequencies = {word: frequencies.pop(word, 0)} | frequencies
        total = self._searcher.num_docs
        rarities = {term: log(1 + total / (count + 1)) for term, count in frequencies.items()}
        word_rarity = rarities[word] if frequencies[word] else min(rarities.values())
        return tuple(
            Inflection(
                term,
                1.0 if term == word else _INFLECTION_WEIGHT * min(1.0, word_rarity / rarity),
            )
            for term, rarity in rarities.items()
        )

    def _words_with_stem(self, stem: str) -> dict[str, int]:
        """Return the words with this stem, and how many records contain each."""
        prefix = stem[:-1] if stem[-1] in _MUTABLE_ENDINGS else stem
        frequencies = self._searcher.terms_with_prefix("words", prefix)
        frequencies += [
            (term, self._searcher.doc_freq("words", term))
            for term, irregular_stem in _IRREGULAR.items()
            if irregular_stem == stem
        ]
        frequencies = [(term, count) for term, count in frequencies if _has_inflections(term)]
        if not frequencies:
            return {}
        stems = stem_words([term for term, _ in frequencies])
        return {
            term: count
            for (term, count), term_stem in zip(frequencies, stems, strict=True)
            if term_stem == stem and count
        }


def _has_inflections(word: str) -> bool:
    return len(word) >= _MIN_LETTERS and not any(map(str.isdigit, word))
